"""What a coordination meeting talked of: its tasks, what its conclusion names, what several bodies held at its time.

Its conclusion is one text about all of that. It is sealed as soon as one of them is a denunciation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from reception_tui.store.numbers import tidy_number
from reception_tui.store.work import Row, Work

_NUMBER = re.compile(r"\b[A-ZĐ]{1,3}[-/]\d{4}[-/]\d+(?:\.\d+)?", re.IGNORECASE)


def about(work: Work, meeting: Row) -> dict[str, set[int]]:
    """Return the petitions, visits and matters that a meeting talked of, by table, as far as that can be known."""
    tasks = work.every("task", meeting_id=meeting["id"])
    found = {table: {row[f"{table}_id"] for row in tasks} - {None} for table in ("petition", "visit")}
    for no in _named(meeting["conclusion"]):
        found["petition"] |= {
            row["id"] for name in ("no", "sealed_code") for row in work.every("petition", **{name: no})
        }
        found["visit"] |= {row["id"] for row in work.every("visit", no=no)}
    held = {row["matter_id"] for row in work.rows("holding") if _is_held_at(row, meeting)}
    return found | {"matter": held}


def meetings_about(work: Work, petitions: Sequence[Row], visits: Sequence[Row], matters: Iterable[int]) -> list[int]:
    """Return the meetings that talked of a case, by id."""
    meetings = work.every("meeting")
    if not meetings:
        return []
    tasks = [row for one in petitions for row in work.every("task", petition_id=one["id"])]
    tasks += [row for one in visits for row in work.every("task", visit_id=one["id"])]
    gave = {row["meeting_id"] for row in tasks}
    numbers = {row["no"] for row in (*petitions, *visits)} | {row["sealed_code"] for row in petitions}
    holdings = [row for one in matters for row in work.rows("holding", matter_id=one)]
    return [
        int(meeting["id"])
        for meeting in meetings
        if meeting["id"] in gave
        or not numbers.isdisjoint(_named(meeting["conclusion"]))
        or any(_is_held_at(row, meeting) for row in holdings)
    ]


def _named(text: str) -> set[str]:
    return {tidy_number(found[0]) for found in _NUMBER.finditer(text)}


def _is_held_at(holding: Row, meeting: Row) -> bool:
    """Tell whether a body held something at the time that a meeting looks back on."""
    return bool(holding["since"] <= meeting["last"] and (holding["until"] or meeting["last"]) >= meeting["first"])
