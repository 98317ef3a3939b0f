"""The top row, which never moves: which screen this is, who sits here, which day it is."""

from __future__ import annotations

from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget


class StatusLine(Widget):
    """One row: the screen's name on the left, the officer and the day on the right."""

    DEFAULT_CSS = """
    StatusLine { dock: top; height: 1; background: $primary; color: $text; text-style: bold; }
    """

    title: reactive[str] = reactive("")
    who: reactive[str] = reactive("")
    unsaved: reactive[bool] = reactive(default=False)

    def render(self) -> Text:
        """Draw the row; the name of the officer gives way first when there is no room."""
        left = f" {self.title}{' ●' if self.unsaved else ''} "
        room = max(0, self.size.width - len(left) - 1)
        who = self.who if len(self.who) <= room else "…" + self.who[len(self.who) - room + 1 :]
        return Text(f"{left}{who:>{room}} ", no_wrap=True)
