"""What acts, duties and events are called."""

from __future__ import annotations

from reception_tui.i18n import mark, tr

_DUTIES = {
    "answer_visitor": mark("answer the visitor"),
    "process": mark("process"),
    "accept": mark("accept"),
    "resolve": mark("resolve"),
    "report_back": mark("report back"),
    "answer": mark("answer by the date asked for"),
    "transfer": mark("pass on"),
    "supplement": mark("citizen supplements"),
    "review": mark("review"),
    "send_decision": mark("send the decision"),
    "publicise": mark("publicise the decision"),
    "notify": mark("give notice of acceptance"),
    "handle_conclusion": mark("act on the conclusion"),
    "reply_forwarder": mark("reply to who passed it on"),
    "tell_citizen": mark("tell the citizen"),
    "promise": mark("keep the promise"),
    "task": mark("task of a reception day"),
}

_EVENTS = {
    "received": mark("receipt"),
    "reception_day": mark("the reception day"),
    "decided": mark("the decision"),
    "accepted": mark("acceptance"),
    "concluded": mark("the conclusion"),
    "notified": mark("the notice"),
    "demanded": mark("the demand"),
    "decision_received": mark("receipt of the decision"),
    "suspended": mark("the suspension"),
    "resolved": mark("the resolution"),
    "report_period": mark("the end of the reporting period"),
    "learned": mark("receipt or knowledge of the decision or act"),
    "resolve_limit_over": mark("the end of the limit for resolving"),
    "effective": mark("the day of effect"),
    "refused": mark("the refusal"),
    "handled": mark("the handling"),
    "handling_decided": mark("the decision on handling"),
    "detected": mark("detection"),
    "transferred": mark("the transfer"),
    "session_ended": mark("the end of the reception day"),
    "reminded": mark("the reminder"),
}

_ACTS = {
    "init": mark("register created"),
    "back_up": mark("register backed up"),
    "restore_drill": mark("backup tried"),
    "issue_letter": mark("letter issued"),
    "issue_letters": mark("letters issued"),
    "set_letter_template": mark("Word file of letters changed"),
    "log_visit": mark("visit logged"),
    "sign_report": mark("report signed"),
    "enter_figures": mark("figures entered"),
    "register_petition": mark("petition registered"),
    "classify": mark("classified"),
    "dispose": mark("decided"),
    "forward": mark("forwarded"),
    "remind": mark("reminded"),
    "remind_body": mark("body reminded"),
    "escalate": mark("reported to the Chairman"),
    "fulfil": mark("duty done"),
    "open_identity": mark("sealed words opened"),
    "recover_cases": mark("keys of sealed cases recovered"),
    "share_case": mark("key of a case given or taken"),
    "announce_day": mark("calendar changed"),
    "apply_reference": mark("reference file applied"),
    "record_reply": mark("reply entered"),
    "record_outcome": mark("outcome entered"),
    "pause": mark("limit suspended"),
    "resume": mark("limit resumed"),
    "extend": mark("limit extended"),
    "withdraw": mark("withdrawn"),
    "split": mark("split"),
    "link": mark("put together"),
    "correct": mark("corrected"),
    "void": mark("number voided"),
    "undo": mark("undone"),
    "hold_session": mark("reception day entered"),
    "change_officer": mark("officer changed"),
    "change_pin": mark("PIN changed"),
    "recuse": mark("officer recused"),
    "lift_recusal": mark("recusal ended"),
    "sign_in": mark("signed in"),
    "sign_in_failed": mark("wrong PIN"),
    "lock": mark("desk locked"),
    "unlock": mark("desk unlocked"),
    "refuse": mark("refused"),
    "export": mark("written to a file"),
    "promise": mark("day promised"),
    "keep_promise": mark("promise kept"),
    "plan_session": mark("reception day planned"),
    "plan_schedule": mark("schedule planned"),
    "publish_schedule": mark("schedule posted"),
    "move_session": mark("reception day moved"),
    "cancel_session": mark("reception day cancelled"),
    "register_for_session": mark("put into the queue"),
    "take_turn": mark("place in the queue called"),
    "conclude": mark("conclusion entered"),
    "task_progress": mark("task followed"),
    "import_batch": mark("spreadsheet taken in"),
    "together": mark("done together"),
    "hand_over": mark("handed over"),
    "record_submission": mark("sent to the national database"),
    "give_task": mark("task given"),
    "sign_minutes": mark("minutes signed"),
    "hold_meeting": mark("coordination meeting entered"),
    "note_holding": mark("matter held by another body too"),
    "end_holding": mark("no longer held by another body"),
}


def act_label(act: str) -> str:
    """Return what an act is called once it is done."""
    return tr(_ACTS[act]) if act in _ACTS else act


def acts() -> list[tuple[str, str]]:
    """Return every act of the journal with what it is called."""
    return [(act, tr(words)) for act, words in _ACTS.items()]


def event(name: str) -> str:
    """Return what an event from which a limit is counted is called in the language in use."""
    return tr(_EVENTS[name]) if name in _EVENTS else name


def duty(name: str) -> str:
    """Return what a duty is called in the language in use."""
    return tr(_DUTIES[name]) if name in _DUTIES else name
