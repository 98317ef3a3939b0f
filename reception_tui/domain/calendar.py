"""The working calendar of the office: weekends, decreed days off, worked Saturdays.

Civil Code 2015, art. 147-148; Labour Code 2019, art. 111-112.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

ONE_DAY = timedelta(days=1)
_SATURDAY = 5


class DayKind(StrEnum):
    """What a day is to the office."""

    WORKING = "working"
    WORKED_SATURDAY = "worked_saturday"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"


class DecreedKind(StrEnum):
    """What a decision can make of a day."""

    DAY_OFF = "day_off"
    WORKED_SATURDAY = "worked_saturday"


@dataclass(frozen=True, slots=True)
class DecreedDay:
    """A day off or a worked Saturday, with the decision that made it one."""

    on: date
    what_vi: str
    what_en: str
    decision: str


@dataclass(frozen=True, slots=True)
class Undecided:
    """Days about which something was proposed and no decision is known."""

    first: date
    last: date
    what_vi: str
    what_en: str


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Days off and worked Saturdays by date, the years that are fully decreed, and what is still open."""

    days_off: Mapping[date, DecreedDay] = field(default_factory=dict)
    worked_saturdays: Mapping[date, DecreedDay] = field(default_factory=dict)
    complete_years: frozenset[int] = frozenset()
    version: str = ""
    undecided: tuple[Undecided, ...] = ()
    _weekdays_off: tuple[date, ...] = field(init=False, repr=False, compare=False)
    _weekends_worked: tuple[date, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        weekdays_off = sorted(day for day in self.days_off if day.weekday() < _SATURDAY)
        object.__setattr__(self, "_weekdays_off", tuple(weekdays_off))
        object.__setattr__(self, "_weekends_worked", tuple(sorted(self.worked_saturdays)))

    def kind(self, day: date) -> DayKind:
        """Return what `day` is. A worked Saturday wins over a weekend, a day off over a working day."""
        if day in self.worked_saturdays:
            return DayKind.WORKED_SATURDAY
        if day.weekday() >= _SATURDAY:
            return DayKind.WEEKEND
        return DayKind.HOLIDAY if day in self.days_off else DayKind.WORKING

    def is_working(self, day: date) -> bool:
        """Tell whether the office works on `day`."""
        if day.weekday() >= _SATURDAY:
            return day in self.worked_saturdays
        return day not in self.days_off

    def decreed(self, day: date) -> DecreedDay | None:
        """Return the decision behind `day`, if one makes it a day off or a worked Saturday."""
        return self.worked_saturdays.get(day) or self.days_off.get(day)

    def is_provisional(self, first: date, last: date) -> bool:
        """Tell whether a day from `first` to `last` lies in a year whose days off are not all decreed."""
        return any(year not in self.complete_years for year in range(first.year, last.year + 1))

    def undecided_between(self, first: date, last: date) -> tuple[Undecided, ...]:
        """Return what is still open about the days from `first` to `last`."""
        return tuple(one for one in self.undecided if one.first <= last and first <= one.last)

    def roll(self, day: date) -> date:
        """Return `day`, or the next working day when the office is closed on it."""
        while not self.is_working(day):
            day += ONE_DAY
        return day

    def add_working_days(self, day: date, count: int) -> date:
        """Return the `count`-th working day after `day`, or before it when `count` is negative."""
        step = ONE_DAY if count > 0 else -ONE_DAY
        left = abs(count)
        while left:
            day += step
            left -= self.is_working(day)
        return day

    def working_days_between(self, after: date, until: date) -> int:
        """Return how many working days lie after `after` up to and with `until`; negative when it lies before."""
        if until < after:
            return -self.working_days_between(until, after)
        weeks, rest = divmod((until - after).days, 7)
        count = weeks * _SATURDAY
        day = after + timedelta(weeks=weeks)
        for _ in range(rest):
            day += ONE_DAY
            count += day.weekday() < _SATURDAY
        return count - _between(self._weekdays_off, after, until) + _between(self._weekends_worked, after, until)


def _between(days: tuple[date, ...], after: date, until: date) -> int:
    return bisect_right(days, until) - bisect_right(days, after)
