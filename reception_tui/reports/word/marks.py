"""Words on a Word page: the typeface, lines, tabs and borders that its library has no name for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from reception_tui.reports.plain import clean

TYPEFACE = "Times New Roman"
SYMBOLS = "Segoe UI Symbol"
BODY_SIZE = 13.0
LEFT, CENTRE, RIGHT, JUSTIFIED = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)
_HOOKED = frozenset("ưứừửữựơớờởỡợ")
_WIDE = frozenset("ABCDĐEÊGHKMNOÔƠPQRSTUƯVXYWm%=+")


@dataclass(frozen=True, slots=True)
class Look:
    """How a line of text looks."""

    size: float = BODY_SIZE
    bold: bool = False
    italic: bool = False
    align: WD_ALIGN_PARAGRAPH = LEFT
    before: float = 0
    after: float = 0
    indent: float = 0
    with_next: bool = False
    typeface: str = TYPEFACE


def write(paragraph: Any, text: str, look: Look) -> Any:
    """Fill a paragraph with text in that look, and return it."""
    shape = paragraph.paragraph_format
    shape.alignment, shape.keep_with_next = look.align, look.with_next
    shape.space_before, shape.space_after = Pt(look.before), Pt(look.after)
    if look.indent:
        shape.first_line_indent = Pt(look.indent)
    run = paragraph.add_run(clean(text))
    run.font.size, run.bold, run.italic = Pt(look.size), look.bold, look.italic
    set_typeface(run, look.typeface)
    return paragraph


def set_typeface(styled: Any, name: str) -> None:
    """Set the typeface for all letters, also those that Word takes for East Asian ones."""
    styled.font.name = name
    fonts = styled.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(kind), name)


def leader(paragraph: Any, at: float) -> None:
    """Let a tab run with dots to `at` points."""
    paragraph.paragraph_format.tab_stops.add_tab_stop(Pt(at), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def rule(cell: Any, length: float, room: float) -> None:
    """Draw a thin line of that length in the middle of a cell, under what it holds."""
    paragraph = cell.add_paragraph()
    write(paragraph, "", Look(size=4, align=CENTRE))
    paragraph.paragraph_format.line_spacing = Pt(5)
    inset = Pt(max(0.0, (room - length) / 2))
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = inset
    properties = paragraph._p.get_or_add_pPr()
    borders = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def page_number(paragraph: Any) -> None:
    """Put the number of the page into a paragraph."""
    write(paragraph, "", Look(align=CENTRE))
    run = paragraph.runs[0]
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        part.text = text or None
        run._r.append(part)


def open_table(document: Any, rows: int, widths: tuple[float, ...], *, lines: bool) -> Any:
    """Return a new table with columns of those widths, with or without lines."""
    table = document.add_table(rows=rows, cols=len(widths), style="Table Grid" if lines else None)
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Pt(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Pt(width)
    return table


def first_line(cell: Any) -> Any:
    """Return the empty paragraph with which a cell begins; a new one when it is taken."""
    found = cell.paragraphs[0]
    return found if not found.runs else cell.add_paragraph()


def about(text: str, size: float, *, bold: bool = False) -> float:
    """Return about how wide a line of text is, in points: Word measures it itself, this only shares out columns."""
    units = sum(0.72 if one in _WIDE else 0.62 if one in _HOOKED else 0.5 for one in clean(text))
    return units * size * (1.08 if bold else 1.0)
