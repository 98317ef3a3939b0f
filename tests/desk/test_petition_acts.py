"""Petitions: entered, classified, disposed of, split, withdrawn."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from reception_tui.desk.door import Desk, Outcome
from reception_tui.domain.kinds import DispositionKind
from reception_tui.domain.moves import AFTER_DISPOSITION
from reception_tui.i18n.sentences import of_notice

if TYPE_CHECKING:
    from tests.conftest import Act

RECEIVED = "D-2026-0001"
CLASSIFIED = "D-2026-0002"
FORWARDED = "D-2026-0003"
ACCEPTED = "D-2026-0004"
DENUNCIATION = "D-2026-0005"
SPLIT = "D-2026-0007"
AWAITING = "D-2026-0010"
INELIGIBLE = "D-2026-0011"
VISIT = "LT-2026-0001"
TODAY = date(2026, 11, 23)


def every(desk: Desk, table: str, **equal: object) -> list[dict[str, Any]]:
    with desk.register.reading() as work:
        return [dict(row) for row in work.rows(table, **equal)]


def petition(desk: Desk, no: str) -> dict[str, Any]:
    (row,) = every(desk, "petition", no=no)
    return row


def moves(desk: Desk, no: str) -> list[tuple[str, str, str, str]]:
    rows = every(desk, "move", petition_id=petition(desk, no)["id"])
    return [(row["act"], row["before"], row["after"], row["closing"]) for row in rows]


def told(outcome: Outcome) -> list[str]:
    for notice in outcome.notices:
        assert "?" not in of_notice(notice.code, notice.values)
    return [notice.code for notice in outcome.notices]


# --- entered


def test_a_petition_is_kept_as_it_was_said(act: Act, desk: Desk) -> None:
    done = act(
        "register_petition",
        received_on="2026-11-20",
        channel="forwarded",
        petitioners=[{"name": "Lê Ba", "representative": True}, {"name": "Lê Bốn"}],
        signatories=79,
        title="Đơn khiếu nại",
        content="Khiếu nại quyết định 12",
        against={"body": "stc", "person": "Ông A", "office": "Giám đốc", "commune": "21040"},
        dated="2026-11-15",
        signed=False,
        forwarded_by="Văn phòng Tỉnh ủy",
        wants_result=True,
        note="ghi chú",
    )
    assert (done.no, done.notices) == ("D-2026-0001", ())
    row = petition(desk, "D-2026-0001")
    wanted = {
        "book": "petitions",
        "received_on": date(2026, 11, 20),
        "entered_on": TODAY,
        "channel": "forwarded",
        "title": "Đơn khiếu nại",
        "content": "Khiếu nại quyết định 12",
        "signatories": 79,
        "dated": date(2026, 11, 15),
        "signed": False,
        "forwarded_by": "Văn phòng Tỉnh ủy",
        "wants_result": True,
        "against_body": "STC",
        "against_person": "Ông A",
        "against_office": "Giám đốc",
        "against_commune": "21040",
        "kind": "",
        "eligible": None,
        "state": "received",
        "officer": "lan",
        "note": "ghi chú",
    }
    assert {name: row[name] for name in wanted} == wanted
    links = every(desk, "petition_person")
    assert [(link["ord"], link["representative"]) for link in links] == [(1, True), (2, False)]


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ({}, ["anonymous"]),
        ({"petitioners": [{"name": "A"}]}, []),
        ({"petitioners": [{"name": "A"}], "channel": "forwarded"}, ["forwarder_missing"]),
        ({"petitioners": [{"name": "A"}], "channel": "forwarded", "forwarded_by": "MTTQ"}, []),
    ],
)
def test_what_a_petition_lacks_is_told(act: Act, fields: dict[str, object], codes: list[str]) -> None:
    assert told(act("register_petition", content="x", **fields)) == codes


def test_as_many_signed_as_are_named_when_nothing_is_said(act: Act, desk: Desk) -> None:
    act("register_petition", content="x", petitioners=[{"name": "A"}, {"name": "B"}])
    act("register_petition", content="x")
    assert [row["signatories"] for row in every(desk, "petition")] == [2, 1]


def test_a_petition_handed_over_at_a_visit_shares_its_day_and_its_matter(act: Act, desk: Desk) -> None:
    act("log_visit", at="2026-11-20", people=[{"name": "A"}], content="Hỏi")
    act("register_petition", visit="LT-2026-1", content="Đơn thứ nhất", petitioners=[{"name": "A"}])
    act("register_petition", visit="LT-2026-1", content="Đơn thứ hai", petitioners=[{"name": "A"}])
    (visit,) = every(desk, "visit")
    first, second = every(desk, "petition")
    assert first["received_on"] == date(2026, 11, 20)
    assert first["matter_id"] == second["matter_id"] == visit["matter_id"]
    assert len(every(desk, "matter")) == 1


def test_feedback_has_a_book_of_its_own_and_needs_no_classification(act: Act, desk: Desk) -> None:
    assert act("register_petition", book="feedback", channel="portal", content="Thủ tục rườm rà").no == "PA-2026-0001"
    row = petition(desk, "PA-2026-0001")
    assert (row["state"], row["kind"], row["eligible"]) == ("classified", "recommendation", True)
    act("forward", petition="PA-2026-1", to="SNV")
    assert petition(desk, "PA-2026-0001")["state"] == "forwarded"


# --- classified


def test_a_classification_is_kept_as_it_was_said(do: Act, office: Desk) -> None:
    do(
        "classify",
        petition="d-2026-1",
        on="2026-11-05",
        kind="complaint",
        instance="second",
        field="land",
        jurisdiction="ours",
        complex=True,
        remote=True,
        discipline=True,
    )
    row = petition(office, RECEIVED)
    wanted = {
        "kind": "complaint",
        "instance": "second",
        "field": "land",
        "jurisdiction": "ours",
        "flags": "complex,remote",
        "discipline": True,
        "eligible": True,
        "why_not": "",
        "classified_on": date(2026, 11, 5),
        "state": "classified",
        "handled_on": None,
        "sealed_code": "",
    }
    assert {name: row[name] for name in wanted} == wanted
    assert moves(office, RECEIVED) == [("classify", "received", "classified", "")]


def test_an_ineligible_petition_keeps_every_reason_once(do: Act, office: Desk) -> None:
    do("classify", petition=RECEIVED, kind="complaint", eligible=False, why_not=["kd1", "KD5", "KD1"])
    row = petition(office, RECEIVED)
    assert (row["eligible"], row["why_not"]) == (False, "KD1,KD5")


def test_a_denunciation_gets_a_code_once_and_keeps_it(do: Act, office: Desk) -> None:
    assert petition(office, DENUNCIATION)["sealed_code"] == "TC-2026-0001"
    do("classify", petition=DENUNCIATION, kind="denunciation", jurisdiction="ours")
    assert petition(office, DENUNCIATION)["sealed_code"] == "TC-2026-0001"
    do("classify", petition=RECEIVED, kind="denunciation")
    assert petition(office, RECEIVED)["sealed_code"] == "TC-2026-0002"


def test_a_denunciation_is_named_by_its_code(do: Act, office: Desk) -> None:
    do("classify", petition="tc-2026-1", kind="denunciation", jurisdiction="ours")
    assert petition(office, DENUNCIATION)["jurisdiction"] == "ours"


def test_a_petition_that_is_classified_again_stays_where_it_is(do: Act, office: Desk) -> None:
    do("classify", petition=AWAITING, kind="complaint", jurisdiction="ours", field="land")
    row = petition(office, AWAITING)
    assert (row["state"], row["field"], row["awaiting_since"]) == ("awaiting_citizen", "land", date(2026, 11, 4))


def test_a_classification_over_a_newer_one_is_refused_and_over_the_seen_one_done(do: Act, office: Desk) -> None:
    seen = petition(office, RECEIVED)["version"]
    do("classify", petition=RECEIVED, kind="complaint", version=seen)
    assert petition(office, RECEIVED)["version"] == seen + 1


# --- disposed of


@pytest.mark.parametrize("kind", DispositionKind)
def test_every_disposition_is_done_where_it_is_lawful(do: Act, office: Desk, kind: DispositionKind) -> None:
    no = {"to_investigators": DENUNCIATION, "guide": CLASSIFIED, "return": CLASSIFIED, "answer": RECEIVED}.get(
        kind.value, AWAITING
    )
    if no == RECEIVED:
        do("classify", petition=no, kind="recommendation", jurisdiction="ours")
    do(
        "dispose",
        petition=no,
        on="2026-11-20",
        document={"number": "15/TB", "date": "2026-11-20"},
        note="lý do",
        **{"as": kind.value},
    )
    row = petition(office, no)
    state, closing = AFTER_DISPOSITION[kind]
    assert (row["state"], row["closing"]) == (state.value, closing.value if closing else "")
    assert row["finished_on"] == (date(2026, 11, 20) if closing else None)
    disposition = every(office, "disposition", petition_id=row["id"])[-1]
    assert (disposition["kind"], disposition["document_number"]) == (kind.value, "15/TB")
    assert disposition["document_date"] == date(2026, 11, 20)


def test_a_refused_acceptance_keeps_its_legal_reasons(do: Act, office: Desk) -> None:
    do("dispose", petition=AWAITING, why=["k11.5", "K11.6"], **{"as": "refuse_acceptance"})
    row = petition(office, AWAITING)
    assert (row["state"], row["closing"]) == ("finished", "refused")
    assert every(office, "disposition", petition_id=row["id"])[-1]["why"] == "K11.5,K11.6"


def test_an_accepted_petition_remembers_the_first_day(do: Act, office: Desk) -> None:
    row = petition(office, ACCEPTED)
    assert (row["accepted_on"], row["handled_on"]) == (date(2026, 11, 4), date(2026, 11, 4))
    do("dispose", petition=ACCEPTED, on="2026-11-10", **{"as": "report_to_head"})
    do("dispose", petition=ACCEPTED, on="2026-11-12", **{"as": "accept"})
    row = petition(office, ACCEPTED)
    assert (row["accepted_on"], row["handled_on"], row["state"]) == (date(2026, 11, 4), date(2026, 11, 4), "accepted")


def test_a_petition_may_be_reported_and_then_decided(do: Act, office: Desk) -> None:
    do("dispose", petition=CLASSIFIED, **{"as": "report_to_head"})
    do("dispose", petition=CLASSIFIED, **{"as": "guide"})
    assert [move[1:3] for move in moves(office, CLASSIFIED)] == [
        ("received", "classified"),
        ("classified", "disposed"),
        ("disposed", "finished"),
    ]


# --- withdrawn


def test_a_whole_withdrawal_ends_a_petition(do: Act, office: Desk) -> None:
    do("withdraw", petition=FORWARDED, on="2026-11-20", document="12", content="không khiếu nại nữa")
    row = petition(office, FORWARDED)
    assert (row["state"], row["closing"], row["finished_on"]) == ("finished", "withdrawn", date(2026, 11, 20))
    (withdrawal,) = every(office, "withdrawal")
    assert (withdrawal["whole"], withdrawal["document_number"]) == (True, "12")


def test_a_partial_withdrawal_leaves_the_rest_running(do: Act, office: Desk) -> None:
    do("withdraw", petition=FORWARDED, whole=False, content="rút nội dung thứ hai")
    assert petition(office, FORWARDED)["state"] == "forwarded"
    assert every(office, "withdrawal")[0]["whole"] is False


def test_a_petition_may_be_withdrawn_before_anybody_looked_at_it(do: Act, office: Desk) -> None:
    do("withdraw", petition=RECEIVED)
    assert petition(office, RECEIVED)["closing"] == "withdrawn"


# --- split


def test_the_parts_of_a_split_petition_inherit_its_paper_and_its_authors(do: Act, office: Desk) -> None:
    paper = petition(office, RECEIVED)
    do(
        "split",
        petition=RECEIVED,
        on="2026-11-05",
        parts=[
            {"content": "khiếu nại thu hồi đất", "kind": "complaint", "title": "phần một", "field": "land"},
            {"content": "kiến nghị sửa đường"},
        ],
    )
    assert petition(office, RECEIVED)["state"] == "split"
    first, second = (petition(office, f"{RECEIVED}.{i}") for i in (1, 2))
    for part in (first, second):
        for name in ("received_on", "channel", "visit_id", "matter_id", "signatories", "entered_on", "book"):
            assert part[name] == paper[name], name
        assert (part["parent_id"], part["state"]) == (paper["id"], "received")
        people = {row["person_id"] for row in every(office, "petition_person", petition_id=part["id"])}
        assert people == {row["person_id"] for row in every(office, "petition_person", petition_id=paper["id"])}
    assert (first["kind"], first["title"], first["field"]) == ("complaint", "phần một", "land")
    assert (second["kind"], second["title"]) == ("", "")


def test_each_part_goes_its_own_way(do: Act, office: Desk) -> None:
    do("classify", petition=f"{SPLIT}.1", kind="complaint", jurisdiction="other")
    do("forward", petition="d-2026-7.1", to="SNNMT")
    do("withdraw", petition=f"{SPLIT}.2")
    assert petition(office, f"{SPLIT}.1")["state"] == "forwarded"
    assert petition(office, f"{SPLIT}.2")["state"] == "finished"
    assert petition(office, SPLIT)["state"] == "split"


def test_a_split_paper_owes_nothing_any_more(office: Desk) -> None:
    paper = petition(office, SPLIT)
    assert all(clock["done"] == date(2026, 11, 3) for clock in every(office, "clock", petition_id=paper["id"]))
    for i in (1, 2):
        part = petition(office, f"{SPLIT}.{i}")
        assert [clock["done"] for clock in every(office, "clock", petition_id=part["id"])] == [None]
