"""What the register knows already, beside a form where the terminal has room for it. It takes no focus and no key."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

WIDE = 110
"""From so many columns on the pane stands beside the form, which keeps the 80 that it was made for."""


class HistoryPane(VerticalScroll, can_focus=False):
    """Earlier visits, petitions, promises and dates of the person or petition that the form is about."""

    DEFAULT_CSS = """
    HistoryPane {
        width: 40; height: 1fr; display: none; scrollbar-size: 1 1;
        background: $surface; color: $foreground; padding: 0 1; border-left: solid $accent;
    }
    """

    def compose(self) -> ComposeResult:
        """Lay out one page."""
        yield Static(markup=False)

    def show(self, heading: str, lines: Sequence[Text]) -> None:
        """Show the page under a heading."""
        self.query_one(Static).update(Text("\n").join([Text(heading, style="bold underline"), Text(), *lines]))
