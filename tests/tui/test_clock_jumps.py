"""A clock that jumps: the officer is told, the new day is read, and a day that passes as days do is no jump."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from reception_tui.config import OFFICE_ZONE, Settings
from reception_tui.desk import elapsed
from reception_tui.store.engine import url_of
from reception_tui.tui.app import ReceptionApp
from tests.tui.conftest import settled, text_of

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=OFFICE_ZONE)


class Time:
    """The clock on the wall and the time that passes, both moved by hand."""

    def __init__(self) -> None:
        self.now, self.passed = MONDAY, 1000.0

    def goes_on(self, by: timedelta) -> None:
        self.now += by
        self.passed += by.total_seconds()


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    moved = Time()
    monkeypatch.setattr(elapsed, "seconds", lambda: moved.passed)
    return moved


async def look(pilot: Pilot[None]) -> None:
    assert isinstance(pilot.app, ReceptionApp)
    pilot.app.look_at_clock()
    await settled(pilot)


async def sit_down(app: ReceptionApp, pilot: Pilot[None], time: Time) -> None:
    await settled(pilot)
    app.desk._desk = replace(app.desk.desk, now=lambda: time.now)
    await look(pilot)


@pytest.mark.parametrize(
    ("jump", "told"),
    [
        (timedelta(days=-1), "nhảy từ 23/11/2026 09:31 sang 22/11/2026 09:31"),
        (timedelta(days=365), "nhảy từ 23/11/2026 09:31 sang 23/11/2027 09:31"),
        (timedelta(hours=-1), "nhảy từ 23/11/2026 09:31 sang 23/11/2026 08:31"),
    ],
)
async def test_a_jump_is_told_with_both_times(path: Path, time: Time, jump: timedelta, told: str) -> None:
    app = ReceptionApp(Settings(db=url_of(path)))
    async with app.run_test(size=(80, 24)) as pilot:
        await sit_down(app, pilot, time)
        assert "nhảy" not in text_of(pilot)
        time.goes_on(timedelta(minutes=1))
        time.now += jump
        await look(pilot)
        assert told in text_of(pilot)


async def test_midnight_is_no_jump_and_the_desk_shows_the_new_day(path: Path, time: Time) -> None:
    app = ReceptionApp(Settings(db=url_of(path)))
    async with app.run_test(size=(80, 24)) as pilot:
        await sit_down(app, pilot, time)
        await pilot.app.register_changed()  # type: ignore[attr-defined]
        await settled(pilot)
        assert "T2 23/11/2026" in text_of(pilot)
        assert "LT-2026-0003" in text_of(pilot)
        time.goes_on(timedelta(hours=15))
        await look(pilot)
        assert "T3 24/11/2026" in text_of(pilot)
        assert "nhảy" not in text_of(pilot)
        assert "Lượt tiếp hôm nay: 0" in text_of(pilot)


async def test_a_clock_behind_the_register_is_told_of_when_the_desk_opens(path: Path, time: Time) -> None:
    time.now = MONDAY - timedelta(days=1)
    app = ReceptionApp(Settings(db=url_of(path)))
    async with app.run_test(size=(80, 24)) as pilot:
        await sit_down(app, pilot, time)
        assert "22/11/2026 09:30" in text_of(pilot)
        assert "23/11/2026 09:00" in text_of(pilot)
