"""The whole life of petitions, told in acts with the fields of the contract, and asked for day by day."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cli.conftest import VISIT, Json, Reception, Scene

AN = {
    "name": "Trần Văn An",
    "id_number": "051070001234",
    "birth_year": 1970,
    "gender": "male",
    "commune": "21025",
    "address": "Tổ 3",
    "phone": "0905123456",
    "representative": True,
}
OURS, COMPLAINT, DENUNCIATION, RECOMMENDATION = (f"D-2026-000{n}" for n in range(1, 5))
PAPER = {"number": "15/TB-UBND", "date": "2026-08-12"}

# A way of disposing, and what a petition must be for it to be lawful (law.md 2.4).
DISPOSITIONS: list[tuple[str, Json]] = [
    ("accept", {"kind": "complaint", "jurisdiction": "ours", "instance": "second"}),
    ("propose_acceptance", {"kind": "complaint", "jurisdiction": "ours", "instance": "second"}),
    ("refuse_acceptance", {"kind": "complaint", "jurisdiction": "ours", "instance": "second"}),
    ("guide", {"kind": "complaint", "jurisdiction": "other", "instance": "first"}),
    ("guide_to_supplement", {"kind": "complaint", "jurisdiction": "ours", "eligible": False, "why_not": ["KD1"]}),
    ("return", {"kind": "complaint", "jurisdiction": "other", "instance": "first"}),
    ("forward", {"kind": "complaint", "jurisdiction": "other", "instance": "first"}),
    ("keep_on_file", {"kind": "complaint", "jurisdiction": "other", "eligible": False, "why_not": ["KD5"]}),
    ("report_to_head", {"kind": "complaint", "jurisdiction": "other", "instance": "first"}),
    ("to_investigators", {"kind": "denunciation", "jurisdiction": "other"}),
    ("no_action", {"kind": "denunciation", "jurisdiction": "other", "eligible": False, "why_not": ["KD2"]}),
    ("answer", {"kind": "recommendation", "jurisdiction": "ours"}),
]
DAYS = ("08-03", "08-11", "08-24", "09-14", "10-07", "10-08", "10-14", "10-23", "11-02")


def second_complaint() -> list[Json]:
    """A second complaint that the office resolves itself, from the counter until its decision is public."""
    return [
        {
            "act": "log_visit", "at": "2026-08-03", "kind": "regular", "mode": "in_person", "received_by": "officer",
            "people": [AN], "head_count": 3, "content": "Khiếu nại quyết định thu hồi đất",
            "result": "petition_received",
        },
        {
            "act": "register_petition", "received_on": "2026-08-03", "channel": "in_person", "petitioners": [AN],
            "signatories": 2, "title": "Đơn khiếu nại", "content": "Khiếu nại quyết định thu hồi đất",
            "against": {"body": "21025", "person": "Lê Văn Chín", "office": "chairman", "commune": "21025"},
            "dated": "2026-08-01", "signed": True, "visit": "LT-2026-0001", "book": "petitions",
        },
        {
            "act": "classify", "petition": OURS, "on": "2026-08-04", "kind": "complaint", "instance": "second",
            "field": "land", "eligible": True, "jurisdiction": "ours",
        },
        {"act": "dispose", "petition": OURS, "on": "2026-08-05", "as": "propose_acceptance"},
        {"act": "dispose", "petition": OURS, "on": "2026-08-12", "as": "accept", "document": PAPER},
        {"act": "pause", "petition": OURS, "stage": "KN-07", "on": "2026-08-17", "document": PAPER},
        {"act": "resume", "petition": OURS, "stage": "KN-07", "on": "2026-08-24", "document": PAPER},
        {
            "act": "record_outcome", "petition": OURS, "on": "2026-10-08", "result": "amended",
            "document": {"number": "99/QĐ-UBND", "date": "2026-10-08"}, "figures": {"money_returned": 12_500_000},
        },
        {"act": "fulfil", "petition": OURS, "stage": "KN-08", "on": "2026-10-15"},
        {"act": "fulfil", "petition": OURS, "stage": "KN-04", "on": "2026-10-26"},
    ]  # fmt: skip


def for_another(petition: str, kind: str, **fields: Any) -> list[Json]:
    """A petition that another body is competent for, registered and classified on 3 August."""
    return [
        {
            "act": "register_petition", "received_on": "2026-08-03", "channel": "post", "content": "Nội dung",
            "petitioners": [AN], "against": {"body": "21028"},
        },
        {
            "act": "classify", "petition": petition, "on": "2026-08-03", "kind": kind, "field": "land",
            "eligible": True, "jurisdiction": "other",
        } | fields,
    ]  # fmt: skip


def forwarded() -> list[Json]:
    """A complaint, a denunciation and a recommendation that are forwarded; only the complaint is answered."""
    reply = {"act": "record_reply", "petition": COMPLAINT, "body": "21028", "content": "Đang xác minh"}
    sent = {"act": "forward", "sent_on": "2026-08-03", "document": PAPER}
    received = sent | {"received_on": "2026-08-03"}
    return [
        *for_another(COMPLAINT, "complaint", instance="first"),
        received | {"petition": COMPLAINT, "to": "21028", "co_handlers": ["SXD"]},
        *for_another(DENUNCIATION, "denunciation"),
        received | {"petition": DENUNCIATION, "to": "TTr"},
        *for_another(RECOMMENDATION, "recommendation"),
        sent | {"petition": RECOMMENDATION, "to": "SXD", "answer_by": "2026-08-20"},
        {"act": "remind", "petition": COMPLAINT, "body": "21028", "on": "2026-08-17", "document": PAPER},
        {"act": "remind", "petition": COMPLAINT, "body": "21028", "on": "2026-09-14", "document": PAPER},
        reply | {"on": "2026-10-06", "final": False, "document": PAPER},
        reply | {"on": "2026-10-14", "final": True},
    ]


def disposed() -> list[Json]:
    """One petition for every way of disposing, received and disposed of so on 2 November."""
    acts: list[Json] = []
    for n, (way, fields) in enumerate(DISPOSITIONS, 5):
        petition = f"D-2026-{n:04}"
        acts += [
            {"act": "register_petition", "channel": "post", "content": f"Đơn {n}", "petitioners": [{"name": "Bé"}]},
            {"act": "classify", "petition": petition, "field": "land", "eligible": True} | fields,
            {"act": "dispose", "petition": petition, "as": way, "document": PAPER},
        ]
        if way == "refuse_acceptance":
            acts[-1] |= {"why": ["K11.6"]}
    return acts


def play(reception: Reception) -> None:
    """Do all of that, and ask for the lists and pages of some days."""
    reception.do(*second_complaint(), *forwarded(), *disposed())
    feedback = {"act": "register_petition", "book": "feedback", "channel": "portal", "content": "Thủ tục rườm rà"}
    reception.do(VISIT, feedback, day="2026-10-08")
    said = {day: reception.summary(f"2026-{day}") for day in DAYS}
    (reception.folder / "said.json").write_text(json.dumps(said), "utf-8")


@pytest.fixture
def register(scene: Scene) -> Reception:
    """The register with all of that; nobody changes it."""
    return scene("life", play)


@pytest.fixture
def said(register: Reception) -> dict[str, Any]:
    """What the program said of those days."""
    found: dict[str, Any] = json.loads((register.folder / "said.json").read_text("utf-8"))
    return found


def rows(said: dict[str, Any], day: str) -> list[Json]:
    """Return what is overdue, due today and due soon on the page of a day."""
    page = said[day]
    return [*page["overdue"], *page["due_today"], *page["due_soon"]]


def due(said: dict[str, Any], day: str, petition: str, body: str | None) -> list[tuple[str, str, str, int]]:
    """Return stage, due day, state and days of the rows of a petition that are one body's, or ours."""
    found = [row for row in rows(said, day) if (row["petition"], row["body"]) == (petition, body)]
    assert all(row["owner"] == ("us" if body is None else "body") for row in found)
    return [(row["stage"], row["due"], row["state"], row["days"]) for row in found]


def test_our_complaint_is_followed_from_acceptance_to_its_decision(said: dict[str, Any]) -> None:
    """Accept 7 working days after 3/8: 12/8. Resolve 45 days after 12/8, seven paused: 3/10, rolled to Monday 5/10."""
    assert due(said, "08-11", OURS, None) == [("KN-06", "2026-08-12", "due_soon", -1)]
    assert due(said, "10-07", OURS, None) == [("KN-07", "2026-10-05", "overdue", 2)]
    assert due(said, "10-08", OURS, None) == [], "decided, and its sending is not near yet"


def test_decision_is_followed_until_it_is_sent_and_made_public(said: dict[str, Any]) -> None:
    """Decided on 8/10: sent within 7 working days, by 19/10; public within 15 days, by 23/10."""
    assert due(said, "10-14", OURS, None) == [("KN-08", "2026-10-19", "due_soon", -3)]
    assert due(said, "10-23", OURS, None) == [("KN-04", "2026-10-23", "due_today", 0)], "it was sent on 15/10"
    assert due(said, "11-02", OURS, None) == [], "public on 26/10"


def test_forwarded_complaint_is_chased_from_acceptance_to_report(said: dict[str, Any], register: Reception) -> None:
    """Accept by 12/8, resolve 30 days later, by 11/9, report back 7 working days later, by 22/9 (law.md 3.4)."""
    assert due(said, "08-11", COMPLAINT, "21028") == [("KN-01", "2026-08-12", "due_soon", -1)]
    assert due(said, "08-24", COMPLAINT, "21028") == [("KN-01", "2026-08-12", "overdue", 9)]
    assert due(said, "09-14", COMPLAINT, "21028") == [("KN-02", "2026-09-11", "overdue", 1)]
    late = due(said, "10-07", COMPLAINT, "21028")
    assert late == [("TCD-02", "2026-09-22", "overdue", 11)], "the reply of 6/10 was not the last"
    assert due(said, "10-14", COMPLAINT, "21028") == [], "that of 14/10 was"
    reminders = {day: [row["reminders"] for row in rows(said, day) if row["body"] == "21028"] for day in DAYS}
    assert (reminders["08-11"], reminders["08-24"], reminders["10-07"]) == ([0], [1], [2])
    register.clean()


def test_body_that_only_helps_is_chased_too_until_the_lead_has_answered(said: dict[str, Any]) -> None:
    """It had the petition three working days after 3/8, say: accept by 17/8, resolve by 16/9, report by 25/9."""
    assert due(said, "10-07", COMPLAINT, "SXD") == [("TCD-02", "2026-09-25", "overdue", 8)]
    assert due(said, "10-14", COMPLAINT, "SXD") == []


def test_denunciation_is_chased_by_the_limits_of_the_denunciation_law(said: dict[str, Any]) -> None:
    for day, expected in (
        ("08-11", ("TC-01", "2026-08-12", "due_soon", -1)),
        ("09-14", ("TC-06", "2026-09-11", "overdue", 1)),
        ("10-07", ("TCD-02", "2026-09-22", "overdue", 11)),
    ):
        assert due(said, day, DENUNCIATION, "TTr") == [expected]


def test_recommendation_is_due_on_the_day_that_the_slip_asked_for(said: dict[str, Any]) -> None:
    late = due(said, "08-24", RECOMMENDATION, "SXD")
    assert late == [("PA-03", "2026-08-20", "overdue", 3)], "21, 22 (a worked Saturday) and 24 August"


def test_every_act_stands_in_the_page_of_the_day_on_which_it_happened(said: dict[str, Any]) -> None:
    first = said["08-03"]
    assert (first["petitions"]["received"], first["petitions"]["multi_signatory"]) == (4, 1)
    assert (first["visits"]["visits"], first["visits"]["people"]) == (1, 3)
    assert first["referrals"]["sent"] == 4, "the lead, the helper and two others"
    assert said["10-08"]["balance"] == {"opening": 4, "received": 0, "finished": 1, "closing": 3, "balances": True}
    assert said["10-08"]["visits"]["visits"] == 1, "today is the day of an act that names none"
    assert said["10-14"]["referrals"]["answered"] == 1


def test_every_way_of_disposing_is_known_and_counted_once(said: dict[str, Any]) -> None:
    page = said["11-02"]
    assert {way: n for way, n in page["dispositions"].items() if n} == {way: 1 for way, _ in DISPOSITIONS}
    assert page["balance"]["balances"] is True
    assert page["balance"]["received"] == len(DISPOSITIONS)


def test_what_was_typed_is_what_is_kept(register: Reception) -> None:
    kept = register.rows(
        "SELECT signatories, dated, signed, against_person, title FROM petition WHERE no = 'D-2026-0001'"
    )
    assert kept == [(2, "2026-08-01", 1, "Lê Văn Chín", "Đơn khiếu nại")]
    kept = register.rows("SELECT head_count, kind, mode, result FROM visit WHERE no = 'LT-2026-0001'")
    assert kept == [(3, "regular", "in_person", "petition_received")]


def test_feedback_stands_in_a_book_of_its_own(register: Reception) -> None:
    report = register.ask("report", "annual", "--from", "2026-10-01", "--to", "2026-10-31", "--format", "json")
    assert report["petitions"] == 0
    assert report["feedback"] == {"total": 1, "letter": 0, "portal": 1, "hotline_or_in_person": 0}
