"""The reception book and the petition book of 2023: every entry, what became of it, and nothing of a denunciation."""

from __future__ import annotations

from collections import Counter
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from sqlalchemy import event

from reception_tui.desk.door import Desk
from reception_tui.desk.findable import brought_denunciation, is_secret
from reception_tui.desk.queries.books import petition_book, reception_book
from reception_tui.domain.reference import Reference
from reception_tui.domain.windows import Window
from reception_tui.reports import books
from reception_tui.reports.formats import Format, write
from reception_tui.reports.model import Document, Table
from reception_tui.reports.text import render
from reception_tui.store.register import Register

if TYPE_CHECKING:
    from tests.conftest import Act

YEAR = Window(date(2023, 1, 1), date(2023, 12, 31))
AUTUMN = Window(date(2026, 11, 1), date(2026, 11, 30))
DENOUNCER = {"name": "Trần Thị Kín", "id_number": "051082009999", "address": "thôn Vô Danh", "commune": "21040"}


def table(document: Document) -> Table:
    return next(block for block in document.blocks if isinstance(block, Table))


def both(register: Register, reference: Reference, window: Window) -> tuple[Document, Document]:
    with register.reading() as work:
        return (
            books.reception_document(reception_book(work, reference, window), window, reference),
            books.petition_document(petition_book(work, reference, window), window, reference),
        )


def test_the_books_of_2023_hold_what_the_report_counts(year_2023: Register, reference: Reference) -> None:
    with year_2023.reading() as work:
        visits, petitions = reception_book(work, reference, YEAR), petition_book(work, reference, YEAR)
    assert (len(visits), sum(one.head_count for one in visits)) == (231, 355)
    assert sum(one.head_count for one in visits if one.delegation) == 136
    assert (len(petitions), sum(one.eligible is True for one in petitions)) == (1079, 689)
    kinds = [one.kind for one in petitions if one.eligible]
    assert [kinds.count(kind) for kind in ("complaint", "denunciation", "recommendation")] == [185, 63, 441]


def test_the_reception_book_has_the_columns_of_its_form(year_2023: Register, reference: Reference) -> None:
    book, _ = both(year_2023, reference, YEAR)
    found = table(book)
    assert (book.form, book.landscape, len(found.columns)) == ("Mẫu số 03", True, 12)
    assert [cell.text for cell in found.header[1]] == ["Thụ lý để giải quyết", "Trả lại đơn và hướng dẫn", "Chuyển đơn"]
    assert [cell.text for cell in found.header[2]] == [f"({number})" for number in range(1, 13)]
    assert [row[0] for row in found.rows] == [str(number) for number in range(1, 232)]
    assert any(row[7] == "x" for row in found.rows)
    assert any("số " in row[9] for row in found.rows)


def test_what_is_secret_on_its_page_is_secret_in_the_books(year_2023: Register, reference: Reference) -> None:
    with year_2023.reading() as work:
        for line in reception_book(work, reference, YEAR):
            assert line.secret == brought_denunciation(work, work.by_no("visit", line.no, "visit"))
        told = {line.no: line for line in petition_book(work, reference, YEAR)}
        secret = [row for row in work.rows("petition", book="petitions") if is_secret(work, row)]
        assert {str(row["sealed_code"] or row["no"]) for row in secret} == {
            no for no, one in told.items() if one.secret
        }
    hidden = [one for one in told.values() if one.secret]
    kinds = Counter(row["kind"] for row in secret)
    # Complaints that call themselves denunciations were sealed as they came in, and stay so until they are opened.
    assert kinds == {"denunciation": 156, "complaint": 18}
    assert len(hidden) == 156 + 18
    assert all(not (one.people or one.content or one.forwarded_by or one.outcomes) for one in hidden)


def test_a_denunciation_is_its_code_in_every_format(desk: Desk, act: Act, reference: Reference) -> None:
    act(
        "log_visit",
        at="2026-11-02T08:10",
        people=[DENOUNCER],
        content="Tố cáo ông Sáu",
        request="Giữ kín",
        result="petition_received",
        note="Bà Kín",
    )
    fields = {"received_on": "2026-11-02", "visit": "LT-2026-0001", "petitioners": [DENOUNCER]}
    act("register_petition", content="Ông Sáu nhận tiền", forwarded_by="Bà Kín", channel="forwarded", **fields)
    act("classify", petition="D-2026-0001", kind="denunciation", on="2026-11-03")
    act(
        "register_petition", received_on="2026-11-04", channel="post", content="Xin lối đi", petitioners=[{"name": "A"}]
    )
    for document in both(desk.register, reference, AUTUMN):
        text = render(document, 400)
        assert "TC-2026-0001" in text
        assert "[bảo mật]" in text
        sheet = load_workbook(BytesIO(write(document, Format.XLSX).data))
        cells = " ".join(str(cell.value) for one in sheet for row in one.iter_rows() for cell in row)
        for told in (text, cells):
            assert not [piece for piece in ("Kín", "051082009999", "Vô Danh", "Sáu", "Giữ kín") if piece in told]
            assert "D-2026-0001" not in told
    with desk.register.reading() as work:
        facts = str(books.reception_json(reception_book(work, reference, AUTUMN), AUTUMN))
        facts += str(books.petition_json(petition_book(work, reference, AUTUMN), AUTUMN))
    assert not [piece for piece in ("Kín", "051082009999", "Vô Danh", "Sáu") if piece in facts]
    assert "Xin lối đi" in facts


def test_a_secret_visit_shows_its_secret_through_its_matter(desk: Desk, act: Act, reference: Reference) -> None:
    act("log_visit", at="2026-11-02T08:10", people=[DENOUNCER], content="Hỏi việc", matter="new", result="explained")
    no = desk_matter(desk)
    act("register_petition", received_on="2026-11-03", channel="post", content="Tố cáo", matter=no)
    act("classify", petition="D-2026-0001", kind="denunciation", on="2026-11-03")
    book, _ = both(desk.register, reference, AUTUMN)
    assert "Kín" not in render(book, 400)


def desk_matter(desk: Desk) -> str:
    with desk.register.reading() as work:
        return str(work.rows("matter")[0]["no"])


@pytest.mark.parametrize("window", [YEAR, Window(date(2023, 1, 1), date(2023, 1, 31))], ids=["year", "month"])
def test_a_longer_book_needs_no_more_queries(year_2023: Register, reference: Reference, window: Window) -> None:
    asked: list[str] = []
    with year_2023.reading() as work:
        event.listen(work.connection, "before_cursor_execute", lambda *told: asked.append(told[2]))
        reception_book(work, reference, window)
        petition_book(work, reference, window)
    assert len(asked) == 11


def test_the_books_are_the_same_bytes_each_time(year_2023: Register, reference: Reference) -> None:
    month = Window(date(2023, 3, 1), date(2023, 3, 31))
    for wanted in (Format.PDF, Format.XLSX, Format.TEXT):
        first, again = (
            [write(document, wanted).data for document in both(year_2023, reference, month)] for _ in range(2)
        )
        assert first == again
