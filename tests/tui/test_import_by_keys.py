"""A spreadsheet taken in by keys: looked at, a cell mended in place, taken in; and a book written to a file."""

from __future__ import annotations

import asyncio
from contextlib import closing
from pathlib import Path
from sqlite3 import connect

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
        await _until(pilot, "2")
        await asyncio.sleep(0.5)
        await pilot.press("f9")
        await asyncio.sleep(1.5)
        await settled(pilot)
    with closing(connect(worked_register)) as connection:
        found = connection.execute('SELECT "on" FROM visit WHERE "on" LIKE \'2023%\' ORDER BY id').fetchall()
    assert found == [("2023-01-05",), ("2023-02-28",)]


async def _until(pilot: object, text: str) -> None:
    for _ in range(40):
        await settled(pilot)  # type: ignore[arg-type]
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
