"""The plain desk and the drill in a real terminal: lines for a screen reader, and cards against the watch."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from morning import Typist
from screen import Terminal

from reception_tui.desk.drill import visitors
from reception_tui.store.reference import build
from reception_tui.store.reference.files import read_files

TODAY = "2026-11-23"
CTRL_C, CTRL_D = "\x03", "\x04"
pytestmark = pytest.mark.terminal


@pytest.fixture
def open_plain(register_file: Path) -> Iterator[Callable[[], Terminal]]:
    """Open the plain desk; it is closed at the end of the test."""
    opened: list[Terminal] = []

    def start() -> Terminal:
        opened.append(Terminal("plain", "--db", str(register_file), "--today", TODAY, "--lang", "vi", rows=100))
        opened[-1].wait_for("giup", "\n>")
        return opened[-1]

    yield start
    for terminal in opened:
        terminal.kill()


def answer(desk: Terminal, *lines: str) -> None:
    """Type one line after the other, each once it is asked for."""
    for line in lines:
        desk.type(line + "\r")
        desk.read(0.05)


def visits_of(register_file: Path) -> list[tuple[str, str, str]]:
    """Return name, identity number and content of every visit, read behind the program's back."""
    with closing(sqlite3.connect(register_file)) as connection:
        return connection.execute(
            """SELECT person.name, id_number, content FROM visit JOIN visit_person ON visit_id = visit.id
            JOIN person ON person_id = person.id"""
        ).fetchall()


def test_a_visit_line_by_line_repeats_what_was_wrong_and_sends_no_sequence(
    open_plain: Callable[[], Terminal], register_file: Path
) -> None:
    desk = open_plain()
    answer(desk, "luot", "12345")
    desk.wait_for("✗", "12345")
    answer(desk, "051082001234", "Trần Văn Ba", "", "", "son ha", "", "", "", "Hỏi đất", "", "giai", "", "", "")
    desk.wait_for("✓ LT-2026-0001")
    answer(desk, "thoat")
    assert os.WEXITSTATUS(desk.ended()) == 0
    assert b"\x1b" not in desk.painted
    assert visits_of(register_file) == [("Trần Văn Ba", "051082001234", "Hỏi đất")]


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D], ids=["Ctrl+C", "Ctrl+D"])
def test_a_line_that_breaks_records_nothing_and_the_answers_are_offered_again(
    open_plain: Callable[[], Terminal], register_file: Path, key: str
) -> None:
    desk = open_plain()
    answer(desk, "luot", "051082001234", "Trần Văn Ba")
    desk.wait_for("Trần Văn Ba", "Năm sinh")
    desk.type(key)
    desk.read(1.0)
    assert "Traceback" not in desk.text()
    desk.kill()
    assert visits_of(register_file) == []
    again = open_plain()
    answer(again, "luot", "", "")
    again.wait_for("[Trần Văn Ba]")


def test_a_drill_shows_a_card_takes_the_keys_and_tells_what_each_visit_took() -> None:
    files = read_files()
    people = visitors(build(files), files, 2, 1, petitions=False)
    drill = Terminal("drill", "--visits", "2", "--today", TODAY, "--lang", "vi")
    try:
        typist = Typist(drill)
        for i, one in enumerate(people, start=1):
            drill.wait_for(f"{i}/2", one.entry.name, one.entry.id_number, "BÀN TIẾP CÔNG DÂN")
            typist.work(one)
        told = drill.wait_for("lượt", "Mục chậm nhất") if drill.ended() == 0 else drill.text()
        for one in people:
            assert f"{one.entry.name:<28}" in told
        assert "phím" in told
    finally:
        drill.kill()
