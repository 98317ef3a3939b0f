"""One record with everything that belongs to it: the page of a petition, of a visit, the card of a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from reception_tui.desk.cases import case_facts, visit_facts
from reception_tui.desk.context import petition_of
from reception_tui.desk.findable import brought_denunciation, is_secret, title_of
from reception_tui.desk.queries.possible import possible_acts
from reception_tui.desk.queries.running import ClockView, views_of_petition
from reception_tui.desk.recusals import is_kept_person
from reception_tui.domain.follow_up import duties
from reception_tui.domain.reference import Reference
from reception_tui.store.numbers import tidy_number
from reception_tui.store.tables import BLANK
from reception_tui.store.work import Row, Work


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of a timeline: what happened on a day. `values` are what the line may tell."""

    on: date
    what: str
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class PetitionPage:
    """Everything about one petition. `people` is empty where the names are kept secret and not open at this desk.

    `possible` are the acts that are open now; `duties` the stages of what we still owe on it.
    """

    petition: Row
    title: str
    secret: bool
    opened: bool
    people: tuple[Row, ...]
    visit: Row | None
    matter: Row | None
    referrals: tuple[Row, ...]
    clocks: tuple[ClockView, ...]
    timeline: tuple[Happening, ...]
    possible: tuple[str, ...]
    duties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VisitPage:
    """Everything about one visit."""

    visit: Row
    secret: bool
    people: tuple[Row, ...]
    matter: Row | None
    session: Row | None
    petitions: tuple[Row, ...]
    answer_owed: bool


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person and what the register holds of them, the newest first."""

    person: Row
    visits: tuple[Row, ...]
    petitions: tuple[Row, ...]


def petition_page(work: Work, reference: Reference, no: str, today: date) -> PetitionPage:
    """Return the page of a petition. Raises `UnknownRecord`."""
    petition = petition_of(work, no)
    petition_id = petition["id"]
    secret = is_secret(work, petition)
    referrals = tuple(work.rows("referral", petition_id=petition_id))
    views = views_of_petition(work, reference, petition, today)
    owed = _open_duties(work, petition)
    return PetitionPage(
        petition=petition,
        title=str(petition["sealed_code"] or petition["no"]) if secret else title_of(petition),
        secret=secret,
        opened=secret and bool(petition["sealed"]) and work.is_open(petition),
        people=()
        if secret and not (petition["sealed"] and work.is_open(petition))
        else _people(work, "petition_person", petition_id=petition_id),
        visit=work.row("visit", petition["visit_id"]) if petition["visit_id"] else None,
        matter=work.row("matter", petition["matter_id"]) if petition["matter_id"] else None,
        referrals=referrals,
        clocks=views,
        timeline=tuple(_timeline(work, petition, referrals)),
        possible=possible_acts(petition, views, referrals, owed, today),
        duties=owed,
    )


def visit_page(work: Work, no: str) -> VisitPage:
    """Return the page of a visit. Raises `UnknownRecord`."""
    visit = work.by_no("visit", tidy_number(no), "visit")
    petitions = tuple(work.rows("petition", visit_id=visit["id"]))
    secret = brought_denunciation(work, visit)
    return VisitPage(
        visit=visit,
        secret=secret,
        people=() if secret else _people(work, "visit_person", visit_id=visit["id"]),
        matter=work.row("matter", visit["matter_id"]) if visit["matter_id"] else None,
        session=work.row("session", visit["session_id"]) if visit["session_id"] else None,
        petitions=petitions,
        answer_owed=_answer_owed(work, visit),
    )


def person_by_number(work: Work, id_number: str) -> PersonCard | None:
    """Return the card of the person with that identity number; None when nobody has it."""
    found = work.rows("person", id_number=id_number)
    return person_card(work, found[0]["id"]) if found and id_number else None


def person_card(work: Work, person_id: int) -> PersonCard:
    """Return a person's card. What they denounced is not told. Raises `UnknownRecord`.

    Of somebody who stands only in what the reader is recused from it is empty.
    """
    visits = [work.row("visit", one["visit_id"]) for one in work.rows("visit_person", person_id=person_id)]
    petitions = [work.row("petition", one["petition_id"]) for one in work.rows("petition_person", person_id=person_id)]
    return PersonCard(
        person={**work.row("person", person_id), **(BLANK["person"] if is_kept_person(work, person_id) else {})},
        visits=tuple(sorted(_in_force(visits), key=lambda row: row["id"], reverse=True)),
        petitions=tuple(
            sorted(
                (row for row in _in_force(petitions) if not is_secret(work, row)),
                key=lambda row: row["id"],
                reverse=True,
            )
        ),
    )


def _answer_owed(work: Work, visit: Row) -> bool:
    facts = visit_facts(work, visit)
    return visit["voided"] is None and not facts.answered_at_once and facts.answered_on is None


def _in_force(rows: list[Row]) -> list[Row]:
    return [row for row in rows if row["voided"] is None]


def _people(work: Work, table: str, **of: int) -> tuple[Row, ...]:
    links = sorted(work.rows(table, **of), key=lambda link: link["ord"])
    told = ("representative", "household")
    return tuple(
        {**work.row("person", link["person_id"]), **{name: link[name] for name in told if name in link}}
        for link in links
    )


def _timeline(work: Work, petition: Row, referrals: tuple[Row, ...]) -> list[Happening]:
    petition_id = petition["id"]
    found = [Happening(petition["received_on"], "register_petition", {"channel": petition["channel"]})]
    if petition["classified_on"] is not None and petition["kind"]:
        kind = {"kind": petition["kind"], "eligible": petition["eligible"], "why": petition["why_not"]}
        found.append(Happening(petition["classified_on"], "classify", kind))
    for row in work.rows("disposition", petition_id=petition_id):
        found.append(Happening(row["on"], "dispose", {"kind": row["kind"], **_paper(row)}))
    for row in referrals:
        found.append(Happening(row["sent_on"], "forward", {"body": row["body"], "role": row["role"], **_paper(row)}))
        for reminder in work.rows("reminder", referral_id=row["id"]):
            told = {"body": row["body"], "round": reminder["round"], **_paper(reminder)}
            found.append(Happening(reminder["on"], "remind", told))
        for report in work.rows("escalation", referral_id=row["id"]):
            found.append(Happening(report["on"], "escalate", {"body": row["body"], **_paper(report)}))
        for reply in work.rows("reply", referral_id=row["id"]):
            told = {"body": row["body"], "final": reply["final"], "content": reply["content"], **_paper(reply)}
            found.append(Happening(reply["on"], "record_reply", told))
    for row in work.rows("suspension", petition_id=petition_id):
        found.append(Happening(row["start"], "pause", {"stage": row["stage"], "ground": row["ground"]}))
        if row["end"] is not None:
            found.append(Happening(row["end"], "resume", {"stage": row["stage"]}))
    for row in work.rows("extension", petition_id=petition_id):
        found.append(Happening(row["decided_on"], "extend", {"stage": row["stage"], "days": row["days"]}))
    for row in work.rows("outcome", petition_id=petition_id):
        found.append(Happening(row["on"], "record_outcome", {"result": row["result"], **_paper(row)}))
    for row in work.rows("fulfilment", petition_id=petition_id):
        found.append(Happening(row["on"], "fulfil", {"stage": row["stage"], **_paper(row)}))
    for row in work.rows("withdrawal", petition_id=petition_id):
        found.append(Happening(row["on"], "withdraw", {"whole": row["whole"]}))
    return sorted(found, key=lambda one: one.on)


def _paper(row: Row) -> dict[str, Any]:
    return {"number": row["document_number"], "date": row["document_date"]}


def _open_duties(work: Work, petition: Row) -> tuple[str, ...]:
    """Return the stages of what we owe on a petition and have not done."""
    if petition["voided"] is not None:
        return ()
    case = case_facts(work, petition)
    return tuple(dict.fromkeys(one.stage for one in duties(case) if one.stage not in case.fulfilled))
