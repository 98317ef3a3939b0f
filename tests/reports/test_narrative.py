"""The periodic report in words: the headings of its form, the figures of the register, places left to people."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from zipfile import ZipFile

from reception_tui import i18n
from reception_tui.desk.queries.narrative import narrative
from reception_tui.domain.kinds import CountRule
from reception_tui.domain.periods import read_period
from reception_tui.domain.reference import Reference
from reception_tui.domain.windows import Window
from reception_tui.reports import narrative as words
from reception_tui.reports.formats import Format, write
from reception_tui.reports.model import Document, Heading
from reception_tui.reports.text import render
from reception_tui.store.register import Register

YEAR = Window(date(2023, 1, 1), date(2023, 12, 31))
CHAPTERS = ["I.", "II.", "III.", "IV.", "V.", "VI."]


def drawn(
    register: Register, reference: Reference, window: Window = YEAR, rule: CountRule = CountRule.PER_PARTY
) -> Document:
    with register.reading() as work:
        return words.document(narrative(work, reference, window, rule), reference)


def flat(document: Document) -> str:
    return " ".join(render(document).split())


def test_the_figures_are_those_of_the_report(year_2023: Register, reference: Reference) -> None:
    text = flat(drawn(year_2023, reference))
    assert "đã tiếp 231 lượt/355 người, trong đó có 12 đoàn đông người (tổng 136 người)" in text
    assert "1.079 đơn (có 79 đơn nhiều người đứng tên); 689 đơn đủ điều kiện xử lý" in text
    assert "185 đơn khiếu nại, 63 đơn tố cáo, 441 đơn kiến nghị, phản ánh" in text
    assert "Tổng số đơn 1.079 (cùng kỳ năm trước 0, +1.079), Số đơn đã xử lý 1.079" in text
    assert "trực tiếp tiếp công dân 12 ngày" in text
    assert "cả kỳ 12 ngày" in text
    assert "355 lượt/355 người" in flat(drawn(year_2023, reference, rule=CountRule.PER_PERSON))


def test_the_same_period_of_last_year_stands_beside(year_2023: Register, reference: Reference) -> None:
    text = flat(drawn(year_2023, reference, Window(date(2024, 1, 1), date(2024, 12, 31))))
    assert "Trong kỳ tiếp nhận 0 đơn (cùng kỳ năm trước 1.079, -100" in text


def test_the_chapters_are_those_of_the_form(year_2023: Register, reference: Reference) -> None:
    document = drawn(year_2023, reference, read_period("2023"))
    headings = [block.text.split()[0] for block in document.blocks if isinstance(block, Heading)]
    assert headings == CHAPTERS
    assert document.form == "Mẫu số 02"
    assert document.subtitle[0].startswith("Năm. Số liệu tính từ ngày 15/12/2022 đến ngày 14/12/2023")


def test_what_only_people_know_is_left_open(year_2023: Register, reference: Reference) -> None:
    with year_2023.reading() as work:
        facts = words.as_json(narrative(work, reference, YEAR, CountRule.PER_PARTY), reference)
    told = {section["heading"]: section["text"] for section in facts["sections"]}
    assert told["IV. Dự báo tình hình"] == ["…"]
    assert told["5. Bảo vệ người tố cáo"] == ["Số người được bảo vệ, theo biện pháp: …"]
    enforcement = told[
        "4. Kết quả thi hành Quyết định giải quyết khiếu nại, thực hiện kết luận nội dung tố cáo (Biểu 05/KQTH)"
    ]
    assert all("…" in text for text in enforcement)
    assert facts["open"] >= 15


def test_the_word_file_holds_the_text_and_is_the_same_each_time(year_2023: Register, reference: Reference) -> None:
    document = drawn(year_2023, reference)
    first, again = (write(document, Format.DOCX, date(2023, 12, 20)).data for _ in range(2))
    assert first == again
    body = ZipFile(BytesIO(first)).read("word/document.xml").decode()
    assert "III. NHẬN XÉT, ĐÁNH GIÁ" in body.upper()
    assert "1.079" in body


def test_it_is_told_in_english_too(year_2023: Register, reference: Reference) -> None:
    i18n.use("en")
    text = flat(drawn(year_2023, reference))
    assert "231 visits by 355 people" in text
    assert "689 fulfil the conditions" in text
