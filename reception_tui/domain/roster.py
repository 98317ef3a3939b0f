"""Rosters as people write them: a person a line, from the keyboard, a phone or a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum

from reception_tui.domain.errors import RegisterError
from reception_tui.domain.kinds import Gender
from reception_tui.domain.people import PersonEntry, check_birth_year, check_id_number, check_phone, tidy_name
from reception_tui.domain.text import clean, fold

_PARTS = re.compile(r"[;|]| {3,}|\s+[–—-]\s+")
_CELLS = re.compile(r"[\t;|]")
_NUMBERED = re.compile(r"^\s*(?:\d{1,3}\s*[.)/:–-]\s*|\d{1,3}\s+|[-•·–]\s+)(?=\D)")
_SAME_HOUSEHOLD = re.compile(r"^\s*(?:\d{1,3}\s*[.)]\s*)?\+\s*(?=\D)")
_REPRESENTATIVE = re.compile(r"^[*★]\s*|\s*[*★]$")
_HONORIFIC = re.compile(r"^(ông|bà)\s*[.:]?\s+(?=\S+\s+\S)", re.IGNORECASE)
_GENDER_OF = {"ong": Gender.MALE, "ba": Gender.FEMALE}
_GENDERS = {"nam": Gender.MALE, "nu": Gender.FEMALE}
_HAS_DIGIT = re.compile(r"\d")
_DIGITS_ONLY = re.compile(r"\+?[\d .]+")
_YEAR_DIGITS = 4
_DAY_AND_YEAR = r"(?:\d{1,2}[/.-]\d{1,2}[/.-])?((?:19|20)\d{2})"
_BORN = r"(?:sinh(?:\s+(?:năm|ngày))?|sn|s\.n|ns)\.?\s*:?\s*"
_YEAR = re.compile(rf"(?:{_BORN})?\(?{_DAY_AND_YEAR}\)?", re.IGNORECASE)
_NAME_AND_YEAR = re.compile(rf"(?P<name>[^\d(]+?)[\s,]*\(?\s*(?:{_BORN})?{_DAY_AND_YEAR}\s*\)?", re.IGNORECASE)
_TOTAL = re.compile(r"(tong (cong|so)\b|cong\s*:).*")
_LEADERS = " ,.…_"


class Column(StrEnum):
    """What stands in a column of a list that has a row of headings."""

    NUMBER = "number"
    NAME = "name"
    ID_NUMBER = "id_number"
    BORN = "born"
    GENDER = "gender"
    PHONE = "phone"
    ADDRESS = "address"
    HOUSEHOLD = "household"
    REPRESENTATIVE = "representative"
    OTHER = "other"


_HEADINGS: tuple[tuple[Column, re.Pattern[str]], ...] = (
    (Column.NUMBER, re.compile(r"stt|tt|so tt|so thu tu|no")),
    (Column.NAME, re.compile(r"ho( va)? ten.*|ten.*|full name|name|cong dan")),
    (Column.ID_NUMBER, re.compile(r"(so )?(cccd|cmnd|cmt|can cuoc|dinh danh).*|.*identity.*|id.*|so giay to.*")),
    (
        Column.BORN,
        re.compile(r"(ngay |nam )*(thang )?(nam )?sinh|ngay,? thang,? nam sinh|nam sinh|year.*|birth.*|ns|sn"),
    ),
    (Column.GENDER, re.compile(r"gioi( tinh)?|nam/nu|gender|sex")),
    (Column.PHONE, re.compile(r"(so )?(dien thoai|dt|sdt|di dong).*|phone.*|tel.*")),
    (Column.ADDRESS, re.compile(r"dia chi.*|noi o.*|thuong tru|cho o.*|thon.*|to dan pho|address")),
    (Column.HOUSEHOLD, re.compile(r"(so |ma )?ho( so)?|chu ho|ho gia dinh|household.*")),
    (Column.REPRESENTATIVE, re.compile(r"(nguoi )?dai dien|representative")),
    (Column.OTHER, re.compile(r"ghi chu.*|ky ten.*|chu ky.*|noi dung.*|note.*|signature.*")),
)
_SHORTEST_HEADING_ROW = 2


def read_headings(line: str) -> tuple[Column, ...]:
    """Return what the columns of a row of headings are; nothing when the line is no such row."""
    cells = [fold(clean(cell)).strip(" .:*") for cell in _CELLS.split(line)]
    found = [_column(cell) for cell in cells]
    named = [column for column in found if column is not None]
    if Column.NAME not in named or len(named) < max(_SHORTEST_HEADING_ROW, len([cell for cell in cells if cell])):
        return ()
    return tuple(column or Column.OTHER for column in found)


def read_roster(lines: Iterable[str], today: date, columns: Sequence[Column] = ()) -> list[PersonEntry]:
    """Return the people of several lines; a row of headings among them says what the columns are."""
    people: list[PersonEntry] = []
    for line in lines:
        headings = read_headings(line)
        if headings:
            columns = headings
            continue
        found = read_roster_line(line, today, columns)
        if found is not None:
            add_person(people, found)
    return people


def add_person(people: list[PersonEntry], found: PersonEntry) -> None:
    """Add a person; one of the household of the person before gets that household."""
    if found.household == SAME and people:
        last = people[-1]
        if not last.household:
            people[-1] = last = replace(last, household=last.name)
        found = replace(found, household=last.household)
    people.append(replace(found, household="") if found.household == SAME else found)


SAME = "+"
"""The household of somebody who belongs to that of the person before."""


def read_roster_line(line: str, today: date, columns: Sequence[Column] = ()) -> PersonEntry | None:
    """Return the person of one line; None when the line names nobody.

    With `columns` the cells are what their headings say. Else parts may stand in any order behind the name: what is an
    identity number, a telephone or a year of birth is known by its look, everything else is the address. A star marks
    a representative, a plus before the name one of the household of the person before.
    """
    if columns and len(_CELLS.split(line)) > 1:
        return _of_cells([clean(cell) for cell in _CELLS.split(line)], columns, today)
    text = clean(line.replace("\t", ";"))
    starred = bool(_REPRESENTATIVE.search(text))
    text = _REPRESENTATIVE.sub("", text)
    household = SAME if _SAME_HOUSEHOLD.search(text) else ""
    text = _NUMBERED.sub("", _SAME_HOUSEHOLD.sub("", text))
    starred = starred or bool(_REPRESENTATIVE.search(text))
    text = _REPRESENTATIVE.sub("", text)
    parts = [part.strip(_LEADERS) for part in _PARTS.split(text)]
    if len(parts) == 1 and "," in parts[0]:
        parts = [part.strip(_LEADERS) for part in parts[0].split(",")]
    parts = [part for part in parts if part and not (part.rstrip(".)").isdigit() and len(part) < _YEAR_DIGITS)]
    if not parts or _TOTAL.fullmatch(fold(parts[0])):
        return None
    person = _named(parts[0], today)
    for part in parts[1:]:
        person = _with(person, part, today)
    return replace(person, representative=starred, household=household)


def households(people: Sequence[PersonEntry]) -> int:
    """Return how many households the people are of; 0 when nobody's household is said."""
    named = {person.household for person in people if person.household}
    return len(named) + sum(not person.household for person in people) if named else 0


def _column(cell: str) -> Column | None:
    return next((column for column, heading in _HEADINGS if heading.fullmatch(cell)), None) if cell else None


def _named(text: str, today: date) -> PersonEntry:
    """Return a person of a name with what stands in one part with it: Ông or Bà before, a year of birth behind."""
    gender = None
    polite = _HONORIFIC.match(text)
    if polite is not None:
        gender, text = _GENDER_OF[fold(polite[1])], text[polite.end() :]
    both = _NAME_AND_YEAR.fullmatch(text)
    if both is not None and _fits(check_birth_year, int(both[2]), today):
        return PersonEntry(name=tidy_name(both["name"].strip(_LEADERS)), birth_year=int(both[2]), gender=gender)
    return PersonEntry(name=tidy_name(text.strip(_LEADERS) or text), gender=gender)


def _of_cells(cells: Sequence[str], columns: Sequence[Column], today: date) -> PersonEntry | None:
    """Return the person of a row whose columns have headings."""
    by = {column: cell for column, cell in zip(columns, cells, strict=False) if cell.strip(_LEADERS)}
    if not re.search(r"[^\W\d_]", by.get(Column.NAME, "")) or _TOTAL.fullmatch(fold(by[Column.NAME])):
        return None
    person = _named(_REPRESENTATIVE.sub("", by[Column.NAME]), today)
    for column in (Column.ID_NUMBER, Column.BORN, Column.GENDER, Column.PHONE):
        if column in by:
            person = _with(person, by[column].strip(_LEADERS), today)
    address = ", ".join(filter(None, (person.address, by.get(Column.ADDRESS, "").strip(_LEADERS))))
    spoken = fold(by.get(Column.REPRESENTATIVE, "")) not in ("", "khong", "no", "0")
    return replace(
        person,
        address=address,
        household=by.get(Column.HOUSEHOLD, "").strip(_LEADERS),
        representative=spoken or bool(_REPRESENTATIVE.search(by[Column.NAME])),
    )


def _with(person: PersonEntry, part: str, today: date) -> PersonEntry:
    """Return the person with one more part of the line, taken for what it looks like."""
    year = _YEAR.fullmatch(part)
    if year is not None and person.birth_year is None and _fits(check_birth_year, int(year[1]), today):
        return replace(person, birth_year=int(year[1]))
    if person.gender is None and fold(part) in _GENDERS:
        return replace(person, gender=_GENDERS[fold(part)])
    if not person.id_number and _HAS_DIGIT.search(part) and _fits(check_id_number, part):
        return replace(person, id_number=check_id_number(part))
    if not person.phone and _DIGITS_ONLY.fullmatch(part) and _fits(check_phone, part):
        return replace(person, phone=check_phone(part))
    return replace(person, address=", ".join(filter(None, (person.address, part))))


def _fits(check: Callable[..., object], *typed: object) -> bool:
    try:
        check(*typed)
    except RegisterError:
        return False
    return True
