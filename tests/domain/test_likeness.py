"""People who may be one: graded with reasons, by pairs of people as they are really written down."""

from __future__ import annotations

import json
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reception_tui.domain.kinds import Gender
from reception_tui.domain.likeness import (
    LIKELY,
    POSSIBLE,
    WEIGHTS,
    Likeness,
    Sign,
    TypedPerson,
    compare_people,
    place_of,
    traits,
)
from reception_tui.domain.names import NameSign, compare_names, one_slip, plain_forms
from reception_tui.domain.phones import canonical_phone, phone_forms
from reception_tui.domain.reference import Reference

TODAY = date(2026, 11, 23)
PAIRS = [
    json.loads(line)
    for line in (Path(__file__).parent / "texts" / "people_pairs.jsonl").read_text(encoding="utf-8").splitlines()
]
PRECISION, RECALL = 0.95, 0.92

WORDS = "Nguyễn Trần Đỗ Lý Thị Văn Thúy Thuý Hòa Hoà An Ân Hùng Hưng Vy Vi Nguyeenx D9uc Ng. A Y"
names = st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=5).map(" ".join)
people = st.builds(
    TypedPerson,
    name=names | st.text(max_size=30),
    id_number=st.sampled_from(["", "051067001234", "051067001243", "212345678", "C1234567"]) | st.text(max_size=14),
    birth_year=st.none() | st.integers(1900, 2026),
    gender=st.none() | st.sampled_from(Gender),
    commune=st.sampled_from(["", "21040", "21187.2025", "21109", "nowhere"]),
    phone=st.sampled_from(["", "0905123456", "+84 905 123 456", "01682345678"]) | st.text(max_size=14),
)


def compare(reference: Reference, a: TypedPerson, b: TypedPerson) -> Likeness:
    found = [traits(one, place_of(reference.directory, one.commune, TODAY)) for one in (a, b)]
    return compare_people(found[0], found[1])


def person(values: dict[str, Any]) -> TypedPerson:
    gender = {"gender": Gender(values["gender"])} if "gender" in values else {}
    return TypedPerson(**{**values, **gender})


@pytest.mark.parametrize("held", [False, True], ids=["tuned", "held out"])
def test_same_people_are_told_from_others(reference: Reference, held: bool) -> None:
    graded = [
        (pair, compare(reference, person(pair["a"]), person(pair["b"]))) for pair in PAIRS if pair["held"] is held
    ]
    told = [pair for pair, likeness in graded if likeness.likely]
    same = [pair for pair, _ in graded if pair["same"]]
    right = [pair for pair in told if pair["same"]]
    assert len(right) / len(told) >= PRECISION
    assert len(right) / len(same) >= RECALL


@pytest.mark.parametrize("pair", PAIRS, ids=[f"{no} {pair['note']}" for no, pair in enumerate(PAIRS)])
def test_each_pair_is_told_with_its_reason(reference: Reference, pair: dict[str, Any]) -> None:
    likeness = compare(reference, person(pair["a"]), person(pair["b"]))
    assert pair["reason"] in [reason.sign for reason in likeness.reasons]


def test_enough_pairs_of_each_sort_are_at_hand() -> None:
    assert len(PAIRS) >= 120
    assert sum(pair["held"] for pair in PAIRS) * 3 >= len(PAIRS) - 3


@given(a=people, b=people)
def test_it_does_not_matter_who_comes_first(reference: Reference, a: TypedPerson, b: TypedPerson) -> None:
    assert compare(reference, a, b) == compare(reference, b, a)


@given(a=people, b=people)
def test_a_score_is_a_share_of_a_hundred(reference: Reference, a: TypedPerson, b: TypedPerson) -> None:
    assert 0 <= compare(reference, a, b).score <= 100


@given(name=names, form=st.sampled_from(["NFC", "NFD", "NFKC"]))
def test_keyboards_and_capitals_do_not_change_a_name(name: str, form: str) -> None:
    written = unicodedata.normalize(form, name)  # type: ignore[arg-type]
    assert compare_names(name, written) is NameSign.SAME
    assert compare_names(name, f"  {written.upper()} ") is NameSign.SAME


@given(name=st.text(max_size=60))
def test_any_text_may_stand_where_a_name_should(name: str) -> None:
    assert compare_names(name, name) in (NameSign.SAME, NameSign.OTHER)
    assert len(plain_forms(name)) <= 4


def test_every_sign_has_a_weight() -> None:
    assert set(WEIGHTS) == {*Sign, *NameSign}
    assert 0 < POSSIBLE < LIKELY < 100


@pytest.mark.parametrize(
    ("typed", "known", "sign"),
    [
        ("Nguyễn Văn An", "nguyễn văn an", NameSign.SAME),
        ("Trần Văn Hoà", "Trần Văn Hòa", NameSign.SAME),
        ("Lí Thị Vi", "Lý Thị Vy", NameSign.SPELLING),
        ("Huy Hoàng", "Hui Hoàng", NameSign.OTHER),
        ("Nguyeenx Vawn An", "Nguyễn Văn An", NameSign.TYPED),
        ("Nguye6n4 Va8n An", "Nguyễn Văn An", NameSign.TYPED),
        ("Truowng Quoocs Vieetj", "Trương Quốc Việt", NameSign.TYPED),
        ("Tru7o7ng Quo6c1 Vie6t5", "Trương Quốc Việt", NameSign.TYPED),
        ("Y Bler", "Y Bler", NameSign.SAME),
        ("Đỗ Thị Thũy", "Đỗ Thị Thủy", NameSign.TONES),
        ("Dặng Văn Đức", "Đặng Văn Đức", NameSign.STROKE),
        ("nguyen van an", "Nguyễn Văn An", NameSign.WITHOUT_MARKS),
        ("NguyễnVăn An", "Nguyễn Văn An", NameSign.SPACING),
        ("An Nguyễn Văn", "Nguyễn Văn An", NameSign.ORDER),
        ("Nguyễn Liên", "Nguyễn Kim Liên", NameSign.MIDDLE),
        ("Ng. V. An", "Nguyễn Văn An", NameSign.SHORT),
        ("N.V.A.", "Nguyễn Văn An", NameSign.INITIALS),
        ("Nguyễn Văn Hùng", "Nguyễn Văn Hưng", NameSign.MARKS),
        ("Hoàng Phước", "Huỳnh Phước", NameSign.REGIONAL),
        ("Đinh Văn Nghên", "Đinh Văn Nghênh", NameSign.TYPO),
        ("Lý Văn Châu", "Lê Văn Châu", NameSign.OTHER),
        ("Bùi Quốc Ninh", "Bùi Quốc Minh", NameSign.OTHER),
        ("nguyễn v", "Nguyễn Văn An", NameSign.BEGINS),
        ("Ông Nguyễn Văn An (Sáu)", "Nguyễn Văn An", NameSign.SAME),
    ],
)
def test_two_spellings_of_a_name(typed: str, known: str, sign: NameSign) -> None:
    assert compare_names(typed, known) is sign
    assert compare_names(known, typed) is sign


@pytest.mark.parametrize(
    ("typed", "today"),
    [
        ("+84 905.123.456", "0905123456"),
        ("84905123456", "0905123456"),
        ("905123456", "0905123456"),
        ("0162 234 5678", "0322345678"),
        ("01692345678", "0392345678"),
        ("01202345678", "0702345678"),
        ("01992345678", "0592345678"),
        ("0553822145", "02553822145"),
        ("", ""),
        ("113", "113"),
    ],
)
def test_a_telephone_number_is_the_one_dialled_today(typed: str, today: str) -> None:
    assert canonical_phone(typed) == today
    assert canonical_phone(today) == today


def test_a_number_is_also_looked_for_as_it_was_before() -> None:
    assert phone_forms("0382345678") == ("0382345678", "01682345678")
    assert phone_forms("01682345678") == ("0382345678", "01682345678")
    assert phone_forms("0168") == ("038", "0168")
    assert phone_forms("090") == ()


def test_a_card_tells_year_and_gender_that_were_not_typed() -> None:
    known = traits(TypedPerson(id_number="051 305 001 122"))
    assert (known.years, known.gender) == (frozenset({2005}), Gender.FEMALE)


def test_a_merged_commune_is_the_same_place(reference: Reference) -> None:
    old, new = TypedPerson("A Thút", commune="21187.2025"), TypedPerson("A Thút", commune="21109")
    (reason,) = [one for one in compare(reference, old, new).reasons if one.sign is Sign.COMMUNE_SUCCESSOR]
    assert reason.values == {"communes": ("21109", "21187.2025"), "today": "21109"}


@pytest.mark.parametrize(
    ("a", "b", "slip"),
    [
        ("1234", "1243", True),
        ("1234", "1254", True),
        ("1234", "123", True),
        ("1234", "4321", False),
        ("12", "12", False),
    ],
)
def test_one_slip_of_the_hand(a: str, b: str, slip: bool) -> None:
    assert one_slip(a, b) is slip
    assert one_slip(b, a) is slip
