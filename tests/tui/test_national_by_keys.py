"""What goes to the national database by keys: looked at, held back, filled in, sent, written down."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.tui.conftest import OpenDesk
from tests.tui.test_acts_by_keys import rows_of
from tests.tui.test_reception_day_by_keys import mark, menu, press


async def test_records_are_looked_through_before_they_leave(
    open_desk: OpenDesk, worked_register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECEPTION_PAPERS", str(tmp_path))
    async with open_desk() as pilot:
        await menu(pilot, "national")
        await press(pilot, *"5/10/26", "f9")
        shown = await press(pilot, "home")
        assert "✗ D-2026-0004" in shown
        assert "thiếu loại đơn, điều kiện xử lý" in shown
        assert "Bí Mật" not in shown

        await mark(pilot, "D-2026-0002")
        assert "TC-2026-0001" in await press(pilot, "enter")
        await press(pilot, "escape")
        await mark(pilot, "LT-2026-0002")
        assert "– LT-2026-0002" in await menu(pilot, "hold_back")
        await press(pilot, "f9")
        assert rows_of(worked_register, "SELECT first, count FROM submission") == [("2026-10-05", 6)]

        # What was sent is not sent again; what was held back may leave now.
        await menu(pilot, "national")
        shown = await press(pilot, *"5/10/26", "f9")
        assert "✓ LT-2026-0001" in shown
        assert "· LT-2026-0002" in shown
        assert "CSDLQG-2026-10-05" in await menu(pilot, "sent_before")
    (file,) = tmp_path.glob("CSDLQG-*.json")
    left = json.loads(file.read_text("utf-8"))["records"]
    assert len(left) == 6
    assert "LT-2026-0002" not in str(left)
    assert "Bí Mật" not in str(left)
