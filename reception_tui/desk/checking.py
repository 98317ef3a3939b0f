"""What must hold of a register, looked at from every side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from reception_tui.desk.cases import case_facts
from reception_tui.desk.door import Desk
from reception_tui.desk.queries.day import period_figures
from reception_tui.domain.errors import RegisterError
from reception_tui.domain.kinds import CountRule
from reception_tui.domain.windows import Window
from reception_tui.store import clocks, integrity, journal, lists
from reception_tui.store.work import Work


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not hold: the code of what, and where."""

    code: str
    where: str


def check(desk: Desk) -> list[Finding]:
    """Return everything that does not hold of the register; nothing when all is well."""
    with desk.register.reading() as work:
        return [
            *(Finding(fault.code, fault.where) for fault in integrity.faults(work.connection)),
            *(Finding(fault.code, _entry(fault)) for fault in journal.verify(work.connection)),
            *(Finding(fault.code, _entry(fault)) for fault in journal.verify_rows(work.connection)),
            *(Finding("number_gap", where) for where in integrity.number_gaps(work.connection)),
            *(Finding("no_owner", row["no"]) for row in lists.unowned(work.connection)),
            *_stale_clocks(work, desk),
            *_balances(work, desk.today),
        ]


def _entry(fault: journal.Fault) -> str:
    parts = [f"#{fault.entry}" if fault.entry else "", fault.where]
    return " ".join(filter(None, parts))


def _stale_clocks(work: Work, desk: Desk) -> Iterator[Finding]:
    """Yield the petitions whose stored clocks are not what the law, the calendar and their facts give."""
    stored = clocks.by_petition(work.connection)
    for petition in work.rows("petition"):
        try:
            planned = desk.reference.planner.plan(case_facts(work, petition))
        except RegisterError as error:
            yield Finding(error.code, petition["no"])
            continue
        if clocks.differ(petition["id"], planned, stored.get(petition["id"], [])):
            yield Finding("clock_differs", petition["no"])
        for clock in planned:
            if clock.deadline is None and not clock.rule_id and clock.done is None:
                yield Finding("clock_without_rule", f"{petition['no']} {clock.stage}")


def _balances(work: Work, today: date) -> Iterator[Finding]:
    first = lists.first_received(work.connection)
    if first is None:
        return
    for year in range(first.year, today.year + 1):
        window = Window(date(year, 1, 1), date(year, 12, 31))
        if not period_figures(work, window, CountRule.PER_PARTY).balance.balances:
            yield Finding("does_not_balance", str(year))
