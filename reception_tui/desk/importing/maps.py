"""Maps that an office keeps: which of its headings is which column of the register."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from reception_tui.config import settings_folder, write_whole
from reception_tui.desk.importing.headings import Layout, own_name
from reception_tui.desk.importing.words import Words
from reception_tui.domain.errors import BadMapName, FileUnreadable, FileUnwritable, ReferenceBroken
from reception_tui.domain.text import clean

_SUFFIX = ".toml"
_NOT_IN_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f]|^\.|\.$')
_LONGEST_NAME = 60


def kept_maps(book: str) -> list[str]:
    """Return the names of the maps that this desk keeps for a book, in order."""
    return sorted(path.stem for path in _folder().glob(f"*{_SUFFIX}") if _book_of(path) == book)


def kept_map(name: str) -> Path:
    """Return where the map of that name lies. Raises `BadMapName` for what can be no name of a file."""
    tidy = clean(name)
    if not tidy or len(tidy) > _LONGEST_NAME or _NOT_IN_NAME.search(tidy):
        raise BadMapName("name", value=name)
    return _folder() / f"{tidy}{_SUFFIX}"


def find_map(said: str) -> Path:
    """Return the file that is meant: a path, or a bare name for what this desk keeps. Raises `BadMapName`."""
    path = Path(said)
    is_path = path.name != said or path.suffix == _SUFFIX or path.exists()
    return path if is_path else kept_map(said)


def keep_map(name: str, text: str) -> Path:
    """Keep a map under a name, over an earlier one of that name. Raises `BadMapName`, `FileUnwritable`."""
    place = kept_map(name)
    try:
        write_whole(place, text)
    except OSError as error:
        raise FileUnwritable(path=str(place)) from error
    return place


def read_map(path: Path, words: Words) -> dict[str, str]:
    """Return column codes by heading from a saved map; an empty code leaves a column out.

    Raises `FileUnreadable`, `ReferenceBroken`.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise FileUnreadable("map", path=str(path)) from error
    except tomllib.TOMLDecodeError as error:
        raise ReferenceBroken(path.name, what="not_toml", where=str(error)) from error
    columns = table.get("columns")
    if not isinstance(columns, dict):
        raise ReferenceBroken(path.name, what="missing", where="columns")
    known = {one.code for one in words.columns} | {""}
    for heading, code in columns.items():
        if code not in known:
            raise ReferenceBroken(path.name, what="not_a_choice", where=f"{heading}={code}")
    return {str(heading): str(code) for heading, code in columns.items()}


def map_text(book: str, layouts: list[Layout]) -> str:
    """Return a map of these layouts as TOML, the columns that were not recognised left out by an empty code."""
    columns: dict[str, str] = {}
    for layout in layouts:
        every = {**layout.headings, **layout.unknown}
        for place in sorted(every):
            columns.setdefault(own_name(every.values(), every[place]), layout.columns.get(place, ""))
    return columns_text(book, columns)


def columns_text(book: str, columns: Mapping[str, str]) -> str:
    """Return a map of headings to column codes as TOML."""
    return f'book = "{book}"\n\n[columns]\n' + _lines(columns)


def _folder() -> Path:
    return settings_folder() / "maps"


def _book_of(path: Path) -> str:
    try:
        return str(tomllib.loads(path.read_text(encoding="utf-8-sig")).get("book", ""))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return ""


def _lines(columns: Mapping[str, str]) -> str:
    return "".join(f"{_quoted(heading)} = {_quoted(code)}\n" for heading, code in columns.items())


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ").replace("\t", " ")
    return f'"{escaped}"'
