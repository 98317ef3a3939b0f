"""What would be lost sight of: petitions that nobody owns, that stand still without a date, that nobody confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from reception_tui.domain.reference import Reference
from reception_tui.store import nights
from reception_tui.store.work import Work


class LintKind(StrEnum):
    """Why something could be lost sight of, the gravest first."""

    NO_OWNER = "no_owner"
    PAUSED_WITHOUT_REVIEW = "paused_without_review"
    PROMISE_PASSED = "promise_passed"
    NOT_ACKNOWLEDGED = "not_acknowledged"
    DUE_ON_DAY_OFF = "due_on_day_off"


@dataclass(frozen=True, slots=True)
class Promise:
    """Something that was promised to a citizen for a day: `no` is of the visit or petition, `what` says it.

    `moved_on` is when another day was promised instead.
    """

    no: str
    on: date
    what: str
    kept_on: date | None = None
    moved_on: date | None = None

    def waits_on(self, day: date) -> bool:
        """Tell whether it was still to be kept at the end of `day`."""
        ended = self.kept_on or self.moved_on
        return ended is None or ended > day


@dataclass(frozen=True, slots=True)
class Lint:
    """Everything of one kind, by register number, the oldest first. `before`: how many on the working day before."""

    kind: LintKind
    numbers: tuple[str, ...]
    before: int


def lints(work: Work, reference: Reference, day: date, promises: Sequence[Promise] = ()) -> tuple[Lint, ...]:
    """Return what stood in danger of being lost sight of at the end of `day`, with the trend; only kinds with any."""
    now = _found(work, reference, day, promises)
    before = _found(work, reference, reference.calendar.add_working_days(day, -1), promises)
    return tuple(Lint(kind, now[kind], len(before[kind])) for kind in LintKind if now[kind] or before[kind])


def _found(work: Work, reference: Reference, day: date, promises: Sequence[Promise]) -> dict[LintKind, tuple[str, ...]]:
    connection, calendar = work.connection, reference.calendar
    assumed = calendar.add_working_days(day, -reference.office.assumed_delivery_days)
    unowned = [*nights.without_clock(connection, day), *nights.without_owner(connection, day)]
    broken = [one for one in promises if one.on < day and one.waits_on(day)]
    closed = (row for row in nights.due_dates(connection, day) if not calendar.is_working(row["due"]))
    return {
        LintKind.NO_OWNER: _numbers(unowned),
        LintKind.PAUSED_WITHOUT_REVIEW: _numbers(nights.paused_without_end(connection, day)),
        LintKind.PROMISE_PASSED: tuple(dict.fromkeys(one.no for one in sorted(broken, key=lambda one: one.on))),
        LintKind.NOT_ACKNOWLEDGED: _numbers(nights.unacknowledged(connection, day, assumed)),
        LintKind.DUE_ON_DAY_OFF: _numbers(list(closed)),
    }


def _numbers(rows: Sequence[dict[str, Any]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row["no"] for row in rows))
