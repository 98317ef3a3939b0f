"""What must hold of a register, looked at from every side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from reception_tui.desk import findable
from reception_tui.desk.clear_words import in_clear
from reception_tui.desk.door import Desk
from reception_tui.desk.impact import Moved, impact
from reception_tui.desk.queries.day import period_figures
from reception_tui.desk.refresh import planned_for_petition, planned_for_visit
from reception_tui.domain.errors import RegisterError
from reception_tui.domain.follow_up import RunningClock
from reception_tui.domain.kinds import CountRule, Owner
from reception_tui.domain.reference import Reference
from reception_tui.domain.windows import Window
from reception_tui.store import clocks, integrity, journal, lists, search, shapes
from reception_tui.store.clocks import Subject
from reception_tui.store.journal_rows import verify_rows
from reception_tui.store.reference import Files, build
from reception_tui.store.register import reference_files
from reception_tui.store.work import Work

_SPOILT = frozenset({"row_changed", "row_missing", "row_unknown", "refers_to_nothing", "damaged"})
"""Findings after which rows cannot be trusted to hold together."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not hold: the code of what, and where."""

    code: str
    where: str


def check(desk: Desk) -> list[Finding]:
    """Return everything that does not hold of the register; nothing when all is well.

    Where a row was changed behind the journal's back to what can no longer be read, what follows from rows is not
    looked at.
    """
    with desk.register.reading() as work:
        reference = desk.reference_of(work)
        found = [
            *(Finding(fault.code, fault.where) for fault in integrity.faults(work.connection)),
            *(Finding(fault.code, fault.where) for fault in integrity.outside_the_journal(work.connection)),
            *(Finding(fault.code, _entry(fault)) for fault in journal.verify(work.connection)),
            *(Finding(fault.code, _entry(fault)) for fault in verify_rows(work.connection)),
            *(Finding(fault.code, _entry(fault)) for fault in shapes.ill_formed(work.connection)),
        ]
        try:
            found += _what_follows(work, reference, desk.today)
        except (ValueError, LookupError, TypeError, ArithmeticError, RegisterError):
            if _SPOILT.isdisjoint(one.code for one in found):
                raise
        return found


def _what_follows(work: Work, reference: Reference, today: date) -> list[Finding]:
    """Return what does not hold among numbers, owners, limits and the balance."""
    return [
        *(Finding("number_gap", where) for where in integrity.number_gaps(work.connection)),
        *(Finding("no_owner", row["no"]) for row in lists.unowned(work.connection)),
        *_stale_clocks(work, reference),
        *_unfindable(work, reference),
        *(Finding("secret_in_clear", where) for where in in_clear(work)),
        *_balances(work, today),
    ]


def newer_law(desk: Desk, shipped: Files) -> list[Moved]:
    """Return the open limits that the files that came with the program would move, were they applied."""
    with desk.register.reading() as work:
        known = reference_files(work)
        newer = known | dict(shipped)
        return [] if newer == known else impact(work, build(newer), desk.today)


def _entry(fault: journal.Fault) -> str:
    parts = [f"#{fault.entry}" if fault.entry else "", fault.where]
    return " ".join(filter(None, parts))


def _stale_clocks(work: Work, reference: Reference) -> Iterator[Finding]:
    """Yield the petitions and visits whose stored limits are not what law, calendar and facts give."""
    stored = clocks.all_stored(work.connection)
    for petition in work.rows("petition"):
        subject = clocks.of_petition(petition["id"])
        yield from _clock_findings(
            subject, petition["no"], planned_for_petition(work, reference, petition), stored.get(subject, [])
        )
    for visit in work.rows("visit"):
        subject = clocks.of_visit(visit["id"])
        yield from _clock_findings(
            subject, visit["no"], planned_for_visit(work, reference, visit), stored.get(subject, [])
        )


def _unfindable(work: Work, reference: Reference) -> Iterator[Finding]:
    """Yield the records of which the search does not know what it should, or knows more."""
    stored = search.every(work.connection)
    for table in ("petition", "visit", "person", "matter", "session"):
        for row_id in work.ids(table):
            wanted = findable.describe(work, reference, table, row_id)
            if search.differs(stored.pop((table, row_id), None), wanted):
                yield Finding("search_differs", f"{table} {row_id}")
    yield from (Finding("search_differs", f"{table} {row_id}") for table, row_id in sorted(stored))


def _clock_findings(
    subject: Subject, no: str, planned: Sequence[RunningClock], known: Sequence[dict[str, Any]]
) -> Iterator[Finding]:
    if clocks.differ(subject, planned, known):
        yield Finding("clock_differs", no)
    for clock in planned:
        if clock.owner is Owner.NOBODY and clock.done is None:
            yield Finding("clock_without_rule", f"{no} {clock.stage}")


def _balances(work: Work, today: date) -> Iterator[Finding]:
    first = lists.first_received(work.connection)
    if first is None:
        return
    for year in range(first.year, today.year + 1):
        window = Window(date(year, 1, 1), date(year, 12, 31))
        if not period_figures(work, window, CountRule.PER_PARTY).balance.balances:
            yield Finding("does_not_balance", str(year))
