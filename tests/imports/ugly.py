# ruff: noqa: E501 - a row of a table reads best in one line
"""More ugly spreadsheets, made here: each says what must come out of it."""

from __future__ import annotations

import codecs
import io
import unicodedata
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

Row = Sequence[Any]

HEAD = ("STT", "Ngày tiếp", "Họ và tên", "Địa chỉ", "Số CCCD", "Nội dung")
ROWS: tuple[Row, ...] = (
    (1, "05/01/2023", "Nguyễn Văn An", "xã Tịnh Hòa", "051082001234", "Hỏi thủ tục cấp đất"),
    (2, "13/01/2023", "Trần Thị Bốn", "xã Sơn Hạ", "051190001235", "Khiếu nại thu hồi đất"),
    (3, "27/02/2023", "Lê Đức Cường", "phường Nghĩa Lộ", "212345678", "Phản ánh ô nhiễm môi trường"),
)
"""Three visits, as a careful office would keep them."""

_MARKS = {"\u0302": "^", "\u0306": "(", "\u031b": "+", "\u0301": "'", "\u0300": "`", "\u0309": "?", "\u0303": "~"}


def text(rows: Sequence[Row] = ROWS, head: Row = HEAD, sign: str = ";", end: str = "\r\n") -> str:
    """Return rows as a text with headings."""
    return end.join(sign.join("" if one is None else str(one) for one in row) for row in (head, *rows)) + end


def viqr(said: str) -> str:
    """Return a text in VIQR: the marks as signs behind the vowel."""
    apart = unicodedata.normalize("NFD", said.replace("đ", "dd").replace("Đ", "DD")).replace(
        "\u0323\u0302", "\u0302\u0323"
    )
    return "".join((_MARKS | {"\u0323": "."}).get(one, one) for one in apart.replace("\u0323\u0306", "\u0306\u0323"))


def book(*sheets: tuple[str, Sequence[Row]], change: Callable[[Workbook], None] | None = None) -> bytes:
    """Return a workbook of sheets, each with its rows; `change` may do more to it."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets:
        sheet: Worksheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    if change is not None:
        change(made)
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def replaced(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return a workbook with one of its parts changed."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return target.getvalue()


def _three_lines() -> bytes:
    rows: list[Row] = [
        ("UBND TỈNH", None, None, None, None, None),
        ("SỔ TIẾP CÔNG DÂN NĂM 2023", None, None, None, None, None),
        ("STT", "Ngày tiếp", "Thông tin công dân", None, None, "Nội dung"),
        (None, None, "Người đến", "Nhân thân", None, None),
        (None, None, "Họ và tên", "Địa chỉ", "Số CCCD", None),
        ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"),
        *ROWS,
    ]

    def merge(made: Workbook) -> None:
        for area in ("A2:F2", "A3:A5", "B3:B5", "C3:E3", "D4:E4", "F3:F5"):
            made.worksheets[0].merge_cells(area)

    return book(("Sổ", rows), change=merge)


def _pages() -> str:
    page = "Trang {};;;;;\r\n" + ";".join(HEAD) + "\r\n"
    lines = [";".join(map(str, row)) + "\r\n" for row in ROWS]
    return page.format(1) + lines[0] + ";;Cộng trang;;;1\r\n" + page.format(2) + lines[1] + ";;;;;\r\n" + lines[2]


def _footer() -> list[Row]:
    return [
        HEAD,
        *ROWS,
        (None,) * 6,
        ("Tổng cộng: 3 lượt", None, None, None, None, None),
        (None, None, None, None, "Quảng Ngãi, ngày 31 tháng 12 năm 2023", None),
        (None, None, "NGƯỜI LẬP BIỂU", None, None, "TRƯỞNG BAN"),
        (None, None, "(Ký, ghi rõ họ tên)", None, None, None),
        (None,) * 6,
        (None, None, "Phạm Hoài Nhung", None, None, "Nguyễn Hoàng Gia Linh"),
        (None, None, "Phạm Hoài Nhung", None, None, None),
    ]


def _of_1904(made: Workbook) -> None:
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    made.epoch = CALENDAR_MAC_1904
    for row, on in zip(made.worksheets[0].iter_rows(min_row=2, min_col=2, max_col=2), _DAYS, strict=True):
        row[0].value = (on - date(1904, 1, 1)).days
        row[0].number_format = "General"


_DAYS = (date(2023, 1, 5), date(2023, 1, 13), date(2023, 2, 27))


def _serials() -> list[Row]:
    return [HEAD, *((row[0], (on - date(1899, 12, 30)).days, *row[2:]) for row, on in zip(ROWS, _DAYS, strict=True))]


def _dated(*said: Any) -> list[Row]:
    return [HEAD, *((row[0], day, *row[2:]) for row, day in zip(ROWS, said, strict=True))]


def _hidden(made: Workbook) -> None:
    made.worksheets[0].row_dimensions[3].hidden = True
    made.worksheets[0].column_dimensions["D"].hidden = True
    made.worksheets[1].sheet_state = "hidden"


def _worked_formula(data: bytes) -> bytes:
    cell = b'<c r="F2" t="str"><f>CONCATENATE("H","oi")</f><v>H\xe1\xbb\x8fi th\xe1\xbb\xa7 t\xe1\xbb\xa5c c\xe1\xba\xa5p \xc4\x91\xe1\xba\xa5t</v></c>'
    start = data.index(b'<c r="F2"')
    return data[:start] + cell + data[data.index(b"</c>", start) + 4 :]


RIGHT: dict[str, bytes] = {
    "viqr.csv": viqr(text()).encode(),
    "utf-16-be.csv": codecs.BOM_UTF16_BE + text(sign="\t").encode("utf-16-be"),
    "utf-16-be-no-bom.csv": text(sign="\t").encode("utf-16-be"),
    "pipes.csv": text(sign="|").encode(),
    "nfd-pipes-cr.csv": unicodedata.normalize("NFD", text(sign="|", end="\r")).encode(),
    "one-bad-byte.csv": text().encode().replace("xã Sơn".encode(), b"x\xe3 S\xc6\xa1n"),
    "pages.csv": _pages().encode(),
    "spaces.csv": text([tuple(f"  {one} \u00a0" for one in row) for row in ROWS]).encode(),
    "quoted.csv": text([(*row[:5], f'"{row[5]}"') for row in ROWS]).encode(),
    "capitals.csv": text(head=tuple(one.upper() + " (*)" for one in HEAD)).encode(),
    "dots.csv": text([(row[0], str(row[1]).replace("/", "."), *row[2:]) for row in ROWS]).encode(),
    "two-figures.csv": text([(1, "5-1-23", *ROWS[0][2:]), (2, "13-1-23", *ROWS[1][2:]), (3, "27-2-23", *ROWS[2][2:])]).encode(),
    "spoken.csv": text([(1, "ngày 5 tháng 1 năm 2023", *ROWS[0][2:]), (2, "Ngày 13 tháng 01 năm 2023", *ROWS[1][2:]), (3, "Thứ 2 - 27/02/2023", *ROWS[2][2:])]).encode(),
    "weekday.csv": text([(1, "Thứ Năm, 05/01/2023", *ROWS[0][2:]), (2, "T6 13/01/2023", *ROWS[1][2:]), (3, "Thứ hai ngày 27/2/2023", *ROWS[2][2:])]).encode(),
    "titles.csv": text([(*row[:2], f"{title} {row[2]}", *row[3:]) for row, title in zip(ROWS, ("Ông", "Bà:", "Ô."), strict=True)]).encode(),
    "identity.csv": text([(*row[:4], said, row[5]) for row, said in zip(ROWS, ("51 082 001 234", "051-190-001-235", "'212345678"), strict=True)]).encode(),
    "order.csv": text([row[::-1] for row in ROWS], head=HEAD[::-1]).encode(),
    "wide.csv": text([(*row, *[""] * 300, "x") for row in ROWS], head=(*HEAD, *[""] * 300, "Ghi chú")).encode(),
    "empty-columns.csv": text([(None, row[0], None, *row[1:], None) for row in ROWS], head=(None, HEAD[0], None, *HEAD[1:], None)).encode(),
    "three-lines.xlsx": _three_lines(),
    "footer.xlsx": book(("Sổ", _footer())),
    "serials.xlsx": book(("Sổ", _serials())),
    "of-1904.xlsx": book(("Sổ", [HEAD, *ROWS]), change=_of_1904),
    "datetimes.xlsx": book(("Sổ", _dated(datetime.fromisoformat("2023-01-05T08:30"), date(2023, 1, 13), "27/02/2023 14h"))),
    "hidden.xlsx": book(("Sổ", [HEAD, *ROWS]), ("Nháp", [HEAD, *ROWS]), change=_hidden),
    "sheets.xlsx": book(("Bìa", [("SỔ TIẾP CÔNG DÂN",)]), ("T1", [HEAD, *ROWS[:2]]), ("T2", [HEAD, ROWS[2]])),
    "sub-totals.xlsx": book(("Sổ", [HEAD, ("I", "Tháng 1", None, None, None, None), *ROWS[:2], (None, "Cộng tháng 1:", 2, None, None, None), ("II", "Tháng 2", None, None, None, None), ROWS[2], (None, None, "TỔNG CỘNG", None, None, 3)])),
    "formula.xlsx": replaced(book(("Sổ", [HEAD, *ROWS])), "xl/worksheets/sheet1.xml", _worked_formula),
    "empty-rows.xlsx": book(("Sổ", [(None,) * 6] * 5 + [HEAD, (None,) * 6, ROWS[0], (None,) * 6, (None,) * 6, *ROWS[1:]])),
}  # fmt: skip
"""Files out of which the three visits must come, each of them right."""


REFUSED: dict[str, tuple[bytes, list[tuple[int, str, str]]]] = {
    "errors.xlsx": (
        book(("Sổ", [HEAD, (*ROWS[0][:5], "#REF!"), ROWS[1], (*ROWS[2][:2], "#N/A", *ROWS[2][3:])])),
        [(2, "content", "cell_error"), (4, "name", "cell_error")],
    ),
    "months.csv": (text([(1, "01/2023", *ROWS[0][2:]), ROWS[1], (3, "2023", *ROWS[2][2:])]).encode(), [(2, "day", "bad_day"), (4, "day", "bad_day")]),
    "long-years.csv": (text([(1, "05/01/20233", *ROWS[0][2:]), ROWS[1], (3, "27/02/203", *ROWS[2][2:])]).encode(), [(2, "day", "bad_day"), (4, "day", "bad_day")]),
    "no-such-days.csv": (text([(1, "30/02/2023", *ROWS[0][2:]), ROWS[1], (3, "29/2/2023", *ROWS[2][2:])]).encode(), [(2, "day", "no_such_day"), (4, "day", "no_such_day")]),
    "rounded.xlsx": (book(("Sổ", [HEAD, (*ROWS[0][:4], "5.1082E+10", ROWS[0][5]), ROWS[1], (*ROWS[2][:4], "5,1E10", ROWS[2][5])])), [(2, "id_number", "digits_lost"), (4, "id_number", "digits_lost")]),
    "open-quote.csv": (text([(*ROWS[0][:5], '"Hỏi thủ tục cấp đất'), ROWS[1], (3, "30/02/2023", *ROWS[2][2:])]).encode(), [(4, "day", "no_such_day")]),
}  # fmt: skip
"""Files with a good row or more, and the cells that keep the others out."""


NO_SHEETS: dict[str, tuple[bytes, str]] = {
    "empty.csv": (b"", "blank"),
    "blank.csv": (b"\xef\xbb\xbf\r\n ;;; \r\n", "blank"),
    "blank.xlsx": (book(("Sổ", [])), "blank"),
    "old.xlsx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old_or_locked"),
    "page.xls": (b"<html><body><table><tr><td>STT</td></tr></table></body></html>", "web_page"),
    "xml.xls": (b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>", "web_page"),
    "cut.xlsx": (book(("Sổ", [HEAD, *ROWS]))[:900], "damaged"),
    "picture.csv": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "not_a_sheet"),
    "paper.pdf": (b"%PDF-1.4\n" + b"1 0 obj\n" * 50, "not_a_sheet"),
    "letter.docx": (replaced(book(("a", [])), "-", lambda data: data).replace(b"xl/workbook.xml", b"xx/workbook.xml"), "not_a_sheet"),
}  # fmt: skip
"""Files that are no spreadsheet, and why."""
