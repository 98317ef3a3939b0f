"""The letterhead, title, recipients and signatures of a Word file."""

from __future__ import annotations

from typing import Any

from reception_tui.i18n import tr
from reception_tui.reports.model import Document, Letterhead, Signature
from reception_tui.reports.text_frame import listed
from reception_tui.reports.word.marks import (
    CENTRE,
    LEFT,
    RIGHT,
    Look,
    about,
    first_line,
    open_table,
    rule,
    write,
)

_SIDE = 12.0
_LINES_TO_SIGN = 4
_ISSUER_RULE = 0.4
_COUNTRY_SHARE = 0.59


def head(paper: Any, document: Document, room: float) -> None:
    """Add the letterhead, the title and what stands under it."""
    if document.form:
        write(paper.add_paragraph(), document.form, Look(_SIDE, bold=True, align=RIGHT, after=2))
    if document.head.national:
        _national(paper, document.head, room)
    else:
        _plain(paper, document.head, room)
    write(paper.add_paragraph(), "", Look(6))
    if document.stamp:
        _stamp(paper, document.stamp.upper())
    if document.title:
        write(paper.add_paragraph(), document.title.upper(), Look(14, bold=True, align=CENTRE))
    named = document.head.national and not document.landscape
    for number, text in enumerate(document.subtitle):
        first = named and number == 0
        write(paper.add_paragraph(), text, Look(13 if first else 12, bold=first, italic=not first, align=CENTRE))
        if first:
            rule(paper, min(120.0, about(text, 13) * _ISSUER_RULE), room)
    write(paper.add_paragraph(), "", Look(6))


def foot(paper: Any, document: Document, room: float) -> None:
    """Add who gets the paper and who signs it."""
    signatures = document.signatures
    if len(signatures) == 1:
        table = open_table(paper, 1, (room * 0.48, room * 0.52), lines=False)
        _recipients(table.cell(0, 0), document)
        _sign(table.cell(0, 1), signatures[0])
        return
    if signatures:
        table = open_table(paper, 1, (room / len(signatures),) * len(signatures), lines=False)
        for cell, one in zip(table.rows[0].cells, signatures, strict=True):
            _sign(cell, one)
    if document.recipients:
        _recipients(open_table(paper, 1, (room,), lines=False).cell(0, 0), document)


def _national(paper: Any, letterhead: Letterhead, room: float) -> None:
    right = min(room * _COUNTRY_SHARE, 290.0)
    left = min(room - right, max(room * 0.4, 150.0))
    widths = (left, right) if left + right >= room - 1 else (left, room - left - right, right)
    table = open_table(paper, 2, widths, lines=False)
    office, nation = table.cell(0, 0), table.cell(0, len(widths) - 1)
    write(first_line(office), letterhead.parent.upper(), Look(_SIDE, align=CENTRE))
    write(first_line(office), letterhead.issuer.upper(), Look(_SIDE, bold=True, align=CENTRE))
    if letterhead.issuer:
        rule(office, min(left, about(letterhead.issuer.upper(), _SIDE, bold=True)) * _ISSUER_RULE, left)
    motto = tr("Independence - Freedom - Happiness")
    write(first_line(nation), tr("SOCIALIST REPUBLIC OF VIET NAM"), Look(_SIDE, bold=True, align=CENTRE))
    write(first_line(nation), motto, Look(13, bold=True, align=CENTRE))
    rule(nation, about(motto, 12), right)
    number, place = table.cell(1, 0), table.cell(1, len(widths) - 1)
    write(first_line(number), letterhead.number, Look(align=CENTRE))
    if letterhead.subject:
        write(first_line(number), letterhead.subject, Look(_SIDE, align=CENTRE))
    write(first_line(place), letterhead.place_and_date, Look(italic=True, align=CENTRE))


def _plain(paper: Any, letterhead: Letterhead, room: float) -> None:
    table = open_table(paper, 1, (room * 0.58, room * 0.42), lines=False)
    office, right = table.rows[0].cells
    write(first_line(office), letterhead.parent.upper(), Look(_SIDE))
    write(first_line(office), letterhead.issuer.upper(), Look(_SIDE, bold=True))
    if letterhead.subject:
        write(first_line(office), letterhead.subject, Look(_SIDE))
    if letterhead.number:
        write(first_line(right), letterhead.number, Look(_SIDE, align=RIGHT))
    if letterhead.place_and_date:
        write(first_line(right), letterhead.place_and_date, Look(_SIDE, italic=True, align=RIGHT))


def _stamp(paper: Any, text: str) -> None:
    box = open_table(paper, 1, (about(text, 13, bold=True) + 24,), lines=True)
    write(first_line(box.cell(0, 0)), text, Look(bold=True, align=CENTRE))
    write(paper.add_paragraph(), "", Look(4))


def _sign(cell: Any, signature: Signature) -> None:
    for text in signature.capacity:
        write(first_line(cell), text.upper(), Look(bold=True, align=CENTRE, with_next=True))
    if signature.remark:
        write(first_line(cell), signature.remark, Look(italic=True, align=CENTRE, with_next=True))
    for _ in range(_LINES_TO_SIGN):
        write(cell.add_paragraph(), "", Look(align=CENTRE, with_next=True))
    write(cell.add_paragraph(), signature.name, Look(bold=True, align=CENTRE))


def _recipients(cell: Any, document: Document) -> None:
    if document.recipients:
        write(first_line(cell), tr("Recipients:"), Look(_SIDE, bold=True, italic=True, align=LEFT))
        for one in document.recipients:
            write(first_line(cell), listed(one), Look(11))
