"""The decision matrix: every cell against the lawyers' table, what decides when several hold, its limits by date."""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reception_tui.domain.dispositions import Case, Choice, Matrix, check_choice, choices, duties_beside, lawful
from reception_tui.domain.errors import DispositionNotLawful
from reception_tui.domain.kinds import DispositionKind as D
from reception_tui.domain.kinds import Instance, Jurisdiction, PetitionKind
from reception_tui.domain.situations import Situation
from reception_tui.store.reference import _of, _parse
from reception_tui.store.reference.deciding import read_matrix
from reception_tui.store.reference.files import read_files

K, J, S = PetitionKind, Jurisdiction, Situation
TABLE = Path(__file__).parent / "cells" / "decisions.csv"
ROWS = list(csv.DictReader(TABLE.open(encoding="utf-8", newline="")))
TODAY = date(2026, 11, 23)
OF_INSTANCE = {S.SECOND: Instance.SECOND, S.AGAIN: Instance.AGAIN}
DAYS = st.dates(date(2021, 1, 1), date(2030, 12, 31))


@cache
def matrix() -> Matrix:
    return read_matrix(_of({name: _parse(name, text) for name, text in read_files().items()}, "law/"))


def case(
    kind: PetitionKind,
    side: Jurisdiction | None,
    *held: S,
    instance: Instance = Instance.FIRST,
    discipline: bool = False,
) -> Case:
    return Case(kind, side, frozenset(held), instance, discipline)


def kinds_of(found: tuple[Choice, ...]) -> list[D]:
    return [one.kind for one in found]


def split(text: str) -> list[str]:
    return text.split("|") if text else []


@pytest.mark.parametrize(
    "row", ROWS, ids=[f"{row['rule']}-{row['kind']}-{row['jurisdiction']}-{row['situation']}" for row in ROWS]
)
def test_every_cell_is_as_the_table_of_the_lawyers_says(row: dict[str, str]) -> None:
    kind, side, situation = K(row["kind"]), J(row["jurisdiction"]), S(row["situation"])
    on = date.fromisoformat(row["on"])
    rule = matrix().rule_on(on, kind, side, situation)
    assert rule is not None
    assert rule.code == row["rule"]
    assert [duty.code for duty in rule.duties] == split(row["duties"])
    assert row["article"] == (rule.options or rule.duties)[0].article_vi
    if not rule.options:
        assert row["dispositions"] == ""
        return
    found = choices(matrix(), case(kind, side, situation, instance=OF_INSTANCE.get(situation, Instance.FIRST)), on)
    assert kinds_of(found) == split(row["dispositions"])
    assert "|".join(one.form for one in found) == row["forms"]
    assert "|".join(one.limit for one in found) == row["limits"]
    assert all(one.article_vi and one.article_en for one in found)


def test_no_cell_of_the_matrix_is_without_a_row() -> None:
    told = {(row["kind"], row["jurisdiction"], row["situation"], row["rule"]) for row in ROWS}
    held = {
        (kind.value, side.value, situation.value, rule.code)
        for rule in matrix().rules
        for kind in rule.kinds
        for side in rule.jurisdictions
        for situation in rule.situations
    }
    assert told == held
    assert all(row["article"] for row in ROWS)


# What the laws say, written out beside the table.


def test_a_complaint_of_ours_is_proposed_for_acceptance_under_article_27() -> None:
    usual = choices(matrix(), case(K.COMPLAINT, J.OURS), TODAY)[0]
    assert (usual.kind, usual.form, usual.limit) == (D.PROPOSE_ACCEPTANCE, "TT05-01", "KN-01")
    assert usual.article_vi.startswith("Luật Khiếu nại 2011, Điều 27")


@pytest.mark.parametrize("number", range(1, 10))
def test_each_case_of_article_11_ends_in_a_refusal_where_we_are_competent_and_only_there(number: int) -> None:
    situation = S(f"K11.{number}")
    ours = choices(matrix(), case(K.COMPLAINT, J.OURS, situation), TODAY)
    refusal = next(one for one in ours if one.kind is D.REFUSE_ACCEPTANCE)
    assert (refusal.form, refusal.limit) == ("ND124-04", "KN-01")
    assert f"Điều 11 khoản {number}" in refusal.article_vi
    assert {D.ACCEPT, D.PROPOSE_ACCEPTANCE}.isdisjoint(kinds_of(ours))
    other = choices(matrix(), case(K.COMPLAINT, J.OTHER, situation), TODAY)
    assert D.REFUSE_ACCEPTANCE not in kinds_of(other)


def test_what_a_missing_signature_can_mend_is_first_asked_for_under_article_11_5() -> None:
    found = choices(matrix(), case(K.COMPLAINT, J.OURS, S.K11_5), TODAY)
    assert kinds_of(found)[:2] == [D.GUIDE_TO_SUPPLEMENT, D.REFUSE_ACCEPTANCE]


def test_the_words_of_article_11_1_changed_on_the_first_of_july_2026() -> None:
    before = choices(matrix(), case(K.COMPLAINT, J.OURS, S.K11_1), date(2026, 6, 30))[0]
    after = choices(matrix(), case(K.COMPLAINT, J.OURS, S.K11_1), date(2026, 7, 1))[0]
    assert "136/2025" not in before.article_vi
    assert "136/2025" in after.article_vi


@pytest.mark.parametrize(
    ("instance", "discipline", "limit"),
    [
        (Instance.FIRST, False, "KN-01"),
        (Instance.SECOND, False, "KN-06"),
        (Instance.FIRST, True, "KN-13"),
        (Instance.SECOND, True, "KN-13"),
    ],
)
def test_the_limit_is_that_of_the_instance_or_of_discipline_under_articles_27_36_50(
    instance: Instance, discipline: bool, limit: str
) -> None:
    found = choices(matrix(), case(K.COMPLAINT, J.OURS, instance=instance, discipline=discipline), TODAY)
    assert found[0].limit == limit


def test_a_denunciation_that_came_by_post_is_forwarded_and_one_made_in_person_is_guided_under_article_24_2() -> None:
    posted = choices(matrix(), case(K.DENUNCIATION, J.OTHER), TODAY)[0]
    assert (posted.kind, posted.form, posted.limit) == (D.FORWARD, "TT05-03", "TC-03")
    spoken = choices(matrix(), case(K.DENUNCIATION, J.OTHER, S.IN_PERSON), TODAY)
    assert spoken[0].kind is D.GUIDE


def test_a_denunciation_that_the_competent_body_has_too_is_not_processed_under_article_24_3() -> None:
    assert choices(matrix(), case(K.DENUNCIATION, J.OTHER, S.SENT_TO_COMPETENT), TODAY)[0].kind is D.NO_ACTION


@pytest.mark.parametrize("side", Jurisdiction)
def test_an_anonymous_denunciation_is_never_accepted_but_with_evidence_it_is_information_under_article_25(
    side: Jurisdiction,
) -> None:
    without = kinds_of(choices(matrix(), case(K.DENUNCIATION, side, S.ANONYMOUS), TODAY))
    assert without[0] is D.KEEP_ON_FILE
    found = kinds_of(choices(matrix(), case(K.DENUNCIATION, side, S.ANONYMOUS_WITH_EVIDENCE), TODAY))
    assert D.FORWARD in found
    assert {D.ACCEPT, D.PROPOSE_ACCEPTANCE}.isdisjoint({*without, *found})


@pytest.mark.parametrize("side", Jurisdiction)
@pytest.mark.parametrize("also", [S.ANONYMOUS, S.UNREADABLE, S.AGAIN, S.PARTY_MEMBER])
def test_signs_of_a_crime_go_to_the_investigators_at_once_whatever_else_holds_under_article_27_1(
    side: Jurisdiction, also: S
) -> None:
    first = choices(matrix(), case(K.DENUNCIATION, side, S.SIGNS_OF_CRIME, also), TODAY)[0]
    assert (first.kind, first.limit) == (D.TO_INVESTIGATORS, "TC-16")


def test_imminent_harm_is_a_duty_beside_the_ordinary_way_under_article_27_2() -> None:
    asked = case(K.DENUNCIATION, J.OTHER, S.IMMINENT_HARM)
    assert choices(matrix(), asked, TODAY)[0].kind is D.FORWARD
    duty = next(one for one in duties_beside(matrix(), asked, TODAY) if one.code == "stop_harm")
    assert (duty.limit, duty.article_en) == ("TC-16", "Law on Denunciations 2018, art. 27(2)")


def test_what_the_press_passed_on_is_answered_to_it_under_article_26_2() -> None:
    for side in Jurisdiction:
        duties = duties_beside(matrix(), case(K.DENUNCIATION, side, S.PASSED_ON), TODAY)
        assert "TC-04" in {one.limit for one in duties}


def test_a_complaint_outside_competence_is_guided_or_forwarded_and_the_article_changed_in_2026() -> None:
    for on, text in ((date(2026, 6, 30), "Nghị định 64/2014"), (date(2026, 7, 1), "136/2025")):
        found = choices(matrix(), case(K.COMPLAINT, J.OTHER), on)
        assert kinds_of(found)[:2] == [D.GUIDE, D.FORWARD]
        assert text in found[1].article_vi


def test_a_recommendation_is_answered_by_us_or_forwarded_under_article_26_2() -> None:
    assert choices(matrix(), case(K.RECOMMENDATION, J.OURS), TODAY)[0].kind is D.ANSWER
    other = choices(matrix(), case(K.RECOMMENDATION, J.OTHER), TODAY)[0]
    assert (other.kind, other.form) == (D.FORWARD, "TT05-04")


def test_a_denunciation_again_is_first_reviewed_under_article_37_2() -> None:
    found = choices(matrix(), case(K.DENUNCIATION, J.OURS, instance=Instance.AGAIN), TODAY)
    assert (found[0].kind, found[0].limit) == (D.REPORT_TO_HEAD, "TC-12")


def test_a_form_is_named_only_on_days_on_which_it_is_in_force() -> None:
    assert choices(matrix(), case(K.COMPLAINT, J.OURS), date(2021, 11, 14))[0].form == ""
    assert choices(matrix(), case(K.COMPLAINT, J.OURS), date(2021, 11, 15))[0].form == "TT05-01"


def test_several_signatures_and_originals_add_duties_and_change_no_choice() -> None:
    plain = case(K.COMPLAINT, J.OURS)
    laden = case(K.COMPLAINT, J.OURS, S.SEVERAL_SIGNATURES, S.ORIGINALS_ENCLOSED)
    assert choices(matrix(), plain, TODAY) == choices(matrix(), laden, TODAY)
    assert {one.code for one in duties_beside(matrix(), laden, TODAY)} == {"representatives", "return_originals"}


def test_while_nobody_has_said_who_is_competent_both_sides_are_open() -> None:
    both = set(kinds_of(choices(matrix(), case(K.DENUNCIATION, None), TODAY)))
    for side in Jurisdiction:
        assert set(kinds_of(choices(matrix(), case(K.DENUNCIATION, side), TODAY))) <= both


def test_a_situation_that_the_kind_does_not_know_changes_nothing() -> None:
    assert choices(matrix(), case(K.RECOMMENDATION, J.OURS, S.K11_1), TODAY) == choices(
        matrix(), case(K.RECOMMENDATION, J.OURS), TODAY
    )


def test_what_the_matrix_does_not_open_is_refused_with_what_it_does() -> None:
    asked = case(K.COMPLAINT, J.OURS, S.K11_2)
    check_choice(matrix(), D.REFUSE_ACCEPTANCE, asked, TODAY)
    with pytest.raises(DispositionNotLawful) as refused:
        check_choice(matrix(), D.ACCEPT, asked, TODAY)
    assert refused.value.field == "as"
    assert refused.value.values["choices"] == (D.REFUSE_ACCEPTANCE,)


@pytest.mark.parametrize("kind", PetitionKind)
@pytest.mark.parametrize("held", [(), (S.INCOMPLETE,)])
def test_without_a_matrix_the_frame_is_open(kind: PetitionKind, held: tuple[S, ...]) -> None:
    for known in (Matrix(), Matrix(matrix().situations)):
        eligible = not held or not known.situations
        found = choices(known, case(kind, None, *held), TODAY)
        assert tuple(kinds_of(found)) == lawful(kind, None, eligible)


@given(
    kind=st.sampled_from(PetitionKind),
    side=st.sampled_from([*Jurisdiction, None]),
    held=st.frozensets(st.sampled_from(S), max_size=5),
    instance=st.sampled_from(Instance),
    on=DAYS,
)
def test_nobody_is_ever_left_without_a_lawful_way(
    kind: PetitionKind, side: Jurisdiction | None, held: frozenset[S], instance: Instance, on: date
) -> None:
    asked = Case(kind, side, held, instance)
    found = choices(matrix(), asked, on)
    assert found
    assert len(set(kinds_of(found))) == len(found)
    assert all(one.article_vi and one.rule for one in found)
    frame = {*lawful(kind, side, eligible=True), *lawful(kind, side, eligible=False)}
    assert set(kinds_of(found)) <= frame
    check_choice(matrix(), found[0].kind, asked, on)
