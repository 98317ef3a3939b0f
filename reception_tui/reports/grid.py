"""The header of a table laid out in cells, for whatever draws it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reception_tui.reports.model import HeaderCell, Table

_CODES = re.compile(r"[\d\s()=+\-–<>≤≥,;.A-Z]*\d[\d\s()=+\-–<>≤≥,;.A-Z]*")


@dataclass(frozen=True, slots=True)
class Placed:
    """A header cell at its place: the first row and column it covers, and how many of each."""

    text: str
    row: int
    column: int
    rows: int
    columns: int


def placed(table: Table) -> tuple[Placed, ...]:
    """Return the header cells of a table at their places; the titles of the columns where it names no others."""
    rows = table.header or (tuple(HeaderCell(column.title) for column in table.columns),)
    taken: set[tuple[int, int]] = set()
    found: list[Placed] = []
    for y, cells in enumerate(rows):
        x = 0
        for cell in cells:
            while (y, x) in taken:
                x += 1
            columns = min(cell.columns, len(table.columns) - x)
            if columns <= 0:
                break
            height = min(cell.rows, len(rows) - y)
            found.append(Placed(cell.text, y, x, height, columns))
            taken |= {(y + down, x + right) for down in range(height) for right in range(columns)}
            x += columns
    return tuple(found)


def header_rows(table: Table) -> int:
    """Return how many rows the header has."""
    return len(table.header) or 1


def above(table: Table) -> tuple[tuple[str, ...], ...]:
    """Return the header texts that stand above one column alone, for each column."""
    texts: list[list[str]] = [[] for _ in table.columns]
    for cell in placed(table):
        if cell.columns == 1:
            texts[cell.column].append(cell.text)
    return tuple(tuple(found) for found in texts)


def part(cells: Sequence[Placed], kept: Sequence[int]) -> Iterator[Placed]:
    """Yield the header cells above some of the columns, at their places among these."""
    for cell in cells:
        covered = [at for at, column in enumerate(kept) if cell.column <= column < cell.column + cell.columns]
        if covered:
            yield replace(cell, column=covered[0], columns=len(covered))


def is_codes(text: str) -> bool:
    """Tell whether a header cell holds the code of its column, like “3 = 4 + 23”, and no words."""
    return _CODES.fullmatch(text) is not None
