"""What is drawn on a page with lines and boxes: leaders, bars, a line of days, a box for a stamp."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from reportlab.lib.colors import HexColor, black
from reportlab.platypus import Flowable

from reception_tui.i18n import formats
from reception_tui.reports.model import Bars, DayLine, Figures
from reception_tui.reports.pdf.typeface import BOLD, REGULAR, shown, width_of

_SIZE = 12.0
_ROW = 15.0
_GAP = 18.0
_INK = HexColor(0x595959)
_LONGEST_NAME = 0.56
_LONGEST_BAR = 0.4
_MANY = 6
_COLUMNS = 32.0
_ACROSS = 420.0


class Drawn(Flowable):
    """A strip of the page's width that draws itself."""

    def __init__(self, height: float) -> None:
        super().__init__()
        self.height = height

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 - the library's names
        """Take the whole width."""
        self.width = aW
        return aW, self.height

    def put(self, x: float, text: str, face: str = REGULAR, *, y: float = 4.0, size: float = _SIZE) -> None:
        """Write text that begins at `x`."""
        self.canv.setFont(face, size)
        self.canv.drawString(x, y, shown(text, face))

    def put_before(self, x: float, text: str, face: str = REGULAR, *, y: float = 4.0, size: float = _SIZE) -> None:
        """Write text that ends at `x`."""
        self.put(x - width_of(text, size, face), text, face, y=y, size=size)


class LeaderRow(Drawn):
    """Names and figures side by side, dots between each."""

    def __init__(self, lines: Sequence[tuple[str, str]], columns: int) -> None:
        super().__init__(_ROW)
        self.lines, self.columns = lines, columns

    def draw(self) -> None:
        """Draw the row."""
        cell = (self.width - _GAP * (self.columns - 1)) / self.columns
        for number, (name, value) in enumerate(self.lines):
            left = number * (cell + _GAP)
            told = _fitting(name, cell - width_of(value, _SIZE, BOLD) - 8)
            self.put(left, told)
            self.put_before(left + cell, value, BOLD)
            _dots(self, left + width_of(told, _SIZE) + 4, left + cell - width_of(value, _SIZE, BOLD) - 4)


class BarRow(Drawn):
    """Names, their counts, and bars in proportion to the largest count of all."""

    def __init__(self, lines: Sequence[tuple[str, int]], columns: int, most: int, name_width: float) -> None:
        super().__init__(_ROW)
        self.lines, self.columns, self.most, self.name_width = lines, columns, most, name_width

    def draw(self) -> None:
        """Draw the row."""
        cell = (self.width - _GAP * (self.columns - 1)) / self.columns
        names = min(self.name_width, cell * _LONGEST_NAME)
        figure = width_of(formats.number(self.most), _SIZE, BOLD)
        for number, (name, count) in enumerate(self.lines):
            left = number * (cell + _GAP)
            self.put(left, _fitting(name, names))
            self.put_before(left + names + 8 + figure, formats.number(count), BOLD)
            if count > 0:
                start = names + 16 + figure
                room = min(self.width * _LONGEST_BAR, cell - start)
                self.canv.setFillColor(_INK)
                self.canv.rect(left + start, 4, max(2.0, room * count / self.most), 8, stroke=0, fill=1)
                self.canv.setFillColor(black)


class DayColumns(Drawn):
    """One small column for each day, the highest one with its count, the first and the last with their dates."""

    def __init__(self, block: DayLine) -> None:
        super().__init__(_COLUMNS + 27)
        self.block = block

    def draw(self) -> None:
        """Draw the line of days."""
        counts, most = self.block.counts, max(self.block.counts, default=0)
        span = min(_ACROSS, self.width)
        step = span / max(1, len(counts))
        self.canv.setStrokeColor(black)
        self.canv.setLineWidth(0.5)
        self.canv.line(0, 14, span, 14)
        self.canv.setFillColor(_INK)
        for number, count in enumerate(counts):
            if count:
                height = max(1.5, _COLUMNS * count / most)
                self.canv.rect(number * step + step * 0.15, 14, step * 0.7, height, stroke=0, fill=1)
        self.canv.setFillColor(black)
        if most:
            peak = counts.index(most) * step + step / 2
            text = formats.number(most)
            self.put(peak - width_of(text, 9) / 2, text, y=16 + _COLUMNS, size=9)
        if counts:
            last = self.block.first + timedelta(days=len(counts) - 1)
            self.put(0, formats.short_day(self.block.first), y=3, size=9)
            self.put_before(span, formats.short_day(last), y=3, size=9)


class Blank(Drawn):
    """A name and dots to the end of the line, to be filled in by hand."""

    def __init__(self, name: str, size: float) -> None:
        super().__init__(size * 1.6)
        self.name, self.size = name, size

    def draw(self) -> None:
        """Draw the line."""
        told = f"{self.name}:"
        self.put(0, told, size=self.size)
        _dots(self, width_of(told, self.size) + 4, self.width)


class Stamp(Drawn):
    """Words in a box, in the middle."""

    def __init__(self, text: str) -> None:
        super().__init__(24)
        self.text = text

    def draw(self) -> None:
        """Draw the box."""
        wide = width_of(self.text, 13, BOLD) + 16
        left = (self.width - wide) / 2
        self.canv.setLineWidth(1)
        self.canv.rect(left, 1, wide, 20, stroke=1, fill=0)
        self.put(left + 8, self.text, BOLD, y=6.5, size=13)


class Rule(Drawn):
    """A thin line in the middle, under words."""

    def __init__(self, length: float) -> None:
        super().__init__(6)
        self.length = length

    def draw(self) -> None:
        """Draw the line."""
        left = (self.width - self.length) / 2
        self.canv.setLineWidth(0.7)
        self.canv.line(left, 3, left + self.length, 3)


def leader_rows(block: Figures, columns: int) -> Iterator[Flowable]:
    """Yield the rows of a block of figures, filled column by column."""
    rows = -(-len(block.lines) // columns)
    for i in range(rows):
        yield LeaderRow(block.lines[i::rows], columns)


def bar_rows(block: Bars) -> Iterator[Flowable]:
    """Yield the rows of a block of bars, in two columns where there are many."""
    most = max((count for _, count in block.lines), default=0)
    names = max((width_of(name, _SIZE) for name, _ in block.lines), default=0)
    columns = 2 if len(block.lines) > _MANY else 1
    rows = -(-len(block.lines) // columns)
    for i in range(rows):
        yield BarRow(block.lines[i::rows], columns, most, names)


def _fitting(text: str, room: float) -> str:
    if width_of(text, _SIZE) <= room:
        return text
    while text and width_of(text + "…", _SIZE) > room:
        text = text[:-1]
    return text.rstrip() + "…"


def _dots(strip: Drawn, left: float, right: float) -> None:
    if right > left:
        strip.canv.setLineWidth(0.5)
        strip.canv.setDash(0.5, 2.5)
        strip.canv.line(left, 4, right, 4)
        strip.canv.setDash()
