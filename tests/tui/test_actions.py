"""Keys: every action has its place, no two clash, and the bar shows them all."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from reception_tui import i18n
from reception_tui.tui.actions import ACTIONS, Place, actions_at, key_name
from reception_tui.tui.app import SCREENS, screen_class
from reception_tui.tui.screen import ReceptionScreen
from reception_tui.tui.screens.desk import DeskScreen
from reception_tui.tui.widgets.key_bar import left_out

TAKEN_BY_TEXT = {"ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m"}


@pytest.mark.parametrize("place", list(Place))
def test_no_key_means_two_things_in_one_place(place: Place) -> None:
    counted = Counter(key for action in actions_at(place) for key in action.keys)
    assert [key for key, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("place", list(Place))
def test_the_bar_has_room_for_every_key_in_80_columns(place: Place, lang: str) -> None:
    i18n.use(lang)
    assert left_out(place, 80) == []


def test_no_command_lies_on_a_bare_letter_or_on_a_key_that_text_needs() -> None:
    for action in ACTIONS:
        for key in action.keys:
            assert len(key) > 1, action.id
            assert key not in TAKEN_BY_TEXT, action.id


@pytest.mark.parametrize("name", [*SCREENS, "desk"])
def test_every_action_of_a_screen_does_something(name: str) -> None:
    screen: type[ReceptionScreen[Any]] = DeskScreen if name == "desk" else screen_class(name)
    bound = {one.action for bindings in screen._merge_bindings().key_to_bindings.values() for one in bindings}
    for action in actions_at(screen.place):
        offered = action.id in bound or screen.place in action.menu
        if offered and action.id not in screen.without:
            assert hasattr(screen, f"action_{action.id}"), action.id


def test_function_keys_have_a_second_way_where_terminals_take_them() -> None:
    by_id = {action.id: action for action in ACTIONS}
    assert len(by_id["quit"].keys) > 1
    assert len(by_id["leave"].keys) > 1
    assert len(by_id["save"].keys) > 1


def test_keys_are_called_as_on_the_keyboard() -> None:
    assert [key_name(key) for key in ("f2", "ctrl+l", "escape")] == ["F2", "^L", "Esc"]
