"""What a screen is for, and every key that works there."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from reception_tui.i18n import tr
from reception_tui.tui.actions import Place, actions_at, bindings_at, key_name
from reception_tui.tui.screen import ReceptionScreen
from reception_tui.tui.widgets.status_line import StatusLine


class HelpScreen(ReceptionScreen[None]):
    """F1 anywhere."""

    place = Place.READING
    AUTO_FOCUS = "#body"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_at(Place.READING), Binding("f1", "leave", show=False)]

    def __init__(self, title: str, text: str, of: Place) -> None:
        super().__init__()
        self.of_title, self.text, self.of = title, text, of

    def compose(self) -> ComposeResult:
        """Lay out one scrolling page."""
        yield StatusLine()
        with VerticalScroll(id="body", can_focus=True):
            yield Static(self._page())
        yield from self.frame_bottom()

    def screen_title(self) -> str:
        """Return the screen that is explained."""
        return tr("HELP: {screen}").format(screen=self.of_title)

    def _page(self) -> Text:
        page = Text(f"{self.text}\n\n" if self.text else "")
        for action in actions_at(self.of):
            keys = ", ".join(key_name(key) for key in action.used_keys)
            page.append(f"{keys:<12}", style="bold")
            page.append(f" {tr(action.help)}\n")
        typing = tr(
            "Dates: 5, 5/3, 050326, hn (today), +3, -1. Choices: type a part of the words, with or without marks."
        )
        page.append(f"\n{typing}")
        return page
