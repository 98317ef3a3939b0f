"""What covers a screen so that nothing of it can be seen. The screen below keeps its focus and its words."""

from __future__ import annotations

from rich.text import Text
from textual import events
from textual.widget import Widget


class Curtain(Widget):
    """A cover over everything, with a few words in the middle. It takes no focus; clicks end at it."""

    DEFAULT_CSS = """
    Curtain {
        layer: curtain; dock: top; width: 100%; height: 100%; display: none;
        background: $background; color: $foreground; content-align: center middle; text-align: center;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.words = ""

    def on_mount(self) -> None:
        """Cover the screen from the start where the others are covered."""
        words = getattr(self.app, "curtain_words", None)
        if words is not None:
            self.draw(words())

    def draw(self, words: str) -> None:
        """Cover the screen with these words; show the screen again where there are none."""
        self.words = words
        self.display = bool(words)
        self.refresh()

    def render(self) -> Text:
        """Draw the words."""
        return Text(self.words)

    def on_click(self, event: events.Click) -> None:
        """Let nothing through."""
        event.stop()
