"""What an act sees: the unit of work, the reference data, who acts and which day it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from reception_tui.domain.commands import Document
from reception_tui.domain.errors import DateInFuture, DateTooEarly, RecordVoid
from reception_tui.domain.kinds import Book
from reception_tui.domain.office import Officer
from reception_tui.domain.reference import Reference
from reception_tui.store import numbers
from reception_tui.store.work import Row, Work

__all__ = ["Context", "Done", "Notice", "Row", "paper"]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the officer should know although the act was done."""

    code: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Done:
    """What an act has done: the number it is about, what to tell, and which entry it reverses."""

    no: str
    notices: tuple[Notice, ...] = ()
    undoes: int | None = None
    refreshed: bool = False
    """Whether the act has brought clocks and search up to date itself."""
    facts: Mapping[str, Any] | None = None
    """What the journal is to remember besides the changed rows; nothing that tells who somebody is."""


@dataclass(frozen=True, slots=True)
class Context:
    """Everything that an act may use."""

    work: Work
    reference: Reference
    officer: Officer
    today: date
    watch: object | None = None
    """What looks on while an act of many rows is done."""
    now: datetime | None = None
    """The time of the act, where it matters to the minute."""

    opened: dict[int, tuple[bytes, datetime]] = field(default_factory=dict, repr=False)
    """The keys of the cases that this act opens, and until when."""

    marked: set[int] = field(default_factory=set)
    """The petitions that are to be sealed although nobody has classified them yet."""

    def day(self, given: date | None, field: str, *, not_before: date | None = None) -> date:
        """Return the day on which something happened, today when it is not said.

        Raises `DateInFuture`, or `DateTooEarly` for a day before the thing that it answers.
        """
        day = given or self.today
        if day > self.today:
            raise DateInFuture(field, value=day, today=self.today)
        if not_before is not None and day < not_before:
            raise DateTooEarly(field, value=day, earliest=not_before)
        return day

    def number(self, book: Book, day: date) -> str:
        """Return the next number of `book` in the year of `day`."""
        return numbers.next_number(self.work.connection, book, day.year)

    def petition(self, no: str, field: str = "petition") -> Row:
        """Return the petition of that register number or code. Raises `UnknownRecord`, `RecordVoid`."""
        row = petition_of(self.work, no, field)
        if row["voided"] is not None:
            raise RecordVoid(field, value=row["no"])
        return row

    def visit(self, no: str, field: str = "visit") -> Row:
        """Return the visit of that register number. Raises `UnknownRecord`, `RecordVoid`."""
        return self._in_force("visit", numbers.tidy_number(no), field)

    def session(self, no: str, field: str = "session") -> Row:
        """Return the reception day of that number. Raises `UnknownRecord`, `RecordVoid`."""
        return self._in_force("session", numbers.tidy_number(no), field)

    def planned_day(self, no: str, field: str = "day") -> Row:
        """Return the reception day of the schedule of that number. Raises `UnknownRecord`, `RecordVoid`."""
        return self._in_force("planned_day", numbers.tidy_number(no), field)

    def task(self, no: str, field: str = "task") -> Row:
        """Return the task of that number. Raises `UnknownRecord`, `RecordVoid`."""
        return self._in_force("task", numbers.tidy_number(no), field)

    def meeting(self, no: str, field: str = "meeting") -> Row:
        """Return the coordination meeting of that number. Raises `UnknownRecord`, `RecordVoid`."""
        return self._in_force("meeting", numbers.tidy_number(no), field)

    def matter(self, no: str, field: str = "matter") -> Row:
        """Return the matter of that number. Raises `UnknownRecord`, `RecordVoid`."""
        return self._in_force("matter", numbers.tidy_number(no), field)

    def _in_force(self, table: str, no: str, field: str) -> Row:
        row = self.work.by_no(table, no, field)
        if row["voided"] is not None:
            raise RecordVoid(field, value=no)
        return row


def petition_of(work: Work, no: str, field: str = "petition") -> Row:
    """Return the petition of that register number or code, void or not. Raises `UnknownRecord`."""
    tidy = numbers.tidy_number(no)
    if numbers.book_of(tidy) is Book.DENUNCIATIONS:
        sealed = work.rows("petition", sealed_code=tidy)
        if sealed:
            return sealed[0]
    return work.by_no("petition", tidy, field)


def paper(document: Document | None) -> dict[str, Any]:
    """Return the columns of a numbered paper."""
    if document is None:
        return {"document_number": "", "document_date": None}
    return {"document_number": document.number, "document_date": document.date}
