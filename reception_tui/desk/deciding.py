"""What the law says about one petition as it is recorded: the dispositions open to it, and who is competent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from reception_tui.desk.cases import is_task
from reception_tui.domain import dispositions
from reception_tui.domain.competence import check_receiver
from reception_tui.domain.competence_table import Matter
from reception_tui.domain.content_facts import facts_in
from reception_tui.domain.dispositions import Case, Choice, lawful
from reception_tui.domain.eligibility import Checklist, Fact, Facts, check_eligibility
from reception_tui.domain.errors import SentToAccused
from reception_tui.domain.kinds import Channel, Instance, Jurisdiction, PetitionKind
from reception_tui.domain.reference import Reference
from reception_tui.domain.routing import Asked, Route, route
from reception_tui.domain.situations import Situation
from reception_tui.store.work import Row

_MATTER = {
    Situation.PARTY_MATTER: Matter.PARTY,
    Situation.COUNCIL_MATTER: Matter.COUNCIL,
    Situation.JUDICIAL_MATTER: Matter.PROCEEDINGS,
    Situation.SIGNS_OF_CRIME: Matter.CRIME,
}


def standing(petition: Row) -> tuple[PetitionKind, Jurisdiction | None, bool]:
    """Return what decides which dispositions are lawful: kind, who is competent, whether it can be processed."""
    jurisdiction = petition["jurisdiction"]
    return (
        PetitionKind(petition["kind"]),
        Jurisdiction(jurisdiction) if jurisdiction else None,
        bool(petition["eligible"]),
    )


def case_of(reference: Reference, petition: Row, on: date) -> Case:
    """Return what the decision matrix needs to know of a classified petition."""
    kind, jurisdiction, _ = standing(petition)
    return Case(
        kind,
        jurisdiction,
        frozenset(_situations(reference, petition, on)),
        Instance(petition["instance"]),
        petition["discipline"],
    )


def open_dispositions(reference: Reference, petition: Row, on: date) -> tuple[Choice, ...]:
    """Return the lawful dispositions of a classified petition, the usual first, with article, form and limit.

    What is rare but not barred for its kind stands after them, without an article.
    """
    frame = lawful(*standing(petition))
    of_matrix = dispositions.choices(reference.matrix, case_of(reference, petition, on), on)
    found = [one for one in of_matrix if one.kind in frame]
    known = {one.kind for one in found}
    return (*found, *(Choice(kind) for kind in frame if kind not in known))


def route_of(reference: Reference, petition: Row, on: date) -> Route:
    """Return who is competent for a classified petition on a day, and why."""
    found = _recorded(petition)
    matter = next((_MATTER[one] for one in found if one in _MATTER), Matter.ADMINISTRATIVE)
    asked = Asked(
        kind=PetitionKind(petition["kind"]),
        on=on,
        instance=Instance(petition["instance"]),
        against_body=petition["against_body"],
        against_office=petition["against_office"],
        field=petition["field"],
        commune=petition["against_commune"],
        matter=Matter.DISCIPLINE if petition["discipline"] else matter,
    )
    return route(reference.competence, reference.directory, asked)


def is_barred(reference: Reference, petition: Row, body: str, on: date) -> bool:
    """Tell whether the petition complains of the body, or of somebody above it."""
    try:
        check_receiver(
            reference.directory,
            reference.directory.bodies[body],
            kind=PetitionKind(petition["kind"]),
            instance=Instance(petition["instance"]),
            against_body=petition["against_body"],
            against_office=petition["against_office"],
            field="to",
            task=is_task(petition),
            day=on,
        )
    except SentToAccused:
        return True
    return False


def checklist_of(
    reference: Reference, kind: PetitionKind, petition: Row, people: Sequence[Row], answered: Facts, on: date
) -> Checklist:
    """Return the eligibility checklist of a petition: what its text and record show, then what was answered."""
    facts = {**facts_in(f"{petition['title']}\n{petition['content']}"), **_on_record(petition, people), **answered}
    return check_eligibility(reference.eligibility, kind, facts, on)


def _on_record(petition: Row, people: Sequence[Row]) -> dict[Fact, bool]:
    found = {Fact.SIGNED: bool(petition["signed"]), Fact.SEVERAL_SIGNERS: petition["signatories"] > 1}
    if petition["dated"] is not None:
        found[Fact.DATED] = True
    if people:
        found[Fact.AUTHOR_NAMED] = bool(people[0]["name"])
        found[Fact.CONTACT_GIVEN] = any(people[0][name] for name in ("address", "commune", "phone"))
    if petition["against_body"] or petition["against_person"]:
        found[Fact.ACCUSED_NAMED] = True
    return found


def _recorded(petition: Row) -> list[Situation]:
    return [Situation(one) for one in petition["situations"].split(",") if one]


def _situations(reference: Reference, petition: Row, on: date) -> Iterator[Situation]:
    yield from _recorded(petition)
    if petition["visit_id"] is not None or petition["channel"] == Channel.IN_PERSON:
        yield Situation.IN_PERSON
    if petition["channel"] == Channel.FORWARDED:
        yield Situation.PASSED_ON
    if petition["signatories"] > 1:
        yield Situation.SEVERAL_SIGNATURES
    for reason in filter(None, petition["why_not"].split(",")):
        notice = reference.eligibility.notice_on(reason, on)
        if notice is not None:
            yield notice.situation
