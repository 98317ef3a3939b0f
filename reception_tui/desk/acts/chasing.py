"""Bodies that do not answer: chased by numbered letters, then reported to the Chairman."""

from __future__ import annotations

from datetime import date

from reception_tui.desk.acts.steps import allowed
from reception_tui.desk.context import Context, Done, Notice, Row, paper
from reception_tui.desk.queries.overdue import due_list
from reception_tui.domain.commands import Document, Escalate, Remind, RemindBody
from reception_tui.domain.deadline import ClockState
from reception_tui.domain.errors import NoOpenReferral, NothingToRemind
from reception_tui.domain.kinds import ReferralRole


def remind(context: Context, command: Remind) -> Done:
    """Enter a chaser to the body; the rounds to one body are counted."""
    petition = context.petition(command.petition)
    round_ = _remind(context, petition, command.body, command.on, command.document, command.note)
    return Done(str(petition["no"]), _escalation_due(context, round_))


def remind_body(context: Context, command: RemindBody) -> Done:
    """Enter one letter that chases a body for several petitions: a chaser on each of them."""
    day = context.day(command.on, "on")
    body = context.reference.directory.body(command.body, "body", day)
    numbers = list(command.petitions)
    if not numbers:
        late = due_list(context.work, context.reference, day, body.code).in_state(ClockState.OVERDUE)
        numbers = list(dict.fromkeys(row.petition for row in late if row.book == "petition"))
    if not numbers:
        raise NothingToRemind("body", value=body.code)
    rounds = [
        _remind(context, context.petition(no, "petitions"), body.code, day, command.document, command.note)
        for no in numbers
    ]
    return Done(body.code, (Notice("reminded", {"count": len(numbers)}), *_escalation_due(context, max(rounds))))


def escalate(context: Context, command: Escalate) -> Done:
    """Enter that a late body was reported to the Chairman."""
    petition = context.petition(command.petition)
    allowed("escalate", petition)
    referral = open_referral(context, petition, command.body)
    day = context.day(command.on, "on", not_before=referral["sent_on"])
    context.work.insert(
        "escalation",
        referral_id=referral["id"],
        on=day,
        note=command.note,
        officer=context.officer.code,
        **paper(command.document),
    )
    context.work.touch("petition", petition["id"])
    return Done(str(petition["no"]))


def open_referral(context: Context, petition: Row, body: str) -> Row:
    """Return the open sending to `body`, or the lead's when none is named. Raises `NoOpenReferral`."""
    rows = [row for row in context.work.rows("referral", petition_id=petition["id"]) if row["answered_on"] is None]
    directory = context.reference.directory
    fitting = [row for row in rows if not body or row["body"] == directory.body(body, "body", row["sent_on"]).code]
    fitting.sort(key=lambda row: row["role"] != ReferralRole.LEAD)
    if not fitting:
        raise NoOpenReferral("body" if body else "petition", value=body, petition=petition["no"])
    return fitting[0]


def _remind(context: Context, petition: Row, body: str, on: date | None, document: Document | None, note: str) -> int:
    allowed("remind", petition)
    referral = open_referral(context, petition, body)
    day = context.day(on, "on", not_before=referral["sent_on"])
    round_ = len(context.work.rows("reminder", referral_id=referral["id"])) + 1
    context.work.insert(
        "reminder",
        referral_id=referral["id"],
        round=round_,
        on=day,
        note=note,
        officer=context.officer.code,
        **paper(document),
    )
    context.work.touch("petition", petition["id"])
    return round_


def _escalation_due(context: Context, round_: int) -> tuple[Notice, ...]:
    rounds = context.reference.office.rounds_before_escalation
    return (Notice("escalate", {"rounds": round_}),) if round_ > rounds else ()
