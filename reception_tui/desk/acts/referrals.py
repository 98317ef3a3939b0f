"""Sendings to other bodies: forwarded, chased, answered, decided."""

from __future__ import annotations

from datetime import date

from reception_tui.desk.acts.chasing import open_referral
from reception_tui.desk.acts.duties import record_sending
from reception_tui.desk.acts.steps import allowed, step
from reception_tui.desk.cases import case_facts, is_task
from reception_tui.desk.context import Context, Done, Notice, Row, paper
from reception_tui.desk.deciding import is_barred, route_of, standing
from reception_tui.domain.bodies import Body
from reception_tui.domain.commands import Forward, RecordOutcome, RecordReply
from reception_tui.domain.dispositions import check_lawful
from reception_tui.domain.errors import (
    AlreadyReferred,
    BadChoice,
    HeadNoteMissing,
    NotClassified,
    OverrideIncomplete,
    SentToAccused,
)
from reception_tui.domain.kinds import (
    Closing,
    DispositionKind,
    PetitionKind,
    PetitionState,
    ReferralRole,
)
from reception_tui.domain.outcomes import results_of
from reception_tui.domain.sendings import OverrideFault, forwardings, needs_head_note, override_faults
from reception_tui.store.register import officers


def forward(context: Context, command: Forward) -> Done:
    """Send a petition to a body and, if need be, to others that help it. Only the lead's answer closes."""
    petition = context.petition(command.petition)
    allowed("forward", petition)
    if petition["state"] == PetitionState.CLASSIFIED:
        check_lawful(DispositionKind.FORWARD, *standing(petition), "petition")
    sent = context.day(command.sent_on, "sent_on", not_before=petition["received_on"])
    received = None
    if command.received_on is not None:
        received = context.day(command.received_on, "received_on", not_before=sent)
    lead = _receiver(context, petition, command, command.to, sent, "to")
    helpers = [_receiver(context, petition, command, code, sent, "co_handlers") for code in command.co_handlers]
    _check_circling(context, petition, command)
    already = {row["body"] for row in context.work.rows("referral", petition_id=petition["id"]) if _is_open(row)}
    for body in (lead, *helpers):
        if body.code in already:
            raise AlreadyReferred("to", value=body.code, petition=petition["no"])
        already.add(body.code)
    task = is_task(petition)
    for body, role in ((lead, ReferralRole.LEAD), *((one, ReferralRole.CO_HANDLER) for one in helpers)):
        context.work.insert(
            "referral",
            petition_id=petition["id"],
            body=body.code,
            role=role.value,
            task=task,
            sent_on=sent,
            received_on=received if role is ReferralRole.LEAD else None,
            answer_by=command.answer_by,
            note=command.note,
            head_note=command.head_note,
            override_by=command.override_by,
            override_why=command.override_why,
            officer=context.officer.code,
            **paper(command.document),
        )
    if petition["state"] == PetitionState.CLASSIFIED:
        context.work.insert(
            "disposition",
            petition_id=petition["id"],
            kind=DispositionKind.FORWARD.value,
            on=sent,
            officer=context.officer.code,
            **paper(command.document),
        )
    step(context, petition, "forward", sent, _after_forwarding(petition, task=task))
    notices = [Notice("sent_to_complained_of", {"body": lead.code})] if lead.code == petition["against_body"] else []
    named = route_of(context.reference, petition, sent)
    if named.body and lead.code not in (named.body, *named.alternatives):
        notices.append(Notice("law_names", {"body": named.body, "article": named.article_vi}))
    if command.answer_by is not None and command.answer_by < sent:
        notices.append(Notice("answer_by_passed", {"date": command.answer_by}))
    return Done(str(petition["no"]), tuple(notices))


def record_reply(context: Context, command: RecordReply) -> Done:
    """Enter what a body answered; the lead's final answer ends a petition that is not ours to decide."""
    petition = context.petition(command.petition)
    allowed("record_reply", petition)
    referral = open_referral(context, petition, command.body)
    day = context.day(command.on, "on", not_before=referral["sent_on"])
    known: dict[str, date] = {}
    earliest: date = referral["sent_on"]
    for name in ("received_on", "accepted_on", "resolved_on"):
        given: date | None = getattr(command, name)
        if given is not None or referral[name] is not None:
            earliest = context.day(given or referral[name], name, not_before=earliest)
        if given is not None:
            known[name] = given
    context.work.insert(
        "reply",
        referral_id=referral["id"],
        on=day,
        final=command.final,
        content=command.content,
        officer=context.officer.code,
        **paper(command.document),
    )
    context.work.update("referral", referral["id"], known | ({"answered_on": day} if command.final else {}))
    closes = command.final and referral["role"] == ReferralRole.LEAD and petition["state"] == PetitionState.FORWARDED
    if closes and not _other_open_lead(context, petition, referral):
        step(context, petition, "record_reply", day, PetitionState.FINISHED, Closing.REPLIED)
    else:
        context.work.touch("petition", petition["id"])
    return Done(str(petition["no"]))


def record_outcome(context: Context, command: RecordOutcome) -> Done:
    """Enter what was decided, with its amounts; the petition is resolved."""
    petition = context.petition(command.petition)
    allowed("record_outcome", petition)
    if not petition["kind"] or not petition["instance"]:
        raise NotClassified("petition", act="record_outcome")
    first = petition["accepted_on"] or petition["received_on"]
    day = context.day(command.on, "on", not_before=first)
    choices = results_of(petition["kind"], petition["instance"])
    if command.result not in choices:
        raise BadChoice("result", value=command.result, choices=choices)
    body = context.reference.directory.body_on(command.body, day).code if command.body else ""
    outcome_id = context.work.insert(
        "outcome",
        petition_id=petition["id"],
        body=body,
        on=day,
        result=command.result.value,
        content=command.content,
        officer=context.officer.code,
        **paper(command.document),
    )
    for figure, amount in command.figures.items():
        context.work.insert("outcome_figure", outcome_id=outcome_id, figure=figure.value, amount=amount)
    for referral in context.work.rows("referral", petition_id=petition["id"]):
        if _is_open(referral) and body in ("", referral["body"]):
            known = {"resolved_on": referral["resolved_on"] or day, "answered_on": day}
            context.work.update("referral", referral["id"], known)
    step(context, petition, "record_outcome", day, PetitionState.FINISHED, Closing.RESOLVED, outcome_on=day)
    if command.sent_on is not None:
        record_sending(context, petition, context.day(command.sent_on, "sent_on", not_before=day), command.document)
    return Done(str(petition["no"]))


def _after_forwarding(petition: Row, *, task: bool) -> PetitionState:
    """Return where a petition stands once it is sent.

    A complaint or denunciation of the Chairman's that a body is only to advise on stays with us, as it stands.
    """
    state = PetitionState(petition["state"])
    kept = task and petition["kind"] != PetitionKind.RECOMMENDATION
    return state if kept or state is PetitionState.ACCEPTED else PetitionState.FORWARDED


def _receiver(context: Context, petition: Row, command: Forward, code: str, day: date, field: str) -> Body:
    """Return the body when it exists and may have this petition.

    A barred body may have it all the same when a second officer agrees and says why; the body that a denunciation
    denounces never may.
    """
    body = context.reference.directory.body_on(code, day, field)
    if not is_barred(context.reference, petition, body.code, day):
        return body
    denounced = petition["kind"] == PetitionKind.DENUNCIATION and body.code == petition["against_body"]
    if denounced or not (command.override_by or command.override_why):
        raise SentToAccused(field, value=body.code, accused=petition["against_body"])
    for fault in override_faults(context.officer.code, command.override_by, command.override_why):
        raise OverrideIncomplete("override_why" if fault is OverrideFault.REASON_MISSING else "override_by", why=fault)
    second = next((one for one in officers(context.work) if one.code == command.override_by), None)
    if second is None or not second.may("forward", context.reference.roles):
        raise OverrideIncomplete("override_by", why=OverrideFault.SECOND_OFFICER_MISSING)
    return body


def _check_circling(context: Context, petition: Row, command: Forward) -> None:
    """Raise `HeadNoteMissing` where the petition has been sent on so often that the head must say so."""
    rules = context.reference.sendings
    sent = case_facts(context.work, petition).referrals
    if rules is not None and not command.head_note and needs_head_note(sent, rules):
        raise HeadNoteMissing("head_note", times=forwardings(sent))


def _other_open_lead(context: Context, petition: Row, answered: Row) -> bool:
    return any(
        row["id"] != answered["id"] and row["role"] == ReferralRole.LEAD and _is_open(row)
        for row in context.work.rows("referral", petition_id=petition["id"])
    )


def _is_open(referral: Row) -> bool:
    return referral["answered_on"] is None
