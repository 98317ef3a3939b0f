"""Visits: a party that was received once."""

from __future__ import annotations

from collections.abc import Sequence

from reception_tui.desk.acts import matters, people, promises
from reception_tui.desk.context import Context, Done, Notice
from reception_tui.domain.commands import LogVisit, Moment
from reception_tui.domain.delegations import Party, check_party
from reception_tui.domain.errors import BadChoice, RefusalReasonMissing, RefusalReasonWithoutRefusal, UnknownCode
from reception_tui.domain.kinds import Book, ReceivedBy, VisitKind, VisitResult
from reception_tui.domain.people import PersonEntry
from reception_tui.domain.reference import legal_code


def log_visit(context: Context, command: LogVisit) -> Done:
    """Enter a visit into the book, with its roster."""
    at = command.at or Moment(context.today)
    day = context.day(at.on, "at")
    refusal = _refusal(context, command)
    appointment = command.appointment
    party = check_party(command.people, command.head_count, appointment is not None, context.reference.book, day)
    session = context.session(command.session) if command.session else None
    kind = command.kind
    if session is not None:
        kind = VisitKind(session["kind"])
        context.work.touch("session", session["id"])
    elif kind is VisitKind.REGULAR and command.received_by is not ReceivedBy.OFFICER:
        raise BadChoice("kind", value=kind, choices=(VisitKind.PERIODIC, VisitKind.AD_HOC))
    notices = _party_notices(party)
    taken = []
    for i, entry in enumerate(command.people):
        person_id, told = people.take(context, entry, f"people[{i}]")
        taken.append(person_id)
        notices += told
    matter_id = matters.named(context, command.matter, day, command.content)
    no = context.number(Book.VISITS, day)
    visit_id = context.work.insert(
        "visit",
        no=no,
        on=day,
        time=at.time,
        kind=kind.value,
        mode=command.mode.value,
        received_by=command.received_by.value,
        seat=seat_code(context, command.seat),
        officer=context.officer.code,
        entered_on=context.today,
        head_count=party.head_count,
        delegation=party.is_delegation,
        content=command.content,
        request=command.request,
        result=command.result.value if command.result else "",
        refusal=refusal,
        appointment_number=appointment.number if appointment else "",
        appointment_date=(appointment.date or day) if appointment else None,
        session_id=session["id"] if session else None,
        matter_id=matter_id,
        note=command.note,
    )
    households = {name: i for i, name in enumerate(_households(command.people), start=1)}
    for i, (person_id, entry) in enumerate(zip(taken, command.people, strict=True), start=1):
        context.work.insert(
            "visit_person",
            visit_id=visit_id,
            person_id=person_id,
            ord=i,
            representative=entry.representative,
            household=households.get(entry.household, 0),
        )
    if command.promised is not None:
        visit, what = context.visit(no), command.promised_what
        notices += promises.make(context, "visit", visit, made=day, on=command.promised, what=what)
    elif command.result is VisitResult.APPOINTMENT:
        notices.append(Notice("appointment_without_day"))
    return Done(no, tuple(notices))


def seat_code(context: Context, code: str) -> str:
    """Return the code of the body at the seat that received; nothing for the Board. Raises `UnknownCode`."""
    typed = code.strip().upper()
    if not typed or typed == context.reference.board.body:
        return ""
    bodies = tuple(context.reference.days.seat)
    if typed not in bodies:
        raise UnknownCode("seat", value=code, choices=bodies)
    return typed


def _households(people: Sequence[PersonEntry]) -> dict[str, None]:
    """Return the households that are named, in their order."""
    return dict.fromkeys(entry.household for entry in people if entry.household)


def _refusal(context: Context, command: LogVisit) -> str:
    """Return the code of the refusal, checked against the law of the day."""
    if command.result is not VisitResult.REFUSED:
        if command.refusal:
            raise RefusalReasonWithoutRefusal("refusal", value=command.refusal)
        return ""
    if not command.refusal:
        raise RefusalReasonMissing("refusal")
    day = command.at.on if command.at else context.today
    return legal_code(context.reference.book.refusals, command.refusal, day, "refusal").code


def _party_notices(party: Party) -> list[Notice]:
    notices = []
    if party.lacks_representative and party.rule is not None:
        values = {"least": party.rule.representatives_min, "most": party.rule.representatives_max}
        notices.append(Notice("no_representative", values | {"article": party.rule.article}))
    elif party.lacks_appointment and party.rule is not None:
        notices.append(Notice("no_appointment_paper", {"article": party.rule.article}))
    if party.is_delegation and party.missing_names:
        notices.append(Notice("roster_incomplete", {"missing": party.missing_names}))
    return notices
