"""The books and the periodic report, chosen by keys on the report form."""

from __future__ import annotations

import pytest

from tests.tui.conftest import OpenDesk, chosen, settled, text_of

TO_REPORTS = (*chosen("report"), "enter", "enter", "enter")


@pytest.mark.parametrize(
    ("typed", "file", "title"),
    [
        ("narrative", "bao-cao-dinh-ky", "BÁO CÁO CÔNG TÁC TIẾP CÔNG DÂN"),
        ("03", "so-tiep-cong-dan", "SỔ TIẾP CÔNG DÂN"),
        ("petition", "so-don", "SỔ TIẾP NHẬN, XỬ LÝ ĐƠN"),
    ],
)
async def test_a_paper_over_a_period_is_shown(open_desk: OpenDesk, typed: str, file: str, title: str) -> None:
    async with open_desk() as pilot:
        for key in (*TO_REPORTS, *typed, "f9"):
            await pilot.press(key)
        await settled(pilot)
        shown = text_of(pilot)
        assert file.upper() in shown.upper()
        assert title in shown
        assert "Bí Mật" not in shown
