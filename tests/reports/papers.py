"""What the papers of the tests are made of: every kind of block, and a wide form."""

from __future__ import annotations

from datetime import date

from reception_tui.reports.model import (
    Align,
    Bars,
    Column,
    DayLine,
    Fields,
    Figures,
    HeaderCell,
    Heading,
    Paragraph,
    Style,
    Table,
)

CODES = tuple(str(number) for number in range(1, 22))
WIDE = Table(
    (Column("Đơn vị", share=2), *(Column(code, Align.RIGHT) for code in CODES)),
    (
        ("UBND xã Ba Điền", *(str(int(code) * 37) for code in CODES)),
        ("Tổng số", *(f"1.{int(code):03}" for code in CODES)),
    ),
    "Cột 1 bằng tổng các cột 5, 11 và 17.",
    (
        (
            HeaderCell("Đơn vị", rows=3),
            HeaderCell("Tổng số", columns=4),
            HeaderCell("Tiếp thường xuyên", columns=5),
            HeaderCell("Tiếp định kỳ và đột xuất của Thủ trưởng", columns=12),
        ),
        (
            *(HeaderCell(text, rows=2) for text in ("Số lượt tiếp", "Số người được tiếp", "Số vụ việc", "Số đoàn")),
            *(HeaderCell(text, rows=2) for text in ("Số lượt tiếp", "Số người được tiếp", "Số vụ việc")),
            HeaderCell("Đoàn đông người", columns=2),
            HeaderCell("Thủ trưởng tiếp", columns=6),
            HeaderCell("Ủy quyền tiếp", columns=6),
        ),
        (
            HeaderCell("Số đoàn được tiếp"),
            HeaderCell("Số người được tiếp"),
            *(HeaderCell(text) for text in ("Số ngày", "Số lượt", "Số người", "Số vụ việc", "Số đoàn", "Người") * 2),
        ),
        (HeaderCell("MS"), HeaderCell("1=5+11+17"), *(HeaderCell(code) for code in CODES[1:])),
    ),
    totals=1,
)
SMALL = Table(
    (Column("Đơn"), Column("Việc phải làm", share=1), Column("Quá (ngày)", Align.RIGHT)),
    (("D-2026-0001", "giải quyết <khiếu nại> & trả lời", "1.234"), ("D-2026-0002", '=HYPERLINK("x")', "12")),
    "Hạn tạm tính.",
)
BLOCKS = (
    Heading("I. Tình hình"),
    Paragraph("Ban Tiếp công dân tỉnh đã tiếp 1.234 lượt."),
    Paragraph("Căn cứ Luật Tiếp công dân;", Style.ITALIC),
    Paragraph("KẾT LUẬN CỦA CHỦ TRÌ", Style.CENTRED),
    Paragraph("Chữ đậm", Style.BOLD),
    Paragraph("Chữ nhỏ", Style.NOTE),
    Figures((("Lượt tiếp", "1.234"), ("Người được tiếp", "2.345"), ("Vụ việc", "7"))),
    Bars((("Sở Xây dựng", 11), ("Xã Ba Điền", 4), ("Ban Tiếp công dân", 0))),
    DayLine("Lượt tiếp trong 30 ngày", date(2026, 10, 25), tuple(number % 5 for number in range(30))),
    Fields((("Họ và tên", "Nguyễn Văn Đường"), ("Địa chỉ", ""))),
    SMALL,
)
