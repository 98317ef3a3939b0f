"""Everything that can go wrong, one class for each cause.

An error carries a code, the field it belongs to and values. It holds no sentence: `i18n.sentences` words it
once, in both languages, at the edge of the program.
"""

from __future__ import annotations

from reception_tui.domain.error_families import BadInput, NotAllowed, RegisterError, StorageTrouble
from reception_tui.domain.file_errors import FileExists, FileUnreadable, ReferenceBroken
from reception_tui.domain.joint_errors import PartRefused
from reception_tui.domain.paper_errors import (
    AlreadySigned,
    IdentityShown,
    LetterLacks,
    LetterNumberTaken,
    NotSigned,
    TemplateRefused,
)
from reception_tui.domain.refusals import (
    AlreadyHeld,
    AlreadyPaused,
    AlreadyReferred,
    AlreadyRegistered,
    AlreadyUndone,
    ChangedAfter,
    ChangedSince,
    DayDecreed,
    DayNotHeld,
    DayNotOpen,
    DispositionNotLawful,
    ExtensionRefused,
    HeadNoteMissing,
    LastKeeper,
    MinutesSigned,
    MoveNotAllowed,
    NoClockRunning,
    NoOpenPromise,
    NoOpenReferral,
    NoRight,
    NotClassified,
    NotHeld,
    NothingPlanned,
    NothingToRemind,
    NotPaused,
    NotUndoable,
    OverrideIncomplete,
    PartNotSplit,
    PauseNotKnown,
    RecordVoid,
    SentToAccused,
    StillInUse,
    TaskClosed,
    TurnTaken,
    WrongPin,
)
from reception_tui.domain.rights_errors import (
    AlreadyRecused,
    NotRecusable,
    NoView,
    PassphraseTooShort,
    PinIsName,
    PinsDiffer,
    PinTooLong,
    PinTooPlain,
    PinTooShort,
    PinUnchanged,
    Recused,
    SignInLocked,
    WaitAfterFailures,
)
from reception_tui.domain.seal_errors import (
    IdentityClosed,
    NoKey,
    NotSealed,
    OpeningRefused,
    SealBroken,
    WrongPassphrase,
)
from reception_tui.domain.sheet_errors import (
    BadMapName,
    CellRefused,
    HeadingsUnknown,
    NothingToImport,
    SheetRefused,
    Stopped,
)
from reception_tui.domain.trouble import (
    AnotherRegister,
    BackupBroken,
    DiskFailing,
    DiskFull,
    FileUnwritable,
    MoveDiffers,
    NetworkShare,
    NotARegister,
    NotSure,
    ReadOnly,
    RegisterBusy,
    RegisterDamaged,
    RegisterExists,
    RegisterGone,
    RegisterMissing,
    RegisterMoved,
    RegisterNewer,
    RegisterOlder,
    RegisterUnreachable,
    ServerForbids,
    ServerFull,
    ServerHasNoRegister,
    ServerReadOnly,
    ServerRefuses,
    ServerToolMissing,
    ServerUnusable,
    WaitLeft,
)

# fmt: off
__all__ = [
    "AlreadyHeld",
    "AlreadyPaused",
    "AlreadyRecused",
    "AlreadyReferred",
    "AlreadyRegistered",
    "AlreadySigned",
    "AlreadyUndone",
    "AnotherRegister",
    "BackupBroken",
    "BadInput",
    "BadMapName",
    "CellRefused",
    "ChangedAfter",
    "ChangedSince",
    "DayDecreed",
    "DayNotHeld",
    "DayNotOpen",
    "DiskFailing",
    "DiskFull",
    "DispositionNotLawful",
    "ExtensionRefused",
    "FileExists",
    "FileUnreadable",
    "FileUnwritable",
    "HeadNoteMissing",
    "HeadingsUnknown",
    "IdentityClosed",
    "IdentityShown",
    "LastKeeper",
    "LetterLacks",
    "LetterNumberTaken",
    "MinutesSigned",
    "MoveDiffers",
    "MoveNotAllowed",
    "NetworkShare",
    "NoClockRunning",
    "NoKey",
    "NoOpenPromise",
    "NoOpenReferral",
    "NoRight",
    "NoView",
    "NotARegister",
    "NotAllowed",
    "NotClassified",
    "NotHeld",
    "NotPaused",
    "NotRecusable",
    "NotSealed",
    "NotSigned",
    "NotSure",
    "NotUndoable",
    "NothingPlanned",
    "NothingToImport",
    "NothingToRemind",
    "OpeningRefused",
    "OverrideIncomplete",
    "PartNotSplit",
    "PartRefused",
    "PassphraseTooShort",
    "PauseNotKnown",
    "PinIsName",
    "PinTooLong",
    "PinTooPlain",
    "PinTooShort",
    "PinUnchanged",
    "PinsDiffer",
    "ReadOnly",
    "RecordVoid",
    "Recused",
    "ReferenceBroken",
    "RegisterBusy",
    "RegisterDamaged",
    "RegisterError",
    "RegisterExists",
    "RegisterGone",
    "RegisterMissing",
    "RegisterMoved",
    "RegisterNewer",
    "RegisterOlder",
    "RegisterUnreachable",
    "SealBroken",
    "SentToAccused",
    "ServerForbids",
    "ServerFull",
    "ServerHasNoRegister",
    "ServerReadOnly",
    "ServerRefuses",
    "ServerToolMissing",
    "ServerUnusable",
    "SheetRefused",
    "SignInLocked",
    "StillInUse",
    "Stopped",
    "StorageTrouble",
    "TaskClosed",
    "TemplateRefused",
    "TurnTaken",
    "WaitAfterFailures",
    "WaitLeft",
    "WrongPassphrase",
    "WrongPin",
]
# fmt: on


# Bad input


class UnknownAct(BadInput):
    code = "unknown_act"


class BadRoleName(BadInput):
    code = "bad_role_name"


class NotJson(BadInput):
    code = "not_json"


class MissingField(BadInput):
    code = "missing_field"


class BadDate(BadInput):
    code = "bad_date"


class BadTypedDate(BadInput):
    """A day that was typed at the desk and means nothing."""

    code = "bad_typed_date"


class DateOutOfRange(BadInput):
    """A day so far away that no calendar reaches it."""

    code = "date_out_of_range"


class BadNumber(BadInput):
    code = "bad_number"


class BadChoice(BadInput):
    code = "bad_choice"


class NothingPicked(BadInput):
    """Nothing in the list fits what was typed."""

    code = "nothing_picked"


class BadShape(BadInput):
    code = "bad_shape"


class DateInFuture(BadInput):
    code = "date_in_future"


class DateTooEarly(BadInput):
    """A thing cannot happen before the thing it answers."""

    code = "date_too_early"


class BadPeriod(BadInput):
    code = "bad_period"


class BadIdNumber(BadInput):
    code = "bad_id_number"


class BadPhone(BadInput):
    code = "bad_phone"


class UnknownRecord(BadInput):
    code = "unknown_record"


class UnknownBody(BadInput):
    code = "unknown_body"


class BodyNotInForce(BadInput):
    """The body does not exist on that day; `values` name its successors."""

    code = "body_not_in_force"


class UnknownCommune(BadInput):
    code = "unknown_commune"


class UnknownCode(BadInput):
    """A code of the law files (refusal, ineligibility, field …) that is not in force."""

    code = "unknown_code"


class UnknownOfficer(BadInput):
    code = "unknown_officer"


class OfficerExists(BadInput):
    code = "officer_exists"


class NoRuleInForce(BadInput):
    code = "no_rule_in_force"


class UnknownStage(BadInput):
    code = "unknown_stage"


class UnknownFlag(BadInput):
    code = "unknown_flag"


class NobodyNamed(BadInput):
    """A visit without a name and without a head count."""

    code = "nobody_named"


class HeadCountTooSmall(BadInput):
    code = "head_count_too_small"


class TooManyRepresentatives(BadInput):
    """More representatives than the law lets a group have (Law on Citizen Reception 2013, art. 29)."""

    code = "too_many_representatives"


class RefusalReasonMissing(BadInput):
    code = "refusal_reason_missing"


class RefusalReasonWithoutRefusal(BadInput):
    code = "refusal_without_result"


class ReasonMissing(BadInput):
    """An ineligible petition without a reason, a correction without a why."""

    code = "reason_missing"


class ReasonForEligible(BadInput):
    code = "reason_for_eligible"


class InstanceNotOfKind(BadInput):
    code = "instance_not_of_kind"


class NothingToCorrect(BadInput):
    code = "nothing_to_correct"


class FieldNotCorrectable(BadInput):
    code = "field_not_correctable"


class TooFewParts(BadInput):
    code = "too_few_parts"


class BadPeriodName(BadInput):
    code = "bad_period_name"


class UnknownForm(BadInput):
    code = "unknown_form"
