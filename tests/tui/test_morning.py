"""The morning that the officer's guide tells, by the keys that it names."""

from __future__ import annotations

from pathlib import Path

from tests.tui.conftest import OpenDesk
from tests.tui.test_acts_by_keys import rows_of
from tests.tui.test_lists_by_keys import press

CONTENT = "Khieu nai Quyet dinh thu hoi dat so 20 cua UBND xa Son Ha"


async def test_the_morning_of_the_guide_leads_from_the_visit_to_the_page_of_the_day(
    open_desk: OpenDesk, worked_register: Path
) -> None:
    async with open_desk() as pilot:
        # The returning citizen, with a petition.
        shown = await press(pilot, "f2", *"051058001234", "enter")
        assert "Đường Văn An" in shown
        shown = await press(pilot, *CONTENT, "enter", "enter", *"tiep nhan", "enter", "f9")
        assert shown.startswith((" VÀO SỔ ĐƠN", "●VÀO SỔ ĐƠN"))
        shown = await press(pilot, "f9")
        assert "ĐƠN D-2026-0006" in shown.splitlines()[0]
        # Read, classified, sent.
        shown = await press(pilot, "ctrl+l", "f9")
        assert "khiếu nại" in shown
        shown = await press(pilot, "f5", *"Sơn Hạ", "enter", "enter", *"30/PC-BTCD", "f9")
        assert "đã chuyển đơn: UBND xã Sơn Hạ, số 30/PC-BTCD" in shown
        # Somebody comes in between: the form is put aside and taken up again.
        await press(pilot, "escape", "f2", "enter", *"Le Thi Ba")
        shown = await press(pilot, "f2", "enter", *"Tran Van Tu")
        await press(pilot, *("tab",) * 7, *"Hoi gio tiep", "f9")
        shown = await press(pilot, "f4", *"chua xong", "enter")
        assert "Le Thi Ba" in shown
        await press(pilot, "escape")
        # What is late.
        shown = await press(pilot, "f6", "end", "ctrl+r")
        assert "ĐÔN ĐỐC" in shown.splitlines()[0]
        await press(pilot, *"31/BTCD", "f9", "escape")
        # A mistake.
        shown = await press(pilot, "ctrl+z")
        assert "HOÀN TÁC BÚT TÍCH" in shown.splitlines()[0]
        await press(pilot, "escape")
        # The page of the day.
        shown = await press(pilot, "ctrl+y")
        assert "23/11/2026" in shown
    assert rows_of(worked_register, "SELECT count(*) FROM visit WHERE entered_on = '2026-11-23'") == [(4,)]
    assert rows_of(worked_register, "SELECT state FROM petition WHERE no = 'D-2026-0006'") == [("forwarded",)]
