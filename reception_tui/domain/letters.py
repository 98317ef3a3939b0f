"""Letters as data: which words a form may ask for, what must be filled in, and what is wrong with a form.

A form is text with {placeholders}. There is nothing else in it: no conditions but "print this only when it is
known", no sums, no code. An unknown placeholder is a fault of the form, found when the form is read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from reception_tui.domain.errors import UnknownForm
from reception_tui.domain.kinds import PetitionKind


class LetterKind(StrEnum):
    """What a letter is for."""

    RECEIPT = "receipt"
    GUIDANCE = "guidance"
    TRANSFER = "transfer"
    PROPOSAL = "proposal"
    RETURN = "return"
    REFUSAL = "refusal"
    ACCEPTANCE = "acceptance"
    NON_ACCEPTANCE = "non_acceptance"
    REMINDER = "reminder"
    REMINDER_BODY = "reminder_body"
    APOLOGY = "apology"
    INVITATION = "invitation"
    MINUTES = "minutes"
    APPOINTMENT_PAPER = "appointment_paper"
    ATTENDANCE = "attendance"
    DEADLINE_ANNEX = "deadline_annex"


class About(StrEnum):
    """What a letter is about: one petition, one visit, or all that a body is late with."""

    PETITION = "petition"
    VISIT = "visit"
    BODY = "body"


class IssuedBy(StrEnum):
    """Whose letter it is: the Board's, or the Chairman's, whose own clerk numbers it."""

    BOARD = "board"
    PROVINCE = "province"


class Secrecy(StrEnum):
    """What becomes of the names where a denunciation is concerned (Law on Denunciations 2018, art. 8, 9, 56).

    `own_hand`: the paper goes into the citizen's own hand or stays in the sealed file. `redacted`: it goes to others.
    """

    OWN_HAND = "own_hand"
    REDACTED = "redacted"


SLOT = re.compile(r"\{([a-z_]+)(?::([a-z]+))?\}")


@dataclass(frozen=True, slots=True)
class Slot:
    """A placeholder in a text: its name and how its value is written."""

    name: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column of a table in a form: which value of the list stands under which title."""

    title: str
    value: str
    share: int = 0
    right: bool = False


@dataclass(frozen=True, slots=True)
class FormBlock:
    """One paragraph, line or table of a form. It is printed only when everything in `when` is known."""

    text: str = ""
    style: str = "body"
    label: str = ""
    when: tuple[str, ...] = ()
    rows: str = ""
    columns: tuple[FormColumn, ...] = ()


@dataclass(frozen=True, slots=True)
class FormSignature:
    """Who signs: the capacity in lines, a remark under it, and the name when it is known."""

    capacity: tuple[str, ...]
    remark: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class LetterForm:
    """The text of one letter. `symbol` is how its number is written; without one it has no number.

    `form` is the number of the official form, as it stands on the paper. `clock` is the limit whose dates it tells.
    `no_bodies`: it names no body, nor whom the petition is against. `secret_content`: of a denunciation too the content
    is told, once it was searched for its author.
    """

    code: str
    kind: LetterKind
    about: frozenset[About]
    secrecy: Secrecy
    title: str
    blocks: tuple[FormBlock, ...]
    required: tuple[str, ...]
    in_force: date
    until: date | None = None
    petition_kinds: frozenset[PetitionKind] = frozenset()
    symbol: str = ""
    form: str = ""
    subject: str = ""
    subtitle: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    signatures: tuple[FormSignature, ...] = ()
    issued_by: IssuedBy = IssuedBy.BOARD
    clock: str = ""
    no_bodies: bool = False
    secret_content: bool = False
    secret_stamp: str = ""
    landscape: bool = False
    letterhead: bool = True

    @property
    def series(self) -> str:
        """Return the book in which the letter is numbered: its symbol without the number."""
        return self.symbol.replace("{number}", "").strip("/ ")

    def fits(self, kind: LetterKind, about: About, petition_kind: PetitionKind | None, on: date) -> bool:
        """Tell whether this is the form of such a letter on that day."""
        dated = self.in_force <= on and (self.until is None or on <= self.until)
        of_kind = not self.petition_kinds or petition_kind in self.petition_kinds
        return dated and self.kind is kind and about in self.about and of_kind


@dataclass(frozen=True, slots=True)
class Wording:
    """Words and patterns that all letters share: how dates are written, what codes are called."""

    long_date: str
    date_line: str
    file_line: str
    titled: Mapping[str, str]
    hidden: str
    hidden_content: str
    and_others: str
    guide_to: str
    reminded: str
    words: Mapping[str, str] = field(default_factory=dict)

    def date_in_words(self, day: date) -> str:
        """Return a date in words. Days below ten and the first two months get a nought (Decree 30/2020, annex I)."""
        month = f"{day.month:02}" if day.month <= 2 else str(day.month)
        return self.long_date.format(day=f"{day.day:02}", month=month, year=day.year)

    def word(self, code: str) -> str:
        """Return what a code is called; itself when it has no word."""
        return self.words.get(code, code)


@dataclass(frozen=True, slots=True)
class LetterBook:
    """All forms and the words that they share."""

    forms: tuple[LetterForm, ...]
    wording: Wording

    def form_for(self, kind: LetterKind, about: About, petition_kind: PetitionKind | None, on: date) -> LetterForm:
        """Return the form in force for such a letter; one made for that kind of petition before a general one.

        Raises `UnknownForm`.
        """
        fitting = [one for one in self.forms if one.fits(kind, about, petition_kind, on)]
        if not fitting:
            known = tuple(dict.fromkeys(one.kind.value for one in self.forms if about in one.about))
            raise UnknownForm("kind", value=kind.value, choices=known)
        return max(fitting, key=lambda one: (bool(one.petition_kinds), one.in_force))


def slots(text: str) -> tuple[Slot, ...]:
    """Return the placeholders of a text in their order."""
    return tuple(Slot(found[1], found[2] or "") for found in SLOT.finditer(text))


def replace_slots(text: str, values: Mapping[str, str]) -> str:
    """Return the text with each placeholder replaced by the value under its name, or name:style."""
    return SLOT.sub(lambda found: values[found[0][1:-1]], text)
