"""The first rows stand on the screen while the store is still being loaded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from textual.pilot import Pilot

from reception_tui.config import Settings
from reception_tui.desk import opening
from reception_tui.tui.app import ReceptionApp
from reception_tui.tui.screens.sign_in import SignInScreen
from reception_tui.tui.widgets.record_list import RecordList
from tests.tui.conftest import TODAY, settled


@pytest.fixture
def loading(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Keep the store from being loaded until this is set."""
    let_go, really = Event(), opening.open_desk

    def slow(*given: Any) -> Any:
        assert let_go.wait(20)
        return really(*given)

    monkeypatch.setattr(opening, "open_desk", slow)
    return let_go


async def until(pilot: Pilot[None], shown: Callable[[], bool]) -> None:
    for _ in range(200):
        if shown():
            return
        await pilot.pause(0.01)
    pytest.fail("it was never shown")


async def test_the_last_entries_are_shown_before_the_store_is_loaded(worked_register: Path, loading: Event) -> None:
    app = ReceptionApp(Settings(db=str(worked_register), today=TODAY))
    async with app.run_test(size=(80, 24)) as pilot:
        entries = app.screen.query_one("#entries", RecordList)
        await until(pilot, lambda: bool(entries.lines))
        before = [line.text for line in entries.lines]
        assert app.is_starting
        loading.set()
        await settled(pilot)
        assert [line.text for line in entries.lines][: len(before)] == before


async def test_who_is_in_service_is_shown_and_keys_typed_meanwhile_wait(
    worked_register: Path, act: Callable[..., object], loading: Event
) -> None:
    act("change_officer", code="nga", name="Nga", roles=["receiver"])
    app = ReceptionApp(Settings(db=str(worked_register), today=TODAY))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, SignInScreen) and bool(app.screen.query(RecordList)))
        await until(pilot, lambda: bool(app.screen.query_one(RecordList).lines))
        assert [line.key for line in app.screen.query_one(RecordList).lines] == ["lan", "nga"]
        assert app.is_starting
        typed = pilot.press("n", "g", "a", "enter", "enter")
        loading.set()
        await typed
        await settled(pilot)
        assert app.desk.desk.officer.code == "nga"
        assert app.signed_in
