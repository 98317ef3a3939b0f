"""Reception days: generated for a year, posted in time, moved, cancelled; queues, minutes, conclusions, tasks."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import pytest

from reception_tui.config import OFFICE_ZONE
from reception_tui.desk.checking import check
from reception_tui.desk.door import Desk
from reception_tui.desk.queries.days import DayRow, day_rows, queue_of, uninvited
from reception_tui.desk.queries.minimums import minimums, minimums_between
from reception_tui.desk.queries.sessions import held_day
from reception_tui.desk.schedules import schedule
from reception_tui.domain.errors import (
    AlreadyRegistered,
    BadPeriod,
    DateTooEarly,
    DayNotHeld,
    DayNotOpen,
    MissingField,
    NothingPlanned,
    ReferenceBroken,
    TurnTaken,
    UnknownCode,
    UnknownRecord,
)
from reception_tui.domain.kinds import Host
from reception_tui.domain.reception_days import DayState, Turn, WhenClosed
from reception_tui.domain.reference import Reference
from reception_tui.domain.windows import Window
from reception_tui.reports import conclusions, ics
from reception_tui.reports.schedule import minimum_document, notice_document, queue_document, schedule_document
from reception_tui.reports.text import render
from reception_tui.store.reference import build

if TYPE_CHECKING:
    from tests.conftest import Act, Clock

YEAR = Window(date(2026, 1, 1), date(2026, 12, 31))


def days(desk: Desk, window: Window = YEAR) -> list[DayRow]:
    with desk.register.reading() as work:
        return day_rows(work, desk.reference, window.first, window.last)


@pytest.fixture
def year(act: Act, clock: Clock) -> None:
    """The schedule of 2026, planned in December before."""
    clock.day = date(2025, 12, 1)
    act("plan_schedule", first="2026-01-01", last="2026-12-31")


# --- the rules and the calendar


def test_a_year_is_generated_on_working_days_and_no_month_loses_its_day(reference: Reference) -> None:
    found = schedule(reference, YEAR.first, YEAR.last)
    assert all(reference.calendar.is_working(one.moved.on) for one in found)
    months = Counter((one.rule.host, one.moved.on.month) for one in found)
    for host in (Host.CHAIRMAN, Host.PARTY_SECRETARY, Host.COUNCIL):
        assert {month: months[host, month] for month in range(1, 13)} == dict.fromkeys(range(1, 13), 1)
    assert sum(count for (host, _), count in months.items() if host is Host.NATIONAL_ASSEMBLY) == 4


def test_the_chairmans_fifteenth_of_2026_by_the_calendar(reference: Reference) -> None:
    found = [one for one in schedule(reference, YEAR.first, YEAR.last) if one.rule.host is Host.CHAIRMAN]
    assert [f"{one.moved.on:%d/%m}" for one in found] == [
        "15/01", "23/02", "16/03", "15/04", "15/05", "15/06", "15/07", "17/08", "15/09", "15/10", "16/11", "15/12",
    ]  # fmt: skip


def test_a_worked_saturday_is_a_reception_day_like_any_other(reference: Reference) -> None:
    (january,) = [
        one for one in schedule(reference, date(2026, 1, 1), date(2026, 1, 31)) if one.rule.host is Host.PARTY_SECRETARY
    ]
    assert january.moved.on == january.moved.wanted == date(2026, 1, 10)
    assert january.moved.way is None


def changed(seed_files: dict[str, str], old: str, new: str) -> Reference:
    text = seed_files["office/reception-days.toml"]
    assert old in text
    return build(seed_files | {"office/reception-days.toml": text.replace(old, new)})


def test_a_day_that_would_leave_its_month_goes_back_instead(seed_files: dict[str, str]) -> None:
    at_the_end = changed(seed_files, "BYMONTHDAY=15", "BYMONTHDAY=31")
    (may,) = [
        one for one in schedule(at_the_end, date(2026, 5, 1), date(2026, 5, 31)) if one.rule.host is Host.CHAIRMAN
    ]
    assert (may.moved.wanted, may.moved.on, may.moved.way) == (
        date(2026, 5, 31),
        date(2026, 5, 29),
        WhenClosed.PREVIOUS,
    )


@pytest.mark.parametrize("rule", ["FREQ=HOURLY", "BYDAY=MO", "FREQ=MONTHLY;COUNT=3", "sáng thứ hai"])
def test_a_rule_that_is_none_is_found_when_the_file_is_read(seed_files: dict[str, str], rule: str) -> None:
    with pytest.raises(ReferenceBroken):
        changed(seed_files, "FREQ=MONTHLY;BYMONTHDAY=15", rule)


def test_a_rule_with_a_day_of_no_week_is_found_when_it_is_used(seed_files: dict[str, str]) -> None:
    broken = changed(seed_files, "FREQ=MONTHLY;BYDAY=TH;BYSETPOS=3", "FREQ=MONTHLY;BYDAY=XX")
    with pytest.raises(ReferenceBroken):
        schedule(broken, YEAR.first, YEAR.last)


def test_an_office_without_the_file_plans_nothing(seed_files: dict[str, str]) -> None:
    files = {name: text for name, text in seed_files.items() if name != "office/reception-days.toml"}
    assert schedule(build(files), YEAR.first, YEAR.last) == ()


# --- planned, posted, moved, cancelled


def test_planning_again_adds_only_what_is_missing(year: None, act: Act, desk: Desk) -> None:
    before = days(desk)
    with pytest.raises(NothingPlanned):
        act("plan_schedule", first="2026-01-01", last="2026-12-31")
    done = act("plan_schedule", first="2027-01-01", last="2027-01-31", rules=["CT-UBND"])
    assert done.notices[0].values["count"] == 1
    assert days(desk) == before
    with pytest.raises(UnknownCode):
        act("plan_schedule", first="2027-01-01", last="2027-01-31", rules=["X"])
    with pytest.raises(BadPeriod):
        act("plan_schedule", first="2027-02-01", last="2027-01-31")


def test_the_printed_schedule_says_why_a_day_moved(year: None, desk: Desk) -> None:
    february = Window(date(2026, 2, 1), date(2026, 2, 28))
    shown = render(schedule_document(days(desk, february), desk.reference, february))
    assert "23/02/2026" in shown
    assert "15/02" in shown


@pytest.mark.parametrize(("posted", "late"), [("2026-01-09", []), ("2026-01-10", ["published_late"])])
def test_a_day_is_posted_five_working_days_ahead(act: Act, clock: Clock, posted: str, late: list[str]) -> None:
    # Thursday 15 January; Saturday the 10th is worked.
    clock.day = date(2026, 1, 2)
    act("plan_session", on="2026-01-15", host="chairman")
    clock.day = date.fromisoformat(posted)
    done = act("publish_schedule", first="2026-01-01", last="2026-01-31")
    assert [one.code for one in done.notices] == ["schedule_published", *late]


def test_national_assembly_deputies_are_told_ten_working_days_ahead(act: Act, clock: Clock) -> None:
    clock.day = date(2026, 3, 2)
    act("plan_session", on="2026-03-13", host="national_assembly")
    done = act("publish_schedule", first="2026-03-01", last="2026-03-31")
    (late,) = [one for one in done.notices if one.code == "published_late"]
    assert (late.values["days"], late.values["latest"]) == (10, date(2026, 2, 27))


def test_a_day_is_moved_with_a_notice_and_keeps_its_number(act: Act, clock: Clock, desk: Desk) -> None:
    clock.day = date(2026, 11, 2)
    no = act("plan_session", on="2026-11-16", host="chairman", place="Trụ sở").no
    act("publish_schedule", first="2026-11-01", last="2026-11-30")
    clock.day = date(2026, 11, 12)
    done = act("move_session", day=no, to="2026-11-18", why="họp Quốc hội", document={"number": "9/TB-BTCD"})
    assert [one.code for one in done.notices] == ["announce_change", "published_late"]
    (day,) = days(desk)
    assert (day.no, day.on) == (no, date(2026, 11, 18))
    shown = render(notice_document(day, desk.reference))
    assert "16/11/2026" in shown
    assert "18/11/2026" in shown
    assert "họp Quốc hội" in shown
    with pytest.raises(DateTooEarly):
        act("move_session", day=no, to="2026-11-11", why="x")
    assert check(desk) == []


def test_a_day_is_cancelled_and_who_waits_for_it_is_counted(act: Act, clock: Clock, desk: Desk) -> None:
    no = act("plan_session", on="2026-12-15", host="chairman").no
    visit = act("log_visit", head_count=1, content="Xin gặp Chủ tịch").no
    act("register_for_session", day=no, visit=visit)
    done = act("cancel_session", day=no, why="bão")
    assert [one.code for one in done.notices] == ["announce_change", "tell_registered"]
    (day,) = days(desk)
    assert day.state is DayState.CANCELLED
    assert "bão" in render(notice_document(day, desk.reference))
    for again in ("cancel_session", "move_session"):
        with pytest.raises(DayNotOpen):
            act(again, day=no, why="x", **({"to": "2026-12-20"} if again == "move_session" else {}))
    with pytest.raises(DayNotOpen):
        act("register_for_session", day=no, visit=visit)


# --- the queue


@pytest.fixture
def queue(act: Act) -> str:
    """A day with three registered."""
    no = act("plan_session", on="2026-11-23", host="chairman", time="08:00", place="Trụ sở").no
    for name in ("An", "Bình", "Chi"):
        visit = act("log_visit", people=[{"name": name}], content=f"{name} xin gặp", kind="regular").no
        act("register_for_session", day=no, visit=visit)
    return no


def test_the_queue_is_in_the_order_of_coming_unless_a_place_is_given(queue: str, act: Act, desk: Desk) -> None:
    visit = act("log_visit", people=[{"name": "Dũng"}], content="Gấp").no
    done = act("register_for_session", day=queue, visit=visit, place=1)
    assert done.notices[0].code == "invite_by"
    with desk.register.reading() as work:
        found = queue_of(work, desk.reference, queue)
    assert [one.who for one in found.places] == ["Dũng", "An", "Bình", "Chi"]
    assert found.next is not None
    assert found.next.who == "Dũng"
    assert len(uninvited(found)) == 4
    assert "Dũng" in render(queue_document(found, desk.reference))
    with pytest.raises(AlreadyRegistered):
        act("register_for_session", day=queue, visit=visit)
    with pytest.raises(MissingField):
        act("register_for_session", day=queue)


def test_an_invitation_letter_is_seen_in_the_queue(queue: str, act: Act, desk: Desk) -> None:
    say = {"new_date": "2026-11-23", "new_time": "08:00", "new_place": "Trụ sở"}
    act("issue_letter", kind="invitation", visit="LT-2026-0001", say=say)
    with desk.register.reading() as work:
        found = queue_of(work, desk.reference, queue)
    assert [one.who for one in uninvited(found)] == ["Bình", "Chi"]


def test_who_is_called_gets_a_visit_on_the_same_matter_under_the_host(queue: str, act: Act, desk: Desk) -> None:
    with pytest.raises(DayNotHeld):
        act("take_turn", day=queue, place=1)
    session = act("hold_session", on="2026-11-23", host="chairman").no
    no = act("take_turn", day=queue, place=1, content="Chủ tịch tiếp", result="explained").no
    act("take_turn", day=queue, place=2, turn="absent")
    with pytest.raises(TurnTaken):
        act("take_turn", day=queue, place=2)
    with pytest.raises(UnknownRecord):
        act("take_turn", day=queue, place=9)
    with desk.register.reading() as work:
        visit, registered = work.by_no("visit", no, "visit"), work.by_no("visit", "LT-2026-0001", "visit")
        found = queue_of(work, desk.reference, queue)
        minutes = render(conclusions.minutes_document(held_day(work, desk.reference, session), desk.reference))
    assert visit["matter_id"] == registered["matter_id"]
    assert visit["matter_id"] is not None
    assert visit["received_by"] == "head"
    assert [one.turn for one in found.places] == [Turn.RECEIVED, Turn.ABSENT, Turn.WAITING]
    assert found.day.session == session
    assert "An" in minutes
    assert "Bình" in minutes
    assert check(desk) == []


def test_no_one_came_is_minuted_too(act: Act, desk: Desk) -> None:
    session = act("hold_session", on="2026-11-20", host="council", place="Trụ sở").no
    with desk.register.reading() as work:
        found = held_day(work, desk.reference, session)
        shown = render(conclusions.minutes_document(found, desk.reference))
    assert found.nobody_came
    assert "Không có công dân" in shown or "No one came" in shown


def test_a_petition_that_denounces_stands_in_the_queue_without_name_or_words(queue: str, act: Act, desk: Desk) -> None:
    petition = act("register_petition", petitioners=[{"name": "Bí Mật"}], content="Tố cáo trưởng thôn").no
    act("classify", petition=petition, kind="denunciation", jurisdiction="other")
    act("register_for_session", day=queue, petition=petition, place=1)
    with desk.register.reading() as work:
        found = queue_of(work, desk.reference, queue)
    shown = render(queue_document(found, desk.reference))
    assert found.places[0].secret
    assert "Bí Mật" not in shown
    assert "trưởng thôn" not in shown


# --- how often the law wants a host


def test_a_month_without_the_chairman_is_not_met(year: None, act: Act, desk: Desk, clock: Clock) -> None:
    clock.day = date(2026, 1, 15)
    act("hold_session", on="2026-01-15", host="chairman")
    clock.day = date(2026, 2, 27)
    with desk.register.reading() as work:
        short = {(one.host, one.window.first.month) for one in minimums(work, desk.reference, date(2026, 2, 27))}
        found = minimums_between(work, desk.reference, date(2026, 1, 1), date(2026, 2, 27))
        shown = render(minimum_document(found, desk.reference, Window(date(2026, 1, 1), date(2026, 2, 27))))
    assert (Host.CHAIRMAN, 2) in short
    chairman = [one for one in found if one.host is Host.CHAIRMAN]
    assert [(one.window.first.month, one.met) for one in chairman] == [(2, False)] or chairman[0].met
    assert "02/2026" in shown


def test_ad_hoc_days_and_delegates_do_not_count(act: Act, desk: Desk, clock: Clock) -> None:
    clock.day = date(2026, 10, 1)
    act("plan_session", on="2026-10-01", host="chairman")
    clock.day = date(2026, 10, 30)
    act("hold_session", on="2026-10-08", host="chairman", kind="ad_hoc")
    act("hold_session", on="2026-10-09", host="chairman", received_by="delegate")
    with desk.register.reading() as work:
        (short,) = minimums(work, desk.reference, date(2026, 10, 30))
    assert (short.days, short.wanted, short.rule.rule) == ((), 1, "TCD-06")


def test_communes_receive_every_week_and_from_july_2026_twice_a_month(act: Act, desk: Desk, clock: Clock) -> None:
    clock.day = date(2026, 6, 1)
    for day in ("2026-06-01", "2026-06-08", "2026-07-02", "2026-07-16"):
        act("plan_session", on=day, host="head", body="21040")
    clock.day = date(2026, 8, 3)
    for no, day in (("NT-2026-0001", "2026-06-01"), ("NT-2026-0003", "2026-07-02"), ("NT-2026-0004", "2026-07-16")):
        assert act("hold_session", day=no, on=day, host="head").no == no
    with desk.register.reading() as work:
        found = minimums_between(work, desk.reference, date(2026, 6, 1), date(2026, 7, 31))
        assert work.rows("session") == []
    weeks = [one for one in found if one.rule.rule == "TCD-07a"]
    assert [one.met for one in weeks] == [True, False, False, False]
    (july,) = [one for one in found if one.rule.rule == "TCD-07b"]
    assert (july.wanted, len(july.days), july.met) == (2, 2, True)


# --- calendar file


def test_the_calendar_file_is_as_rfc_5545_wants_it(act: Act, desk: Desk, clock: Clock) -> None:
    clock.day = date(2026, 11, 2)
    act("plan_session", on="2026-11-16", host="chairman", time="08:00", place="Trụ sở, số 5; Lê Lợi")
    act("plan_session", on="2026-11-17", host="council", content="Tiếp công dân " * 10)
    act("move_session", day="NT-2026-0001", to="2026-11-18", why="x")
    act("cancel_session", day="NT-2026-0002", why="x")
    data = ics.calendar(days(desk), OFFICE_ZONE, "Ban TCD")
    assert data == ics.calendar(days(desk), OFFICE_ZONE, "Ban TCD")
    lines = data.split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 for line in lines)
    assert b"\n" not in data.replace(b"\r\n", b"")
    whole = data.replace(b"\r\n ", b"").decode()
    assert "DTSTART:20261118T010000Z" in whole
    assert "DTEND:20261118T050000Z" in whole
    assert "LOCATION:Trụ sở\\, số 5\\; Lê Lợi" in whole
    assert "DTSTART;VALUE=DATE:20261117\r\nDTEND;VALUE=DATE:20261118" in whole
    assert "STATUS:CANCELLED" in whole
    assert whole.count("SEQUENCE:1") == 2
    assert whole.count("BEGIN:VEVENT") == whole.count("END:VEVENT") == 2
