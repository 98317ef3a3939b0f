"""Which results a decision on a petition may have, by kind and instance (forms 03/GQKN and 04/GQTC)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from reception_tui.domain.kinds import Instance, OutcomeResult, PetitionKind

_FOUND = (OutcomeResult.RIGHT, OutcomeResult.WRONG, OutcomeResult.PARTLY_RIGHT)

RESULTS: Mapping[tuple[PetitionKind, Instance], tuple[OutcomeResult, ...]] = MappingProxyType(
    {
        (PetitionKind.COMPLAINT, Instance.FIRST): _FOUND,
        (PetitionKind.COMPLAINT, Instance.SECOND): (OutcomeResult.UPHELD, OutcomeResult.AMENDED),
        (PetitionKind.DENUNCIATION, Instance.FIRST): _FOUND,
        (PetitionKind.DENUNCIATION, Instance.AGAIN): _FOUND,
        (PetitionKind.RECOMMENDATION, Instance.FIRST): (OutcomeResult.SETTLED, *_FOUND),
    }
)


def results_of(kind: PetitionKind | str, instance: Instance | str) -> tuple[OutcomeResult, ...]:
    """Return the results that may be recorded, termination the last."""
    return (*RESULTS[PetitionKind(kind), Instance(instance)], OutcomeResult.TERMINATED)
