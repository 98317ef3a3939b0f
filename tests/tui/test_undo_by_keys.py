"""Undo by key: the difference is shown first, Enter does it, Esc leaves everything; from journal and record too."""

from __future__ import annotations

from collections.abc import Callable

from reception_tui.tui.widgets.record_list import RecordList
from tests.tui.conftest import OpenDesk, text_of
from tests.tui.test_lists_by_keys import press


async def log_a_visit(press_: Callable[..., object]) -> None:
    """Log a visit by key."""
    await press_(
        "f2",
        "enter",
        *"Le",
        "space",
        *"Ba",
        "enter",
        "enter",
        "enter",
        "enter",
        "enter",
        "enter",
        "enter",
        *"Hoi",
        "f9",
    )  # type: ignore[misc]


async def test_undo_shows_what_it_would_change_and_enter_does_it(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        assert "LT-2026-0004" not in text_of(pilot)
        await log_a_visit(lambda *keys: press(pilot, *keys))
        assert "LT-2026-0004" in text_of(pilot)
        shown = await press(pilot, "ctrl+z")
        assert "HOÀN TÁC BÚT TÍCH" in shown.splitlines()[0]
        assert "lượt tiếp LT-2026-0004" in shown
        assert "còn giá trị: có → không" in shown
        assert "nội dung: Hoi → –" in shown
        shown = await press(pilot, "escape")
        assert "LT-2026-0004" in shown.split("Bút tích gần đây")[0]
        shown = await press(pilot, "ctrl+z", "enter")
        assert "Lượt tiếp hôm nay: 2 lượt" in shown
        assert "Đã hoàn tác" in shown


async def test_what_was_undone_is_done_again_from_the_menu(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await log_a_visit(lambda *keys: press(pilot, *keys))
        assert "Lượt tiếp hôm nay: 3 lượt" in text_of(pilot)
        assert "Lượt tiếp hôm nay: 2 lượt" in await press(pilot, "ctrl+z", "enter")
        await press(pilot, "f4")
        acts = pilot.app.screen.query_one(RecordList)
        shown = await press(pilot, *("down",) * acts.keys().index("redo"), "enter")
        assert "đã làm lại" in shown or "được làm lại" in shown
        shown = await press(pilot, "enter")
        assert "Lượt tiếp hôm nay: 3 lượt" in shown
        assert "Đã làm lại" in shown
        shown = await press(pilot, "ctrl+z")
        assert "Enter: hoàn tác" in shown


async def test_an_entry_that_was_built_upon_is_refused_with_who_and_when(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        shown = await press(pilot, "f7", *"D-2026-1", "enter", "colon", "end", "enter")
        assert "✗ Không hoàn tác được bút tích" in shown
        assert "lan đã sửa hoặc dùng hồ sơ" in " ".join(shown.split())
        assert "Enter: hoàn tác" not in shown
        shown = await press(pilot, "enter", "escape")
        assert "BÚT TÍCH VỀ D-2026-0001" in shown


async def test_an_entry_is_undone_from_the_history_of_its_record(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        shown = await press(pilot, "f7", *"D-2026-5", "enter", "colon", "enter")
        assert "trạng thái: đã phân loại → đã tiếp nhận" in shown
        shown = await press(pilot, "enter")
        assert "đã hoàn tác" in shown
        shown = await press(pilot, "escape")
        assert "chưa phân loại" in shown
