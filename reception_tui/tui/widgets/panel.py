"""The three rows under a form: what the field makes of the text, what can be chosen, what is known."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual.widget import Widget

from reception_tui.tui.fields import Choice

ROWS = 3


class Panel(Widget):
    """A place that is always there, so that nothing has to open over what is being typed."""

    DEFAULT_CSS = """
    Panel { dock: bottom; height: 3; margin-bottom: 3; background: $surface; color: $foreground; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[Text] = []

    def show_hint(self, *lines: str) -> None:
        """Show up to three lines; one that is too long goes on in the next row."""
        self._show([Text(line) for line in lines if line])

    def show_choices(self, hint: str, choices: Sequence[Choice], highlighted: int) -> None:
        """Show what can be chosen, the one that Enter takes in reverse."""
        width = max(20, self.size.width)
        told = min(ROWS - 1, -(-len(hint) // width))
        rows = [Text() for _ in range(ROWS - told)]
        shown = rows_of(choices, width, len(rows))
        for row, members in zip(rows, shown, strict=False):
            for i in members:
                style = "reverse bold" if i == highlighted else ""
                row.append(f" {choices[i].label} ", style=style)
                row.append(" ")
        self._show([*([Text(hint)] if hint else []), *rows])

    def _show(self, lines: list[Text]) -> None:
        # Asked for at every letter: painting the same again would slow the echo.
        if lines != self._lines:
            self._lines = lines
            self.refresh()

    def render(self) -> Text:
        """Draw the lines."""
        return Text("\n").join(self._lines[:ROWS])


def rows_of(choices: Sequence[Choice], width: int, rows: int) -> list[list[int]]:
    """Return the indexes of the choices that fit side by side in so many rows of that width."""
    found: list[list[int]] = [[]]
    used = 0
    for i, choice in enumerate(choices):
        size = len(choice.label) + 3
        if used + size > width and found[-1]:
            if len(found) == rows:
                break
            found.append([])
            used = 0
        found[-1].append(i)
        used += size
    return found
