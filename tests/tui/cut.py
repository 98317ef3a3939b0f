"""What has no room on a screen: words that are cut off, by where they stand."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Label, Static

from reception_tui.i18n import tr
from reception_tui.i18n.labels import _WORDS
from reception_tui.tui.fields import PickField
from reception_tui.tui.widgets.advice_lines import AdviceLines
from reception_tui.tui.widgets.key_bar import KeyBar, left_out
from reception_tui.tui.widgets.message_line import MessageLine
from reception_tui.tui.widgets.panel import Panel
from reception_tui.tui.widgets.record_list import RecordList
from reception_tui.tui.widgets.status_line import StatusLine, status_rows

SIGNS = frozenset("‼!•✗✓≡≈×·")
"""What says in print that a line is late, near, wrong, met or alike."""


def cut_off(screen: Screen[object]) -> list[str]:
    """Return every word of the program's own that has no room where it stands.

    Names and sentences of the register or of the law are longer than a field at times: they are shown from their
    beginning, and in full in the list of F4.
    """
    words = {tr(text) for _, text in _WORDS}
    return [
        f"{type(widget).__name__}#{widget.id}: {text}"
        for widget in screen.walk_children(Widget)
        if widget.display and widget.region and widget.size.width
        for text in _cut_in(widget, words)
    ]


def told_by_colour_alone(screen: Screen[object]) -> list[str]:
    """Return every line of a list that has a colour of its own and no sign."""
    return [
        line.text
        for shown in screen.query(RecordList)
        for line in shown.lines
        if screen.app.console.get_style(line.style).color is not None
        if not set(line.text) & SIGNS
    ]


def _cut_in(widget: Widget, words: set[str]) -> Iterator[str]:
    width = widget.content_size.width
    if isinstance(widget, KeyBar):
        yield from left_out(widget.place, width, widget.without)
    elif isinstance(widget, StatusLine):
        rows = status_rows(widget.title, widget.standing, width, unsaved=widget.unsaved)
        yield from (row.plain for row in rows if "…" in row.plain)
    elif isinstance(widget, RecordList):
        headings = [line.text for line in widget.lines if not line.key] + [f" {widget.empty}"] * (not widget.lines)
        yield from (text for text in headings if cell_len(text.rstrip()) > width)
    elif isinstance(widget, PickField):
        yield from (one.label for one in widget._choices if one.label in words and cell_len(one.label) > width)
    elif isinstance(widget, Label | Static | MessageLine | Panel | AdviceLines):
        text = str(widget.render())
        if widget.get_content_height(widget.size, widget.app.size, width) > widget.content_size.height or (
            widget.size.height == 1 and cell_len(text.rstrip()) > width
        ):
            yield text
