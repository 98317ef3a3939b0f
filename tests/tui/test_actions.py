"""Keys: every action has its place, no two clash, and the bar shows them all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from reception_tui import i18n
from reception_tui.domain.text import fold
from reception_tui.tui.actions import ACTIONS, Place, actions_at, by_id, key_name, key_names, shown_label
from reception_tui.tui.app import SCREENS, screen_class
from reception_tui.tui.screen import ReceptionScreen
from reception_tui.tui.screens.choose_act import fitting_acts
from reception_tui.tui.screens.desk import DeskScreen
from reception_tui.tui.widgets.key_bar import left_out
from reception_tui.tui.widgets.message_line import MessageLine
from tests.tui.conftest import OpenDesk, settled

TAKEN_BY_TEXT = {"ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m"}


@pytest.mark.parametrize("place", list(Place))
def test_no_key_means_two_things_in_one_place(place: Place) -> None:
    counted = Counter(key for action in actions_at(place) for key in action.keys)
    assert [key for key, times in counted.items() if times > 1] == []


def test_no_key_means_two_things_in_two_places() -> None:
    meanings: dict[str, set[str]] = {}
    for action in ACTIONS:
        for key in action.keys:
            meanings.setdefault(key, set()).add(action.meaning)
    assert {key: means for key, means in meanings.items() if len(means) > 1} == {}


# What a screen does with a key of its own although the table has it, because it means the same there.
OF_THE_SAME_MEANING = {
    ("strip", "f9"),  # the annex is a paper, and F9 puts papers out
    ("strip", "ctrl+s"),
    ("person_card", "f9"),  # as does the card
    ("person_card", "ctrl+s"),
    ("roster", "ctrl+x"),  # throws away what was typed: in a form all of it, on a roster the marked line
    *((name, key) for name in ("strip", "register_list") for key in ("left", "right")),  # to what stands beside
    *((name, "backspace") for name in ("interview", "checklist")),  # takes the last answer away, as the last filter
    ("help", "f1"),  # closes the page that it opened
    ("sign_in", "escape"),  # leaves the desk
    ("sign_in", "f10"),
    ("sign_in", "ctrl+q"),
}


@pytest.mark.parametrize("name", [*SCREENS, "desk"])
def test_no_screen_gives_a_key_of_the_table_another_meaning(name: str) -> None:
    screen: type[ReceptionScreen[Any]] = DeskScreen if name == "desk" else screen_class(name)
    means = {key: action.meaning for action in ACTIONS for key in action.keys}
    ids = {action.id: action.meaning for action in ACTIONS}
    wrong = [
        (key, one.action)
        for key, bindings in screen._merge_bindings().key_to_bindings.items()
        for one in bindings
        if key in means and ids.get(one.action) != means[key] and (name, key) not in OF_THE_SAME_MEANING
        if not one.action.startswith(("app.", "screen."))
    ]
    assert wrong == []


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
    for id_ in ("help", "new_visit", "park", "find", "save", "leave", "quit", "hide"):
        assert len(by_id(id_).keys) > 1, id_
    # Whatever has one key only is found in the list of all acts, whose key no terminal takes.
    assert by_id("palette").places == frozenset(Place)
    assert not any(key.startswith("f") for key in by_id("palette").keys)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_no_act_is_cut_off_in_the_list_of_acts(lang: str) -> None:
    i18n.use(lang)
    for action in ACTIONS:
        assert len(f" {key_names(action):<4} {shown_label(action):<12} {i18n.tr(action.help)}") <= 80, action.id


@pytest.mark.parametrize(
    ("typed", "act"),
    [
        ("kn", "classify"),
        ("khieu nai", "classify"),
        ("khiếu nại", "classify"),
        ("don doc", "remind"),
        ("đôn đốc", "remind"),
        ("dd", "remind"),
        ("f5", "forward"),
        ("record_outcome", "record_outcome"),
        ("suspend", "pause"),
    ],
)
def test_acts_are_found_by_words_with_and_without_marks_by_first_letters_and_by_key(typed: str, act: str) -> None:
    i18n.use("vi")
    assert act in [one.id for one in fitting_acts(typed, actions_at(Place.PETITION))]


@pytest.mark.parametrize("place", list(Place))
def test_every_act_of_a_place_is_in_the_list_of_all_acts_there(place: Place) -> None:
    found = {one.id for one in fitting_acts("", actions_at(place))}
    assert found == {one.id for one in actions_at(place)}
    for action in actions_at(place):
        assert fitting_acts(action.id, actions_at(place))[0] is action


def test_keys_are_called_as_on_the_keyboard() -> None:
    assert [key_name(key) for key in ("f2", "ctrl+l", "escape")] == ["F2", "^L", "Esc"]


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("place", list(Place))
def test_every_act_is_found_by_its_words_without_marks(place: Place, lang: str) -> None:
    i18n.use(lang)
    for action in actions_at(place):
        words = f"{shown_label(action)} {i18n.tr(action.help)}"
        assert action in fitting_acts(fold(words.replace(",", " ")), actions_at(place)), action.id


async def test_what_a_role_may_not_do_is_refused_in_one_sentence_and_opens_nothing(
    open_desk: OpenDesk, act: Callable[..., object]
) -> None:
    act("change_officer", code="tra", name="Trần Kiểm Tra", roles=["auditor"])
    async with open_desk() as pilot:
        app: Any = pilot.app
        await pilot.press(*"tra", "enter", "enter")
        await settled(pilot)
        kept_away = [one for one in actions_at(Place.DESK) if one.id in app.forbidden]
        assert len(kept_away) > 15
        for action in kept_away:
            assert action not in app.screen.acts_of(menu=False), action.id
            app.announce("")
            await app.screen.run_action(action.id)
            await settled(pilot)
            assert len(app.screen_stack) == 1, action.id
            told = app.screen.query_one(MessageLine).message
            # Where there is nothing to be undone, that is said instead.
            assert told.startswith("✗ ") or action.id in ("undo", "redo"), action.id
            assert told, action.id
            assert told.count(". ") == 0, action.id
