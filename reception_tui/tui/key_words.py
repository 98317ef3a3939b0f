"""Key names in sentences: where a desk has given an act another key, sentences name that one."""

from __future__ import annotations

import re

from reception_tui import i18n
from reception_tui.i18n import mark, tr
from reception_tui.tui.action import GIVEN, Action
from reception_tui.tui.action_table import ACTIONS
from reception_tui.tui.actions import by_id, key_name, shown_label

_KEY = re.compile(r"(?<!\w)(?:(?:Shift\+|⇧)?F(?:1\d|2[0-4]|[1-9])|(?:Ctrl\+|\^)[A-Z/\\])(?!\w)")
"""A key as sentences name it: F9, Shift+F8, ⇧F8, Ctrl+X, ^X."""


_SPELLED = {"backspace": mark("Backspace"), "delete": mark("Delete"), "space": mark("Space")}


def with_own_keys(sentence: str) -> str:
    """Return a sentence with the keys of this desk in place of those of the program.

    One key means one thing everywhere, so the key alone tells the act. An act that has no key is called by its name.
    """
    if not GIVEN:
        return sentence
    return _KEY.sub(lambda found: _own(found[0]), sentence)


def named(*ids: str) -> dict[str, str]:
    """Return what sentences call the keys of those acts, by the acts' names: signs and keys that only lists have."""
    return {id_: _spelled(by_id(id_)) for id_ in ids}


def _spelled(action: Action) -> str:
    """Return an act's first key as a sentence calls it; without one, the act by its name."""
    if not action.used_keys:
        return f"“{shown_label(action)}”"
    key = action.used_keys[0]
    return tr(_SPELLED[key]) if key in _SPELLED else key_name(key).replace("⇧", "Shift+").replace("^", "Ctrl+")


def _own(written: str) -> str:
    short = written.replace("Shift+", "⇧").replace("Ctrl+", "^")
    for action in ACTIONS:
        usual = next((key for key in action.keys if key_name(key) == short), None)
        if usual is not None and usual not in GIVEN.get(action.id, action.keys):
            keys = GIVEN[action.id]
            if not keys:
                return f"“{shown_label(action)}”"
            own = key_name(keys[0])
            return own if written == short else own.replace("⇧", "Shift+").replace("^", "Ctrl+")
    return written


def follow_own_keys() -> None:
    """Let every sentence that is shown from now on name the keys of this desk."""
    i18n.reword(with_own_keys)
