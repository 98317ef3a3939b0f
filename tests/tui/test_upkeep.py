"""Copies are made behind the desk by a program of its own, and only by the true clock."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from reception_tui.config import Settings
from reception_tui.store import copies
from reception_tui.store.engine import url_of
from reception_tui.store.register import open_register
from reception_tui.tui import upkeep
from tests.tui.conftest import OpenDesk, settled, text_of


async def test_the_program_behind_the_desk_makes_and_tries_a_copy(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    await upkeep.keep_up(Settings(db=str(path)), "lan")
    register = open_register(url_of(path))
    with register.reading() as work:
        standing = copies.standing(work.connection)
    register.close()
    assert (standing.how, standing.fault) == ("whole", "")
    assert len(list((path.parent / "backups").iterdir())) == 1


async def test_on_a_day_that_is_only_supposed_nothing_is_begun(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upkeep, "command", lambda: pytest.fail("begun"))
    await upkeep.keep_up(Settings(db=str(path), today=date(2026, 11, 23)), "lan")
    assert not (path.parent / "backups").exists()


async def test_the_top_row_warns_of_a_register_that_was_never_copied(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        desk = pilot.app.desk.desk  # type: ignore[attr-defined]
        assert "Chưa sao lưu" not in text_of(pilot)
        later = desk.now() + timedelta(days=3)
        object.__setattr__(desk, "now", lambda: later)
        await pilot.app.register_changed()  # type: ignore[attr-defined]
        await settled(pilot)
        assert "‼ Chưa sao lưu" in text_of(pilot)
