"""Which dispositions are lawful: every kind of petition, competence and eligibility (law.md 2.4)."""

from __future__ import annotations

from itertools import product

import pytest

from reception_tui.domain.dispositions import check_lawful, lawful
from reception_tui.domain.errors import DispositionNotLawful
from reception_tui.domain.kinds import DispositionKind as D
from reception_tui.domain.kinds import Jurisdiction, PetitionKind
from reception_tui.domain.reference import Reference

K, J = PetitionKind, Jurisdiction

ANY = {D.REPORT_TO_HEAD, D.KEEP_ON_FILE, D.NO_ACTION}
OPEN = {
    (K.COMPLAINT, J.OURS): ANY
    | {D.ACCEPT, D.PROPOSE_ACCEPTANCE, D.REFUSE_ACCEPTANCE, D.GUIDE_TO_SUPPLEMENT, D.FORWARD, D.RETURN},
    (K.COMPLAINT, J.OTHER): ANY | {D.GUIDE, D.FORWARD, D.RETURN},
    (K.DENUNCIATION, J.OURS): ANY
    | {D.ACCEPT, D.PROPOSE_ACCEPTANCE, D.REFUSE_ACCEPTANCE, D.GUIDE_TO_SUPPLEMENT, D.FORWARD, D.TO_INVESTIGATORS},
    (K.DENUNCIATION, J.OTHER): ANY | {D.FORWARD, D.GUIDE, D.TO_INVESTIGATORS},
    (K.RECOMMENDATION, J.OURS): ANY | {D.ANSWER, D.ACCEPT, D.PROPOSE_ACCEPTANCE, D.FORWARD, D.GUIDE},
    (K.RECOMMENDATION, J.OTHER): ANY | {D.ANSWER, D.FORWARD, D.GUIDE, D.RETURN},
}
INELIGIBLE = ANY | {D.RETURN, D.GUIDE, D.GUIDE_TO_SUPPLEMENT, D.TO_INVESTIGATORS}
CASES = list(product(PetitionKind, (*Jurisdiction, None), (True, False)))


def expected(kind: PetitionKind, jurisdiction: Jurisdiction | None, eligible: bool) -> set[D]:
    if not eligible:
        return INELIGIBLE
    if jurisdiction is None:
        return OPEN[kind, J.OURS] | OPEN[kind, J.OTHER]
    return OPEN[kind, jurisdiction]


@pytest.mark.parametrize(("kind", "jurisdiction", "eligible"), CASES)
def test_exactly_the_lawful_dispositions_are_open(
    kind: PetitionKind, jurisdiction: Jurisdiction | None, eligible: bool
) -> None:
    wanted = expected(kind, jurisdiction, eligible)
    found = lawful(kind, jurisdiction, eligible)
    assert set(found) == wanted
    assert len(found) == len(set(found))
    for chosen in D:
        if chosen in wanted:
            check_lawful(chosen, kind, jurisdiction, eligible)
            continue
        with pytest.raises(DispositionNotLawful) as refused:
            check_lawful(chosen, kind, jurisdiction, eligible)
        assert refused.value.field == "as"
        assert refused.value.values["choices"] == found


@pytest.mark.parametrize(
    ("kind", "jurisdiction", "usual"),
    [
        (K.COMPLAINT, J.OURS, D.PROPOSE_ACCEPTANCE),
        (K.COMPLAINT, J.OTHER, D.GUIDE),
        (K.DENUNCIATION, J.OURS, D.PROPOSE_ACCEPTANCE),
        (K.DENUNCIATION, J.OTHER, D.FORWARD),
        (K.RECOMMENDATION, J.OURS, D.ANSWER),
        (K.RECOMMENDATION, J.OTHER, D.FORWARD),
    ],
)
def test_the_usual_disposition_is_offered_first(kind: PetitionKind, jurisdiction: Jurisdiction, usual: D) -> None:
    assert lawful(kind, jurisdiction, eligible=True)[0] is usual


def test_an_ineligible_petition_is_first_of_all_kept_on_file() -> None:
    assert lawful(K.COMPLAINT, J.OURS, eligible=False)[0] is D.KEEP_ON_FILE


@pytest.mark.parametrize("kind", PetitionKind)
@pytest.mark.parametrize("jurisdiction", [*Jurisdiction, None])
def test_a_denunciation_is_never_sent_back_to_its_author(kind: PetitionKind, jurisdiction: Jurisdiction | None) -> None:
    open_ = lawful(kind, jurisdiction, eligible=True)
    assert (D.RETURN in open_) is (
        (kind, jurisdiction) not in {(K.RECOMMENDATION, J.OURS)} and kind is not K.DENUNCIATION
    )


@pytest.mark.parametrize("kind", [K.COMPLAINT, K.RECOMMENDATION])
def test_only_a_denunciation_goes_to_the_investigators(kind: PetitionKind) -> None:
    assert D.TO_INVESTIGATORS not in lawful(kind, None, eligible=True)
    assert D.TO_INVESTIGATORS in lawful(K.DENUNCIATION, None, eligible=True)


def test_every_disposition_has_a_name_and_a_source_in_the_law_files(reference: Reference) -> None:
    named = {rule.kind: rule for rule in reference.book.dispositions}
    assert set(named) == set(D)
    assert all(rule.name_vi and rule.name_en for rule in named.values())
