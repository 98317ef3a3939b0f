"""A form that was begun goes to another officer, who is told of it at sign-in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from textual.pilot import Pilot

from reception_tui.domain.office import Officer
from reception_tui.tui.first_words import tell_what_waits
from tests.tui.conftest import OpenDesk, settled, text_of


async def press(pilot: Pilot[None], *keys: str) -> str:
    """Press keys and return the screen once everything has happened."""
    for key in keys:
        await pilot.press(key)
    await settled(pilot)
    return text_of(pilot)


async def sit_down(pilot: Pilot[None], code: str, name: str) -> None:
    """Let another officer take the desk."""
    app: Any = pilot.app
    roles = app.desk.desk.officer.roles
    app.desk.sit_down(replace(app.desk.desk, officer=Officer(code, name, roles)))
    await tell_what_waits(app)
    await settled(pilot)


async def begin(pilot: Pilot[None], name: str) -> None:
    """Begin a visit and put it aside."""
    await press(pilot, "f2", "enter", *name, "f2", "escape")


async def unfinished(pilot: Pilot[None]) -> str:
    """Open the list of what is unfinished."""
    pilot.app.open("unfinished")  # type: ignore[attr-defined]
    await settled(pilot)
    return text_of(pilot)


async def test_a_form_is_handed_over_and_the_other_officer_is_told(
    open_desk: OpenDesk, act: Callable[..., Any]
) -> None:
    async with open_desk() as pilot:
        act("change_officer", code="minh", name="Trần Minh", roles=["receiver"])
        giver = pilot.app.desk.desk.officer.code  # type: ignore[attr-defined]
        await begin(pilot, "Tran Thi Gac")
        await unfinished(pilot)
        shown = await press(pilot, "shift+f4")
        assert "Trần Minh" in shown
        shown = await press(pilot, "enter")
        assert f"minh ← {giver}" in shown
        await press(pilot, "escape")
        await sit_down(pilot, "minh", "Trần Minh")
        assert "1" in pilot.app.last_message  # type: ignore[attr-defined]
        assert "bàn giao" in pilot.app.last_message  # type: ignore[attr-defined]
        await unfinished(pilot)
        assert "GHI LƯỢT TIẾP" in await press(pilot, "enter")
        assert "Tran Thi Gac" in text_of(pilot)


async def test_a_whole_desk_is_handed_over(open_desk: OpenDesk, act: Callable[..., Any]) -> None:
    async with open_desk() as pilot:
        act("change_officer", code="minh", name="Trần Minh", roles=["receiver"])
        await begin(pilot, "Tran Thi Gac")
        await begin(pilot, "Le Van Hai")
        await unfinished(pilot)
        shown = await press(pilot, "down", "shift+f4", "down", "enter")
        assert shown.count("minh ←") == 2
