"""Tables on a page: headers with spans that repeat on each page, and letters as large as the width allows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from reportlab.lib.colors import black
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.platypus import Flowable, Spacer
from reportlab.platypus import Table as Drawing

from reception_tui.reports.grid import above, header_rows, is_codes, placed
from reception_tui.reports.model import Align, Table
from reception_tui.reports.pdf.typeface import BOLD, ITALIC, NOTE, REGULAR, Look, line, width_of
from reception_tui.reports.plain import shared_out

_SIZES = (12.0, 11.0, 10.0, 9.0, 8.0, 7.0, 6.5)
_LARGE = 10.0
_READABLE = 70.0
_CHUNK = 1200
_WIDEST = 0.5


def table(block: Table, room: float, largest: float = _SIZES[0]) -> Iterator[Flowable]:
    """Yield the table and its note."""
    size, widths = sized(block, room, largest)
    pad = padding(size)
    heads = header_rows(block)
    grid: list[list[Any]] = [["" for _ in block.columns] for _ in range(heads)]
    commands: list[Any] = [
        ("FONTNAME", (0, 0), (-1, -1), REGULAR),
        ("GRID", (0, 0), (-1, -1), 0.5, black),
        ("VALIGN", (0, 0), (-1, heads - 1), "MIDDLE"),
        ("VALIGN", (0, heads), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), pad),
        ("RIGHTPADDING", (0, 0), (-1, -1), pad),
        ("TOPPADDING", (0, 0), (-1, -1), 1),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ]
    for cell in placed(block):
        grid[cell.row][cell.column] = line(cell.text, Look(size, _face(cell.text), TA_CENTER))
        if cell.rows > 1 or cell.columns > 1:
            last = (cell.column + cell.columns - 1, cell.row + cell.rows - 1)
            commands.append(("SPAN", (cell.column, cell.row), last))
    sums = len(block.rows) - block.totals
    for number, row in enumerate(block.rows):
        grid.extend(_cells(block, row, size, bold=number >= sums))
    yield Drawing(grid, colWidths=list(widths), repeatRows=heads, style=commands, spaceBefore=2, spaceAfter=4)
    if block.note:
        yield line(block.note, NOTE)
    yield Spacer(0, 4)


def _cells(block: Table, row: Sequence[str], size: float, *, bold: bool) -> Iterator[list[Any]]:
    """Yield the row, or several where a text is too long for one: no row may be higher than a page."""
    chunks = [_chunks(text) for text in row]
    for i in range(max((len(parts) for parts in chunks), default=0)):
        yield [
            line(
                parts[i] if i < len(parts) else "",
                Look(size, BOLD if bold else REGULAR, TA_RIGHT if column.align is Align.RIGHT else TA_LEFT),
            )
            for parts, column in zip(chunks, block.columns, strict=True)
        ]


def _chunks(text: str) -> list[str]:
    chunks: list[str] = []
    while len(text) > _CHUNK:
        cut = text.rfind(" ", _CHUNK // 2, _CHUNK)
        cut = cut if cut > 0 else _CHUNK
        chunks.append(text[:cut])
        text = text[cut:].lstrip()
    return [*chunks, text]


def sized(block: Table, room: float, largest: float) -> tuple[float, tuple[float, ...]]:
    """Return the size of letters and the widths of the columns.

    Large letters with which no cell needs a second line; else the largest with which every word fits into its column.
    """
    sizes = [size for size in _SIZES if size <= largest]
    needs = {size: _needs(block, size, room * _WIDEST) for size in sizes}
    flat = (size for size in sizes if size >= _LARGE and sum(needs[size][0]) <= room)
    whole = (size for size in sizes if sum(needs[size][1]) <= room)
    size = next(flat, None) or next(whole, sizes[-1])
    return size, shared_out(*needs[size], [column.share for column in block.columns], room)


def _needs(block: Table, size: float, most: float) -> tuple[list[float], list[float]]:
    """Return how wide each column would be without a break, and how narrow it can be."""
    around = 2 * padding(size) + 0.5
    natural: list[float] = []
    least: list[float] = []
    sums = len(block.rows) - block.totals
    for number, titles in enumerate(above(block)):
        cells = [(title, _face(title)) for title in titles]
        cells += [(row[number], BOLD if at >= sums else REGULAR) for at, row in enumerate(block.rows)]
        words = max((width_of(word, size, face) for text, face in cells for word in text.split()), default=0)
        lines = max((width_of(one, size, face) for text, face in cells for one in text.split("\n")), default=0)
        # A heading of many words does not make a column of figures wide.
        figures = max((width_of(one, size, BOLD) for row in block.rows for one in row[number].split("\n")), default=0)
        natural.append((lines if block.columns[number].share else max(figures, words)) + around)
        readable = max(words, min(_READABLE, lines)) if block.columns[number].share else words
        least.append(min(readable + around, most))
    return natural, least


def _face(title: str) -> str:
    return ITALIC if is_codes(title) else BOLD


def padding(size: float) -> float:
    return 4.0 if size >= 10 else 2.0
