"""Words are found with or without marks, in any order, from their beginning."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reception_tui.domain.text import fold, words
from reception_tui.store import search
from reception_tui.store.register import Register
from reception_tui.store.search import Findable
from reception_tui.store.work import Work

NAMES = ["Đường Thị Lan", "Đặng Văn Hùng", "Nguyễn Thị Ước", "Duong Van Minh", "Hoàng Đức", "Lê Thị Hoa", "Lê Văn Hòa"]


def know(work: Work, record_id: int, title: str, *, book: str = "visit", text: str = "", no: str = "") -> None:
    number = no or f"LT-2026-{record_id:04}"
    found = Findable(book, record_id, number, date(2026, 11, 23), title, text, f"{number} {title} {text}")
    search.replace(work.connection, book, record_id, found)


@pytest.fixture
def names(register: Register) -> Iterator[Work]:
    """A search that knows a few people."""
    with register.writing() as work:
        for i, name in enumerate(NAMES, start=1):
            know(work, i, name)
        yield work


def titles(work: Work, typed: str, limit: int = 20, books: tuple[str, ...] = ()) -> list[str]:
    return [row["title"] for row in search.find(work.connection, typed, limit, books)]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("duong lan", "Đường Thị Lan"),
        ("Đường", "Đường Thị Lan"),
        ("ĐƯỜNG THỊ", "Đường Thị Lan"),
        ("dang", "Đặng Văn Hùng"),
        ("đặng", "Đặng Văn Hùng"),
        ("Dang Van Hung", "Đặng Văn Hùng"),
        ("nguyen", "Nguyễn Thị Ước"),
        ("NGUYỄN", "Nguyễn Thị Ước"),
        ("nguyễn thị ước", "Nguyễn Thị Ước"),
        ("uoc", "Nguyễn Thị Ước"),
        ("ước nguyễn", "Nguyễn Thị Ước"),
        ("lan  thị   đường", "Đường Thị Lan"),
        ("ngu uo", "Nguyễn Thị Ước"),
        ("đức", "Hoàng Đức"),
        ("duc", "Hoàng Đức"),
        ("LT-2026-0003", "Nguyễn Thị Ước"),
        ("0003", "Nguyễn Thị Ước"),
    ],
)
def test_a_name_is_found_however_it_is_typed(names: Work, typed: str, name: str) -> None:
    assert name in titles(names, typed)
    assert titles(names, unicodedata.normalize("NFD", typed)) == titles(names, typed)


@pytest.mark.parametrize(
    "typed", ["guyen", "nguyen hung", "xyz", "0099", "", "   ", "…", '"', "*", "-", "NEAR", "a OR b"]
)
def test_what_no_record_holds_is_not_found(names: Work, typed: str) -> None:
    assert titles(names, typed) == []


def test_the_newest_record_comes_first(names: Work) -> None:
    assert titles(names, "le") == ["Lê Văn Hòa", "Lê Thị Hoa"]


def test_a_name_with_the_very_marks_that_were_typed_comes_before_the_others(names: Work) -> None:
    assert titles(names, "dương") == ["Duong Van Minh", "Đường Thị Lan"]
    assert titles(names, "đường") == ["Đường Thị Lan", "Duong Van Minh"]
    assert titles(names, "hoa") == ["Lê Văn Hòa", "Lê Thị Hoa", "Hoàng Đức"]
    assert titles(names, "hòa")[0] == "Lê Văn Hòa"


def test_marks_typed_apart_from_their_letters_rank_the_same(names: Work) -> None:
    assert titles(names, unicodedata.normalize("NFD", "đường")) == ["Đường Thị Lan", "Duong Van Minh"]


def test_only_the_asked_for_books_are_searched(names: Work) -> None:
    know(names, 1, "Đường liên xã", book="petition", no="D-2026-0001")
    assert titles(names, "duong", books=("petition",)) == ["Đường liên xã"]
    assert len(titles(names, "duong", books=("petition", "visit"))) == 3
    assert titles(names, "duong", books=("matter",)) == []


def test_no_more_is_found_than_asked_for(names: Work) -> None:
    assert titles(names, "2026", limit=3) == NAMES[::-1][:3]


def test_a_record_that_changed_is_found_by_its_new_words_only(names: Work) -> None:
    know(names, 1, "Phạm Thị Lan")
    assert titles(names, "pham") == ["Phạm Thị Lan"]
    assert "Phạm Thị Lan" not in titles(names, "duong")
    assert search.count(names.connection) == len(NAMES)


def test_a_record_that_may_not_be_found_any_more_leaves_no_trace(names: Work) -> None:
    search.replace(names.connection, "visit", 1, None)
    search.replace(names.connection, "visit", 99, None)
    assert titles(names, "duong lan") == []
    assert search.count(names.connection) == len(NAMES) - 1
    indexed = {
        "sqlite": "SELECT count(*) FROM search_index WHERE search_index MATCH 'lan'",
        "postgresql": "SELECT count(*) FROM search_row WHERE lexemes @@ 'lan'::tsquery",
    }
    assert names.connection.exec_driver_sql(indexed[names.connection.dialect.name]).scalar_one() == 0


@pytest.mark.file_only
def test_the_index_agrees_with_its_rows_after_every_kind_of_change(names: Work) -> None:
    know(names, 1, "Phạm Thị Lan")
    know(names, 1, "Phạm Thị Lan")
    search.replace(names.connection, "visit", 2, None)
    know(names, 2, "Đặng Văn Hùng")
    names.connection.exec_driver_sql("INSERT INTO search_index(search_index) VALUES ('integrity-check')")


def test_more_hits_than_are_looked_through_still_come_newest_first(
    names: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    for few in (1, 50):
        monkeypatch.setattr(search, "_FEW", few)
        monkeypatch.setattr(search, "_LOOKED_THROUGH", 2)
        assert titles(names, "thi") == ["Lê Thị Hoa", "Nguyễn Thị Ước", "Đường Thị Lan"]
        assert titles(names, "thi", books=("petition",)) == []


def test_a_register_number_jumps_to_its_record(names: Work) -> None:
    assert [row["title"] for row in search.by_number(names.connection, "LT-2026-0002")] == ["Đặng Văn Hùng"]
    assert search.by_number(names.connection, "LT-2026-2") == []


@given(st.text(st.sampled_from("aăâđeêioôơuưyáàảãạ NGỄ.,'\"*-:()0123456789"), max_size=20))
def test_whatever_is_typed_the_search_answers_with_what_holds_every_word(names: Work, typed: str) -> None:
    asked = words(typed)
    found = titles(names, typed)
    held = [
        name
        for i, name in enumerate(NAMES, start=1)
        if asked and all(any(word.startswith(part) for word in words(f"LT-2026-{i:04} {name}")) for part in asked)
    ]
    assert sorted(found) == sorted(held)


@given(st.text(max_size=20))
def test_no_text_breaks_the_search(names: Work, typed: str) -> None:
    for title in titles(names, typed):
        assert all(part in fold(f"lt 2026 0123456789 {title}") for part in words(typed))
