"""A citizen's way to the Chairman's day and its task, by keys alone, with the nightly page of each day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from reception_tui.config import OFFICE_ZONE
from reception_tui.desk.queries.lints import LintKind
from reception_tui.desk.queries.night import Night, night
from reception_tui.domain.deadline import ClockState
from reception_tui.domain.kinds import CountRule
from reception_tui.domain.reception_days import TaskStep
from reception_tui.tui.widgets.record_list import RecordList
from tests.tui.conftest import OpenDesk, chosen, settled, text_of
from tests.tui.test_acts_by_keys import rows_of

EARLIER = "LT-2026-0004"
"""The visit that is registered; the register of these tests has three before it."""

RECEIVED, TASK, SESSION = "LT-2026-0005", "GV-2026-0001", "KT-2026-0001"


async def press(pilot: Pilot[None], *keys: str) -> str:
    for key in keys:
        await pilot.press("space" if key == " " else key)
    await settled(pilot)
    return text_of(pilot)


async def menu(pilot: Pilot[None], act: str) -> str:
    """Choose an act from the list that F4 shows."""
    return await press(pilot, *chosen(act))


async def sit(pilot: Pilot[None], day: date) -> None:
    """Come to the desk on another day."""
    desk = pilot.app.desk  # type: ignore[attr-defined]
    morning = datetime(day.year, day.month, day.day, 9, 30, tzinfo=OFFICE_ZONE)
    desk.sit_down(replace(desk.desk, now=lambda: morning))
    await press(pilot, *["escape"] * 4, *chosen("refresh"))


async def page(pilot: Pilot[None], day: date) -> Night:
    """Return what the page of a day tells."""
    desk = pilot.app.desk  # type: ignore[attr-defined]
    found = await desk.ask(night, desk.reference, day, CountRule.PER_PARTY, OFFICE_ZONE)
    assert isinstance(found, Night)
    return found


def mine(found: Night, *numbers: str) -> list[tuple[str, ClockState]]:
    return [(row.petition, row.state) for row in found.day.due.rows if row.petition in numbers]


async def mark(pilot: Pilot[None], key: str) -> None:
    """Go down a list to a record."""
    marked = pilot.app.screen.query_one(RecordList)
    await press(pilot, "home")
    for _ in marked.lines:
        if marked.current.startswith(key):
            return
        await press(pilot, "down")
    raise AssertionError(key)


async def test_from_the_registration_to_the_last_answer(
    open_desk: OpenDesk, worked_register: Path, act: Callable[..., Any]
) -> None:
    citizen = {"name": "Lê Tư", "id_number": "051070001111"}
    act("log_visit", people=[citizen], content="Xin gặp Chủ tịch", result="explained")
    async with open_desk() as pilot:
        # 23 November: a day is planned, and the visitor stands in its queue.
        await menu(pilot, "days")
        await menu(pilot, "plan_session")
        await press(pilot, *"chu tich", "tab", *"2/12", "tab", *"08:00", "f9")
        await press(pilot, "escape", "f7", *EARLIER, "enter")
        await menu(pilot, "register_for_session")
        await press(pilot, "f9")
        await sit(pilot, date(2026, 11, 25))
        await press(pilot, "f7", *EARLIER, "enter")
        await menu(pilot, "letter")
        await press(pilot, *"giay moi", "enter")
        for field, text in (("new_date", "2/12"), ("new_time", "08:00"), ("new_place", "Tru so")):
            pilot.app.screen.go_to(field)  # type: ignore[attr-defined]
            await press(pilot, *text)
        await press(pilot, "f9")
        await press(pilot, "f9")
        await sit(pilot, date(2026, 11, 25))
        assert rows_of(worked_register, "SELECT ord, turn FROM registration") == [(1, "waiting")]
        found = await page(pilot, date(2026, 11, 26))
        coming = [(one.no, one.registered, one.invited, one.unposted) for one in found.news.coming]
        assert coming == [("NT-2026-0001", 1, 1, True)]

        # 2 December: the day is opened, the place called, a task given, an answer promised.
        await sit(pilot, date(2026, 12, 2))
        await menu(pilot, "days")
        await menu(pilot, "open_day")
        await press(pilot, "f9")
        assert "Lê Tư" in await press(pilot, "enter")
        await menu(pilot, "take_turn")
        await press(pilot, "f9")
        await menu(pilot, "conclude")
        told = (*"Giao So Xay dung", "tab", *"so xay dung", "tab", *"Sua duong", "tab", *"7/12", "tab", "tab", *"9/12")
        await press(pilot, *told, "f9")
        await menu(pilot, "sign_minutes")
        await press(pilot, "f9")
        assert rows_of(worked_register, "SELECT minutes_on FROM session") == [("2026-12-02",)]
        found = await page(pilot, date(2026, 12, 2))
        assert [(one["no"], one["visits"]) for one in found.day.figures.sessions] == [(SESSION, 1)]
        assert [(one.no, one.body, one.step) for one in found.news.tasks] == [(TASK, "SXD", None)]
        assert [(one.no, one.on) for one in found.promises] == [(RECEIVED, date(2026, 12, 9))]

        # 8 December: the task is late, and the body is reminded from the board.
        await sit(pilot, date(2026, 12, 8))
        assert mine(await page(pilot, date(2026, 12, 8)), TASK) == [(TASK, ClockState.OVERDUE)]
        await press(pilot, "f6")
        await mark(pilot, TASK)
        await press(pilot, "ctrl+r")
        await press(pilot, "f9")
        found = await page(pilot, date(2026, 12, 8))
        assert [(one.step, one.round) for one in found.news.tasks] == [(TaskStep.REMINDER, 1)]

        # 10 December: the body answers, a day after the citizen was to hear of it; the apology moves the promise.
        await sit(pilot, date(2026, 12, 10))
        found = await page(pilot, date(2026, 12, 10))
        assert [lint.numbers for lint in found.lints if lint.kind is LintKind.PROMISE_PASSED] == [(RECEIVED,)]
        await press(pilot, "f6")
        await mark(pilot, TASK)
        assert "Sua duong" in await press(pilot, "enter")
        await menu(pilot, "task_progress")
        await press(pilot, *"reply", "tab", "f9")
        await sit(pilot, date(2026, 12, 10))
        await press(pilot, "f7", *RECEIVED, "enter")
        await menu(pilot, "apologise")
        await press(pilot, *"14/12", "tab", *"Cho ket qua", "f9")
        found = await page(pilot, date(2026, 12, 10))
        assert [(one.no, one.on) for one in found.promises if one.moved_on is None] == [(RECEIVED, date(2026, 12, 14))]
        assert [one.step for one in found.news.tasks] == [TaskStep.REPLY]

        # 14 December: the promise is kept, the visitor answered, and nothing is left.
        await sit(pilot, date(2026, 12, 14))
        await press(pilot, "f7", *RECEIVED, "enter")
        await menu(pilot, "keep_promise")
        await press(pilot, "f9")
        await press(pilot, "ctrl+a")
        await press(pilot, "f9")
        after = await page(pilot, date(2026, 12, 15))
        assert (mine(after, TASK, RECEIVED), after.promises, after.news.tasks) == ([], (), ())
    assert rows_of(worked_register, "SELECT kind FROM letter ORDER BY id") == [("invitation",), ("apology",)]


async def test_an_appointment_asks_for_its_day(open_desk: OpenDesk, worked_register: Path) -> None:
    async with open_desk() as pilot:
        await press(pilot, "f2", "tab", *"Tran Van Nam")
        pilot.app.screen.go_to("content")  # type: ignore[attr-defined]
        await press(pilot, *"Hoi ho so", "enter")
        pilot.app.screen.go_to("result")  # type: ignore[attr-defined]
        await press(pilot, *"hen", "enter")
        pilot.app.screen.go_to("promised")  # type: ignore[attr-defined]
        await press(pilot, *"27/11", "tab", *"tra ket qua", "f9")
    assert rows_of(worked_register, 'SELECT "on", what FROM promise') == [("2026-11-27", "tra ket qua")]


async def test_a_day_is_moved_and_its_notice_read(open_desk: OpenDesk, act: Callable[..., Any]) -> None:
    act("plan_session", on="2026-12-15", host="chairman")
    async with open_desk() as pilot:
        await menu(pilot, "days")
        await menu(pilot, "move_session")
        await press(pilot, *"17/12", "tab", *"hop Quoc hoi", "f9")
        assert "17/12/2026" in text_of(pilot)
        shown = await menu(pilot, "day_notice")
        assert "hop Quoc hoi" in shown
        await press(pilot, "escape")
        assert "17/12/2026" in await menu(pilot, "day_schedule")
        await press(pilot, "escape")
        await menu(pilot, "day_minimum")
        await press(pilot, "escape")
        await menu(pilot, "cancel_session")
        shown = await press(pilot, *"bao", "f9")
        assert "×" in shown


async def test_a_year_is_planned_and_posted(open_desk: OpenDesk, worked_register: Path) -> None:
    async with open_desk() as pilot:
        await menu(pilot, "days")
        await menu(pilot, "plan_schedule")
        await press(pilot, "f9")
        await menu(pilot, "publish_schedule")
        await press(pilot, "f9")
    ((planned, posted),) = rows_of(worked_register, "SELECT count(*), count(published_on) FROM planned_day")
    assert planned == posted > 3
