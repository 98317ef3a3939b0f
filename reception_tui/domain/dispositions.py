"""Which dispositions are lawful for a petition as it is classified (law.md 2.4)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from reception_tui.domain.errors import DispositionNotLawful
from reception_tui.domain.kinds import DispositionKind as D
from reception_tui.domain.kinds import Jurisdiction, PetitionKind

_ALWAYS = (D.REPORT_TO_HEAD, D.KEEP_ON_FILE, D.NO_ACTION)

INELIGIBLE: tuple[D, ...] = (
    D.KEEP_ON_FILE,
    D.RETURN,
    D.GUIDE,
    D.GUIDE_TO_SUPPLEMENT,
    D.TO_INVESTIGATORS,
    D.REPORT_TO_HEAD,
    D.NO_ACTION,
)

LAWFUL: Mapping[tuple[PetitionKind, Jurisdiction], tuple[D, ...]] = MappingProxyType(
    {
        (PetitionKind.COMPLAINT, Jurisdiction.OURS): (
            D.PROPOSE_ACCEPTANCE,
            D.ACCEPT,
            D.GUIDE_TO_SUPPLEMENT,
            D.REFUSE_ACCEPTANCE,
            D.FORWARD,
            D.RETURN,
            *_ALWAYS,
        ),
        (PetitionKind.COMPLAINT, Jurisdiction.OTHER): (D.GUIDE, D.FORWARD, D.RETURN, *_ALWAYS),
        (PetitionKind.DENUNCIATION, Jurisdiction.OURS): (
            D.PROPOSE_ACCEPTANCE,
            D.ACCEPT,
            D.REFUSE_ACCEPTANCE,
            D.GUIDE_TO_SUPPLEMENT,
            D.FORWARD,
            D.TO_INVESTIGATORS,
            *_ALWAYS,
        ),
        (PetitionKind.DENUNCIATION, Jurisdiction.OTHER): (D.FORWARD, D.GUIDE, D.TO_INVESTIGATORS, *_ALWAYS),
        (PetitionKind.RECOMMENDATION, Jurisdiction.OURS): (
            D.ANSWER,
            D.PROPOSE_ACCEPTANCE,
            D.ACCEPT,
            D.FORWARD,
            D.GUIDE,
            *_ALWAYS,
        ),
        (PetitionKind.RECOMMENDATION, Jurisdiction.OTHER): (D.FORWARD, D.GUIDE, D.ANSWER, D.RETURN, *_ALWAYS),
    }
)


def lawful(kind: PetitionKind, jurisdiction: Jurisdiction | None, eligible: bool) -> tuple[D, ...]:
    """Return the dispositions that may be chosen, the usual one first.

    While nobody has said who is competent, everything that either side may choose is open.
    """
    if not eligible:
        return INELIGIBLE
    sides = (jurisdiction,) if jurisdiction is not None else tuple(Jurisdiction)
    return tuple(dict.fromkeys(one for side in sides for one in LAWFUL[kind, side]))


def check_lawful(
    chosen: D, kind: PetitionKind, jurisdiction: Jurisdiction | None, eligible: bool, field: str = "as"
) -> None:
    """Raise `DispositionNotLawful` unless `chosen` is open to such a petition."""
    choices = lawful(kind, jurisdiction, eligible)
    if chosen not in choices:
        raise DispositionNotLawful(field, value=chosen, kind=kind, jurisdiction=jurisdiction, choices=choices)
