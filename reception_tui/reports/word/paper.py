"""A whole Word file: A4, the margins and page numbers of Decree 30/2020/NĐ-CP, the same bytes for the same document."""

from __future__ import annotations

import zipfile
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.shared import Mm, Pt

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
from reception_tui.reports.word.frame import foot, head
from reception_tui.reports.word.marks import (
    CENTRE,
    JUSTIFIED,
    RIGHT,
    SYMBOLS,
    TYPEFACE,
    Look,
    about,
    first_line,
    leader,
    open_table,
    page_number,
    set_typeface,
    write,
)
from reception_tui.reports.word.tables import table

_MM = 72 / 25.4
_INDENT = 28.35
_BAR_LENGTH = 24
_LOOKS = {
    Style.BOLD: Look(bold=True, after=4),
    Style.ITALIC: Look(italic=True, align=JUSTIFIED, after=6, indent=_INDENT),
    Style.CENTRED: Look(align=CENTRE, after=6),
    Style.NOTE: Look(11, italic=True, after=4),
}
_INDENTED = Look(align=JUSTIFIED, after=6, indent=_INDENT)
_HEADING = Look(bold=True, before=6, after=4, with_next=True)
_CLOSE, _CLOSE_HEADING = Look(12, after=3), Look(12, bold=True, before=4, after=3, with_next=True)
"""On a paper for the house all stands closer, as in the PDF."""


def render(document: Document, made: date) -> bytes:
    """Return the document as the bytes of a Word file that was made on `made`."""
    paper = docx.Document()
    set_typeface(paper.styles["Normal"], TYPEFACE)
    paper.styles["Normal"].paragraph_format.space_after = Pt(0)
    room = _lay_out(paper.sections[0], document)
    head(paper, document, room)
    for block in document.blocks:
        _block(paper, block, document, room)
    foot(paper, document, room)
    if document.last_line:
        write(paper.add_paragraph(), document.last_line, Look(11, italic=True, before=6))
    return closed(paper, made)


def closed(paper: Any, made: date) -> bytes:
    """Return an open Word file as bytes in which nobody is named and no clock stands."""
    _say_nothing_of_anybody(paper, made)
    out = BytesIO()
    paper.save(out)
    return _without_times(out.getvalue())


def _lay_out(section: Any, document: Document) -> float:
    """Set up the page and return its width between the margins, in points."""
    across = document.landscape
    width, height = (297, 210) if across else (210, 297)
    upright = (20, 20, 30, 20) if document.head.national else (16, 15, 30, 15)
    top, bottom, left, right = (20, 15, 20, 15) if across else upright
    section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
    section.left_margin, section.right_margin = Mm(left), Mm(right)
    section.header_distance = Mm(9)
    section.different_first_page_header_footer = True
    page_number(section.header.paragraphs[0])
    return (width - left - right) * _MM


def _block(paper: Any, block: Block, document: Document, room: float) -> None:
    match block:
        case Heading():
            write(paper.add_paragraph(), block.text, _HEADING if document.head.national else _CLOSE_HEADING)
        case Paragraph():
            plain = _INDENTED if document.head.national else _CLOSE
            write(paper.add_paragraph(), block.text, plain if block.style is Style.BODY else _LOOKS[block.style])
        case Figures():
            _figures(paper, block, room)
        case Bars():
            _bars(paper, block, room)
        case DayLine():
            _day_line(paper, block)
        case Fields():
            for name, value in block.lines:
                line = paper.add_paragraph()
                write(line, f"{name}: {value or chr(9)}", Look(align=JUSTIFIED if value else Look().align, after=3))
                if not value:
                    leader(line, room)
        case Table():
            table(paper, block, room)


def _figures(paper: Any, block: Figures, room: float) -> None:
    rows = -(-len(block.lines) // 2)
    if not rows:
        return
    drawn = open_table(paper, rows, (room / 2, room / 2), lines=False)
    for number, (name, value) in enumerate(block.lines):
        cell = drawn.cell(number % rows, number // rows)
        line = write(first_line(cell), f"{name}\t{value}", Look(12))
        leader(line, room / 2 - 14)
    write(paper.add_paragraph(), "", Look(4))


def _bars(paper: Any, block: Bars, room: float) -> None:
    if not block.lines:
        return
    most = max(count for _, count in block.lines)
    names = min(room * 0.5, max(about(name, 12) for name, _ in block.lines) + 12)
    drawn = open_table(paper, len(block.lines), (names, 40.0, room - names - 40), lines=False)
    for (name, count), row in zip(block.lines, drawn.rows, strict=True):
        told, figure, bar = row.cells
        write(first_line(told), name, Look(12))
        write(first_line(figure), formats.number(count), Look(12, bold=True, align=RIGHT))
        write(first_line(bar), charts.bar(count, most, _BAR_LENGTH), Look(9, typeface=SYMBOLS))
    write(paper.add_paragraph(), "", Look(4))


def _day_line(paper: Any, block: DayLine) -> None:
    write(paper.add_paragraph(), block.title, Look(12, with_next=True))
    write(paper.add_paragraph(), charts.columns(block.counts), Look(12, typeface=SYMBOLS, with_next=True))
    last = block.first + timedelta(days=max(0, len(block.counts) - 1))
    days = tr("{first} to {last}; most on one day: {most}.")
    told = days.format(
        first=formats.day(block.first), last=formats.day(last), most=formats.number(max(block.counts, default=0))
    )
    write(paper.add_paragraph(), told, Look(11, italic=True, after=4))


def _say_nothing_of_anybody(paper: Any, made: date) -> None:
    """Take every name out of the file's own facts; the template's maker stands there otherwise."""
    facts = paper.core_properties
    for name in ("author", "last_modified_by", "comments", "title", "subject", "keywords", "category"):
        setattr(facts, name, "")
    moment = datetime(made.year, made.month, made.day)  # noqa: DTZ001 - the format holds a time without a zone
    facts.created = facts.modified = moment
    facts.revision = 1


def _without_times(data: bytes) -> bytes:
    """Return the same archive with no clock in it."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            fact = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            fact.compress_type, fact.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            target.writestr(fact, source.read(name))
    return out.getvalue()
