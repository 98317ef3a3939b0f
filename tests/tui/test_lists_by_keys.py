"""Lists of the register by key: opened, filtered, kept as views, walked through, found again as they were left."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from reception_tui.tui.widgets import paged_list
from reception_tui.tui.widgets.paged_list import PagedList
from tests.tui.conftest import OpenDesk, chosen, settled, text_of

PETITIONS = ("ctrl+w", "enter")


async def press(pilot: Pilot[None], *keys: str) -> str:
    """Press keys one after the other and return the screen."""
    for key in keys:
        await pilot.press("space" if key == " " else key)
        await settled(pilot)
    return text_of(pilot)


def shown_list(pilot: Pilot[None]) -> PagedList:
    """Return the list on the screen."""
    return pilot.app.screen.query_one(PagedList)


async def test_a_filter_is_chosen_by_key_stands_in_the_top_row_and_is_taken_back(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        shown = await press(pilot, *PETITIONS, "slash", *"to cao", "f9")
        assert shown.splitlines()[0].startswith(" SỔ ĐƠN ")
        assert shown.splitlines()[2].startswith(" tố cáo")
        assert shown_list(pilot).keys() == ["petition D-2026-0002"]
        shown = await press(pilot, "backspace")
        assert "tố cáo" not in shown.splitlines()[2]
        assert len(shown_list(pilot).keys()) == 5


async def test_a_day_that_ends_before_it_begins_is_said_beside_its_field(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        shown = await press(pilot, *PETITIONS, "slash", *("down",) * 6, *"20/11", "enter", *"1/11", "f9")
        assert "✗" in shown
        assert "LỌC: Sổ đơn" in shown


async def test_the_order_turns_round_and_the_cursor_stays_on_its_record(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await press(pilot, *PETITIONS, "down")
        at, before = shown_list(pilot).current, shown_list(pilot).keys()
        shown = await press(pilot, "minus")
        assert shown_list(pilot).current == at
        assert shown_list(pilot).keys() == before[::-1]
        assert "cũ nhất trước" in shown


async def test_a_view_is_kept_under_a_name_found_by_arrows_and_forgotten(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await press(pilot, *PETITIONS, "slash", *"kien nghi", "f9", "f9")
        shown = await press(pilot, *"Duong xa", "enter")
        assert "cách xem: Duong xa" in shown
        shown = await press(pilot, "right")
        assert "cách xem: tất cả" in shown
        shown = await press(pilot, "left")
        assert "cách xem: Duong xa" in shown
        assert "kiến nghị" in shown.splitlines()[2]
        await press(pilot, *chosen("forget_view"))
        shown = await press(pilot, "right", "left")
        assert "Duong xa" not in shown.splitlines()[2]


async def test_a_list_opens_where_it_was_left(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await press(pilot, *PETITIONS, "slash", *"khieu nai", "f9", "minus", "end")
        at = shown_list(pilot).current
        await press(pilot, "escape", "escape")
        shown = await press(pilot, *PETITIONS)
        assert shown_list(pilot).current == at
        assert "khiếu nại" in shown.splitlines()[2]
        assert "cũ nhất trước" in shown


async def test_arrows_in_a_record_walk_through_the_list_it_came_from(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await press(pilot, *PETITIONS)
        keys = shown_list(pilot).keys()
        order = [key.split()[1] for key in keys]
        shown = await press(pilot, "enter")
        assert f"ĐƠN {order[0]}" in shown
        for no in order[1:]:
            shown = await press(pilot, "right")
            assert f"ĐƠN {no}" in shown.splitlines()[0]
        assert "Hết danh sách" in await press(pilot, "right")
        shown = await press(pilot, "left")
        assert f"ĐƠN {order[-2]}" in shown.splitlines()[0]
        await press(pilot, "escape")
        assert shown_list(pilot).current == f"petition {order[-2]}"


async def test_a_record_that_fits_the_screen_is_left_by_up_and_down_and_a_longer_one_scrolls(
    open_desk: OpenDesk,
) -> None:
    async with open_desk(size=(80, 60)) as pilot:
        await press(pilot, *PETITIONS)
        keys = shown_list(pilot).keys()
        order = [key.split()[1] for key in keys]
        await press(pilot, "enter")
        for key, no in (("down", order[1]), ("down", order[2]), ("up", order[1])):
            assert f"ĐƠN {no}" in (await press(pilot, key)).splitlines()[0]
    async with open_desk() as pilot:
        shown = await press(pilot, *PETITIONS, "end", "enter", "down")
        assert f"ĐƠN {order[-1]}" in shown.splitlines()[0]
        assert pilot.app.screen.query_one("#body").scroll_offset.y == 1


async def test_the_journal_leads_to_visits_and_petitions_in_turn(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await press(pilot, "tab", "tab")
        shown = await press(pilot, "enter")
        assert "LƯỢT TIẾP LT-2026-0003" in shown.splitlines()[0]
        await press(pilot, "right")
        shown = await press(pilot, "right")
        assert "ĐƠN D-2026-0005" in shown.splitlines()[0]
        shown = await press(pilot, "left")
        assert "LƯỢT TIẾP LT-2026-0002" in shown.splitlines()[0]


async def test_a_record_that_came_from_no_list_says_so(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        shown = await press(pilot, "f7", *"D-2026-1", "enter", "f8", "enter", "right")
        assert "không mở từ danh sách" in shown


@pytest.fixture
def long_list(act: Callable[..., object], worked_register: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """Sixty more petitions, read ten at a time with at most thirty held."""
    monkeypatch.setattr(paged_list, "PAGE", 10)
    monkeypatch.setattr(paged_list, "MOST", 30)
    for i in range(60):
        act("register_petition", channel="post", content=f"Đơn số {i}")
    return 65


async def test_a_long_list_is_walked_down_and_up_record_by_record(open_desk: OpenDesk, long_list: int) -> None:
    async with open_desk() as pilot:
        await press(pilot, *PETITIONS)
        lines = shown_list(pilot)
        down = [lines.current]
        for _ in range(long_list - 1):
            await pilot.press("down")
            down.append(lines.current)
            assert len(lines.lines) <= 30
            assert down[-1].split()[1] in text_of(pilot)
        assert len(set(down)) == long_list
        await pilot.press("down")
        assert lines.current == down[-1]
        up = [lines.current]
        for _ in range(long_list - 1):
            await pilot.press("up")
            up.append(lines.current)
            assert up[-1].split()[1] in text_of(pilot)
        assert up == down[::-1]


async def test_pages_and_ends_of_a_long_list_lose_no_record(open_desk: OpenDesk, long_list: int) -> None:
    async with open_desk() as pilot:
        await press(pilot, *PETITIONS)
        lines = shown_list(pilot)
        first = lines.current
        seen = set(text_of(pilot).split())
        for _ in range(8):
            await press(pilot, "pagedown")
            seen |= set(text_of(pilot).split())
        assert {f"D-2026-{i:04}" for i in range(1, long_list + 1)} <= seen
        last = lines.current
        await press(pilot, "home")
        assert lines.current == first
        await press(pilot, "end")
        assert lines.current == last
        await press(pilot, "up", "up", "pageup", "pageup", "pageup", "pageup", "pageup", "pageup")
        assert lines.current == first
