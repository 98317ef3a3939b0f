"""Whether two people written down may be one: a score and the reasons for it. Nobody is merged by it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from reception_tui.domain.bodies import Directory
from reception_tui.domain.kinds import Gender
from reception_tui.domain.names import NameSign, compare_names, one_slip
from reception_tui.domain.phones import SHORTEST_BEGINNING, SHORTEST_PHONE, canonical_phone


class Sign(StrEnum):
    """What else than the name speaks for or against one person."""

    ID_NUMBER = "id_number"
    ID_BEGINS = "id_begins"
    ID_NEAR = "id_near"
    ID_OLD_AND_NEW = "id_old_and_new"
    OTHER_ID = "other_id"
    PHONE = "phone"
    PHONE_BEGINS = "phone_begins"
    OTHER_PHONE = "other_phone"
    BIRTH_YEAR = "birth_year"
    BIRTH_YEAR_NEAR = "birth_year_near"
    OTHER_BIRTH_YEAR = "other_birth_year"
    OTHER_GENDER = "other_gender"
    COMMUNE = "commune"
    COMMUNE_SUCCESSOR = "commune_successor"
    COMMUNE_NEAR = "commune_near"
    OTHER_COMMUNE = "other_commune"


WEIGHTS: Mapping[StrEnum, int] = MappingProxyType(
    {
        Sign.ID_NUMBER: 130,
        Sign.ID_BEGINS: 14,
        Sign.ID_NEAR: 30,
        Sign.ID_OLD_AND_NEW: 4,
        Sign.OTHER_ID: -60,
        Sign.PHONE: 32,
        Sign.PHONE_BEGINS: 14,
        Sign.OTHER_PHONE: -3,
        Sign.BIRTH_YEAR: 22,
        Sign.BIRTH_YEAR_NEAR: 12,
        Sign.OTHER_BIRTH_YEAR: -45,
        Sign.OTHER_GENDER: -45,
        Sign.COMMUNE: 16,
        Sign.COMMUNE_SUCCESSOR: 15,
        Sign.COMMUNE_NEAR: 3,
        Sign.OTHER_COMMUNE: -12,
        NameSign.SAME: 40,
        NameSign.SPELLING: 38,
        NameSign.TYPED: 38,
        NameSign.TONES: 36,
        NameSign.STROKE: 36,
        NameSign.WITHOUT_MARKS: 36,
        NameSign.SPACING: 34,
        NameSign.ORDER: 28,
        NameSign.MIDDLE: 28,
        NameSign.SHORT: 24,
        NameSign.REGIONAL: 22,
        NameSign.MARKS: 20,
        NameSign.TYPO: 19,
        NameSign.BEGINS: 14,
        NameSign.INITIALS: 6,
        NameSign.OTHER: -70,
    }
)
"""What each sign counts. A score runs from 0 to 100."""

LIKELY = 54
"""From this score on the two are likely one person; the officer decides."""

POSSIBLE = 12
"""From this score on somebody is worth a line in a list."""

_OLD_ID, _NEW_ID = 9, 12
_CENTURIES = {0: 1900, 1: 2000, 2: 2100}


@dataclass(frozen=True, slots=True)
class TypedPerson:
    """A person as typed so far, or as kept in the register. Everything may be left out."""

    name: str = ""
    id_number: str = ""
    birth_year: int | None = None
    gender: Gender | None = None
    commune: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A commune, who covers it today, and the old districts that it lay in."""

    code: str
    today: frozenset[str]
    districts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Reason:
    """One sign, and the values it was seen in."""

    sign: StrEnum
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How likely two people are one, and why. `score` runs from 0 to 100."""

    score: int
    reasons: tuple[Reason, ...]

    @property
    def likely(self) -> bool:
        """Tell whether the officer should look before a new person is written down."""
        return self.score >= LIKELY


@dataclass(frozen=True, slots=True)
class Traits:
    """What can be compared of a person: numbers without blanks, years and gender that a card shows too."""

    name: str
    id_number: str
    years: frozenset[int]
    gender: Gender | None
    place: Place | None
    phone: str


def place_of(directory: Directory, code: str, day: date) -> Place | None:
    """Return a commune with who covers it on `day`; None for one that is not in the directory."""
    commune = directory.communes.get(code)
    if commune is None:
        return None
    body = directory.bodies.get(code)
    today = {code} if body is None else {heir.code for heir in directory.heirs(body, day)} or {code}
    return Place(code, frozenset(today), frozenset(commune.old_districts))


def traits(person: TypedPerson, place: Place | None = None) -> Traits:
    """Return what can be compared of a person who lives in `place`."""
    number = "".join(c for c in person.id_number.upper() if c.isalnum())
    years = {person.birth_year} if person.birth_year is not None else set()
    gender = person.gender
    if len(number) == _NEW_ID and number.isascii() and number.isdigit() and int(number[3]) // 2 in _CENTURIES:
        years.add(_CENTURIES[int(number[3]) // 2] + int(number[4:6]))
        gender = Gender.FEMALE if int(number[3]) % 2 else Gender.MALE
    return Traits(person.name, number, frozenset(years), gender, place, canonical_phone(person.phone))


def compare_people(a: Traits, b: Traits) -> Likeness:
    """Return how alike two people are, the same whichever comes first. What is not known of one says nothing."""
    reasons = (*_by_number(a, b), *_by_name(a, b), *_by_life(a, b), *_by_place(a, b))
    score = sum(WEIGHTS[reason.sign] for reason in reasons)
    return Likeness(max(0, min(100, score)), reasons)


def _by_number(a: Traits, b: Traits) -> Iterator[Reason]:
    if a.id_number and b.id_number:
        lengths = {len(a.id_number), len(b.id_number)}
        if a.id_number == b.id_number:
            yield Reason(Sign.ID_NUMBER, {"value": a.id_number})
        elif _begins(a.id_number, b.id_number):
            yield Reason(Sign.ID_BEGINS)
        elif lengths == {_OLD_ID, _NEW_ID}:
            yield Reason(Sign.ID_OLD_AND_NEW)
        elif len(lengths) == 1 and one_slip(a.id_number, b.id_number):
            yield Reason(Sign.ID_NEAR)
        elif len(lengths) == 1 and lengths <= {_OLD_ID, _NEW_ID}:
            yield Reason(Sign.OTHER_ID)
    if a.phone and a.phone == b.phone and len(a.phone) >= SHORTEST_PHONE:
        yield Reason(Sign.PHONE, {"value": a.phone})
    elif _begins(a.phone, b.phone):
        yield Reason(Sign.PHONE_BEGINS)
    elif min(len(a.phone), len(b.phone)) >= SHORTEST_PHONE:
        yield Reason(Sign.OTHER_PHONE)


def _begins(a: str, b: str) -> bool:
    """Tell whether one number is the beginning of the other, long enough to say something."""
    shorter, longer = sorted((a, b), key=len)
    # Four digits of an old mobile number are three of today's.
    return SHORTEST_BEGINNING - 1 <= len(shorter) < len(longer) and longer.startswith(shorter)


def _by_name(a: Traits, b: Traits) -> Iterator[Reason]:
    if a.name.strip() and b.name.strip():
        yield Reason(compare_names(a.name, b.name))


def _by_life(a: Traits, b: Traits) -> Iterator[Reason]:
    if a.years and b.years:
        apart = min(abs(one - other) for one in a.years for other in b.years)
        if apart == 0:
            yield Reason(Sign.BIRTH_YEAR, {"value": min(a.years & b.years)})
        else:
            sign = Sign.BIRTH_YEAR_NEAR if apart == 1 else Sign.OTHER_BIRTH_YEAR
            yield Reason(sign, {"years": tuple(sorted(a.years | b.years))})
    if a.gender is not None and b.gender is not None and a.gender != b.gender:
        yield Reason(Sign.OTHER_GENDER)


def _by_place(a: Traits, b: Traits) -> Iterator[Reason]:
    if a.place is None or b.place is None:
        return
    if a.place.code == b.place.code:
        yield Reason(Sign.COMMUNE, {"value": a.place.code})
        return
    common = a.place.today & b.place.today
    near = a.place.districts & b.place.districts
    values = {"communes": tuple(sorted((a.place.code, b.place.code)))}
    if common:
        yield Reason(Sign.COMMUNE_SUCCESSOR, {**values, "today": min(common)})
    else:
        yield Reason(Sign.COMMUNE_NEAR if near else Sign.OTHER_COMMUNE, values)
