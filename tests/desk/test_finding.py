"""One search for everything: numbers jump, words are found with or without marks."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reception_tui.desk.door import Desk
from reception_tui.desk.queries.find import Hit, find
from reception_tui.desk.queries.overdue import due_list
from reception_tui.domain.deadline import ClockState
from reception_tui.domain.kinds import Owner

if TYPE_CHECKING:
    from tests.conftest import Act, Clock

RECEIVED = "D-2026-0001"
FORWARDED = "D-2026-0003"
VISIT = "LT-2026-0001"

Search = Callable[..., list[Hit]]


@pytest.fixture
def search(office: Desk, clock: Clock) -> Search:
    """Search the register in the middle of its work."""

    def ask(typed: str, limit: int = 50) -> list[Hit]:
        with office.register.reading() as work:
            return find(work, office.reference, typed, limit, clock.day)

    return ask


@pytest.mark.parametrize(
    ("typed", "no"),
    [
        ("D-2026-0001", RECEIVED),
        ("d-2026-1", RECEIVED),
        ("đ/2026/1", RECEIVED),
        (" lt-2026-1 ", VISIT),
        ("D-2026-7.1", "D-2026-0007.1"),
        ("KT-2026-1", "KT-2026-0001"),
        ("vv-2026-1", "VV-2026-0001"),
    ],
)
def test_a_register_number_jumps_to_its_record_alone(search: Search, typed: str, no: str) -> None:
    assert [hit.no for hit in search(typed)] == [no]


@pytest.mark.parametrize("typed", ["nguyễn văn đường", "DUONG NGUYEN", "ngu van duo", "051082001234", "0905123456"])
def test_a_person_is_found_with_their_visits_and_petitions(search: Search, typed: str) -> None:
    for text in (typed, unicodedata.normalize("NFD", typed)):
        assert {hit.book for hit in search(text)} == {"person", "visit", "petition"}


@pytest.mark.parametrize("typed", ["", "   ", "\t"])
def test_nothing_typed_finds_nothing(search: Search, typed: str) -> None:
    assert search(typed) == []


def test_a_petition_is_found_by_the_body_that_has_it(search: Search) -> None:
    assert FORWARDED in [hit.no for hit in search("nong nghiep moi truong")]
    assert FORWARDED in [hit.no for hit in search("SNNMT")]


def test_a_person_is_opened_by_their_row_and_everything_else_by_its_number(search: Search) -> None:
    by_book = {hit.book: hit for hit in search("nguyen van duong")}
    assert (by_book["person"].no, by_book["person"].record_id) == ("", 1)
    assert by_book["visit"].no == VISIT


def test_bodies_are_found_too_and_never_push_out_every_record(search: Search) -> None:
    for limit in (2, 4, 5, 10):
        books = [hit.book for hit in search("noi dung", limit)]
        assert "petition" in books
    found = search("tai chinh", 10)
    assert next(hit.no for hit in found if hit.book == "body") == "STC"


@pytest.mark.parametrize("limit", [1, 2, 3, 7])
def test_no_more_is_found_than_asked_for(search: Search, limit: int) -> None:
    assert len(search("2026", limit)) == limit


def test_a_hit_shows_the_words_around_what_was_asked_for(search: Search, do: Act) -> None:
    long = "Về việc bồi thường giải phóng mặt bằng và tái định cư của dự án mở rộng đường tránh phía tây"
    do("log_visit", people=[{"name": "Lê Ba"}], content=long)
    (hit,) = [hit for hit in search("tranh phia tay") if hit.book == "visit"]
    assert hit.snippet.startswith("…")
    assert "tránh" in hit.snippet
    assert len(hit.snippet) <= 71


def test_what_was_voided_is_not_found(search: Search, do: Act) -> None:
    assert search("D-2026-0008") == []
    do("void", petition=FORWARDED, why="x")
    assert FORWARDED not in [hit.no for hit in search("SNNMT")]


@given(st.text(max_size=20))
def test_whatever_is_typed_the_search_answers(search: Search, typed: str) -> None:
    assert len(search(typed, 8)) <= 8


# --- what is late and near


def test_the_list_of_a_body_holds_only_its_own(do: Act, office: Desk) -> None:
    with office.register.reading() as work:
        everything = due_list(work, office.reference, date(2026, 12, 31))
        one = due_list(work, office.reference, date(2026, 12, 31), body="SXD")
    assert {row.body for row in one.rows} == {"SXD"}
    assert len(one.rows) < len(everything.rows)


def test_the_longest_overdue_comes_first_and_the_counts_are_those_of_the_rows(office: Desk) -> None:
    with office.register.reading() as work:
        found = due_list(work, office.reference, date(2026, 11, 24))
    days = [row.days for row in found.rows if row.days is not None]
    assert days == sorted(days, reverse=True)
    assert sum(found.counts.values()) == len(found.rows)
    for state, count in found.counts.items():
        assert len(found.in_state(state)) == count


def test_a_limit_without_a_rule_is_an_alarm_that_comes_first(act: Act, desk: Desk, clock: Clock) -> None:
    act("register_petition", content="x", channel="post", received_on="2026-11-02")
    act("register_petition", content="x", channel="post", received_on="2021-11-14")
    with desk.register.reading() as work:
        first, second = due_list(work, desk.reference, clock.day).rows
    assert (first.petition, first.owner, first.due, first.days) == ("D-2021-0001", Owner.NOBODY, None, None)
    assert first.state is ClockState.OVERDUE
    assert second.petition == "D-2026-0001"
