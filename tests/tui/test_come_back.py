"""A form that comes back stands as it was left: field, place in it, roster; what others changed meanwhile is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.pilot import Pilot

from reception_tui.store import drafts
from tests.conftest import Act
from tests.tui.conftest import OpenDesk, settled, text_of


async def press(pilot: Pilot[None], *keys: str) -> str:
    """Press keys and return the screen once everything has happened."""
    for key in keys:
        await pilot.press(key)
    await settled(pilot)
    return text_of(pilot)


def value(pilot: Pilot[None], name: str) -> str:
    """Return what stands in a field of the open form."""
    return str(pilot.app.screen.field(name).typed_text())  # type: ignore[attr-defined]


async def begun(pilot: Pilot[None]) -> None:
    """Begin a visit and stop in the middle of a word of the name."""
    await press(pilot, "f2", "enter", *"Tran Bon", "enter", *"1960", "up", *"Tran Bon", "left", "left")


async def test_a_draft_puts_the_cursor_where_it_was(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await begun(pilot)
        await press(pilot, "escape", "f2", "x")
        assert value(pilot, "name") == "Tran Bxon"
        pilot.app.screen.go_to("content")  # type: ignore[attr-defined]
        await press(pilot, *"mot", "ctrl+j", *"hai", "up", "left", "escape", "f2", "x")
        assert value(pilot, "content") == "moxt\nhai"


async def test_what_the_next_letter_would_have_replaced_it_replaces_still(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await press(pilot, "f2", "enter", *"Tran Bon", "up", "down", "escape", "f2", *"Le")
        assert value(pilot, "name") == "Le"


async def test_a_form_that_was_put_aside_is_taken_up_where_it_was(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await begun(pilot)
        await press(pilot, "f2", "escape")
        pilot.app.open("unfinished")  # type: ignore[attr-defined]
        await settled(pilot)
        await press(pilot, "enter", "x")
        assert value(pilot, "name") == "Tran Bxon"


async def test_a_field_that_only_some_visits_need_comes_back_with_its_draft(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await press(pilot, "f2", "enter", *"Tran Bon")
        pilot.app.screen.go_to("result")  # type: ignore[attr-defined]
        await press(pilot, *"hen", "enter", *"+3", "enter", *"Tra loi", "escape", "f2", "x")
        assert pilot.app.screen.field("promised").display  # type: ignore[attr-defined]
        assert value(pilot, "promised_what") == "Tra loix"


async def test_a_roster_comes_back_with_its_half_typed_line(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await press(pilot, "shift+f2", *"Nguoi Mot", "enter", *"Nguoi Hai", "enter", *"Nguoi B", "up")
        form: Any = pilot.app.screen_stack[-2]
        assert await form.keep_draft()
        desk = pilot.app.desk  # type: ignore[attr-defined]
        (draft,) = await desk.ask(lambda work: drafts.of_officer(work.connection, desk.desk.officer.code))
        await press(pilot, "escape", "escape")
        pilot.app.take_up(draft)  # type: ignore[attr-defined] # as if the machine had gone down before
        await settled(pilot)
        shown = await press(pilot, "a")
        assert "Nguoi Hai" in shown
        assert pilot.app.focused.value == "Nguoi Ba"  # type: ignore[union-attr]
        await press(pilot, "insert", "f9")
        assert [(one.name, one.representative) for one in pilot.app.screen.roster] == [  # type: ignore[attr-defined]
            ("Nguoi Mot", True),
            ("Nguoi Hai", False),
            ("Nguoi Ba", False),
        ]


async def test_a_line_of_the_roster_that_is_left_stands_there_again(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await press(pilot, "shift+f2", *"Nguoi Mot", "enter", *"Nguoi H", "escape", "ctrl+u", *"ai", "f9")
        assert [one.name for one in pilot.app.screen.roster] == ["Nguoi Mot", "Nguoi Hai"]  # type: ignore[attr-defined]


async def forward_typed(pilot: Pilot[None]) -> None:
    """Open a petition that is classified, and type whom it goes to."""
    pilot.app.open_number("D-2026-0005")  # type: ignore[attr-defined]
    await settled(pilot)
    await press(pilot, "f5", *"SNNMT", "enter")


def changed(act: Act) -> Callable[[], object]:
    """Return what makes another desk correct the petition."""
    return lambda: act("correct", petition="D-2026-0005", set={"title": "Đơn đã sửa"}, why="gõ nhầm")


async def test_an_act_on_a_record_that_another_desk_changed_is_refused_once_and_its_words_stay(
    open_desk: OpenDesk, act: Act
) -> None:
    async with open_desk() as pilot:
        await forward_typed(pilot)
        changed(act)()
        shown = await press(pilot, "f9")
        assert "vừa được" in shown
        assert "đã đính chính" in shown
        assert value(pilot, "to")
        await press(pilot, "f9")
        row = await pilot.app.desk.ask(lambda work: work.by_no("petition", "D-2026-0005", "no"))  # type: ignore[attr-defined]
        assert row["state"] == "forwarded"
        assert row["title"] == "Đơn đã sửa"


async def test_a_draft_is_about_the_record_as_it_was_seen_when_it_was_typed(open_desk: OpenDesk, act: Act) -> None:
    async with open_desk() as pilot:
        pilot.app.open_number("D-2026-0001")  # type: ignore[attr-defined]
        await settled(pilot)
        await press(pilot, "ctrl+t")
        pilot.app.screen.go_to("content")  # type: ignore[attr-defined]
        await press(pilot, *"Da tra loi", "escape")
        act("correct", petition="D-2026-0001", set={"title": "Đơn đã sửa"}, why="gõ nhầm")
        await press(pilot, "ctrl+t")
        assert "vừa được" in await press(pilot, "f9")
        assert value(pilot, "content") == "Da tra loi"
        assert "vừa được" not in await press(pilot, "f9")
