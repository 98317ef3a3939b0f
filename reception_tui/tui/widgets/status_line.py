"""The two top rows, which never move: screen, officer, desk and day; queue, last number, printer and language."""

from __future__ import annotations

from dataclasses import dataclass

from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget

OFFICER, DESK, DAY = 16, 8, 13
"""Columns of the right end of the first row, which stands at the same place on every screen."""

WAITING, NUMBER, PRINTER = 14, 29, 24
"""Columns of the second row."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the rows tell besides the screen: each text at its own place. Empty texts leave their place empty."""

    officer: str = ""
    desk: str = ""
    day: str = ""
    waiting: str = ""
    number: str = ""
    printer: str = ""
    language: str = ""


class StatusLine(Widget):
    """Two rows: the screen's name with the mark of what is unsaved, and everything else in columns."""

    DEFAULT_CSS = """
    StatusLine { dock: top; height: 2; background: $bar; color: $bar-text; text-style: bold; }
    """

    title: reactive[str] = reactive("")
    standing: reactive[Standing] = reactive(Standing())
    unsaved: reactive[bool] = reactive(default=False)

    def render(self) -> Text:
        """Draw the rows."""
        return Text("\n").join(status_rows(self.title, self.standing, self.size.width, unsaved=self.unsaved))


def status_rows(title: str, standing: Standing, width: int, *, unsaved: bool = False) -> tuple[Text, Text]:
    """Return the two rows at that width; only the title, at the left end, may take more or less room."""
    officer, desk = fitted_name(standing.officer, OFFICER), _cut(standing.desk, DESK)
    right = f"{officer:>{OFFICER}}  {desk:<{DESK}} {standing.day:>{DAY}}"
    room = width - len(right) - 2
    first = f"{'●' if unsaved else ' '}{_cut(title, room - 1):<{room}}{right} "
    cells = ((standing.waiting, WAITING), (standing.number, NUMBER), (standing.printer, PRINTER))
    second = " " + "".join(f"{_cut(text, columns - 1):<{columns}}" for text, columns in cells)
    second = f"{second}{standing.language:>{max(0, width - len(second) - 1)}} "
    return Text(first, no_wrap=True), Text(second, no_wrap=True)


def fitted_name(name: str, room: int) -> str:
    """Return a name that fits: in full, else with its first words as initials, as Vietnamese names are shortened."""
    if len(name) <= room:
        return name
    words = name.split()
    for kept in range(len(words) - 1, 0, -1):
        short = "".join(f"{word[0]}." for word in words[: len(words) - kept]) + " ".join(words[-kept:])
        if len(short) <= room:
            return short
    return _cut(words[-1], room)


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else text[: max(0, room - 1)] + "…"
