"""The colours of the screens. Every one of them only repeats what a sign or a word says already."""

from __future__ import annotations

import os
from typing import Final

from rich.style import Style
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from reception_tui.i18n import mark

PAIRS: Final = (
    ("foreground", "background"),
    ("foreground", "surface"),
    ("foreground", "panel"),
    ("foreground", "field"),
    ("accent", "surface"),
    ("error", "background"),
    ("error", "surface"),
    ("bar-text", "bar"),
    *((name, "background") for name in ("quiet", "overdue", "today", "soon", "worked", "holiday", "paused")),
)
"""Every colour of letters with the ground that it stands on."""

_STATES: Final = {
    "overdue": True,
    "today": True,
    "soon": False,
    "worked": True,
    "holiday": True,
    "paused": False,
    "quiet": False,
}
"""Named styles of words in lists and on pages, and whether they are bold."""


def _theme(name: str, colours: str, *, dark: bool, ansi: bool = False) -> Theme:
    """Return a theme from its colours, written in the order of `_ORDER`."""
    found = dict(zip(_ORDER, colours.split(), strict=True))
    own = {one: found.pop(one) for one in ("field", "bar", "bar-text", *_STATES)}
    if ansi:
        own = {**BUILTIN_THEMES["ansi-dark"].variables, **own}
    return Theme(name=name, primary=own["bar"], dark=dark, ansi=ansi, variables=own, **found)  # type: ignore[arg-type]


_ORDER = ("background", "surface", "panel", "field", "foreground", "accent", "error", "bar", "bar-text", *_STATES)

DARK = _theme(
    "dark",
    "#14181c #1f252b #2a323a #26303a #e6e6e6 #8ecae6 #ff9494 #0b4f6c #ffffff "
    "#ff8787 #ffd166 #ffe8a3 #8ce99a #ffa8a8 #74c0fc #b8c4ce",
    dark=True,
)
LIGHT = _theme(
    "light",
    "#fafafa #eef1f4 #dfe5ea #e3edf5 #1a1a1a #0b4f6c #9c1419 #0b4f6c #ffffff "
    "#9c1419 #7a4b00 #5c4400 #155f26 #9c1c2e #0b4f8a #45525c",
    dark=False,
)
CONTRAST = _theme(
    "contrast",
    "#000000 #000000 #000000 #1a1a1a #ffffff #ffff00 #ff9b9b #ffffff #000000 "
    "#ff9b9b #ffff00 #ffe97a #8dff9d #ffb3b3 #8fd3ff #ffffff",
    dark=True,
)
TERMINAL = _theme(
    "terminal",
    "ansi_default ansi_default ansi_default ansi_default ansi_default ansi_default ansi_default ansi_blue "
    "ansi_bright_white ansi_default ansi_default ansi_default ansi_default ansi_default ansi_default ansi_default",
    dark=True,
    ansi=True,
)
THEMES = {theme.name: theme for theme in (DARK, LIGHT, CONTRAST, TERMINAL)}
"""The themes by name, in the order in which they follow one another."""

NAMES = {
    "dark": mark("Colours: dark"),
    "light": mark("Colours: light"),
    "contrast": mark("Colours: high contrast"),
    "terminal": mark("Colours: those of the terminal"),
}


def fitting_theme(kept: str, colour_system: str | None, *, no_color: bool) -> str:
    """Return the theme to begin with: the one kept, but the terminal's own colours where it has only 16 or none."""
    if no_color or colour_system in {"standard", "windows"} or os.environ.get("TERM") == "linux":
        return TERMINAL.name
    return kept if kept in THEMES else DARK.name


def word_styles(theme: Theme) -> dict[str, Style]:
    """Return the named styles of words in a theme."""
    found = {}
    for name, bold in _STATES.items():
        colour = Color.parse(theme.variables[name])
        found[name] = Style(color=None if colour.ansi == -1 else colour.rich_color, bold=bold)
    return found
