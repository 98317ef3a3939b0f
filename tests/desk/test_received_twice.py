"""A matter that an officer received and then the head, through the queue: 01/TCD counts it once, under the head."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from reception_tui.desk.door import Desk
from reception_tui.desk.queries.forms import fill
from reception_tui.domain.kinds import CountRule
from reception_tui.domain.windows import Window
from reception_tui.store.reference.forms import form_book

if TYPE_CHECKING:
    from tests.conftest import Act, Clock

NOVEMBER = Window(date(2026, 11, 1), date(2026, 11, 30))


def cells(desk: Desk) -> dict[str, object]:
    book = form_book({}, desk.reference.fields)
    with desk.register.reading() as work:
        found = fill(work, desk.reference, book, book.form("01/TCD", NOVEMBER), NOVEMBER, CountRule.PER_PARTY)
    assert found.holds
    return {no: value for no, value in found.values.items() if value}


def test_columns_10_to_21_to_the_unit(act: Act, desk: Desk, clock: Clock) -> None:
    clock.day = date(2026, 11, 16)
    head = act("plan_session", on="2026-11-16", host="chairman").no
    other = act("plan_session", on="2026-11-16", host="council", received_by="delegate").no
    registered = act("log_visit", people=[{"name": "An"}], content="Đất").no
    group = act("log_visit", head_count=6, people=[{"name": "Bình"}], content="Đường").no
    single = act("log_visit", people=[{"name": "Chi"}], content="Chế độ").no
    for day, visit in ((head, registered), (head, group), (other, single)):
        act("register_for_session", day=day, visit=visit)
    act("hold_session", on="2026-11-16", host="chairman", day=head)
    act("hold_session", on="2026-11-16", host="council", received_by="delegate", day=other)
    act("take_turn", day=head, place=1)
    act("take_turn", day=head, place=2)
    act("take_turn", day=other, place=1)
    assert cells(desk) == {
        "1": 6, "2": 16, "3": 3, "4": 2, "5": 3, "6": 8, "8": 1, "9": 6,
        "10": 1, "11": 2, "12": 7, "13": 2, "14": 1, "15": 6,
        "16": 1, "17": 1, "18": 1, "19": 1,
    }  # fmt: skip
