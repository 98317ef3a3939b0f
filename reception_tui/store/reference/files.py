"""Where the reference files lie: those that came with the program, and the office's own over them."""

from __future__ import annotations

from pathlib import Path

from reception_tui.domain.errors import FileUnreadable
from reception_tui.domain.text import nfc

FOLDERS = ("law", "calendar", "bodies", "words", "office", "forms/letters")


def seed_folder() -> Path:
    """Return the folder of the data that came with the program: in the wheel, or beside a checkout's package."""
    package = Path(__file__).resolve().parents[2]
    inside = package / "seed_data"
    return inside if inside.is_dir() else package.parent / "seed_data"


def read_files(overlay: Path | None = None) -> dict[str, str]:
    """Return the reference files by name; one of `overlay` takes the place of ours of the same name.

    Raises `FileUnreadable`.
    """
    found = _read(seed_folder())
    if overlay is not None:
        if not overlay.is_dir():
            raise FileUnreadable("seed", path=str(overlay))
        found |= _read(overlay)
    return found


def _read(folder: Path) -> dict[str, str]:
    return {
        f"{part}/{path.name}": nfc(path.read_text(encoding="utf-8"))
        for part in FOLDERS
        for path in sorted((folder / part).glob("*.toml"))
    }
