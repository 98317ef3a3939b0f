"""A document as plain text for a terminal or a line printer."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from reception_tui.reports.model import Align, Block, Column, Document, Figures, Heading, Paragraph, Table

WIDTH = 80
_GAP = 2
_FIGURE_COLUMNS = 2


def render(document: Document, width: int = WIDTH) -> str:
    """Return the document as lines of at most `width` characters."""
    lines = [*_head(document, width), ""]
    for block in document.blocks:
        lines += [line.rstrip() for line in _block(block, width)]
        lines.append("")
    if document.last_line:
        lines += textwrap.wrap(document.last_line, width)
    return "\n".join(lines).rstrip() + "\n"


def _head(document: Document, width: int) -> Iterator[str]:
    half = width // 2
    head = document.head
    yield from (
        f"{left:<{half}}{right:>{width - half}}".rstrip()
        for left, right in _letterhead(head.parent, head.issuer, head.number, head.place_and_date)
    )
    yield ""
    for line in textwrap.wrap(document.title.upper(), width):
        yield line.center(width).rstrip()
    for sentence in document.subtitle:
        for line in textwrap.wrap(sentence, width):
            yield line.center(width).rstrip()


def _letterhead(parent: str, issuer: str, number: str, place: str) -> Iterator[tuple[str, str]]:
    yield parent.upper(), number
    yield issuer.upper(), place


def _block(block: Block, width: int) -> Iterable[str]:
    if isinstance(block, Heading):
        return textwrap.wrap(block.text.upper(), width)
    if isinstance(block, Paragraph):
        return textwrap.wrap(block.text, width)
    if isinstance(block, Figures):
        return _figures(block, width)
    return _table(block, width)


def _figures(block: Figures, width: int) -> Iterator[str]:
    cell = (width - _GAP * (_FIGURE_COLUMNS - 1)) // _FIGURE_COLUMNS
    rows = -(-len(block.lines) // _FIGURE_COLUMNS)
    for i in range(rows):
        cells = [_leader(*line, cell) for line in block.lines[i::rows]]
        yield (" " * _GAP).join(cells)


def _leader(name: str, value: str, width: int) -> str:
    room = width - len(value) - 1
    shown = name if len(name) <= room else name[: room - 1] + "…"
    return (
        f"{shown} {'.' * max(0, room - len(shown) - 1)} {value}"
        if room - len(shown) > 1
        else f"{shown:<{room}} {value}"
    )


def _table(table: Table, width: int) -> Iterator[str]:
    widths = _widths(table, width)
    yield from _row(tuple(column.title for column in table.columns), table.columns, widths)
    yield (" " * _GAP).join("─" * one for one in widths)
    for row in table.rows:
        yield from _row(row, table.columns, widths)
    if table.note:
        yield from textwrap.wrap(table.note, width)


def _widths(table: Table, width: int) -> list[int]:
    natural = [max([len(column.title), *(len(row[i]) for row in table.rows)]) for i, column in enumerate(table.columns)]
    fixed = sum(size for size, column in zip(natural, table.columns, strict=True) if not column.share)
    shares = sum(column.share for column in table.columns)
    room = width - fixed - _GAP * (len(natural) - 1)
    found = []
    for size, column in zip(natural, table.columns, strict=True):
        found.append(min(size, max(len(column.title), room * column.share // shares)) if column.share else size)
    return found


def _row(cells: tuple[str, ...], columns: tuple[Column, ...], widths: list[int]) -> Iterator[str]:
    wrapped = [textwrap.wrap(cell, size) or [""] for cell, size in zip(cells, widths, strict=True)]
    for i in range(max(len(lines) for lines in wrapped)):
        parts = []
        for lines, column, size in zip(wrapped, columns, widths, strict=True):
            text = lines[i] if i < len(lines) else ""
            parts.append(f"{text:>{size}}" if column.align is Align.RIGHT else f"{text:<{size}}")
        yield (" " * _GAP).join(parts)
