"""The limits of one petition or visit as they stand on a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from reception_tui.desk.context import petition_of
from reception_tui.desk.refresh import planned_for_petition, planned_for_visit
from reception_tui.domain.deadline import ClockState, compute
from reception_tui.domain.errors import RegisterError
from reception_tui.domain.follow_up import RunningClock
from reception_tui.domain.kinds import Book
from reception_tui.domain.reference import Reference
from reception_tui.store.numbers import book_of, tidy_number
from reception_tui.store.work import Row, Work


@dataclass(frozen=True, slots=True)
class ClockView:
    """A limit as it stands today. `days_left` is in working days."""

    clock: RunningClock
    state: ClockState
    days_left: int | None
    if_resumed_today: date | None


def clock_views(work: Work, reference: Reference, no: str, today: date) -> tuple[ClockView, ...]:
    """Return the limits of the petition or visit of that number. Raises `UnknownRecord`."""
    no = tidy_number(no)
    if book_of(no) is Book.VISITS:
        planned = planned_for_visit(work, reference, work.by_no("visit", no, "visit"))
        return tuple(_views(reference, planned, today))
    return views_of_petition(work, reference, petition_of(work, no), today)


def views_of_petition(work: Work, reference: Reference, petition: Row, today: date) -> tuple[ClockView, ...]:
    """Return the limits of a petition; none while no rule can be found for it."""
    try:
        planned = planned_for_petition(work, reference, petition)
    except RegisterError:
        return ()
    return tuple(_views(reference, planned, today))


def _views(reference: Reference, planned: Iterable[RunningClock], today: date) -> Iterator[ClockView]:
    soon = reference.office.due_soon_within
    for clock in planned:
        handed_on = clock.live_until is not None and clock.live_until < today and clock.done is None
        if clock.live_from > today or handed_on:
            continue
        if clock.deadline is not None:
            found = compute(clock.deadline.clock, reference.calendar, today, soon(clock.stage))
            yield ClockView(clock, found.state, found.days_left, found.if_resumed_today)
        elif clock.due is not None:
            left = reference.calendar.working_days_between(today, clock.due)
            yield ClockView(clock, asked_state(clock, today, left, soon(clock.stage)), left, None)
        else:
            yield ClockView(clock, ClockState.OVERDUE, None, None)


def asked_state(clock: RunningClock, today: date, days_left: int, soon: int) -> ClockState:
    """Return the state of a date that was asked for and follows from no rule."""
    if clock.done is not None and clock.done <= today:
        return ClockState.MET_LATE if clock.due is not None and clock.done > clock.due else ClockState.MET
    if clock.due is None or clock.due < today:
        return ClockState.OVERDUE
    if clock.due == today:
        return ClockState.DUE_TODAY
    return ClockState.DUE_SOON if days_left <= soon else ClockState.RUNNING
