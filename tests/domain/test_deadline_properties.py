"""What must hold for every clock, whatever the law file, the calendar and the facts say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from hypothesis import assume, given, settings
from hypothesis import strategies as st

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
    steps,
)
from reception_tui.domain.errors import RegisterError
from reception_tui.domain.reference import Reference
from reception_tui.domain.rules import Flag, Measure, Provision, Unit
from reception_tui.store.reference import build
from reception_tui.store.reference.files import read_files
from tests.domain import deadline_oracle as oracle

ONE_DAY = timedelta(days=1)
FIRST, LAST = date(2019, 1, 1), date(2027, 12, 31)
NUMBERED = (Mark.COUNTED, Mark.WORKED_SATURDAY)

many = settings(max_examples=150, deadline=None, database=None)
few = settings(max_examples=12, deadline=None, database=None)


@cache
def reference() -> Reference:
    return build(read_files())


@cache
def limits(unit: Unit | None = None) -> tuple[Provision, ...]:
    found = (one for one in reference().book.provisions if one.measure is Measure.LIMIT)
    return tuple(one for one in found if (one.until is None or one.until >= FIRST) and unit in (None, one.unit))


def days_from(anchor: date, before: int, after: int) -> st.SearchStrategy[date]:
    return st.integers(-before, after).map(lambda days: anchor + timedelta(days=days))


def pauses_near(anchor: date) -> st.SearchStrategy[Pause]:
    lengths = st.one_of(st.integers(0, 20), st.integers(0, 200))
    closed = st.builds(
        lambda start, length: Pause(start, start + timedelta(days=length)), days_from(anchor, 20, 100), lengths
    )
    return st.one_of(closed, closed, closed, st.builds(Pause, days_from(anchor, 5, 150)))


def extensions_near(anchor: date, before: int = 3) -> st.SearchStrategy[Extension]:
    return st.builds(Extension, st.sampled_from((1, 10, 15, 29, 30, 30, 31, 60)), days_from(anchor, before, 120))


@st.composite
def anchored(draw: st.DrawFn, unit: Unit | None = None) -> tuple[Provision, date]:
    """A rule, and a day on which that version of it applies."""
    rule = draw(st.sampled_from(limits(unit)))
    return rule, draw(st.dates(max(FIRST, rule.in_force), min(LAST, rule.until or LAST)))


@st.composite
def clocks(draw: st.DrawFn, unit: Unit | None = None) -> Clock:
    rule, anchor = draw(anchored(unit))
    if unit is None and draw(st.booleans()):
        rule = next(one for one in limits() if one.rule == "TC-06")
    return Clock(
        rule=rule,
        anchor=anchor,
        flags=frozenset(draw(st.sets(st.sampled_from(Flag)))),
        extensions=tuple(draw(st.lists(extensions_near(anchor), max_size=3))),
        pauses=tuple(draw(st.lists(pauses_near(anchor), max_size=3))),
        done=draw(st.one_of(st.none(), days_from(anchor, 0, 150))),
    )


def answer(clock: Clock, as_of: date | None = None, calendar: WorkCalendar | None = None) -> Deadline:
    known = reference()
    return compute(clock, calendar or known.calendar, as_of or clock.anchor, known.office.due_soon_within())


def due_or_never(found: Deadline) -> date:
    """The due date; while it is unknown, later than any."""
    return found.due or date.max


def shown(found: Deadline) -> tuple[Step, ...]:
    return steps(found, reference().calendar)


def is_paused(clock: Clock, day: date, due: date | None = None) -> bool:
    """Covered by a pause that began before the limit had ended."""
    return any(
        pause.start <= day and (pause.end is None or day < pause.end) and (due is None or pause.start <= due)
        for pause in clock.pauses
    )


@many
@given(st.data())
def test_a_later_receipt_is_never_due_earlier(data: st.DataObject) -> None:
    rule, earlier = data.draw(anchored())
    until = min(rule.until or date.max, earlier + timedelta(days=40))
    later = data.draw(st.dates(earlier, until))
    extensions = tuple(data.draw(st.lists(extensions_near(later, before=0), max_size=3)))
    pauses = tuple(data.draw(st.lists(pauses_near(earlier), max_size=3)))
    flags = frozenset(data.draw(st.sets(st.sampled_from(Flag))))
    first, second = (Clock(rule, anchor, flags, extensions, pauses) for anchor in (earlier, later))
    assert due_or_never(answer(first)) <= due_or_never(answer(second))


@many
@given(clocks(), st.data())
def test_a_new_day_off_never_makes_it_due_earlier(clock: Clock, data: st.DataObject) -> None:
    calendar = reference().calendar
    day = data.draw(days_from(clock.anchor, 2, 150).filter(lambda day: day.weekday() < 5))
    more = replace(calendar, days_off={**calendar.days_off, day: DecreedDay(day, "", "", "")})
    assert due_or_never(answer(clock, calendar=more)) >= due_or_never(answer(clock))


@many
@given(st.sampled_from(Unit), st.data())
def test_a_new_worked_saturday_never_makes_it_due_later(unit: Unit, data: st.DataObject) -> None:
    calendar = reference().calendar
    clock = data.draw(clocks(unit))
    saturday = clock.anchor + timedelta(days=5 - clock.anchor.weekday())
    day = saturday + data.draw(st.integers(0, 21)) * timedelta(weeks=1)
    more = replace(calendar, worked_saturdays={**calendar.worked_saturdays, day: DecreedDay(day, "", "", "")})
    assert due_or_never(answer(clock, calendar=more)) <= due_or_never(answer(clock))


@many
@given(clocks(), st.data())
def test_the_order_of_recording_changes_no_answer(clock: Clock, data: st.DataObject) -> None:
    as_of = data.draw(days_from(clock.anchor, 5, 200))
    other = replace(
        clock,
        extensions=tuple(data.draw(st.permutations(clock.extensions))),
        pauses=tuple(data.draw(st.permutations(clock.pauses))),
    )
    first, second = answer(clock, as_of), answer(other, as_of)
    assert replace(second, clock=clock) == first
    assert shown(second) == shown(first)


def test_the_order_of_recording_changes_no_reason_shown() -> None:
    """Two suspensions overlap: each day shows the same ground, whichever was recorded first."""
    rule = next(one for one in limits() if one.rule == "TC-06")
    pauses = (
        Pause(date(2026, 7, 13), date(2026, 7, 24), "awaiting_result"),
        Pause(date(2026, 7, 20), date(2026, 7, 31), "expert_opinion"),
    )
    clock = Clock(rule, date(2026, 7, 6), pauses=pauses)
    other = replace(clock, pauses=pauses[::-1])
    assert shown(answer(other)) == shown(answer(clock))


@many
@given(clocks(), st.data())
def test_a_pause_in_pieces_is_the_same_pause(clock: Clock, data: st.DataObject) -> None:
    pieces: list[Pause] = []
    for pause in clock.pauses:
        length = (pause.end - pause.start).days if pause.end else 0
        middle = pause.start + timedelta(days=data.draw(st.integers(0, length)))
        pieces += [Pause(pause.start, middle), Pause(middle, pause.end)]
    as_of = data.draw(days_from(clock.anchor, 0, 200))
    in_pieces = replace(clock, pauses=tuple(pieces))
    assert replace(answer(in_pieces, as_of), clock=clock) == answer(clock, as_of)


@many
@given(clocks(), st.data())
def test_counted_days_are_numbered_from_1_to_the_allowance(clock: Clock, data: st.DataObject) -> None:
    found = answer(clock, data.draw(days_from(clock.anchor, 0, 200)))
    numbered = [step for step in shown(found) if step.n is not None]
    assert [step.n for step in numbered] == list(range(1, (found.allowance or 0) + 1))
    assert all(step.mark in NUMBERED for step in numbered)
    assert all(step.n is not None for step in shown(found) if step.mark in NUMBERED)


@many
@given(clocks())
def test_the_due_day_is_a_working_day_that_is_not_paused(clock: Clock) -> None:
    due = answer(clock).due
    if due is not None:
        assert oracle.is_working(due) or not clock.rule.rolls
        assert not is_paused(clock, due)


@many
@given(clocks(), st.data())
def test_the_days_shown_added_up_again_give_the_due_date(clock: Clock, data: st.DataObject) -> None:
    found = answer(clock, data.draw(days_from(clock.anchor, 0, 200)))
    day, left = clock.anchor, found.allowance or 0
    for step in shown(found):
        day += ONE_DAY
        assert step.day == day
        left -= step.mark in NUMBERED
        if step.mark is Mark.WORKED_SATURDAY or (step.mark is Mark.COUNTED and found.unit is Unit.WORKING_DAYS):
            assert oracle.is_working(day)
        if step.mark in (Mark.WEEKEND, Mark.HOLIDAY):
            assert not oracle.is_working(day)
        if step.mark is Mark.PAUSED:
            assert is_paused(clock, day)
        if step.mark is Mark.ROLLED:
            assert left == 0
    assert (day, left) == (found.due or found.if_resumed_today, 0)


@many
@given(clocks())
def test_every_extension_either_counts_or_is_refused(clock: Clock) -> None:
    found = answer(clock)
    refused = [one.extension for one in found.refused]
    left = list(clock.extensions)
    for extension in refused:
        left.remove(extension)
    assert found.allowance == (found.limit or 0) + sum(extension.days for extension in left)
    policy = clock.rule.extension
    assert not left or policy is not None
    for extension in left:
        assert policy is not None
        assert extension.days <= policy.each_at_most
        assert clock.anchor <= extension.decided_on <= due_or_never(found)


@many
@given(clocks(), st.data())
def test_if_resumed_today_is_the_due_date_once_the_pause_has_ended_today(clock: Clock, data: st.DataObject) -> None:
    as_of = data.draw(days_from(clock.anchor, 0, 200))
    assume(all(extension.decided_on <= as_of for extension in clock.extensions))
    found = answer(clock, as_of)
    ended = tuple(Pause(one.start, one.end or as_of) for one in clock.pauses if one.end or one.start <= as_of)
    resumed = answer(replace(clock, pauses=ended), as_of).due
    assert (found.due or found.if_resumed_today) == resumed
    assert (found.due is None) == (found.if_resumed_today is not None)


@few
@given(clocks(), st.booleans())
def test_exactly_one_state_holds_on_each_day_of_twenty_years(clock: Clock, void: bool) -> None:
    clock = replace(clock, void=void and clock.done is not None)
    due = answer(clock).due
    soon_from, left = due or date.max, 5
    while due is not None and left:
        soon_from -= ONE_DAY
        left -= oracle.is_working(soon_from)
    day = clock.anchor - timedelta(days=3650)
    for _ in range(7305):
        day += ONE_DAY
        started = not clock.void and day >= clock.anchor
        finished = started and clock.done is not None and clock.done <= day
        late = finished and due is not None and clock.done is not None and clock.done > due
        paused = started and not finished and is_paused(clock, day, due)
        live = started and not finished and not paused
        true = {
            ClockState.VOID: clock.void,
            ClockState.NOT_STARTED: not clock.void and day < clock.anchor,
            ClockState.MET: finished and not late,
            ClockState.MET_LATE: late,
            ClockState.PAUSED: paused,
            ClockState.RUNNING: live and (due is None or day < soon_from),
            ClockState.DUE_SOON: live and due is not None and soon_from <= day < due,
            ClockState.DUE_TODAY: live and day == due,
            ClockState.OVERDUE: live and due is not None and day > due,
        }
        assert [state for state, holds in true.items() if holds] == [answer(clock, day).state], day


@settings(max_examples=40, deadline=timedelta(seconds=20), database=None)
@given(st.data())
def test_absurd_facts_are_answered_and_never_walk_for_ever(data: st.DataObject) -> None:
    """Pauses of centuries, limits of nothing, extensions of a lifetime, a calendar that ended long ago."""
    rule = data.draw(st.sampled_from([one for one in limits() if one.until is None]))
    centuries = st.dates(date(1800, 1, 1), date(3000, 1, 1))
    ends = st.lists(st.tuples(centuries, centuries).map(sorted), max_size=3)
    clock = Clock(
        rule=replace(rule, limit=data.draw(st.sampled_from((0, 0, 1, rule.limit, 5000))), variants=()),
        anchor=data.draw(centuries),
        extensions=tuple(data.draw(st.lists(st.builds(Extension, st.integers(-9, 40000), centuries), max_size=3))),
        pauses=tuple(Pause(*pair) for pair in data.draw(ends)),
    )
    found = answer(clock, data.draw(centuries))
    assert found.due is not None
    assert found.due >= clock.anchor
    assert not rule.rolls or found.due.weekday() < 5 or oracle.is_working(found.due)
    assert not is_paused(clock, found.due)
    assert not shown(found) or shown(found)[-1].day == found.due


@settings(max_examples=30, deadline=timedelta(seconds=5), database=None)
@given(anchored(), st.integers(0, 40), st.integers(0, 200))
def test_facts_at_the_end_of_the_calendar_are_refused_in_words(
    pair: tuple[Provision, date], after: int, left: int
) -> None:
    """A pause that is typed to the year 9999 is bad input, not a crash."""
    rule, anchor = pair
    clock = Clock(rule, anchor, pauses=(Pause(anchor + timedelta(days=after), date.max - timedelta(days=left)),))
    try:
        found = answer(clock)
    except RegisterError:
        return
    assert found.due is not None
    assert not is_paused(clock, found.due)


@many
@given(st.data(), st.integers(0, 20))
def test_the_earlier_warning_is_counted_as_a_limit_of_its_own(data: st.DataObject, warn_limit: int) -> None:
    clock = data.draw(clocks())
    unit = data.draw(st.sampled_from(Unit))
    warned = replace(clock, rule=replace(clock.rule, warn_limit=warn_limit, warn_unit=unit))
    alone = replace(clock.rule, limit=warn_limit, unit=unit, variants=(), extension=None)
    assert answer(warned).warn_due == answer(replace(clock, rule=alone)).due
