"""A paper as it would go out, to be agreed to."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from reception_tui.i18n import tr
from reception_tui.reports.model import Document
from reception_tui.reports.text import WIDTH, render
from reception_tui.tui.actions import Place, bindings_at
from reception_tui.tui.screen import ReceptionScreen
from reception_tui.tui.widgets.status_line import StatusLine

_MARGIN = 4


class AgreeScreen(ReceptionScreen[bool]):
    """Dismissed with whether the paper is to go out."""

    place = Place.DIALOG
    AUTO_FOCUS = "#body"
    BINDINGS: ClassVar[list[BindingType]] = bindings_at(Place.DIALOG)

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.document = document

    def compose(self) -> ComposeResult:
        """Lay out one scrolling page."""
        yield StatusLine()
        with VerticalScroll(id="body", can_focus=True):
            yield Static(render(self.document, WIDTH - _MARGIN), markup=False)
        yield from self.frame_bottom()

    def screen_title(self) -> str:
        """Return the screen's name."""
        return tr("SO IT WOULD GO OUT")

    def help_text(self) -> str:
        """Return what the keys do."""
        return tr("F9 issues it under the next number; Esc goes back, nothing is issued.")

    def action_save(self) -> None:
        """Let it go out."""
        self.dismiss(True)

    async def action_leave(self) -> None:
        """Go back."""
        self.dismiss(False)


class PaperShownScreen(AgreeScreen):
    """A paper as it would go out, only looked at."""

    without = frozenset({"save"})

    def help_text(self) -> str:
        """Return what the keys do."""
        return tr("Esc goes back.")
