"""Tables of a Word file: merged headers that repeat on each page."""

from __future__ import annotations

from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from reception_tui.reports.grid import above, header_rows, is_codes, placed
from reception_tui.reports.model import Align, Table
from reception_tui.reports.plain import shared_out
from reception_tui.reports.word.marks import CENTRE, LEFT, RIGHT, Look, about, first_line, open_table, write

_SIZES = (12.0, 11.0, 10.0, 9.0, 8.0, 7.0, 6.5, 6.0)
_CELL_EDGES = 12.0
_NARROW_EDGES = 3.0
_READABLE = 60.0
_WIDEST = 0.5


def table(document: Any, block: Table, room: float) -> None:
    """Add the table and its note."""
    size, widths = _sized(block, room)
    heads = header_rows(block)
    drawn = open_table(document, heads + len(block.rows), widths, lines=True)
    if size < 10:
        _set_edges(drawn, _NARROW_EDGES / 2)
    for cell in placed(block):
        last = drawn.cell(cell.row + cell.rows - 1, cell.column + cell.columns - 1)
        target = drawn.cell(cell.row, cell.column).merge(last)
        target.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        codes = is_codes(cell.text)
        write(first_line(target), cell.text, Look(size, bold=not codes, italic=codes, align=CENTRE))
    for row in drawn.rows[:heads]:
        _repeat(row)
    sums = len(block.rows) - block.totals
    for number, (cells, row) in enumerate(zip(block.rows, drawn.rows[heads:], strict=True)):
        for text, column, target in zip(cells, block.columns, row.cells, strict=True):
            align = RIGHT if column.align is Align.RIGHT else LEFT
            write(first_line(target), text, Look(size, bold=number >= sums, align=align))
    write(document.add_paragraph(), block.note, Look(11 if block.note else 4, italic=True, after=4))


def _sized(block: Table, room: float) -> tuple[float, tuple[float, ...]]:
    for size in _SIZES:
        edges = _CELL_EDGES if size >= 10 else _NARROW_EDGES
        natural, least = [], []
        for number, column in enumerate(block.columns):
            titles = above(block)[number]
            cells = [row[number] for row in block.rows]
            words = max(
                (about(word, size, bold=True) for text in (*titles, *cells) for word in text.split()), default=0
            )
            inner = cells if block.header and not column.share else (*titles, *cells)
            lines = max((about(text, size, bold=True) for text in inner), default=0)
            natural.append(max(words, lines) + edges)
            readable = max(words, min(_READABLE, lines)) if column.share else words
            least.append(min(readable + edges, room * _WIDEST))
        if sum(least) <= room:
            break
    return size, shared_out(natural, least, [column.share for column in block.columns], room)


def _repeat(row: Any) -> None:
    """Repeat a header row on every page."""
    properties = row._tr.get_or_add_trPr()
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    properties.append(mark)


def _set_edges(drawn: Any, points: float) -> None:
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), str(int(points * 20)))
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    properties = drawn._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    if look is None:
        properties.append(margins)
    else:
        look.addprevious(margins)
