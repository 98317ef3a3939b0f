"""Reception days as they are planned: rules of the schedule, the way off a day off, how often the law wants a host."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from reception_tui.domain.calendar import WorkCalendar
from reception_tui.domain.kinds import Host, ReceivedBy, VisitKind


class DayState(StrEnum):
    """Where a planned reception day stands."""

    PLANNED = "planned"
    PUBLISHED = "published"
    HELD = "held"
    CANCELLED = "cancelled"


class Turn(StrEnum):
    """What became of somebody's place in the queue of a day."""

    WAITING = "waiting"
    RECEIVED = "received"
    ABSENT = "absent"
    GIVEN_UP = "given_up"


class TaskStep(StrEnum):
    """What happens on a task: the body tells how far it is, it is chased, it answers, the Chairman is told."""

    PROGRESS = "progress"
    REMINDER = "reminder"
    REPLY = "reply"
    REPORT = "report"


class WhenClosed(StrEnum):
    """Where a day goes that falls on a day off."""

    NEXT = "next_working_day"
    PREVIOUS = "previous_working_day"


class Per(StrEnum):
    """The time within which the law wants so many reception days."""

    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class DayRule:
    """One line of the schedule: who receives, how often (RFC 5545), where, from when to when it holds."""

    code: str
    host: Host
    rrule: str
    in_force: date
    until: date | None = None
    kind: VisitKind = VisitKind.PERIODIC
    received_by: ReceivedBy = ReceivedBy.HEAD
    body: str = ""
    time: str = ""
    place: str = ""
    content: str = ""
    attendees: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Minimum:
    """A stage of the law that says how often a host receives. `per` is the time that each version counts by.

    `communes`: it is about the heads of communes; any other rule for heads is about those of all other bodies.
    """

    stage: str
    host: Host
    per: Mapping[str, Per]
    communes: bool = False


@dataclass(frozen=True, slots=True)
class ReceptionDays:
    """The office's rules for its schedule. Numbers are working days before the day, or after it for the notice.

    `seat` holds the bodies that sit at the seat, each with the hosts whose reception days are its own.
    """

    rules: tuple[DayRule, ...] = ()
    minimums: tuple[Minimum, ...] = ()
    when_closed: WhenClosed = WhenClosed.NEXT
    keep_in_month: bool = True
    publish_stage: str = ""
    tell_stage: Mapping[Host, str] = field(default_factory=dict)
    seat: Mapping[str, frozenset[Host]] = field(default_factory=dict)
    invite_citizen: int = 0
    invite_attendees: int = 0
    source: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """The day on which a rule's day really falls, and the way it was moved; None where it was not."""

    wanted: date
    on: date
    way: WhenClosed | None = None


def off_day_off(calendar: WorkCalendar, days: ReceptionDays, wanted: date) -> Moved:
    """Return where a day of the schedule goes when the office is closed on it.

    With `keep_in_month` a month does not lose its day: where the way leads out of it, the other way is taken.
    """
    if calendar.is_working(wanted):
        return Moved(wanted, wanted)
    both = {
        WhenClosed.NEXT: calendar.add_working_days(wanted, 1),
        WhenClosed.PREVIOUS: calendar.add_working_days(wanted, -1),
    }
    way = days.when_closed
    other = next(one for one in WhenClosed if one is not way)
    inside = {one: (day.year, day.month) == (wanted.year, wanted.month) for one, day in both.items()}
    if days.keep_in_month and not inside[way] and inside[other]:
        way = other
    return Moved(wanted, both[way], way)


def latest_publication(calendar: WorkCalendar, on: date, lead: int) -> date:
    """Return the last day on which a reception day may still be published `lead` working days ahead."""
    return calendar.add_working_days(on, -lead)
