"""Conclusions of a reception day give tasks and promises, and each is followed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from reception_tui.desk.checking import check
from reception_tui.desk.door import Desk
from reception_tui.desk.queries.sessions import held_day
from reception_tui.desk.queries.tasks import progress, task_page
from reception_tui.domain.errors import (
    DateTooEarly,
    MissingField,
    TaskClosed,
    UnknownBody,
)
from reception_tui.domain.windows import Window
from reception_tui.reports import conclusions
from reception_tui.reports.text import render

if TYPE_CHECKING:
    from tests.conftest import Act, Clock


@pytest.fixture
def task(act: Act, clock: Clock) -> str:
    """A task of the session of 16 November, due on the 20th."""
    clock.day = date(2026, 11, 16)
    session = act("hold_session", on="2026-11-16", host="chairman").no
    visit = act("log_visit", people=[{"name": "An"}], content="Đường hỏng", session=session, received_by="head").no
    tasks = [{"body": "SXD", "what": "Kiểm tra, trả lời ông An", "by": "2026-11-20", "visit": visit}]
    act("conclude", session=session, conclusion="Giao Sở Xây dựng", tasks=tasks)
    return "GV-2026-0001"


def test_a_conclusion_gives_tasks_and_promises(act: Act, desk: Desk, clock: Clock) -> None:
    clock.day = date(2026, 11, 16)
    session = act("hold_session", on="2026-11-16", host="chairman").no
    visit = act("log_visit", people=[{"name": "An"}], content="Đường hỏng", session=session, received_by="head").no
    given = {"body": "SXD", "what": "Kiểm tra", "by": "2026-11-20", "visit": visit, "promised": "2026-11-25"}
    done = act(
        "conclude", session=session, conclusion="Giao Sở", tasks=[given, given | {"body": "STC", "promised": None}]
    )
    assert done.notices[0].values["tasks"] == ("GV-2026-0001", "GV-2026-0002")
    with desk.register.reading() as work:
        (promise,) = work.rows("promise")
        held = held_day(work, desk.reference, session)
    assert promise["on"] == date(2026, 11, 25)
    shown = render(conclusions.conclusion_document(held, desk.reference))
    assert "Sở Xây dựng" in shown
    assert "Sở Tài chính" in shown
    assert check(desk) == []


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"by": "2026-11-15"}, DateTooEarly),
        ({"body": "XXX"}, UnknownBody),
        ({"promised": "2026-11-25", "visit": ""}, MissingField),
    ],
)
def test_a_task_that_cannot_be_followed_is_refused(
    act: Act, desk: Desk, clock: Clock, change: dict[str, str], error: type[Exception]
) -> None:
    clock.day = date(2026, 11, 16)
    session = act("hold_session", on="2026-11-16", host="chairman").no
    with pytest.raises(error):
        act("conclude", session=session, tasks=[{"body": "SXD", "what": "x", "by": "2026-11-20"} | change])
    with pytest.raises(MissingField):
        act("conclude", session=session)
    with desk.register.reading() as work:
        assert work.rows("task") == []


def test_the_progress_of_a_month_body_by_body(task: str, act: Act, desk: Desk, clock: Clock) -> None:
    clock.day = date(2026, 11, 23)
    act("task_progress", task=task, content="Đã khảo sát")
    act("task_progress", task=task, step="reminder", document="5/BTCD")
    november = Window(date(2026, 11, 1), date(2026, 11, 30))
    with desk.register.reading() as work:
        (body,) = progress(work, november)
        shown = render(conclusions.progress_document((body,), desk.reference, november))
    assert (body.body, body.given, body.open, body.overdue) == ("SXD", 1, 1, 1)
    assert "Đã khảo sát" in shown
    clock.day = date(2026, 12, 3)
    act("task_progress", task=task, step="reply", content="Đã sửa")
    with pytest.raises(TaskClosed):
        act("task_progress", task=task)
    with desk.register.reading() as work:
        (then,) = progress(work, november)
        (now,) = progress(work, Window(date(2026, 12, 1), date(2026, 12, 31)))
        page = task_page(work, task)
    assert (then.open, then.done_late) == (1, 0)
    assert (now.given, now.done_late, now.open) == (0, 1, 0)
    assert [one["step"] for one in page.moves] == ["progress", "reminder", "reply"]
    assert check(desk) == []


def test_a_body_that_is_reminded_of_all_is_reminded_of_petitions_alone(task: str, act: Act, clock: Clock) -> None:
    petition = act("register_petition", channel="post", content="Kiến nghị", received_on="2026-11-16").no
    act("classify", petition=petition, kind="recommendation", jurisdiction="other")
    act("forward", petition=petition, to="SXD", answer_by="2026-11-18")
    clock.day = date(2026, 11, 23)
    done = act("remind_body", body="SXD")
    assert done.notices[0].values["count"] == 1
