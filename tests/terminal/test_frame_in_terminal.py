"""The frame in a real terminal: its own cursor in the field, no words in its title, few colours or none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from screen import KEYS, Terminal

TODAY = "2026-11-23"
COLOUR = re.compile(rb"\x1b\[(?:[\d;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[\d;]*)?m")
CTRL_F, CTRL_Q, CTRL_S, CTRL_BACKSLASH, CTRL_SLASH = "\x06", "\x11", "\x13", "\x1c", "\x1f"
OpenTerminal = Callable[..., Terminal]


@pytest.fixture
def open_with(register_file: Path, tmp_path: Path) -> Iterator[OpenTerminal]:
    """Open the desk in a terminal with these environment variables."""
    opened: list[Terminal] = []

    def start(**environment: str) -> Terminal:
        place = str(tmp_path / "settings")
        arguments = ("--db", str(register_file), "--today", TODAY)
        opened.append(Terminal(*arguments, **{"RECEPTION_SETTINGS": place, **environment}))
        opened[-1].wait_for("BÀN TIẾP CÔNG DÂN", "Số vừa cấp")
        return opened[-1]

    yield start
    for terminal in opened:
        terminal.kill()


def test_the_terminals_own_cursor_stands_in_the_field_and_can_be_seen(open_with: OpenTerminal) -> None:
    desk = open_with()
    desk.type(KEYS["F2"])
    desk.wait_for("GHI LƯỢT TIẾP")
    desk.type("\tLê An")
    desk.wait_for("Lê An")
    desk.read(0.3)
    row, line = next((y, line) for y, line in enumerate(desk.screen.display) if "Lê An" in line)
    assert (desk.screen.cursor.y, desk.screen.cursor.x) == (row, line.index("Lê An") + len("Lê An"))
    assert not desk.screen.cursor.hidden


def test_no_word_of_the_register_goes_into_the_title_of_the_terminal(open_with: OpenTerminal) -> None:
    desk = open_with()
    desk.type(KEYS["F2"])
    desk.wait_for("GHI LƯỢT TIẾP")
    desk.type("\tLê An")
    desk.wait_for("Lê An")
    assert re.search(rb"\x1b\](?:0|1|2);", desk.painted) is None


def test_f12_hides_what_is_typed_in_the_same_burst(open_with: OpenTerminal) -> None:
    desk = open_with()
    desk.type(KEYS["F2"] + "\tLê An" + KEYS["F12"])
    shown = desk.wait_for("Màn hình đang ẩn")
    assert "Lê An" not in shown
    desk.type(KEYS["F12"])
    desk.wait_for("Lê An")


def test_without_colours_everything_is_said_by_words_signs_and_reverse(open_with: OpenTerminal) -> None:
    desk = open_with(NO_COLOR="1")
    assert COLOUR.search(desk.painted) is None
    keys = [cell for y in (22, 23) for cell in desk.screen.buffer[y].values() if cell.reverse]
    assert len(keys) >= 20
    assert all(cell.reverse for x, cell in desk.screen.buffer[0].items() if x < 80)


def test_a_terminal_of_16_colours_gets_no_other_ones(open_with: OpenTerminal) -> None:
    desk = open_with(TEXTUAL_COLOR_SYSTEM="standard", TERM="xterm")
    assert COLOUR.search(desk.painted)
    assert re.search(rb"[34]8;[25];", desk.painted) is None


@pytest.mark.parametrize(("term", "new_visit"), [("vt100", "\x0e"), ("linux", "\x1b[[B"), ("screen", KEYS["F2"])])
def test_an_old_terminal_is_painted_and_every_function_key_has_its_second_way(
    open_with: OpenTerminal, term: str, new_visit: str
) -> None:
    desk = open_with(TERM=term)
    assert re.search(rb"[34]8;[25];", desk.painted) is None, "no colours that it does not know"
    desk.type(new_visit)
    desk.wait_for("GHI LƯỢT TIẾP", "F9 Lưu")
    desk.type("\tLê An\r")
    desk.wait_for("Lê An")
    desk.type(CTRL_BACKSLASH)
    desk.wait_for("Màn hình đang ẩn")
    desk.type(CTRL_BACKSLASH)
    desk.wait_for("Lê An")
    desk.type(CTRL_S)
    desk.wait_for("✗ Mục “Nội dung” còn trống")
    desk.read(0.4)  # what is typed right behind an error is dropped
    desk.type(CTRL_SLASH)
    desk.wait_for("TRỢ GIÚP")
    desk.type(KEYS["ESC"])
    desk.wait_for("F9 Lưu")
    desk.type(KEYS["ESC"])
    desk.wait_for("BÀN TIẾP CÔNG DÂN")
    desk.type(CTRL_F)
    desk.wait_for("TÌM")
    desk.type(KEYS["ESC"])
    desk.wait_for("BÀN TIẾP CÔNG DÂN")
    desk.type(CTRL_Q)
    assert desk.ended() == 0
