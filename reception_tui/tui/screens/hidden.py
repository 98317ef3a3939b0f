"""Nothing to see: the screen faces the visitor."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from reception_tui.i18n import tr
from reception_tui.tui.actions import Place
from reception_tui.tui.screen import ReceptionScreen
from reception_tui.tui.widgets.message_line import MessageLine
from reception_tui.tui.widgets.status_line import StatusLine


class HiddenScreen(ReceptionScreen[None]):
    """F12; F12 or Enter brings everything back."""

    place = Place.READING
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f12", "leave", show=False),
        Binding("enter", "leave", show=False),
        Binding("escape", "leave", show=False),
    ]

    def compose(self) -> ComposeResult:
        """Show one line."""
        yield StatusLine()
        yield MessageLine()
        yield Static(tr("The screen is hidden. F12 brings it back."), id="page")

    def screen_title(self) -> str:
        """Return the name of the register."""
        return tr("RECEPTION DESK")

    def on_screen_resume(self) -> None:
        """Show neither names nor the last message."""
        super().on_screen_resume()
        self.tell("")
