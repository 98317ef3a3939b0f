"""Every screen as it stands at 80×24, in both languages."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import pytest

from tests.tui.conftest import SCREENS, OpenDesk, assert_screen, chosen, settled, text_of

HELD = ("f7", *"D-2026-5", "enter", *chosen("note_holding"), *"uy ban kiem tra", "f9")
MEETING = ("escape", "escape", *chosen("coordination"))
# The name of the screen, and the keys that lead there from the desk.
WAYS: tuple[tuple[str, Sequence[str]], ...] = (
    ("desk", ()),
    ("visit-form", ("f2",)),
    ("visit-form-error", ("f2", "f9")),
    ("visit-form-known", ("f2", *"051058001234", "enter", "shift+tab")),
    ("visit-form-choices", ("f2", "enter", *"Ba", "enter", "enter", "enter", *"son", "space")),
    ("roster", ("f2", "ctrl+u")),
    ("pick-list", ("f2", "enter", *"Ba", "enter", "enter", "f4")),
    ("petition-form", ("f3",)),
    ("board", ("f6",)),
    ("petition-page", ("f7", *"D-2026-1", "enter")),
    ("petition-page-secret", ("f7", *"D-2026-2", "enter")),
    ("board-strip", ("f6", "end", "ctrl+k")),
    ("board-strip-supposed", ("f6", "end", "ctrl+k", "right", "right", "equals_sign")),
    ("remind-body", ("f6", "end", "ctrl+b")),
    ("choose-act", ("f7", *"D-2026-1", "enter", "f4")),
    ("escalate", ("f7", *"D-2026-1", "enter", *chosen("escalate"))),
    ("pause", ("f7", *"D-2026-1", "enter", *chosen("pause"))),
    ("extend", ("f7", *"D-2026-2", "enter", *chosen("extend"))),
    ("withdraw", ("f7", *"D-2026-1", "enter", *chosen("withdraw"))),
    ("link", ("f7", *"D-2026-1", "enter", *chosen("link"))),
    ("correct", ("f7", *"D-2026-1", "enter", *chosen("correct"))),
    ("void", ("f7", *"D-2026-1", "enter", *chosen("void"))),
    ("classify", ("f7", *"D-2026-4", "enter", "ctrl+l")),
    ("split", ("f7", *"D-2026-4", "enter", *chosen("split"))),
    ("hold-session", chosen("hold_session")),
    ("announce-day", chosen("announce_day")),
    ("interview", ("f7", *"D-2026-4", "enter", "ctrl+l", *"hoi", "enter", "2")),
    ("checklist", ("f7", *"D-2026-4", "enter", "ctrl+l", *"kien", "enter", "enter", "enter", *"bang", "enter", "2")),
    ("dispose", ("f7", *"D-2026-5", "enter", "ctrl+e")),
    ("seen", ("f2", "enter", *"duong van", "f8")),
    ("petition-form-seen", ("f3", "enter", *"duong van")),
    ("letter", ("f7", *"D-2026-1", "enter", *chosen("letter"), *"bien nhan", "enter")),
    ("letter-agree", ("f7", *"D-2026-1", "enter", *chosen("letter"), *"bien nhan", "enter", "f9")),
    ("report", chosen("report")),
    ("unfinished", chosen("unfinished")),
    ("report-figures", (*chosen("report"), "enter", "enter", "enter", *"02/XLD", "f9")),
    ("report-rows", (*chosen("report"), "enter", "enter", "enter", *"02/XLD", "f9", "enter")),
    ("days", (*chosen("days"), *chosen("plan_schedule"), "f9")),
    ("coordination", (*HELD, *MEETING)),
    ("coordination-list", (*HELD, *MEETING, *chosen("coordination_list"))),
    ("hold-meeting", (*chosen("coordination"), *chosen("hold_meeting"))),
    ("give-task", chosen("give_task")),
    ("national", (*chosen("national"), *"5/10/26", "f9")),
    ("forward", ("f7", *"D-2026-1", "enter", "f5")),
    ("remind", ("f7", *"D-2026-1", "enter", "ctrl+r")),
    ("reply", ("f7", *"D-2026-1", "enter", "ctrl+t")),
    ("outcome", ("f7", *"D-2026-1", "enter", *chosen("record_outcome"))),
    ("search", ("f7", *"duong")),
    ("person-card", ("f7", *"D-2026-1", "enter", "f8")),
    ("visit-page", ("f7", *"LT-2026-2", "enter")),
    ("nightly-page", ("ctrl+y",)),
    ("help", ("f1",)),
    ("help-field", ("f2", *("tab",) * 7, "f1")),
    ("palette", ("ctrl+o", *"ngay")),
    ("palette-form", ("f2", "ctrl+o")),
    ("jump", ("ctrl+g",)),
    ("jump-form", ("f2", "ctrl+g")),
    ("hidden", ("f12",)),
)


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(("name", "keys"), WAYS, ids=[name for name, _ in WAYS])
async def test_each_screen_is_as_it_was_approved(
    open_desk: OpenDesk, name: str, keys: Sequence[str], lang: str
) -> None:
    async with open_desk(lang) as pilot:
        for key in keys:
            await pilot.press("space" if key == " " else key)
        await settled(pilot)
        assert_screen(pilot, f"{name}.{lang}")


@pytest.mark.parametrize("path", sorted(SCREENS.glob("*.txt")), ids=lambda path: path.stem)
def test_no_screen_is_wider_or_higher_than_a_terminal_and_all_its_letters_are_composed(path: object) -> None:
    text = path.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    lines = text.splitlines()
    assert len(lines) == 24
    assert max(len(line) for line in lines) <= 80
    assert unicodedata.is_normalized("NFC", text)


async def test_the_name_of_a_denouncer_is_on_no_screen(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        for keys in (("f6",), ("f7", *"bi mat"), ("f7", *"D-2026-2", "enter"), ("ctrl+y",)):
            for key in keys:
                await pilot.press(key if key != " " else "space")
            await settled(pilot)
            assert "Bí Mật" not in text_of(pilot)
            while len(pilot.app.screen_stack) > 1:
                await pilot.press("escape")
                await settled(pilot)
