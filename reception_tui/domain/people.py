"""People as they are written down at the counter, and the numbers that identify them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reception_tui.domain.errors import BadIdNumber, BadNumber, BadPhone
from reception_tui.domain.kinds import Gender
from reception_tui.domain.text import digits

_ID_LENGTHS = (9, 12)
_OLDEST = 120


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """A person as typed. `person` names one already in the register; then the rest may be left out.

    `renew` names what the officer decided to write over what the card holds. `household` is the same for all of one
    household of a party, whatever it says.
    """

    name: str = ""
    id_number: str = ""
    birth_year: int | None = None
    gender: Gender | None = None
    commune: str = ""
    address: str = ""
    phone: str = ""
    representative: bool = False
    organisation: str = ""
    person: int | None = None
    renew: tuple[str, ...] = ()
    household: str = ""


def tidy_name(name: str) -> str:
    """Return a name typed all in capitals or all in small letters with capitals where names have them."""
    if name and (name.isupper() or name.islower()):
        return " ".join(word[:1].upper() + word[1:].lower() for word in name.split())
    return name


def check_id_number(typed: str) -> str:
    """Return an identity or passport number without blanks.

    Identity cards have 12 digits, the older ones 9; a passport has letters first. Raises `BadIdNumber`.
    """
    number = "".join(typed.split()).replace(".", "").replace("-", "").upper()
    if not number:
        return ""
    if number.isascii() and number.isdigit():
        if len(number) not in _ID_LENGTHS:
            raise BadIdNumber("id_number", value=typed, count=len(number))
        return number
    if not (number.isascii() and number.isalnum() and number[0].isalpha() and len(digits(number)) >= 6):
        raise BadIdNumber("id_number", value=typed, count=len(digits(number)))
    return number


def born_by_id(number: str, today: date) -> tuple[int, Gender] | None:
    """Return the year of birth and the gender that the 12 digits of an identity number tell; nothing for others.

    The fourth digit is the century and the gender (even: male), the next two are the year.
    """
    if len(number) != 12 or not (number.isascii() and number.isdigit()):
        return None
    year = 1900 + int(number[3]) // 2 * 100 + int(number[4:6])
    if not today.year - _OLDEST <= year <= today.year:
        return None
    return year, Gender.FEMALE if int(number[3]) % 2 else Gender.MALE


def check_phone(typed: str) -> str:
    """Return a telephone number as digits, with the country's 84 written as 0. Raises `BadPhone`."""
    kept = digits(typed)
    if not typed.strip():
        return ""
    if kept.startswith("84") and len(kept) >= 11:
        kept = "0" + kept[2:]
    if not 8 <= len(kept) <= 12:
        raise BadPhone("phone", value=typed)
    return kept


def check_birth_year(year: int | None, today: date) -> int | None:
    """Return the year of birth when a living visitor can have it. Raises `BadNumber`."""
    if year is not None and not today.year - _OLDEST <= year <= today.year:
        raise BadNumber("birth_year", value=year)
    return year
