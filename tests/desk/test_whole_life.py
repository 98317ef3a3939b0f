"""The whole life of petitions, day by day, as the desk and its lists see it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from reception_tui.desk.checking import check
from reception_tui.desk.door import Desk
from reception_tui.desk.queries.overdue import DueList, DueRow, due_list
from reception_tui.domain.deadline import ClockState
from reception_tui.domain.errors import RegisterError
from reception_tui.domain.kinds import Owner

if TYPE_CHECKING:
    from tests.conftest import Act, Clock

CITIZEN = {"name": "Nguyễn Văn Đường", "id_number": "051082001234"}


def every(desk: Desk, table: str, **equal: object) -> list[dict[str, Any]]:
    with desk.register.reading() as work:
        return [dict(row) for row in work.rows(table, **equal)]


@pytest.fixture
def due(desk: Desk, clock: Clock) -> Callable[[], DueList]:
    """Read what is late and near today."""

    def read() -> DueList:
        with desk.register.reading() as work:
            return due_list(work, desk.reference, clock.day)

    return read


@pytest.fixture
def on(clock: Clock) -> Callable[[int, int], None]:
    """Move the desk's clock to a day of 2026."""

    def move(day: int, month: int) -> None:
        clock.day = date(2026, month, day)

    return move


def line(rows: tuple[DueRow, ...]) -> list[tuple[str, Owner, str, date | None, int | None, ClockState]]:
    return [(row.stage, row.owner, row.body, row.due, row.days, row.state) for row in rows]


def test_a_forwarded_complaint_is_chased_until_it_is_answered(
    act: Act, desk: Desk, due: Callable[[], DueList], on: Callable[[int, int], None]
) -> None:
    on(2, 11)
    no = act("register_petition", channel="post", petitioners=[CITIZEN], content="Khiếu nại thu hồi đất").no
    assert due().rows == ()
    on(5, 11)
    assert line(due().rows) == [("XLD-01", Owner.US, "", date(2026, 11, 12), -5, ClockState.DUE_SOON)]
    on(3, 11)
    act("classify", petition=no, kind="complaint", jurisdiction="other", field="land")
    on(4, 11)
    act("forward", petition=no, to="SNNMT", document={"number": "12/PC"})
    assert due().rows == ()
    on(18, 11)
    assert line(due().rows) == [("KN-01", Owner.BODY, "SNNMT", date(2026, 11, 18), 0, ClockState.DUE_TODAY)]
    on(19, 11)
    assert line(due().rows) == [("KN-01", Owner.BODY, "SNNMT", date(2026, 11, 18), 1, ClockState.OVERDUE)]
    act("remind", petition=no)
    assert due().rows[0].reminders == 1
    on(20, 11)
    act("record_reply", petition=no, final=False, accepted_on="2026-11-20", content="đã thụ lý")
    assert due().rows == ()
    on(22, 12)
    assert line(due().rows) == [("KN-02", Owner.BODY, "SNNMT", date(2026, 12, 21), 1, ClockState.OVERDUE)]
    act("remind", petition=no)
    assert [notice.code for notice in act("remind", petition=no).notices] == ["escalate"]
    assert due().rows[0].reminders == 3
    on(23, 12)
    act("record_reply", petition=no, resolved_on="2026-12-22", content="đã giải quyết", document={"number": "99/QĐ"})
    assert due().rows == ()
    on(28, 12)
    act("record_outcome", petition=no, result="partly_right", money_returned=150_000_000)
    (row,) = every(desk, "petition", no=no)
    assert (row["state"], row["closing"], row["finished_on"]) == ("finished", "resolved", date(2026, 12, 23))
    trail = [(move["act"], move["before"], move["after"], move["on"].day) for move in every(desk, "move")]
    assert trail == [
        ("classify", "received", "classified", 3),
        ("forward", "classified", "forwarded", 4),
        ("record_reply", "forwarded", "finished", 23),
        ("record_outcome", "finished", "finished", 28),
    ]
    assert check(desk) == []


def test_the_lists_of_a_past_day_stay_what_they_were(
    act: Act, desk: Desk, due: Callable[[], DueList], on: Callable[[int, int], None]
) -> None:
    on(2, 11)
    no = act("register_petition", channel="post", content="Kiến nghị sửa đường").no
    act("classify", petition=no, kind="recommendation", jurisdiction="other")
    on(13, 11)
    late = line(due().rows)
    assert late == [("XLD-01", Owner.US, "", date(2026, 11, 12), 1, ClockState.OVERDUE)]
    on(16, 11)
    act("forward", petition=no, to="SXD", answer_by="2026-11-20")
    on(23, 11)
    assert line(due().rows) == [("PA-03", Owner.BODY, "SXD", date(2026, 11, 20), 1, ClockState.OVERDUE)]
    act("record_reply", petition=no)
    assert due().rows == ()
    on(20, 11)
    assert line(due().rows)[0][5] is ClockState.DUE_TODAY
    on(13, 11)
    assert line(due().rows) == late


def test_an_accepted_denunciation_is_paused_resumed_extended_and_decided(
    act: Act, desk: Desk, due: Callable[[], DueList], on: Callable[[int, int], None]
) -> None:
    on(2, 11)
    visit = act("log_visit", people=[CITIZEN], content="tố cáo", result="petition_received").no
    no = act("register_petition", visit=visit, petitioners=[CITIZEN], content="tố cáo", against={"body": "STC"}).no
    act("classify", petition=no, kind="denunciation", jurisdiction="ours")
    on(6, 11)
    assert line(due().rows)[0][:4] == ("TC-01", Owner.US, "", date(2026, 11, 11))
    act("dispose", petition=no, document={"number": "1/QĐ"}, **{"as": "accept"})
    on(12, 11)
    assert line(due().rows) == [("TC-05", Owner.US, "", date(2026, 11, 13), -1, ClockState.DUE_SOON)]
    act("fulfil", petition=no, document={"number": "2/TB-UBND"})
    on(7, 12)
    assert line(due().rows) == [("TC-06", Owner.US, "", date(2026, 12, 7), 0, ClockState.DUE_TODAY)]
    on(20, 11)
    act("pause", petition=no, ground="awaiting_result")
    on(7, 12)
    assert due().rows == ()
    on(30, 11)
    act("resume", petition=no)
    on(16, 12)
    assert line(due().rows) == [("TC-06", Owner.US, "", date(2026, 12, 16), 0, ClockState.DUE_TODAY)]
    on(15, 12)
    assert [notice.code for notice in act("extend", petition=no, days=30).notices] == ["complexity_assumed"]
    on(16, 12)
    assert due().rows == ()
    act("record_outcome", petition=no, result="right", officials_disciplined=2)
    (row,) = every(desk, "petition", no=no)
    assert (row["state"], row["closing"], row["outcome_on"]) == ("finished", "resolved", date(2026, 12, 16))
    on(31, 12)
    owed = [row.stage for row in due().rows]
    assert "TC-08" in owed
    for stage in owed:
        act("fulfil", petition=no, stage=stage)
    assert due().rows == ()
    assert check(desk) == []


def test_a_petition_that_waits_for_its_citizen_comes_back_and_counts_against_us(
    act: Act, desk: Desk, due: Callable[[], DueList], on: Callable[[int, int], None]
) -> None:
    on(2, 11)
    no = act("register_petition", channel="post", content="Khiếu nại").no
    act("classify", petition=no, kind="complaint", jurisdiction="ours")
    act("dispose", petition=no, **{"as": "guide_to_supplement"})
    on(17, 11)
    assert line(due().rows) == [("supplement", Owner.CITIZEN, "", date(2026, 11, 16), 1, ClockState.OVERDUE)]
    act("dispose", petition=no, **{"as": "propose_acceptance"})
    (row,) = due().rows
    assert (row.stage, row.owner, row.state) == ("KN-01", Owner.US, ClockState.OVERDUE)
    act("dispose", petition=no, **{"as": "accept"})
    on(17, 12)
    assert line(due().rows) == [("KN-02", Owner.US, "", date(2026, 12, 17), 0, ClockState.DUE_TODAY)]
    assert check(desk) == []


def test_a_petition_is_split_its_parts_go_their_ways_and_one_is_withdrawn(
    act: Act, desk: Desk, due: Callable[[], DueList], on: Callable[[int, int], None]
) -> None:
    on(2, 11)
    no = act("register_petition", channel="post", petitioners=[CITIZEN], content="nhiều nội dung").no
    on(3, 11)
    act("split", petition=no, parts=[{"content": "khiếu nại"}, {"content": "kiến nghị"}])
    act("classify", petition=f"{no}.1", kind="complaint", jurisdiction="other")
    act("forward", petition=f"{no}.1", to="SNNMT")
    on(13, 11)
    assert [(row.petition, row.stage) for row in due().in_state(ClockState.OVERDUE)] == [(f"{no}.2", "XLD-01")]
    act("withdraw", petition=f"{no}.2")
    act("withdraw", petition=f"{no}.1")
    assert due().rows == ()
    assert check(desk) == []


def test_two_petitions_of_one_matter_are_linked_corrected_and_one_is_voided(
    act: Act, desk: Desk, due: Callable[[], DueList], on: Callable[[int, int], None]
) -> None:
    on(2, 11)
    first = act("register_petition", channel="post", petitioners=[CITIZEN], content="Khiếu nại").no
    second = act("register_petition", channel="portal", petitioners=[CITIZEN], content="Khiếu nại").no
    matter = act("link", petition=first, to=second).no
    act("correct", petition=second, set={"channel": "online"}, why="gõ nhầm")
    voided = act("void", petition=second, why="trùng đơn")
    on(13, 11)
    assert [row.petition for row in due().rows] == [first]
    with pytest.raises(RegisterError):
        act("link", petition=second, matter=matter)
    act("undo", entry=voided.entry)
    assert [row.petition for row in due().rows] == [first, second]
    assert check(desk) == []


def test_a_delegation_is_received_by_a_leader_and_its_task_is_followed(
    act: Act, desk: Desk, due: Callable[[], DueList], on: Callable[[int, int], None]
) -> None:
    on(10, 11)
    session = act("hold_session", on="2026-11-10", host="chairman", conclusion="giao Sở kiểm tra").no
    people = [{"name": f"Người {i}", "representative": i < 2} for i in range(12)]
    visit = act("log_visit", session=session, received_by="head", people=people, content="dự án", appointment="GUQ").no
    no = act("register_petition", visit=visit, petitioners=people[:2], signatories=12, content="dự án").no
    act("classify", petition=no, kind="recommendation", jurisdiction="ours")
    act("forward", petition=no, to="SXD", co_handlers=["STC"], answer_by="2026-11-23")
    on(24, 11)
    assert [(row.body, row.stage, row.days) for row in due().rows] == [("SXD", "PA-03", 0), ("STC", "PA-03", 0)]
    on(25, 11)
    assert [row.days for row in due().rows] == [1, 1]
    act("record_reply", petition=no, body="SXD")
    assert due().rows == ()
    (row,) = every(desk, "visit")
    assert (row["kind"], row["delegation"], row["head_count"]) == ("periodic", True, 12)
    assert check(desk) == []


def test_feedback_is_passed_on_and_followed(
    act: Act, desk: Desk, due: Callable[[], DueList], on: Callable[[int, int], None]
) -> None:
    on(2, 11)
    no = act("register_petition", book="feedback", channel="hotline", content="thủ tục chậm").no
    act("forward", petition=no, to="SNV", answer_by="2026-11-09")
    on(10, 11)
    assert line(due().rows) == [("PA-03", Owner.BODY, "SNV", date(2026, 11, 9), 1, ClockState.OVERDUE)]
    act("record_reply", petition=no)
    assert due().rows == ()
    assert check(desk) == []
