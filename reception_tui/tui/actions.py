"""What is done with the table of actions: bindings, key names, and the keys that a desk gives to acts."""

from __future__ import annotations

from collections.abc import Mapping

from textual.binding import Binding, BindingType

from reception_tui.i18n import tr
from reception_tui.tui.action import GIVEN, Action, Place
from reception_tui.tui.action_table import ACTIONS

__all__ = [
    "ACTIONS",
    "Action",
    "Place",
    "actions_at",
    "bindings_at",
    "by_id",
    "give_keys",
    "given_keys",
    "key_name",
    "key_names",
    "shown_label",
]

_BEFORE_THE_FIELD = frozenset({"start_over", "same_as_last", "roster", "walk_back", "walk_on"})
"""Actions whose key a field or page would take for itself: Ctrl+X cuts, Ctrl+D and Ctrl+U delete, arrows scroll."""

_NAMES = {
    "escape": "Esc",
    "left": "←",
    "right": "→",
    "down": "↓",
    "backspace": "⌫",
    "delete": "Del",
    "space": "␣",
    "slash": "/",
    "minus": "-",
    "colon": ":",
    "asterisk": "*",
    "ampersand": "&",
    "ctrl+underscore": "^/",
    "ctrl+backslash": "^\\",
    "ctrl+right_square_bracket": "^]",
    "ctrl+circumflex_accent": "^6",
}
"""Keys that are called otherwise than they are named. Ctrl+/ reaches a program as Ctrl+_, Ctrl+6 as Ctrl+^."""


def actions_at(place: Place) -> list[Action]:
    """Return the actions that work in a kind of screen, in the order of the key bar."""
    return [action for action in ACTIONS if place in action.places]


def give_keys(keys: Mapping[str, tuple[str, ...]]) -> None:
    """Let acts be done by these keys instead of their own, in the whole program."""
    GIVEN.clear()
    GIVEN.update(keys)


def given_keys() -> dict[str, str]:
    """Return the keys that the desk has given to acts, as textual wants them."""
    return {id_: ",".join(keys) for id_, keys in GIVEN.items()}


def by_id(id_: str) -> Action:
    """Return the action of that name."""
    return next(action for action in ACTIONS if action.id == id_)


def bindings_at(place: Place) -> list[BindingType]:
    """Return the bindings of a kind of screen; an act without a key has one that nobody types."""
    return [
        Binding(
            ",".join(action.keys) or f"no_key_{action.id}",
            action.id,
            action.label,
            show=False,
            priority=action.id in _BEFORE_THE_FIELD,
            id=action.id,
        )
        for action in actions_at(place)
    ]


def key_names(action: Action) -> str:
    """Return the action's first key as people call it; nothing for one that has none."""
    return key_name(action.used_keys[0]) if action.used_keys else ""


def key_name(key: str) -> str:
    """Return a key as people call it."""
    if key in _NAMES:
        return _NAMES[key]
    if key.startswith("shift+"):
        return "⇧" + key_name(key.removeprefix("shift+"))
    if key.startswith("ctrl+"):
        return "^" + key.removeprefix("ctrl+").upper()
    return key.upper()


def shown_label(action: Action) -> str:
    """Return the action's word in the language in use."""
    return tr(action.label)
