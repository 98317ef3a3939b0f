"""Unfinished forms that the register could not take: in files of the user, sealed with the key of the desk."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from reception_tui.domain.errors import FileUnreadable
from reception_tui.store.desk_key import opened_here, sealed_here
from reception_tui.store.drafts import Draft

_ENDING = ".held"


def keep_aside(place: str, drafts: Sequence[Draft]) -> bool:
    """Write drafts for the register at `place` to one file that only this user can read; False where that failed."""
    values = [[one.id, one.officer, one.form, one.about, one.updated, one.values] for one in drafts]
    try:
        body = sealed_here(json.dumps({"register": place, "drafts": values}, ensure_ascii=False))
        folder = _folder()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        name = folder / f"{secrets.token_hex(8)}{_ENDING}"
        with os.fdopen(os.open(name, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="ascii") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
    except (OSError, FileUnreadable):
        return False
    return True


def kept_aside(place: str) -> Iterator[tuple[Path, list[Draft]]]:
    """Yield each file for the register at `place` with its drafts; what this desk cannot open is left alone."""
    for file in sorted(_folder().glob(f"*{_ENDING}")):
        with suppress(OSError, FileUnreadable):
            body = opened_here(file.read_text(encoding="ascii"))
            if body is not None and (found := json.loads(body))["register"] == place:
                yield file, [Draft(*one) for one in found["drafts"]]


def let_go(file: Path) -> None:
    """Take a file away whose drafts are in the register."""
    with suppress(OSError):
        file.unlink()


def _folder() -> Path:
    from platformdirs import user_data_path

    return user_data_path("reception", appauthor=False) / "held"
