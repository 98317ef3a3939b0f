"""A filled statistical form as a spreadsheet in the official layout. Needs the optional `papers`.

The rows are those of the circular's own sheet: the number of the form, the title, the days of the data, the report that
it goes with, the header, the row of codes, the unit's row, and the notes. Figures are numbers.
"""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook  # type: ignore[import-untyped]

from reception_tui import i18n
from reception_tui.desk.queries.forms import FilledForm
from reception_tui.domain.form_formulas import Amount
from reception_tui.domain.form_headings import depth, headings
from reception_tui.domain.reference import Reference
from reception_tui.i18n import formats, tr
from reception_tui.reports.forms import check_sentence, note_lines, shown_code, unit

_A4 = 9
_TYPEFACE = {"font_name": "Times New Roman", "font_size": 11, "valign": "vcenter"}
_TOP = 5
"""The row in which the header begins, counted from 0, as in the circular's sheet."""

_FIRST_WIDTH, _WIDTH, _HEADER_HEIGHT = 26, 10, 48
_NOT_IN_NAME = "/"


def render(filled: FilledForm, reference: Reference, made: date | None = None) -> bytes:
    """Return the form as the bytes of a spreadsheet; the same form gives the same bytes."""
    return render_all((filled,), reference, made)


def render_all(forms: tuple[FilledForm, ...], reference: Reference, made: date | None = None) -> bytes:
    """Return several forms as one spreadsheet, a sheet for each."""
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(out, options)
    day = made or forms[-1].window.last
    moment = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - the format holds a time without a zone
    book.set_properties({"created": moment})
    for filled in forms:
        _sheet(book, book.add_worksheet(filled.form.code.replace(_NOT_IN_NAME, "-")), filled, reference)
    book.close()
    return out.getvalue()


def _sheet(book: Any, sheet: Any, filled: FilledForm, reference: Reference) -> None:
    columns = len(filled.form.cells)
    plain, bold = book.add_format(_TYPEFACE), book.add_format({**_TYPEFACE, "bold": True, "align": "center"})
    slanted = book.add_format({**_TYPEFACE, "italic": True, "align": "center"})
    right = book.add_format({**_TYPEFACE, "bold": True, "align": "right"})
    sheet.merge_range(0, 0, 0, columns, filled.form.code, right)
    sheet.merge_range(1, 0, 1, columns, filled.form.title.of(i18n.lang()).upper(), bold)
    sheet.merge_range(2, 0, 2, columns, window_line(filled), slanted)
    sheet.merge_range(3, 0, 3, columns, tr("(With report No. ……… of ……/……/…… of ………)"), slanted)
    under = _header(book, sheet, filled)
    name = book.add_format({**_TYPEFACE, "text_wrap": True, "border": 1})
    sheet.write_string(under, 0, unit(reference), name)
    for column, cell in enumerate(filled.form.cells, start=1):
        _figure(book, sheet, (under, column), filled.values[cell.no])
    row = under + 2
    for line in (*note_lines(filled), *(check_sentence(one) for one in filled.checks if not one.holds)):
        sheet.merge_range(row, 0, row, columns, line, plain)
        row += 1
    sheet.set_column(0, 0, _FIRST_WIDTH)
    sheet.set_column(1, columns, _WIDTH)
    sheet.freeze_panes(under, 1)
    sheet.repeat_rows(_TOP, under - 1)
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def window_line(filled: FilledForm) -> str:
    """Return the line of the form that says between which days its data were counted."""
    return tr("Figures counted from {first} to {last}").format(
        first=formats.day(filled.window.first), last=formats.day(filled.window.last)
    )


def _header(book: Any, sheet: Any, filled: FilledForm) -> int:
    """Write the header with its merged headings and the row of codes; return the first row under them."""
    look = book.add_format({**_TYPEFACE, "bold": True, "align": "center", "text_wrap": True, "border": 1})
    small = book.add_format({**_TYPEFACE, "italic": True, "align": "center", "text_wrap": True, "border": 1})
    lang, rows = i18n.lang(), depth(filled.form)
    _merged(sheet, (_TOP, 0, rows, 1), tr("Unit"), look)
    for row in headings(filled.form):
        for one in row:
            _merged(sheet, (_TOP + one.row, one.column + 1, one.rows, one.columns), one.words.of(lang), look)
    for row_no in range(_TOP, _TOP + rows):
        sheet.set_row(row_no, _HEADER_HEIGHT)
    codes = _TOP + rows
    sheet.write_string(codes, 0, tr("Code"), small)
    for column, cell in enumerate(filled.form.cells, start=1):
        sheet.write_string(codes, column, shown_code(cell), small)
    return codes + 1


def _merged(sheet: Any, place: tuple[int, int, int, int], text: str, look: Any) -> None:
    """Write a heading over as many rows and columns as it covers."""
    row, column, rows, columns = place
    if rows > 1 or columns > 1:
        sheet.merge_range(row, column, row + rows - 1, column + columns - 1, text, look)
    else:
        sheet.write_string(row, column, text, look)


def _figure(book: Any, sheet: Any, place: tuple[int, int], value: Amount | None) -> None:
    """Write a number; a cell that waits for an officer stays empty inside its frame."""
    look = book.add_format(
        {**_TYPEFACE, "border": 1, "num_format": "#,##0" if value is None or value == int(value) else "#,##0.######"}
    )
    if value is None:
        sheet.write_blank(*place, None, look)
    else:
        sheet.write_number(*place, value, look)
