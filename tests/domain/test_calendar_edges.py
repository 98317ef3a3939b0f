"""The edges of the working calendar, each worked out by hand."""

from __future__ import annotations

import datetime
from datetime import date

import pytest

from reception_tui.domain.calendar import DayKind, DecreedDay, Undecided, WorkCalendar


def nov(day: int) -> date:
    """A day of November 2026. The 2nd, 9th, 16th and 23rd are Mondays."""
    return date(2026, 11, day)


def decreed(*days: int) -> dict[date, DecreedDay]:
    return {nov(day): DecreedDay(nov(day), "ngày", "day", f"Quyết định {day}") for day in days}


# Off: a Monday, a Saturday and a Sunday. Worked: the Saturday and the Sunday of the week before.
CALENDAR = WorkCalendar(decreed(16, 21, 22), decreed(14, 15))


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (12, DayKind.WORKING),
        (13, DayKind.WORKING),
        (14, DayKind.WORKED_SATURDAY),
        (15, DayKind.WORKED_SATURDAY),
        (16, DayKind.HOLIDAY),
        (17, DayKind.WORKING),
        (21, DayKind.WEEKEND),
        (22, DayKind.WEEKEND),
        (28, DayKind.WEEKEND),
        (29, DayKind.WEEKEND),
    ],
)
def test_each_day_is_of_its_kind_and_worked_accordingly(day: int, kind: DayKind) -> None:
    assert CALENDAR.kind(nov(day)) is kind
    assert CALENDAR.is_working(nov(day)) is (kind in (DayKind.WORKING, DayKind.WORKED_SATURDAY))


def test_the_decision_behind_a_day_is_found_for_days_off_and_worked_days_alike() -> None:
    found = [CALENDAR.decreed(nov(day)) for day in (14, 16, 17)]
    assert [one and one.decision for one in found] == ["Quyết định 14", "Quyết định 16", None]


@pytest.mark.parametrize(
    ("after", "until", "count"),
    [
        (12, 12, 0),
        (12, 13, 1),
        (13, 14, 1),
        (13, 15, 2),
        (15, 16, 0),
        (13, 16, 2),
        (16, 17, 1),
        (20, 23, 1),
        (21, 22, 0),
        (2, 9, 5),
        (6, 9, 1),
        (2, 16, 11),
        (9, 23, 11),
        (1, 30, 22),
    ],
)
def test_working_days_between_leave_out_the_first_day_and_count_the_last(after: int, until: int, count: int) -> None:
    assert CALENDAR.working_days_between(nov(after), nov(until)) == count
    assert CALENDAR.working_days_between(nov(until), nov(after)) == -count


def test_working_days_are_counted_from_the_first_day_there_is_to_the_last() -> None:
    """521 722 whole weeks, and the four days from Tuesday to Friday, 31 December 9999."""
    assert WorkCalendar().working_days_between(date.min, date.max) == 521_722 * 5 + 4
    assert WorkCalendar().working_days_between(date.max, date.min) == -521_722 * 5 - 4


@pytest.mark.parametrize(
    ("day", "count", "lands"),
    [(13, 1, 14), (13, 3, 17), (20, 1, 23), (20, 0, 20), (21, 0, 21), (17, -1, 15), (17, -3, 13), (23, -1, 20)],
)
def test_adding_working_days_lands_on_the_day_counted_by_hand(day: int, count: int, lands: int) -> None:
    assert CALENDAR.add_working_days(nov(day), count) == nov(lands)


@pytest.mark.parametrize(("day", "lands"), [(13, 13), (14, 14), (16, 17), (21, 23), (22, 23)])
def test_rolling_moves_only_a_closed_day_and_to_the_next_open_one(day: int, lands: int) -> None:
    assert CALENDAR.roll(nov(day)) == nov(lands)


@pytest.mark.parametrize(
    ("first", "last", "provisional"),
    [
        ((2026, 1, 1), (2026, 12, 31), False),
        ((2026, 6, 1), (2027, 1, 1), True),
        ((2025, 12, 31), (2026, 1, 1), True),
        ((2025, 12, 31), (2025, 12, 31), True),
        ((2026, 12, 31), (2028, 1, 1), True),
        ((2028, 1, 1), (2028, 1, 1), False),
    ],
)
def test_one_year_that_is_not_decreed_makes_a_span_provisional(
    first: tuple[int, int, int], last: tuple[int, int, int], provisional: bool
) -> None:
    calendar = WorkCalendar(complete_years=frozenset({2026, 2028}))
    assert calendar.is_provisional(date(*first), date(*last)) is provisional


@pytest.mark.parametrize(
    ("first", "last", "touched"),
    [(1, 9, False), (1, 10, True), (11, 11, True), (1, 30, True), (12, 30, True), (13, 30, False)],
)
def test_what_is_undecided_is_told_to_every_span_that_touches_it(first: int, last: int, touched: bool) -> None:
    bridge, far = Undecided(nov(10), nov(12), "cầu", "bridge"), Undecided(date(2027, 2, 1), date(2027, 2, 9), "Tết", "")
    calendar = WorkCalendar(undecided=(far, bridge))
    assert calendar.undecided_between(nov(first), nov(last)) == ((bridge,) if touched else ())


def test_a_calendar_is_shown_by_what_it_was_made_of() -> None:
    names = {"WorkCalendar": WorkCalendar, "DecreedDay": DecreedDay, "datetime": datetime}
    assert eval(repr(CALENDAR), names) == CALENDAR
