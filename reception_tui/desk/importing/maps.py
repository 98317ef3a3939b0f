"""Maps that an office keeps: which of its headings is which column of the register."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from reception_tui.desk.importing.headings import Layout
from reception_tui.desk.importing.words import Words
from reception_tui.domain.errors import FileUnreadable, ReferenceBroken


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
        for place, code in layout.columns.items():
            columns.setdefault(_lowest(layout.headings[place]), code)
        for heading in layout.unknown.values():
            columns.setdefault(_lowest(heading), "")
    return f'book = "{book}"\n\n[columns]\n' + _lines(columns)


def _lowest(heading: str) -> str:
    return heading.rpartition(" – ")[2]


def _lines(columns: Mapping[str, str]) -> str:
    return "".join(f"{_quoted(heading)} = {_quoted(code)}\n" for heading, code in columns.items())


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ").replace("\t", " ")
    return f'"{escaped}"'
