"""One row above the key bar for what was done last and what went wrong. Nothing ever opens over a field."""

from __future__ import annotations

from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget


class MessageLine(Widget):
    """The last message; trouble stands out by its sign as well as by its colour."""

    DEFAULT_CSS = """
    MessageLine {
        dock: bottom; height: 1; margin-bottom: 2; background: $surface; color: $foreground; text-style: bold;
    }
    MessageLine.-trouble { color: $error; }
    """

    message: reactive[str] = reactive("")

    def render(self) -> Text:
        """Draw the message."""
        return Text(f" {self.message}", no_wrap=True, overflow="ellipsis")

    def tell(self, message: str, *, trouble: bool = False) -> None:
        """Show a message until the next one."""
        self.message = f"✗ {message}" if trouble and message else message
        self.set_class(trouble, "-trouble")
