"""Register numbers: no gap, no number twice, whoever else is writing."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reception_tui.domain.kinds import Book
from reception_tui.store.integrity import number_gaps
from reception_tui.store.numbers import PREFIXES, last_numbers, next_number, tidy_number
from reception_tui.store.register import Register, open_register

ROOT = Path(__file__).parents[2]
WRITER = """
import sys
from reception_tui.domain.kinds import Book
from reception_tui.store.numbers import next_number
from reception_tui.store.register import open_register
register = open_register(sys.argv[1])
for _ in range(int(sys.argv[2])):
    with register.writing() as work:
        print(next_number(work.connection, Book.PETITIONS, 2026))
"""


def take(register: Register, book: Book, year: int) -> str:
    with register.writing() as work:
        return next_number(work.connection, book, year)


def test_numbers_run_from_one_without_a_gap(register: Register) -> None:
    assert [take(register, Book.PETITIONS, 2026) for _ in range(3)] == ["D-2026-0001", "D-2026-0002", "D-2026-0003"]


def test_each_book_and_each_year_has_numbers_of_its_own(register: Register) -> None:
    taken = [take(register, book, year) for book in Book for year in (2025, 2026)]
    assert taken == [f"{PREFIXES[book]}-{year}-0001" for book in Book for year in (2025, 2026)]
    assert take(register, Book.VISITS, 2026) == "LT-2026-0002"
    with register.reading() as work:
        lasts = {(book, year): last for book, year, last in last_numbers(work.connection)}
    assert lasts["visits", 2026] == 2
    assert lasts["visits", 2025] == 1


def test_no_two_books_share_a_prefix() -> None:
    assert set(PREFIXES) == set(Book)
    assert len(set(PREFIXES.values())) == len(PREFIXES)


def test_an_act_that_is_rolled_back_takes_no_number(register: Register) -> None:
    take(register, Book.PETITIONS, 2026)

    def fail() -> None:
        with register.writing() as work:
            assert next_number(work.connection, Book.PETITIONS, 2026) == "D-2026-0002"
            assert next_number(work.connection, Book.VISITS, 2026) == "LT-2026-0001"
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert take(register, Book.PETITIONS, 2026) == "D-2026-0002"
    assert take(register, Book.VISITS, 2026) == "LT-2026-0001"


def test_the_ten_thousandth_number_has_five_digits(register: Register) -> None:
    with register.writing() as work:
        work.connection.exec_driver_sql("INSERT INTO book_number VALUES ('petitions', 2026, 9999)")
    assert take(register, Book.PETITIONS, 2026) == "D-2026-10000"


def test_two_desks_in_one_process_take_different_numbers(place: str) -> None:
    desks = [open_register(place) for _ in range(2)]

    def work(desk: Register) -> list[str]:
        return [take(desk, Book.PETITIONS, 2026) for _ in range(25)]

    with ThreadPoolExecutor(2) as pool:
        taken = [no for numbers in pool.map(work, desks) for no in numbers]
    for desk in desks:
        desk.close()
    assert sorted(taken) == [f"D-2026-{n:04}" for n in range(1, 51)]


def test_two_processes_take_different_numbers(place: str) -> None:
    started = [
        subprocess.Popen([sys.executable, "-c", WRITER, place, "25"], stdout=subprocess.PIPE, text=True, cwd=ROOT)
        for _ in range(2)
    ]
    taken = [no for process in started for no in process.communicate(timeout=60)[0].split()]
    assert [process.returncode for process in started] == [0, 0]
    assert sorted(taken) == [f"D-2026-{n:04}" for n in range(1, 51)]


@pytest.mark.parametrize(
    ("typed", "tidy"),
    [
        ("d-2026-1", "D-2026-0001"),
        ("Đ-2026-12", "D-2026-0012"),
        ("đ/2026/12", "D-2026-0012"),
        (" LT-2026-0007 ", "LT-2026-0007"),
        ("tc-2026-00012", "TC-2026-0012"),
        ("D-2026-12345", "D-2026-12345"),
        ("D-2026-1.2", "D-2026-0001.2"),
        ("không phải số", "KHÔNG PHẢI SỐ"),
        ("D-2026-²", "D-2026-²"),
        ("D-2026-", "D-2026-"),
        ("", ""),
    ],
)
def test_a_number_is_understood_however_short_it_is_typed(typed: str, tidy: str) -> None:
    assert tidy_number(typed) == tidy


@given(st.text(max_size=25) | st.from_regex(r"[dDđĐltLT]{1,2}[-/]\w{0,6}[-/]\w{0,12}(\.\w{0,3})?"))
def test_whatever_is_typed_for_a_number_is_tidied_once_and_for_all(typed: str) -> None:
    assert tidy_number(tidy_number(typed)) == tidy_number(typed)


def test_a_number_that_was_given_but_stands_in_no_book_is_found(register: Register, act: Callable[..., object]) -> None:
    act("register_petition", content="đơn", channel="post")
    with register.reading() as work:
        assert list(number_gaps(work.connection)) == []
    take(register, Book.PETITIONS, 2026)
    with register.reading() as work:
        assert list(number_gaps(work.connection)) == ["D-2026-0002"]
