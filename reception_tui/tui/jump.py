"""Jump labels: a letter stands on every place where the cursor can go, and that letter takes it there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rich.text import Text
from textual import events
from textual.geometry import Offset
from textual.screen import Screen
from textual.widget import Widget

from reception_tui.domain.text import fold
from reception_tui.tui.widgets.record_list import RecordList

LETTERS = "asdghklqertyuiopzxcvbnm1234567890"
"""One key each; none that an input method turns into another letter by itself, as Telex does with w."""


@dataclass(frozen=True, slots=True)
class Target:
    """A place where the cursor can go: where its label stands, and how one gets there."""

    at: Offset
    go: Callable[[], None]


class JumpLabel(Widget):
    """The letter of a target."""

    DEFAULT_CSS = """
    JumpLabel { layer: curtain; position: absolute; width: 1; height: 1; background: $bar; color: $bar-text; }
    """

    def __init__(self, letter: str, at: Offset) -> None:
        super().__init__()
        self.letter = letter
        self.styles.offset = at

    def render(self) -> Text:
        """Draw the letter."""
        return Text(self.letter, style="bold reverse")


class Jump:
    """The labels on one screen, until the next key."""

    def __init__(self, screen: Screen[object]) -> None:
        self.screen = screen
        self.targets = dict(zip(LETTERS, targets(screen), strict=False))
        screen.mount(*(JumpLabel(letter, target.at) for letter, target in self.targets.items()))

    def take(self, event: events.Event) -> None:
        """Go where the key leads; any other key only takes the labels away."""
        target = None
        if isinstance(event, events.Key) and event.character:
            target = self.targets.get(fold(event.character))
        self.screen.query(JumpLabel).remove()
        if target is not None:
            target.go()


def targets(screen: Screen[object]) -> Iterator[Target]:
    """Yield the fields and rows of a screen that can be seen now, from the top."""
    for widget in screen.focus_chain:
        region = widget.region
        if not screen.region.contains_point(region.offset) or not region.height:
            continue
        if isinstance(widget, RecordList):
            yield from _rows(widget)
        else:
            yield Target(region.offset, _focus(widget))


def _rows(records: RecordList) -> Iterator[Target]:
    top = round(records.scroll_y)
    shown = list(enumerate(records.lines[top : top + records.size.height]))
    rows = [(y, top + y) for y, line in shown if line.key]
    if not rows:
        yield Target(records.region.offset, _focus(records))
    for y, row in rows:
        yield Target(records.region.offset + Offset(0, y), _go_to_row(records, row))


def _focus(widget: Widget) -> Callable[[], None]:
    def go() -> None:
        widget.focus()

    return go


def _go_to_row(records: RecordList, row: int) -> Callable[[], None]:
    def go() -> None:
        records.focus()
        records.cursor = row

    return go
