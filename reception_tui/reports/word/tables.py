"""Tables of a Word file: merged headers that repeat on each page."""

from __future__ import annotations

from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from reception_tui.reports.grid import header_rows, is_codes, placed
from reception_tui.reports.model import Align, Table
from reception_tui.reports.pdf.tables import padding, sized
from reception_tui.reports.word.marks import CENTRE, LEFT, RIGHT, Look, first_line, open_table, write

_LARGEST = 12.0
_ABOVE, _BELOW = 1.0, 2.0


def table(document: Any, block: Table, room: float) -> None:
    """Add the table and its note: letters and columns are as wide as in the PDF."""
    size, widths = sized(block, room, _LARGEST)
    heads = header_rows(block)
    drawn = open_table(document, heads + len(block.rows), widths, lines=True)
    _set_edges(drawn, padding(size))
    for cell in placed(block):
        last = drawn.cell(cell.row + cell.rows - 1, cell.column + cell.columns - 1)
        target = drawn.cell(cell.row, cell.column).merge(last)
        target.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        codes = is_codes(cell.text)
        write(first_line(target), cell.text, Look(size, not codes, codes, CENTRE, _ABOVE, _BELOW))
    for row in drawn.rows[:heads]:
        _repeat(row)
    sums = len(block.rows) - block.totals
    for number, (cells, row) in enumerate(zip(block.rows, drawn.rows[heads:], strict=True)):
        for text, column, target in zip(cells, block.columns, row.cells, strict=True):
            align = RIGHT if column.align is Align.RIGHT else LEFT
            write(first_line(target), text, Look(size, number >= sums, False, align, _ABOVE, _BELOW))
    write(document.add_paragraph(), block.note, Look(11 if block.note else 4, italic=True, after=4))


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
