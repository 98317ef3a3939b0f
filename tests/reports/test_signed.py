"""Signed reports: printed again as they were signed, with what was corrected since shown under them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from reception_tui.desk.door import Desk
from reception_tui.desk.queries.day import period_figures
from reception_tui.desk.queries.forms import fill
from reception_tui.desk.queries.signed import Signed, signed_report
from reception_tui.domain.errors import AlreadySigned, BadPeriod, DateTooEarly, NotSigned, UnknownCode
from reception_tui.domain.kinds import CountRule
from reception_tui.domain.reference import Reference
from reception_tui.domain.windows import Window
from reception_tui.i18n.sentences import of_error
from reception_tui.reports import annual, forms, signed
from reception_tui.reports.formats import Format, write
from reception_tui.reports.model import Document, Heading, Paragraph
from reception_tui.reports.text import render

from .test_forms_book import book

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Act, Clock

OCTOBER = Window(date(2026, 10, 15), date(2026, 11, 14))
PARTY = CountRule.PER_PARTY
GIVEN = {"from": "2026-10-15", "to": "2026-11-14", "signer": "Lê Văn Năm", "on": "2026-11-16"}


def read(desk: Desk, form: str, rule: CountRule = PARTY) -> Signed:
    with desk.register.reading() as work:
        return signed_report(work, desk.reference, form, OCTOBER, rule)


def drawn(desk: Desk, form: str) -> Document:
    return signed.document(read(desk, form), desk.reference)


def lines(document: Document) -> list[str]:
    """Return what stands under the heading of corrections."""
    texts = [block.text for block in document.blocks if isinstance(block, Heading | Paragraph)]
    return texts[texts.index("Đính chính sau khi ký") + 1 :] if "Đính chính sau khi ký" in texts else []


@pytest.fixture
def signed_desk(desk: Desk, act: Act, autumn: Callable[[date], None]) -> Desk:
    """A desk where the forms and the paragraph over a month were signed."""
    autumn(date(2026, 11, 23))
    for form in ("01/TCD", "02/XLD", "05/KQTH", "annual"):
        act("sign_report", form=form, **GIVEN)
    return desk


def test_what_was_signed_is_what_was_counted(signed_desk: Desk, reference: Reference) -> None:
    for code in ("01/TCD", "02/XLD", "05/KQTH"):
        with signed_desk.register.reading() as work:
            counted = fill(work, reference, book(), book().form(code, OCTOBER), OCTOBER, PARTY, compare=True)
        before, after = forms.document(counted, reference), drawn(signed_desk, code)
        assert after.blocks == before.blocks
        assert (after.signatures[0].name, after.subtitle[-1]) == ("Lê Văn Năm", "Số liệu theo bản ký ngày 16/11/2026.")
    with signed_desk.register.reading() as work:
        figures = period_figures(work, OCTOBER, PARTY)
    assert drawn(signed_desk, "annual").blocks == annual.document(figures, reference).blocks


def test_a_reprint_is_the_same_but_for_the_corrections_under_it(signed_desk: Desk, act: Act, clock: Clock) -> None:
    made = {code: drawn(signed_desk, code) for code in ("01/TCD", "02/XLD", "annual")}
    first = {code: write(paper, Format.PDF).data for code, paper in made.items()}
    assert first == {code: write(drawn(signed_desk, code), Format.PDF).data for code in made}
    clock.day = date(2026, 12, 1)
    act("log_visit", at="2026-11-05T08:10", people=[{"name": "Ngô Thị Muộn"}], content="Ghi muộn", result="explained")
    act("register_petition", received_on="2026-11-06", channel="post", content="Đơn vào muộn")
    assert lines(drawn(signed_desk, "01/TCD"))[:2] == ["cột 1: 2 → 3", "cột 2: 2 → 3"]
    assert lines(drawn(signed_desk, "02/XLD")) == ["cột 1: 4 → 5"]
    assert lines(drawn(signed_desk, "annual"))[:2] == ["lượt tiếp: 2 → 3", "số người: 2 → 3"]
    assert "đơn tiếp nhận: 4 → 5" in lines(drawn(signed_desk, "annual"))
    for code, before in made.items():
        after = drawn(signed_desk, code)
        assert after.blocks[: len(before.blocks)] == before.blocks
        assert replace(after, blocks=before.blocks) == before


def test_corrections_are_told_as_data(signed_desk: Desk, act: Act) -> None:
    assert signed.as_json(read(signed_desk, "02/XLD"), signed_desk.reference)["corrections"] == []
    act("register_petition", received_on="2026-11-06", channel="post", content="Đơn vào muộn")
    facts = signed.as_json(read(signed_desk, "02/xld"), signed_desk.reference)
    assert facts["cells"]["1"] == 4
    assert facts["signed"] == {"signer": "Lê Văn Năm", "on": date(2026, 11, 16)}
    assert facts["corrections"] == [{"what": "1", "signed": 4, "now": 5}]


def test_a_report_is_signed_once_until_that_is_undone(signed_desk: Desk, act: Act) -> None:
    with pytest.raises(AlreadySigned) as refused:
        act("sign_report", form="01/tcd", **GIVEN)
    assert "Lê Văn Năm" in of_error(refused.value)
    done = act("sign_report", form="01/TCD", count="per_person", **GIVEN)
    assert read(signed_desk, "01/TCD", CountRule.PER_PERSON).signer == "Lê Văn Năm"
    act("undo", entry=done.entry)
    with pytest.raises(NotSigned):
        read(signed_desk, "01/TCD", CountRule.PER_PERSON)
    act("sign_report", form="01/TCD", count="per_person", **GIVEN | {"signer": "Người Khác"})
    assert read(signed_desk, "01/TCD", CountRule.PER_PERSON).signer == "Người Khác"


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"form": "narrative"}, UnknownCode),
        ({"form": "01/XLD"}, UnknownCode),
        ({"form": "01/TCD", "on": "2026-11-13"}, DateTooEarly),
        ({"form": "01/TCD", "from": "2026-11-15"}, BadPeriod),
    ],
)
def test_what_cannot_be_signed_is_refused(act: Act, fields: dict[str, str], error: type[Exception]) -> None:
    with pytest.raises(error):
        act("sign_report", **GIVEN | fields)


def test_a_report_that_nobody_signed_is_missed(desk: Desk) -> None:
    with pytest.raises(NotSigned) as missed:
        read(desk, "02/XLD")
    assert "02/XLD" in of_error(missed.value)
    assert "15/10/2026" in of_error(missed.value)


def test_the_text_names_who_signed(signed_desk: Desk) -> None:
    assert "Lê Văn Năm" in render(drawn(signed_desk, "02/XLD"))
