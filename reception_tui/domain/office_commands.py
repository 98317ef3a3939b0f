"""Commands about the office: reception days, promises and tasks, calendar and law, officers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from reception_tui.domain.calendar import DecreedKind
from reception_tui.domain.command_parts import Command, Document, Moment
from reception_tui.domain.kinds import (
    Host,
    ReceivedBy,
    RecusalGround,
    VisitKind,
    VisitResult,
)
from reception_tui.domain.reception_days import TaskStep, Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldSession(Command):
    """Enter a reception day of a leader."""

    act: ClassVar[str] = "hold_session"
    on: date
    kind: VisitKind = VisitKind.PERIODIC
    host: Host
    received_by: ReceivedBy = ReceivedBy.HEAD
    place: str = ""
    conclusion: str = ""
    day: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnounceDay(Command):
    """Enter a newly decreed day off or worked Saturday, with its decision."""

    act: ClassVar[str] = "announce_day"
    kind: DecreedKind
    on: date
    instead_of: date | None = None
    what: str
    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplyReference(Command):
    """Lay a law, calendar, bodies, words or office file over the register's own of the same name."""

    act: ClassVar[str] = "apply_reference"
    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeOfficer(Command):
    """Add an officer, change roles, set a new PIN, or take an officer out of service. What is not given stays.

    `public_key` and `wrapped_key` come with a new PIN: the officer's key, its private half behind that PIN.
    """

    act: ClassVar[str] = "change_officer"
    code: str
    name: str = ""
    roles: tuple[str, ...] = ()
    pin_hash: str = field(default="", repr=False)
    public_key: str = ""
    wrapped_key: str = field(default="", repr=False)
    active: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePin(Command):
    """Change one's own PIN or passphrase; `old` is the one in use, empty where none is set."""

    act: ClassVar[str] = "change_pin"
    old: str = field(default="", repr=False)
    new: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recuse(Command):
    """Keep an officer away from a matter: it cannot be opened, acted on or seen by them.

    Everybody may recuse themselves; `officer` names another one, which only who may lift a recusal can do. Where the
    petition or visit belongs to a matter, the recusal is from the whole matter.
    """

    act: ClassVar[str] = "recuse"
    officer: str = ""
    petition: str = ""
    visit: str = ""
    ground: RecusalGround
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LiftRecusal(Command):
    """End an officer's recusal from a matter."""

    act: ClassVar[str] = "lift_recusal"
    officer: str
    petition: str = ""
    visit: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise(Command):
    """Say what a citizen was told for a day; an open promise of the same thing moves to that day."""

    act: ClassVar[str] = "promise"
    visit: str = ""
    petition: str = ""
    on: date
    what: str = ""
    made_on: date | None = None
    letter: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepPromise(Command):
    """Say that what was promised was done; `promised` picks the day where several are open."""

    act: ClassVar[str] = "keep_promise"
    visit: str = ""
    petition: str = ""
    on: date | None = None
    promised: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSession(Command):
    """Put one reception day on the schedule."""

    act: ClassVar[str] = "plan_session"
    on: date
    host: Host
    kind: VisitKind = VisitKind.PERIODIC
    received_by: ReceivedBy = ReceivedBy.HEAD
    body: str = ""
    time: str = ""
    place: str = ""
    content: str = ""
    attendees: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSchedule(Command):
    """Put the reception days of a time on the schedule, by the office's rules; `rules` names some of them."""

    act: ClassVar[str] = "plan_schedule"
    first: date
    last: date
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishSchedule(Command):
    """Say that the schedule of a time was posted at the reception place, by a paper, on a day."""

    act: ClassVar[str] = "publish_schedule"
    first: date
    last: date
    on: date | None = None
    document: Document | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveSession(Command):
    """Move a reception day of the schedule, for a reason that is announced."""

    act: ClassVar[str] = "move_session"
    day: str
    to: date
    why: str
    on: date | None = None
    document: Document | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelSession(Command):
    """Cancel a reception day of the schedule, for a reason that is announced."""

    act: ClassVar[str] = "cancel_session"
    day: str
    why: str
    on: date | None = None
    document: Document | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterForSession(Command):
    """Put the people of a visit or petition into the queue of a reception day, at the end or at a place."""

    act: ClassVar[str] = "register_for_session"
    day: str
    visit: str = ""
    petition: str = ""
    place: int | None = None
    time: str = ""
    on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeTurn(Command):
    """Say what became of a place in the queue: received, with what was said, or not there."""

    act: ClassVar[str] = "take_turn"
    day: str
    place: int
    turn: Turn = Turn.RECEIVED
    at: Moment | None = None
    content: str = ""
    result: VisitResult | None = None
    promised: date | None = None
    promised_what: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class TaskGiven:
    """What a conclusion asks of a body by a day; `promised` is the day that the citizen was told."""

    body: str
    what: str
    by: date
    visit: str = ""
    petition: str = ""
    promised: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclude(Command):
    """Enter the conclusion of a reception day, with a task and a date for each body."""

    act: ClassVar[str] = "conclude"
    session: str
    conclusion: str = ""
    tasks: tuple[TaskGiven, ...] = ()
    on: date | None = None
    document: Document | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveTask(Command):
    """Give a body a task by a day outside a reception day: by the Chairman's paper, or by a coordination meeting.

    `promised` is the day that the citizen was told.
    """

    act: ClassVar[str] = "give_task"
    body: str
    what: str
    by: date
    visit: str = ""
    petition: str = ""
    meeting: str = ""
    promised: date | None = None
    on: date | None = None
    document: Document | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignMinutes(Command):
    """Say that the minutes of a reception day were read back and signed; `unsigned` tells who did not, and why."""

    act: ClassVar[str] = "sign_minutes"
    session: str
    on: date | None = None
    unsigned: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldMeeting(Command):
    """Enter a coordination meeting with the bodies at the seat, and the days that it looked back on.

    Without `attendees` all of them took part.
    """

    act: ClassVar[str] = "hold_meeting"
    on: date | None = None
    first: date
    last: date
    attendees: tuple[str, ...] = ()
    conclusion: str = ""
    document: Document | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteHolding(Command):
    """Say that a body holds a matter too: one of ours that it has a paper of its own about."""

    act: ClassVar[str] = "note_holding"
    matter: str = ""
    visit: str = ""
    petition: str = ""
    body: str
    since: date | None = None
    document: Document | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndHolding(Command):
    """Say that a body no longer holds a matter."""

    act: ClassVar[str] = "end_holding"
    matter: str = ""
    visit: str = ""
    petition: str = ""
    body: str
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskProgress(Command):
    """Enter what became of a task: the body's report, a reminder, its reply, a report to the Chairman."""

    act: ClassVar[str] = "task_progress"
    task: str
    step: TaskStep = TaskStep.PROGRESS
    on: date | None = None
    content: str = ""
    document: Document | None = None


RIGHTS_COMMANDS: tuple[type[Command], ...] = (ChangeOfficer, ChangePin, Recuse, LiftRecusal)
