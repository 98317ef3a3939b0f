"""Limits that are paused, resumed and extended by decision."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from reception_tui.desk.door import Desk
from reception_tui.domain.errors import RegisterError
from reception_tui.i18n.sentences import of_notice

if TYPE_CHECKING:
    from tests.conftest import Act

RECEIVED = "D-2026-0001"
FORWARDED = "D-2026-0003"
ACCEPTED = "D-2026-0004"


def every(desk: Desk, table: str, *, opened: bool = False, **equal: object) -> list[dict[str, Any]]:
    with desk.reading_opened() if opened else desk.register.reading() as work:
        return [dict(row) for row in work.rows(table, **equal)]


def clock_of(desk: Desk, no: str, key: str) -> dict[str, Any]:
    (petition,) = every(desk, "petition", no=no)
    (clock,) = every(desk, "clock", petition_id=petition["id"], key=key)
    return clock


@pytest.fixture
def denounced(do: Act) -> str:
    """A denunciation that was accepted on 5 November: its resolution may be extended."""
    do("classify", petition=RECEIVED, on="2026-11-05", kind="denunciation", jurisdiction="ours")
    do("dispose", petition=RECEIVED, on="2026-11-05", **{"as": "accept"})
    return RECEIVED


def test_a_paused_limit_has_no_due_date_until_it_is_resumed(do: Act, office: Desk) -> None:
    due = clock_of(office, ACCEPTED, "resolve")["due"]
    assert due == date(2026, 12, 4)
    do("pause", petition=ACCEPTED, on="2026-11-10", document={"number": "5/QĐ"})
    clock = clock_of(office, ACCEPTED, "resolve")
    assert (clock["due"], clock["paused_from"], clock["paused_until"]) == (None, date(2026, 11, 10), None)
    do("resume", petition=ACCEPTED, on="2026-11-20")
    clock = clock_of(office, ACCEPTED, "resolve")
    assert (clock["due"], clock["paused_until"]) == (date(2026, 12, 14), date(2026, 11, 20))
    (row,) = every(office, "suspension")
    assert (row["stage"], row["start"], row["end"], row["ground"], row["document_number"]) == (
        "KN-02",
        date(2026, 11, 10),
        date(2026, 11, 20),
        "force_majeure",
        "5/QĐ",
    )


def test_a_limit_is_paused_once_at_a_time_and_again_later(do: Act) -> None:
    do("pause", petition=ACCEPTED, on="2026-11-10")
    with pytest.raises(RegisterError) as refused:
        do("pause", petition=ACCEPTED, on="2026-11-12")
    assert (refused.value.code, refused.value.field) == ("already_paused", "stage")
    do("resume", petition=ACCEPTED, on="2026-11-13", stage="kn-02")
    do("pause", petition=ACCEPTED, on="2026-11-16", ground="awaiting_result", stage=" kn-02 ")
    with pytest.raises(RegisterError) as refused:
        do("resume", petition=ACCEPTED, on="2026-11-15")
    assert (refused.value.code, refused.value.field) == ("date_too_early", "on")


def test_no_limit_is_paused_before_the_law_knows_a_suspension(do: Act, office: Desk) -> None:
    office.now.day = date(2026, 6, 15)  # type: ignore[attr-defined]
    do("register_petition", content="x", received_on="2026-06-01", channel="post")
    no = "D-2026-0012"
    do("classify", petition=no, kind="complaint", jurisdiction="ours", on="2026-06-02")
    do("dispose", petition=no, on="2026-06-03", **{"as": "accept"})
    with pytest.raises(RegisterError) as refused:
        do("pause", petition=no, on="2026-06-10")
    assert refused.value.code == "pause_not_known"


def test_a_paused_body_is_not_chased_for_a_report(do: Act, office: Desk) -> None:
    do("record_reply", petition=FORWARDED, final=False, accepted_on="2026-11-10")
    do("pause", petition=FORWARDED, on="2026-11-12", stage="KN-02")
    (petition,) = every(office, "petition", no=FORWARDED)
    keys = {clock["key"].partition("/")[2] for clock in every(office, "clock", petition_id=petition["id"])}
    assert "report_back" not in keys


def test_a_pause_needs_a_lawful_ground(do: Act) -> None:
    with pytest.raises(RegisterError) as refused:
        do("pause", petition=ACCEPTED, on="2026-11-10", ground="bận việc khác")
    assert (refused.value.code, refused.value.field) == ("unknown_code", "ground")
    assert set(refused.value.values["choices"]) == {"force_majeure", "awaiting_result"}


def test_a_resolution_of_a_denunciation_is_extended_twice_at_most(do: Act, office: Desk, denounced: str) -> None:
    assert clock_of(office, denounced, "resolve")["due"] == date(2026, 12, 7)
    first = do("extend", petition=denounced, days=30, on="2026-11-20", document="8/QĐ", ground="phức tạp")
    assert [notice.code for notice in first.notices] == ["complexity_assumed"]
    assert "?" not in of_notice(first.notices[0].code, first.notices[0].values)
    assert clock_of(office, denounced, "resolve")["due"] == date(2027, 1, 4)
    do("extend", petition=denounced, days=30, on="2026-11-21")
    with pytest.raises(RegisterError) as refused:
        do("extend", petition=denounced, days=30, on="2026-11-22")
    assert (refused.value.code, refused.value.field) == ("extension_refused", "days")
    rows = every(office, "extension", opened=True)
    assert [(row["stage"], row["days"], row["ground"]) for row in rows] == [
        ("TC-06", 30, "phức tạp"),
        ("TC-06", 30, ""),
    ]


def test_a_declared_complexity_is_not_assumed(do: Act, office: Desk) -> None:
    do("classify", petition=RECEIVED, on="2026-11-05", kind="denunciation", jurisdiction="ours", complex=True)
    do("dispose", petition=RECEIVED, on="2026-11-05", **{"as": "accept"})
    assert do("extend", petition=RECEIVED, days=30).notices == ()
    with pytest.raises(RegisterError) as refused:
        do("extend", petition=RECEIVED, days=30)
    assert refused.value.code == "extension_refused"


@pytest.mark.parametrize("days", [31, 10**9])
def test_one_extension_is_no_longer_than_the_law_lets(do: Act, denounced: str, days: int) -> None:
    with pytest.raises(RegisterError) as refused:
        do("extend", petition=denounced, days=days)
    assert refused.value.code == "extension_refused"


def test_a_limit_that_ended_is_not_extended(do: Act, office: Desk, denounced: str) -> None:
    office.now.day = date(2026, 12, 8)  # type: ignore[attr-defined]
    with pytest.raises(RegisterError) as refused:
        do("extend", petition=denounced, days=30)
    assert refused.value.code == "extension_refused"


def test_an_extension_is_taken_back(do: Act, office: Desk, denounced: str) -> None:
    due = clock_of(office, denounced, "resolve")["due"]
    entry = do("extend", petition=denounced, days=30).entry
    do("undo", entry=entry)
    assert clock_of(office, denounced, "resolve")["due"] == due
