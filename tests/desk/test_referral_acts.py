"""Sendings to other bodies: forwarded, chased, answered, decided."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from reception_tui.desk.door import Desk, Outcome
from reception_tui.domain.errors import RegisterError
from reception_tui.domain.kinds import Figure
from reception_tui.i18n.sentences import of_notice

if TYPE_CHECKING:
    from tests.conftest import Act

RECEIVED = "D-2026-0001"
CLASSIFIED = "D-2026-0002"
FORWARDED = "D-2026-0003"
ACCEPTED = "D-2026-0004"
DENUNCIATION = "D-2026-0005"
RECOMMENDATION = "D-2026-0009"
INELIGIBLE = "D-2026-0011"
LAND = (Figure.LAND_TO_STATE, Figure.LAND_RETURNED)


def every(desk: Desk, table: str, **equal: object) -> list[dict[str, Any]]:
    with desk.register.reading() as work:
        return [dict(row) for row in work.rows(table, **equal)]


def petition(desk: Desk, no: str) -> dict[str, Any]:
    (row,) = every(desk, "petition", no=no)
    return row


def referrals(desk: Desk, no: str) -> list[dict[str, Any]]:
    return every(desk, "referral", petition_id=petition(desk, no)["id"])


def told(outcome: Outcome) -> list[str]:
    for notice in outcome.notices:
        assert "?" not in of_notice(notice.code, notice.values)
    return [notice.code for notice in outcome.notices]


# --- forwarded


def test_a_sending_is_kept_as_it_was_said(do: Act, office: Desk) -> None:
    done = do(
        "forward",
        petition=CLASSIFIED,
        to="snnmt",
        sent_on="2026-11-20",
        received_on="2026-11-21",
        answer_by="2026-12-20",
        co_handlers=["STC", "21034"],
        document={"number": "12/PC-BTCD", "date": "2026-11-20"},
        note="kèm hồ sơ",
    )
    assert told(done) == ["law_names"]
    lead, *helpers = referrals(office, CLASSIFIED)
    wanted = {
        "body": "SNNMT",
        "role": "lead",
        "task": False,
        "sent_on": date(2026, 11, 20),
        "received_on": date(2026, 11, 21),
        "answer_by": date(2026, 12, 20),
        "answered_on": None,
        "document_number": "12/PC-BTCD",
        "document_date": date(2026, 11, 20),
        "note": "kèm hồ sơ",
        "officer": "lan",
    }
    assert {name: lead[name] for name in wanted} == wanted
    assert [(one["body"], one["role"], one["received_on"]) for one in helpers] == [
        ("STC", "co_handler", None),
        ("21034", "co_handler", None),
    ]
    row = petition(office, CLASSIFIED)
    assert (row["state"], row["handled_on"]) == ("forwarded", date(2026, 11, 20))
    (disposition,) = every(office, "disposition", petition_id=row["id"])
    assert (disposition["kind"], disposition["document_number"]) == ("forward", "12/PC-BTCD")


def test_the_day_of_a_sending_may_be_called_on(do: Act, office: Desk) -> None:
    do("forward", petition=CLASSIFIED, to="SNNMT", on="2026-11-20")
    assert (referrals(office, CLASSIFIED)[0]["sent_on"], referrals(office, CLASSIFIED)[0]["received_on"]) == (
        date(2026, 11, 20),
        None,
    )


def test_what_was_decided_before_is_not_decided_again(do: Act, office: Desk) -> None:
    do("dispose", petition=CLASSIFIED, **{"as": "forward"})
    do("forward", petition=CLASSIFIED, to="SNNMT")
    dispositions = every(office, "disposition", petition_id=petition(office, CLASSIFIED)["id"])
    assert [one["kind"] for one in dispositions] == ["forward"]


def test_a_first_complaint_may_go_to_the_body_that_it_complains_of_and_that_is_told(do: Act) -> None:
    assert told(do("forward", petition=CLASSIFIED, to="21040")) == ["sent_to_complained_of"]


def test_a_date_that_has_passed_already_is_told(do: Act) -> None:
    done = do("forward", petition=CLASSIFIED, to="SNNMT", answer_by="2026-11-01")
    assert told(done) == ["law_names", "answer_by_passed"]


def test_a_denunciation_goes_to_the_inspectorate_and_never_to_the_denounced(do: Act, office: Desk) -> None:
    with pytest.raises(RegisterError) as refused:
        do("forward", petition=DENUNCIATION, to="STC")
    assert refused.value.code == "sent_to_accused"
    do("forward", petition=DENUNCIATION, to="TTr")
    assert [one["body"] for one in referrals(office, DENUNCIATION)] == ["TTr"]


def test_an_ineligible_petition_is_not_forwarded_as_if_it_were_eligible(do: Act, office: Desk) -> None:
    with pytest.raises(RegisterError) as refused:
        do("forward", petition=INELIGIBLE, to="SNNMT")
    assert (refused.value.code, refused.value.field) == ("disposition_not_lawful", "petition")
    do("dispose", petition=INELIGIBLE, **{"as": "to_investigators"})
    do("forward", petition=INELIGIBLE, to="CAT")
    assert petition(office, INELIGIBLE)["state"] == "forwarded"


def test_a_petition_may_be_sent_to_a_second_body(do: Act, office: Desk) -> None:
    do("forward", petition=FORWARDED, to="STC")
    assert [one["body"] for one in referrals(office, FORWARDED)] == ["SNNMT", "STC"]
    assert petition(office, FORWARDED)["state"] == "forwarded"


def test_a_body_that_answered_may_be_sent_the_petition_again(do: Act, office: Desk) -> None:
    do("forward", petition=FORWARDED, to="STC")
    do("record_reply", petition=FORWARDED, body="SNNMT")
    do("forward", petition=FORWARDED, to="SNNMT")
    assert [one["body"] for one in referrals(office, FORWARDED)] == ["SNNMT", "STC", "SNNMT"]


def test_an_accepted_case_is_given_as_a_task_and_stays_ours(do: Act, office: Desk) -> None:
    do("forward", petition=ACCEPTED, to="SNNMT", answer_by="2026-12-10")
    assert petition(office, ACCEPTED)["state"] == "accepted"
    assert [(one["body"], one["task"]) for one in referrals(office, ACCEPTED)] == [("SNNMT", True)]


# --- chased


def test_reminders_to_one_body_are_counted_and_the_third_asks_for_a_report(do: Act, office: Desk) -> None:
    done = [
        do("remind", petition=RECOMMENDATION, body="SXD", document=f"{i}/BTCD", on=f"2026-11-{i + 10}")
        for i in range(1, 4)
    ]
    assert [told(one) for one in done] == [[], [], ["escalate"]]
    do("remind", petition=RECOMMENDATION, body="stc")
    rows = every(office, "reminder")
    assert [(row["round"], row["document_number"]) for row in rows] == [
        (1, "1/BTCD"),
        (2, "2/BTCD"),
        (3, "3/BTCD"),
        (1, ""),
    ]
    assert rows[0]["on"] == date(2026, 11, 11)


def test_the_lead_is_reminded_when_no_body_is_named(do: Act, office: Desk) -> None:
    do("remind", petition=RECOMMENDATION)
    (row,) = every(office, "reminder")
    assert row["referral_id"] == referrals(office, RECOMMENDATION)[0]["id"]


def test_a_body_that_verifies_an_accepted_case_is_reminded_and_answers(do: Act, office: Desk) -> None:
    do("forward", petition=ACCEPTED, to="SNNMT", answer_by="2026-11-23")
    do("remind", petition=ACCEPTED)
    do("record_reply", petition=ACCEPTED, content="báo cáo xác minh")
    assert petition(office, ACCEPTED)["state"] == "accepted"
    assert referrals(office, ACCEPTED)[0]["answered_on"] == date(2026, 11, 23)


def test_a_report_to_the_chairman_does_not_end_the_complaint_that_he_must_decide(do: Act, office: Desk) -> None:
    do("classify", petition=RECEIVED, kind="complaint", jurisdiction="ours", on="2026-11-03")
    do("forward", petition=RECEIVED, to="SNNMT", sent_on="2026-11-04", answer_by="2026-11-20")
    do("record_reply", petition=RECEIVED, content="báo cáo xác minh")
    assert petition(office, RECEIVED)["state"] != "finished"


# --- answered


def test_the_leads_final_answer_ends_the_petition(do: Act, office: Desk) -> None:
    do("record_reply", petition=FORWARDED, document={"number": "99/SNNMT"}, on="2026-11-20", content="đã giải quyết")
    row = petition(office, FORWARDED)
    assert (row["state"], row["closing"], row["finished_on"]) == ("finished", "replied", date(2026, 11, 20))
    (reply,) = every(office, "reply")
    assert (reply["final"], reply["document_number"], reply["content"]) == (True, "99/SNNMT", "đã giải quyết")
    assert referrals(office, FORWARDED)[0]["answered_on"] == date(2026, 11, 20)


def test_a_helpers_answer_ends_nothing_and_comes_even_after_the_end(do: Act, office: Desk) -> None:
    do("record_reply", petition=RECOMMENDATION, body="STC", on="2026-11-10")
    assert petition(office, RECOMMENDATION)["state"] == "forwarded"
    do("record_reply", petition=RECOMMENDATION, body="SXD")
    assert petition(office, RECOMMENDATION)["state"] == "finished"


def test_a_helper_may_answer_after_the_lead_did(do: Act, office: Desk) -> None:
    do("record_reply", petition=RECOMMENDATION, body="SXD", on="2026-11-10")
    do("record_reply", petition=RECOMMENDATION, body="STC")
    row = petition(office, RECOMMENDATION)
    assert (row["state"], row["finished_on"]) == ("finished", date(2026, 11, 10))


def test_the_petition_ends_only_when_every_lead_has_answered(do: Act, office: Desk) -> None:
    do("forward", petition=FORWARDED, to="STC")
    do("record_reply", petition=FORWARDED, body="SNNMT")
    assert petition(office, FORWARDED)["state"] == "forwarded"
    do("record_reply", petition=FORWARDED, body="STC")
    assert petition(office, FORWARDED)["state"] == "finished"


def test_what_a_body_tells_on_the_way_is_kept_and_ends_nothing(do: Act, office: Desk) -> None:
    do("record_reply", petition=FORWARDED, final=False, received_on="2026-11-06", on="2026-11-06")
    do("record_reply", petition=FORWARDED, final=False, accepted_on="2026-11-12", on="2026-11-12")
    do("record_reply", petition=FORWARDED, final=False, resolved_on="2026-11-20", on="2026-11-21")
    (row,) = referrals(office, FORWARDED)
    assert (row["received_on"], row["accepted_on"], row["resolved_on"], row["answered_on"]) == (
        date(2026, 11, 6),
        date(2026, 11, 12),
        date(2026, 11, 20),
        None,
    )
    assert petition(office, FORWARDED)["state"] == "forwarded"


def test_what_a_body_tells_must_agree_with_what_it_told_before(do: Act) -> None:
    do("record_reply", petition=FORWARDED, final=False, resolved_on="2026-11-12")
    with pytest.raises(RegisterError) as refused:
        do("record_reply", petition=FORWARDED, final=False, accepted_on="2026-11-13")
    assert (refused.value.code, refused.value.field) == ("date_too_early", "resolved_on")


# --- decided


def test_an_outcome_keeps_its_amounts_and_resolves_the_petition(do: Act, office: Desk) -> None:
    do(
        "record_outcome",
        petition=ACCEPTED,
        on="2026-11-20",
        result="partly_right",
        document={"number": "77/QĐ-UBND"},
        content="trả lại",
        money_returned=1_500_000_000,
        land_returned="250.5",
        figures={"people_restored": 3},
    )
    row = petition(office, ACCEPTED)
    assert (row["state"], row["closing"], row["outcome_on"], row["finished_on"]) == (
        "finished",
        "resolved",
        date(2026, 11, 20),
        date(2026, 11, 20),
    )
    (outcome,) = every(office, "outcome")
    assert (outcome["result"], outcome["document_number"], outcome["body"]) == ("partly_right", "77/QĐ-UBND", "")
    amounts = {one["figure"]: one["amount"] for one in every(office, "outcome_figure", outcome_id=outcome["id"])}
    assert amounts == {
        "money_returned": Decimal(1_500_000_000),
        "land_returned": Decimal("250.50"),
        "people_restored": Decimal(3),
    }


@pytest.mark.parametrize(
    ("figure", "amount"),
    [
        *((figure, amount) for figure in Figure for amount in (0, 1, 9_007_199_254_740_992)),
        *((figure, amount) for figure in LAND for amount in ("0.01", "9999999999.99", 250.5)),
    ],
)
def test_every_amount_comes_back_to_the_last_digit(do: Act, office: Desk, figure: Figure, amount: object) -> None:
    do("record_outcome", petition=ACCEPTED, result="right", **{figure.value: amount})
    (row,) = every(office, "outcome_figure")
    assert (row["figure"], row["amount"]) == (figure.value, Decimal(str(amount)))


def test_the_outcome_of_a_forwarded_petition_answers_its_sending(do: Act, office: Desk) -> None:
    do("record_outcome", petition=RECOMMENDATION, body="SXD", on="2026-11-20", result="settled")
    lead, helper = referrals(office, RECOMMENDATION)
    assert (lead["resolved_on"], lead["answered_on"]) == (date(2026, 11, 20), date(2026, 11, 20))
    assert helper["answered_on"] is None
    assert petition(office, RECOMMENDATION)["closing"] == "resolved"


def test_an_outcome_told_later_does_not_move_the_day_of_the_answer(do: Act, office: Desk) -> None:
    do("record_reply", petition=FORWARDED, on="2026-11-10")
    do("record_outcome", petition=FORWARDED, on="2026-11-20", result="wrong")
    row = petition(office, FORWARDED)
    assert (row["finished_on"], row["outcome_on"], row["closing"]) == (
        date(2026, 11, 10),
        date(2026, 11, 20),
        "resolved",
    )


def test_a_petition_that_nobody_classified_has_no_outcome(do: Act) -> None:
    do("withdraw", petition=RECEIVED)
    with pytest.raises(RegisterError) as refused:
        do("record_outcome", petition=RECEIVED, result="right")
    assert refused.value.code == "not_classified"


@pytest.mark.parametrize(
    ("kind", "instance", "allowed"),
    [
        ("complaint", "first", {"right", "wrong", "partly_right", "terminated"}),
        ("complaint", "second", {"upheld", "amended", "terminated"}),
        ("denunciation", "first", {"right", "wrong", "partly_right", "terminated"}),
        ("denunciation", "again", {"right", "wrong", "partly_right", "terminated"}),
        ("recommendation", "first", {"settled", "right", "wrong", "partly_right", "terminated"}),
    ],
)
@pytest.mark.parametrize("result", ["right", "wrong", "partly_right", "upheld", "amended", "terminated", "settled"])
def test_a_petition_is_decided_in_the_words_of_its_kind(
    do: Act, kind: str, instance: str, allowed: set[str], result: str
) -> None:
    do("classify", petition=RECEIVED, kind=kind, instance=instance, jurisdiction="ours")
    do("dispose", petition=RECEIVED, **{"as": "accept"})
    if result in allowed:
        do("record_outcome", petition=RECEIVED, result=result)
        return
    with pytest.raises(RegisterError) as refused:
        do("record_outcome", petition=RECEIVED, result=result)
    assert (refused.value.code, refused.value.field) == ("bad_choice", "result")
    assert set(refused.value.values["choices"]) == allowed
