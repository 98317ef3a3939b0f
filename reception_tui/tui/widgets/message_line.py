"""Above the key bar: what was done last and what went wrong. Nothing ever opens over a field."""

from __future__ import annotations

from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget


class MessageLine(Widget):
    """The last message, on as many rows as it needs; trouble stands out by its sign as well as by its colour."""

    DEFAULT_CSS = """
    MessageLine {
        dock: bottom; height: auto; max-height: 3; margin-bottom: 2; background: $surface; color: $foreground;
        text-style: bold;
    }
    MessageLine.-trouble { color: $error; }
    """

    message: reactive[str] = reactive("", layout=True)

    def render(self) -> Text:
        """Draw the message."""
        return Text(f" {self.message}")

    def tell(self, message: str, *, trouble: bool = False) -> None:
        """Show a message until the next one."""
        self.message = f"✗ {message}" if trouble and message else message
        self.set_class(trouble, "-trouble")
