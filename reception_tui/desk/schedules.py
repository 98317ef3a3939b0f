"""The days that the office's rules of recurrence give, moved off days off by the calendar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from reception_tui.domain.calendar import DecreedDay
from reception_tui.domain.errors import ReferenceBroken
from reception_tui.domain.reception_days import DayRule, Moved, off_day_off
from reception_tui.domain.reference import Reference


@dataclass(frozen=True, slots=True)
class ScheduledDay:
    """A day that a rule gives. `closed` is the decision that made the wanted day one off; None for a weekend."""

    rule: DayRule
    moved: Moved
    closed: DecreedDay | None = None


def schedule(reference: Reference, first: date, last: date) -> tuple[ScheduledDay, ...]:
    """Return the days that the rules give from `first` to `last`, by the day on which they really fall.

    A rule counts from the day on which it came into force, so that every two weeks means the same in each year.
    Raises `ReferenceBroken`.
    """
    found = [one for rule in reference.days.rules for one in _days_of(reference, rule, first, last)]
    return tuple(sorted(found, key=lambda one: (one.moved.on, one.rule.code)))


def _days_of(reference: Reference, rule: DayRule, first: date, last: date) -> Iterator[ScheduledDay]:
    from dateutil.rrule import rrulestr

    try:
        recurrence = rrulestr(rule.rrule, dtstart=_midnight(rule.in_force))
    except ValueError as error:
        raise ReferenceBroken("office/reception-days.toml", what="not_a_rule", where=rule.code) from error
    for moment in recurrence.between(_midnight(first), _midnight(last), inc=True):
        wanted = moment.date()
        if rule.until is not None and wanted > rule.until:
            return
        moved = off_day_off(reference.calendar, reference.days, wanted)
        yield ScheduledDay(rule, moved, None if moved.way is None else reference.calendar.decreed(wanted))


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a rule of days knows no zone
