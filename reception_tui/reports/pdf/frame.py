"""The letterhead, title, recipients and signatures of a page (Decree 30/2020/NĐ-CP, annex I)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil
from typing import Any

from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.platypus import Flowable, KeepTogether, Spacer, Table

from reception_tui.i18n import tr
from reception_tui.reports.model import Document, Letterhead, Signature
from reception_tui.reports.pdf.drawn import Rule, Stamp
from reception_tui.reports.pdf.typeface import (
    BOLD,
    BOLD_ITALIC,
    ITALIC,
    REGULAR,
    SUBTITLE,
    TITLE,
    UNDER_TITLE,
    Align,
    Look,
    line,
    width_of,
)
from reception_tui.reports.text_frame import listed

_SIDE = 12.0
_MOTTO = 13.0
_ROOM_TO_SIGN = 54.0
_ISSUER_RULE = 0.4
_LOOSE = 1.15
_NO_EDGE = [
    ("FONTNAME", (0, 0), (-1, -1), REGULAR),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 0),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
]


def head(document: Document, room: float) -> Iterator[Flowable]:
    """Yield the letterhead, the title and what stands under it."""
    if document.form:
        yield line(document.form, Look(_SIDE, BOLD, TA_RIGHT, after=2))
    yield _national(document.head, room) if document.head.national else _plain(document.head, room)
    yield Spacer(0, 10)
    if document.stamp:
        yield Stamp(document.stamp.upper())
        yield Spacer(0, 6)
    yield from _title(document)
    yield Spacer(0, 8)


def foot(document: Document, room: float) -> Iterator[Flowable]:
    """Yield who gets the paper and who signs it, held together on one page."""
    recipients, signatures = _recipients(document.recipients), document.signatures
    if len(signatures) == 1:
        signed = [*_capacity(signatures[0]), Spacer(0, _ROOM_TO_SIGN), *_name(signatures[0])]
        cells: list[list[Any]] = [[recipients, signed]]
        yield KeepTogether([Spacer(0, 8), Table(cells, colWidths=[room * 0.48, room * 0.52], style=_NO_EDGE)])
        return
    if signatures:
        size = room / len(signatures)
        gap = [Spacer(0, _ROOM_TO_SIGN)]
        cells = [[_capacity(one) for one in signatures], [gap] * len(signatures), [_name(one) for one in signatures]]
        yield KeepTogether([Spacer(0, 8), Table(cells, colWidths=[size] * len(signatures), style=_NO_EDGE)])
    if recipients:
        yield KeepTogether([Spacer(0, 8), *recipients])


def _title(document: Document) -> Iterator[Flowable]:
    if document.title:
        yield line(document.title.upper(), TITLE)
    national = document.head.national and not document.landscape
    for number, text in enumerate(document.subtitle):
        first = national and number == 0
        yield line(text, SUBTITLE if first else UNDER_TITLE)
        if first:
            yield Rule(min(120.0, width_of(text, SUBTITLE.size, BOLD) * _ISSUER_RULE))


def _national(letterhead: Letterhead, room: float) -> Flowable:
    country, motto = tr("SOCIALIST REPUBLIC OF VIET NAM"), tr("Independence - Freedom - Happiness")
    right = min(max(width_of(country, _SIDE, BOLD), width_of(motto, _MOTTO, BOLD)) + 4, room * 0.62)
    # On a wide page the two stand near the edges, not far apart in the middle of halves.
    left = min(room - right, max(room * 0.4, 150.0))
    office = [*_office(letterhead, left, TA_CENTER)]
    nation = [
        line(country, Look(_SIDE, BOLD, TA_CENTER)),
        line(motto, Look(_MOTTO, BOLD, TA_CENTER)),
        Rule(width_of(motto, _MOTTO, BOLD)),
    ]
    number: list[Any] = [line(letterhead.number, Look(align=TA_CENTER))] if letterhead.number else []
    if letterhead.subject:
        number.append(line(letterhead.subject, Look(_SIDE, align=TA_CENTER)))
    place = line(letterhead.place_and_date, Look(face=ITALIC, align=TA_CENTER))
    cells: list[list[Any]] = [[office, "", nation], [number, "", place]]
    style = [*_NO_EDGE, ("TOPPADDING", (0, 1), (-1, 1), 5)]
    return Table(cells, colWidths=[left, room - left - right, right], style=style)


def _plain(letterhead: Letterhead, room: float) -> Flowable:
    right = [line(letterhead.number, Look(_SIDE, align=TA_RIGHT))] if letterhead.number else []
    if letterhead.place_and_date:
        right.append(line(letterhead.place_and_date, Look(_SIDE, ITALIC, TA_RIGHT)))
    left = [*_office(letterhead, room * 0.58, TA_LEFT)]
    if letterhead.subject:
        left.append(line(letterhead.subject, Look(_SIDE)))
    return Table([[left, right]], colWidths=[room * 0.58, room * 0.42], style=_NO_EDGE)


def _office(letterhead: Letterhead, room: float, align: Align) -> Iterator[Flowable]:
    for text, face in ((letterhead.parent.upper(), REGULAR), (letterhead.issuer.upper(), BOLD)):
        inset = _inset(text, face, room) if align == TA_CENTER else 0
        yield line(text, Look(_SIDE, face, align, inset=inset))
    if align == TA_CENTER:
        yield Rule(min(room, width_of(letterhead.issuer.upper(), _SIDE, BOLD)) * _ISSUER_RULE)


def _capacity(signature: Signature) -> list[Flowable]:
    lines: list[Flowable] = [line(text.upper(), Look(face=BOLD, align=TA_CENTER)) for text in signature.capacity]
    if signature.remark:
        lines.append(line(signature.remark, Look(face=ITALIC, align=TA_CENTER)))
    return lines


def _name(signature: Signature) -> list[Flowable]:
    return [line(signature.name, Look(face=BOLD, align=TA_CENTER))] if signature.name else []


def _recipients(recipients: Sequence[str]) -> list[Flowable]:
    if not recipients:
        return []
    named = [line(listed(one), Look(11, hanging=6)) for one in recipients]
    return [line(tr("Recipients:"), Look(_SIDE, BOLD_ITALIC)), *named]


def _inset(text: str, face: str, room: float) -> float:
    """Return by how much a name that needs several lines is drawn in, so that they are of like length."""
    width = width_of(text, _SIDE, face)
    lines = ceil(width / room)
    return max(0.0, (room - width / lines * _LOOSE) / 2) if lines > 1 else 0.0
