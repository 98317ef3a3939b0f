"""What each code is called."""

from __future__ import annotations

from enum import StrEnum

from reception_tui.domain.calendar import DayKind, DecreedKind
from reception_tui.domain.deadline import ClockState, ExtensionFault, Mark
from reception_tui.domain.kinds import (
    Book,
    Channel,
    Closing,
    CountRule,
    DispositionKind,
    Figure,
    Gender,
    Host,
    Instance,
    Jurisdiction,
    Mode,
    OutcomeResult,
    Owner,
    PetitionKind,
    PetitionState,
    ReceivedBy,
    ReferralRole,
    VisitKind,
    VisitResult,
)
from reception_tui.domain.rules import Certainty, Flag, Unit
from reception_tui.i18n import in_every_language, mark, tr

_WORDS: tuple[tuple[StrEnum, str], ...] = (
    (VisitKind.REGULAR, mark("regular")),
    (VisitKind.PERIODIC, mark("periodic")),
    (VisitKind.AD_HOC, mark("ad hoc")),
    (Mode.IN_PERSON, mark("in person")),
    (Mode.ONLINE, mark("online")),
    (ReceivedBy.OFFICER, mark("officer")),
    (ReceivedBy.HEAD, mark("head")),
    (ReceivedBy.DELEGATE, mark("delegate of the head")),
    (VisitResult.EXPLAINED, mark("explained on the spot")),
    (VisitResult.PETITION_RECEIVED, mark("petition received")),
    (VisitResult.APPOINTMENT, mark("appointment given")),
    (VisitResult.REFUSED, mark("reception refused")),
    (Gender.MALE, mark("male")),
    (Gender.FEMALE, mark("female")),
    (Host.PARTY_SECRETARY, mark("Provincial Party Secretary")),
    (Host.CHAIRMAN, mark("Chairman of the Provincial People's Committee")),
    (Host.NATIONAL_ASSEMBLY, mark("National Assembly deputies")),
    (Host.COUNCIL, mark("Provincial People's Council deputies")),
    (Host.HEAD, mark("head of the body")),
    (Channel.IN_PERSON, mark("handed over in person")),
    (Channel.POST, mark("by post")),
    (Channel.DROPBOX, mark("letter box")),
    (Channel.FORWARDED, mark("passed on by another body")),
    (Channel.ONLINE, mark("electronic")),
    (Channel.PORTAL, mark("National Public Service Portal")),
    (Channel.HOTLINE, mark("hotline")),
    (Book.VISITS, mark("reception book")),
    (Book.PETITIONS, mark("petition book")),
    (Book.FEEDBACK, mark("book of feedback on regulations")),
    (Book.MATTERS, mark("matters")),
    (Book.SESSIONS, mark("reception days")),
    (Book.DENUNCIATIONS, mark("denunciation codes")),
    (Book.PAGES, mark("pages of the day")),
    (PetitionKind.COMPLAINT, mark("complaint")),
    (PetitionKind.DENUNCIATION, mark("denunciation")),
    (PetitionKind.RECOMMENDATION, mark("recommendation")),
    (Instance.FIRST, mark("first time")),
    (Instance.SECOND, mark("second time")),
    (Instance.AGAIN, mark("denounced again")),
    (Jurisdiction.OURS, mark("within competence")),
    (Jurisdiction.OTHER, mark("outside competence")),
    (DispositionKind.ACCEPT, mark("accept")),
    (DispositionKind.PROPOSE_ACCEPTANCE, mark("propose acceptance")),
    (DispositionKind.REFUSE_ACCEPTANCE, mark("refuse acceptance")),
    (DispositionKind.GUIDE, mark("guide the citizen")),
    (DispositionKind.GUIDE_TO_SUPPLEMENT, mark("guide to supplement")),
    (DispositionKind.RETURN, mark("return the petition")),
    (DispositionKind.FORWARD, mark("forward")),
    (DispositionKind.KEEP_ON_FILE, mark("keep on file")),
    (DispositionKind.REPORT_TO_HEAD, mark("report to the head")),
    (DispositionKind.TO_INVESTIGATORS, mark("pass to investigators")),
    (DispositionKind.NO_ACTION, mark("no action")),
    (DispositionKind.ANSWER, mark("answer")),
    (PetitionState.RECEIVED, mark("received")),
    (PetitionState.CLASSIFIED, mark("classified")),
    (PetitionState.DISPOSED, mark("decided, to be carried out")),
    (PetitionState.AWAITING_CITIZEN, mark("waiting for the citizen")),
    (PetitionState.ACCEPTED, mark("accepted")),
    (PetitionState.FORWARDED, mark("forwarded, followed")),
    (PetitionState.FINISHED, mark("finished")),
    (PetitionState.SPLIT, mark("split into parts")),
    (Closing.REFUSED, mark("acceptance refused")),
    (Closing.GUIDED, mark("citizen guided")),
    (Closing.RETURNED, mark("returned")),
    (Closing.FILED, mark("kept on file")),
    (Closing.NO_ACTION, mark("no action taken")),
    (Closing.ANSWERED, mark("answered")),
    (Closing.REPLIED, mark("body has answered")),
    (Closing.RESOLVED, mark("resolved")),
    (Closing.WITHDRAWN, mark("withdrawn")),
    (ReferralRole.LEAD, mark("lead")),
    (ReferralRole.CO_HANDLER, mark("co-handler")),
    (OutcomeResult.RIGHT, mark("well founded")),
    (OutcomeResult.WRONG, mark("not founded")),
    (OutcomeResult.PARTLY_RIGHT, mark("partly founded")),
    (OutcomeResult.UPHELD, mark("first decision upheld")),
    (OutcomeResult.AMENDED, mark("first decision cancelled or amended")),
    (OutcomeResult.TERMINATED, mark("terminated")),
    (OutcomeResult.SETTLED, mark("settled")),
    (Figure.MONEY_TO_STATE, mark("money to be recovered for the State (đồng)")),
    (Figure.LAND_TO_STATE, mark("land to be recovered for the State (m²)")),
    (Figure.MONEY_RETURNED, mark("money returned to people and organisations (đồng)")),
    (Figure.LAND_RETURNED, mark("land returned to people and organisations (m²)")),
    (Figure.ORGANISATIONS_RESTORED, mark("organisations whose rights are restored")),
    (Figure.PEOPLE_RESTORED, mark("people whose rights are restored")),
    (Figure.ORGANISATIONS_DISCIPLINED, mark("organisations to be disciplined")),
    (Figure.PEOPLE_DISCIPLINED, mark("people to be disciplined")),
    (Figure.OFFICIALS_DISCIPLINED, mark("of them officials")),
    (Figure.CASES_TO_INVESTIGATORS, mark("cases passed to investigators")),
    (Figure.PEOPLE_TO_INVESTIGATORS, mark("people passed to investigators")),
    (Figure.OFFICIALS_TO_INVESTIGATORS, mark("of those officials")),
    (CountRule.PER_PARTY, mark("one visit for each party received")),
    (CountRule.PER_PERSON, mark("one visit for each person received")),
    (Owner.US, mark("the Board")),
    (Owner.BODY, mark("another body")),
    (Owner.CITIZEN, mark("the citizen")),
    (Owner.NOBODY, mark("nobody")),
    (ClockState.NOT_STARTED, mark("not started")),
    (ClockState.RUNNING, mark("running")),
    (ClockState.DUE_SOON, mark("due soon")),
    (ClockState.DUE_TODAY, mark("due today")),
    (ClockState.OVERDUE, mark("overdue")),
    (ClockState.PAUSED, mark("paused")),
    (ClockState.MET, mark("met")),
    (ClockState.MET_LATE, mark("met late")),
    (ClockState.VOID, mark("void")),
    (Mark.COUNTED, mark("counted")),
    (Mark.WEEKEND, mark("weekend")),
    (Mark.HOLIDAY, mark("holiday")),
    (Mark.WORKED_SATURDAY, mark("worked Saturday")),
    (Mark.PAUSED, mark("not counted (paused)")),
    (Mark.ROLLED, mark("moved to the next working day")),
    (DayKind.WORKING, mark("working day")),
    (DecreedKind.DAY_OFF, mark("day off")),
    (DecreedKind.WORKED_SATURDAY, mark("worked Saturday")),
    (Flag.REMOTE, mark("remote area")),
    (Flag.COMPLEX, mark("complex case")),
    (Flag.ESPECIALLY_COMPLEX, mark("especially complex case")),
    (Flag.SEVERAL_PLACES, mark("verification in several places")),
    (Flag.DISMISSAL, mark("dismissal")),
    (Certainty.PRIMARY, mark("primary text read")),
    (Certainty.SECONDARY, mark("from a secondary source")),
    (Certainty.RECALLED, mark("recalled, to be verified")),
    (Certainty.INFERRED, mark("inferred")),
    (Unit.WORKING_DAYS, mark("working days")),
    (Unit.CALENDAR_DAYS, mark("days")),
    (ExtensionFault.NOT_KNOWN, mark("this limit cannot be extended by law")),
    (ExtensionFault.TOO_MANY, mark("it has been extended as often as the law allows")),
    (ExtensionFault.TOO_LONG, mark("one extension may not be that long")),
    (ExtensionFault.AFTER_EXPIRY, mark("it was decided after the limit had ended")),
    (ExtensionFault.BEFORE_START, mark("it was decided before the limit began")),
)

# Members of different sets can have the same value, so the set is part of the key.
_LABELS = {(type(code), code.value): text for code, text in _WORDS}

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
    "log_visit": mark("visit logged"),
    "register_petition": mark("petition registered"),
    "classify": mark("classified"),
    "dispose": mark("decided"),
    "forward": mark("forwarded"),
    "remind": mark("reminded"),
    "remind_body": mark("body reminded"),
    "escalate": mark("reported to the Chairman"),
    "fulfil": mark("duty done"),
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
}


def act_label(act: str) -> str:
    """Return what an act is called once it is done."""
    return tr(_ACTS[act]) if act in _ACTS else act


def label(code: StrEnum) -> str:
    """Return what `code` is called in the language in use."""
    found = _LABELS.get((type(code), code.value))
    return code.value if found is None else tr(found)


def event(name: str) -> str:
    """Return what an event from which a limit is counted is called in the language in use."""
    return tr(_EVENTS[name]) if name in _EVENTS else name


def duty(name: str) -> str:
    """Return what a duty is called in the language in use."""
    return tr(_DUTIES[name]) if name in _DUTIES else name


def words_of(code: StrEnum) -> str:
    """Return what `code` is called in every language."""
    found = _LABELS.get((type(code), code.value))
    return code.value if found is None else in_every_language(found)


def has_label(code: StrEnum) -> bool:
    """Tell whether `code` has words for people."""
    return (type(code), code.value) in _LABELS
