"""Due dates by law, with every day explained.

One pure computation over a dated rule, the events of a clock, a calendar and a day to look from. The due date
is always counted from the anchor, never moved from an earlier one, so the order in which facts were recorded
cannot matter. Civil Code 2015, art. 147(2)-(3) (the day of the event is not counted) and 148(5) (a last day on
which the office is closed moves to the next working day).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from reception_tui.domain.calendar import ONE_DAY, DayKind, WorkCalendar
from reception_tui.domain.errors import BadPeriod, DateOutOfRange
from reception_tui.domain.rules import Flag, Measure, Provision, Unit


class Mark(StrEnum):
    """What a day was to the count."""

    COUNTED = "counted"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    WORKED_SATURDAY = "worked_saturday"
    PAUSED = "paused"
    ROLLED = "rolled"


class ClockState(StrEnum):
    """Where a clock stands on a day; exactly one holds."""

    NOT_STARTED = "not_started"
    RUNNING = "running"
    DUE_SOON = "due_soon"
    DUE_TODAY = "due_today"
    OVERDUE = "overdue"
    PAUSED = "paused"
    MET = "met"
    MET_LATE = "met_late"
    VOID = "void"


class ExtensionFault(StrEnum):
    """Why an extension does not count."""

    NOT_KNOWN = "not_known"
    TOO_MANY = "too_many"
    TOO_LONG = "too_long"
    AFTER_EXPIRY = "after_expiry"
    BEFORE_START = "before_start"


@dataclass(frozen=True, slots=True)
class Pause:
    """Time that is not counted: from `start` (the day of the decision, not counted) up to `end`.

    `end` is the day on which the count goes on, and is counted again. None: still paused.
    """

    start: date
    end: date | None = None
    ground: str = ""

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise BadPeriod("pause", first=self.start, last=self.end)

    def covers(self, day: date) -> bool:
        """Tell whether `day` is not counted."""
        return self.start <= day and (self.end is None or day < self.end)


@dataclass(frozen=True, slots=True)
class Extension:
    """A decision of `decided_on` that adds `days` to the limit, in the unit of the rule."""

    days: int
    decided_on: date


@dataclass(frozen=True, slots=True)
class RefusedExtension:
    """An extension that the rule's policy does not allow, and why."""

    extension: Extension
    fault: ExtensionFault
    limit: int | date | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One day of the count. `n` is its number when the day was counted."""

    day: date
    mark: Mark
    n: int | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Clock:
    """A running limit: the rule's version, its anchor, and what happened to it."""

    rule: Provision
    anchor: date
    flags: frozenset[Flag] = frozenset()
    extensions: tuple[Extension, ...] = ()
    pauses: tuple[Pause, ...] = ()
    done: date | None = None
    void: bool = False


@dataclass(frozen=True, slots=True)
class Deadline:
    """The answer: when it is due, how it stands on `as_of`, and how it was counted.

    `due` is None while a pause is open (see `if_resumed_today`) and when the law sets no limit.
    `days_left` is in working days, negative once overdue. `allowance` is in `unit`.
    """

    clock: Clock
    as_of: date
    rule_id: str
    unit: Unit | None
    limit: int | None
    allowance: int | None
    due: date | None
    if_resumed_today: date | None
    state: ClockState
    days_left: int | None
    provisional: bool
    refused: tuple[RefusedExtension, ...]
    assumed: Flag | None
    warn_due: date | None


def compute(clock: Clock, calendar: WorkCalendar, as_of: date, due_soon_within: int) -> Deadline:
    """Return the due date and state of `clock` as seen on `as_of`.

    A clock is due soon from `due_soon_within` working days before its due date on. Raises `DateOutOfRange` where
    the count runs past the end of all calendars.
    """
    try:
        return _compute(clock, calendar, as_of, due_soon_within)
    except OverflowError:
        raise DateOutOfRange("on", value=clock.anchor) from None


def _compute(clock: Clock, calendar: WorkCalendar, as_of: date, due_soon_within: int) -> Deadline:
    fixed = clock.rule.limit_under(clock.flags) if clock.rule.measure is Measure.LIMIT else None
    if fixed is None:
        return _undated(clock, as_of)
    rule_id, limit, unit = fixed
    granted, refused, assumed = _grant(clock, calendar, limit, unit)
    allowance = limit + sum(extension.days for extension in granted)
    due = _last_day(clock, allowance, unit, clock.pauses, calendar)
    resumed = None
    if due is None:
        resumed = _last_day(clock, allowance, unit, _resumed(clock.pauses, as_of), calendar)
    warn_due = None
    if clock.rule.warn_limit is not None and clock.rule.warn_unit is not None:
        warn_due = _last_day(clock, clock.rule.warn_limit, clock.rule.warn_unit, clock.pauses, calendar)
    horizon = due or resumed
    first_that_matters = clock.anchor if unit is Unit.WORKING_DAYS else horizon
    return Deadline(
        clock=clock,
        as_of=as_of,
        rule_id=rule_id,
        unit=unit,
        limit=limit,
        allowance=allowance,
        due=due,
        if_resumed_today=resumed,
        state=state_on(clock, due, as_of, calendar, due_soon_within),
        days_left=None if due is None else calendar.working_days_between(as_of, due),
        provisional=horizon is not None and calendar.is_provisional(first_that_matters or horizon, horizon),
        refused=refused,
        assumed=assumed,
        warn_due=warn_due,
    )


def state_on(clock: Clock, due: date | None, as_of: date, calendar: WorkCalendar, due_soon_within: int) -> ClockState:
    """Return the one state of a clock that is due on `due`, as seen on `as_of`.

    A pause that began after the limit had ended excuses nothing: the clock stays overdue.
    """
    if clock.void:
        return ClockState.VOID
    if as_of < clock.anchor:
        return ClockState.NOT_STARTED
    if clock.done is not None and clock.done <= as_of:
        return ClockState.MET_LATE if due is not None and clock.done > due else ClockState.MET
    if any(pause.covers(as_of) and (due is None or pause.start <= due) for pause in clock.pauses):
        return ClockState.PAUSED
    if due is None or as_of < due:
        near = due is not None and calendar.working_days_between(as_of, due) <= due_soon_within
        return ClockState.DUE_SOON if near else ClockState.RUNNING
    return ClockState.DUE_TODAY if as_of == due else ClockState.OVERDUE


def _undated(clock: Clock, as_of: date) -> Deadline:
    """Return the answer for a duty without a limit in days: it runs until it is done."""
    if clock.void:
        state = ClockState.VOID
    elif as_of < clock.anchor:
        state = ClockState.NOT_STARTED
    else:
        state = ClockState.MET if clock.done is not None and clock.done <= as_of else ClockState.RUNNING
    return Deadline(clock, as_of, clock.rule.rule, None, None, None, None, None, state, None, False, (), None, None)


def steps(deadline: Deadline, calendar: WorkCalendar) -> tuple[Step, ...]:
    """Return every day from the one after the anchor to the due date, labelled.

    While a pause is open the days run to `if_resumed_today`. Days that were counted carry the numbers
    1 … allowance; `why` is the decision behind a holiday or worked Saturday, or the ground of a pause.
    """
    last = deadline.due or deadline.if_resumed_today
    if last is None or deadline.allowance is None or deadline.unit is None:
        return ()
    pauses = deadline.clock.pauses if deadline.due else _resumed(deadline.clock.pauses, deadline.as_of)
    found: list[Step] = []
    n = 0
    day = deadline.clock.anchor
    while day < last:
        day += ONE_DAY
        step = _label(day, n, deadline.allowance, deadline.unit, pauses, calendar, last)
        n += step.n is not None
        found.append(step)
    return tuple(found)


def _label(
    day: date, n: int, allowance: int, unit: Unit, pauses: tuple[Pause, ...], calendar: WorkCalendar, last: date
) -> Step:
    covering = [pause for pause in pauses if pause.covers(day)]
    if covering:
        # The ground of the pause that began first: which one was recorded first must not show.
        return Step(day, Mark.PAUSED, why=min(covering, key=lambda pause: (pause.start, pause.ground)).ground)
    kind = calendar.kind(day)
    decreed = calendar.decreed(day)
    why = decreed.decision if decreed is not None and kind in (DayKind.HOLIDAY, DayKind.WORKED_SATURDAY) else ""
    if n == allowance and day == last:
        return Step(day, Mark.ROLLED, why=why)
    if n < allowance and (unit is Unit.CALENDAR_DAYS or kind in (DayKind.WORKING, DayKind.WORKED_SATURDAY)):
        worked = kind is DayKind.WORKED_SATURDAY and unit is Unit.WORKING_DAYS
        return Step(day, Mark.WORKED_SATURDAY if worked else Mark.COUNTED, n + 1, why)
    return Step(day, Mark.HOLIDAY if kind is DayKind.HOLIDAY else Mark.WEEKEND, why=why)


def _last_day(
    clock: Clock, allowance: int, unit: Unit, pauses: tuple[Pause, ...], calendar: WorkCalendar
) -> date | None:
    """Return the last day of the limit after the final roll, or None while a pause is open before it."""
    spans = _spans(pauses)
    day, left = clock.anchor, allowance
    while left:
        day, paused = _skip(day + ONE_DAY, spans)
        if paused:
            return None
        left -= unit is Unit.CALENDAR_DAYS or calendar.is_working(day)
    while True:
        day, paused = _skip(day, spans)
        if paused:
            return None
        if calendar.is_working(day) or not clock.rule.rolls:
            return day
        day += ONE_DAY


def _spans(pauses: Iterable[Pause]) -> tuple[tuple[date, date | None], ...]:
    """Return the union of the pauses as sorted, disjoint spans `[start, end)`; an open one is the last."""
    merged: list[tuple[date, date | None]] = []
    for pause in sorted(pauses, key=lambda pause: pause.start):
        if pause.end == pause.start:
            continue
        if merged and (merged[-1][1] is None or pause.start <= merged[-1][1]):
            start, end = merged[-1]
            open_end = end is None or pause.end is None
            merged[-1] = (start, None if open_end else max(end, pause.end))  # type: ignore[type-var]
        else:
            merged.append((pause.start, pause.end))
    return tuple(merged)


def _skip(day: date, spans: tuple[tuple[date, date | None], ...]) -> tuple[date, bool]:
    """Return the first day from `day` on that is not paused, or True when an open pause covers it."""
    for start, end in spans:
        if start <= day and (end is None or day < end):
            if end is None:
                return day, True
            day = end
    return day, False


def _resumed(pauses: tuple[Pause, ...], today: date) -> tuple[Pause, ...]:
    """Return the pauses as if every open one ended today; one that starts later is left out."""
    return tuple(
        pause if pause.end is not None else Pause(pause.start, today, pause.ground)
        for pause in pauses
        if pause.end is not None or pause.start <= today
    )


def _grant(
    clock: Clock, calendar: WorkCalendar, limit: int, unit: Unit
) -> tuple[tuple[Extension, ...], tuple[RefusedExtension, ...], Flag | None]:
    """Return the extensions that count, those that do not, and a complexity that they take for granted."""
    policy = clock.rule.extension
    asked = sorted(clock.extensions, key=lambda extension: (extension.decided_on, extension.days))
    if policy is None:
        return (), tuple(RefusedExtension(one, ExtensionFault.NOT_KNOWN) for one in asked), None
    declared = bool(clock.flags & {Flag.COMPLEX, Flag.ESPECIALLY_COMPLEX})
    most, longest = policy.count(clock.flags), policy.longest(clock.flags)
    granted: list[Extension] = []
    refused: list[RefusedExtension] = []
    allowance = limit
    for one in asked:
        due = _last_day(clock, allowance, unit, clock.pauses, calendar)
        if one.decided_on < clock.anchor:
            refused.append(RefusedExtension(one, ExtensionFault.BEFORE_START, clock.anchor))
        elif not 1 <= one.days <= longest:
            refused.append(RefusedExtension(one, ExtensionFault.TOO_LONG, longest))
        elif len(granted) >= most:
            refused.append(RefusedExtension(one, ExtensionFault.TOO_MANY, most))
        elif policy.before_expiry and due is not None and one.decided_on > due:
            refused.append(RefusedExtension(one, ExtensionFault.AFTER_EXPIRY, due))
        else:
            granted.append(one)
            allowance += one.days
    assumed = None
    if not declared and len(granted) > policy.count_none:
        assumed = Flag.COMPLEX if len(granted) <= policy.count_complex else Flag.ESPECIALLY_COMPLEX
    return tuple(granted), tuple(refused), assumed
