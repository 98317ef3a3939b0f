"""Have we seen this person, or this paper, before? Candidates from the indexes, then graded with reasons.

Nobody who denounced is among the answers, and no petition or visit that became a denunciation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from reception_tui.desk.findable import brought_denunciation, is_secret
from reception_tui.desk.queries.ledger import CaseLine, Ledger, find_ledger, seen_case
from reception_tui.domain.errors import UnknownCommune
from reception_tui.domain.kinds import Gender
from reception_tui.domain.likeness import (
    POSSIBLE,
    WEIGHTS,
    Likeness,
    Sign,
    Traits,
    TypedPerson,
    compare_people,
    place_of,
    traits,
)
from reception_tui.domain.names import NameSign, compare_names, plain_forms
from reception_tui.domain.paper_text import PaperText, read_text
from reception_tui.domain.phones import SHORTEST_BEGINNING, phone_forms
from reception_tui.domain.reference import Reference
from reception_tui.domain.same_paper import (
    Paper,
    PaperLikeness,
    PaperSign,
    compare_papers,
)
from reception_tui.domain.text import digits, words
from reception_tui.store import search
from reception_tui.store.work import Row, Work

_DEPTH = 50
"""How many records one search gives."""

_READ, _READ_WITH_YEAR = 24, 60
"""How many people of the closest names are read whole; more where a year of birth can tell namesakes apart."""

_CLOSE = WEIGHTS[NameSign.WITHOUT_MARKS]
"""From such a name on, no search without the middle name is needed."""

_AUTHORS, _PAPERS = 6, 12
"""How many authors of a draft are looked for, and how many papers of each, or of like words, are compared."""

_HOUSEHOLD = 12
"""How many people of one telephone are told."""

_WORTH_READING = 0.3
"""Which share of the words a record must have in common to be compared."""

_WHOLE_NUMBER = 12
_PROBE = 5
_TELLING = re.compile(r"(?!(?:19|20)\d\d$)\d{2,6}")
_ALSO_TOLD = frozenset({PaperSign.SAME_TEXT_OTHER_AUTHORS})


@dataclass(frozen=True, slots=True)
class Seen:
    """Somebody in the register who may be the one at the counter, and what a line tells of them."""

    person_id: int
    name: str
    birth_year: int | None
    commune: str
    likeness: Likeness
    ledger: Ledger


@dataclass(frozen=True, slots=True)
class PetitionDraft:
    """A petition as typed so far. `known`: its people who were picked from the register.

    `no` is its own number when it is in the book already, `visit` the number of the visit that it came with.
    """

    content: str
    people: tuple[TypedPerson, ...] = ()
    known: tuple[int, ...] = ()
    forwarded_by: str = ""
    visit: str = ""
    no: str = ""


@dataclass(frozen=True, slots=True)
class SeenPaper:
    """A petition or visit that may be the same paper or matter. `case` is None for a visit."""

    book: str
    record_id: int
    no: str
    on: date
    likeness: PaperLikeness
    case: CaseLine | None


def people_like(work: Work, reference: Reference, typed: TypedPerson, today: date, limit: int = 5) -> list[Seen]:
    """Return up to `limit` people who may be the one typed so far, the likeliest first."""
    graded = (
        (found, likeness) for found, likeness in _graded(work, reference, typed, today) if likeness.score >= POSSIBLE
    )
    seen: list[Seen] = []
    for row, likeness in graded:
        history = find_ledger(work, reference, row["id"], today)
        if history is not None:
            seen.append(Seen(row["id"], row["name"], row["birth_year"], row["commune"], likeness, history))
            if len(seen) == limit:
                break
    return seen


def people_of_phone(work: Work, reference: Reference, phone: str, today: date) -> list[Seen]:
    """Return the people who have that telephone number, in any of its forms; nobody who denounced."""
    found = people_like(work, reference, TypedPerson(phone=phone), today, _HOUSEHOLD)
    return [one for one in found if any(reason.sign is Sign.PHONE for reason in one.likeness.reasons)]


def papers_like(work: Work, reference: Reference, draft: PetitionDraft, today: date, limit: int = 5) -> list[SeenPaper]:
    """Return up to `limit` petitions and visits that the draft repeats, the likeliest first."""
    text = read_text(draft.content, reference.abbreviations)
    authors = [_known_traits(reference, work.row("person", one), today) for one in draft.known]
    people = (*authors, *(_typed_traits(reference, one, today) for one in draft.people))
    mine = Paper(text, people, draft.forwarded_by)
    seen: list[SeenPaper] = []
    for row, is_visit in _papers(work, reference, draft, text, today):
        if row["voided"] is not None or row["no"] in (draft.no, draft.visit):
            continue
        if brought_denunciation(work, row) if is_visit else is_secret(work, row):
            continue
        likeness = compare_papers(mine, _paper(work, reference, row, is_visit, today))
        if likeness.duplicate or (likeness.reasons and likeness.reasons[0].sign in _ALSO_TOLD):
            seen.append(_seen_paper(work, reference, row, is_visit, likeness, today))
    return sorted(seen, key=lambda one: (-one.likeness.score, -one.on.toordinal()))[:limit]


def _graded(work: Work, reference: Reference, typed: TypedPerson, today: date) -> list[tuple[Row, Likeness]]:
    """Return the people worth reading with their likeness, the likeliest first."""
    mine = _typed_traits(reference, typed, today)
    by_number = _by_number(work, typed)
    names = _by_name(work, reference, typed, today)
    deep = _READ if typed.birth_year is None else _READ_WITH_YEAR
    ids = {**dict.fromkeys(by_number), **dict.fromkeys(_closest(names, typed.name)[:deep])}
    graded = []
    for person_id in ids:
        row = work.row("person", person_id)
        if row["voided"] is None:
            graded.append((row, compare_people(mine, _known_traits(reference, row, today))))
    return sorted(graded, key=lambda one: (-one[1].score, -one[0]["id"]))


def _by_number(work: Work, typed: TypedPerson) -> list[int]:
    """Return the people with that identity or telephone number, or with numbers that begin like it."""
    number = "".join(c for c in typed.id_number.upper() if c.isalnum())
    found = [row["id"] for row in work.rows("person", id_number=number)] if number else []
    for form in phone_forms(typed.phone):
        found += [row["id"] for row in work.rows("person", phone=form)]
    for begun in () if found else (digits(typed.id_number), *phone_forms(typed.phone)):
        if SHORTEST_BEGINNING <= len(begun) < _WHOLE_NUMBER:
            found += [row["record_id"] for row in search.find(work.connection, begun, _DEPTH, ("person",))]
    return found


def _by_name(work: Work, reference: Reference, typed: TypedPerson, today: date) -> dict[int, str]:
    """Return the people whose words begin like the name, in any spelling of it, by id."""
    place = _commune(reference, typed.commune, today)
    spot = reference.directory.communes[place].name if place else ""
    found: dict[int, str] = {}

    def look(query: str) -> None:
        rows = search.find(work.connection, query, _DEPTH, ("person",))
        found.update((row["record_id"], row["title"]) for row in rows)

    forms = plain_forms(typed.name)
    for form in forms:
        if spot:
            look(f"{form} {spot}")
        look(form)
    if not any(WEIGHTS[compare_names(typed.name, name)] >= _CLOSE for name in found.values()):
        for form in forms:
            parts = form.split()
            if len(parts) > 2:
                look(f"{parts[0]} {parts[-1]} {spot}")
    return found


def _closest(names: dict[int, str], typed: str) -> list[int]:
    return sorted(names, key=lambda one: (-WEIGHTS[compare_names(typed, names[one])], -one))


def _commune(reference: Reference, typed: str, today: date) -> str:
    if not typed or typed in reference.directory.communes:
        return typed
    try:
        return reference.directory.commune(typed, today).code
    except UnknownCommune:
        return ""


def _typed_traits(reference: Reference, person: TypedPerson, today: date) -> Traits:
    return traits(person, place_of(reference.directory, _commune(reference, person.commune, today), today))


def _known_traits(reference: Reference, row: Row, today: date) -> Traits:
    gender = Gender(row["gender"]) if row["gender"] else None
    known = TypedPerson(row["name"], row["id_number"], row["birth_year"], gender, row["commune"], row["phone"])
    return traits(known, place_of(reference.directory, row["commune"], today))


def _papers(
    work: Work, reference: Reference, draft: PetitionDraft, text: PaperText, today: date
) -> Iterator[tuple[Row, bool]]:
    """Return the petitions and visits of the same authors or words, each with whether it is a visit."""
    found: dict[tuple[str, int], None] = {}
    ids = dict.fromkeys(draft.known)
    for person in draft.people[:_AUTHORS]:
        graded = _graded(work, reference, person, today)
        ids |= dict.fromkeys(row["id"] for row, likeness in graded[:3] if likeness.score >= POSSIBLE)
    for person_id in ids:
        wrote = work.rows("petition_person", person_id=person_id)[-_PAPERS:]
        came = work.rows("visit_person", person_id=person_id)[-_PAPERS:]
        found |= dict.fromkeys(("petition", one["petition_id"]) for one in wrote)
        found |= dict.fromkeys(("visit", one["visit_id"]) for one in came)
    hits = {
        (row["book"], row["record_id"]): frozenset(row["folded"].split())
        for probe in _probes(draft.content, text)
        for row in search.find(work.connection, probe, _DEPTH, ("petition", "visit"))
    }
    found |= dict.fromkeys(_nearest(hits, frozenset(words(draft.content))))
    for book, record_id in found:
        yield work.row(book, record_id), book == "visit"


def _probes(content: str, text: PaperText) -> Iterator[str]:
    """Return a few searches that find the same text although some of its words were typed otherwise."""
    kept = words(content)
    places = tuple(dict.fromkeys(word for pair in sorted(text.places)[:2] for word in pair))
    numbers = [word for word in dict.fromkeys(kept) if _TELLING.fullmatch(word)]
    for number in sorted(text.decisions, key=len, reverse=True)[:1]:
        yield " ".join((number, *places))
    if len(numbers) > 1:
        yield " ".join(numbers[:3])
    for start in {len(kept) // 4, 2 * len(kept) // 3}:
        probe = kept[start : start + _PROBE]
        if len(probe) == _PROBE:
            yield " ".join(probe)


def _nearest(hits: dict[tuple[str, int], frozenset[str]], asked: frozenset[str]) -> list[tuple[str, int]]:
    """Return the records that share most words with what is asked."""

    def share(key: tuple[str, int]) -> float:
        return len(hits[key] & asked) / max(1, min(len(hits[key]), len(asked)))

    return sorted((key for key in hits if share(key) >= _WORTH_READING), key=share, reverse=True)[:_PAPERS]


def _paper(work: Work, reference: Reference, row: Row, is_visit: bool, today: date) -> Paper:
    table = "visit" if is_visit else "petition"
    links = work.rows(f"{table}_person", **{f"{table}_id": row["id"]})
    people = tuple(_known_traits(reference, work.row("person", link["person_id"]), today) for link in links)
    content = f"{row['content']}\n{row['request']}" if is_visit else row["content"]
    return Paper(
        read_text(content, reference.abbreviations), people, "" if is_visit else row["forwarded_by"], visit=is_visit
    )


def _seen_paper(
    work: Work, reference: Reference, row: Row, is_visit: bool, likeness: PaperLikeness, today: date
) -> SeenPaper:
    if is_visit:
        return SeenPaper("visit", row["id"], row["no"], row["on"], likeness, None)
    case = seen_case(work, reference, row, today)
    return SeenPaper("petition", row["id"], row["no"], row["received_on"], likeness, case)
