"""Write the ugly spreadsheets of the tests and the clean ones that come with the program.

    python tools/write_samples.py

The same run gives the same files: what a test says of a cell is said of the file that stands here.
"""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import office_samples
from openpyxl import Workbook

from reception_tui.desk.importing.encodings import _TCVN3, _VNI_LETTERS, _VNI_MARKS

ROOT = Path(__file__).parents[1]
UGLY, CLEAN = ROOT / "tests" / "imports" / "files", ROOT / "seed_data" / "samples"
_TONES = "\u0300\u0301\u0303\u0309\u0323"

VISIT_HEAD = ["STT", "Ngày tiếp", "Họ và tên", "Địa chỉ", "CCCD", "Nội dung", "Kết quả"]
VISITS = [
    [
        "1",
        "05/01/2023",
        "Nguyễn Văn An",
        "thôn Mỹ Thạnh, xã Tịnh Hòa",
        "051082001234",
        "Hỏi về việc thu hồi đất",
        "Giải thích",
    ],
    [
        "2",
        "13/01/2023",
        "Trần Thị Bốn",
        "thôn 3, xã Đức Lợi",
        "051190001235",
        "Đề nghị cấp giấy chứng nhận",
        "Nhận đơn",
    ],
    [
        "3",
        "27/02/2023",
        "Lê Đức Cường",
        "tổ 5, phường Chánh Lộ",
        "212345678",
        "Phản ánh ô nhiễm môi trường",
        "Giải thích",
    ],
]
PETITION_HEAD = ["STT", "Ngày nhận đơn", "Người gửi", "Địa chỉ", "Nguồn đơn", "Nội dung đơn", "Phân loại"]
PETITIONS = [
    ["1", "03/01/2023", "Phạm Thị Dung", "xã Tịnh Hòa", "Bưu điện", "Khiếu nại quyết định thu hồi đất", "KN"],
    ["2", "16/01/2023", "Võ Hữu Em", "xã Đức Lợi", "Trực tiếp", "Kiến nghị sửa đường", "Kiến nghị, phản ánh"],
    ["3", "20/02/2023", "Đỗ Thị Giang", "phường Chánh Lộ", "Hòm thư", "Tố cáo Trưởng phòng nhận tiền", "TC"],
]


def main() -> None:
    """Write every file."""
    for folder, files in ((UGLY, ugly()), (CLEAN, clean())):
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            (folder / name).write_bytes(data)


def clean() -> dict[str, bytes]:
    """Return the samples that an office may start from."""
    book = Workbook()
    book.remove(book.active)
    for name, (rows, merged) in office_samples.visit_sheets().items():
        _fill(book.create_sheet(name), rows, merged)
    return {
        "so-tiep-cong-dan.xlsx": _saved(book),
        "so-don.xlsx": _xlsx(*office_samples.petition_rows()),
        "phan-anh.csv": _csv(office_samples.FEEDBACK, bom=True),
        "ky-tiep.csv": _csv(office_samples.SESSIONS, bom=True),
    }


def ugly() -> dict[str, bytes]:
    """Return twenty spreadsheets as offices keep them."""
    title = [["ỦY BAN NHÂN DÂN TỈNH", ""], ["BAN TIẾP CÔNG DÂN", ""], ["SỔ TIẾP CÔNG DÂN NĂM 2023", ""], ["", ""]]
    foot = [
        ["", ""],
        ["Tổng cộng", "3"],
        ["", "", "", "", "", "Quảng Ngãi, ngày 31 tháng 12 năm 2023"],
        ["", "", "", "", "", "NGƯỜI LẬP BIỂU"],
    ]
    numbers = [f"({n})" for n in range(1, 8)]
    return {
        "01-title-totals.csv": _csv([*title, VISIT_HEAD, numbers, *VISITS, *foot]),
        "02-comma-bom.csv": _csv([VISIT_HEAD, *VISITS], sign=",", bom=True),
        "03-tcvn3.csv": _coded([VISIT_HEAD, *VISITS], to_tcvn3),
        "04-vni.csv": _coded([PETITION_HEAD, *PETITIONS], to_vni, "cp1252"),
        "05-cp1258.csv": _csv1258([VISIT_HEAD, *VISITS]),
        "06-nfd.csv": unicodedata.normalize("NFD", _table([PETITION_HEAD, *PETITIONS], ";")).encode(),
        "07-utf16-tabs.csv": _table([VISIT_HEAD, *VISITS], "\t").encode("utf-16"),
        "08-month-first.csv": _csv([VISIT_HEAD, *(_with(row, 1, _american(row[1])) for row in VISITS)]),
        "09-mixed-days.csv": _csv([VISIT_HEAD, *VISITS, _with(VISITS[0], 1, "02/27/2023")]),
        "10-two-lines.xlsx": _two_lines(),
        "11-numbers-as-text.xlsx": _numbers_as_text(),
        "12-swapped-dates.xlsx": _swapped(),
        "13-several-people.xlsx": _several_people(),
        "14-formulas.xlsx": _formulas(),
        "15-months.xlsx": _months(),
        "16-form-03.xlsx": _form_03(),
        "17-tcvn3-in-xlsx.xlsx": _xlsx([VISIT_HEAD, *([to_tcvn3(cell) for cell in row] for row in VISITS)]),
        "18-bad-cells.csv": _csv([VISIT_HEAD, *VISITS, *_bad()]),
        "19-no-headings.csv": _csv([["a", "b", "c"], ["1", "2", "3"]]),
        "20-old-office.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504),
    }


def _bad() -> list[list[str]]:
    return [
        ["4", "31/02/2023", "Huỳnh Văn Sai", "", "", "Ngày không có", ""],
        ["5", "05/03/2023", "Huỳnh Văn Sai", "", "12345", "Số căn cước thiếu", ""],
        ["6", "05/03/2023", "", "", "", "Không có tên", ""],
        ["7", "", "Ngô Văn Thiếu", "", "", "Không có ngày", ""],
        ["8", "06/03/2023", "Ngô Văn Thiếu", "", "", "", ""],
        ["9", "06/03/2123", "Ngô Văn Mai Sau", "", "", "Ngày chưa tới", ""],
        ["10", "07/03/2023", "Ngô Văn Mất Số", "", "5.1082E+10", "Số bị làm tròn", ""],
    ]


def _with(row: Sequence[str], place: int, value: str) -> list[str]:
    return [value if at == place else cell for at, cell in enumerate(row)]


def _american(day: str) -> str:
    first, second, year = day.split("/")
    return f"{second}/{first}/{year}"


def _table(rows: Iterable[Sequence[str]], sign: str) -> str:
    return "".join(sign.join(_quoted(cell, sign) for cell in row) + "\r\n" for row in rows)


def _quoted(cell: str, sign: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if sign in cell or '"' in cell or "\n" in cell else cell


def _csv(rows: Iterable[Sequence[str]], *, sign: str = ";", bom: bool = False) -> bytes:
    return (b"\xef\xbb\xbf" if bom else b"") + _table(rows, sign).encode()


def _coded(rows: Iterable[Sequence[str]], coded: Callable[[str], str], encoding: str = "latin-1") -> bytes:
    return coded(_table(rows, ";")).encode(encoding)


def _csv1258(rows: Iterable[Sequence[str]]) -> bytes:
    out = ""
    for letter in _table(rows, ";"):
        apart = unicodedata.normalize("NFD", letter)
        base = unicodedata.normalize("NFC", "".join(one for one in apart if one not in _TONES))
        out += base + "".join(one for one in apart if one in _TONES)
    return out.encode("cp1258")


def to_tcvn3(text: str) -> str:
    """Return text as TCVN3 letters; toned capitals are small ones in that encoding."""
    letters = {letter: chr(code) for code, letter in _TCVN3.items()}
    return "".join(letters.get(one, letters.get(one.lower(), one)) for one in text)


def to_vni(text: str) -> str:
    """Return text as VNI-Windows letters."""
    alone = {letter: code for code, letter in _VNI_LETTERS.items()}
    marks = {tuple(sorted(mark)): code for code, mark in _VNI_MARKS.items()}
    out = ""
    for one in text:
        small = one.lower()
        apart = unicodedata.normalize("NFD", small)
        if small in alone:
            found = alone[small]
        elif len(apart) > 1:
            vowel, rest = apart[0], apart[1:]
            if "\u031b" in rest:
                vowel, rest = {"o": "ô", "u": "ö"}[vowel], rest.replace("\u031b", "")
            found = vowel + marks[tuple(sorted(rest))]
        else:
            out += one
            continue
        out += found.upper() if one.isupper() else found
    return out


def _xlsx(rows: Iterable[Sequence[Any]], merge: Iterable[str] = ()) -> bytes:
    book = Workbook()
    _fill(book.active, rows, merge)
    return _saved(book)


def _fill(sheet: Any, rows: Iterable[Sequence[Any]], merge: Iterable[str]) -> None:
    for row in rows:
        sheet.append([None if cell == "" else cell for cell in row])
    for area in merge:
        sheet.merge_cells(area)


def _saved(book: Workbook) -> bytes:
    """Return the workbook with every date of its making taken out, so that it is the same each time."""
    book.properties.created = book.properties.modified = datetime(2023, 12, 31)  # noqa: DTZ001
    raw = io.BytesIO()
    book.save(raw)
    out = io.BytesIO()
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            data = old.read(part)
            if part.filename == "docProps/core.xml":
                head, _, rest = data.partition(b"<dcterms:modified")
                data = head + rest.partition(b"</dcterms:modified>")[2]
            new.writestr(zipfile.ZipInfo(part.filename, (2023, 12, 31, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _two_lines() -> bytes:
    top = ["Số thứ tự", "Ngày nhận đơn", "Người viết đơn", "", "Nội dung đơn", "Phân loại đơn", "Chuyển đơn", ""]
    low = ["", "", "Họ tên", "Địa chỉ", "", "", "Cơ quan nhận", "Số văn bản chuyển"]
    rows = [["SỔ THEO DÕI ĐƠN NĂM 2023"], [], top, low, list(range(1, 9))]
    rows.append(
        [1, date(2023, 1, 3), "Phạm Thị Dung", "xã Tịnh Hòa", "Khiếu nại thu hồi đất", "Khiếu nại", "SNV", "12/PC-BTCD"]
    )
    rows.append([2, date(2023, 1, 16), "Võ Hữu Em", "xã Đức Lợi", "Kiến nghị sửa đường", "KNPA", "", ""])
    areas = ["A1:H1", "C3:D3", "G3:H3", "A3:A4", "B3:B4", "E3:E4", "F3:F4"]
    return _xlsx(rows, areas)


def _numbers_as_text() -> bytes:
    head = ["TT", "Ngày", "Họ tên", "CMND/CCCD", "Số ĐT", "Số người", "Nội dung"]
    return _xlsx(
        [
            head,
            [1, 44931, "Nguyễn Văn An", 51082001234, 905123456, "3 người", "Hỏi về đất"],
            [2, "44932", "Trần Thị Bốn", 12345678.0, "0905 123 457", "01", "Hỏi về chế độ"],
            [3, "ngày 6 tháng 1 năm 2023", "Lê Đức Cường", "051082001236", "", 2.0, "Hỏi về nhà"],
        ]
    )


def _swapped() -> bytes:
    """Dates that a spreadsheet of another country has made: the 5th of March came out as the 3rd of May."""
    days = [date(2023, 5, 1), "13/01/2023", date(2023, 2, 2), date(2023, 7, 2), "27/02/2023", date(2023, 4, 3)]
    return _xlsx(
        [VISIT_HEAD, *([n, day, f"Công Dân {n}", "", "", f"Việc thứ {n}", ""] for n, day in enumerate(days, 1))]
    )


def _several_people() -> bytes:
    rows = [
        VISIT_HEAD,
        [1, date(2023, 1, 5), "Ông Nguyễn Văn An", "xã Tịnh Hòa", "051082001234", "Khiếu nại bồi thường", ""],
        ["", "", "Bà Trần Thị Bốn", "xã Tịnh Hòa", "", "", ""],
        ["", "", "Lê Đức Cường", "xã Tịnh Hòa", "", "", ""],
        [2, "nt", "Phạm Thị Dung và 7 người khác", "xã Đức Lợi", "", "Đề nghị cấp đất", ""],
        [3, "", "Võ Hữu Em; Đỗ Thị Giang", "xã Đức Lợi", "", "Hỏi về chế độ", ""],
    ]
    return _xlsx(rows, ["B5:B6"])


def _formulas() -> bytes:
    return _xlsx([VISIT_HEAD, ["1", date(2023, 1, 5), "Nguyễn Văn An", "", "", '="Hỏi về "&"đất"', ""], *VISITS[1:2]])


def _months() -> bytes:
    book = Workbook()
    book.remove(book.active)
    for name, row in zip(("Tháng 1", "Tháng 2", "Tháng 3"), VISITS, strict=True):
        sheet = book.create_sheet(name)
        sheet.append([f"SỔ TIẾP CÔNG DÂN {name.upper()}/2023"])
        sheet.append(VISIT_HEAD)
        sheet.append([cell or None for cell in row])
    notes = book.create_sheet("Ghi chú")
    notes.append(["Sổ này do văn thư giữ"])
    hidden = book.create_sheet("Nháp")
    hidden.append(VISIT_HEAD)
    hidden.append(_with(VISITS[0], 2, "Người Trong Bản Nháp"))
    hidden.sheet_state = "hidden"
    return _saved(book)


def _form_03() -> bytes:
    top = [
        "STT",
        "Ngày tiếp",
        "Họ tên – Địa chỉ",
        "CMND/Hộ chiếu",
        "Nội dung vụ việc",
        "Phân loại đơn/Số người",
        "Cơ quan đã giải quyết",
        "Hướng xử lý",
        "",
        "",
        "Theo dõi kết quả giải quyết",
        "Ghi chú",
    ]
    low = [
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "Thụ lý để giải quyết",
        "Trả lại đơn và hướng dẫn",
        "Chuyển đơn đến cơ quan, tổ chức, đơn vị có thẩm quyền",
        "",
        "",
    ]
    rows: list[list[Any]] = [
        ["SỔ TIẾP CÔNG DÂN"],
        ["(Mẫu số 03, Thông tư 04/2021/TT-TTCP)"],
        top,
        low,
        [f"({n})" for n in range(1, 13)],
    ]
    rows.append(
        [
            1,
            "05/01/2023",
            "Nguyễn Văn An\nThôn Mỹ Thạnh, xã Tịnh Hòa",
            "051082001234",
            "Khiếu nại thu hồi đất",
            "KN/1",
            "UBND huyện",
            "x",
            "",
            "",
            "",
            "",
        ]
    )
    rows.append(
        [
            2,
            "13/01/2023",
            "Trần Thị Bốn - xã Đức Lợi",
            "051190001235",
            "Kiến nghị cấp giấy",
            "KNPA/6",
            "",
            "",
            "",
            "SNV, 15/PC-BTCD",
            "",
            "đông người",
        ]
    )
    return _xlsx(rows, ["A1:L1", "H3:J3", *(f"{letter}3:{letter}4" for letter in "ABCDEFGKL")])


if __name__ == "__main__":
    main()
