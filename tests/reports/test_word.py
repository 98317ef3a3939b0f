"""The Word file, opened again."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO

import pytest

docx = pytest.importorskip("docx")

from reception_tui.reports.model import Document  # noqa: E402
from reception_tui.reports.word import render  # noqa: E402

from .papers import CODES  # noqa: E402

MADE = date(2026, 1, 5)


def texts(data: bytes) -> str:
    paper = docx.Document(BytesIO(data))
    parts = [one.text for one in paper.paragraphs]
    parts += [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join(parts)


def test_every_block_is_in_the_file(paper: Document) -> None:
    text = texts(render(paper, MADE))
    for told in (
        "Biểu số: 01/TCD",
        "BAN TIẾP CÔNG DÂN TỈNH",
        "Số: 15/TB-BTCD",
        "V/v chuyển đơn khiếu nại",
        "BẢN CHƯA KÝ",
        "THÔNG BÁO",
        "I. Tình hình",
        "KẾT LUẬN CỦA CHỦ TRÌ",
        "Người được tiếp\t2.345",
        "Sở Xây dựng",
        "▁▃▅▆█",
        "Họ và tên: Nguyễn Văn Đường",
        "giải quyết <khiếu nại> & trả lời",
        "Hạn tạm tính.",
        "- Lưu: VT, BTCD.",
        "PHÓ TRƯỞNG BAN",
        "Nguyễn Thị Ánh Tuyết",
        "Mã chốt nhật ký sổ: 40c5 2eb0",
    ):
        assert told in text, told


def test_the_page_is_that_of_the_decree(paper: Document) -> None:
    section = docx.Document(BytesIO(render(paper, MADE))).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert (round(section.left_margin.mm), round(section.right_margin.mm)) == (30, 20)
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    assert section.first_page_header.is_linked_to_previous or not section.first_page_header.paragraphs[0].text


def test_a_form_lies_across_with_merged_headers_that_repeat(form: Document) -> None:
    paper = docx.Document(BytesIO(render(form, MADE)))
    section = paper.sections[0]
    assert section.page_width > section.page_height
    table = next(one for one in paper.tables if len(one.columns) == 22)
    assert table.cell(0, 0)._tc is table.cell(2, 0)._tc
    assert table.cell(0, 10)._tc is table.cell(0, 21)._tc
    assert [cell.text for cell in table.rows[3].cells][:3] == ["MS", "1=5+11+17", "2"]
    assert [cell.text for cell in table.rows[4].cells][1:] == [str(int(code) * 37) for code in CODES]
    assert all("w:tblHeader" in row._tr.xml for row in table.rows[:4])
    assert "w:tblHeader" not in table.rows[4]._tr.xml


def test_the_same_paper_gives_the_same_bytes(paper: Document) -> None:
    data = render(paper, MADE)
    assert data == render(paper, MADE)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_file_names_nobody(paper: Document) -> None:
    facts = docx.Document(BytesIO(render(paper, MADE))).core_properties
    assert (facts.author, facts.last_modified_by, facts.title, facts.comments) == ("", "", "", "")
    assert facts.created.date() == MADE


def test_what_xml_cannot_hold_is_left_out(paper: Document) -> None:
    from dataclasses import replace

    assert "ab" in texts(render(replace(paper, last_line="a\x00\x0bb"), MADE))
