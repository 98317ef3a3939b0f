"""The monthly meeting by keys: who else holds a matter, the list on paper in three forms, the meeting, its task."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.conftest import OpenDesk
from tests.tui.test_acts_by_keys import rows_of
from tests.tui.test_reception_day_by_keys import mark, menu, press


@pytest.fixture
def papers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder into which papers are saved."""
    monkeypatch.setenv("RECEPTION_PAPERS", str(tmp_path / "papers"))
    return tmp_path / "papers"


async def test_the_meeting_from_its_list_to_its_task(open_desk: OpenDesk, worked_register: Path, papers: Path) -> None:
    async with open_desk() as pilot:
        await press(pilot, "f7", *"D-2026-5", "enter")
        await menu(pilot, "note_holding")
        await press(pilot, *"uy ban kiem tra", "tab", "tab", *"12/UBKTTU", "f9")
        await press(pilot, *["escape"] * 3)
        shown = await menu(pilot, "coordination")
        assert "≡ VV-2026-0002" in shown
        assert "12/UBKTTU" in shown

        await menu(pilot, "coordination_list")
        await press(pilot, "f9")
        for form in ("save_word", "save_text"):
            await menu(pilot, form)
        await press(pilot, "escape")
        assert sorted(one.suffix for one in papers.iterdir()) == [".docx", ".pdf", ".txt"]

        await menu(pilot, "hold_meeting")
        pilot.app.screen.go_to("conclusion")  # type: ignore[attr-defined]
        await press(pilot, *"UBKT tra loi", "f9")
        await mark(pilot, "VV-2026-0002")
        await menu(pilot, "give_task")
        await press(pilot, *"uy ban kiem tra", "tab", *"Tra loi don", "tab", *"30/11", "f9")
        given = "SELECT body, what, meeting_id IS NOT NULL, petition_id IS NOT NULL FROM task"
        assert rows_of(worked_register, given) == [("UBKTTU", "Tra loi don", 1, 1)]
        assert "GV-2026-0001" in await press(pilot, "f5")
        await menu(pilot, "meeting_notice")
        await press(pilot, "f9", "escape")
        assert (papers / "GB-2026-0001.pdf").exists()

        await mark(pilot, "VV-2026-0002")
        await menu(pilot, "end_holding")
        await press(pilot, "f9")
        assert rows_of(worked_register, "SELECT until FROM holding") == [("2026-11-23",)]
        assert "01/10 – 31/10/2026" in await menu(pilot, "month_before")
        assert "01/11 – 23/11/2026" in await menu(pilot, "month_after")


async def test_the_schedule_goes_out_as_a_calendar_file(open_desk: OpenDesk, papers: Path) -> None:
    async with open_desk() as pilot:
        await menu(pilot, "days")
        await menu(pilot, "plan_schedule")
        await press(pilot, "f9")
        await menu(pilot, "day_calendar")
    assert (papers / "NT-2026-11-23.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")
