"""What this desk keeps between two sittings besides the register: its name, the colours, the keys."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from reception_tui.config import environment, settings_folder, write_whole

FILE = "desk.toml"


@dataclass(frozen=True, slots=True)
class DeskSettings:
    """The name of the desk, as the top row shows it, and the theme of the screens; empty where nothing is said."""

    name: str = ""
    theme: str = ""


def desk_settings() -> DeskSettings:
    """Return what this desk has kept; RECEPTION_DESK names it otherwise.

    A file that cannot be read counts for nothing: colours are no reason not to open the desk.
    """
    table = _read(settings_folder() / FILE)
    return DeskSettings(environment("DESK") or table.get("name", ""), table.get("theme", ""))


def keep_theme(theme: str) -> None:
    """Keep the theme for the next sitting. Raises `OSError`."""
    place = settings_folder() / FILE
    kept = _read(place)
    found = replace(DeskSettings(kept.get("name", "")), theme=theme)
    lines = [f"{name} = {_quoted(value)}" for name, value in (("name", found.name), ("theme", found.theme)) if value]
    write_whole(place, "\n".join(lines) + "\n")


def _read(place: Path) -> Mapping[str, str]:
    try:
        table = tomllib.loads(place.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {name: value for name, value in table.items() if isinstance(value, str)}


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
