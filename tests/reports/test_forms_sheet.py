"""A filled form as JSON, as a document and as a spreadsheet in the official layout."""

from __future__ import annotations

import json
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from reception_tui import i18n
from reception_tui.desk.door import Desk
from reception_tui.desk.queries.forms import FilledForm, fill
from reception_tui.domain.form_headings import depth
from reception_tui.domain.forms import Form
from reception_tui.domain.kinds import CountRule
from reception_tui.domain.periods import read_period
from reception_tui.domain.windows import Window
from reception_tui.i18n import tr
from reception_tui.reports import form_sheet
from reception_tui.reports.forms import as_json, change, document
from reception_tui.reports.model import Paragraph, Table
from reception_tui.reports.text import render

from .test_forms_acts import MONTH, work_of_a_month
from .test_forms_book import EVERY_FORM, book

if TYPE_CHECKING:
    from tests.conftest import Act


def filled(desk: Desk, code: str, window: Window = MONTH, **options: object) -> FilledForm:
    with desk.register.reading() as work:
        form = book().form(code, window)
        return fill(work, desk.reference, book(), form, window, CountRule.PER_PARTY, **options)  # type: ignore[arg-type]


def test_json_is_as_promised(act: Act, desk: Desk) -> None:
    work_of_a_month(act)
    told = as_json(filled(desk, "01/TCD", read_period("2026")))
    assert told["form"] == "01/TCD"
    assert told["instrument"] == "06/2025/TT-TTCP"
    assert told["window"] == {"from": date(2025, 12, 15), "to": date(2026, 12, 14)}
    assert list(told["cells"]) == [str(n) for n in range(1, 22)]
    assert told["cells"]["1"] == 2
    assert told["checks"][0] == {"rule": "1=5+11+17", "holds": True, "judged": True, "rows": []}
    assert [due["on"] for due in told["due"]] == [date(2026, 12, 17), date(2026, 12, 20)]
    assert json.dumps(told, default=str)


def test_json_keeps_what_nobody_typed_empty_and_says_why(desk: Desk) -> None:
    told = as_json(filled(desk, "06/QLKNTC"))
    assert set(told["cells"].values()) == {None}
    assert len(told["entered"]) == 17
    assert "không có trong sổ" in told["entered"][0]["why"]


def test_money_is_in_millions_and_a_number(act: Act, desk: Desk) -> None:
    work_of_a_month(act)
    told = as_json(filled(desk, "03/GQKN"))
    assert told["cells"]["13"] == 10


def test_the_document_lies_across_with_the_official_header(act: Act, desk: Desk) -> None:
    work_of_a_month(act)
    paper = document(filled(desk, "02/XLD"), desk.reference)
    assert paper.landscape
    assert paper.form == "02/XLD"
    table = next(block for block in paper.blocks if isinstance(block, Table))
    assert len(table.header) == 5
    assert [cell.text for cell in table.header[-1]][:4] == [tr("Code"), "1", "2", "3=4+23"]
    assert len(table.columns) == len(table.rows[0]) == 26
    notes = [block.text for block in paper.blocks if isinstance(block, Paragraph)]
    assert any(text.startswith("26.") for text in notes)
    assert "3=4+23" in render(paper)


def test_the_comparison_tells_the_change(act: Act, desk: Desk) -> None:
    work_of_a_month(act)
    paper = document(filled(desk, "02/XLD", read_period("2026-M11"), compare=True), desk.reference)
    tables = [block for block in paper.blocks if isinstance(block, Table)]
    assert len(tables) == 2
    assert len(tables[1].rows) == 25
    assert len(tables[1].columns) == 7
    assert (change(3, 0), change(0, 4), change(6, 4), change(4, 4), change(None, 4)) == (
        "+3",
        "-100,0%",
        "+50,0%",
        "",
        "",
    )


def test_a_check_that_fails_is_told_with_its_rows(act: Act, desk: Desk) -> None:
    no = act("register_petition", content="x", channel="post", received_on="2026-11-02").no
    act("classify", petition=no, kind="complaint", jurisdiction="ours", on="2026-11-02")
    act("dispose", petition=no, on="2026-11-03", **{"as": "accept"})
    act("record_outcome", petition=no, on="2026-11-20", result="right", officials_disciplined=2)
    found = filled(desk, "03/GQKN")
    (told,) = [check for check in as_json(found)["checks"] if not check["holds"]]
    assert told == {"rule": "20<=19", "holds": False, "judged": True, "rows": [no]}
    assert any(
        "20<=19" in block.text for block in document(found, desk.reference).blocks if isinstance(block, Paragraph)
    )


@pytest.mark.parametrize("form", EVERY_FORM)
def test_every_form_makes_a_document_and_a_sheet_in_both_languages(desk: Desk, form: Form) -> None:
    for lang in ("vi", "en"):
        i18n.use(lang)
        with desk.register.reading() as work:
            found = fill(work, desk.reference, book(), form, MONTH, CountRule.PER_PARTY)
        assert render(document(found, desk.reference))
        assert form_sheet.render(found, desk.reference)[:2] == b"PK"


def test_the_sheet_has_the_official_layout_and_numbers(act: Act, desk: Desk) -> None:
    work_of_a_month(act)
    found = filled(desk, "01/TCD")
    sheet = load_workbook(BytesIO(form_sheet.render(found, desk.reference))).active
    assert sheet is not None
    assert sheet["A1"].value == "01/TCD"
    assert sheet["A2"].value == "TỔNG HỢP KẾT QUẢ TIẾP CÔNG DÂN THƯỜNG XUYÊN, ĐỊNH KỲ VÀ ĐỘT XUẤT"
    assert "01/11/2026" in sheet["A3"].value
    assert "30/11/2026" in sheet["A3"].value
    assert sheet["B6"].value == "Tổng số lượt tiếp"
    assert sheet["F6"].value == "Tiếp thường xuyên"
    assert sheet["F7"].value == "Số lượt tiếp"
    assert sheet["I7"].value == "Trong đó đoàn đông người"
    assert sheet["K6"].value == "Tiếp định kỳ và đột xuất của Thủ trưởng"
    merged = {str(one) for one in sheet.merged_cells.ranges}
    assert {"A6:A9", "B6:B9", "F6:J6", "F7:F9", "I7:J7", "I8:I9", "K6:V6", "K7:P7", "Q7:V7"} <= merged
    under = 6 + depth(found.form)
    assert [sheet.cell(under, column).value for column in range(2, 7)] == [
        "1=5+11+17", "2=6+12+18", "3=7+13+19", "4=8+14+20", "5",
    ]  # fmt: skip
    values = [sheet.cell(under + 1, column).value for column in range(2, 23)]
    assert values == list(found.values.values())
    assert all(type(value) is int for value in values)
    assert sheet.page_setup.orientation == "landscape"


def test_a_cell_that_waits_for_the_officer_is_an_empty_frame(desk: Desk) -> None:
    sheet = load_workbook(BytesIO(form_sheet.render(filled(desk, "05/KQTH"), desk.reference))).active
    assert sheet is not None
    assert {sheet.cell(11, column).value for column in range(2, 33)} == {None}
    assert sheet.cell(11, 2).border.left.style == "thin"


def test_the_same_form_gives_the_same_bytes(act: Act, desk: Desk) -> None:
    work_of_a_month(act)
    found = [filled(desk, code) for code in ("01/TCD", "02/XLD")]
    first, second = (form_sheet.render_all(tuple(found), desk.reference) for _ in range(2))
    assert first == second
    assert load_workbook(BytesIO(first)).sheetnames == ["01-TCD", "02-XLD"]
