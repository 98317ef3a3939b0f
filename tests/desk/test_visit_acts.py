"""Logging visits: everything that is said is kept, what is doubtful is told."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from reception_tui.desk.door import Desk, Outcome
from reception_tui.i18n.sentences import of_notice

if TYPE_CHECKING:
    from tests.conftest import Act, Clock


def only(desk: Desk, table: str, **equal: object) -> dict[str, Any]:
    with desk.register.reading() as work:
        (row,) = work.rows(table, **equal)
    return dict(row)


def every(desk: Desk, table: str, **equal: object) -> list[dict[str, Any]]:
    with desk.register.reading() as work:
        return [dict(row) for row in work.rows(table, **equal)]


def told(outcome: Outcome) -> list[str]:
    for notice in outcome.notices:
        assert "?" not in of_notice(notice.code, notice.values)
    return [notice.code for notice in outcome.notices]


def crowd(count: int, speakers: int) -> list[dict[str, object]]:
    return [{"name": f"Người {i}", "representative": i < speakers} for i in range(count)]


def test_a_visit_is_kept_as_it_was_said(act: Act, desk: Desk) -> None:
    done = act(
        "log_visit",
        at="2026-11-20T08:10",
        kind="ad_hoc",
        mode="online",
        received_by="delegate",
        people=[
            {
                "name": "nguyễn văn đường",
                "id_number": "051 082 001 234",
                "birth_year": 1961,
                "gender": "nam",
                "commune": "binh son",
                "address": "thôn 3",
                "phone": "+84 905 123 456",
                "organisation": "Hợp tác xã",
            }
        ],
        content="Hỏi về  bồi thường",
        request="Được đền bù",
        result="explained",
        note="đã giải thích",
        matter="new",
    )
    assert (done.no, done.entry, done.notices) == ("LT-2026-0001", 2, ())
    visit = only(desk, "visit")
    wanted = {
        "no": "LT-2026-0001",
        "on": date(2026, 11, 20),
        "time": "08:10",
        "kind": "ad_hoc",
        "mode": "online",
        "received_by": "delegate",
        "officer": "lan",
        "entered_on": date(2026, 11, 23),
        "head_count": 1,
        "delegation": False,
        "content": "Hỏi về bồi thường",
        "request": "Được đền bù",
        "result": "explained",
        "refusal": "",
        "note": "đã giải thích",
    }
    assert {name: visit[name] for name in wanted} == wanted
    person = only(desk, "person")
    wanted = {
        "name": "Nguyễn Văn Đường",
        "id_number": "051082001234",
        "birth_year": 1961,
        "gender": "male",
        "commune": "21040",
        "address": "thôn 3",
        "phone": "0905123456",
        "organisation": "Hợp tác xã",
    }
    assert {name: person[name] for name in wanted} == wanted
    assert only(desk, "visit_person")["person_id"] == person["id"]
    assert only(desk, "matter")["title"] == "Hỏi về bồi thường"
    assert visit["matter_id"] == only(desk, "matter")["id"]


def test_a_name_and_a_content_are_enough(act: Act, desk: Desk, clock: Clock) -> None:
    act("log_visit", people=[{"name": "Lê Văn Ba"}], content="x")
    visit = only(desk, "visit")
    assert (visit["on"], visit["time"], visit["kind"], visit["mode"]) == (clock.day, "", "regular", "in_person")
    assert visit["matter_id"] is None


def test_a_visit_of_the_past_has_a_number_of_its_year(act: Act) -> None:
    assert act("log_visit", at="2025-12-31", people=[{"name": "A"}], content="x").no == "LT-2025-0001"
    assert act("log_visit", people=[{"name": "A"}], content="x").no == "LT-2026-0001"


def test_a_roster_keeps_its_order_and_its_representatives(act: Act, desk: Desk) -> None:
    act("log_visit", people=crowd(12, 2), content="x", appointment={"number": "GUQ", "date": "2026-11-19"})
    links = every(desk, "visit_person")
    assert [link["ord"] for link in links] == list(range(1, 13))
    assert [link["representative"] for link in links] == [True, True] + [False] * 10
    visit = only(desk, "visit")
    assert (visit["delegation"], visit["head_count"], visit["appointment_number"]) == (True, 12, "GUQ")
    assert visit["appointment_date"] == date(2026, 11, 19)


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ({"people": crowd(4, 0)}, []),
        ({"people": crowd(5, 0)}, ["no_representative"]),
        ({"people": crowd(5, 1)}, ["no_appointment_paper"]),
        ({"people": crowd(5, 1), "appointment": "GUQ 1"}, []),
        ({"people": crowd(5, 1), "appointment": "GUQ 1", "head_count": 20}, ["roster_incomplete"]),
        ({"people": crowd(3, 0), "head_count": 4}, []),
        ({"people": [], "head_count": 12}, ["no_representative", "roster_incomplete"]),
        ({"people": [{"name": "A", "commune": "Xã ở tỉnh khác"}]}, ["commune_unknown"]),
        ({"people": [{"name": "A", "commune": "bình"}]}, ["commune_unknown"]),
    ],
)
def test_what_is_doubtful_is_told_and_does_not_stop_the_visit(
    act: Act, fields: dict[str, object], codes: list[str]
) -> None:
    assert told(act("log_visit", content="x", **fields)) == codes


def test_a_commune_that_nobody_knows_is_kept_in_the_address(act: Act, desk: Desk) -> None:
    act("log_visit", people=[{"name": "A", "address": "thôn 3", "commune": "Xã Ở Tỉnh Khác"}], content="x")
    person = only(desk, "person")
    assert (person["address"], person["commune"]) == ("thôn 3, Xã Ở Tỉnh Khác", "")


def test_a_refused_reception_keeps_its_reason(act: Act, desk: Desk) -> None:
    act("log_visit", people=[{"name": "A"}], content="x", result="refused", refusal="tc3")
    assert (only(desk, "visit")["result"], only(desk, "visit")["refusal"]) == ("refused", "TC3")


# --- people


def test_one_identity_number_is_one_person(act: Act, desk: Desk) -> None:
    for phone in ("", "0905123456"):
        act("log_visit", people=[{"name": "Lê Ba", "id_number": "051082001234", "phone": phone}], content="x")
    person = only(desk, "person")
    assert person["phone"] == "0905123456"
    assert len(every(desk, "visit_person", person_id=person["id"])) == 2


def test_what_is_known_of_a_person_is_not_overwritten_and_a_difference_is_told(act: Act, desk: Desk) -> None:
    known = {"name": "Lê Ba", "id_number": "051082001234", "phone": "0905123456"}
    act("log_visit", people=[known], content="x")
    done = act("log_visit", people=[known | {"name": "Lê Bốn", "phone": "0905999999"}], content="x")
    assert told(done) == ["person_differs", "phone_differs"]
    assert (only(desk, "person")["name"], only(desk, "person")["phone"]) == ("Lê Ba", "0905123456")


def test_a_name_typed_without_its_marks_is_no_difference(act: Act) -> None:
    act("log_visit", people=[{"name": "Lê Văn Bốn", "id_number": "051082001234"}], content="x")
    assert told(act("log_visit", people=[{"name": "le van bon", "id_number": "051082001234"}], content="x")) == []


def test_people_without_an_identity_number_are_never_taken_for_one(act: Act, desk: Desk) -> None:
    for _ in range(2):
        act("log_visit", people=[{"name": "Lê Ba"}], content="x")
    assert len(every(desk, "person")) == 2


def test_a_known_person_is_named_by_their_number_in_the_register(act: Act, desk: Desk) -> None:
    act("log_visit", people=[{"name": "Lê Ba"}], content="x")
    act("log_visit", people=[{"person": 1, "phone": "0905123456"}], content="x")
    assert (only(desk, "person")["name"], only(desk, "person")["phone"]) == ("Lê Ba", "0905123456")


# --- reception days


def test_a_visit_to_a_leader_has_the_kind_of_its_reception_day(act: Act, desk: Desk) -> None:
    done = act(
        "hold_session", on="2026-11-20", kind="ad_hoc", host="party_secretary", place="Trụ sở", conclusion="giao Sở"
    )
    assert done.no == "KT-2026-0001"
    act("log_visit", at="2026-11-20", session="kt-2026-1", received_by="head", people=[{"name": "A"}], content="x")
    session, visit = only(desk, "session"), only(desk, "visit")
    assert (visit["kind"], visit["session_id"]) == ("ad_hoc", session["id"])
    assert (session["host"], session["place"], session["conclusion"]) == ("party_secretary", "Trụ sở", "giao Sở")


def test_a_visit_joins_a_matter_that_is_open(act: Act, desk: Desk) -> None:
    act("log_visit", people=[{"name": "A"}], content="vụ việc", matter="NEW")
    act("log_visit", people=[{"name": "B"}], content="cũng vụ ấy", matter="vv-2026-1")
    assert {visit["matter_id"] for visit in every(desk, "visit")} == {only(desk, "matter")["id"]}
