"""A document as plain text for a terminal or a line printer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from reception_tui.i18n import formats, tr
from reception_tui.reports import charts
from reception_tui.reports.model import (
    Bars,
    Block,
    DayLine,
    Document,
    Fields,
    Figures,
    Heading,
    Paragraph,
    Style,
    Table,
)
from reception_tui.reports.text_frame import foot, head, wrapped
from reception_tui.reports.text_table import table_lines

WIDTH = 80
_GAP = 2
_FIGURE_COLUMNS = 2
_LONGEST_NAME = 0.5
_LONGEST_BAR = 30


def render(document: Document, width: int = WIDTH) -> str:
    """Return the document as lines of at most `width` characters."""
    lines = [*head(document, width), ""]
    for block in document.blocks:
        lines += [line.rstrip() for line in _block(block, width)]
        lines.append("")
    lines += foot(document, width)
    if document.last_line:
        lines += wrapped(document.last_line, width)
    return "\n".join(lines).rstrip() + "\n"


def _block(block: Block, width: int) -> Iterable[str]:
    match block:
        case Heading():
            lines: Iterable[str] = wrapped(block.text.upper(), width)
        case Paragraph():
            lines = wrapped(block.text, width)
            if block.style is Style.CENTRED:
                lines = [line.center(width) for line in lines]
        case Figures():
            lines = _figures(block, width)
        case Bars():
            lines = _bars(block, width)
        case DayLine():
            lines = _day_line(block, width)
        case Fields():
            lines = _fields(block, width)
        case Table():
            lines = table_lines(block, width)
    return lines


def _figures(block: Figures, width: int) -> Iterator[str]:
    cell = (width - _GAP * (_FIGURE_COLUMNS - 1)) // _FIGURE_COLUMNS
    rows = -(-len(block.lines) // _FIGURE_COLUMNS)
    for i in range(rows):
        cells = [_leader(*line, cell) for line in block.lines[i::rows]]
        yield (" " * _GAP).join(cells)


def _leader(name: str, value: str, width: int) -> str:
    room = width - len(value) - 1
    shown = _cut(name, room)
    return (
        f"{shown} {'.' * max(0, room - len(shown) - 1)} {value}"
        if room - len(shown) > 1
        else f"{shown:<{room}} {value}"
    )


def _bars(block: Bars, width: int) -> Iterator[str]:
    most = max((count for _, count in block.lines), default=0)
    figure = len(formats.number(most))
    longest = max((len(name) for name, _ in block.lines), default=0)
    name_width = min(longest, int(width * _LONGEST_NAME))
    room = min(_LONGEST_BAR, width - name_width - figure - 2 * _GAP)
    for name, count in block.lines:
        drawn = charts.bar(count, most, room)
        yield f"{_cut(name, name_width):<{name_width}}  {formats.number(count):>{figure}}  {drawn}"


def _day_line(block: DayLine, width: int) -> Iterator[str]:
    yield from wrapped(block.title, width)
    for start in range(0, len(block.counts), width):
        shown = charts.columns(block.counts)[start : start + width]
        first = block.first + timedelta(days=start)
        last = first + timedelta(days=len(shown) - 1)
        ends = f"{formats.short_day(first)}{formats.short_day(last):>{max(0, len(shown) - 5)}}"
        yield shown
        yield ends if len(shown) > 11 else formats.short_day(first)
    most = tr("Most on one day: {most}.")
    yield most.format(most=formats.number(max(block.counts, default=0)))


def _fields(block: Fields, width: int) -> Iterator[str]:
    for name, value in block.lines:
        start = f"{name}: "
        if value:
            yield from wrapped(f"{start}{value}", width, after="  ")
        else:
            yield f"{start}{'.' * max(3, width - len(start))}"


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"
