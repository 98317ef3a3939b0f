"""A day as the head reads it in the evening, and which of these pages are still to be printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, tzinfo

from reception_tui.desk.queries.day import Day, day
from reception_tui.desk.queries.day_news import DayNews, day_news
from reception_tui.desk.queries.lints import Lint, Promise, lints
from reception_tui.desk.queries.minimums import MinimumMet, minimums
from reception_tui.desk.queries.month import Month, month
from reception_tui.desk.queries.promises import promises_of_night
from reception_tui.domain.backup_rules import Standing
from reception_tui.domain.calendar import ONE_DAY
from reception_tui.domain.kinds import CountRule
from reception_tui.domain.reference import Reference
from reception_tui.store import copies, nights
from reception_tui.store.work import Work


@dataclass(frozen=True, slots=True)
class Night:
    """A day with the month behind it, what could be lost sight of, and what was promised to citizens."""

    day: Day
    month: Month | None = None
    lints: tuple[Lint, ...] = ()
    promises: tuple[Promise, ...] = ()
    news: DayNews = field(default_factory=DayNews)
    minimums: tuple[MinimumMet, ...] = ()
    copies: Standing = field(default_factory=Standing)
    """How the copies of the register stood at the end of the day."""


def night(
    work: Work,
    reference: Reference,
    on: date,
    rule: CountRule,
    zone: tzinfo | None,
    promises: Sequence[Promise] | None = None,
) -> Night:
    """Return everything that the page of a day tells; the promises are those of the register unless they are given."""
    known = promises_of_night(work, reference, on) if promises is None else tuple(promises)
    return Night(
        day(work, reference, on, rule, zone),
        month(work, on),
        lints(work, reference, on, known),
        tuple(one for one in known if one.waits_on(on) or one.kept_on == on),
        day_news(work, reference, on),
        minimums(work, reference, on),
        copies.standing(work.connection, _end_of(on, zone), zone),
    )


def _end_of(on: date, zone: tzinfo | None) -> str:
    return datetime.combine(on + ONE_DAY, time.min, zone).astimezone(UTC).isoformat()


def unprinted(work: Work, reference: Reference, today: date) -> tuple[date, ...]:
    """Return the working days before today whose page was not printed since the last one that was.

    Where no page was ever printed there is nothing to catch up with.
    """
    return to_print(work, reference, today - ONE_DAY) if nights.last_printed(work.connection) else ()


def to_print(work: Work, reference: Reference, until: date) -> tuple[date, ...]:
    """Return the working days after the last printed page up to and with `until`; only `until` where none was yet."""
    last = nights.last_printed(work.connection) or until - ONE_DAY
    days = (last + (number + 1) * ONE_DAY for number in range((until - last).days))
    return tuple(day for day in days if reference.calendar.is_working(day))
