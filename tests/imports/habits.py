# ruff: noqa: E501 - a row of a table reads best in one line
"""Habits of offices that the other samples do not have: each file with what must come of it, visit by visit."""

from __future__ import annotations

from openpyxl import Workbook

from tests.imports.ugly import Row, book, text

HEAD = ("STT", "Ngày tiếp", "Họ và tên", "Địa chỉ", "Số CCCD", "Nội dung")
_PAGE = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"><title>Sổ</title></head>
<body><table border=1><tr><td colspan=5>SỔ TIẾP CÔNG DÂN</td></tr>
<tr><th rowspan=2>STT</th><th rowspan=2>Ngày tiếp</th><th colspan=2>Công dân</th><th rowspan=2>Nội dung</th></tr>
<tr><th>Họ và tên</th><th>Địa chỉ</th></tr>
<tr><td>1</td><td>05/03/2026</td><td>Nguyễn&nbsp;Văn An</td><td>xã A</td><td>Hỏi đất<br>và nhà</td></tr>
<tr><td>2</td><td>06/03/2026<td>Trần Thị Bốn<td><td>Hỏi
đường</table></body></html>"""


_VNI: tuple[Row, ...] = (
    ("STT", "Ngaøy tieáp", "Hoï vaø teân", "Ñòa chæ", "Soá CCCD", "Noäi dung"),
    ("1", "05/03/2026", "Nguyeãn Vaên Ñöôøng", "xaõ Sôn Haï", "", "Hoûi veà vieäc thu hoài ñaát ôû"),
)
_TCVN3: tuple[Row, ...] = (
    ("STT", "Ngµy tiÕp", "Hä vµ tªn", "§Þa chØ", "Sè CCCD", "Néi dung"),
    ("1", "05/03/2026", "NguyÔn V¨n §\xadêng", "x· S¬n H¹", "", "Hái vÒ viÖc thu håi ®Êt ë"),
)
"""A heading and a row in the letters of older fonts."""


def _one(*cells: object) -> Row:
    return (1, *cells)


def _titled(made: Workbook) -> None:
    for area in ("A1:H2", "A4:A5", "B4:B5", "C4:D4", "E4:E5", "F4:F5", "G4:H4"):
        made.worksheets[0].merge_cells(area)


def _down(made: Workbook) -> None:
    made.worksheets[0].merge_cells("B2:B4")


HABITS: dict[str, tuple[bytes, list[str]]] = {
    "title-over-two-lines-ditto-marks-for-sex.xlsx": (
        book(("Sổ", [("SỔ TIẾP CÔNG DÂN\nQUÝ I NĂM 2026",), (), (), ("STT", "Ngày\ntiếp", "Người đến", None, "Nội\ndung", "Số\nĐT", "Giới tính", None), (None, None, "Họ và\ntên", "Địa\nchỉ", None, None, "Nam", "Nữ"),
                     (1, "05.3.26", "Nguyễn Văn An", "xã A", "Hỏi đất", "0905.123.456", "x", None), (2, "như trên", "Trần Thị Bốn", "nt", "Hỏi nhà", "0905-123-457", None, "x")]), change=_titled),
        ["2026-03-05 Nguyễn Văn An male 0905.123.456 xã A: Hỏi đất", "2026-03-05 Trần Thị Bốn female 0905-123-457 xã A: Hỏi nhà"],
    ),
    "year-of-birth-by-sex.csv": (
        text([(1, "05/03/2026", "Phan Văn An", "1958", "", "Hỏi"), (2, "06/03/2026", "Lê Thị Bốn", "", "1971", "Hỏi 2")], ("STT", "Ngày tiếp", "Họ và tên", "Năm sinh", "", "Nội dung"), end="\n").replace("\n", "\n;;;Nam;Nữ;\n", 1).encode(),
        ["2026-03-05 Phan Văn An male 1958: Hỏi", "2026-03-06 Lê Thị Bốn female 1971: Hỏi 2"],
    ),
    "day-merged-down-serials-as-text.xlsx": (
        book(("Sổ", [HEAD, (1, "46086", "Nguyễn Văn An", "xã A", None, "Hỏi đất"), (2, None, "Trần Thị Bốn", "xã B", None, "Hỏi nhà"), (3, None, "Lê Đức Cường", "xã C", None, "Hỏi đường"), (4, "46087,5", "Võ Hữu Em", "xã D", None, "Hỏi điện")]), change=_down),
        ["2026-03-05 Nguyễn Văn An xã A: Hỏi đất", "2026-03-05 Trần Thị Bốn xã B: Hỏi nhà", "2026-03-05 Lê Đức Cường xã C: Hỏi đường", "2026-03-06 Võ Hữu Em xã D: Hỏi điện"],
    ),
    "a-line-for-each-person.xlsx": (
        book(("Sổ", [("STT", "Ngày tiếp", "Họ và tên", "Năm sinh", "Số CCCD", "Điện thoại", "Nội dung"), _one("05/03/2026", "1. Nguyễn Văn An\n2. Trần Thị Bốn", "1958\n1971", "051082001234\n051190001235", "0905123456\n0905123457", "Tranh chấp đất"), (2, "06/03/2026", "Võ Hữu Em", None, "212345678\n051080002468", None, "Hỏi")])),
        ["2026-03-05 Nguyễn Văn An 051082001234 1958 0905123456, Trần Thị Bốn 051190001235 1971 0905123457: Tranh chấp đất", "2026-03-06 Võ Hữu Em 051080002468: Hỏi"],
    ),
    "web-page.xls": (_PAGE.encode(), ["2026-03-05 Nguyễn Văn An xã A: Hỏi đất\nvà nhà", "2026-03-06 Trần Thị Bốn: Hỏi đường"]),
    "tabs.xls": (text([_one("05/03/2026", "Nguyễn Văn An", "xã A", "", "Hỏi đất")], HEAD, sign="\t").encode("utf-16"), ["2026-03-05 Nguyễn Văn An xã A: Hỏi đất"]),
    "month-in-the-title.csv": (
        ("SỔ TIẾP CÔNG DÂN;;;;;\nTháng 3/2026;;;;;\n" + text([_one("05/3", "Nguyễn Văn An", "xã A", "", "Hỏi đất"), ("", "", "Cộng tháng 3", "1", "", ""), ("Ghi chú: cột 5 ghi tóm tắt", "", "", "", "", ""), ("* Nguồn: Ban Tiếp công dân, ngày 31/3/2026", "", "", "", "", "")], HEAD, end="\n")).encode(),
        ["2026-03-05 Nguyễn Văn An xã A: Hỏi đất"],
    ),
    "month-in-the-name-of-the-sheet.xlsx": (book(("T3.2026", [HEAD, _one("5/3", "Nguyễn Văn An", "xã A", None, "Hỏi đất")])), ["2026-03-05 Nguyễn Văn An xã A: Hỏi đất"]),
    "vni-in-headings-too.csv": (text(_VNI[1:], _VNI[0]).encode("cp1252"), ["2026-03-05 Nguyễn Văn Đường xã Sơn Hạ: Hỏi về việc thu hồi đất ở"]),
    "tcvn3-in-headings-too.xlsx": (book(("Sổ", _TCVN3)), ["2026-03-05 Nguyễn Văn Đường xã Sơn Hạ: Hỏi về việc thu hồi đất ở"]),
    "time-before-the-day.csv": (text([_one("8h30 ngày 5 tháng 3 năm 2026", "Bùi An", "Hỏi"), (2, "14 giờ 15, 06/3/2026", "Bùi Bốn", "Hỏi 2"), (3, "Sáng 07/3/2026", "Bùi Cường", "Hỏi 3"), (4, "2026-03-08T08:30:00", "Bùi Dũng", "Hỏi 4")], ("STT", "Thời gian", "Họ và tên", "Nội dung")).encode(), ["2026-03-05 Bùi An: Hỏi", "2026-03-06 Bùi Bốn: Hỏi 2", "2026-03-07 Bùi Cường: Hỏi 3", "2026-03-08 Bùi Dũng: Hỏi 4"]),
    "name-in-two-columns.csv": (text([_one("05/03/2026", "Nguyễn Văn", "An", "Hỏi"), (2, "06/03/2026", "Trần Thị", "Bốn", "Hỏi 2")], ("STT", "Ngày tiếp", "Họ và tên đệm", "Tên", "Nội dung")).encode(), ["2026-03-05 Nguyễn Văn An: Hỏi", "2026-03-06 Trần Thị Bốn: Hỏi 2"]),
    "all-in-one-column.xlsx": (book(("Sổ", [(";".join(HEAD),), ("1;05/03/2026;Nguyễn Văn An;xã A;051082001234;Hỏi đất",), ("2;06/03/2026;Trần Thị Bốn;xã B;;Hỏi nhà, hỏi đường",)])), ["2026-03-05 Nguyễn Văn An 051082001234 xã A: Hỏi đất", "2026-03-06 Trần Thị Bốn xã B: Hỏi nhà, hỏi đường"]),
    "unseen-letters-and-shields.csv": (text([_one("\u00a005/03/2026 ", "Nguyễn\u200b Văn\u00a0An\ufeff", "xã A", '="051082001234"', "Hỏi\u00ad đất"), (2, "05/03/26 (thứ 5)", "\u200eTrần Thị Bốn", "xã B", "'051190001235", "Hỏi nhà")], HEAD).encode(), ["2026-03-05 Nguyễn Văn An 051082001234 xã A: Hỏi đất", "2026-03-05 Trần Thị Bốn 051190001235 xã B: Hỏi nhà"]),
    "counted-in-brackets.csv": (text([_one("05/03/2026", "Ông Lê An (đại diện 12 hộ dân thôn 3)", "xã A", "", "Hỏi"), (2, "06/03/2026", "Tập thể công dân thôn 5 (15 người)", "xã C", "", "Hỏi 2")], HEAD).encode(), ["2026-03-05 Lê An male xã A [12]: Hỏi", "2026-03-06 Tập thể công dân thôn 5 xã C [15]: Hỏi 2"]),
    "sections-by-commune.csv": (text([("I", "XÃ TỊNH HÒA", "", "", "", ""), _one("05/03/2026", "Lê An", "", "", "Hỏi"), ("II", "XÃ SƠN HẠ", "", "", "", ""), _one("06/03/2026", "Lê Bốn", "", "", "Hỏi 2"), ("", "Tổng số: 02 lượt, 02 người", "", "", "", "")], HEAD).encode(), ["2026-03-05 Lê An: Hỏi", "2026-03-06 Lê Bốn: Hỏi 2"]),
    "numbers-by-formula.xlsx": (book(("Sổ", [HEAD, ("=ROW()-1", "05/03/2026", "Lê An", "xã A", None, "Hỏi")])), ["2026-03-05 Lê An xã A: Hỏi"]),
    "old-cards.csv": (text([_one("05/03/2026", "Lê An", "212345678", "Hỏi")], ("TT", "Ngày", "Công dân đến", "CMT", "Nội dung vụ việc")).encode(), ["2026-03-05 Lê An 212345678: Hỏi"]),
}  # fmt: skip
"""Files by habit, each with its visits: the day, each person with what is known of them, the head count, the content."""


OUT: dict[str, tuple[bytes, list[tuple[int, str, str]]]] = {
    "figures-lost.csv": (text([_one("05/03/2026", "Lê An", "", "5.1058E+10", "Hỏi"), (2, "06/03/2026", "Lê Bốn", "", "51058001234", "Hỏi 2")], HEAD).encode(), [(2, "id_number", "digits_lost")]),
    "from-one-day-to-another.csv": (text([_one("08-09/03/2026", "Lê An", "", "", "Hỏi"), (2, "06.III.2026", "Lê Bốn", "", "", "Hỏi 2"), (3, "07/03/2026", "Lê Cường", "", "", "Hỏi 3")], HEAD).encode(), [(2, "day", "bad_day"), (3, "day", "bad_day")]),
    "lines-for-others.xlsx": (book(("Sổ", [HEAD, _one("05/03/2026", "Lê An\nLê Bốn\nLê Cường", "xã A", "051082001234\n051190001235", "Hỏi"), (2, "06/03/2026", "Lê Dũng", None, None, "Hỏi 2")])), [(2, "id_number", "not_as_many")]),
    "errors-in-cells.xlsx": (book(("Sổ", [HEAD, _one("05/03/2026", "#REF!", None, None, "Hỏi"), (2, "#VALUE!", "Lê Bốn", None, None, "Hỏi 2"), (3, "07/03/2026", "Lê Cường", None, None, "Hỏi 3")])), [(2, "name", "cell_error"), (3, "day", "cell_error")]),
    "day-and-month-in-columns.csv": (text([_one("5", "3", "2026", "Lê An", "Hỏi")], ("STT", "Ngày", "Tháng", "Năm", "Họ và tên", "Nội dung")).encode(), [(2, "day", "bad_day")]),
}  # fmt: skip
"""Files with the cells that keep rows out."""
