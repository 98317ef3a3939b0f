"""Facts that stand in several columns, put together; and cells that hold a line for each person, parted."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from reception_tui.desk.importing.words import Words
from reception_tui.domain.errors import CellRefused

MARKS = {"female_mark": "female", "male_mark": "male"}
"""Two columns, one of which is marked: what a mark in each of them tells."""

PARTS = frozenset({"family_name", *MARKS})
"""Columns that say something only together with others."""

_YEAR = re.compile(r"(19|20)\d\d")


def joined(facts: dict[str, Any], words: Words) -> dict[str, Any]:
    """Return the facts of a row with the name in one, and sex and year of birth as columns of marks tell them."""
    family = facts.pop("family_name", "")
    if family:
        facts["name"] = f"{family} {facts.get('name', '')}".strip()
    said = {code: facts.pop(code) for code in MARKS if code in facts}
    marked = [code for code, text in said.items() if not words.is_small("no", text)]
    if len(marked) == 1:
        facts.setdefault("gender", MARKS[marked[0]])
        if _YEAR.fullmatch(said[marked[0]]):
            facts.setdefault("birth_year", int(said[marked[0]]))
    return facts


def each_line(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return what reads every line of a cell for itself: a tuple where there are several, else what `read` gives."""

    def read_lines(value: Any) -> Any:
        lines = [line for line in value.splitlines() if line.strip()] if isinstance(value, str) else []
        return tuple(read(line) for line in lines) if len(lines) > 1 else read(value)

    return read_lines


def of_person(facts: Mapping[str, Any], code: str, at: int, people: int) -> Any:
    """Return what a cell says of the person at that place among those of the row; nothing where it is of another.

    Raises `CellRefused` for a cell of several lines that are not as many as the people.
    """
    value = facts.get(code)
    if not isinstance(value, tuple):
        return value if at == 0 else None
    if len(value) == people:
        return value[at]
    if people == 1 and code == "id_number":
        # An old card of nine digits beside the new one of twelve.
        return max(value, key=len)
    if people == 1 and code == "phone":
        return value[0]
    raise CellRefused(code, why="not_as_many", value="; ".join(map(str, value)), lines=len(value), people=people)
