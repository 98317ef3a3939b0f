"""The keys that a desk has given to acts instead of their own: `keys.toml` in the folder of its settings."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from reception_tui.config import settings_folder
from reception_tui.i18n import tr
from reception_tui.tui.actions import ACTIONS, give_keys, key_name, shown_label
from reception_tui.tui.key_words import follow_own_keys

FILE = "keys.toml"
_FITTING = re.compile(
    r"(shift\+)?(ctrl\+)?(f([1-9]|1\d|2[0-4])|insert|delete|pageup|pagedown|home|end)|ctrl\+[abd-gk-z]"
    r"|ctrl\+(underscore|backslash|right_square_bracket|circumflex_accent)|escape|slash|minus|shift\+(up|down)"
)
"""Keys that no field takes for text: not Ctrl+C, Ctrl+H, Ctrl+I, Ctrl+J and Ctrl+M."""

_NEEDED = frozenset({"help", "palette", "hide", "leave", "quit", "save"})
"""Acts without which nobody would find out again."""

Keymap = Mapping[str, tuple[str, ...]]


class KeymapFault(Exception):
    """The file of keys cannot be used; `sentence` says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def use_own_keys() -> str:
    """Take the desk's own keys; return what is wrong with their file, nothing where all is well."""
    follow_own_keys()
    place = settings_folder() / FILE
    try:
        give_keys(read_keymap(place))
    except KeymapFault as fault:
        give_keys({})
        return fault.sentence
    return ""


def read_keymap(place: Path) -> Keymap:
    """Return the keys of acts by the acts' names. Raises `KeymapFault`."""
    try:
        table = tomllib.loads(place.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise KeymapFault(
            tr("{file} cannot be read ({why}); the usual keys hold.").format(file=FILE, why=error)
        ) from None
    given = {name: _keys(name, keys) for name, keys in table.items()}
    _check_meanings(given)
    return given


def _keys(name: str, keys: object) -> tuple[str, ...]:
    if name not in {action.id for action in ACTIONS}:
        raise KeymapFault(
            tr("{file}: there is no act “{act}”; docs/keys.md lists them. The usual keys hold.").format(
                file=FILE, act=name
            )
        )
    found = tuple(keys) if isinstance(keys, list) else (keys,)
    for key in found:
        if not isinstance(key, str) or not _FITTING.fullmatch(key):
            told = tr("{file}: “{key}” cannot be a key for “{act}”. The usual keys hold.")
            raise KeymapFault(told.format(file=FILE, key=key, act=name))
    if not found and name in _NEEDED:
        raise KeymapFault(tr("{file}: “{act}” must keep a key. The usual keys hold.").format(file=FILE, act=name))
    return found


def _check_meanings(given: Keymap) -> None:
    meanings: dict[str, tuple[str, str]] = {}
    for action in ACTIONS:
        for key in given.get(action.id, action.keys):
            meaning, label = meanings.setdefault(key, (action.meaning, shown_label(action)))
            if meaning != action.meaning:
                told = tr("{file}: {key} would mean both “{one}” and “{other}”. The usual keys hold.")
                raise KeymapFault(told.format(file=FILE, key=key_name(key), one=label, other=shown_label(action)))
