"""A document as a spreadsheet: a sheet for each table, figures as numbers. Needs the optional `papers`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook  # type: ignore[import-untyped]

from reception_tui import i18n
from reception_tui.i18n import tr
from reception_tui.reports.grid import header_rows, is_codes, placed
from reception_tui.reports.model import (
    Align,
    Bars,
    Column,
    DayLine,
    Document,
    Fields,
    Figures,
    Heading,
    Paragraph,
    Table,
)
from reception_tui.reports.plain import clean

_A4 = 9
_NUMBER = re.compile(r"-?(\d+|\d{1,3}([.,]\d{3})+)([.,]\d+)?", re.ASCII)
_MOST_IN_CELL = 32_767
_EXACT = 10**15
"""A spreadsheet holds 15 digits of a number; a longer one stays text, whole."""

_LONGEST_NAME = 31
_NOT_IN_NAME = re.compile(r"[\[\]:*?/\\']")
_NARROWEST, _WIDEST = 7.0, 50.0
_TYPEFACE = {"font_name": "Times New Roman", "font_size": 12}


_Line = Heading | Paragraph | Figures | Bars | DayLine | Fields


class _Looks:
    """The formats of one workbook's cells, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def __call__(self, **wanted: Any) -> Any:
        key = tuple(sorted(wanted.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({**_TYPEFACE, "valign": "top", **wanted})
        return self._made[key]


def render(document: Document, made: date) -> bytes:
    """Return the document as the bytes of a spreadsheet that was made on `made`."""
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(out, options)
    moment = datetime(made.year, made.month, made.day)  # noqa: DTZ001 - the format holds a time without a zone
    book.set_properties({"created": moment})
    looks = _Looks(book)
    tables = [block for block in document.blocks if isinstance(block, Table)]
    others = [block for block in document.blocks if not isinstance(block, Table)]
    names = _sheet_names(document, len(tables) + (1 if others or not tables else 0))
    if others or not tables:
        _lines_sheet(book.add_worksheet(next(names)), document, others, looks)
    for table in tables:
        _table_sheet(book.add_worksheet(next(names)), document, table, looks)
    book.close()
    return out.getvalue()


def number_of(text: str) -> int | float | None:
    """Return the number that a text says in this language; None for any other text."""
    if not _NUMBER.fullmatch(text):
        return None
    thousands, point = (",", ".") if i18n.lang() == "en" else (".", ",")
    whole, _, part = text.partition(point)
    groups = whole.lstrip("-").split(thousands)
    if thousands in part or any(len(group) != 3 for group in groups[1:]):
        return None
    digits = whole.replace(thousands, "")
    if (len(digits.lstrip("-")) > 1 and digits.lstrip("-").startswith("0")) or abs(int(digits)) >= _EXACT:
        return None
    return float(f"{digits}.{part}") if part else int(digits)


def _table_sheet(sheet: Any, document: Document, table: Table, looks: _Looks) -> None:
    _set_up(sheet, across=document.landscape or len(table.columns) > 8)
    top = _title(sheet, document, looks, len(table.columns))
    for cell in placed(table):
        codes = is_codes(cell.text)
        look = looks(bold=not codes, italic=codes, align="center", valign="vcenter", text_wrap=True, border=1)
        row, column = top + cell.row, cell.column
        if cell.rows > 1 or cell.columns > 1:
            sheet.merge_range(row, column, row + cell.rows - 1, column + cell.columns - 1, "", look)
        sheet.write_string(row, column, _text(cell.text), look)
    first = top + header_rows(table)
    sheet.repeat_rows(top, first - 1)
    sheet.freeze_panes(first, 1 if len(table.columns) > 8 else 0)
    sums = len(table.rows) - table.totals
    for number, cells in enumerate(table.rows):
        for at, (text, of) in enumerate(zip(cells, table.columns, strict=True)):
            _put(sheet, (first + number, at), text, of, looks, bold=number >= sums)
    for at in range(len(table.columns)):
        sheet.set_column(at, at, _width([row[at] for row in table.rows], table.columns[at]))
    if table.note:
        sheet.write_string(first + len(table.rows) + 1, 0, _text(table.note), looks(italic=True))


def _put(sheet: Any, place: tuple[int, int], text: str, column: Column, looks: _Looks, *, bold: bool = False) -> None:
    """Write a cell: a number where a column of figures has one, else text and never a formula."""
    value = number_of(text) if column.align is Align.RIGHT else None
    if value is None:
        align = "right" if column.align is Align.RIGHT else "left"
        sheet.write_string(*place, _text(text), looks(align=align, text_wrap=True, border=1, bold=bold))
    else:
        shown = "#,##0" if isinstance(value, int) else "#,##0.##"
        sheet.write_number(*place, value, looks(num_format=shown, border=1, bold=bold))


def _lines_sheet(sheet: Any, document: Document, blocks: Sequence[_Line], looks: _Looks) -> None:
    """Write everything that is no table, a line for each fact: its name, and its figure or text."""
    _set_up(sheet, across=False)
    row = _title(sheet, document, looks, 2)
    name, figure = Column(""), Column("", Align.RIGHT)
    for block in blocks:
        if isinstance(block, Heading | Paragraph):
            sheet.write_string(row, 0, _text(block.text), looks(bold=isinstance(block, Heading)))
            row += 1
            continue
        for told, value in _lines(block):
            _put(sheet, (row, 0), told, name, looks)
            _put(sheet, (row, 1), value, name if isinstance(block, Fields) else figure, looks)
            row += 1
        row += 1
    for text in (*_signed(document), document.last_line):
        sheet.write_string(row, 0, _text(text), looks(italic=True))
        row += 1
    sheet.set_column(0, 0, _WIDEST)
    sheet.set_column(1, 1, 24)


def _lines(block: Figures | Bars | DayLine | Fields) -> Iterator[tuple[str, str]]:
    if isinstance(block, DayLine):
        yield block.title, ""
        for days, count in enumerate(block.counts):
            yield (block.first + timedelta(days=days)).isoformat(), str(count)
    else:
        yield from ((name, str(value)) for name, value in block.lines)


def _signed(document: Document) -> Iterator[str]:
    for one in document.signatures:
        yield " ".join(filter(None, (*one.capacity, one.name)))


def _title(sheet: Any, document: Document, looks: _Looks, columns: int) -> int:
    """Write who issues the paper and what it is; return the first row after it."""
    head = document.head
    lines = [head.parent.upper(), head.issuer.upper(), head.number, head.place_and_date, document.form, document.stamp]
    row = 0
    for text in filter(None, lines):
        sheet.write_string(row, 0, _text(text), looks(bold=text == head.issuer.upper()))
        row += 1
    big, small = looks(bold=True, font_size=14, align="center"), looks(italic=True, align="center")
    for number, text in enumerate((document.title.upper(), *document.subtitle)):
        look = small if number else big
        if columns > 1:
            sheet.merge_range(row, 0, row, columns - 1, "", look)
        sheet.write_string(row, 0, _text(text), look)
        row += 1
    return row + 1


def _set_up(sheet: Any, *, across: bool) -> None:
    """Set the page up: A4, as wide as one page, its number at the top."""
    sheet.set_paper(_A4)
    if across:
        sheet.set_landscape()
    sheet.set_margins(left=0.8, right=0.6, top=0.8, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_header("&C&P")


def _sheet_names(document: Document, count: int) -> Iterator[str]:
    base = _NOT_IN_NAME.sub("-", clean(document.form or tr("Sheet"))).strip()[: _LONGEST_NAME - 4] or "1"
    yield from (f"{base} {number}" if count > 1 else base for number in range(1, count + 1))


def _width(texts: Sequence[str], column: Column) -> float:
    longest = max((len(line) for text in texts for line in text.split("\n")), default=0)
    return min(_WIDEST, max(_NARROWEST, longest * 1.15 + 2, 20.0 if column.share else 0))


def _text(text: str) -> str:
    return clean(text)[:_MOST_IN_CELL]
