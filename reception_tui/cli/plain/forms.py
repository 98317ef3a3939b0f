"""The acts of the plain desk: what each asks for, and the act that the answers make."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from reception_tui.cli.plain.asking import Answers, Ask, among, read_line
from reception_tui.cli.plain.person import day_ask, entry_of, person_asks, whole
from reception_tui.desk.door import Desk
from reception_tui.desk.queries import choosing
from reception_tui.desk.queries.choosing import Option
from reception_tui.desk.queries.record import PetitionPage
from reception_tui.domain.kinds import Channel, Instance, Jurisdiction, PetitionKind, ReceivedBy, VisitKind, VisitResult
from reception_tui.domain.people import PersonEntry
from reception_tui.domain.roster import Column, add_person, households, read_headings, read_roster_line
from reception_tui.i18n import lang, options, tr

Act = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PlainForm:
    """Fields in their order, and what makes an act of the answers; `about` is what it does to which record."""

    asks: tuple[Ask, ...]
    act: Callable[[Answers], Act]
    about: Act = field(default_factory=dict)


def visit_form(desk: Desk) -> PlainForm:
    """Return the form of a visit."""
    reference, today = desk.reference, desk.today
    refusals = [Option(one.code, one.name) for one in choosing.legal_codes(reference.book.refusals, today, lang())]
    asks = (
        *person_asks(desk, name_needed=True),
        Ask(
            "head_count",
            tr("People who came"),
            default="1",
            read=lambda typed: whole("head_count", typed),
            help=tr("5 or more are a delegation; their names are asked for one by one."),
            told=lambda answers: _read_roster(desk, answers),
        ),
        Ask(
            "appointment",
            tr("Appointment paper"),
            when=lambda answers: reference.book.group_rule(answers.get("head_count") or 1, today) is not None,
            help=tr("Number of the paper that appoints the representatives."),
        ),
        Ask("content", tr("Content"), needed=True),
        Ask("request", tr("Request"), help=tr("What the citizen asks for.")),
        Ask("result", tr("Result"), search=among(options.of_kind(VisitResult))),
        Ask(
            "refusal",
            tr("Reason of refusal"),
            needed=True,
            search=among(refusals),
            when=lambda answers: answers.get("result") == VisitResult.REFUSED,
        ),
        kept("kind", tr("Kind"), options.of_kind(VisitKind), VisitKind.REGULAR),
        kept("received_by", tr("Received by"), options.of_kind(ReceivedBy), ReceivedBy.OFFICER),
        day_ask("at", tr("Day"), today, needed=True),
    )
    return PlainForm(asks, lambda answers: _visit(desk, answers))


def petition_form(desk: Desk, visit: str = "") -> PlainForm:
    """Return the form of a petition, handed over at `visit` or come in any other way."""
    today = desk.today
    asks = (
        *person_asks(desk, name_needed=False),
        day_ask("received_on", tr("Received on"), today, needed=True),
        kept("channel", tr("Channel"), options.of_kind(Channel), Channel.IN_PERSON),
        Ask("signatories", tr("Signatories"), default="1", read=lambda typed: whole("signatories", typed)),
        day_ask("dated", tr("Dated"), today),
        Ask("title", tr("Title"), help=tr("What the paper calls itself.")),
        Ask("content", tr("Content"), needed=True),
        Ask(
            "against_body",
            tr("Against (body)"),
            search=lambda typed: choosing.bodies(desk.reference, typed, today, lang()),
            help=tr("The body complained of or denounced."),
        ),
        Ask("against_person", tr("Against (person)"), help=tr("The person complained of or denounced.")),
        Ask("visit", tr("Visit"), default=visit, help=tr("Number of the visit at which it was handed over.")),
    )
    return PlainForm(asks, _petition)


def classify_form(desk: Desk, page: PetitionPage) -> PlainForm:
    """Return the form that says what a petition is."""
    row, reference, today = page.petition, desk.reference, desk.today
    reasons = choosing.legal_codes(reference.book.ineligibilities, today, lang())
    asks = (
        kept("kind", tr("Kind"), options.of_kind(PetitionKind), row["kind"] or ""),
        kept("instance", tr("Instance"), options.of_kind(Instance), row["instance"] or Instance.FIRST),
        replace(kept("field", tr("Field"), options.subject_fields(reference), row["field"] or ""), needed=False),
        kept("eligible", tr("Eligible"), options.yes_no(), "no" if row["eligible"] is False else "yes"),
        Ask("why_not", tr("Why not"), search=among(reasons), needed=True, when=lambda one: one.get("eligible") == "no"),
        Ask("jurisdiction", tr("Competence"), search=among(options.of_kind(Jurisdiction))),
        day_ask("on", tr("Day"), today, needed=True),
    )

    def act(answers: Answers) -> Act:
        found = given(answers, "kind", "instance", "field", "why_not", "jurisdiction", "on")
        return found | {"eligible": answers.get("eligible") == "yes"}

    return PlainForm(asks, act, {"act": "classify", "petition": row["no"]})


def forward_form(desk: Desk, page: PetitionPage) -> PlainForm:
    """Return the form that sends a petition on; whom the law bars is never offered."""
    row, today = page.petition, desk.today
    asks = (
        Ask(
            "to",
            tr("To"),
            needed=True,
            search=lambda typed: choosing.receivers(desk.reference, row, typed, today, lang()),
            help=tr("Type a part of the body's name or its code."),
        ),
        *paper(desk),
        day_ask("sent_on", tr("Sent on"), today, needed=True),
        day_ask("answer_by", tr("Answer by"), today),
    )

    def act(answers: Answers) -> Act:
        return document(answers) | given(answers, "to", "sent_on", "answer_by")

    return PlainForm(asks, act, {"act": "forward", "petition": row["no"]})


def reply_form(desk: Desk, page: PetitionPage) -> PlainForm:
    """Return the form of what a body answered."""
    bodies = desk.reference.directory.bodies
    codes = dict.fromkeys(one["body"] for one in page.referrals if one["body"] in bodies)
    open_ = [Option(code, bodies[code].name(lang()), bodies[code].short) for code in codes]
    asks = (
        kept("body", tr("From"), open_, open_[0].code if open_ else ""),
        *paper(desk),
        day_ask("on", tr("Came in on"), desk.today, needed=True),
        Ask("content", tr("Content")),
        kept("final", tr("Final answer"), options.yes_no(), "yes"),
    )

    def act(answers: Answers) -> Act:
        final = {"final": answers.get("final") == "yes"}
        return final | document(answers) | given(answers, "body", "on", "content")

    return PlainForm(asks, act, {"act": "record_reply", "petition": page.petition["no"]})


def kept(name: str, label: str, choices: list[Option], chosen: str) -> Ask:
    """Return a field for one of a few choices, of which one stands there already."""
    return Ask(name, label, needed=True, default=chosen, search=among(choices))


def paper(desk: Desk) -> tuple[Ask, Ask]:
    """Return the fields of a paper's number and day."""
    return Ask("number", tr("Document No.")), day_ask("date", tr("Document date"), desk.today)


def document(answers: Answers) -> Act:
    """Return the paper as an act names it; nothing where none was named."""
    found = given(answers, "number", "date")
    return {"document": found} if found else {}


def given(answers: Answers, *names: str) -> Act:
    """Return the answers of those names that were given."""
    return {name: answers[name] for name in names if answers.get(name) is not None}


def _visit(desk: Desk, answers: Answers) -> Act:
    people = [entry_of(answers), *answers.get("roster", ())]
    act = given(answers, "head_count", "content", "request", "result", "refusal", "kind", "received_by", "appointment")
    at = f"{answers['at'].isoformat()} {desk.now():%H:%M}"
    return {"act": "log_visit", "at": at, "people": [one for one in people if one]} | act


def _petition(answers: Answers) -> Act:
    author = entry_of(answers)
    act = given(answers, "received_on", "channel", "signatories", "dated", "title", "content", "visit")
    against = {name: answers[f"against_{name}"] for name in ("body", "person") if answers.get(f"against_{name}")}
    told = {"against": against} if against else {}
    return {"act": "register_petition", "petitioners": [author] if author else []} | told | act


def _read_roster(desk: Desk, answers: Answers) -> str:
    """Ask for those who came along, a line each, until an empty one; what was named before is not asked for again."""
    count = answers.get("head_count") or 1
    people = [PersonEntry(**one) for one in answers.get("roster") or ()]
    columns: tuple[Column, ...] = ()
    while len(people) + 1 < count:
        line = read_line(tr("Person {place} of {count}: ").format(place=len(people) + 2, count=count))
        headings = read_headings(line)
        if headings:
            columns = headings
            continue
        found = read_roster_line(line, desk.today, columns)
        if found is None:
            break
        add_person(people, found)
        answers["roster"] = [_as_act(one) for one in people]
    return _rule(desk, count, people)


def _as_act(person: PersonEntry) -> Act:
    kept_of = ("name", "id_number", "birth_year", "gender", "phone", "address", "representative", "household")
    return {name: getattr(person, name) for name in kept_of if getattr(person, name)}


def _rule(desk: Desk, count: int, people: list[PersonEntry]) -> str:
    """Return how many may speak for so many people, and how many do."""
    rule = desk.reference.book.group_rule(count, desk.today)
    homes = households(people)
    told = [tr("{count} households").format(count=homes)] if homes else []
    if rule is not None:
        spoken = sum(one.representative for one in people)
        needed = tr("{least} to {most} by {article}").format(
            least=rule.representatives_min, most=rule.representatives_max, article=rule.article
        )
        told.append(tr("Representatives: {spoken}, {needed}").format(spoken=spoken, needed=needed))
    return "; ".join(told)
