"""Everything that can be done on a petition now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from reception_tui.i18n import tr
from reception_tui.tui.actions import Action, Place, bindings_at, key_names, shown_label
from reception_tui.tui.screen import ReceptionScreen
from reception_tui.tui.widgets.record_list import Line, RecordList
from reception_tui.tui.widgets.status_line import StatusLine


class ChooseActScreen(ReceptionScreen[str]):
    """F4 on a petition. Dismissed with the act that was chosen."""

    place = Place.READING
    BINDINGS: ClassVar[list[BindingType]] = bindings_at(Place.READING)

    def __init__(self, possible: Sequence[Action]) -> None:
        super().__init__()
        self.possible = possible

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        yield StatusLine()
        yield RecordList(empty=tr("Nothing can be done here now."))
        yield from self.frame_bottom()

    def screen_title(self) -> str:
        """Return the screen's name."""
        return tr("WHAT CAN BE DONE")

    def on_mount(self) -> None:
        """Fill the list."""
        self.query_one(RecordList).show(
            [
                Line(action.id, f" {key_names(action):<4} {shown_label(action):<12} {tr(action.help)}")
                for action in self.possible
            ]
        )

    @on(RecordList.Opened)
    def _chosen(self, event: RecordList.Opened) -> None:
        self.dismiss(event.key)
