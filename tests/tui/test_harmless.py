"""Whatever a text holds, the screen shows it: it is neither obeyed by the terminal nor taken for markup."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from rich.console import Console
from rich.segment import Segment
from textual.strip import Strip

from reception_tui.tui.harmless import harmless, make_screen_harmless
from tests.tui.conftest import OpenDesk, settled, text_of

TUI = Path(__file__).parents[2] / "reception_tui" / "tui"
MARKED = "[bold]Lê[/] [@click=app.exit]Tám[/@click] [/x] [red"


@pytest.mark.parametrize(
    "text", ["\x1b[2J", "\x1b]0;t\x07", "\x9b31m", "\x90q\x9c", "a\x08b", "\u202eabc", "\u2066x", "\x7f", "a\tb\r"]
)
def test_what_a_terminal_obeys_is_taken_out_of_a_row(text: str) -> None:
    make_screen_harmless()
    drawn = Strip([Segment(f"a{text}đ")]).render(Console(color_system=None))
    assert drawn == f"a{harmless(text)}đ"
    assert drawn.isprintable()


def test_every_text_of_a_screen_is_drawn_as_it_is_and_never_as_markup() -> None:
    """Static and Label take markup unless they are told not to."""
    loose = []
    for path in TUI.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("Static", "Label"):
                markup = [one.value for one in node.keywords if one.arg == "markup"]
                if not (markup and isinstance(markup[0], ast.Constant) and markup[0].value is False):
                    loose.append(f"{path.name}:{node.lineno}")
    assert loose == []


async def test_a_name_that_looks_like_markup_stands_on_every_screen_as_it_was_typed(
    open_desk: OpenDesk, act: object
) -> None:
    person = {"name": MARKED, "id_number": "051082001234", "address": MARKED}
    act("log_visit", people=[person], content=MARKED)  # type: ignore[operator]
    act("register_petition", petitioners=[person], content=MARKED, title=MARKED, channel="post")  # type: ignore[operator]
    ways = [
        (), ("f7", *"D-2026-6", "enter"), ("f7", *"D-2026-6", "enter", "f8"), ("f7", *"LT-2026-4", "enter"),
        ("f2", *"051082001234", "enter"), ("f2", "enter", *"Le Tam", "f8"), ("f3", "enter", *"[/x]", "f9"),
    ]  # fmt: skip
    for keys in ways:
        async with open_desk() as pilot:
            await pilot.press(*keys)
            await settled(pilot)
            shown = text_of(pilot)
            assert "[bold]Lê" in shown or keys[:1] == ("f3",), (keys, shown)


async def test_a_refused_text_that_looks_like_markup_is_told_as_it_was_typed(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await pilot.press("f2", "enter", *"Ba", "enter", "enter", *"[/]x", "enter")
        await settled(pilot)
        assert "[/]x" in text_of(pilot)
