"""Acts to choose from, found by typing: those of a place (F4), or all that can be done from here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from reception_tui.domain.picking import fitting
from reception_tui.domain.text import fold
from reception_tui.i18n import in_every_language, tr
from reception_tui.tui.actions import Action, Place, bindings_at, key_name, key_names, shown_label
from reception_tui.tui.fields import LineField, Spec
from reception_tui.tui.screen import ReceptionScreen
from reception_tui.tui.widgets.record_list import Line, RecordList
from reception_tui.tui.widgets.status_line import StatusLine

LEAST_INITIALS = 2


class ChooseActScreen(ReceptionScreen[str]):
    """Dismissed with the act that was chosen."""

    place = Place.DIALOG
    without = frozenset({"save", "palette"})
    AUTO_FOCUS = "LineField"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_at(Place.DIALOG),
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
    ]

    def __init__(self, possible: Sequence[Action], title: str = "") -> None:
        super().__init__()
        self.possible = possible
        self._title = title

    def compose(self) -> ComposeResult:
        """Lay out the line above the list."""
        yield StatusLine()
        yield LineField(Spec("text", tr("Act")))
        yield RecordList(empty=tr("Nothing can be done here now."))
        yield from self.frame_bottom()

    def screen_title(self) -> str:
        """Return the screen's name."""
        return self._title or tr("WHAT CAN BE DONE")

    def help_text(self) -> str:
        """Return how an act is found."""
        return tr(
            "Type a part of its words, with or without marks, or the first letters of them; ↑ and ↓ choose, "
            "Enter does it."
        )

    def on_mount(self) -> None:
        """Show everything."""
        self.query_one(RecordList).can_focus = False
        self._show("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._show(event.value)

    def _show(self, typed: str) -> None:
        acts = self.query_one(RecordList)
        acts.show(
            [
                Line(one.id, f" {key_names(one):<4} {shown_label(one):<12} {tr(one.help)}")
                for one in fitting_acts(typed, self.possible)
            ]
        )
        acts.action_jump(0)

    def action_move(self, by: int) -> None:
        """Go through the list."""
        self.query_one(RecordList).action_move(by)

    def action_page(self, by: int) -> None:
        """Go through the list page by page."""
        self.query_one(RecordList).action_page(by)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_save()

    @on(RecordList.Opened)
    def _chosen(self, event: RecordList.Opened) -> None:
        self.dismiss(event.key)

    def action_save(self) -> None:
        """Do the marked act."""
        chosen = self.query_one(RecordList).current
        if chosen:
            self.dismiss(chosen)

    def action_palette(self) -> None:
        """Close the list that is open already."""
        self.dismiss()


def fitting_acts(typed: str, acts: Sequence[Action]) -> list[Action]:
    """Return the acts that fit what is typed: by name, words or key in any language, then by first letters of words."""
    found = fitting(typed, acts, lambda one: (one.id, shown_label(one), _words(one)))
    asked = fold(typed.strip())
    if len(asked) >= LEAST_INITIALS and " " not in asked:
        found += [one for one in acts if one not in found and any(i.startswith(asked) for i in _initials(one))]
    return found


def _words(action: Action) -> str:
    keys = " ".join(key_name(key) for key in action.used_keys)
    return f"{in_every_language(action.label)} {in_every_language(action.help)} {action.id.replace('_', ' ')} {keys}"


def _initials(action: Action) -> list[str]:
    phrases = re.split(r"[^\w\s]+", fold(f"{in_every_language(action.label)}; {in_every_language(action.help)}"))
    return ["".join(word[0] for word in phrase.split()) for phrase in phrases]
