"""What the register knows and advises while somebody types. It takes no focus and no key."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual.widget import Widget

MOST = 5


class AdviceLines(Widget):
    """A few lines above the panel, there only when there is something to say."""

    DEFAULT_CSS = """
    AdviceLines { height: auto; max-height: 5; background: $surface; color: $accent; padding: 0 1; display: none; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[str, ...] = ()

    def show(self, lines: Sequence[str]) -> None:
        """Show these lines, or nothing."""
        told = tuple(lines[:MOST])
        if told != self.lines:
            self.lines = told
            self.display = bool(told)
            self.refresh(layout=True)

    def render(self) -> Text:
        """Draw a line each."""
        return Text("\n").join(Text(line) for line in self.lines)
