"""Many records marked, looked at row by row, done as one; and the search with filters, by key."""

from __future__ import annotations

from reception_tui.tui.widgets.record_list import RecordList
from tests.tui.conftest import OpenDesk, text_of
from tests.tui.test_lists_by_keys import PETITIONS, press

FILTER = ("f4", *("down",) * 1, "enter")
REMIND = (*PETITIONS, "asterisk", "ampersand", *"don doc", "enter", *"9/BTCD", "f9")


async def test_marked_records_are_done_as_one_and_undone_as_one(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        shown = await press(pilot, *REMIND)
        assert "✓ D-2026-0001" in shown
        assert "✗ D-2026-0004" in shown
        assert "3 hồ sơ sẽ làm, 2 bị loại" in shown
        shown = await press(pilot, "f9")
        assert "SỔ ĐƠN" in shown.splitlines()[0]
        assert "Đã làm cho 3 hồ sơ" in shown
        shown = await press(pilot, "ctrl+z")
        assert shown.count("đôn đốc D-2026-") + shown.count("văn bản đôn đốc") >= 1
        shown = await press(pilot, "enter")
        assert "Đã hoàn tác" in shown


async def test_nothing_is_done_when_the_preview_is_left(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await press(pilot, *REMIND, "escape", "escape")
        shown = await press(pilot, "ctrl+z")
        assert "chưa có gì để hoàn tác" in shown


async def test_voiding_many_wants_their_number_typed(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await press(pilot, *PETITIONS, "space", "space", "ampersand", *"huy so", "enter")
        shown = await press(pilot, *"3", "enter")
        assert "✗" in shown
        shown = await press(pilot, "backspace", *"2", "enter", *"nham", "enter")
        assert "LÀM HÀNG LOẠT: đã hủy số" in shown.splitlines()[0]


async def test_all_of_a_filter_are_marked_and_unmarked(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        shown = await press(pilot, *PETITIONS, "slash", *"kn", "f9", "asterisk")
        assert "đã đánh dấu 2" in shown
        assert shown.count("▶") == 2
        assert "▶" not in await press(pilot, "asterisk")


async def test_the_search_finds_only_what_the_filter_lets(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await press(pilot, "f7", *"don", *FILTER, *"khieu nai", "f9")
        found = pilot.app.screen.query_one(RecordList).keys()
        assert found == ["petition D-2026-0001"]
        assert "khiếu nại" in text_of(pilot).splitlines()[0]


async def test_the_last_searches_come_back_in_the_empty_line(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await press(pilot, "f7", *"bi mat", "escape", "f7", *"le van tam", "enter", "escape", "escape")
        shown = await press(pilot, "f7")
        assert "le van tam" in shown
        assert "bi mat" not in shown
        shown = await press(pilot, "down", "enter")
        assert "D-2026-0003" in shown


async def test_arrows_in_a_record_walk_through_what_was_found(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await press(pilot, "f7", *"duong van")
        keys = pilot.app.screen.query_one(RecordList).keys()
        first, second = keys[0].split()[1], keys[1].split()[1]
        shown = await press(pilot, "enter")
        assert first in shown.splitlines()[0]
        assert second in (await press(pilot, "right")).splitlines()[0]
