"""The choices of pick fields, in the language in use."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum

from reception_tui import i18n
from reception_tui.desk.deciding import open_dispositions
from reception_tui.desk.queries import choosing
from reception_tui.desk.queries.choosing import Option
from reception_tui.domain.kinds import PetitionKind
from reception_tui.domain.reference import Reference
from reception_tui.domain.situations import Situation
from reception_tui.i18n import options
from reception_tui.store.work import Row
from reception_tui.tui.fields import Choice
from reception_tui.tui.fields.pick import Search

_FOUND_BY_ITSELF = frozenset(
    {
        Situation.ELIGIBLE,
        Situation.SECOND,
        Situation.AGAIN,
        Situation.IN_PERSON,
        Situation.PASSED_ON,
        Situation.SEVERAL_SIGNATURES,
    }
)
"""Situations that the record shows without being asked."""


def of_kind(members: Iterable[StrEnum]) -> list[Choice]:
    """Return the members of a closed set as choices, found by label, by code and by abbreviation."""
    return _choices(options.of_kind(members))


def yes_no() -> list[Choice]:
    """Return yes and no."""
    return _choices(options.yes_no())


def communes(reference: Reference, today: date) -> Search:
    """Return a search over the communes of today."""
    return lambda typed: _choices(choosing.communes(reference, typed, today))


def bodies(reference: Reference, today: date) -> Search:
    """Return a search over the bodies of today."""
    return lambda typed: _choices(choosing.bodies(reference, typed, today, i18n.lang()))


def seat(reference: Reference) -> list[Choice]:
    """Return the bodies that sit at the seat."""
    known = reference.directory.bodies
    return [Choice(code, known[code].name(i18n.lang()), code) for code in reference.days.seat if code in known]


def receivers(reference: Reference, petition: Row, today: date, *, barred: bool = False) -> Search:
    """Return a search over the bodies that may receive a petition, or over those that the law bars."""
    return lambda typed: _choices(choosing.receivers(reference, petition, typed, today, i18n.lang(), barred=barred))


def dispositions(reference: Reference, petition: Row, today: date) -> list[Choice]:
    """Return the dispositions open to a petition, the usual first."""
    return of_kind(one.kind for one in open_dispositions(reference, petition, today))


def situations(reference: Reference) -> list[Choice]:
    """Return the situations that an officer may find in a petition."""
    en = i18n.lang() == "en"
    return [
        Choice(one.situation.value, one.what_en if en else one.what_vi)
        for one in reference.matrix.situations.values()
        if one.eligible is not False and one.situation not in _FOUND_BY_ITSELF
    ]


def fields(reference: Reference) -> list[Choice]:
    """Return the subject fields."""
    return _choices(options.subject_fields(reference))


def refusals(reference: Reference, today: date) -> list[Choice]:
    """Return the reasons for refusing to receive somebody."""
    return _choices(choosing.legal_codes(reference.book.refusals, today, i18n.lang()))


def ineligibilities(reference: Reference, today: date) -> list[Choice]:
    """Return the reasons why a petition cannot be processed."""
    return _choices(choosing.legal_codes(reference.book.ineligibilities, today, i18n.lang()))


def grounds_of_refusal(reference: Reference, kind: PetitionKind, today: date) -> list[Choice]:
    """Return the reasons of the law for not accepting a petition of that kind."""
    return _choices(choosing.legal_codes(reference.book.grounds_of_refusal(kind), today, i18n.lang()))


def _choices(options: Sequence[Option]) -> list[Choice]:
    return [Choice(one.code, one.name, one.words) for one in options]
