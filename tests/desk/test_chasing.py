"""Bodies that do not answer, duties that no other act shows, visitors who wait."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from reception_tui.desk.checking import check
from reception_tui.desk.door import Desk
from reception_tui.desk.queries.overdue import DueRow, due_list
from reception_tui.desk.queries.record import petition_page, visit_page
from reception_tui.domain.deadline import ClockState
from reception_tui.domain.errors import RegisterError
from reception_tui.domain.kinds import Owner
from reception_tui.domain.office import Advice

if TYPE_CHECKING:
    from tests.conftest import Act, Clock

ACCEPTED = "D-2026-0004"
FORWARDED = "D-2026-0003"
BODY = "SNNMT"


def every(desk: Desk, table: str, **equal: object) -> list[dict[str, Any]]:
    with desk.register.reading() as work:
        return [dict(row) for row in work.rows(table, **equal)]


def due(desk: Desk, no: str) -> list[DueRow]:
    with desk.register.reading() as work:
        return [row for row in due_list(work, desk.reference, desk.today).rows if row.petition == no]


def owed(desk: Desk, no: str) -> tuple[str, ...]:
    with desk.register.reading() as work:
        return petition_page(work, desk.reference, no, desk.today).duties


@pytest.fixture
def late(do: Act, clock: Clock) -> str:
    """Two petitions with one body that are late to be resolved, in January 2027."""
    do("classify", petition="D-2026-0001", kind="complaint", jurisdiction="other", on="2026-11-03")
    do("forward", petition="D-2026-0001", to=BODY, sent_on="2026-11-04")
    clock.day = date(2027, 1, 5)
    return FORWARDED


# --- reminders and reports


def test_a_late_body_is_reminded_in_rounds_then_reported_then_left_in_peace(
    do: Act, office: Desk, clock: Clock, late: str
) -> None:
    seen = []
    for day in (5, 6, 19, 20):
        clock.day = date(2027, 1, day)
        (row,) = due(office, late)
        seen.append((day, row.reminders, row.advice))
        if row.advice is Advice.REMIND:
            do("remind", petition=late, document={"number": f"{day}/BTCD"})
    assert seen == [(5, 0, Advice.REMIND), (6, 1, Advice.NONE), (19, 1, Advice.REMIND), (20, 2, Advice.NONE)]
    clock.day = date(2027, 2, 2)
    assert due(office, late)[0].advice is Advice.ESCALATE
    do("escalate", petition=late, document={"number": "3/BC-BTCD"})
    (row,) = due(office, late)
    assert (row.advice, row.escalated_on, row.state) == (Advice.NONE, date(2027, 2, 2), ClockState.OVERDUE)
    assert [one["document_number"] for one in every(office, "escalation")] == ["3/BC-BTCD"]


def test_one_letter_chases_a_body_for_all_that_it_is_late_with(do: Act, office: Desk, late: str) -> None:
    done = do("remind_body", body="snnmt", document={"number": "7/BTCD", "date": "2027-01-05"})
    assert done.no == BODY
    assert [(one.code, one.values) for one in done.notices] == [("reminded", {"count": 2})]
    rows = every(office, "reminder")
    assert [(row["round"], row["document_number"], row["on"]) for row in rows] == [(1, "7/BTCD", office.today)] * 2
    assert {due(office, no)[0].reminders for no in ("D-2026-0001", late)} == {1}
    do("undo", entry=done.entry)
    assert every(office, "reminder") == []


def test_a_letter_for_several_petitions_is_entered_for_all_or_for_none(do: Act, office: Desk, late: str) -> None:
    with pytest.raises(RegisterError):
        do("remind_body", body=BODY, petitions=[late, ACCEPTED])
    assert every(office, "reminder") == []


def test_a_limit_that_nobody_owns_is_an_alarm_without_a_letter(office: Desk, late: str) -> None:
    with office.register.reading() as work:
        rows = due_list(work, office.reference, office.today).rows
    assert all(row.advice is Advice.NONE for row in rows if row.owner is not Owner.BODY)


# --- duties


def test_a_decision_is_owed_its_sending_until_that_is_entered(do: Act, office: Desk) -> None:
    do("record_outcome", petition=ACCEPTED, result="right", on="2026-11-18")
    assert owed(office, ACCEPTED) == ("KN-03", "KN-04")
    (row,) = [row for row in due(office, ACCEPTED) if row.stage == "KN-03"]
    assert (row.owner, row.duty, row.due) == (Owner.US, "send_decision", date(2026, 11, 23))
    do("fulfil", petition=ACCEPTED, stage="kn-03", on="2026-11-20", document={"number": "12/QĐ"})
    assert owed(office, ACCEPTED) == ("KN-04",)
    assert due(office, ACCEPTED) == []
    with pytest.raises(RegisterError) as refused:
        do("fulfil", petition=ACCEPTED, stage="KN-03")
    assert refused.value.code == "no_clock_running"
    assert check(office) == []


def test_a_decision_that_says_when_it_was_sent_owes_no_sending(do: Act, office: Desk) -> None:
    do("record_outcome", petition=ACCEPTED, result="right", on="2026-11-18", sent_on="2026-11-19")
    assert owed(office, ACCEPTED) == ("KN-04",)


def test_a_duty_is_not_done_before_it_arose(do: Act) -> None:
    do("record_outcome", petition=ACCEPTED, result="right", on="2026-11-18")
    with pytest.raises(RegisterError) as refused:
        do("fulfil", petition=ACCEPTED, stage="KN-03", on="2026-11-17")
    assert (refused.value.code, refused.value.field) == ("date_too_early", "on")


def test_a_duty_that_was_done_by_mistake_is_open_again_after_undo(do: Act, office: Desk) -> None:
    do("record_outcome", petition=ACCEPTED, result="right", on="2026-11-18")
    entry = do("fulfil", petition=ACCEPTED, stage="KN-03").entry
    do("undo", entry=entry)
    assert owed(office, ACCEPTED) == ("KN-03", "KN-04")


# --- visitors who wait


def test_a_visitor_who_got_no_answer_is_owed_one_in_ten_working_days(do: Act, office: Desk, clock: Clock) -> None:
    no = do("log_visit", people=[{"name": "Lê Thị Năm"}], content="Hỏi hồ sơ", at="2026-11-23T09:00").no
    clock.day = date(2026, 12, 8)
    (row,) = due(office, no)
    assert (row.book, row.stage, row.due, row.state) == ("visit", "TCD-01", date(2026, 12, 8), ClockState.DUE_TODAY)
    do("fulfil", visit=no, document={"number": "40/BTCD"})
    assert due(office, no) == []
    with office.register.reading() as work:
        assert not visit_page(work, no).answer_owed
    assert check(office) == []


def test_a_petition_handed_over_takes_the_visitors_limit_with_it(do: Act, office: Desk, clock: Clock) -> None:
    no = do("log_visit", people=[{"name": "Lê Thị Năm"}], content="Nộp đơn", result="petition_received").no
    petition = do("register_petition", visit=no, content="Nộp đơn").no
    clock.day = date(2026, 12, 9)
    assert due(office, no) == []
    assert [row.stage for row in due(office, petition)] == ["TCD-01"]


def test_a_visitor_answered_on_the_spot_is_owed_nothing(do: Act, office: Desk, clock: Clock) -> None:
    no = do("log_visit", people=[{"name": "Lê Thị Năm"}], content="Hỏi", result="explained").no
    clock.day = date(2027, 6, 1)
    assert due(office, no) == []
