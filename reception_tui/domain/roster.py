"""Rosters as people write them: a person a line, from the keyboard, a phone or a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from reception_tui.domain.errors import RegisterError
from reception_tui.domain.people import PersonEntry, check_birth_year, check_id_number, check_phone, tidy_name
from reception_tui.domain.text import clean

_PARTS = re.compile(r"[;\t|]| {3,}")
_NUMBERED = re.compile(r"^\s*\d{1,3}\s*[.)\-:]?\s+(?=\D)")
_REPRESENTATIVE = re.compile(r"^[*★]\s*|\s*[*★]$")
_HAS_DIGIT = re.compile(r"\d")
_DIGITS_ONLY = re.compile(r"\+?[\d .]+")
_YEAR_DIGITS = 4
_YEAR = re.compile(r"(?:\d{1,2}[/.-]\d{1,2}[/.-])?((?:19|20)\d{2})")


def read_roster_line(line: str, today: date) -> PersonEntry | None:
    """Return the person of one line; None when the line names nobody.

    Parts may stand in any order behind the name: what is an identity number, a telephone or a year of birth is
    known by its look, everything else is the address. A star marks a representative.
    """
    text = clean(line.replace("\t", ";"))
    starred = bool(_REPRESENTATIVE.search(text))
    text = _NUMBERED.sub("", _REPRESENTATIVE.sub("", text))
    parts = [part.strip(" ,") for part in _PARTS.split(text)]
    if len(parts) == 1 and "," in parts[0]:
        parts = [part.strip() for part in parts[0].split(",")]
    parts = [part for part in parts if part and not (part.rstrip(".)").isdigit() and len(part) < _YEAR_DIGITS)]
    if not parts:
        return None
    person = PersonEntry(name=tidy_name(parts[0]), representative=starred)
    for part in parts[1:]:
        person = _with(person, part, today)
    return person


def _with(person: PersonEntry, part: str, today: date) -> PersonEntry:
    """Return the person with one more part of the line, taken for what it looks like."""
    year = _YEAR.fullmatch(part)
    if year is not None and person.birth_year is None and _fits(check_birth_year, int(year[1]), today):
        return replace(person, birth_year=int(year[1]))
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
