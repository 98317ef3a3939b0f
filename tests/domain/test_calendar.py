"""The working calendar against a naive count, day by day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reception_tui.domain.calendar import DayKind, DecreedDay, WorkCalendar
from reception_tui.domain.reference import Reference

FIRST, LAST = date(2026, 1, 1), date(2027, 12, 31)
DAYS = st.dates(FIRST, LAST)


def decreed(day: date) -> DecreedDay:
    return DecreedDay(day, "ngày", "day", f"Quyết định {day}")


def calendar_of(off: set[date], worked: set[date]) -> WorkCalendar:
    return WorkCalendar({day: decreed(day) for day in off}, {day: decreed(day) for day in worked})


@st.composite
def calendars(draw: st.DrawFn) -> WorkCalendar:
    """Any calendar that the checks of the files let pass: worked days are on weekends, none is off as well."""
    off = draw(st.sets(DAYS, max_size=40))
    weekends = st.dates(FIRST, LAST).map(lambda day: day + timedelta(days=max(0, 5 - day.weekday())))
    worked = draw(st.sets(weekends, max_size=12))
    return calendar_of(off - worked, worked)


def naive_is_working(calendar: WorkCalendar, day: date) -> bool:
    if day in calendar.worked_saturdays:
        return True
    return day.weekday() < 5 and day not in calendar.days_off


@given(calendars(), DAYS, DAYS)
def test_working_days_between_two_days_are_those_that_a_loop_counts(
    calendar: WorkCalendar, one: date, other: date
) -> None:
    after, until = sorted((one, other))
    count, day = 0, after
    while day < until:
        day += timedelta(days=1)
        count += naive_is_working(calendar, day)
    assert calendar.working_days_between(after, until) == count
    assert calendar.working_days_between(until, after) == -count


@given(calendars(), DAYS)
def test_every_day_is_of_exactly_one_kind_and_only_two_kinds_are_worked(calendar: WorkCalendar, day: date) -> None:
    kind = calendar.kind(day)
    assert (kind in (DayKind.WORKING, DayKind.WORKED_SATURDAY)) is calendar.is_working(day)
    assert calendar.is_working(day) is naive_is_working(calendar, day)


@given(calendars(), DAYS, st.integers(1, 60))
def test_adding_working_days_lands_on_a_working_day_that_many_on(calendar: WorkCalendar, day: date, count: int) -> None:
    later, earlier = calendar.add_working_days(day, count), calendar.add_working_days(day, -count)
    assert calendar.is_working(later)
    assert calendar.is_working(earlier)
    assert calendar.working_days_between(day, later) == count
    assert later > day > earlier


@given(calendars(), DAYS, st.integers(0, 30))
def test_adding_more_working_days_never_lands_earlier(calendar: WorkCalendar, day: date, count: int) -> None:
    assert calendar.add_working_days(day, count) < calendar.add_working_days(day, count + 1)


@given(calendars(), DAYS)
def test_rolling_goes_to_the_first_working_day_and_no_further(calendar: WorkCalendar, day: date) -> None:
    rolled = calendar.roll(day)
    assert calendar.is_working(rolled)
    assert rolled >= day
    assert not any(calendar.is_working(day + timedelta(days=i)) for i in range((rolled - day).days))
    assert calendar.roll(rolled) == rolled


def test_adding_no_working_days_stays() -> None:
    assert WorkCalendar().add_working_days(date(2026, 11, 22), 0) == date(2026, 11, 22)


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (date(2026, 11, 23), DayKind.WORKING),
        (date(2026, 11, 21), DayKind.WEEKEND),
        (date(2026, 1, 1), DayKind.HOLIDAY),
        (date(2026, 1, 2), DayKind.HOLIDAY),
        (date(2026, 1, 10), DayKind.WORKED_SATURDAY),
        (date(2026, 2, 17), DayKind.HOLIDAY),
    ],
)
def test_the_calendar_of_2026_knows_its_days(reference: Reference, day: date, kind: DayKind) -> None:
    assert reference.calendar.kind(day) is kind


def test_a_decreed_day_names_its_decision(reference: Reference) -> None:
    off = reference.calendar.decreed(date(2026, 1, 2))
    assert off is not None
    assert off.decision == "Công văn 12729/VPCP-KGVX"
    assert reference.calendar.decreed(date(2026, 11, 23)) is None


def test_a_holiday_on_a_weekend_takes_no_working_day_away() -> None:
    sunday = date(2026, 11, 22)
    assert calendar_of({sunday}, set()).kind(sunday) is DayKind.WEEKEND
    assert calendar_of({sunday}, set()).working_days_between(date(2026, 11, 16), date(2026, 11, 23)) == 5


def test_a_span_that_leaves_the_decreed_years_is_provisional() -> None:
    calendar = WorkCalendar(complete_years=frozenset({2026}))
    assert not calendar.is_provisional(date(2026, 1, 1), date(2026, 12, 31))
    assert calendar.is_provisional(date(2026, 12, 31), date(2027, 1, 1))
    assert calendar.is_provisional(date(2025, 12, 31), date(2026, 1, 1))


def test_every_worked_saturday_of_the_files_is_a_weekend_day_and_no_day_off(reference: Reference) -> None:
    for day in reference.calendar.worked_saturdays:
        assert day.weekday() >= 5
        assert day not in reference.calendar.days_off
