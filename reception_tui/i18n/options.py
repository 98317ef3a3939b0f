"""What can be chosen from closed sets, in the language in use."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from reception_tui import i18n
from reception_tui.desk.queries.choosing import Option
from reception_tui.domain.kinds import PetitionKind
from reception_tui.domain.reference import Reference
from reception_tui.i18n import tr
from reception_tui.i18n.labels import label, words_of

_ABBREVIATIONS: dict[StrEnum, str] = {
    PetitionKind.COMPLAINT: "kn",
    PetitionKind.DENUNCIATION: "tc",
    PetitionKind.RECOMMENDATION: "kp knpa pakn",
}


def of_kind(members: Iterable[StrEnum]) -> list[Option]:
    """Return the members of a closed set, found by label, by code and by abbreviation."""
    return [Option(one.value, label(one), f"{words_of(one)} {_ABBREVIATIONS.get(one, '')}") for one in members]


def yes_no() -> list[Option]:
    """Return yes and no."""
    return [Option("yes", tr("yes"), "co x 1"), Option("no", tr("no"), "khong k 0")]


def subject_fields(reference: Reference) -> list[Option]:
    """Return the subject fields."""
    en = i18n.lang() == "en"
    return [Option(one.code, one.name_en if en else one.name_vi) for one in reference.fields.values()]
