"""What is done from the board, the strip and the list of acts, by keys alone."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from sqlite3 import connect
from typing import Any

from textual.pilot import Pilot

from tests.tui.conftest import OpenDesk, chosen, settled, text_of


def rows_of(path: Path, question: str) -> list[tuple[Any, ...]]:
    with closing(connect(path)) as connection:
        return connection.execute(question).fetchall()


async def press(pilot: Pilot[None], *keys: str) -> str:
    for key in keys:
        await pilot.press("space" if key == " " else key)
    await settled(pilot)
    return text_of(pilot)


async def test_a_body_is_reminded_of_all_that_it_is_late_with_from_the_board(
    open_desk: OpenDesk, worked_register: Path
) -> None:
    async with open_desk() as pilot:
        shown = await press(pilot, "f6", "end", "ctrl+b")
        assert "ĐÔN ĐỐC 1 ĐƠN" in shown
        await press(pilot, "tab", "tab", *"31/BTCD", "f9")
    found = rows_of(worked_register, "SELECT round, document_number FROM reminder ORDER BY id")
    assert found == [(1, "20/BTCD"), (2, "31/BTCD")]


async def test_a_late_body_is_reported_to_the_chairman_from_its_petition(
    open_desk: OpenDesk, worked_register: Path
) -> None:
    async with open_desk() as pilot:
        await press(pilot, "f7", *"D-2026-1", "enter", *chosen("escalate"), "tab", *"5/BC", "f9")
        shown = await press(pilot, "escape", "escape", "f6")
    assert rows_of(worked_register, "SELECT document_number FROM escalation") == [("5/BC",)]
    assert "đã b/c 23/11" in shown


_NOT_EXTENDED = "thời hạn này không được gia hạn"


async def test_the_strip_supposes_without_recording_and_is_saved_as_an_annex(
    open_desk: OpenDesk, worked_register: Path, tmp_path: Path, monkeypatch: Any
) -> None:
    monkeypatch.setenv("RECEPTION_PAPERS", str(tmp_path / "papers"))
    before = rows_of(worked_register, "SELECT count(*) FROM entry")
    async with open_desk() as pilot:
        shown = await press(pilot, "f6", "end", "ctrl+k")
        assert "đến hết thứ Tư 18/11/2026" in shown
        assert _NOT_EXTENDED in await press(pilot, "plus")
        shown = await press(pilot, "right")
        assert "GIẢ ĐỊNH" in shown
        assert _NOT_EXTENDED not in shown
        assert "đến hết thứ Năm 19/11/2026" in shown
        shown = await press(pilot, "home")
        assert "GIẢ ĐỊNH" not in shown
        shown = await press(pilot, "f9")
        assert "PHỤ LỤC" in shown
        await press(pilot, *chosen("save_text"))
    (paper,) = (tmp_path / "papers").iterdir()
    text = paper.read_text(encoding="utf-8")
    assert "PHỤ LỤC: CÁCH TÍNH THỜI HẠN CỦA D-2026-0001" in text
    assert text.count("\n18/11/2026") == 1
    assert rows_of(worked_register, "SELECT count(*) FROM entry") == before


async def test_an_annex_that_cannot_be_written_is_told_in_one_sentence(
    open_desk: OpenDesk, tmp_path: Path, monkeypatch: Any
) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8")
    monkeypatch.setenv("RECEPTION_PAPERS", str(tmp_path / "taken"))
    async with open_desk() as pilot:
        shown = await press(pilot, "f6", "end", "ctrl+k", "f9", "f9")
    assert "Không ghi được tệp" in shown


async def test_a_decreed_day_is_previewed_before_it_is_applied(open_desk: OpenDesk, worked_register: Path) -> None:
    bulletin = (
        *chosen("announce_day"),
        "tab",
        *"26/11/2026",
        "tab",
        "tab",
        *"Nghi bao",
        "tab",
        *"8/TB",
    )
    async with open_desk() as pilot:
        shown = await press(pilot, *bulletin, "f9")
        assert "NHỮNG NGÀY SẼ DỜI" in shown
        shown = await press(pilot, "escape")
        assert "THÔNG BÁO LỊCH NGHỈ" in shown
        assert rows_of(worked_register, "SELECT count(*) FROM entry WHERE act = 'announce_day'") == [(0,)]
        await press(pilot, "f9", "f9")
        assert "BÀN TIẾP CÔNG DÂN" in text_of(pilot)
    assert rows_of(worked_register, "SELECT count(*) FROM entry WHERE act = 'announce_day'") == [(1,)]


async def test_a_visitor_who_waits_is_answered_from_the_page_of_the_visit(
    open_desk: OpenDesk, worked_register: Path, act: Callable[..., Any]
) -> None:
    no = act("log_visit", people=[{"name": "Lê Tư"}], content="Hỏi hồ sơ chính sách").no
    async with open_desk() as pilot:
        shown = await press(pilot, "f7", *no, "enter", "ctrl+a")
        assert f"ĐÃ LÀM VIỆC CỦA {no}" in shown
        await press(pilot, "tab", *"44/BTCD", "f9")
        shown = await press(pilot, "ctrl+a")
        assert "Không còn phải trả lời người này nữa." in shown
    assert rows_of(worked_register, "SELECT stage, document_number FROM fulfilment") == [("TCD-01", "44/BTCD")]


async def test_an_act_that_is_not_open_says_so(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        shown = await press(pilot, "f7", *"D-2026-4", "enter", "ctrl+r")
    assert "F4" in shown
    assert "ĐƠN D-2026-0004" in shown


async def test_a_form_put_aside_is_taken_up_again_as_it_was(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await press(pilot, "f2", "enter", *"Tran Thi Gac", "enter", *"1950", "enter")
        shown = await press(pilot, "f2")
        assert "GHI LƯỢT TIẾP" in shown
        assert "Tran Thi Gac" not in shown
        await press(pilot, "enter", *"Le Van Hai", "f2", "escape")
        shown = await press(pilot, *chosen("unfinished"))
        assert "Biểu đang gác: 2" in shown
        shown = await press(pilot, "down", "enter")
    assert "Tran Thi Gac" in shown
    assert "1950" in shown


async def test_the_same_as_last_is_one_key(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await press(pilot, "f2", "enter", *"Le Mot")
        pilot.app.screen.go_to("content")  # type: ignore[attr-defined]
        await press(pilot, *"Hoi gia dat", "f9")
        await press(pilot, "f2", "enter", *"Le Hai")
        pilot.app.screen.go_to("content")  # type: ignore[attr-defined]
        shown = await press(pilot, "ctrl+d")
    assert "Hoi gia dat" in shown


async def test_emptying_a_form_is_taken_back_by_the_same_key(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await press(pilot, "f2", "enter", *"Le Mot")
        assert "Le Mot" not in await press(pilot, "ctrl+x")
        assert "Le Mot" in await press(pilot, "ctrl+x")


async def test_a_form_is_signed_from_its_figures(open_desk: OpenDesk, worked_register: Path, clock: Any) -> None:
    figures = (*chosen("report"), *"2026-M10", "enter", "enter", "enter", *"02/XLD", "f9")
    async with open_desk() as pilot:
        await press(pilot, *figures)
        await press(pilot, *chosen("sign_report"))
        shown = await press(pilot, *"Nguyen Van Truong", "f9")
        assert "02/XLD" in shown
    found = rows_of(worked_register, "SELECT form, signer FROM signed_report")
    assert found == [("02/XLD", "Nguyen Van Truong")]


async def test_nights_that_were_not_printed_are_told_at_the_desk(
    open_desk: OpenDesk, worked_register: Path, act: Callable[..., Any]
) -> None:
    with closing(connect(worked_register)) as connection, connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(printed_page)")]
        assert "on" in columns
        connection.execute(
            'INSERT INTO printed_page ("on", number, at, officer, queue, format, digest, chain) '
            "VALUES ('2026-11-18', 1, '2026-11-18T17:30', 'lan', '', 'pdf', 'x', '')"
        )
    async with open_desk() as pilot:
        shown = text_of(pilot)
    assert "Chưa in trang cuối ngày: 19/11/2026, 20/11/2026" in shown
