"""Which record an act is about, and whether that still is as the officer saw it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reception_tui.desk.context import petition_of
from reception_tui.domain.commands import COMMANDS, Command, LogVisit, RegisterPetition
from reception_tui.domain.errors import ChangedSince, UnknownRecord
from reception_tui.domain.kinds import Book
from reception_tui.store import journal
from reception_tui.store.numbers import book_of, tidy_number
from reception_tui.store.work import Row, Work

BY_NUMBER = {
    "petition": "petition",
    "visit": "visit",
    "task": "task",
    "session": "session",
    "day": "planned_day",
    "meeting": "meeting",
    "matter": "matter",
}
"""Fields that name a record by its number, and its table; an act is about the first of them that is given."""

_BY_BOOK: dict[Book | None, str] = {
    Book.PETITIONS: "petition",
    Book.FEEDBACK: "petition",
    Book.DENUNCIATIONS: "petition",
    Book.VISITS: "visit",
    Book.TASKS: "task",
    Book.SESSIONS: "session",
    Book.DAYS: "planned_day",
    Book.MEETINGS: "meeting",
    Book.MATTERS: "matter",
}

_BY_OTHER = {
    ("correct", "person"): ("person", "id"),
    ("change_officer", "code"): ("officer", "code"),
    ("apply_reference", "name"): ("reference_file", "name"),
}
_NEW = frozenset({LogVisit.act, RegisterPetition.act})
"""Acts that make a record; others that they name are only referred to."""


def fields_of_record(act: str) -> tuple[str, ...]:
    """Return the fields of an act that name the record it is about, the first of which that is given counts."""
    if act in _NEW:
        return ()
    known = COMMANDS[act].__dataclass_fields__
    others = (field for of, field in _BY_OTHER if of == act)
    return (*(field for field in BY_NUMBER if field in known), *others)


def version_of(work: Work, act: str, named: Mapping[str, Any]) -> int | None:
    """Return the version of the record that an act is about as it stands now; None where it is about none yet."""
    found = _record(work, act, named)
    return None if found is None else int(found[2]["version"])


def version_of_number(work: Work, no: str) -> int | None:
    """Return the version of the record of that number as it stands now; None for what is no record's number."""
    book = book_of(no)
    if book not in _BY_BOOK:
        return None
    try:
        return int(_by_number(work, _BY_BOOK[book], no)["version"])
    except UnknownRecord:
        return None


def record_in(command: Command) -> str:
    """Return what names the record that a command is about; nothing where it is about none yet."""
    return next((str(value) for field in fields_of_record(command.act) if (value := getattr(command, field))), "")


def check_unchanged(work: Work, command: Command) -> None:
    """Raise `ChangedSince` when the record is not any more as the officer saw it; it says who changed it, and when."""
    if command.version is None:
        return
    named = {field: getattr(command, field) for field in fields_of_record(command.act)}
    found = _record(work, command.act, named)
    if found is None or found[2]["version"] == command.version:
        return
    field, table, row = found
    by = journal.last_change(work.connection, table, row["id"])
    last = None if by is None else journal.read(work.connection, by)
    known = {} if last is None else {"who": last.officer, "done": last.act, "at": last.at}
    raise ChangedSince(field, value=named[field], **known)


def _record(work: Work, act: str, named: Mapping[str, Any]) -> tuple[str, str, Row] | None:
    """Return the field that names the record, its table and its row."""
    field = next((field for field in fields_of_record(act) if named.get(field)), "")
    if not field:
        return None
    value = named[field]
    if (act, field) in _BY_OTHER:
        table, column = _BY_OTHER[act, field]
        rows = work.rows(table, **{column: value})
        return (field, table, rows[-1]) if rows else None
    try:
        return field, BY_NUMBER[field], _by_number(work, BY_NUMBER[field], value)
    except UnknownRecord:
        return None


def _by_number(work: Work, table: str, no: str) -> Row:
    return petition_of(work, no) if table == "petition" else work.by_no(table, tidy_number(no), table)
