"""The monthly meeting of the bodies at the seat: who received whom, what several hold, tasks outside reception days."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from reception_tui.desk.checking import check
from reception_tui.desk.door import Desk
from reception_tui.desk.queries.coordination import Coordination, coordination, meeting_held, next_window
from reception_tui.desk.queries.overdue import due_list
from reception_tui.desk.queries.sessions import held_day
from reception_tui.desk.queries.tasks import progress, task_page
from reception_tui.domain.coordination import HoldingWay
from reception_tui.domain.deadline import ClockState
from reception_tui.domain.errors import (
    AlreadyHeld,
    BadPeriod,
    DateTooEarly,
    MinutesSigned,
    MissingField,
    NotHeld,
    UnknownBody,
    UnknownCode,
    UnknownRecord,
)
from reception_tui.domain.windows import Window
from reception_tui.reports import conclusions
from reception_tui.reports import coordination as papers
from reception_tui.reports.formats import Format, write
from reception_tui.reports.text import render

if TYPE_CHECKING:
    from tests.conftest import Act, Clock

NOVEMBER = Window(date(2026, 11, 1), date(2026, 11, 30))
LAND = "D-2026-0001"


def listed(desk: Desk, window: Window = NOVEMBER) -> Coordination:
    with desk.register.reading() as work:
        return coordination(work, desk.reference, window)


def who(found: Coordination) -> dict[str, list[tuple[str, HoldingWay]]]:
    return {one.no: [(held.body, held.way) for held in one.held] for one in found.matters}


@pytest.fixture
def month(act: Act, clock: Clock) -> None:
    """One matter with the Board and the Party's inspection, one sent to the Internal Affairs Commission alone."""
    clock.day = date(2026, 11, 9)
    visit = act("log_visit", people=[{"name": "An"}], content="Đất", result="petition_received").no
    act("register_petition", visit=visit, channel="in_person", content="Khiếu nại thu hồi đất")
    act("note_holding", petition=LAND, body="UBKTTU", document="12/UBKTTU", since="2026-11-09")
    other = act("register_petition", channel="post", content="Kiến nghị về nội chính").no
    act("classify", petition=other, kind="recommendation", jurisdiction="other")
    act("forward", petition=other, to="BNCTU", answer_by="2026-11-20")
    act("log_visit", people=[{"name": "Bình"}, {"name": "Chi"}], head_count=2, content="Hỏi", seat="vptu")


def test_what_several_hold_comes_first_and_says_who_and_why(month: None, desk: Desk) -> None:
    found = listed(desk)
    assert who(found) == {
        "VV-2026-0001": [("BTCD", HoldingWay.OPEN), ("UBKTTU", HoldingWay.NOTED)],
        "D-2026-0002": [("BNCTU", HoldingWay.SENT)],
        "LT-2026-0002": [("VPTU", HoldingWay.RECEIVED)],
    }
    assert [one.several for one in found.matters] == [True, False, False]
    counts = {one.body: (one.visits, one.people, one.holds) for one in found.bodies}
    assert counts == {
        "VPTU": (1, 2, 1),
        "UBKTTU": (0, 0, 1),
        "BNCTU": (0, 0, 1),
        "VPDDBQH": (0, 0, 0),
        "BTCD": (1, 1, 1),
    }


def test_the_reception_days_of_a_host_are_those_of_its_body(act: Act, desk: Desk, clock: Clock) -> None:
    clock.day = date(2026, 11, 19)
    session = act("hold_session", on="2026-11-19", host="council").no
    act("log_visit", session=session, received_by="head", people=[{"name": "An"}], content="Đường", result="explained")
    found = {one.body: (one.days, one.visits) for one in listed(desk).bodies}
    assert found["VPDDBQH"] == (1, 1)
    assert found["BTCD"] == (0, 0)


def test_the_list_is_as_it_stood_at_the_end_of_its_time(month: None, act: Act, desk: Desk, clock: Clock) -> None:
    before = listed(desk)
    clock.day = date(2026, 12, 7)
    act("end_holding", petition=LAND, body="UBKTTU")
    act("record_reply", petition="D-2026-0002", body="BNCTU", content="Đã giải quyết")
    assert listed(desk) == before
    assert who(listed(desk, Window(date(2026, 12, 1), date(2026, 12, 7)))) == {}
    assert check(desk) == []


def test_a_matter_is_noted_once_and_let_go_once(month: None, act: Act, clock: Clock) -> None:
    with pytest.raises(AlreadyHeld):
        act("note_holding", matter="VV-2026-0001", body="UBKTTU")
    with pytest.raises(NotHeld):
        act("end_holding", matter="VV-2026-0001", body="VPTU")
    with pytest.raises(MissingField):
        act("note_holding", body="VPTU")
    with pytest.raises(UnknownBody):
        act("note_holding", petition=LAND, body="XXX")
    with pytest.raises(DateTooEarly):
        act("end_holding", petition=LAND, body="UBKTTU", on="2026-11-08")
    act("end_holding", petition=LAND, body="UBKTTU")
    assert act("note_holding", petition=LAND, body="UBKTTU").notices[0].code == "held_by"


def test_only_a_body_at_the_seat_receives_there(act: Act, desk: Desk) -> None:
    with pytest.raises(UnknownCode):
        act("log_visit", head_count=1, content="x", seat="STC")
    no = act("log_visit", head_count=1, content="x", seat="BTCD").no
    act("correct", visit=no, set={"seat": "BNCTU"}, why="ghi nhầm")
    with desk.register.reading() as work:
        assert work.by_no("visit", no, "visit")["seat"] == "BNCTU"


def test_nothing_of_a_denunciation_stands_on_the_list(act: Act, desk: Desk) -> None:
    no = act("register_petition", petitioners=[{"name": "Bí Mật"}], content="Tố cáo trưởng thôn", channel="post").no
    act("classify", petition=no, kind="denunciation", jurisdiction="other")
    act("note_holding", petition=no, body="UBKTTU")
    found = listed(desk)
    shown = render(papers.list_document(found, desk.reference)) + str(papers.as_json(found))
    assert found.matters[0].secret
    assert "TC-2026-0001" in shown
    assert not {"Bí Mật", "trưởng thôn"} & {word for word in ("Bí Mật", "trưởng thôn") if word in shown}


def test_a_meeting_gives_tasks_that_are_followed_like_sendings(month: None, act: Act, desk: Desk, clock: Clock) -> None:
    clock.day = date(2026, 11, 25)
    meeting = act("hold_meeting", first="2026-11-01", last="2026-11-25", conclusion="Ban Nội chính trả lời").no
    given = {"body": "UBKTTU", "what": "Trả lời phần kỷ luật", "by": "2026-12-01", "petition": LAND}
    task = act("give_task", meeting=meeting, **given).no
    clock.day = date(2026, 12, 2)
    with desk.register.reading() as work:
        late = due_list(work, desk.reference, clock.day).in_state(ClockState.OVERDUE)
        held = meeting_held(work, desk.reference, meeting)
        page = task_page(work, task)
        (body,) = progress(work, NOVEMBER)
        assert next_window(work, clock.day) == Window(date(2026, 11, 26), date(2026, 12, 2))
    assert [row.body for row in late if row.petition == task] == ["UBKTTU"]
    assert page.source == meeting
    assert [line.session for line in body.lines] == [meeting]
    shown = render(papers.meeting_document(held, desk.reference))
    for word in ("Ban Nội chính trả lời", "Trả lời phần kỷ luật", "VV-2026-0001", "Ủy ban Kiểm tra"):
        assert word in shown
    again = listed(desk, Window(date(2026, 11, 26), date(2026, 12, 2)))
    assert ("UBKTTU", HoldingWay.TASK) in who(again)["VV-2026-0001"]
    assert {one.body: one.late for one in again.bodies}["UBKTTU"] == 1
    assert check(desk) == []


def test_the_chairman_gives_a_task_by_a_paper_of_his_own(act: Act, desk: Desk, clock: Clock) -> None:
    task = act("give_task", body="SXD", what="Báo cáo dự án tái định cư", by="2026-12-01", document="5/UBND").no
    with desk.register.reading() as work:
        page = task_page(work, task)
        (body,) = progress(work, NOVEMBER)
        shown = render(conclusions.progress_document((body,), desk.reference, NOVEMBER))
    assert (page.source, page.task["document_number"]) == ("", "5/UBND")
    assert "Báo cáo dự án tái định cư" in shown
    with pytest.raises(DateTooEarly):
        act("give_task", body="SXD", what="x", by="2026-11-01")
    with pytest.raises(MissingField):
        act("give_task", body="SXD", what="x", by="2026-12-01", promised="2026-12-02")
    with pytest.raises(UnknownRecord):
        act("give_task", body="SXD", what="x", by="2026-12-01", meeting="GB-2026-0009")


def test_a_meeting_looks_back_on_days_that_exist(act: Act) -> None:
    with pytest.raises(BadPeriod):
        act("hold_meeting", first="2026-11-20", last="2026-11-01")
    with pytest.raises(UnknownBody):
        act("hold_meeting", first="2026-11-01", last="2026-11-20", attendees=["XXX"])


def test_minutes_are_signed_once_and_say_who_did_not_sign(act: Act, desk: Desk) -> None:
    session = act("hold_session", on="2026-11-20", host="chairman").no
    with pytest.raises(DateTooEarly):
        act("sign_minutes", session=session, on="2026-11-19")
    act("sign_minutes", session=session, on="2026-11-20", unsigned="ông An, không đồng ý phần 2")
    with pytest.raises(MinutesSigned):
        act("sign_minutes", session=session)
    with desk.register.reading() as work:
        shown = render(conclusions.minutes_document(held_day(work, desk.reference, session), desk.reference))
    assert "20/11/2026" in shown
    assert "không đồng ý phần 2" in shown


@pytest.mark.parametrize("wanted", [Format.TEXT, Format.PDF, Format.DOCX])
def test_the_list_is_printed_in_every_form(month: None, desk: Desk, wanted: Format) -> None:
    written = write(papers.list_document(listed(desk), desk.reference), wanted, desk.today)
    assert len(written.data) > 500
