"""The header of a statistical form as it is drawn: headings that cover several columns and rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reception_tui.domain.forms import Cell, Form, Words


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading: where it starts (counted from 0), and how many columns and header rows it covers."""

    words: Words
    column: int
    row: int
    columns: int
    rows: int


def depth(form: Form) -> int:
    """Return how many rows the header has."""
    return max(len(cell.header) for cell in form.cells)


def headings(form: Form) -> tuple[tuple[Heading, ...], ...]:
    """Return the header row by row. The last heading of each column reaches down to the last row."""
    found = sorted(_spread(form.cells, 0, 0, depth(form)), key=lambda one: (one.row, one.column))
    return tuple(tuple(one for one in found if one.row == row) for row in range(depth(form)))


def _spread(cells: tuple[Cell, ...], first: int, row: int, bottom: int) -> Iterator[Heading]:
    """Yield the headings from `row` down over neighbouring cells that share every heading above."""
    at = 0
    while at < len(cells):
        header = cells[at].header
        if len(header) == row + 1:
            yield Heading(header[row], first + at, row, 1, bottom - row)
            at += 1
            continue
        end = at + 1
        while end < len(cells) and len(cells[end].header) > row + 1 and cells[end].header[row] == header[row]:
            end += 1
        under = cells[at:end]
        tall = 1
        while all(len(one.header) > row + tall + 1 and one.header[row + tall] == header[row] for one in under):
            tall += 1
        yield Heading(header[row], first + at, row, end - at, tall)
        yield from _spread(under, first + at, row + tall, bottom)
        at = end
