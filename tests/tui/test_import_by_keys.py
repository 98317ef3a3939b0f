"""A spreadsheet taken in by keys: looked at, a cell mended in place, taken in; and a book written to a file."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from sqlite3 import connect
from threading import Event
from typing import Any

import pytest
from textual.pilot import Pilot

from reception_tui.tui.screens import import_rows
from reception_tui.tui.watched import Watched
from tests.tui.conftest import OpenDesk, chosen, settled, text_of

SHEET = "Ngày tiếp;Họ và tên;Nội dung\n05/01/2023;Nguyễn Văn An;Hỏi về đất\n31/02/2023;Trần Thị Bốn;Hỏi về nhà\n"


async def test_a_sheet_is_looked_at_mended_and_taken_in(
    open_desk: OpenDesk, worked_register: Path, tmp_path: Path
) -> None:
    sheet = tmp_path / "a.csv"
    sheet.write_text(SHEET, encoding="utf-8")
    async with open_desk() as pilot:
        pilot.app.open("import_form")  # type: ignore[attr-defined]
        await settled(pilot)
        pilot.app.screen.field("file").value = str(sheet)  # type: ignore[attr-defined]
        await pilot.press("f9")
        await _until(pilot, "31/02/2023")
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press(*"28/02/2023", "f9")
        await _until(pilot, "2 dòng đúng")
        await pilot.press("f9")
        await _until(pilot, "Đã nhập 2")
    with closing(connect(worked_register)) as connection:
        found = connection.execute('SELECT "on" FROM visit WHERE "on" LIKE \'2023%\' ORDER BY id').fetchall()
    assert found == [("2023-01-05",), ("2023-02-28",)]


async def test_a_column_is_named_and_the_map_kept_for_the_next_file(
    open_desk: OpenDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECEPTION_SETTINGS", str(tmp_path / "settings"))
    sheet = tmp_path / "b.csv"
    sheet.write_text("Ngày tiếp;Họ và tên;Diễn biến\n05/01/2023;Nguyễn Văn An;Hỏi về đất\n", encoding="utf-8")
    async with open_desk() as pilot:
        await _open(pilot, sheet)
        await _until(pilot, "Diễn biến → –")
        await pilot.press("down", "down", "enter")
        await settled(pilot)
        await pilot.press(*"noi dung", "enter")
        await _until(pilot, "1 dòng đúng")
        await pilot.press(*chosen("keep_map"))
        await settled(pilot)
        await pilot.press(*"mau 1", "enter")
        await _until(pilot, "Đã lưu mẫu cột")
        await pilot.press("escape")
        await settled(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert (tmp_path / "settings" / "maps" / "mau 1.toml").read_text("utf-8").endswith('"Diễn biến" = "content"\n')
        pilot.app.open("import_form")  # type: ignore[attr-defined]
        await settled(pilot)
        pilot.app.screen.field("file").value = str(sheet)  # type: ignore[attr-defined]
        await pilot.press("enter", "enter", *"mau", "f9")
        await _until(pilot, "1 dòng đúng")


class _Gate:
    """Holds the thread that reads rows until the screen was looked at."""

    def __init__(self, progress: Callable[[int, int], bool], seen: Event) -> None:
        self.progress, self.seen = progress, seen

    def __call__(self, done: int, of: int) -> bool:
        going = self.progress(done, of)
        self.seen.wait(60)
        return going and self.progress(done, of)


@pytest.mark.parametrize("stage", ["prepared_at", "try_out", "take_in"])
async def test_esc_stops_at_every_stage_and_nothing_is_written(
    open_desk: OpenDesk, worked_register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    sheet, seen = tmp_path / "c.csv", Event()
    sheet.write_text(SHEET, encoding="utf-8")
    real = getattr(import_rows, stage)

    def gated(*args: Any, **options: Any) -> Any:
        return real(*(_Gate(one, seen) if isinstance(one, Watched) else one for one in args), **options)

    monkeypatch.setattr(import_rows, stage, gated)
    async with open_desk() as pilot:
        await _open(pilot, sheet)
        if stage == "take_in":
            await _until(pilot, "1 dòng đúng")
            await pilot.press("f9")
        await _until(pilot, "XEM TRƯỚC")
        await _until(pilot, "Esc dừng" if stage != "prepared_at" else "Đọc các dòng")
        await pilot.press("escape")
        await _until(pilot, "Đang dừng")
        seen.set()
        if stage == "take_in":
            await _until(pilot, "1 dòng đúng")
        else:
            await _until(pilot, "NHẬP BẢNG TÍNH")
            assert pilot.app.screen.field("file").value == str(sheet)  # type: ignore[attr-defined]
    with closing(connect(worked_register)) as connection:
        assert connection.execute("SELECT count(*) FROM visit WHERE \"on\" LIKE '2023%'").fetchone() == (0,)


async def _open(pilot: Pilot[None], sheet: Path) -> None:
    pilot.app.open("import_form")  # type: ignore[attr-defined]
    await settled(pilot)
    pilot.app.screen.field("file").value = str(sheet)  # type: ignore[attr-defined]
    await pilot.press("f9")
    await pilot.pause()


async def _until(pilot: object, text: str) -> None:
    for _ in range(100):
        if text in text_of(pilot):  # type: ignore[arg-type]
            return
        await asyncio.sleep(0.1)
    raise AssertionError(text_of(pilot))  # type: ignore[arg-type]


async def test_a_book_is_written_to_a_file(open_desk: OpenDesk, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    async with open_desk() as pilot:
        await pilot.press(*chosen("export"))
        await settled(pilot)
        pilot.app.screen.field("file").value = str(target)  # type: ignore[attr-defined]
        await pilot.press("f9")
        await asyncio.sleep(1)
        await settled(pilot)
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")
