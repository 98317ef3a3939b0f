"""What the officer has no right to, or what the record's state or the law forbids."""

from __future__ import annotations

from reception_tui.domain.error_families import NotAllowed


class NoRight(NotAllowed):
    code = "no_right"


class MoveNotAllowed(NotAllowed):
    """The petition's state does not allow this step."""

    code = "move_not_allowed"


class PartNotSplit(NotAllowed):
    """All parts of a petition belong to one paper: a part has none of its own."""

    code = "part_not_split"


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


class DayDecreed(NotAllowed):
    """A decision has made that day a day off or a worked Saturday already."""

    code = "day_decreed"


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
