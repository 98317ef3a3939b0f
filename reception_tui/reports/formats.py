"""One door from a document to a file: text always, PDF, Word and spreadsheet where the optional parts are there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from reception_tui.i18n import tr
from reception_tui.reports.model import Document

MISSING_PART = "missing_part"
"""The notice that a paper came as text, because what makes its format is not installed."""

_PARTS = frozenset({"reportlab", "docx", "lxml", "xlsxwriter", "PIL"})
_LONG_AGO = date(2000, 1, 1)


class Format(StrEnum):
    """What a paper can be written as."""

    TEXT = "text"
    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"


SUFFIXES: Mapping[Format, str] = {
    Format.TEXT: ".txt",
    Format.PDF: ".pdf",
    Format.DOCX: ".docx",
    Format.XLSX: ".xlsx",
}


@dataclass(frozen=True, slots=True)
class Written:
    """A paper as bytes. `notice` is a code where `format` is not the one that was asked for; `part` is what lacks."""

    data: bytes
    format: Format
    notice: str = ""
    part: str = ""

    @property
    def sentence(self) -> str:
        """Return what to tell people about it; nothing where it is as they asked."""
        if not self.notice:
            return ""
        told = tr("“{part}” is not installed, so the paper came as plain text: install reception-tui[papers].")
        return told.format(part=self.part)


def write(document: Document, wanted: Format | str, made: date = _LONG_AGO) -> Written:
    """Return the document in that format; as text, with a notice, where what makes the format is not installed.

    The same document and `made` give the same bytes. `made` is the date that Word and spreadsheet files carry.
    """
    asked = Format(wanted)
    try:
        return Written(_WRITERS[asked](document, made), asked)
    except ModuleNotFoundError as missing:
        part = (missing.name or "").partition(".")[0]
        if part not in _PARTS:
            raise
        return Written(_text(document, made), Format.TEXT, MISSING_PART, part)


def _text(document: Document, _made: date) -> bytes:
    from reception_tui.reports.text import render

    return render(document).encode()


def _pdf(document: Document, _made: date) -> bytes:
    from reception_tui.reports.pdf import render

    return render(document)


def _docx(document: Document, made: date) -> bytes:
    from reception_tui.reports.word import render

    return render(document, made)


def _xlsx(document: Document, made: date) -> bytes:
    from reception_tui.reports.sheet import render

    return render(document, made)


_WRITERS: Mapping[Format, Callable[[Document, date], bytes]] = {
    Format.TEXT: _text,
    Format.PDF: _pdf,
    Format.DOCX: _docx,
    Format.XLSX: _xlsx,
}
