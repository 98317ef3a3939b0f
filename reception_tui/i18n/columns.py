"""What the parts of a record are called, and how their values read: for showing what an act changed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from reception_tui import i18n
from reception_tui.domain.kinds import (
    Book,
    Channel,
    Closing,
    DispositionKind,
    Figure,
    Gender,
    Host,
    Instance,
    Jurisdiction,
    Mode,
    OutcomeResult,
    PetitionKind,
    PetitionState,
    ReceivedBy,
    ReferralRole,
    VisitKind,
    VisitResult,
)
from reception_tui.domain.reception_days import TaskStep, Turn
from reception_tui.domain.reference import Reference
from reception_tui.i18n import formats, mark, tr
from reception_tui.i18n.labels import label

RECORDS = {
    "day_change": mark("change of a reception day"),
    "disposition": mark("decision"),
    "escalation": mark("report to the Chairman"),
    "extension": mark("extension"),
    "fulfilment": mark("duty done"),
    "holding": mark("kept by another body"),
    "import_batch": mark("spreadsheet"),
    "letter": mark("letter"),
    "matter": mark("matter"),
    "meeting": mark("coordination meeting"),
    "move": mark("step"),
    "officer": mark("officer"),
    "opening": mark("opening"),
    "outcome": mark("outcome"),
    "outcome_figure": mark("figure of an outcome"),
    "person": mark("person"),
    "petition": mark("petition"),
    "petition_person": mark("author"),
    "planned_day": mark("planned reception day"),
    "promise": mark("promise"),
    "recusal": mark("recusal"),
    "reference_file": mark("reference file"),
    "referral": mark("sending"),
    "registration": mark("place in the queue"),
    "reminder": mark("reminder"),
    "reply": mark("reply"),
    "session": mark("reception day"),
    "signed_report": mark("signed report"),
    "submission": mark("sending to the national database"),
    "suspension": mark("suspension"),
    "task": mark("task"),
    "task_move": mark("step of a task"),
    "visit": mark("visit"),
    "visit_person": mark("visitor"),
    "withdrawal": mark("withdrawal"),
}

COLUMNS = {
    "accepted_on": mark("accepted on"),
    "address": mark("address"),
    "after": mark("new state"),
    "against_body": mark("against the body"),
    "against_person": mark("against the person"),
    "amount": mark("amount"),
    "active": mark("in service"),
    "against_office": mark("office of the person complained of"),
    "answer_by": mark("answer by"),
    "appointment_date": mark("day of the appointment paper"),
    "appointment_number": mark("number of the appointment paper"),
    "attendees": mark("who took part"),
    "answered_on": mark("answered on"),
    "awaiting_since": mark("citizen supplements since"),
    "birth_year": mark("year of birth"),
    "body": mark("body"),
    "book": mark("book"),
    "cancelled_on": mark("cancelled on"),
    "channel": mark("channel"),
    "classified_on": mark("classified on"),
    "closing": mark("why it is finished"),
    "commune": mark("commune"),
    "conclusion": mark("conclusion"),
    "content": mark("content"),
    "count": mark("how many"),
    "dated": mark("date of the paper"),
    "days": mark("days"),
    "decided_on": mark("decided on"),
    "document_date": mark("day of the document"),
    "document_number": mark("document number"),
    "done_on": mark("done on"),
    "due": mark("due"),
    "eligible": mark("eligible"),
    "end": mark("until"),
    "field": mark("subject field"),
    "figure": mark("figure"),
    "file": mark("file"),
    "first": mark("first day"),
    "final": mark("final answer"),
    "finished_on": mark("finished on"),
    "form": mark("form"),
    "forwarded_by": mark("passed on by"),
    "from_on": mark("from the day"),
    "gender": mark("gender"),
    "given_on": mark("given on"),
    "ground": mark("ground"),
    "handled_on": mark("handled on"),
    "head_count": mark("people who came"),
    "head_note": mark("note of the head"),
    "held_on": mark("held on"),
    "host": mark("host"),
    "id_number": mark("identity number"),
    "instance": mark("instance"),
    "jurisdiction": mark("competence"),
    "kept_on": mark("kept on"),
    "kind": mark("kind"),
    "last": mark("last day"),
    "lifted_on": mark("lifted on"),
    "made_on": mark("promised on"),
    "minutes_on": mark("minutes signed on"),
    "matter_id": mark("matter"),
    "mode": mark("form of reception"),
    "moved_on": mark("moved on"),
    "name": mark("name"),
    "no": mark("number"),
    "note": mark("note"),
    "number": mark("number"),
    "officer": mark("officer"),
    "on": mark("day"),
    "organisation": mark("organisation"),
    "outcome_on": mark("decided on"),
    "opened_on": mark("opened on"),
    "override_by": mark("second officer"),
    "override_why": mark("why to a barred body"),
    "phone": mark("telephone"),
    "place": mark("place"),
    "planned_on": mark("planned on"),
    "published_on": mark("posted on"),
    "received_by": mark("received by"),
    "received_on": mark("received on"),
    "refusal": mark("reason of refusal"),
    "request": mark("request"),
    "resolved_on": mark("resolved on"),
    "result": mark("result"),
    "role": mark("role"),
    "round": mark("round"),
    "roles": mark("roles"),
    "sealed_code": mark("code"),
    "seat": mark("seat"),
    "since": mark("since"),
    "sent_on": mark("sent on"),
    "signatories": mark("signatures"),
    "signed": mark("signed"),
    "signer": mark("signed by"),
    "source": mark("file"),
    "stage": mark("limit"),
    "start": mark("from"),
    "state": mark("state"),
    "step": mark("step"),
    "time": mark("time"),
    "title": mark("title"),
    "to_on": mark("to the day"),
    "turn": mark("turn"),
    "unsigned": mark("who did not sign"),
    "until": mark("until"),
    "voided": mark("in force"),
    "what": mark("what"),
    "whole": mark("wholly"),
    "why": mark("why"),
    "why_not": mark("why not eligible"),
}
"""Columns that are told; the others only hold records together or follow from what is told."""

_SETS: dict[tuple[str, str], type[StrEnum]] = {
    ("petition", "kind"): PetitionKind,
    ("petition", "state"): PetitionState,
    ("petition", "channel"): Channel,
    ("petition", "closing"): Closing,
    ("petition", "instance"): Instance,
    ("petition", "jurisdiction"): Jurisdiction,
    ("petition", "book"): Book,
    ("move", "after"): PetitionState,
    ("move", "closing"): Closing,
    ("disposition", "kind"): DispositionKind,
    ("visit", "kind"): VisitKind,
    ("visit", "mode"): Mode,
    ("visit", "received_by"): ReceivedBy,
    ("visit", "result"): VisitResult,
    ("session", "kind"): VisitKind,
    ("session", "host"): Host,
    ("session", "received_by"): ReceivedBy,
    ("planned_day", "host"): Host,
    ("planned_day", "kind"): VisitKind,
    ("planned_day", "received_by"): ReceivedBy,
    ("person", "gender"): Gender,
    ("outcome", "result"): OutcomeResult,
    ("outcome_figure", "figure"): Figure,
    ("referral", "role"): ReferralRole,
    ("registration", "turn"): Turn,
    ("task_move", "step"): TaskStep,
    ("import_batch", "book"): Book,
}


_AS_THEY_ARE = frozenset({"birth_year", "matter_id", "number"})


def record_word(table: str) -> str:
    """Return what a row of a table is called."""
    return tr(RECORDS[table]) if table in RECORDS else table


def column_word(column: str) -> str:
    """Return what a column is called."""
    return tr(COLUMNS[column])


def value_word(table: str, column: str, value: Any, reference: Reference) -> str:
    """Return a value of a column as people read it; – where there is none."""
    if column == "voided" or isinstance(value, bool):
        return tr("yes") if value in (None, True) else tr("no")
    if value is None or value == "":
        return "–"
    if isinstance(value, date):
        return formats.day(value)
    if isinstance(value, int | Decimal):
        return str(value) if column in _AS_THEY_ARE else formats.number(int(value))
    return _text_word(table, column, str(value), reference)


def code_word(table: str, column: str, value: str) -> str:
    """Return what a code of a column is called; the value itself where it is no code."""
    members = _SETS.get((table, column))
    return label(members(value)) if members is not None and value in list(members) else value


def _text_word(table: str, column: str, value: str, reference: Reference) -> str:
    word = code_word(table, column, value)
    if word != value:
        return word
    if column in ("body", "against_body") and value in reference.directory.bodies:
        return reference.directory.bodies[value].short
    if column == "field" and value in reference.fields:
        subject = reference.fields[value]
        return subject.name_en if i18n.lang() == "en" else subject.name_vi
    place = reference.directory.communes.get(value) if column == "commune" else None
    return value if place is None else place.name
