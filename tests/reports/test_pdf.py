"""The PDF: the letters, the pages, the same bytes each time, and nothing in it that tells who made it."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from dataclasses import replace
from io import BytesIO
from itertools import product
from pathlib import Path

import pytest

pytest.importorskip("reportlab")
pypdf = pytest.importorskip("pypdf")

from reception_tui.reports.model import Align, Column, Document, Letterhead, Paragraph, Style, Table  # noqa: E402
from reception_tui.reports.pdf import render  # noqa: E402
from reception_tui.reports.pdf.typeface import FACES, FONTS, faces, shown  # noqa: E402

from .papers import CODES, SMALL  # noqa: E402

TONES = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
LETTERS = [unicodedata.normalize("NFC", vowel + tone) for vowel, tone in product("aăâeêioôơuưy", TONES)] + ["đ"]
VIETNAMESE = [letter for letter in (*LETTERS, *(one.upper() for one in LETTERS)) if not letter.isascii()]
PUNCTUATION = "“”‘’–—…−×≤≥→§№₫²°•□"


def read(data: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(data))


def words(data: bytes) -> str:
    text = " ".join(page.extract_text() for page in read(data).pages)
    return " ".join(unicodedata.normalize("NFC", text).split())


def simple(*blocks: object) -> Document:
    return Document(Letterhead("A", "B"), "C", (), tuple(blocks))  # type: ignore[arg-type]


def test_the_alphabet_has_134_letters_with_marks() -> None:
    assert len(VIETNAMESE) == len(set(VIETNAMESE)) == 134


@pytest.mark.parametrize("name", FACES)
def test_each_face_has_every_letter(name: str) -> None:
    glyphs = faces()[FACES.index(name)].face.charToGlyph
    assert [one for one in (*VIETNAMESE, *PUNCTUATION) if not glyphs.get(ord(one))] == []


def test_the_licence_lies_beside_the_faces() -> None:
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "LICENSE").read_text(encoding="utf-8")
    assert sorted(path.stem for path in FONTS.glob("*.ttf")) == sorted(FACES)


@pytest.mark.parametrize("style", [Style.BODY, Style.BOLD, Style.ITALIC])
def test_every_letter_comes_out_of_the_file_again(style: Style) -> None:
    alphabet = " ".join("".join(VIETNAMESE[at : at + 10]) for at in range(0, len(VIETNAMESE), 10))
    assert alphabet in words(render(simple(Paragraph(alphabet, style))))


def test_a_letter_apart_from_its_mark_is_put_together() -> None:
    apart = unicodedata.normalize("NFD", "Nguyễn Thị Hường")
    assert "Nguyễn Thị Hường" in words(render(simple(Paragraph(apart))))


def test_what_no_face_has_becomes_a_square_and_never_a_missing_glyph() -> None:
    assert shown("a\U0001f600b\x07") == "a□b"
    assert "a□b" in words(render(simple(Paragraph("a\U0001f600b\x07"))))


def test_every_block_is_on_the_page(paper: Document) -> None:
    text = words(render(paper))
    for told in (
        "Biểu số: 01/TCD",
        "BAN TIẾP CÔNG DÂN TỈNH",
        "Số: 15/TB-BTCD",
        "V/v chuyển đơn khiếu nại",
        "BẢN CHƯA KÝ",
        "THÔNG BÁO",
        "I. Tình hình",
        "Căn cứ Luật Tiếp công dân;",
        "KẾT LUẬN CỦA CHỦ TRÌ",
        "Người được tiếp",
        "2.345",
        "Sở Xây dựng",
        "Lượt tiếp trong 30 ngày",
        "25/10",
        "Họ và tên: Nguyễn Văn Đường",
        "Địa chỉ:",
        "giải quyết <khiếu nại> & trả lời",
        "Hạn tạm tính.",
        "- Lưu: VT, BTCD.",
        "PHÓ TRƯỞNG BAN",
        "Nguyễn Thị Ánh Tuyết",
        "Mã chốt nhật ký sổ: 40c5 2eb0",
    ):
        assert told in text, told


def test_a_form_lies_across_with_every_figure(form: Document) -> None:
    data = render(form)
    page = read(data).pages[0]
    assert float(page.mediabox.width) > float(page.mediabox.height)
    assert len(read(data).pages) == 1
    text = words(data)
    for told in ("Thủ trưởng tiếp", "1=5+11+17", "1.021", "777", "NGƯỜI LẬP BIỂU", "Lê Văn Năm"):
        assert told in text, told
    assert all(str(int(code) * 37) in text for code in CODES)


def test_pages_are_numbered_from_the_second_on_and_headers_repeat() -> None:
    rows = tuple((f"D-2026-{number:04}", "phúc đáp", str(number)) for number in range(1, 90))
    pages = [page.extract_text() for page in read(render(simple(Table(SMALL.columns, rows)))).pages]
    assert len(pages) == 3
    assert all("Việc phải làm" in page for page in pages)
    first = [page.split()[0] for page in pages]
    assert first == ["A", "2", "3"]
    assert "1\n" not in pages[0][:20]


def test_the_same_paper_gives_the_same_bytes_in_any_process(paper: Document, form: Document) -> None:
    assert render(paper) == render(paper)
    code = (
        "import sys; from tests.reports.papers import *; from reception_tui.reports.model import *;"
        "from reception_tui.reports.pdf import render;"
        "sys.stdout.buffer.write(render(Document(Letterhead('A','B'),'C',(),(*BLOCKS, WIDE))))"
    )
    root = Path(__file__).parents[2]
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, check=True, cwd=root, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1
    assert next(iter(runs)).startswith(b"%PDF")


def test_the_file_names_nobody_and_no_time(paper: Document) -> None:
    facts = read(render(paper)).metadata
    for key in ("/Author", "/Creator", "/Producer", "/Title", "/Subject", "/Keywords"):
        assert facts[key] == ""
    assert facts["/CreationDate"] == facts["/ModDate"] == "D:20000101000000+00'00'"


def test_all_faces_are_in_the_file(paper: Document) -> None:
    for page in read(render(paper)).pages:
        for font in page["/Resources"]["/Font"].values():
            face = font.get_object()
            assert "LiberationSerif" in face["/BaseFont"]
            assert "/FontFile2" in face["/FontDescriptor"].get_object()


@pytest.mark.parametrize("text", ["dài " * 3000, "x" * 9000, ""])
def test_a_text_longer_than_a_page_still_makes_a_table(text: str) -> None:
    table = Table((Column("Số"), Column("Nội dung", share=1), Column("Số tờ", Align.RIGHT)), (("1", text, "2"),))
    assert read(render(simple(table))).pages


def test_empty_blocks_and_odd_shapes_make_a_page() -> None:
    from datetime import date

    from reception_tui.reports.model import Bars, DayLine, Fields, Figures

    blocks = (Figures(()), Bars(()), Bars((("x", 0),)), DayLine("t", date(2026, 1, 1), ()), Fields(()))
    assert read(render(simple(*blocks, Table((Column("A"),), ())))).pages
    assert read(render(replace(simple(), title="", head=Letterhead("", "", national=True)))).pages
