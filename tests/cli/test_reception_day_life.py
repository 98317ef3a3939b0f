"""One citizen and the Chairman's day, line by line: registered, invited, received, a task, late, chased, answered."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Json, Reception, Scene

CITIZEN: Json = {"name": "Nguyễn Văn Hậu", "id_number": "051060004321", "birth_year": 1960, "commune": "21040"}
DAY, FIRST, SECOND, TASK, SESSION = "NT-2026-0001", "LT-2026-0001", "LT-2026-0002", "GV-2026-0001", "KT-2026-0001"
INVITED: Json = {"new_date": "2026-11-16", "new_time": "08:00", "new_place": "Trụ sở Tiếp công dân tỉnh"}
ASKED: Json = {"body": "SXD", "what": "Kiểm tra mặt đường, trả lời ông Hậu", "by": "2026-11-20", "visit": SECOND}
FINISHED = "2026-12-01"


def life(reception: Reception) -> None:
    """Play the whole of it, each act on its own day."""
    reception.do({"act": "plan_schedule", "first": "2026-11-01", "last": "2026-11-30", "rules": ["CT-UBND"]})
    reception.do({"act": "publish_schedule", "first": "2026-11-01", "last": "2026-11-30", "document": "3/TB-BTCD"})
    visit = {"act": "log_visit", "people": [CITIZEN], "content": "Đường hỏng, xin gặp Chủ tịch", "result": "explained"}
    registered = {"act": "register_for_session", "day": DAY, "visit": FIRST}
    assert reception.do(visit, registered, day="2026-11-09") == [FIRST, DAY]
    invitation = {"act": "issue_letter", "kind": "invitation", "visit": FIRST, "say": INVITED}
    reception.do(invitation, day="2026-11-10")
    held = {"act": "hold_session", "on": "2026-11-16", "host": "chairman", "place": "Trụ sở Tiếp công dân tỉnh"}
    turn = {"act": "take_turn", "day": DAY, "place": 1, "content": "Chủ tịch nghe ông Hậu", "result": "appointment"}
    told = turn | {"promised": "2026-11-25", "promised_what": "trả lời về mặt đường"}
    conclusion = {"act": "conclude", "session": SESSION, "conclusion": "Giao Sở Xây dựng", "tasks": [ASKED]}
    signed = {"act": "sign_minutes", "session": SESSION}
    assert reception.do(held, told, conclusion, signed, day="2026-11-16") == [SESSION, SECOND, SESSION, SESSION]
    step = {"act": "task_progress", "task": TASK}
    reception.do(step | {"step": "reminder", "document": "7/BTCD"}, day="2026-11-23")
    reception.do(step | {"step": "reply", "content": "Đã sửa xong", "document": "90/SXD"}, day="2026-11-26")
    apology = {"act": "issue_letter", "kind": "apology", "visit": SECOND, "say": {"new_date": "2026-11-30"}}
    reception.do(apology, day="2026-11-27")
    kept = {"act": "keep_promise", "visit": SECOND, "note": "đã gửi thư trả lời"}
    answered = {"act": "fulfil", "visit": SECOND, "document": "95/BTCD"}
    reception.do(kept, answered, day="2026-11-30")


@pytest.fixture
def lived(scene: Scene) -> Reception:
    """The register when all is over."""
    found = scene("reception-day", life)
    found.day = FINISHED
    return found


def late(page: Json) -> list[str]:
    return [row["petition"] for row in page["overdue"]]


def passed(page: Json) -> list[str]:
    return [no for lint in page["lints"] if lint["kind"] == "promise_passed" for no in lint["numbers"]]


def test_each_day_has_its_page(lived: Reception) -> None:
    registered, invited = lived.summary("2026-11-09"), lived.summary("2026-11-10")
    coming = {"no": DAY, "on": "2026-11-16", "host": "chairman", "registered": 1, "posted": True, "unposted": False}
    assert registered["coming_days"] == [coming | {"invited": 0}]
    assert invited["coming_days"] == [coming | {"invited": 1}]

    session = lived.summary("2026-11-16")
    assert session["coming_days"] == []
    assert [(one["no"], one["visits"]) for one in session["sessions"]] == [(SESSION, 1)]
    assert [(one["no"], one["body"], one["step"]) for one in session["tasks"]] == [(TASK, "SXD", None)]
    assert [(one["no"], one["on"]) for one in session["promises"]] == [(SECOND, "2026-11-25")]

    assert [row["petition"] for row in lived.summary("2026-11-20")["due_today"]] == [TASK]
    reminded = lived.summary("2026-11-23")
    assert late(reminded) == [TASK]
    assert [(one["step"], one["round"]) for one in reminded["tasks"]] == [("reminder", 1)]
    assert [row["reminders"] for row in reminded["overdue"]] == [1]

    broken = lived.summary("2026-11-26")
    assert late(broken) == [SECOND]
    assert passed(broken) == [SECOND]
    assert [one["step"] for one in broken["tasks"]] == ["reply"]

    moved = lived.summary("2026-11-27")
    assert (late(moved), passed(moved)) == ([], [])
    assert [(one["on"], one["kept_on"]) for one in moved["promises"]] == [("2026-11-30", None)]

    closed = lived.summary("2026-11-30")
    assert [(one["on"], one["kept_on"]) for one in closed["promises"]] == [("2026-11-30", "2026-11-30")]
    after = lived.summary(FINISHED)
    assert (after["promises"], after["tasks"], late(after), after["due_today"]) == ([], [], [], [])
    lived.clean()


def test_the_two_receptions_of_one_matter_are_two_visits_and_one_matter(lived: Reception) -> None:
    assert lived.summary("2026-11-16")["visits"]["matters"] == 1
    matters = lived.rows("SELECT DISTINCT matter_id FROM visit")
    assert len(matters) == 1
    assert matters[0][0] is not None


def test_the_papers_of_the_day(lived: Reception) -> None:
    posted = lived.run("days", "schedule", "--from", "2026-11-01", "--to", "2026-11-30").out
    assert "16/11/2026" in posted
    assert "15/11" in posted
    minutes = lived.run("days", "minutes", SESSION).out
    assert "Nguyễn Văn Hậu" in minutes
    assert "Ký ngày 16/11/2026" in minutes
    invitation = lived.run("days", "invite", DAY).out
    assert "Sở Xây dựng" in invitation
    assert "11/11/2026" in invitation
    conclusions = lived.run("days", "conclusions", SESSION).out
    assert "Sở Xây dựng" in conclusions
    assert "20/11/2026" in conclusions
    queue = lived.run("days", "queue", DAY).out
    assert FIRST in queue
    tasks = json.loads(lived.run("days", "tasks", "--from", "2026-11-01", "--to", "2026-11-30", "--format", "json").out)
    assert [(one["body"], one["given"], one["done_late"], one["open"]) for one in tasks] == [("SXD", 1, 1, 0)]
    found = json.loads(lived.run("days", "minimum", "--from", "2026-11-01", "--format", "json").out)
    assert [(one["host"], one["met"]) for one in found if one["from"] == "2026-11-01"] == []
    assert lived.run("days", "minutes").code == 2
    assert lived.run("days", "notice", DAY).code == 2


def test_the_calendar_file_is_the_same_every_time(lived: Reception) -> None:
    one = lived.run("days", "ics", "--from", "2026-11-01", "--to", "2026-11-30").out
    assert one == lived.run("days", "ics", "--from", "2026-11-01", "--to", "2026-11-30").out
    assert "UID:nt-2026-0001@reception" in one
    assert "DTSTART:20261116T010000Z" in one


def year_of_days(reception: Reception) -> None:
    """Plan 2026, post it in time, hold each day: who registered in the morning is received."""
    year = {"first": "2026-01-01", "last": "2026-12-31"}
    plan = {"act": "plan_schedule", **year, "rules": ["CT-UBND"]}
    reception.do(plan, {"act": "publish_schedule", **year}, day="2026-01-05")
    acts: list[Json] = []
    for i, (no, on) in enumerate(reception.rows('SELECT no, "on" FROM planned_day ORDER BY "on"')):
        visit = f"LT-2026-{2 * i + 1:04}"
        came = {"act": "log_visit", "at": on, "people": [{"name": f"Người {no}"}], "content": "Xin gặp Chủ tịch"}
        acts += [
            came | {"result": "explained"},
            {"act": "register_for_session", "day": no, "visit": visit, "on": on},
            {"act": "hold_session", "on": on, "host": "chairman", "day": no},
            {"act": "take_turn", "day": no, "place": 1, "result": "explained"},
        ]
    reception.do(*acts, day="2026-12-31")


@pytest.mark.slow
def test_a_year_of_the_chairmans_days_is_planned_held_and_meets_the_law(scene: Scene) -> None:
    lived = scene("reception-year", year_of_days)
    lived.day = "2026-12-31"
    assert lived.rows("SELECT count(*), count(session_id) FROM planned_day") == [(12, 12)]
    found = json.loads(lived.run("days", "minimum", "--from", "2026-01-15", "--format", "json").out)
    assert [one["met"] for one in found] == [True] * 11
    assert lived.summary("2026-12-31")["minimums"] == []
    lived.clean()
