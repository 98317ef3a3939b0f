"""Bodies and places: found by words, dated, with their successors."""

from __future__ import annotations

import unicodedata
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reception_tui.domain.bodies import Body, Commune, Directory
from reception_tui.domain.errors import BodyNotInForce, UnknownBody, UnknownCommune
from reception_tui.domain.reference import Reference
from reception_tui.domain.text import fold

TODAY = date(2026, 11, 23)
OLD, NEW = date(2025, 6, 30), date(2025, 7, 1)


def body(code: str, **more: object) -> Body:
    return Body(code, f"Cơ quan {code}", f"Body {code}", code, "other", "province", **more)  # type: ignore[arg-type]


def directory(*bodies: Body) -> Directory:
    return Directory({one.code: one for one in bodies}, {})


def codes(found: list[Body]) -> list[str]:
    return [one.code for one in found]


# --- search


@pytest.mark.parametrize(
    "typed",
    ["Sở Tài chính", "sở tài chính", "so tai chinh", "SO TAI CHINH", "tai chinh so", "tai ch", "STC", "stc"],
)
def test_a_body_is_found_by_code_or_words_with_or_without_marks(reference: Reference, typed: str) -> None:
    found = reference.directory.find(typed, TODAY)
    assert found[0].code == "STC"
    assert found == reference.directory.find(unicodedata.normalize("NFD", typed), TODAY)


def test_bodies_that_exist_on_the_day_come_before_abolished_ones(reference: Reference) -> None:
    found = reference.directory.find("so tai chinh", TODAY)
    assert codes(found) == ["STC", "STC-KT"]
    everything = reference.directory.find("ubnd", TODAY)
    alive = [one.exists_on(TODAY) for one in everything if fold(one.code) != "ubnd"]
    assert alive == sorted(alive, reverse=True)


def test_a_body_typed_by_its_code_comes_first(reference: Reference) -> None:
    assert reference.directory.find("UBND", TODAY)[0].code == "UBND"


def test_nothing_typed_finds_nothing(reference: Reference) -> None:
    assert reference.directory.find("", TODAY) == []
    assert reference.directory.find(" … ", TODAY) == []
    assert reference.directory.find_communes("") == []


@given(st.text(max_size=15))
def test_whatever_is_typed_every_body_found_holds_every_word(reference: Reference, typed: str) -> None:
    for one in reference.directory.find(typed, TODAY):
        text = fold(" ".join((one.code, one.short, one.name_vi, one.name_en, *one.old_names)))
        assert all(word in text for word in fold(typed).split() if word.isascii() and word.isalnum())


# --- codes and dates


def test_a_body_is_known_by_its_code_in_any_case(reference: Reference) -> None:
    assert reference.directory.body(" stc ").code == "STC"
    assert reference.directory.body("ubnd-tpqn").code == "UBND-TPQN"


def test_an_unknown_body_is_refused_with_its_field(reference: Reference) -> None:
    with pytest.raises(UnknownBody) as refused:
        reference.directory.body("XYZ", "to")
    assert (refused.value.field, refused.value.values) == ("to", {"value": "XYZ"})


@pytest.mark.parametrize(
    ("code", "day", "successors"),
    [
        ("STNMT", TODAY, ["SNNMT"]),
        ("SNNPTNT", TODAY, ["SNNMT"]),
        ("SLDTBXH", TODAY, ["SNV", "SYT", "SGDDT", "SNNMT"]),
        ("UBND-KT", TODAY, ["UBND"]),
        ("BQLKT", TODAY, ["BQLDQ"]),
        ("UBND-TPQN", NEW, ["21025", "21028", "21034", "21109", "21172", "21211"]),
    ],
)
def test_an_abolished_body_is_refused_and_its_successors_named(
    reference: Reference, code: str, day: date, successors: list[str]
) -> None:
    with pytest.raises(BodyNotInForce) as refused:
        reference.directory.body_on(code, day, "to")
    assert (refused.value.field, refused.value.values["successors"]) == ("to", successors)


def test_a_body_exists_through_its_last_day(reference: Reference) -> None:
    last = date(2025, 2, 28)
    assert reference.directory.body_on("STNMT", last).code == "STNMT"
    assert reference.directory.body_on("SNNMT", last + timedelta(days=1)).code == "SNNMT"
    with pytest.raises(BodyNotInForce):
        reference.directory.body_on("STNMT", last + timedelta(days=1))
    with pytest.raises(BodyNotInForce):
        reference.directory.body_on("SNNMT", last)


# --- succession


def test_succession_is_followed_through_every_merger() -> None:
    found = directory(
        body("A", until=date(2020, 1, 1), successors=("B", "C")),
        body("B", until=date(2022, 1, 1), successors=("D",)),
        body("C", until=date(2023, 1, 1), successors=("D", "E")),
        body("D", from_=date(2022, 1, 2)),
        body("E"),
    )
    first = found.bodies["A"]
    assert codes(found.heirs(first, date(2019, 6, 1))) == ["A"]
    assert codes(found.heirs(first, date(2021, 6, 1))) == ["B", "C"]
    assert codes(found.heirs(first, date(2022, 6, 1))) == ["D", "C"]
    assert codes(found.heirs(first, date(2026, 6, 1))) == ["D", "E"]


def test_a_body_that_nobody_succeeds_has_no_heirs() -> None:
    found = directory(body("A", until=date(2020, 1, 1)))
    assert found.heirs(found.bodies["A"], TODAY) == []


def test_every_abolished_body_has_somebody_who_holds_its_tasks_today(reference: Reference) -> None:
    for one in reference.directory.bodies.values():
        heirs = reference.directory.heirs(one, TODAY)
        assert heirs, one.code
        assert all(heir.exists_on(TODAY) for heir in heirs), one.code


# --- subordination


def test_a_body_stands_under_itself_and_all_above_it() -> None:
    found = directory(body("top"), body("middle", parent="top"), body("low", parent="middle"), body("aside"))
    assert found.is_subordinate("low", "low")
    assert found.is_subordinate("low", "middle")
    assert found.is_subordinate("low", "top")
    assert not found.is_subordinate("top", "low")
    assert not found.is_subordinate("aside", "top")
    assert not found.is_subordinate("unknown", "top")


def test_a_circle_of_parents_ends() -> None:
    found = directory(body("A", parent="B"), body("B", parent="A"))
    assert found.is_subordinate("A", "B")
    assert not found.is_subordinate("A", "C")


@pytest.mark.parametrize(
    ("code", "of", "under"),
    [
        ("STC", "UBND", True),
        ("21040", "UBND", True),
        ("VPDKDD", "SNNMT", True),
        ("VPDKDD", "UBND", True),
        ("UBND", "STC", False),
        ("STC", "SXD", False),
        ("CAT", "UBND", False),
        ("CAT", "BCA", True),
        ("21025.2025", "UBND-TPQN", True),
    ],
)
def test_the_provinces_bodies_stand_where_the_law_puts_them(
    reference: Reference, code: str, of: str, under: bool
) -> None:
    assert reference.directory.is_subordinate(code, of) is under


# --- communes


def test_an_official_code_means_the_commune_that_had_it_on_the_day(reference: Reference) -> None:
    assert reference.directory.commune("21025", OLD).name == "Phường Nguyễn Nghiêm"
    assert reference.directory.commune("21025", NEW).name == "Phường Cẩm Thành"


@given(st.dates(date(2024, 1, 1), date(2027, 12, 31)))
def test_a_code_that_was_given_twice_changes_hands_on_one_day(reference: Reference, day: date) -> None:
    wanted = "Phường Nguyễn Nghiêm" if day <= OLD else "Phường Cẩm Thành"
    assert reference.directory.commune("21025", day).name == wanted


def test_an_abolished_commune_keeps_a_code_of_its_own_for_ever(reference: Reference) -> None:
    old = reference.directory.commune("21025.2025", TODAY)
    assert (old.name, old.successors) == ("Phường Nguyễn Nghiêm", ("21025",))
    assert reference.directory.commune(old.code, OLD) == old


@pytest.mark.parametrize("typed", ["Xã Bình Sơn", "bình sơn", "binh son", "XA BINH SON", " Binh Son "])
def test_a_commune_is_found_by_its_name_with_or_without_marks_and_kind(reference: Reference, typed: str) -> None:
    assert reference.directory.commune(typed, TODAY).code == "21040"
    assert reference.directory.commune(unicodedata.normalize("NFD", typed), TODAY).code == "21040"


def test_of_communes_of_one_name_that_of_the_day_is_meant(reference: Reference) -> None:
    assert reference.directory.commune("nghia lo", OLD).code == "21028.2025"
    assert reference.directory.commune("nghia lo", NEW).code == "21028"
    assert reference.directory.commune("nguyễn nghiêm", NEW).code == "21457"


def test_of_two_names_that_differ_in_a_mark_the_one_typed_with_its_marks_is_meant(reference: Reference) -> None:
    directory = reference.directory
    assert directory.commune("Sơn Hạ", NEW).name == "Xã Sơn Hạ"
    assert directory.commune("xã sơn hà", NEW).name == "Xã Sơn Hà"
    assert directory.find_communes("sơn hạ")[0].name == "Xã Sơn Hạ"
    with pytest.raises(UnknownCommune):
        directory.commune("son ha", NEW)


def test_a_name_that_only_an_old_commune_had_still_finds_it(reference: Reference) -> None:
    assert reference.directory.commune("châu ổ", TODAY).code == "21040.2025"


@pytest.mark.parametrize("typed", ["Phường Nguyễn Nghiêm", "bình", "không có", "99999", ""])
def test_a_name_of_several_or_of_none_is_refused_with_choices(reference: Reference, typed: str) -> None:
    with pytest.raises(UnknownCommune) as refused:
        reference.directory.commune(typed, TODAY)
    assert len(refused.value.values["choices"]) <= 5
    assert refused.value.field == "commune"


def test_the_province_has_96_communes_since_the_reform(reference: Reference) -> None:
    places = reference.directory.communes.values()
    assert sum(place.exists_on(TODAY) for place in places) == 96
    assert len({place.official for place in places if place.exists_on(TODAY)}) == 96


def test_each_commune_has_a_peoples_committee_of_its_code(reference: Reference) -> None:
    for code, place in reference.directory.communes.items():
        committee = reference.directory.bodies[code]
        assert committee.name_vi.startswith("UBND ")
        assert (committee.from_, committee.until) == (place.from_, place.until)


def test_communes_that_exist_are_offered_before_abolished_ones(reference: Reference) -> None:
    found = reference.directory.find_communes("nghia lo")
    assert [place.code for place in found] == ["21028", "21028.2025"]


def test_a_commune_exists_from_its_first_through_its_last_day() -> None:
    place = Commune("1", "1", "Xã Một", "xã", from_=date(2020, 1, 1), until=date(2020, 12, 31))
    assert place.exists_on(date(2020, 1, 1))
    assert place.exists_on(date(2020, 12, 31))
    assert not place.exists_on(date(2019, 12, 31))
    assert not place.exists_on(date(2021, 1, 1))


def test_a_body_has_its_vietnamese_name_where_there_is_no_english_one() -> None:
    one = Body("A", "Cơ quan", "", "A", "other", "province")
    assert (one.name("vi"), one.name("en")) == ("Cơ quan", "Cơ quan")
    assert Body("A", "Cơ quan", "Body", "A", "other", "province").name("en") == "Body"
