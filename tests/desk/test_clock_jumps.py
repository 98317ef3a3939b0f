"""A clock that jumps: entries keep their order, numbers their years, and what was opened closes in time."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from reception_tui.config import OFFICE_ZONE
from reception_tui.desk import elapsed
from reception_tui.desk.checking import check
from reception_tui.desk.door import Desk
from reception_tui.desk.keyring import Keyring

if TYPE_CHECKING:
    from tests.conftest import Act, Clock

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=OFFICE_ZONE)


def test_acts_under_a_jumping_clock_keep_their_order_and_the_numbers_of_their_years(
    desk: Desk, act: Act, clock: Clock
) -> None:
    given = []
    for days in (0, -1, 365, 0, 40, -1, 365):
        clock.day = NINE.date() + timedelta(days=days)
        given.append(act("log_visit", head_count=1, content="x").no)
    assert given == [
        *("LT-2026-0001", "LT-2026-0002", "LT-2027-0001", "LT-2026-0003"),
        *("LT-2027-0002", "LT-2026-0004", "LT-2027-0003"),
    ]
    with desk.register.reading() as work:
        entries = work.connection.exec_driver_sql("SELECT no, subject FROM entry ORDER BY no").all()
    assert [no for no, _ in entries] == list(range(1, 9))
    assert [subject for _, subject in entries][1:] == given
    assert check(desk) == []


def test_a_case_closes_after_its_minutes_though_the_clock_is_put_back(monkeypatch: pytest.MonkeyPatch) -> None:
    passed = 0.0
    monkeypatch.setattr(elapsed, "seconds", lambda: passed)
    ring = Keyring()
    ring.keep(1, b"k", NINE + timedelta(minutes=10), NINE)
    passed = 9 * 60
    assert ring.open_at(NINE - timedelta(days=1)) == {1: b"k"}
    passed = 10 * 60
    assert ring.open_at(NINE - timedelta(days=1)) == {}
    ring.keep(1, b"k", NINE + timedelta(minutes=10), NINE)
    assert ring.open_at(NINE + timedelta(days=365)) == {}
