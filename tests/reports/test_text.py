"""Papers as plain text: every block, 80 columns, wide forms in parts that can be read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reception_tui.reports.model import Align, Column, Document, Signature, Table
from reception_tui.reports.text import render
from reception_tui.reports.text_table import table_lines

from .papers import CODES, WIDE


def test_every_block_is_in_the_text(paper: Document) -> None:
    text = render(paper)
    for told in (
        "Biểu số: 01/TCD",
        "VĂN PHÒNG ỦY BAN NHÂN DÂN TỈNH",
        "Số: 15/TB-BTCD",
        "V/v chuyển đơn khiếu nại",
        "[ BẢN CHƯA KÝ ]",
        "THÔNG BÁO",
        "I. TÌNH HÌNH",
        "KẾT LUẬN CỦA CHỦ TRÌ",
        "Lượt tiếp ...",
        "Địa chỉ: ......",
        "Họ và tên: Nguyễn Văn Đường",
        "giải quyết <khiếu nại> & trả lời",
        "Hạn tạm tính.",
        "- Lưu: VT, BTCD.",
        "PHÓ TRƯỞNG BAN",
        "Nguyễn Thị Ánh Tuyết",
        "Mã chốt nhật ký sổ: 40c5 2eb0",
    ):
        assert told in text
    assert text == render(paper)


def test_counts_are_drawn_in_proportion_and_only_nothing_is_empty(paper: Document) -> None:
    lines = render(paper).splitlines()
    bars = {line.split("  ")[0]: line.count("█") for line in lines if line.startswith(("Sở Xây", "Xã Ba", "Ban Tiếp"))}
    assert bars["Sở Xây dựng"] == 30
    assert bars["Xã Ba Điền"] == 11
    assert bars["Ban Tiếp công dân"] == 0
    assert "▁▃▅▆█" * 6 in lines
    assert "25/10                    23/11" in lines


@pytest.mark.parametrize("width", [40, 60, 72, 80])
def test_no_line_is_longer_than_the_width(paper: Document, form: Document, width: int) -> None:
    for document in (paper, form):
        assert max(map(len, render(document, width).splitlines())) <= width


def test_a_wide_form_comes_in_parts_that_each_begin_with_the_first_column() -> None:
    lines = list(table_lines(WIDE, 80))
    parts = "\n".join(lines).split("\n\n")
    assert len(parts) == 4
    for part in parts:
        assert part.startswith("Đơn vị")
        assert "UBND xã Ba Điền" in part
        assert "Tổng số" in part
    figures = [text for line in lines if line.startswith("UBND xã") for text in line.split()[4:]]
    assert figures == [str(int(code) * 37) for code in CODES]
    codes = [text for line in lines if line.startswith("MS") for text in line.split()[1:]]
    assert codes == ["1=5+11+17", *CODES[1:]]


def test_sums_stand_under_a_rule() -> None:
    lines = list(table_lines(Table((Column("A"), Column("B", Align.RIGHT)), (("x", "1"), ("Tổng", "1")), totals=1), 80))
    assert lines == ["A     B", "────  ─", "x     1", "────  ─", "Tổng  1"]


def test_a_header_over_two_columns_stands_over_their_rule() -> None:
    lines = list(table_lines(WIDE, 400))
    top = lines[0]
    assert top.index("Tổng số") > len("Đơn vị")
    assert lines[1].lstrip().startswith("──")


def test_a_cell_of_several_lines_keeps_them() -> None:
    lines = list(table_lines(Table((Column("A"), Column("B")), (("một\nhai", "x"),)), 80))
    assert [line.rstrip() for line in lines[2:]] == ["một  x", "hai"]


def test_two_who_sign_stand_side_by_side(paper: Document) -> None:
    both = (Signature(("Người ghi",), "A"), Signature(("Chủ trì",), "B"))
    lines = render(replace(paper, signatures=both)).splitlines()
    row = next(line for line in lines if "NGƯỜI GHI" in line)
    assert row.index("CHỦ TRÌ") > 40
    assert row.index("NGƯỜI GHI") < 40
