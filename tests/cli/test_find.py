"""`reception find`: with marks or without, by number, and never more than asked for."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest

from tests.cli.conftest import Json, Reception, Scene

BOOKS = {"petition", "visit", "person", "matter", "body"}
PEOPLE = ("Đỗ Thị Đẹp", "Nguyễn Văn Dũng", "Huỳnh Thúy Kiều")


def play(reception: Reception) -> None:
    """Register visits and petitions whose words are full of marks."""
    acts: list[Json] = []
    for name in PEOPLE:
        person = {"name": name, "commune": "21025", "phone": "0905000111"}
        content = f"Bồi thường đất ở thôn Đông của {name.split()[-1]}"
        acts += [
            {"act": "log_visit", "at": "2026-10-05", "people": [person], "content": content, "result": "explained"},
            {
                "act": "register_petition", "received_on": "2026-10-06", "channel": "post", "petitioners": [person],
                "title": f"Đơn đề nghị của {name.split()[-1]}", "content": content,
            },
        ]  # fmt: skip
    copies = [
        {"act": "register_petition", "petitioners": [{"name": f"Bản sao {n}"}], "content": "Lặp lại"} for n in range(9)
    ]
    reception.do(*acts, {"act": "link", "petition": "D-2026-0002", "to": "D-2026-0001"}, *copies)


@pytest.fixture
def register(scene: Scene) -> Reception:
    """A register to look for things in; nobody changes it."""
    return scene("find", play)


def test_answer_has_the_keys_of_the_contract(register: Reception) -> None:
    answer = register.ask("find", "Đỗ Thị Đẹp")
    assert set(answer) >= {"hits", "ms"}
    assert isinstance(answer["ms"], int | float)
    assert {hit["book"] for hit in answer["hits"]} >= {"petition", "visit", "person"}
    for hit in answer["hits"]:
        assert set(hit) >= {"book", "no", "title", "on", "snippet"}
        assert hit["book"] in BOOKS
        assert isinstance(hit["no"], str)
        if hit["on"] is not None:
            date.fromisoformat(hit["on"])


@pytest.mark.parametrize(
    "words",
    [
        ("ĐỖ THỊ ĐẸP",), ("Do", "Thi", "Dep"),
        (unicodedata.normalize("NFD", "  Đỗ   Thị  Đẹp "),), ("boi thuong dat dep",),
    ],
)  # fmt: skip
def test_name_and_content_are_found_however_they_are_typed(register: Reception, words: tuple[str, ...]) -> None:
    found = register.found(*words)
    assert {"LT-2026-0001", "D-2026-0001"} <= found
    assert not {"LT-2026-0002", "D-2026-0002"} & found


@pytest.mark.parametrize("number", ["lt-2026-0002", "VV-2026-0001"])
def test_number_jumps_to_its_record(register: Reception, number: str) -> None:
    assert register.find(number)[0]["no"] == number.upper()


@pytest.mark.parametrize(("words", "code"), [("so xay dung", "SXD"), ("cam thanh", "21025")])
def test_body_and_commune_are_found_by_name_and_by_code(register: Reception, words: str, code: str) -> None:
    assert code in {hit["no"] for hit in register.find(words) if hit["book"] == "body"}


def test_limit_is_never_passed_and_is_used_up(register: Reception) -> None:
    assert len(register.find("Bản sao", limit=5)) == 5


@pytest.mark.parametrize("words", ["không có gì như thế này cả xyzzy", '"', "NEAR(a OR b) -x*"])
def test_what_is_not_there_is_an_empty_list_and_no_sign_means_anything_to_the_search_engine(
    register: Reception, words: str
) -> None:
    assert register.found(words) == set()


def test_text_answer_shows_number_and_day_as_people_write_it(register: Reception) -> None:
    ran = register.run("find", "Đỗ Thị Đẹp")
    assert ran.code == 0
    assert "D-2026-0001" in ran.out
    assert "06/10/2026" in ran.out
