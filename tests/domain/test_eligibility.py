"""The eligibility checklist: what is looked at by kind, what its lack gives, what stays to be asked."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reception_tui.domain.eligibility import Answer, Checklist, EligibilityRules, Fact, check_eligibility
from reception_tui.domain.kinds import DispositionKind as D
from reception_tui.domain.kinds import PetitionKind
from reception_tui.domain.situations import Situation
from reception_tui.store.reference import _of, _parse
from reception_tui.store.reference.deciding import read_eligibility
from reception_tui.store.reference.files import read_files

K, F = PetitionKind, Fact
TODAY = date(2026, 11, 23)
OLD = date(2021, 11, 14)
BAD = {F.PROHIBITED_CONTENT, F.SENT_TO_COMPETENT, F.HANDLED_BEFORE, F.SECOND_COPY, F.OTHER_REASON, F.SEVERAL_SIGNERS}
BAD |= {F.ORIGINALS_ENCLOSED}
WHOLE = {fact: fact not in BAD for fact in F}
FACTS = st.dictionaries(st.sampled_from(F), st.booleans())


@cache
def rules() -> EligibilityRules:
    return read_eligibility(_of({name: _parse(name, text) for name, text in read_files().items()}, "law/"))


def checked(kind: PetitionKind, facts: dict[Fact, bool], on: date = TODAY) -> Checklist:
    return check_eligibility(rules(), kind, facts, on)


def without(*lacking: Fact, **more: bool) -> dict[Fact, bool]:
    """Return a whole petition, but for the facts that are the other way round."""
    return WHOLE | {fact: not WHOLE[fact] for fact in lacking} | {F(name): value for name, value in more.items()}


@pytest.mark.parametrize("kind", PetitionKind)
@pytest.mark.parametrize("on", [OLD, TODAY])
def test_a_whole_petition_is_eligible_and_nothing_is_asked(kind: PetitionKind, on: date) -> None:
    found = checked(kind, WHOLE, on)
    assert (found.eligible, found.reasons, found.asks, found.proposal) == (True, (), (), None)


@pytest.mark.parametrize("kind", PetitionKind)
def test_what_nobody_answered_stays_to_be_asked_and_is_never_guessed(kind: PetitionKind) -> None:
    found = checked(kind, {})
    assert (found.eligible, found.reasons) == (None, ())
    assert set(found.asks) == {one.item.fact for one in found.items if not one.item.volunteered}
    assert all(fact in rules().questions for fact in found.asks)


# Each line of the list: the kind, what is lacking, the reason, and the article (Circular 05/2021, art. 6(2)).
LINES = [
    *((kind, F.DATED, "KD1", "Điều 6 khoản 2 điểm a") for kind in K),
    *((kind, F.SIGNED, "KD1", "Điều 6 khoản 2 điểm a") for kind in K),
    (K.COMPLAINT, F.AUTHOR_NAMED, "KD1", "Luật Khiếu nại 2011, Điều 8 khoản 2"),
    (K.RECOMMENDATION, F.AUTHOR_NAMED, "KD1", "Điều 6 khoản 2 điểm a"),
    (K.COMPLAINT, F.ACCUSED_NAMED, "KD1", "Luật Khiếu nại 2011, Điều 8 khoản 2"),
    (K.DENUNCIATION, F.ACCUSED_NAMED, "KD1", "Luật Tố cáo 2018, Điều 23 khoản 1"),
    (K.COMPLAINT, F.GROUNDS_AND_REQUEST, "KD1", "Luật Khiếu nại 2011, Điều 8 khoản 2"),
    (K.DENUNCIATION, F.VIOLATION_STATED, "KD1", "Luật Tố cáo 2018, Điều 23 khoản 1"),
    (K.DENUNCIATION, F.CONTACT_GIVEN, "KD1", "Luật Tố cáo 2018, Điều 23 khoản 1"),
    (K.RECOMMENDATION, F.CONTENT_CLEAR, "KD1", "Điều 6 khoản 2 điểm a"),
    *((kind, F.READABLE, "KD5", "Điều 6 khoản 2 điểm b") for kind in K),
    *((kind, F.PROHIBITED_CONTENT, "KD4", "Điều 6 khoản 2 điểm b") for kind in K),
    (K.COMPLAINT, F.SENT_TO_COMPETENT, "KD2", "Điều 6 khoản 2 điểm b"),
    (K.RECOMMENDATION, F.SENT_TO_COMPETENT, "KD2", "Điều 6 khoản 2 điểm b"),
    (K.DENUNCIATION, F.SENT_TO_COMPETENT, "KD2", "Luật Tố cáo 2018, Điều 24 khoản 3"),
    *((kind, F.SECOND_COPY, "KD3", "Điều 6 khoản 2 điểm b") for kind in K),
    *((kind, F.OTHER_REASON, "KD9", "Điều 6 khoản 2 điểm b") for kind in K),
]


@pytest.mark.parametrize(("kind", "lacking", "reason", "article"), LINES)
def test_each_lack_gives_its_reason_with_its_article(
    kind: PetitionKind, lacking: Fact, reason: str, article: str
) -> None:
    found = checked(kind, without(lacking))
    assert (found.eligible, found.reasons) == (False, (reason,))
    failed = [one for one in found.items if one.answer is Answer.FAILED]
    assert len(failed) == 1
    assert article in failed[0].item.article_vi
    assert found.proposal is not None
    assert found.proposal.notice.reason == reason


OTHERWISE_TESTED = {
    (K.DENUNCIATION, F.AUTHOR_NAMED),
    (K.DENUNCIATION, F.AUTHOR_REAL),
    *((kind, F.IN_VIETNAMESE) for kind in K),
    *((kind, F.HANDLED_BEFORE) for kind in K),
}


def test_no_line_of_the_checklist_is_without_a_test() -> None:
    told = {(kind, lacking) for kind, lacking, _, _ in LINES} | OTHERWISE_TESTED
    assert told == {(kind, item.fact) for item in rules().items for kind in item.kinds if item.reason}


@pytest.mark.parametrize("kind", PetitionKind)
def test_a_foreign_language_needs_a_notarised_translation(kind: PetitionKind) -> None:
    assert checked(kind, without(F.IN_VIETNAMESE)).eligible is True
    assert checked(kind, without(F.IN_VIETNAMESE, translated=False)).reasons == ("KD1",)
    asked = {fact: value for fact, value in without(F.IN_VIETNAMESE).items() if fact is not F.TRANSLATED}
    assert (checked(kind, asked).eligible, checked(kind, asked).asks) == (None, (F.TRANSLATED,))


@pytest.mark.parametrize("kind", PetitionKind)
def test_what_was_answered_before_may_come_again_only_with_a_right_to_go_on(kind: PetitionKind) -> None:
    assert checked(kind, without(F.HANDLED_BEFORE)).eligible is True
    assert checked(kind, without(F.HANDLED_BEFORE, may_go_on=False)).reasons == ("KD3",)


@pytest.mark.parametrize("lacking", [F.AUTHOR_NAMED, F.AUTHOR_REAL])
def test_an_anonymous_or_borrowed_name_is_excused_by_evidence_under_article_25_2(lacking: Fact) -> None:
    found = checked(K.DENUNCIATION, without(lacking, F.DATED, F.SIGNED, F.CONTACT_GIVEN))
    assert found.eligible is True
    assert found.situations == {Situation.ANONYMOUS_WITH_EVIDENCE}
    assert {one.item.fact for one in found.items if one.answer is Answer.EXCUSED} >= {lacking, F.SIGNED}


def test_anonymous_without_evidence_is_not_processed_under_article_25_1() -> None:
    found = checked(K.DENUNCIATION, without(F.AUTHOR_NAMED, F.SIGNED, provable=False))
    assert (found.eligible, set(found.reasons)) == (False, {"KD6", "KD1"})
    assert found.situations == {Situation.ANONYMOUS, Situation.INCOMPLETE}
    assert found.proposal is not None
    assert (found.proposal.notice.reason, found.proposal.disposition) == ("KD6", D.KEEP_ON_FILE)


def test_whether_there_is_evidence_is_asked_only_of_an_unknown_author() -> None:
    unsure = {fact: value for fact, value in without(F.AUTHOR_NAMED).items() if fact is not F.PROVABLE}
    assert (checked(K.DENUNCIATION, unsure).eligible, checked(K.DENUNCIATION, unsure).asks) == (None, (F.PROVABLE,))
    known = {fact: value for fact, value in WHOLE.items() if fact is not F.PROVABLE}
    assert checked(K.DENUNCIATION, known).asks == ()


def test_a_named_author_who_did_not_sign_is_not_excused_by_evidence() -> None:
    assert checked(K.DENUNCIATION, without(F.SIGNED)).reasons == ("KD1",)


def test_several_reasons_stand_at_once_and_the_gravest_decides_what_is_proposed() -> None:
    found = checked(K.COMPLAINT, without(F.DATED, F.READABLE, F.PROHIBITED_CONTENT))
    assert set(found.reasons) == {"KD1", "KD4", "KD5"}
    assert found.proposal is not None
    assert found.proposal.notice.reason == "KD5"


def test_who_can_be_reached_is_guided_to_supplement_and_who_cannot_is_filed() -> None:
    reached = checked(K.COMPLAINT, without(F.SIGNED)).proposal
    lost = checked(K.COMPLAINT, without(F.AUTHOR_NAMED)).proposal
    assert reached is not None
    assert lost is not None
    assert (reached.disposition, reached.form) == (D.GUIDE_TO_SUPPLEMENT, "TT05-02")
    assert (lost.disposition, lost.form) == (D.KEEP_ON_FILE, "")


@pytest.mark.parametrize(
    ("noted", "situation"),
    [
        (F.SEVERAL_SIGNERS, Situation.SEVERAL_SIGNATURES),
        (F.ORIGINALS_ENCLOSED, Situation.ORIGINALS_ENCLOSED),
        (F.ADDRESSED_HERE, Situation.PASSED_ON),
    ],
)
def test_a_note_decides_nothing_but_is_a_situation(noted: Fact, situation: Situation) -> None:
    found = checked(K.COMPLAINT, without(noted))
    assert (found.eligible, found.situations) == (True, {situation})


def test_the_circular_in_force_on_the_day_is_named() -> None:
    for on, circular in ((OLD, "07/2014"), (date(2021, 11, 15), "05/2021")):
        assert all(circular in one.item.article_vi for one in checked(K.RECOMMENDATION, WHOLE, on).items[:5])


def test_without_a_checklist_nothing_is_said_against_a_petition() -> None:
    found = check_eligibility(EligibilityRules(), K.COMPLAINT, {}, TODAY)
    assert (found.items, found.eligible) == ((), True)


@given(st.sampled_from(PetitionKind), FACTS, st.dates(date(2021, 1, 1), date(2030, 12, 31)))
def test_a_reason_needs_an_answer_and_a_verdict_needs_all(
    kind: PetitionKind, facts: dict[Fact, bool], on: date
) -> None:
    found = checked(kind, facts, on)
    assert (found.eligible is False) is bool(found.reasons)
    assert (found.proposal is not None) is bool(found.reasons)
    assert not set(found.asks) & set(facts)
    if found.eligible is None:
        assert found.asks
    if found.eligible:
        assert not any(one.answer in (Answer.OPEN, Answer.FAILED) for one in found.items if one.item.reason)
    for one in found.items:
        assert one.item.article_vi
        if one.answer is Answer.FAILED:
            assert one.item.fact in facts


@given(st.sampled_from(PetitionKind), FACTS, st.sampled_from(F), st.booleans())
def test_one_more_answer_never_takes_a_reason_back_but_by_an_excuse(
    kind: PetitionKind, facts: dict[Fact, bool], fact: Fact, value: bool
) -> None:
    if fact in facts:
        return
    before, after = checked(kind, facts), checked(kind, facts | {fact: value})
    assert set(before.reasons) <= set(after.reasons)
