"""The nightly page: what stands on it, that it fits, that it is the same for ever, and that it tells no names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from reception_tui.desk.door import Desk
from reception_tui.desk.queries.day import day
from reception_tui.desk.queries.lints import LintKind, Promise, lints
from reception_tui.desk.queries.month import month
from reception_tui.desk.queries.night import Night, night
from reception_tui.domain.kinds import CountRule
from reception_tui.i18n import tr
from reception_tui.reports import nightly
from reception_tui.reports.formats import write
from reception_tui.reports.model import Bars, DayLine, Document, Heading

if TYPE_CHECKING:
    from tests.conftest import Act, Clock

MONDAY = date(2026, 11, 23)
CONTRACT = {
    "date": None,
    "number": None,
    "window": {"from", "to"},
    "count_rule": None,
    "visits": {"visits", "people", "matters", "delegations", "delegation_people"},
    "petitions": {
        "received",
        "multi_signatory",
        "eligible",
        "ineligible",
        "complaint",
        "denunciation",
        "recommendation",
        "by_channel",
    },
    "dispositions": None,
    "referrals": {"sent", "answered", "open"},
    "overdue": None,
    "due_today": None,
    "due_soon": None,
    "sessions": None,
    "promises": None,
    "balance": {"opening", "received", "finished", "closing", "balances"},
    "journal_head": None,
}


def of(desk: Desk, on: date, *promises: Promise) -> Night:
    with desk.register.reading() as work:
        return night(work, desk.reference, on, CountRule.PER_PARTY, desk.now().tzinfo, promises)


def page(desk: Desk, on: date, *promises: Promise) -> Document:
    return nightly.document(of(desk, on, *promises), desk.reference)


def headings(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Heading)]


def test_the_keys_of_the_contract_are_there(desk: Desk, autumn: Callable[[date], None]) -> None:
    autumn(MONDAY)
    facts = nightly.as_json(of(desk, MONDAY))
    for key, inner in CONTRACT.items():
        assert key in facts
        if inner is not None:
            assert inner <= facts[key].keys()
    assert [len(facts["month"][name]) for name in ("visits", "petitions")] == [30, 30]


def test_sections_are_numbered_and_promises_come_with_promises(desk: Desk, autumn: Callable[[date], None]) -> None:
    autumn(MONDAY)
    plain = headings(page(desk, MONDAY))
    assert [text.partition(".")[0] for text in plain] == [str(number) for number in range(1, 7)]
    promised = Promise("LT-2026-0001", date(2026, 11, 20), "trả lời bằng văn bản")
    more = page(desk, MONDAY, promised)
    assert len(headings(more)) == 7
    text = write(more, "text").data.decode()
    assert "LT-2026-0001" in text
    assert "trả lời bằng văn bản" in text
    assert nightly.as_json(of(desk, MONDAY, promised))["promises"] == [
        {"no": "LT-2026-0001", "on": date(2026, 11, 20), "what": "trả lời bằng văn bản", "kept_on": None}
    ]


def test_a_day_alone_still_makes_a_page(desk: Desk, autumn: Callable[[date], None]) -> None:
    autumn(MONDAY)
    with desk.register.reading() as work:
        found = day(work, desk.reference, MONDAY, CountRule.PER_PARTY, desk.now().tzinfo)
    document = nightly.document(found, desk.reference)
    assert not any(isinstance(block, DayLine) for block in document.blocks)
    assert nightly.as_json(found)["month"] is None


def test_the_month_counts_each_day(desk: Desk, autumn: Callable[[date], None], act: Act) -> None:
    autumn(MONDAY)
    act("void", petition="D-2026-0004", why="vào sổ hai lần")
    with desk.register.reading() as work:
        found = month(work, MONDAY)
    assert found.first == date(2026, 10, 25)
    counted = {found.first.toordinal() + at: count for at, count in enumerate(found.visits) if count}
    assert counted == {date(2026, 11, on).toordinal(): 1 for on in (2, 3, 16)}
    assert {count for count in found.petitions if count} == {3}


def test_what_is_overdue_is_counted_by_owner(desk: Desk, autumn: Callable[[date], None]) -> None:
    autumn(MONDAY)
    found = of(desk, MONDAY)
    bars = next(block for block in nightly.document(found, desk.reference).blocks if isinstance(block, Bars))
    assert sum(count for _, count in bars.lines) == len(nightly.as_json(found)["overdue"]) > 0


def test_what_could_be_lost_sight_of_is_named_with_its_trend(desk: Desk, autumn: Callable[[date], None]) -> None:
    autumn(MONDAY)
    promised = Promise("LT-2026-0001", date(2026, 11, 20), "trả lời")
    kept = Promise("LT-2026-0002", date(2026, 11, 20), "trả lời", kept_on=date(2026, 11, 20))
    with desk.register.reading() as work:
        on = {one: lints(work, desk.reference, date(2026, 11, one), (promised, kept)) for one in (4, 9, 10, 11, 23)}
    told = {one: {lint.kind: (lint.numbers, lint.before) for lint in found} for one, found in on.items()}
    assert LintKind.NOT_ACKNOWLEDGED not in told[4]
    assert told[11][LintKind.NOT_ACKNOWLEDGED] == (("D-2026-0001",), 1)
    assert LintKind.PAUSED_WITHOUT_REVIEW not in told[9]
    assert told[10][LintKind.PAUSED_WITHOUT_REVIEW] == (("D-2026-0002",), 0)
    assert told[11][LintKind.PAUSED_WITHOUT_REVIEW] == (("D-2026-0002",), 1)
    assert told[23][LintKind.PROMISE_PASSED] == (("LT-2026-0001",), 0)


def test_an_acknowledgement_ends_the_lint_from_its_day_on(
    desk: Desk, autumn: Callable[[date], None], act: Act, clock: Clock
) -> None:
    autumn(MONDAY)
    with desk.register.reading() as work:
        before = lints(work, desk.reference, date(2026, 11, 16))
    act("record_reply", petition="D-2026-0001", body="SNNMT", on="2026-11-23", content="đã giải quyết", final=True)
    with desk.register.reading() as work:
        assert lints(work, desk.reference, date(2026, 11, 16)) == before
        now = {lint.kind: lint for lint in lints(work, desk.reference, MONDAY)}
    assert now[LintKind.NOT_ACKNOWLEDGED].numbers == ()
    assert now[LintKind.NOT_ACKNOWLEDGED].before == 1
    assert tr("{what}: {count} (working day before: {change})").count("{") == 3


@pytest.mark.parametrize("format_", ["text", "pdf", "docx", "xlsx"])
def test_a_page_printed_again_on_a_later_day_is_the_same_to_the_byte(
    desk: Desk, autumn: Callable[[date], None], act: Act, clock: Clock, format_: str
) -> None:
    autumn(MONDAY)
    on = date(2026, 11, 20)
    first = write(page(desk, on), format_, on).data
    clock.day = date(2026, 12, 4)
    act("resume", petition="D-2026-0002", stage="KN-02", on="2026-12-01")
    act("record_reply", petition="D-2026-0001", body="SNNMT", on="2026-12-02", content="đã giải quyết", final=True)
    act("log_visit", at="2026-12-03T08:00", people=[{"name": "Trần Thị Bốn"}], content="Hỏi", result="explained")
    act("register_petition", received_on="2026-12-03", channel="post", content="Đơn mới")
    act("classify", petition="D-2026-0003", kind="recommendation", on="2026-12-03", jurisdiction="other")
    assert write(page(desk, on), format_, on).data == first
    assert write(page(desk, date(2026, 12, 4)), format_, on).data != first


def test_a_quiet_day_is_one_side_of_paper(desk: Desk, autumn: Callable[[date], None], act: Act) -> None:
    pytest.importorskip("reportlab")
    pypdf = pytest.importorskip("pypdf")
    autumn(MONDAY)
    for number in range(3):
        act("log_visit", at="2026-11-23T08:00", people=[{"name": f"Người {number}"}], content="Hỏi", result="explained")
        act("register_petition", received_on="2026-11-23", channel="post", content="Đơn mới")
    assert len(nightly.as_json(of(desk, MONDAY))["overdue"]) >= 3
    assert len(pypdf.PdfReader(BytesIO(write(page(desk, MONDAY), "pdf").data)).pages) == 1


def test_no_name_and_no_content_is_on_the_page(desk: Desk, autumn: Callable[[date], None]) -> None:
    autumn(MONDAY)
    text = write(page(desk, MONDAY), "text").data.decode()
    assert "Đường" not in text
    assert "Nội dung" not in text
