"""Petitions that were here before: by pairs of papers as they really come in.

"Same paper": the same sentences, retyped, moved or shortened at the edges. "Same subject": the same people wrote anew.
"""

from __future__ import annotations

import json
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reception_tui.domain.likeness import TypedPerson, place_of, traits
from reception_tui.domain.paper_text import read_text
from reception_tui.domain.reference import Reference
from reception_tui.domain.same_paper import (
    DUPLICATES,
    Paper,
    PaperLikeness,
    PaperSign,
    compare_papers,
    shared_people,
)
from reception_tui.domain.text import fold

TODAY = date(2026, 11, 23)
PAIRS = [
    json.loads(line)
    for line in (Path(__file__).parent / "texts" / "paper_pairs.jsonl").read_text(encoding="utf-8").splitlines()
]
PRECISION, RECALL = 0.95, 0.92
OTHERS = PaperSign.SAME_TEXT_OTHER_AUTHORS


def paper(reference: Reference, values: dict[str, Any]) -> Paper:
    people = (TypedPerson(**one) for one in values["people"])
    known = tuple(traits(one, place_of(reference.directory, one.commune, TODAY)) for one in people)
    text = read_text(values["content"], reference.abbreviations)
    return Paper(text, known, values.get("forwarded_by", ""), values.get("visit", False))


def compare(reference: Reference, pair: dict[str, Any]) -> PaperLikeness:
    return compare_papers(paper(reference, pair["a"]), paper(reference, pair["b"]))


def is_right(pair: dict[str, Any], likeness: PaperLikeness) -> bool:
    """Tell whether the verdict, its reason and the count of common people are those of the pair."""
    verdict = likeness.reasons[0] if likeness.reasons else None
    sign = verdict.sign if verdict is not None and verdict.sign in {*DUPLICATES, OTHERS} else ""
    counted = "shared" not in pair or (verdict is not None and verdict.values["shared"] == pair["shared"])
    return sign == pair["reason"] and counted


@pytest.mark.parametrize("held", [False, True], ids=["tuned", "held out"])
def test_repeated_papers_are_told_with_their_reason(reference: Reference, held: bool) -> None:
    graded = [(pair, compare(reference, pair)) for pair in PAIRS if pair["held"] is held]
    told = [(pair, likeness) for pair, likeness in graded if likeness.duplicate]
    right = [pair for pair, likeness in told if is_right(pair, likeness)]
    assert len(right) / len(told) >= PRECISION
    assert len(right) / sum(pair["duplicate"] for pair, _ in graded) >= RECALL


@pytest.mark.parametrize("pair", [pair for pair in PAIRS if not pair["duplicate"]], ids=lambda pair: str(pair["note"]))
def test_no_other_matter_is_called_a_duplicate(reference: Reference, pair: dict[str, Any]) -> None:
    likeness = compare(reference, pair)
    assert not likeness.duplicate
    assert is_right(pair, likeness)


def test_enough_pairs_of_each_sort_are_at_hand() -> None:
    assert len(PAIRS) >= 150
    assert {pair["reason"] for pair in PAIRS} == {*DUPLICATES, OTHERS, ""}


@pytest.mark.parametrize("pair", PAIRS[::9], ids=lambda pair: str(pair["note"]))
def test_it_does_not_matter_which_paper_comes_first(reference: Reference, pair: dict[str, Any]) -> None:
    turned = {"a": pair["b"], "b": pair["a"]}
    assert compare(reference, pair) == compare(reference, turned)


@given(place=st.integers(0, len(PAIRS) - 1), change=st.sampled_from([str.upper, str.lower, fold, "NFD"]))
def test_a_paper_is_itself_however_it_was_typed(reference: Reference, place: int, change: Any) -> None:
    known = PAIRS[place]["a"]
    content = known["content"]
    again = unicodedata.normalize("NFD", content) if change == "NFD" else change(content)
    a, b = paper(reference, known), paper(reference, known | {"content": again})
    assert compare_papers(a, b).duplicate


@given(a=st.text(max_size=200), b=st.text(max_size=200))
def test_any_text_can_be_compared(a: str, b: str) -> None:
    likeness = compare_papers(Paper(read_text(a)), Paper(read_text(b)))
    assert 0 <= likeness.score <= 100
    assert likeness == compare_papers(Paper(read_text(b)), Paper(read_text(a)))


def test_two_empty_papers_have_nothing_in_common() -> None:
    assert compare_papers(Paper(read_text("")), Paper(read_text(""))).reasons == ()


@pytest.mark.parametrize(
    ("content", "decisions", "parcels"),
    [
        ("Quyết định số 4141/QĐ-UBND ngày 16/11/2022", {"4141"}, set()),
        ("QUYET DINH SO 4l4l/QD-UBND", {"4141"}, set()),
        ("Bản án số 27/2021/DS-ST ngày 05/3/2021", {"27"}, set()),
        ("theo Quyết định 2368 của huyện", {"2368"}, set()),
        ("thửa đất số 768, tờ bản đồ số 12; thửa 769", set(), {"768", "769"}),
        ("ngày 16/11/2022, giá 65.000 đồng/m²", set(), set()),
    ],
)
def test_numbers_that_name_a_matter_are_read(content: str, decisions: set[str], parcels: set[str]) -> None:
    text = read_text(content)
    assert (text.decisions, text.parcels) == (decisions, parcels)


def test_our_own_heading_names_no_other_addressee() -> None:
    assert read_text("Kính gửi: Chủ tịch UBND tỉnh; Ban Tiếp công dân\nNội dung").addressees == frozenset()
    assert read_text("Kính gửi: Sở Y tế; UBND tỉnh\nNội dung").addressees == {"so y te"}


def test_an_overlap_counts_everybody_once() -> None:
    one, other = (traits(TypedPerson(name, birth_year=1970)) for name in ("Đinh Văn Rin", "Đinh Văn Rít"))
    assert shared_people([one, one, other], [one, other], 50) == 2
    assert shared_people([one, one], [one], 50) == 1
    assert shared_people([], [one], 50) == 0
