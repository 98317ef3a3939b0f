"""What an officer may ask the register to do: one frozen command for each act, the only way to write.

Field names and values are those of the command line; records are named by their numbers, bodies by their codes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from reception_tui.domain.command_parts import Against, Command, Document, Moment, Part
from reception_tui.domain.joint_commands import JOINT_COMMANDS, HandOver, Together
from reception_tui.domain.kinds import (
    Book,
    Channel,
    DispositionKind,
    Figure,
    Instance,
    Jurisdiction,
    Mode,
    OutcomeResult,
    PetitionKind,
    ReceivedBy,
    VisitKind,
    VisitResult,
)
from reception_tui.domain.office_commands import (
    RIGHTS_COMMANDS,
    AnnounceDay,
    ApplyReference,
    CancelSession,
    ChangeOfficer,
    ChangePin,
    Conclude,
    EndHolding,
    GiveTask,
    HoldMeeting,
    HoldSession,
    KeepPromise,
    LiftRecusal,
    MoveSession,
    NoteHolding,
    PlanSchedule,
    PlanSession,
    Promise,
    PublishSchedule,
    Recuse,
    RegisterForSession,
    SignMinutes,
    TakeTurn,
    TaskGiven,
    TaskProgress,
)
from reception_tui.domain.paper_commands import PAPER_COMMANDS, IssueLetter, SignReport
from reception_tui.domain.people import PersonEntry
from reception_tui.domain.seal_commands import SEAL_COMMANDS, OpenIdentity, RecoverCases, ShareCase
from reception_tui.domain.sheet_commands import SHEET_COMMANDS, ImportBatch, ImportRow, RecordSubmission
from reception_tui.domain.situations import Situation

# fmt: off
__all__ = [
    "Against", "AnnounceDay", "ApplyReference", "CancelSession", "ChangeOfficer", "ChangePin", "Command", "Conclude",
    "Document", "EndHolding", "GiveTask", "HandOver", "HoldMeeting", "HoldSession", "ImportBatch", "ImportRow",
    "IssueLetter", "KeepPromise", "LiftRecusal", "Moment", "MoveSession", "NoteHolding", "OpenIdentity", "Part",
    "PlanSchedule", "PlanSession", "Promise", "PublishSchedule", "RecordSubmission", "RecoverCases", "Recuse",
    "RegisterForSession", "ShareCase", "SignMinutes", "SignReport", "TakeTurn", "TaskGiven", "TaskProgress",
    "Together",
]
# fmt: on


@dataclass(frozen=True, slots=True, kw_only=True)
class LogVisit(Command):
    """Log one party received at the counter or online."""

    act: ClassVar[str] = "log_visit"
    at: Moment | None = None
    kind: VisitKind = VisitKind.REGULAR
    mode: Mode = Mode.IN_PERSON
    received_by: ReceivedBy = ReceivedBy.OFFICER
    people: tuple[PersonEntry, ...] = ()
    head_count: int | None = None
    content: str
    request: str = ""
    matter: str = ""
    result: VisitResult | None = None
    refusal: str = ""
    session: str = ""
    seat: str = ""
    appointment: Document | None = None
    promised: date | None = None
    promised_what: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPetition(Command):
    """Enter a petition from any channel into its book. `secret`: seal it now; a paper that says so itself is anyway."""

    act: ClassVar[str] = "register_petition"
    received_on: date | None = None
    channel: Channel = Channel.IN_PERSON
    petitioners: tuple[PersonEntry, ...] = ()
    signatories: int | None = None
    title: str = ""
    content: str
    against: Against | None = None
    dated: date | None = None
    signed: bool = True
    visit: str = ""
    matter: str = ""
    book: Book = Book.PETITIONS
    forwarded_by: str = ""
    wants_result: bool = False
    secret: bool | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Classify(Command):
    """Say what a petition is by its content, and whether it can be processed."""

    act: ClassVar[str] = "classify"
    petition: str
    on: date | None = None
    kind: PetitionKind
    instance: Instance = Instance.FIRST
    field: str = ""
    eligible: bool = True
    why_not: tuple[str, ...] = ()
    jurisdiction: Jurisdiction | None = None
    complex: bool = False
    especially_complex: bool = False
    several_places: bool = False
    remote: bool | None = None
    discipline: bool = False
    situations: tuple[Situation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispose(Command):
    """Decide what becomes of a petition."""

    act: ClassVar[str] = "dispose"
    petition: str
    on: date | None = None
    as_: DispositionKind
    document: Document | None = None
    why: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forward(Command):
    """Send a petition to the body that is to answer it."""

    act: ClassVar[str] = "forward"
    petition: str
    to: str
    document: Document | None = None
    sent_on: date | None = None
    received_on: date | None = None
    answer_by: date | None = None
    co_handlers: tuple[str, ...] = ()
    note: str = ""
    head_note: str = ""
    override_by: str = ""
    override_why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remind(Command):
    """Chase the body that has not answered, by a numbered letter."""

    act: ClassVar[str] = "remind"
    petition: str
    body: str = ""
    document: Document | None = None
    on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordReply(Command):
    """Record what a body answered: that it received, accepted or resolved, or its final answer."""

    act: ClassVar[str] = "record_reply"
    petition: str
    body: str = ""
    document: Document | None = None
    on: date | None = None
    content: str = ""
    final: bool = True
    received_on: date | None = None
    accepted_on: date | None = None
    resolved_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordOutcome(Command):
    """Record what was decided on a petition, with the amounts that the forms ask for."""

    act: ClassVar[str] = "record_outcome"
    petition: str
    body: str = ""
    document: Document | None = None
    on: date | None = None
    result: OutcomeResult
    content: str = ""
    sent_on: date | None = None
    figures: dict[Figure, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RemindBody(Command):
    """Chase a body for several petitions by one letter; all that it is late with, when none is named."""

    act: ClassVar[str] = "remind_body"
    body: str
    petitions: tuple[str, ...] = ()
    document: Document | None = None
    on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalate(Command):
    """Report a body that stays late to the Chairman, who may order an inspection of responsibility."""

    act: ClassVar[str] = "escalate"
    petition: str
    body: str = ""
    document: Document | None = None
    on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fulfil(Command):
    """Say that a duty was done that no other act shows: a decision sent, the citizen told."""

    act: ClassVar[str] = "fulfil"
    petition: str = ""
    visit: str = ""
    stage: str = ""
    on: date | None = None
    document: Document | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseClock(Command):
    """Suspend a limit from a day on, on a lawful ground."""

    act: ClassVar[str] = "pause"
    petition: str
    stage: str = ""
    on: date | None = None
    ground: str = ""
    document: Document | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeClock(Command):
    """End the suspension of a limit; the day itself is counted again."""

    act: ClassVar[str] = "resume"
    petition: str
    stage: str = ""
    on: date | None = None
    document: Document | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendClock(Command):
    """Extend a limit by decision, as far as the rule's policy lets."""

    act: ClassVar[str] = "extend"
    petition: str
    stage: str = ""
    on: date | None = None
    days: int
    ground: str = ""
    document: Document | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdraw(Command):
    """Record that the petitioner takes the petition back, wholly or in part."""

    act: ClassVar[str] = "withdraw"
    petition: str
    on: date | None = None
    whole: bool = True
    content: str = ""
    document: Document | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Split(Command):
    """Part a petition that holds several contents; the paper stays whole."""

    act: ClassVar[str] = "split"
    petition: str
    on: date | None = None
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(Command):
    """Say that visits and petitions are about one matter."""

    act: ClassVar[str] = "link"
    petition: str = ""
    visit: str = ""
    to: str = ""
    matter: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correct(Command):
    """Put right what was typed wrong; the old words stay in the journal."""

    act: ClassVar[str] = "correct"
    petition: str = ""
    visit: str = ""
    person: int | None = None
    set: dict[str, Any]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Void(Command):
    """Take a register number out of force with a reason; it is never used again."""

    act: ClassVar[str] = "void"
    petition: str = ""
    visit: str = ""
    session: str = ""
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo(Command):
    """Reverse one journal entry, when nothing has changed since."""

    act: ClassVar[str] = "undo"
    entry: int
    why: str = ""


_COMMANDS: tuple[type[Command], ...] = (
    LogVisit,
    RegisterPetition,
    Classify,
    Dispose,
    Forward,
    Remind,
    RemindBody,
    Escalate,
    Fulfil,
    RecordReply,
    RecordOutcome,
    PauseClock,
    ResumeClock,
    ExtendClock,
    Withdraw,
    Split,
    Link,
    Correct,
    Void,
    Undo,
    HoldSession,
    *PAPER_COMMANDS,
    AnnounceDay,
    ApplyReference,
    *RIGHTS_COMMANDS,
    Promise,
    KeepPromise,
    PlanSession,
    PlanSchedule,
    PublishSchedule,
    MoveSession,
    CancelSession,
    RegisterForSession,
    TakeTurn,
    Conclude,
    TaskProgress,
    GiveTask,
    SignMinutes,
    HoldMeeting,
    NoteHolding,
    EndHolding,
    *SHEET_COMMANDS,
    *SEAL_COMMANDS,
    *JOINT_COMMANDS,
)

COMMANDS: dict[str, type[Command]] = {command.act: command for command in _COMMANDS}  # every act by its name
