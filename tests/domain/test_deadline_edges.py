"""The edges of the count, each worked out by hand: the first and the last day on which something holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from reception_tui.domain.calendar import DecreedDay, WorkCalendar
from reception_tui.domain.deadline import (
    Clock,
    ClockState,
    Deadline,
    Extension,
    Mark,
    Pause,
    Step,
    compute,
    state_on,
    steps,
)
from reception_tui.domain.errors import BadPeriod, DateOutOfRange
from reception_tui.domain.rules import Certainty, Measure, Provision, Unit

WD, CD = Unit.WORKING_DAYS, Unit.CALENDAR_DAYS
PLAIN = WorkCalendar(complete_years=frozenset({2026}))


def nov(day: int) -> date:
    """A day of November 2026. The 2nd, 9th, 16th and 23rd are Mondays."""
    return date(2026, 11, day)


LIMIT = Provision(
    rule="R-01",
    stage="S",
    instrument="LAW",
    article="Điều 1",
    article_en="art. 1",
    kinds=frozenset(),
    instances=frozenset(),
    discipline=False,
    duty="act",
    measure=Measure.LIMIT,
    from_event="received",
    limit=5,
    unit=WD,
    in_force=date(2020, 1, 1),
    until=None,
    what_vi="",
    what_en="",
    source="",
    sure=Certainty.PRIMARY,
)


def limit(days: int, unit: Unit) -> Provision:
    return replace(LIMIT, limit=days, unit=unit)


def seen(clock: Clock, as_of: date | None = None, calendar: WorkCalendar = PLAIN, soon: int = 2) -> Deadline:
    return compute(clock, calendar, as_of or clock.anchor, soon)


def due(clock: Clock) -> date | None:
    return seen(clock).due


# Pauses


def test_a_pause_cannot_end_before_it_starts() -> None:
    with pytest.raises(BadPeriod) as caught:
        Pause(nov(5), nov(4))
    assert (caught.value.field, caught.value.values) == ("pause", {"first": nov(5), "last": nov(4)})


def test_a_pause_covers_its_first_day_and_not_the_day_on_which_the_count_goes_on() -> None:
    pause = Pause(nov(4), nov(6))
    assert [pause.covers(nov(day)) for day in (3, 4, 5, 6)] == [False, True, True, False]
    assert [Pause(nov(4)).covers(nov(day)) for day in (3, 4, 30)] == [False, True, True]
    assert not Pause(nov(4), nov(4)).covers(nov(4))


@pytest.mark.parametrize(
    ("pauses", "ends"),
    [
        ([Pause(nov(3), nov(5))], 11),
        ([Pause(nov(3), nov(4)), Pause(nov(4), nov(5))], 11),
        ([Pause(nov(3), nov(3)), Pause(nov(3), nov(5))], 11),
        ([Pause(nov(2), nov(2)), Pause(nov(3), nov(5))], 11),
        ([Pause(nov(3), nov(12)), Pause(nov(4), nov(5))], 18),
        ([Pause(nov(3), nov(5)), Pause(nov(4), nov(12))], 18),
        ([Pause(nov(3), nov(4)), Pause(nov(5), nov(6))], 11),
        ([Pause(nov(9), nov(10))], 10),
        ([Pause(nov(10), nov(12))], 9),
        ([Pause(nov(10))], 9),
    ],
    ids=[
        "one",
        "touching",
        "empty_first",
        "empty_alone",
        "inside",
        "overlapping",
        "apart",
        "on_last_day",
        "after",
        "open_after",
    ],
)
def test_paused_days_are_left_out_once_however_the_pauses_lie(pauses: list[Pause], ends: int) -> None:
    """Five working days from Monday the 2nd end on Monday the 9th."""
    assert due(Clock(LIMIT, nov(2), pauses=tuple(pauses))) == nov(ends)
    assert due(Clock(LIMIT, nov(2), pauses=tuple(pauses[::-1]))) == nov(ends)


@pytest.mark.parametrize(
    "pauses",
    [
        [Pause(nov(3))],
        [Pause(nov(9))],
        [Pause(nov(3)), Pause(nov(4), nov(5))],
        [Pause(nov(3), nov(5)), Pause(nov(4))],
        [Pause(nov(3)), Pause(nov(4))],
    ],
    ids=["at_once", "on_last_day", "closed_inside", "open_inside", "both_open"],
)
def test_nothing_is_due_while_a_pause_is_open(pauses: list[Pause]) -> None:
    found = seen(Clock(LIMIT, nov(2), pauses=tuple(pauses)), nov(10))
    assert (found.due, found.days_left, found.state) == (None, None, ClockState.PAUSED)


def test_an_open_pause_on_the_way_to_the_next_working_day_leaves_the_due_day_open() -> None:
    """Five calendar days from Monday the 2nd end on Saturday the 7th; the pause opens on Sunday."""
    clock = Clock(limit(5, CD), nov(2), pauses=(Pause(nov(8)),))
    assert due(clock) is None
    assert due(replace(clock, pauses=(Pause(nov(8), nov(11)),))) == nov(11)
    assert due(replace(clock, pauses=(Pause(nov(9), nov(14)),))) == nov(16)


@pytest.mark.parametrize(
    ("start", "as_of", "resumed"), [(4, 4, 9), (4, 5, 10), (4, 10, 13), (5, 5, 9), (3, 9, 13), (3, 21, 27)]
)
def test_resumed_today_the_count_goes_on_today(start: int, as_of: int, resumed: int) -> None:
    found = seen(Clock(LIMIT, nov(2), pauses=(Pause(nov(start)),)), nov(as_of))
    assert found.if_resumed_today == nov(resumed)
    assert steps(found, PLAIN)[-1].day == nov(resumed)


def test_a_pause_that_opens_after_today_is_not_thought_resumed() -> None:
    found = seen(Clock(LIMIT, nov(2), pauses=(Pause(nov(3), nov(4)), Pause(nov(6)))), nov(5))
    assert (found.due, found.if_resumed_today, found.state) == (None, nov(10), ClockState.RUNNING)


def test_a_known_due_day_needs_no_thought_of_resuming() -> None:
    assert seen(Clock(LIMIT, nov(2), pauses=(Pause(nov(3), nov(4)),)), nov(3)).if_resumed_today is None


# The last day


@pytest.mark.parametrize(
    ("days", "unit", "anchor", "ends"),
    [(0, WD, 6, 6), (0, WD, 7, 9), (0, CD, 8, 9), (1, WD, 6, 9), (1, CD, 6, 9), (1, CD, 5, 6), (3, CD, 5, 9)],
)
def test_the_day_of_the_event_is_not_counted_and_a_closed_last_day_moves_on(
    days: int, unit: Unit, anchor: int, ends: int
) -> None:
    assert due(Clock(limit(days, unit), nov(anchor))) == nov(ends)


def test_a_limit_that_does_not_roll_ends_on_the_closed_day_itself() -> None:
    assert due(Clock(replace(limit(1, CD), rolls=False), nov(6))) == nov(7)


def test_a_count_past_the_end_of_all_calendars_is_refused_by_the_day_it_began() -> None:
    with pytest.raises(DateOutOfRange) as caught:
        seen(Clock(LIMIT, date(9999, 12, 30)))
    assert (caught.value.field, caught.value.values) == ("on", {"value": date(9999, 12, 30)})


# Where a clock stands


@pytest.mark.parametrize(
    ("as_of", "state", "left"),
    [
        (1, ClockState.NOT_STARTED, 6),
        (2, ClockState.RUNNING, 5),
        (4, ClockState.RUNNING, 3),
        (5, ClockState.DUE_SOON, 2),
        (8, ClockState.DUE_SOON, 1),
        (9, ClockState.DUE_TODAY, 0),
        (10, ClockState.OVERDUE, -1),
        (14, ClockState.OVERDUE, -4),
    ],
)
def test_each_state_begins_on_its_own_day(as_of: int, state: ClockState, left: int) -> None:
    found = seen(Clock(LIMIT, nov(2)), nov(as_of))
    assert (found.due, found.state, found.days_left) == (nov(9), state, left)


@pytest.mark.parametrize(
    ("done", "as_of", "state"),
    [
        (9, 8, ClockState.DUE_SOON),
        (9, 9, ClockState.MET),
        (9, 30, ClockState.MET),
        (10, 9, ClockState.DUE_TODAY),
        (10, 10, ClockState.MET_LATE),
        (10, 30, ClockState.MET_LATE),
    ],
)
def test_what_was_done_counts_from_its_day_on_and_is_late_only_after_the_due_day(
    done: int, as_of: int, state: ClockState
) -> None:
    assert seen(Clock(LIMIT, nov(2), done=nov(done)), nov(as_of)).state is state


def test_what_was_done_during_an_open_pause_is_not_late() -> None:
    assert seen(Clock(LIMIT, nov(2), pauses=(Pause(nov(3)),), done=nov(30)), nov(30)).state is ClockState.MET


def test_a_void_clock_stands_nowhere_else() -> None:
    assert seen(Clock(LIMIT, nov(2), done=nov(3), void=True), nov(1)).state is ClockState.VOID


@pytest.mark.parametrize(("start", "state"), [(8, ClockState.PAUSED), (9, ClockState.PAUSED), (10, ClockState.OVERDUE)])
def test_a_pause_excuses_from_the_due_day_back_and_not_after(start: int, state: ClockState) -> None:
    clock = Clock(LIMIT, nov(2), pauses=(Pause(nov(start)),))
    assert state_on(clock, nov(9), nov(12), PLAIN, 2) is state


# A duty without a limit in days


@pytest.mark.parametrize(
    "rule", [replace(LIMIT, measure=Measure.LEAD), replace(LIMIT, limit=None), replace(LIMIT, unit=None)]
)
def test_a_duty_without_a_limit_in_days_is_never_due(rule: Provision) -> None:
    clock = Clock(rule, nov(2), extensions=(Extension(1, nov(3)),), pauses=(Pause(nov(3)),))
    found = seen(clock, nov(4))
    assert found == Deadline(
        clock=clock,
        as_of=nov(4),
        rule_id="R-01",
        unit=None,
        limit=None,
        allowance=None,
        due=None,
        if_resumed_today=None,
        state=ClockState.RUNNING,
        days_left=None,
        provisional=False,
        refused=(),
        assumed=None,
        warn_due=None,
    )
    assert steps(found, PLAIN) == ()


@pytest.mark.parametrize(
    ("as_of", "state"),
    [(1, ClockState.NOT_STARTED), (2, ClockState.RUNNING), (8, ClockState.RUNNING), (9, ClockState.MET)],
)
def test_a_duty_without_a_limit_runs_from_its_day_until_it_is_done(as_of: int, state: ClockState) -> None:
    clock = Clock(replace(LIMIT, limit=None), nov(2), done=nov(9))
    assert seen(clock, nov(as_of)).state is state
    assert seen(replace(clock, void=True), nov(as_of)).state is ClockState.VOID
    assert seen(replace(clock, done=None), nov(30)).state is ClockState.RUNNING


# The earlier warning, and the calendar that is not decreed yet


@pytest.mark.parametrize(
    ("days", "unit", "warned"),
    [(3, WD, nov(5)), (5, CD, nov(9)), (0, WD, nov(2)), (3, None, None), (None, WD, None), (None, None, None)],
)
def test_an_earlier_warning_needs_both_its_days_and_their_unit(
    days: int | None, unit: Unit | None, warned: date | None
) -> None:
    assert seen(Clock(replace(LIMIT, warn_limit=days, warn_unit=unit), nov(2))).warn_due == warned


@pytest.mark.parametrize(
    ("unit", "anchor", "provisional"),
    [
        (WD, date(2026, 1, 2), False),
        (WD, date(2025, 12, 31), True),
        (CD, date(2025, 12, 31), False),
        (WD, date(2026, 12, 30), True),
        (CD, date(2026, 12, 30), True),
        (CD, date(2025, 12, 20), True),
    ],
)
def test_working_days_lean_on_the_calendar_since_the_event_and_calendar_days_on_the_due_day(
    unit: Unit, anchor: date, provisional: bool
) -> None:
    """Only 2026 is decreed in full."""
    assert seen(Clock(limit(5, unit), anchor)).provisional is provisional


def test_while_paused_the_calendar_matters_up_to_where_the_limit_would_end() -> None:
    clock = Clock(limit(5, CD), nov(2), pauses=(Pause(nov(3)),))
    assert not seen(clock, nov(30)).provisional
    assert seen(clock, date(2026, 12, 31)).provisional


# Day by day

OFF = DecreedDay(nov(6), "nghỉ", "off", "Quyết định 1")
WORKED = DecreedDay(nov(7), "làm bù", "worked", "Quyết định 2")
SUNDAY_OFF = DecreedDay(nov(8), "nghỉ", "off", "Quyết định 3")
DECREED = WorkCalendar({OFF.on: OFF, SUNDAY_OFF.on: SUNDAY_OFF}, {WORKED.on: WORKED})


def shown(clock: Clock, as_of: date | None = None, calendar: WorkCalendar = DECREED) -> list[Step]:
    return list(steps(seen(clock, as_of, calendar), calendar))


def test_every_day_says_what_it_was_to_a_count_of_working_days() -> None:
    clock = Clock(limit(3, WD), nov(4), pauses=(Pause(nov(9), nov(11), "giám định"),))
    assert shown(clock) == [
        Step(nov(5), Mark.COUNTED, 1),
        Step(nov(6), Mark.HOLIDAY, None, "Quyết định 1"),
        Step(nov(7), Mark.WORKED_SATURDAY, 2, "Quyết định 2"),
        Step(nov(8), Mark.WEEKEND),
        Step(nov(9), Mark.PAUSED, None, "giám định"),
        Step(nov(10), Mark.PAUSED, None, "giám định"),
        Step(nov(11), Mark.COUNTED, 3),
    ]


def test_every_day_says_what_it_was_to_a_count_of_calendar_days() -> None:
    assert shown(Clock(limit(4, CD), nov(4))) == [
        Step(nov(5), Mark.COUNTED, 1),
        Step(nov(6), Mark.COUNTED, 2, "Quyết định 1"),
        Step(nov(7), Mark.COUNTED, 3, "Quyết định 2"),
        Step(nov(8), Mark.COUNTED, 4),
        Step(nov(9), Mark.ROLLED),
    ]


def test_a_last_day_that_moves_on_says_over_which_days() -> None:
    assert shown(Clock(limit(2, CD), nov(4))) == [
        Step(nov(5), Mark.COUNTED, 1),
        Step(nov(6), Mark.COUNTED, 2, "Quyết định 1"),
        Step(nov(7), Mark.ROLLED, None, "Quyết định 2"),
    ]
    assert shown(Clock(limit(1, CD), nov(5), pauses=(Pause(nov(7), nov(8)),))) == [
        Step(nov(6), Mark.COUNTED, 1, "Quyết định 1"),
        Step(nov(7), Mark.PAUSED),
        Step(nov(8), Mark.WEEKEND),
        Step(nov(9), Mark.ROLLED),
    ]


def test_a_limit_that_does_not_roll_ends_its_days_on_the_closed_day() -> None:
    assert shown(Clock(replace(limit(1, CD), rolls=False), nov(5))) == [Step(nov(6), Mark.COUNTED, 1, "Quyết định 1")]


def test_a_day_under_two_pauses_shows_the_ground_of_the_one_that_began_first() -> None:
    first, second = Pause(nov(11), nov(13), "z"), Pause(nov(12), nov(13), "a")
    twin = Pause(nov(11), nov(13), "b")
    clock = Clock(limit(1, WD), nov(10))
    for pauses, grounds in (((first, second), "zz"), ((first, twin), "bb"), ((first, second, twin), "bb")):
        for order in (pauses, pauses[::-1]):
            days = shown(replace(clock, pauses=order))
            assert "".join(step.why for step in days if step.mark is Mark.PAUSED) == grounds


def test_while_paused_the_days_run_to_where_the_limit_would_end_and_keep_the_ground() -> None:
    clock = Clock(limit(2, WD), nov(16), pauses=(Pause(nov(18), None, "xác minh"),))
    assert shown(clock, nov(20)) == [
        Step(nov(17), Mark.COUNTED, 1),
        Step(nov(18), Mark.PAUSED, None, "xác minh"),
        Step(nov(19), Mark.PAUSED, None, "xác minh"),
        Step(nov(20), Mark.COUNTED, 2),
    ]


def test_a_limit_of_no_days_that_ends_at_once_has_no_day_to_show() -> None:
    assert shown(Clock(limit(0, WD), nov(4))) == []


# Extensions


def test_an_answer_repeats_what_was_asked() -> None:
    clock = Clock(LIMIT, nov(2))
    found = seen(clock, nov(2) + timedelta(days=1))
    assert (found.clock, found.as_of, found.rule_id, found.unit, found.limit) == (clock, nov(3), "R-01", WD, 5)
