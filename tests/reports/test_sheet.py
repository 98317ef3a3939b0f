"""The spreadsheet, read back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest

pytest.importorskip("xlsxwriter")
openpyxl = pytest.importorskip("openpyxl")

from reception_tui import i18n  # noqa: E402
from reception_tui.reports.model import Document  # noqa: E402
from reception_tui.reports.sheet import number_of, render  # noqa: E402

from .papers import CODES  # noqa: E402

MADE = date(2026, 1, 5)


def book(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(data))


def row_of(sheet: openpyxl.worksheet.worksheet.Worksheet, first: str) -> list[object]:
    return next([cell.value for cell in row] for row in sheet.iter_rows() if row[0].value == first)


def test_a_form_has_merged_headers_and_numbers(form: Document) -> None:
    sheet = book(render(form, MADE)).active
    assert row_of(sheet, "UBND xã Ba Điền")[1:] == [int(code) * 37 for code in CODES]
    assert row_of(sheet, "Tổng số")[1:] == [1000 + int(code) for code in CODES]
    top = next(cell.row for row in sheet.iter_rows() for cell in row if cell.value == "Đơn vị")
    merged = {str(one) for one in sheet.merged_cells.ranges}
    assert {f"A{top}:A{top + 2}", f"B{top}:E{top}", f"K{top}:V{top}", f"K{top + 1}:P{top + 1}"} <= merged
    assert sheet.page_setup.orientation == "landscape"
    assert int(sheet.page_setup.paperSize) == 9
    assert sheet.print_title_rows == f"${top}:${top + 3}"
    assert sheet.title == "Biểu số- 01-TCD"


def test_every_block_is_in_the_book(paper: Document) -> None:
    lines, table = book(render(paper, MADE)).worksheets
    told = {cell.value for row in lines.iter_rows() for cell in row}
    assert {"BAN TIẾP CÔNG DÂN TỈNH", "THÔNG BÁO", "I. Tình hình", "Bản chưa ký", "Chữ nhỏ"} <= told
    assert row_of(lines, "Người được tiếp")[1] == 2345
    assert row_of(lines, "Sở Xây dựng")[1] == 11
    assert row_of(lines, "2026-10-26")[1] == 1
    assert row_of(lines, "Họ và tên")[1] == "Nguyễn Văn Đường"
    assert row_of(table, "D-2026-0001")[1:] == ["giải quyết <khiếu nại> & trả lời", 1234]


@pytest.mark.parametrize("evil", ['=HYPERLINK("x")', "+1+1", "-2+3", "@SUM(A1)", "\t=1", "http://x.vn", "0905123456"])
def test_no_text_becomes_a_formula_a_link_or_a_number(paper: Document, evil: str) -> None:
    from .papers import SMALL

    sheet = book(render(replace(paper, blocks=(replace(SMALL, rows=((evil, evil, "1"),)),)), MADE)).active
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == evil]
    assert len(cells) == 2
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.hyperlink is None for cell in cells)


@pytest.mark.parametrize(
    ("lang", "text", "value"),
    [
        ("vi", "1.234.567", 1234567),
        ("vi", "12,5", 12.5),
        ("vi", "-3", -3),
        ("vi", "1.23", None),
        ("vi", "007", None),
        ("vi", "9" * 16, None),
        ("vi", "?", None),
        ("vi", "05/01/2026", None),
        ("en", "1,234.5", 1234.5),
        ("en", "1.234", 1.234),
        ("vi", "١٢", None),
    ],
)
def test_a_text_is_a_number_only_as_this_language_writes_it(lang: str, text: str, value: float | None) -> None:
    i18n.use(lang)
    assert number_of(text) == value


def test_the_same_paper_gives_the_same_bytes(paper: Document, form: Document) -> None:
    for document in (paper, form):
        assert render(document, MADE) == render(document, MADE)
    facts = book(render(paper, MADE)).properties
    assert facts.created.date() == MADE
    assert not facts.creator
