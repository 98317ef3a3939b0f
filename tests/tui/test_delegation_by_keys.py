"""A delegation by keys: begun by one, its roster typed or pasted, its paper, and known when it comes again."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.pilot import Pilot

from reception_tui.tui.screens.roster import RosterScreen
from reception_tui.tui.screens.visit_form import VisitForm
from tests.tui.conftest import OpenDesk, settled, text_of

SHEET = """STT\tHọ và tên\tNăm sinh\tHộ
1\tNguyễn Văn An\t1960\t1
2\tTrần Thị Bé\t1962\t1
3\tLê Ba\t1970\t2
4\tLê Tư\t1971\t2
5\tPhạm Năm\t1980\t3
6\tPhạm Sáu\t1981\t4"""


async def press(pilot: Pilot[None], *keys: str) -> str:
    """Press keys and return the screen once everything has happened."""
    for key in keys:
        await pilot.press(key)
    await settled(pilot)
    return text_of(pilot)


async def paste(pilot: Pilot[None], text: str) -> str:
    """Paste text as a terminal hands it over in brackets."""
    pilot.app.post_message(events.Paste(text))
    await settled(pilot)
    return text_of(pilot)


def form(pilot: Pilot[None]) -> VisitForm:
    """Return the open form of a visit."""
    assert isinstance(pilot.app.screen, VisitForm)
    return pilot.app.screen


async def rows(pilot: Pilot[None], table: str, **equal: Any) -> list[Any]:
    """Return rows of the register."""
    return await pilot.app.desk.ask(lambda work: work.rows(table, **equal))  # type: ignore[attr-defined, no-any-return]


async def test_one_key_begins_a_delegation_and_its_pasted_roster_is_logged_whole(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        shown = await press(pilot, "shift+f2")
        assert isinstance(pilot.app.screen, RosterScreen)
        shown = await paste(pilot, SHEET)
        assert "Đã có tên 6/6 người" in shown
        assert "4 hộ" in shown
        assert "đoàn đông người" in shown
        assert "✗" in shown
        shown = await press(pilot, *("up",) * 5, "insert")
        assert "1 đại diện ★" in shown
        assert "✓" in shown
        shown = await press(pilot, "f9")
        assert "GHI ĐOÀN ĐÔNG NGƯỜI" in shown
        assert form(pilot).field("name").typed_text() == "Nguyễn Văn An"
        assert form(pilot).field("head_count").typed_text() == "6"
        await press(pilot, "enter", *"3/GCD", "enter", *"Doan ve du an", "f9")
        (visit,) = await rows(pilot, "visit", content="Doan ve du an")
        links = await rows(pilot, "visit_person", visit_id=visit["id"])
        assert (visit["head_count"], visit["delegation"], visit["appointment_number"]) == (6, True, "3/GCD")
        assert [link["household"] for link in links] == [1, 1, 2, 2, 3, 4]
        assert [link["representative"] for link in links] == [True, *(False,) * 5]
        shown = await press(pilot, "f7", *visit["no"], "enter")
        assert "4 hộ" in shown
        assert "hộ 2" in shown


async def test_lines_typed_one_by_one_are_the_same_as_a_paste(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await press(pilot, "shift+f2")
        for line in SHEET.replace("\t", ";").splitlines():
            await press(pilot, *line, "enter")
        typed = list(pilot.app.screen.people)  # type: ignore[attr-defined]
        assert [one.name for one in typed][:2] == ["Nguyễn Văn An", "Trần Thị Bé"]
        assert [one.household for one in typed] == ["1", "1", "2", "2", "3", "4"]
        await press(pilot, "f9", "escape")


async def test_what_is_put_right_in_the_fields_of_the_first_person_counts(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await press(pilot, "f2", "enter", *"Nguyen Van", "enter")
        form(pilot).go_to("head_count")
        await press(pilot, *"2", "enter", *"Le Hai", "enter", "f9")
        form(pilot).go_to("name")
        await press(pilot, *"Nguyen Van Dung")
        form(pilot).go_to("content")
        await press(pilot, *"Hai nguoi", "f9")
        (visit,) = await rows(pilot, "visit", content="Hai nguoi")
        links = await rows(pilot, "visit_person", visit_id=visit["id"])
        names = [(await rows(pilot, "person", id=link["person_id"]))[0]["name"] for link in links]
        assert names == ["Nguyen Van Dung", "Le Hai"]


async def test_a_delegation_that_comes_again_is_known_with_what_it_was_told(open_desk: OpenDesk) -> None:
    again = "\n".join([*(f"Người Thứ {i}" for i in (3, 1, 2, 5)), "Người Mới"])
    async with open_desk() as pilot:
        await press(pilot, "shift+f2")
        await paste(pilot, again)
        shown = await press(pilot, "f9")
        assert "≡ LT-2026-0002 23/11/2026 · 4/6 người trở lại · giải thích" in shown


async def test_other_people_on_other_things_are_no_delegation_known(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await press(pilot, "shift+f2")
        await paste(pilot, SHEET)
        assert "≡" not in await press(pilot, "f9")


async def test_the_appointment_paper_is_a_key_away_from_the_visit(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        shown = await press(pilot, "f7", *"LT-2026-2", "enter", "shift+f9")
        assert "VĂN BẢN VỀ LT-2026-0002" in shown
        assert "cử đại diện" in shown.lower()


async def test_a_delegation_that_was_left_comes_back_with_its_roster(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await press(pilot, "shift+f2")
        await paste(pilot, SHEET)
        await press(pilot, "f9", "escape")
        await press(pilot, "shift+f2")
        assert len(form(pilot).roster) == 6
        assert "Nguyễn Văn An" in await press(pilot, "ctrl+u")
