"""Every key counts once, in order: input methods, scanners, pastes, type-ahead, at every pace, however busy."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from screen import KEYS, Terminal
from streams import (
    CLEAR,
    LINES_ONLY,
    PACES,
    STALLS,
    STREAMS,
    Form,
    Program,
    Stream,
    fields,
    keys_of,
    nfd,
    replacing,
    send,
    typed,
    unikey,
)
from streams import TELEX as TELEX_WORDS

OPENED = "Hôm nay chưa tiếp ai"
DESK = "BÀN TIẾP CÔNG DÂN"
ENTER, F9 = "\r", KEYS["F9"]
Open = Callable[..., Terminal]
IN_NOTES = [stream for stream in STREAMS if stream.name not in LINES_ONLY]
pytestmark = pytest.mark.terminal


def pass_streams(form: Form, pace: float, streams: Iterable[Stream] = STREAMS, stall: str = "") -> None:
    """Type each stream into the empty form, behind its first stroke a key that stalls it, and look what it holds."""
    for stream in streams:
        form.terminal.type(CLEAR)
        first, *rest = stream.writes
        send(form.terminal, [first, stall, *rest] if stall else stream.writes, pace)
        assert (stream.name, form.report()[1]) == (stream.name, stream.fields)


@pytest.mark.parametrize("pace", PACES.values(), ids=PACES)
def test_every_stream_stands_as_it_was_meant(open_form: Callable[..., Form], pace: float) -> None:
    pass_streams(open_form(), pace)


@pytest.mark.parametrize("pace", [0.0, 0.02], ids=["one burst", "20 ms"])
def test_every_stream_stands_as_it_was_meant_while_the_screen_is_busy(
    open_form: Callable[..., Form], pace: float
) -> None:
    pass_streams(open_form(busy=0.03), pace)


@pytest.mark.parametrize("pace", [0.0, 0.001], ids=["one burst", "1 ms"])
def test_every_stream_stands_as_it_was_meant_in_a_note(open_form: Callable[..., Form], pace: float) -> None:
    pass_streams(open_form(kind="note"), pace, IN_NOTES)


@pytest.mark.parametrize("stall", STALLS.values(), ids=STALLS)
def test_keys_keep_their_order_while_one_of_them_comes_to_no_end(open_form: Callable[..., Form], stall: str) -> None:
    pass_streams(open_form(), 0.0, STREAMS[:1], stall)


@pytest.mark.slow
@pytest.mark.parametrize("pace", PACES.values(), ids=PACES)
@pytest.mark.parametrize("kind", ["line", "note"])
@pytest.mark.parametrize("state", ["free", "busy", *STALLS])
def test_the_whole_table_of_streams(open_form: Callable[..., Form], state: str, kind: str, pace: float) -> None:
    form = open_form(busy=0.03 if state == "busy" else 0.0, kind=kind)
    pass_streams(form, pace, STREAMS if kind == "line" else IN_NOTES, STALLS.get(state, ""))


def test_letters_cut_apart_on_the_wire_are_put_together(open_form: Callable[..., Form]) -> None:
    form = open_form()
    for byte in "Nguyễn Thị Bưởi".encode():
        form.terminal.type(bytes((byte,)))
        form.terminal.read(0.001)
    assert form.report()[1] == fields("Nguyễn Thị Bưởi")


def test_a_byte_that_is_no_letter_ends_nothing(open_form: Callable[..., Form]) -> None:
    form = open_form()
    form.terminal.type(b"a\xc6b\xff\r")
    form.terminal.type("c")
    assert form.report()[1] == fields("a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}", "c")


# The desk itself


def visits(first: int, last: int) -> list[str]:
    """Return the writes of so many visits, each from F2 to F9, with nothing waited for."""
    writes: list[str] = []
    for i in range(first, last + 1):
        writes += [
            KEYS["F2"],
            f"05108200{i:04d}\r",
            *typed(TELEX_WORDS, unikey),
            f" {i}\r",
            "\r\r\r\r",
        ]
        writes += [nfd(f"Hỏi việc {i}") + "\r", "\r", "giai thich", F9]
    return writes


@pytest.fixture(params=["free", "busy"])
def any_desk(request: pytest.FixtureRequest, register_file: Path) -> Iterator[Terminal]:
    """The desk, once on a screen that has nothing else to do and once on one that is blocked again and again."""
    arguments = ("--db", str(register_file), "--today", "2026-11-23", "--lang", "vi")
    terminal = Terminal(*arguments) if request.param == "free" else Program("desk", "0.02", *arguments)
    terminal.wait_for(OPENED)
    yield terminal
    terminal.kill()


@pytest.mark.parametrize("pace", PACES.values(), ids=PACES)
def test_visits_typed_ahead_across_forms_and_saves_are_all_logged(
    any_desk: Terminal, pace: float, register_file: Path
) -> None:
    send(any_desk, visits(1, 3), pace)
    any_desk.wait_for(DESK, "3 lượt", "LT-2026-0003")
    names = [f"{' '.join(TELEX_WORDS)} {i}" for i in range(1, 4)]
    assert logged(register_file) == [
        (f"LT-2026-{i:04d}", name, f"05108200{i:04d}", f"Hỏi việc {i}") for i, name in enumerate(names, start=1)
    ]


def logged(register_file: Path) -> list[tuple[str, ...]]:
    """Return number, visitor, identity number and content of every visit, read behind the program's back."""
    question = """
        SELECT visit.no, person.name, person.id_number, visit.content FROM visit
        JOIN visit_person ON visit_person.visit_id = visit.id JOIN person ON person.id = visit_person.person_id
        ORDER BY visit.id, person.id"""
    connection = sqlite3.connect(f"{register_file.as_uri()}?mode=ro", uri=True)
    try:
        return connection.execute(question).fetchall()
    finally:
        connection.close()


@pytest.mark.parametrize("pace", PACES.values(), ids=PACES)
def test_enter_goes_through_a_pick_list_and_on(any_desk: Terminal, pace: float) -> None:
    send(any_desk, [KEYS["F2"], "\rTrần Ba\r1950\r", KEYS["F4"], "nam\r", "\rsơn hạ\r0905123456\r"], pace)
    shown = any_desk.wait_for("Xã Sơn Hạ", "0905123456")
    assert "Giới tính nam" in shown


@pytest.mark.parametrize("pace", PACES.values(), ids=PACES)
def test_a_roster_is_typed_ahead_and_the_visit_goes_on(any_desk: Terminal, pace: float, register_file: Path) -> None:
    people = [f"{'*' if i < 2 else ''}Người Thứ {i}; 0510820010{i:02d}\r" for i in range(5)]
    writes = [KEYS["F2"], "\rNgười Đầu\r\r\r\r\r\r6\r", *people, F9, "1/GCĐ\r", "Đoàn sáu người\r\rgiai thich", F9]
    send(any_desk, writes, pace)
    any_desk.wait_for(DESK, "LT-2026-0001")
    assert [row[1] for row in logged(register_file)] == ["Người Đầu", *(f"Người Thứ {i}" for i in range(5))]


@pytest.mark.parametrize("pace", PACES.values(), ids=PACES)
def test_a_petition_is_classified_and_the_next_visit_begun_without_a_look_at_the_screen(
    any_desk: Terminal, pace: float
) -> None:
    writes = [KEYS["F2"], "051082001234\rTrần Ba\r\r\r\r\rNộp đơn\r\rnhan don", F9, F9]
    writes += [KEYS["CTRL_L"], "kn\r\rdat", F9, KEYS["F2"], "\rNgười Sau\r1971\r"]
    send(any_desk, writes, pace)
    any_desk.wait_for("GHI LƯỢT TIẾP", "Người Sau", "1971")


@pytest.mark.parametrize("pace", PACES.values(), ids=PACES)
def test_a_known_visitor_is_taken_over_from_the_list_and_the_content_goes_where_it_belongs(
    any_desk: Terminal, pace: float, register_file: Path
) -> None:
    send(any_desk, visits(1, 1), pace)
    send(any_desk, [KEYS["F2"], "\r", *replacing(TELEX_WORDS["người"], unikey), " Đường Nguyễn Thị 1"], pace)
    send(any_desk, [KEYS["F8"], ENTER, "Hỏi lần hai\r\rgiai thich", F9], pace)
    any_desk.wait_for(DESK, "LT-2026-0002")
    first, second = logged(register_file)
    assert second[1:] == (*first[1:3], "Hỏi lần hai")


@pytest.mark.parametrize("pace", PACES.values(), ids=PACES)
def test_keys_of_the_burst_that_ran_into_an_error_do_not_act(
    any_desk: Terminal, pace: float, register_file: Path
) -> None:
    send(any_desk, [KEYS["F2"], "12345\r", "Trần Ba\r1950\r\r\r\r\r\rNội dung\r\rgiai thich", F9, KEYS["ESC"]], pace)
    shown = any_desk.wait_for("GHI LƯỢT TIẾP", "12345", "\n  ✗ ")
    assert "Trần Ba" not in shown
    assert "12345" in shown
    assert logged(register_file) == []
    # Once the officer has seen it, keys count again.
    any_desk.read(0.5)
    any_desk.type(KEYS["CTRL_X"])
    any_desk.wait_for("12345", gone=True)
    any_desk.type("051082001234\rTrần Ba\r")
    any_desk.wait_for("051082001234", "Trần Ba")


@pytest.mark.parametrize("pace", PACES.values(), ids=PACES)
def test_a_number_and_enter_open_the_record_while_the_search_still_runs(any_desk: Terminal, pace: float) -> None:
    send(any_desk, [*visits(1, 2), KEYS["F7"], "LT-2026-1\r"], pace)
    any_desk.wait_for("LT-2026-0001", "Hỏi việc 1")
    any_desk.wait_for("TÌM", gone=True)


@pytest.mark.parametrize("pace", PACES.values(), ids=PACES)
def test_a_number_scanned_at_the_desk_opens_its_record(any_desk: Terminal, pace: float) -> None:
    send(any_desk, [*visits(1, 2), "LT-2026-0001\r"], pace)
    any_desk.wait_for("LT-2026-0001", "Hỏi việc 1")
    any_desk.wait_for("TÌM", gone=True)


def test_the_keys_of_a_stream_are_told_apart() -> None:
    assert keys_of(["a\x1b[1;2Db", "\x1bOP\x7f", "\x1b[200~x y\x1b[201~\x1b"]) == [
        *("a", "\x1b[1;2D", "b", "\x1bOP", "\x7f", "\x1b[200~x y\x1b[201~", "\x1b")
    ]
