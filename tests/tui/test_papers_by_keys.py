"""Papers by keys alone: letters in a batch, figures entered, signed and compared, pages printed, sheets saved."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from sqlite3 import connect
from typing import Any

import pytest
from openpyxl import load_workbook
from textual.pilot import Pilot

from reception_tui.tui.widgets.record_list import RecordList
from tests.tui.conftest import OpenDesk, settled, text_of


def rows_of(path: Path, question: str) -> list[tuple[Any, ...]]:
    with closing(connect(path)) as connection:
        return connection.execute(question).fetchall()


async def press(pilot: Pilot[None], *keys: str) -> str:
    for key in keys:
        await pilot.press("space" if key == " " else key)
    await settled(pilot)
    return text_of(pilot)


async def choose(pilot: Pilot[None], act: str) -> str:
    """Do an act of the menu that F4 opens, by the arrow keys."""
    await press(pilot, "f4")
    at = pilot.app.screen.query_one(RecordList).keys().index(act)
    return await press(pilot, *("down",) * at, "enter")


async def report(pilot: Pilot[None], form: str, period: str = "2026-M10") -> str:
    await choose(pilot, "report")
    return await press(pilot, *period, "enter", "enter", "enter", *form, "f9")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder where papers are saved."""
    monkeypatch.setenv("RECEPTION_PAPERS", str(tmp_path / "papers"))
    return tmp_path / "papers"


# --- letters in a batch


async def test_a_batch_shows_each_letter_and_issues_those_that_are_ready_in_one_entry(
    open_desk: OpenDesk, worked_register: Path, folder: Path
) -> None:
    before = rows_of(worked_register, "SELECT max(no) FROM entry")[0][0]
    async with open_desk() as pilot:
        await choose(pilot, "letters")
        await press(pilot, *"chuyển", "enter", *"1/10/2026", "enter", "enter")
        shown = text_of(pilot)
        assert "D-2026-0001 TC-2026-0001 D-2026-0003" in shown
        await press(pilot, "end", *" D-2026-4", "f9")
        shown = text_of(pilot)
        assert "đủ 2 · còn thiếu 2 · bỏ ra 0" in shown
        assert "✗ D-2026-4" in shown
        assert "phân loại" in shown
        # What is sealed cannot be read for a leak before its case is open.
        assert "✗ TC-2026-0001   Nội dung của TC-2026-0001 đang niêm phong" in shown
        shown = await press(pilot, "enter")
        assert "PHIẾU CHUYỂN ĐƠN" in shown
        assert "D-2026-0001" in shown or "Đường Văn An" in shown
        shown = await press(pilot, "escape", "down", "down", "space")
        assert "đủ 1 · còn thiếu 2 · bỏ ra 1" in shown
        assert rows_of(worked_register, "SELECT count(*) FROM letter") == [(0,)]
        shown = await press(pilot, "f9")
        assert "đã phát hành 1" in shown
        await press(pilot, "f9")
        assert sorted(path.name for path in folder.iterdir()) == ["15-PC-BTCD-2026.pdf"]
        await press(pilot, "escape", "ctrl+z", "enter")
    assert rows_of(worked_register, f"SELECT act FROM entry WHERE no > {before}") == [("issue_letters",), ("undo",)]
    assert rows_of(worked_register, "SELECT count(*) FROM letter WHERE voided IS NULL") == [(0,)]


async def test_what_a_letter_of_a_batch_lacks_is_asked_for_once(open_desk: OpenDesk, worked_register: Path) -> None:
    async with open_desk() as pilot:
        await choose(pilot, "letters")
        await press(pilot, *"mời", "enter", "enter", "enter", *"LT-2026-2 LT-2026-3", "enter", "enter")
        shown = text_of(pilot)
        assert "ngày hẹn mới" in shown
        assert "lý do" not in shown
        shown = await press(pilot, "f9")
        assert "đủ 0 · còn thiếu 2" in shown
        shown = await press(pilot, "f9")
        assert "Chưa văn bản nào đủ" in shown
    assert rows_of(worked_register, "SELECT count(*) FROM letter") == [(0,)]


async def test_the_office_lays_its_letters_out_by_a_word_file_of_its_own(
    open_desk: OpenDesk, worked_register: Path, folder: Path
) -> None:
    docx = pytest.importorskip("docx")
    async with open_desk() as pilot:
        await choose(pilot, "letter_template")
        shown = await press(pilot, *"receipt", "enter")
        assert "Trình bày theo mẫu có sẵn." in shown
        await press(pilot, "enter", "f9")
        file = folder / "mau-receipt.docx"
        paper = docx.Document(str(file))
        paper.add_paragraph("Điện thoại Ban: 0255 3822 000. {{ SO }}")
        paper.save(str(file))
        await choose(pilot, "letter_template")
        await press(pilot, *"receipt", "enter", *"nhận", "enter", *str(file), "f9")
        await press(pilot, "f7", *"D-2026-1", "enter")
        await choose(pilot, "letter")
        await press(pilot, *"bien nhan", "enter", "f9", "f9")
        print(text_of(pilot))
        await choose(pilot, "save_word")
        print(text_of(pilot))
    (saved,) = [one for one in folder.iterdir() if one != file]
    assert "Điện thoại Ban: 0255 3822 000. Số: 01/" in " ".join(
        one.text for one in docx.Document(str(saved)).paragraphs
    )
    assert rows_of(worked_register, "SELECT form, name FROM letter_template") == [("receipt", "mau-receipt.docx")]


# --- forms


async def test_a_figure_that_the_register_cannot_know_is_entered_and_opened(
    open_desk: OpenDesk, worked_register: Path, folder: Path
) -> None:
    async with open_desk() as pilot:
        await report(pilot, "06/QLKNTC")
        shown = await press(pilot, "enter")
        assert shown.startswith(" 06/QLKNTC, 15/09 – 14/10/2026")
        shown = await press(pilot, *"1.234", "f9")
        assert "     1.234 " in shown
        shown = await press(pilot, "enter")
        assert "06/QLKNTC [1]" in shown
        assert "Lan" in shown
        await press(pilot, "escape")
        await choose(pilot, "save_all_forms")
    assert rows_of(worked_register, "SELECT form, cell, value, officer FROM entered_figure") == [
        ("06/QLKNTC", "1", 1234, "lan")
    ]
    (saved,) = folder.iterdir()
    book = load_workbook(saved)
    assert book.sheetnames == ["01-TCD", "02-XLD", "03-GQKN", "04-GQTC", "05-KQTH", "06-QLKNTC"]
    assert 1234 in [cell.value for row in book["06-QLKNTC"].iter_rows() for cell in row]


async def test_a_signed_form_stays_and_shows_what_was_corrected(open_desk: OpenDesk, act: Callable[..., Any]) -> None:
    async with open_desk() as pilot:
        await report(pilot, "02/XLD")
        await choose(pilot, "sign_report")
        shown = await press(pilot, *"Lê Văn Ký", "f9")
        assert "Lê Văn Ký đã ký ngày 23/11/2026; đính chính về sau: 0 số." in shown
        act("register_petition", channel="post", content="Vào sổ muộn", received_on="2026-10-10")
        await press(pilot, "escape", "escape")
        shown = await report(pilot, "02/XLD")
        assert "đính chính về sau: 1 số" in shown
        assert "nay 3: Tổng số đơn" in shown
        assert "    1         2 " in shown


async def test_the_periods_before_stand_beside_each_figure(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        shown = await report(pilot, "02/XLD", "2026-M11")
    assert "Cột    Kỳ này  Kỳ trước Năm trước" in shown
    assert "    1         1         2         0  Tổng số đơn" in shown


async def test_a_check_that_does_not_hold_stands_first_and_opens_its_rows(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await report(pilot, "05/KQTH")
        shown = await press(pilot, "enter", *"1", "enter", *"2", "f9")
        assert "✗ 2<=1" in shown
        shown = await press(pilot, "home", "enter")
        assert "ĐIỀU KIỆN CỦA 05/KQTH KHÔNG KHỚP" in shown
        assert "05/KQTH [2]" in shown


@pytest.mark.parametrize(("typed", "file"), [("03", "so-tiep-cong-dan"), ("petition", "so-don")])
async def test_the_books_are_saved_as_spreadsheets(open_desk: OpenDesk, folder: Path, typed: str, file: str) -> None:
    async with open_desk() as pilot:
        await report(pilot, typed)
        await choose(pilot, "save_sheet")
    (saved,) = folder.iterdir()
    assert saved.name == f"{file}-2026-10-14.xlsx"
    assert load_workbook(saved).active.max_row > 3


# --- the nightly page


@pytest.mark.skipif(os.name == "nt", reason="lp is a program of Unix")
async def test_pages_printed_by_key_count_as_printed_and_missed_ones_are_caught_up(
    open_desk: OpenDesk, worked_register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bin").mkdir()
    lp = tmp_path / "bin" / "lp"
    lp.write_text(f"#!/bin/sh\ncat > /dev/null; echo x >> {tmp_path}/jobs\n", encoding="utf-8")
    lp.chmod(0o755)
    monkeypatch.setenv("PATH", f"{lp.parent}:{os.environ['PATH']}")
    async with open_desk() as pilot:
        await press(pilot, "ctrl+y")
        await choose(pilot, "other_day")
        shown = await press(pilot, *"18/11/2026", "f9")
        assert "18/11/2026" in shown
        await press(pilot, "ctrl+p", "escape")
        assert rows_of(worked_register, 'SELECT "on" FROM printed_page') == [("2026-11-18",)]
        shown = await choose(pilot, "print_missed")
        assert "Đã in trang cuối ngày: 19/11/2026, 20/11/2026, 23/11/2026." in shown
        shown = await choose(pilot, "print_missed")
        assert "đã in" in shown.casefold()
    assert (tmp_path / "jobs").read_text(encoding="utf-8") == "x\n" * 4
