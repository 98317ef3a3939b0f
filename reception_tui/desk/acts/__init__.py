"""One function for each act. Each takes a context and its command, writes rows, and says what it did."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reception_tui.desk.acts import (
    chasing,
    conclusions,
    corrections,
    duties,
    imports,
    letters,
    limits,
    matters,
    office,
    petitions,
    promises,
    queue,
    reference,
    referrals,
    schedules,
    sessions,
    signing,
    visits,
)
from reception_tui.desk.context import Context, Done

ACTS: dict[str, Callable[[Context, Any], Done]] = {
    "log_visit": visits.log_visit,
    "register_petition": petitions.register_petition,
    "classify": petitions.classify,
    "dispose": petitions.dispose,
    "withdraw": petitions.withdraw,
    "split": petitions.split,
    "forward": referrals.forward,
    "remind": chasing.remind,
    "remind_body": chasing.remind_body,
    "escalate": chasing.escalate,
    "fulfil": duties.fulfil,
    "record_reply": referrals.record_reply,
    "record_outcome": referrals.record_outcome,
    "pause": limits.pause,
    "resume": limits.resume,
    "extend": limits.extend,
    "link": matters.link,
    "correct": corrections.correct,
    "void": corrections.void,
    "undo": corrections.undo,
    "issue_letter": letters.issue_letter,
    "promise": promises.promise,
    "keep_promise": promises.keep_promise,
    "plan_session": schedules.plan_session,
    "plan_schedule": schedules.plan_schedule,
    "publish_schedule": schedules.publish_schedule,
    "move_session": schedules.move_session,
    "cancel_session": schedules.cancel_session,
    "register_for_session": queue.register_for_session,
    "hold_session": sessions.hold_session,
    "sign_report": signing.sign_report,
    "take_turn": queue.take_turn,
    "conclude": conclusions.conclude,
    "task_progress": conclusions.task_progress,
    "announce_day": reference.announce_day,
    "apply_reference": reference.apply_reference,
    "change_officer": office.change_officer,
    "import_batch": imports.import_batch,
    "record_submission": imports.record_submission,
}
"""What does each act."""
