"""The pages of a PDF: A4, with the margins and page numbers of Decree 30/2020/NĐ-CP.

No time, no person and no machine stands in the file: the same document gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, CondPageBreak, Flowable, Frame, PageTemplate, Spacer

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
from reception_tui.reports.pdf import typeface as look
from reception_tui.reports.pdf.drawn import Blank, DayColumns, bar_rows, leader_rows
from reception_tui.reports.pdf.frame import foot, head
from reception_tui.reports.pdf.tables import table

_UPRIGHT = (20 * mm, 20 * mm, 30 * mm, 20 * mm)
_ACROSS = (20 * mm, 15 * mm, 20 * mm, 15 * mm)
_OF_THE_HOUSE = (16 * mm, 15 * mm, 30 * mm, 15 * mm)
"""Margins: top, bottom, left, right. Those of the decree, and of a paper that does not leave the house."""

_ROOM_BELOW_HEADING = 60.0

_STYLES = {
    Style.BOLD: look.STRONG,
    Style.ITALIC: look.SLANTED,
    Style.CENTRED: look.CENTRED,
    Style.NOTE: look.NOTE,
}


def render(document: Document) -> bytes:
    """Return the document as the bytes of a PDF file."""
    look.faces()
    width, height = landscape(A4) if document.landscape else A4
    upright = _UPRIGHT if document.head.national else _OF_THE_HOUSE
    top, bottom, left, right = _ACROSS if document.landscape else upright
    room = width - left - right
    frame = Frame(left, bottom, room, height - top - bottom, 0, 0, 0, 0)
    out = BytesIO()
    unsaid: dict[str, Any] = dict.fromkeys(("title", "author", "subject", "creator", "producer"), "")
    book = BaseDocTemplate(
        out, pagesize=(width, height), invariant=1, lang="vi", initialFontName=look.REGULAR, **unsaid
    )
    book.addPageTemplates(
        [
            PageTemplate("first", [frame], autoNextPageTemplate="later"),
            PageTemplate("later", [frame], onPage=_number),
        ]
    )
    book.build([*head(document, room), *_body(document, room), *foot(document, room), *_last_line(document)])
    return out.getvalue()


def _number(canvas: Canvas, book: BaseDocTemplate) -> None:
    """Write the page's number in the middle of its upper margin."""
    width, height = canvas._pagesize  # type: ignore[attr-defined]
    canvas.setFont(look.REGULAR, look.BODY_SIZE)
    canvas.drawCentredString(width / 2, height - 11 * mm, str(book.page))


def _body(document: Document, room: float) -> Iterator[Flowable]:
    for block in document.blocks:
        yield from _block(block, document, room)


def _block(block: Block, document: Document, room: float) -> Iterator[Flowable]:
    match block:
        case Heading():
            yield CondPageBreak(_ROOM_BELOW_HEADING)
            yield look.line(block.text, look.HEADING if document.head.national else look.CLOSE_HEADING)
        case Paragraph():
            yield look.line(block.text, _style(block.style, official=document.head.national))
        case Figures():
            yield from leader_rows(block, 3 if document.landscape else 2)
            yield Spacer(0, 4)
        case Bars():
            yield from bar_rows(block)
            yield Spacer(0, 4)
        case DayLine():
            yield look.line(block.title, look.Look(12, with_next=True))
            yield DayColumns(block)
            yield Spacer(0, 4)
        case Fields():
            for name, value in block.lines:
                yield look.line(f"{name}: {value}", look.FIELD) if value else Blank(name, look.BODY_SIZE)
        case Table():
            yield from table(block, room)


def _style(style: Style, *, official: bool) -> look.Look:
    """Return the look of a paragraph: as the decree has it on an official paper, closer on one for the house."""
    if style is Style.BODY:
        return look.BODY if official else look.CLOSE
    return _STYLES[style]


def _last_line(document: Document) -> Iterator[Flowable]:
    if document.last_line:
        yield Spacer(0, 6)
        yield look.line(document.last_line, look.NOTE)
