"""Everything that can go wrong, one class for each cause.

An error carries a code, the field it belongs to and values. It holds no sentence: `i18n.sentences` words it
once, in both languages, at the edge of the program.
"""

from __future__ import annotations

from reception_tui.domain.error_families import BadInput, NotAllowed, RegisterError, StorageTrouble
from reception_tui.domain.paper_errors import AlreadySigned, IdentityShown, LetterLacks, LetterNumberTaken, NotSigned
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
from reception_tui.domain.sheet_errors import CellRefused, HeadingsUnknown, NothingToImport, SheetRefused, Stopped
from reception_tui.domain.trouble import (
    BackupBroken,
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
    RegisterMissing,
    RegisterMoved,
    RegisterNewer,
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
    "AlreadyRecused",
    "AlreadySigned",
    "BackupBroken",
    "BadInput",
    "CellRefused",
    "DiskFull",
    "FileUnwritable",
    "HeadingsUnknown",
    "IdentityClosed",
    "IdentityShown",
    "LetterLacks",
    "LetterNumberTaken",
    "MoveDiffers",
    "NetworkShare",
    "NoKey",
    "NoView",
    "NotARegister",
    "NotAllowed",
    "NotRecusable",
    "NotSealed",
    "NotSigned",
    "NotSure",
    "NothingToImport",
    "OpeningRefused",
    "PassphraseTooShort",
    "PinIsName",
    "PinTooLong",
    "PinTooPlain",
    "PinTooShort",
    "PinUnchanged",
    "PinsDiffer",
    "ReadOnly",
    "Recused",
    "RegisterBusy",
    "RegisterDamaged",
    "RegisterError",
    "RegisterExists",
    "RegisterMissing",
    "RegisterMoved",
    "RegisterNewer",
    "RegisterUnreachable",
    "SealBroken",
    "ServerForbids",
    "ServerFull",
    "ServerHasNoRegister",
    "ServerReadOnly",
    "ServerRefuses",
    "ServerToolMissing",
    "ServerUnusable",
    "SheetRefused",
    "SignInLocked",
    "Stopped",
    "StorageTrouble",
    "WaitAfterFailures",
    "WaitLeft",
    "WrongPassphrase",
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


class FileUnreadable(BadInput):
    code = "file_unreadable"


class ReferenceBroken(BadInput):
    """A law, calendar or bodies file that fails its checks."""

    code = "reference_broken"


class FileExists(BadInput):
    code = "file_exists"


# Not allowed


class NoRight(NotAllowed):
    code = "no_right"


class MoveNotAllowed(NotAllowed):
    """The petition's state does not allow this step."""

    code = "move_not_allowed"


class NotClassified(NotAllowed):
    code = "not_classified"


class DispositionNotLawful(NotAllowed):
    code = "disposition_not_lawful"


class SentToAccused(NotAllowed):
    """A petition may not go to the body or person it complains of, nor to a subordinate of theirs."""

    code = "sent_to_accused"


class OverrideIncomplete(NotAllowed):
    """A barred body may only have the petition when a second officer agrees and a reason is given."""

    code = "override_incomplete"


class HeadNoteMissing(NotAllowed):
    """A petition that has been sent on this often goes on only with a note of the head."""

    code = "head_note_missing"


class LastKeeper(NotAllowed):
    """Somebody must stay who may change officers."""

    code = "last_keeper"


class AlreadyReferred(NotAllowed):
    code = "already_referred"


class NoOpenReferral(NotAllowed):
    code = "no_open_referral"


class NothingToRemind(NotAllowed):
    """The body is late with nothing."""

    code = "nothing_to_remind"


class NoOpenPromise(NotAllowed):
    """Nothing is promised on this record, or it was kept."""

    code = "no_open_promise"


class DayNotOpen(NotAllowed):
    """The reception day was held or cancelled already."""

    code = "day_not_open"


class AlreadyRegistered(NotAllowed):
    """The record stands in the queue of that day already."""

    code = "already_registered"


class AlreadyHeld(NotAllowed):
    """It is noted already that the body holds the matter."""

    code = "already_held"


class NotHeld(NotAllowed):
    """It is not noted that the body holds the matter."""

    code = "not_held"


class MinutesSigned(NotAllowed):
    """The minutes of the reception day were signed already."""

    code = "minutes_signed"


class TurnTaken(NotAllowed):
    """That place in the queue was called already."""

    code = "turn_taken"


class DayNotHeld(NotAllowed):
    """Nobody is received on a day that was not opened."""

    code = "day_not_held"


class TaskClosed(NotAllowed):
    """The body has answered the task."""

    code = "task_closed"


class NothingPlanned(NotAllowed):
    """The rules give no reception day, or none that is not on the schedule."""

    code = "nothing_planned"


class ExtensionRefused(NotAllowed):
    """The policy of the rule does not allow this extension; `values["why"]` names the limb."""

    code = "extension_refused"


class NoClockRunning(NotAllowed):
    code = "no_clock_running"


class PauseNotKnown(NotAllowed):
    """The law knows no suspension at this stage on this day."""

    code = "pause_not_known"


class AlreadyPaused(NotAllowed):
    code = "already_paused"


class NotPaused(NotAllowed):
    code = "not_paused"


class RecordVoid(NotAllowed):
    code = "record_void"


class ChangedSince(NotAllowed):
    """Another desk changed the record after it was read."""

    code = "changed_since"


class ChangedAfter(NotAllowed):
    """Another act changed or used the record after the entry that is to be undone."""

    code = "changed_after"


class AlreadyUndone(NotAllowed):
    code = "already_undone"


class NotUndoable(NotAllowed):
    code = "not_undoable"


class StillInUse(NotAllowed):
    """A record that others refer to cannot be voided first."""

    code = "still_in_use"


class WrongPin(NotAllowed):
    code = "wrong_pin"
