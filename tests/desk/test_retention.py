"""What may be destroyed is only listed, after the whole time; a person is told what is held of them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from reception_tui.desk.door import Desk
from reception_tui.desk.queries.retention import destruction_list, held_of
from reception_tui.domain.retention import years_after
from reception_tui.reports import retention
from reception_tui.reports.text import render

if TYPE_CHECKING:
    from tests.conftest import Act, Clock, Dump

pytestmark = pytest.mark.file_only


def listed(desk: Desk) -> list[str]:
    with desk.register.reading() as work:
        return [one.no for one in destruction_list(work, desk.reference, desk.today)]


def filed(act: Act, **fields: object) -> str:
    no = act("register_petition", content="Kiến nghị sửa đường", petitioners=[{"name": "Lê Văn Tám"}], **fields).no
    act("classify", petition=no, kind="recommendation", eligible=False, why_not="KD1")
    act("dispose", petition=no, **{"as": "keep_on_file"})
    return no


def test_a_petition_on_file_is_listed_after_its_year_and_nothing_else_is(act: Act, desk: Desk, clock: Clock) -> None:
    no = filed(act)
    act("register_petition", content="Khiếu nại", petitioners=[{"name": "Trần Thị Tư"}])
    clock.day = date(2027, 11, 22)
    assert listed(desk) == []
    clock.day = date(2027, 11, 23)
    assert listed(desk) == [no]


def test_listing_deletes_nothing_and_the_paper_says_so(act: Act, desk: Desk, clock: Clock, dump: Dump) -> None:
    no = filed(act)
    clock.day += timedelta(days=400)
    before = dump()  # type: ignore[operator]
    with desk.register.reading() as work:
        found = destruction_list(work, desk.reference, desk.today)
        paper = render(retention.list_document(found, desk.reference, desk.today), 80)
    assert no in paper
    assert "Điều 28" in paper
    assert "không xóa gì" in paper
    assert dump() == before  # type: ignore[operator]


def test_of_a_secret_petition_the_list_tells_the_code_alone(act: Act, desk: Desk, clock: Clock) -> None:
    no = act("register_petition", title="Tố cáo", content="nhận tiền", petitioners=[{"name": "Trần Thị Kín"}]).no
    act("classify", petition=no, kind="denunciation", eligible=False, why_not="KD1")
    act("dispose", petition=no, **{"as": "keep_on_file"})
    clock.day += timedelta(days=400)
    with desk.register.reading() as work:
        paper = render(
            retention.list_document(destruction_list(work, desk.reference, desk.today), desk.reference, desk.today), 80
        )
    assert "TC-2026-0001" in paper
    assert "Kín" not in paper
    assert "nhận tiền" not in paper


def test_a_person_is_told_what_is_held_and_why_deletion_is_refused(act: Act, desk: Desk) -> None:
    act("log_visit", people=[{"name": "Lê Văn Tám", "phone": "0905123456"}], content="Hỏi về đường")
    with desk.register.reading() as work:
        (person,) = work.rows("person")
        held = held_of(work, desk.reference, person["id"], desk.today)
        paper = render(retention.person_document(held, desk.reference, desk.today), 80)
    for told in ("Lê Văn Tám", "0905123456", "Hỏi về đường", "Điều 14", "Điều 13"):
        assert told in paper


def test_a_leap_day_ends_on_the_last_of_february() -> None:
    assert years_after(date(2024, 2, 29), 1) == date(2025, 2, 28)
