"""Feedback on regulations: in its own book, sent to the body that answers it, answered, counted by channel."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from reception_tui.desk.checking import check
from reception_tui.desk.door import Desk
from reception_tui.desk.queries.day import period_figures
from reception_tui.domain.kinds import CountRule
from reception_tui.domain.windows import Window

if TYPE_CHECKING:
    from tests.conftest import Act


@pytest.mark.parametrize("channel", ["post", "portal", "hotline", "in_person"])
def test_feedback_is_forwarded_answered_and_counted_by_its_channel(act: Act, desk: Desk, channel: str) -> None:
    no = act("register_petition", book="feedback", channel=channel, content="Thủ tục rườm rà").no
    act("forward", petition=no, to="STC", answer_by="2026-11-30")
    act("record_reply", petition=no, body="STC", content="Đã tiếp thu")
    with desk.register.reading() as work:
        row = work.by_no("petition", no, "petition")
        figures = period_figures(work, Window(date(2026, 11, 1), date(2026, 11, 30)), CountRule.PER_PARTY)
    assert (row["state"], row["closing"]) == ("finished", "replied")
    assert figures.feedback["total"] == 1
    assert sum(figures.feedback.values()) == 2
    assert figures.petitions["received"] == 0
    assert check(desk) == []


def test_feedback_is_answered_by_us(act: Act, desk: Desk) -> None:
    no = act("register_petition", book="feedback", channel="hotline", content="Thủ tục rườm rà").no
    act("dispose", petition=no, **{"as": "answer"})
    with desk.register.reading() as work:
        assert work.by_no("petition", no, "petition")["closing"] == "answered"
