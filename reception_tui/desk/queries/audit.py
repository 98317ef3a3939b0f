"""The journal as an auditor reads it: who did what, and what was there before and after. Private words never show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from typing import Any

from reception_tui.domain.calendar import ONE_DAY
from reception_tui.domain.errors import UnknownRecord
from reception_tui.store import journal, journal_pages
from reception_tui.store.journal_pages import Wanted
from reception_tui.store.numbers import tidy_number
from reception_tui.store.tables import PRIVATE
from reception_tui.store.work import Row, Work

_SILENT = frozenset({"version", "officer", "salt"})
"""Columns that tell an auditor nothing that the entry itself does not."""


@dataclass(frozen=True, slots=True)
class Changed:
    """One column of one row: what it held before and after. `secret`: only that it was changed may be told."""

    table: str
    row: int | None
    column: str
    before: Any
    after: Any
    secret: bool = False


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One entry whole. `facts` is what it remembers besides changed rows; `undone_by` the entry that reversed it."""

    no: int
    at: datetime
    officer: str
    act: str
    subject: str
    undoes: int | None
    undone_by: int | None
    facts: dict[str, Any]
    changed: tuple[Changed, ...]
    hash: str


def wanted_of(
    zone: tzinfo | None,
    *,
    officer: str = "",
    act: str = "",
    record: str = "",
    first: date | None = None,
    last: date | None = None,
    refusals: bool = False,
    openings: bool = False,
) -> Wanted:
    """Return which entries are asked for, between two days of the office's own time."""
    return Wanted(
        officer=officer.strip().lower(),
        act=act,
        record=tidy_number(record) if record.strip() else "",
        since="" if first is None else _moment(first, zone),
        until="" if last is None else _moment(last + ONE_DAY, zone),
        refusals=refusals,
        openings=openings,
    )


def journal_page(
    work: Work,
    wanted: Wanted,
    limit: int,
    at: int | None = None,
    *,
    forward: bool = True,
    inclusive: bool = False,
) -> list[Row]:
    """Return up to `limit` entries, the newest first: those older than entry `at`, or those that are newer."""
    return list(journal_pages.page(work.connection, wanted, limit, at, forward=forward, inclusive=inclusive))


def journal_entry(work: Work, no: int) -> AuditEntry:
    """Return entry `no`. Raises `UnknownRecord`."""
    found = journal.read(work.connection, no)
    if found is None:
        raise UnknownRecord("entry", value=no)
    return AuditEntry(
        found.no,
        datetime.fromisoformat(found.at),
        found.officer,
        found.act,
        found.subject,
        found.undoes,
        journal.undone(work.connection, no),
        found.facts,
        tuple(change for line in found.changes for change in _changed(line)),
        found.hash,
    )


def _changed(line: dict[str, Any]) -> Iterator[Changed]:
    """Yield what one line of an entry tells; of words that the chain holds as a digest only that they were changed."""
    table, row = str(line.get("t") or ""), line.get("id")
    before, after = line.get("b") or {}, line.get("a") or {}
    if not table:
        return
    private = PRIVATE.get(table, frozenset())
    for column in sorted(before.keys() | after.keys()):
        if column not in private and column not in _SILENT and column not in ("sealed", "text"):
            yield Changed(table, row, column, before.get(column), after.get(column))
    if "p" in line:
        yield Changed(table, row, "", None, None, secret=True)


def _moment(day: date, zone: tzinfo | None) -> str:
    """Return the beginning of a day of the office as the journal writes moments."""
    start = datetime(day.year, day.month, day.day, tzinfo=zone)
    return start.astimezone(UTC).isoformat(timespec="seconds")
