# ruff: noqa: E501 - a row of a table reads best in one line
"""The spreadsheets of an invented office that moves to the register: what `docs/chuyen-tu-bang-tinh.md` takes in.

They hold what such books hold: titles, headings in two lines, ditto marks, several people to a visit, sums of months,
signatures, a reception day that does not exist and a number whose last digits the spreadsheet has lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Row = Sequence[Any]

_TITLE: tuple[Row, ...] = (("UBND TỈNH QUẢNG NGÃI",), ("BAN TIẾP CÔNG DÂN",))
_TOP = ("STT", "Ngày tiếp", "Công dân", "", "", "", "Nội dung", "Kết quả", "Ghi chú")
_LOW = ("", "", "Họ và tên", "Năm sinh", "Địa chỉ", "Số CCCD", "", "", "")
_MONTHS: dict[str, tuple[Row, ...]] = {
    "Tháng 1": (
        (1, "02/01/2025", "Ông Nguyễn Văn An", 1958, "thôn Mỹ Thạnh, xã Tịnh Hòa", "051058001234", "Khiếu nại giá bồi thường khi thu hồi đất làm đường ven biển", "Nhận đơn", ""),
        (2, "nt", "Bà Trần Thị Bốn", 1971, "thôn 3, xã Đức Lợi", "051171004321", "Hỏi thủ tục cấp giấy chứng nhận quyền sử dụng đất lần đầu", "Hướng dẫn", ""),
        (3, "09/01/2025", "Lê Đức Cường và 6 người khác", "", "tổ 5, phường Chánh Lộ", "", "Phản ánh cơ sở giết mổ gây ô nhiễm, đề nghị di dời", "Giải thích", "cử 2 người đại diện"),
        (4, "16/1/2025", "Phạm Thị Dung", 1966, "xã Nghĩa Thắng", "051166007788", "Đề nghị giải quyết chế độ người có công của cha", "Chuyển đơn", ""),
        ("", "", "Phạm Hữu Đức", 1969, "nt", "", "", "", ""),
        (5, "23/01/2025", "Võ Hữu Em", 1980, "xã Bình Châu", "051080002468", "Kiến nghị nâng cấp cảng cá", "Giải thích", ""),
        ("", "", "Cộng tháng 1: 5 lượt", "", "", "", "", "", ""),
    ),
    "Tháng 2": (
        (6, "06/02/2025", "Đỗ Thị Giang", 1977, "xã Tịnh Khê", "051177001357", "Hỏi kết quả giải quyết đơn khiếu nại về hỗ trợ tái định cư", "Giải thích", ""),
        (7, "13/02/2025", "Bùi Văn Hải", 1949, "phường Nguyễn Nghiêm", "5,1049E+10", "Khiếu nại quyết định xử phạt vi phạm hành chính về xây dựng", "Nhận đơn", ""),
        (8, "20/02/2025", "Nguyễn Văn An", 1958, "thôn Mỹ Thạnh, xã Tịnh Hòa", "051058001234", "Hỏi kết quả đơn khiếu nại giá bồi thường", "Giải thích", ""),
        (9, "31/02/2025", "Hồ Thị Ích", 1985, "xã Sơn Hạ", "051185003690", "Đề nghị hỗ trợ làm nhà sau bão", "Hướng dẫn", ""),
        ("", "", "Cộng tháng 2: 4 lượt", "", "", "", "", "", ""),
    ),
    "Tháng 3": (
        (10, "06.3.2025", "1. Huỳnh Văn Khánh\n2. Huỳnh Thị Lài", "", "xã Phổ An", "", "Tranh chấp ranh giới đất giữa hai hộ, đã hòa giải ở xã", "Hướng dẫn", ""),
        (11, "ngày 13 tháng 3 năm 2025", "Trương Thị Mận", 1990, "đặc khu Lý Sơn", "051190009876", "Kiến nghị tăng chuyến tàu ngày biển động", "Giải thích", ""),
        (12, "20/03/2025", "Đinh Văn Ngút", 1973, "xã Ba Tơ", "051073005544", "Đề nghị cấp đất sản xuất cho hộ đồng bào Hrê", "Nhận đơn", ""),
        ("", "", "Cộng tháng 3: 3 lượt", "", "", "", "", "", ""),
        ("", "", "", "", "", "", "Quảng Ngãi, ngày 31 tháng 3 năm 2025", "", ""),
        ("", "", "NGƯỜI LẬP BIỂU", "", "", "", "TRƯỞNG BAN", "", ""),
    ),
}  # fmt: skip

_PETITION_TOP = (
    "Số TT",
    "Ngày nhận đơn",
    "Người đứng đơn",
    "",
    "Nguồn đơn",
    "Nội dung đơn",
    "Phân loại đơn",
    "Chuyển đơn",
    "",
    "",
    "Kết quả giải quyết",
    "",
)
_PETITION_LOW = (
    "",
    "",
    "Họ tên",
    "Địa chỉ",
    "",
    "",
    "",
    "Cơ quan nhận",
    "Số văn bản chuyển",
    "Ngày chuyển",
    "Ngày trả lời",
    "Nội dung trả lời",
)
_PETITIONS: tuple[Row, ...] = (
    (1, "02/01/2025", "Nguyễn Văn An", "xã Tịnh Hòa", "Trực tiếp", "Khiếu nại giá bồi thường khi thu hồi đất làm đường ven biển", "Khiếu nại", "", "", "", "", ""),
    (2, "06/01/2025", "Phan Văn Oanh", "xã Trà Bồng", "Bưu điện", "Kiến nghị sửa đường liên thôn bị sạt lở", "KNPA", "SXD", "05/PC-BTCD", "08/01/2025", "24/01/2025", "Đã đưa vào kế hoạch sửa chữa quý II"),
    (3, "14/01/2025", "Không ký tên", "", "Hòm thư", "Phản ánh quán karaoke mở quá giờ", "Phản ánh", "", "", "", "", ""),
    (4, "17/01/2025", "Phạm Thị Dung", "xã Nghĩa Thắng", "Trực tiếp", "Đề nghị giải quyết chế độ người có công của cha", "Kiến nghị", "SNV", "11/PC-BTCD", "20/01/2025", "", ""),
    (5, "05/02/2025", "Lâm Thị Phượng", "phường Cẩm Thành", "Bưu điện", "Tố cáo cán bộ nhận tiền khi làm hồ sơ đất", "Tố cáo", "TTr", "14/PC-BTCD", "11/02/2025", "", ""),
    (6, "13/02/2025", "Bùi Văn Hải", "phường Nguyễn Nghiêm", "Trực tiếp", "Khiếu nại quyết định xử phạt vi phạm hành chính về xây dựng", "KN", "", "", "", "", ""),
    (7, "20/03/2025", "Đinh Văn Ngút", "xã Ba Tơ", "Trực tiếp", "Đề nghị cấp đất sản xuất cho hộ đồng bào Hrê", "KNPA", "SNNMT", "27/PC-BTCD", "25/03/2025", "", ""),
)  # fmt: skip

FEEDBACK: tuple[Row, ...] = (
    ("STT", "Ngày nhận", "Họ và tên", "Điện thoại", "Kênh", "Diễn biến sự việc", "Chuyển đến", "Ngày chuyển"),
    ("1", "06/01/2025", "Bùi Thị Hạnh", "0905.000.001", "Cổng dịch vụ công", "Thủ tục chuyển tuyến khám bệnh còn phải đi lại", "SYT", "08/01/2025"),
    ("2", "07/01/2025", "Hồ Văn Ích", "905000002", "Đường dây nóng", "Cấp bản sao văn bằng còn chậm", "", ""),
    ("3", "10/02/2025", "Ngô Thị Quế", "0905 000 003", "nt", "Hồ sơ đăng ký hộ kinh doanh trả trễ hẹn", "", ""),
)  # fmt: skip

SESSIONS: tuple[Row, ...] = (
    ("Ngày tiếp", "Người chủ trì", "Loại tiếp", "Địa điểm", "Kết luận"),
    ("15/01/2025", "Chủ tịch UBND tỉnh", "Định kỳ", "Trụ sở Tiếp công dân tỉnh", "Giao các sở trả lời trong 30 ngày"),
    ("17/02/2025", "Chủ tịch UBND tỉnh", "Định kỳ", "Trụ sở Tiếp công dân tỉnh", ""),
    ("17/03/2025", "Phó Chủ tịch UBND tỉnh", "Định kỳ", "Trụ sở Tiếp công dân tỉnh", ""),
)


def visit_sheets() -> dict[str, tuple[list[Row], list[str]]]:
    """Return the reception book by months: the rows of each sheet, and the areas that are merged in it."""
    merged = ["A1:I1", "A2:I2", "A3:I3", "C5:F5", *(f"{letter}5:{letter}6" for letter in "ABGHI")]
    found = {}
    for name, rows in _MONTHS.items():
        title = (f"SỔ TIẾP CÔNG DÂN {name.upper()} NĂM 2025",)
        found[name] = ([*_TITLE, title, (), _TOP, _LOW, *rows], merged)
    return found


def petition_rows() -> tuple[list[Row], list[str]]:
    """Return the book of petitions, and the areas that are merged in it."""
    merged = ["A1:L1", "A2:L2", "A3:L3", "C5:D5", "H5:J5", "K5:L5", *(f"{letter}5:{letter}6" for letter in "ABEFG")]
    foot: list[Row] = [(), ("", "", "Tổng cộng: 7 đơn")]
    title = ("SỔ THEO DÕI ĐƠN NĂM 2025",)
    return [*_TITLE, title, (), _PETITION_TOP, _PETITION_LOW, *_PETITIONS, *foot], merged
