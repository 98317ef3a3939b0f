"""Who may do what: every role against every act."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from reception_tui.desk.acts import ACTS
from reception_tui.desk.door import Desk, execute, perform
from reception_tui.desk.reading import read_command
from reception_tui.domain.commands import COMMANDS
from reception_tui.domain.errors import NoRight, RegisterError
from reception_tui.domain.office import Officer
from reception_tui.domain.reference import Reference

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Act, Dump

RECEIVED = "D-2026-0001"
CLASSIFIED = "D-2026-0002"
FORWARDED = "D-2026-0003"
ACCEPTED = "D-2026-0004"
DENUNCIATION = "D-2026-0005"
PIN = "2468"
UNANSWERED = "LT-2026-0002"

ROLES = ("receiver", "handler", "head", "auditor", "keeper")
YES, NO = True, False
# Columns: receiver, handler, head, auditor, keeper
TABLE = {
    "log_visit": (YES, NO, YES, NO, NO),
    "register_petition": (YES, YES, YES, NO, NO),
    "classify": (YES, YES, YES, NO, NO),
    "dispose": (NO, YES, YES, NO, NO),
    "forward": (NO, YES, YES, NO, NO),
    "remind": (NO, YES, YES, NO, NO),
    "remind_body": (NO, YES, YES, NO, NO),
    "escalate": (NO, NO, YES, NO, NO),
    "fulfil": (YES, YES, YES, NO, NO),
    "record_reply": (NO, YES, YES, NO, NO),
    "record_outcome": (NO, YES, YES, NO, NO),
    "pause": (NO, YES, YES, NO, NO),
    "resume": (NO, YES, YES, NO, NO),
    "extend": (NO, YES, YES, NO, NO),
    "withdraw": (NO, YES, YES, NO, NO),
    "split": (NO, YES, YES, NO, NO),
    "link": (YES, YES, YES, NO, NO),
    "hold_session": (NO, YES, YES, NO, NO),
    "sign_report": (NO, YES, YES, NO, NO),
    "enter_figures": (NO, YES, YES, NO, NO),
    "correct": (YES, YES, YES, NO, NO),
    "void": (NO, NO, YES, NO, NO),
    "undo": (YES, YES, YES, NO, NO),
    "announce_day": (NO, NO, YES, NO, YES),
    "apply_reference": (NO, NO, NO, NO, YES),
    "change_officer": (NO, NO, NO, NO, YES),
    "change_pin": (YES, YES, YES, YES, YES),
    "recuse": (YES, YES, YES, NO, NO),
    "lift_recusal": (NO, NO, YES, NO, NO),
    "issue_letter": (YES, YES, YES, NO, NO),
    "issue_letters": (YES, YES, YES, NO, NO),
    "set_letter_template": (NO, NO, YES, NO, YES),
    "promise": (YES, YES, YES, NO, NO),
    "keep_promise": (YES, YES, YES, NO, NO),
    "register_for_session": (YES, YES, YES, NO, NO),
    "take_turn": (YES, YES, YES, NO, NO),
    "plan_session": (NO, YES, YES, NO, NO),
    "plan_schedule": (NO, YES, YES, NO, NO),
    "publish_schedule": (NO, YES, YES, NO, NO),
    "move_session": (NO, YES, YES, NO, NO),
    "cancel_session": (NO, YES, YES, NO, NO),
    "conclude": (NO, YES, YES, NO, NO),
    "task_progress": (NO, YES, YES, NO, NO),
    "give_task": (NO, YES, YES, NO, NO),
    "sign_minutes": (NO, YES, YES, NO, NO),
    "hold_meeting": (NO, YES, YES, NO, NO),
    "note_holding": (NO, YES, YES, NO, NO),
    "end_holding": (NO, YES, YES, NO, NO),
    "import_batch": (NO, YES, YES, NO, YES),
    "record_submission": (NO, YES, YES, NO, NO),
    "open_identity": (YES, YES, YES, NO, NO),
    "share_case": (NO, YES, YES, NO, NO),
    "recover_cases": (NO, NO, NO, NO, YES),
    "together": (YES, YES, YES, NO, NO),
    "hand_over": (NO, YES, YES, NO, NO),
}
FIELDS: dict[str, dict[str, Any]] = {
    "issue_letter": {"kind": "receipt", "petition": RECEIVED},
    "set_letter_template": {"form": "receipt"},
    "issue_letters": {"kind": "receipt", "records": [RECEIVED]},
    "log_visit": {"head_count": 1, "content": "x"},
    "register_petition": {"content": "x"},
    "classify": {"petition": RECEIVED, "kind": "complaint"},
    "dispose": {"petition": CLASSIFIED, "as": "guide"},
    "forward": {"petition": CLASSIFIED, "to": "SNNMT"},
    "remind": {"petition": FORWARDED},
    "remind_body": {"body": "SNNMT", "petitions": [FORWARDED]},
    "escalate": {"petition": FORWARDED},
    "fulfil": {"visit": UNANSWERED},
    "record_reply": {"petition": FORWARDED},
    "record_outcome": {"petition": ACCEPTED, "result": "right"},
    "pause": {"petition": ACCEPTED, "on": "2026-11-10"},
    "resume": {"petition": ACCEPTED},
    "extend": {"petition": ACCEPTED, "days": 5},
    "withdraw": {"petition": CLASSIFIED},
    "split": {"petition": RECEIVED, "parts": [{"content": "a"}, {"content": "b"}]},
    "link": {"petition": CLASSIFIED, "to": FORWARDED},
    "enter_figures": {
        "form": "06/QLKNTC",
        "from": "2026-10-01",
        "to": "2026-10-31",
        "figures": [{"cell": "1", "value": 2}],
    },
    "sign_report": {"form": "01/TCD", "from": "2026-10-01", "to": "2026-10-31", "signer": "Lê Văn Năm"},
    "hold_session": {"on": "2026-11-20", "host": "council"},
    "correct": {"petition": RECEIVED, "set": {"title": "x"}, "why": "x"},
    "void": {"petition": CLASSIFIED, "why": "x"},
    "undo": {"entry": 3},
    "announce_day": {"kind": "day_off", "on": "2026-12-24", "what": "Nghỉ bù", "decision": "9/TB-VPCP"},
    "apply_reference": {"name": "calendar/2026-x.toml", "text": "year = 2026\n"},
    "change_officer": {"code": "minh", "name": "Minh"},
    "change_pin": {"new": "gió mùa đông bắc"},
    "recuse": {"officer": "ai", "petition": CLASSIFIED, "ground": "related"},
    "lift_recusal": {"officer": "lan", "petition": CLASSIFIED},
    "promise": {"visit": UNANSWERED, "on": "2026-12-01"},
    "keep_promise": {"visit": UNANSWERED},
    "register_for_session": {"day": "NT-2026-0001", "visit": UNANSWERED},
    "take_turn": {"day": "NT-2026-0001", "place": 1},
    "plan_session": {"on": "2026-12-15", "host": "council"},
    "plan_schedule": {"first": "2027-01-01", "last": "2027-01-31"},
    "publish_schedule": {"first": "2026-12-01", "last": "2026-12-31"},
    "move_session": {"day": "NT-2026-0001", "to": "2026-12-17", "why": "x"},
    "cancel_session": {"day": "NT-2026-0001", "why": "x"},
    "conclude": {"session": "KT-2026-0001", "conclusion": "x"},
    "task_progress": {"task": "GV-2026-0001"},
    "give_task": {"body": "SXD", "what": "x", "by": "2026-12-15"},
    "sign_minutes": {"session": "KT-2026-0001"},
    "hold_meeting": {"first": "2026-11-01", "last": "2026-11-20"},
    "note_holding": {"petition": RECEIVED, "body": "VPTU"},
    "end_holding": {"petition": RECEIVED, "body": "VPTU"},
    "import_batch": {
        "book": "feedback",
        "rows": [{"row": 2, "commands": [{"act": "register_petition", "book": "feedback", "content": "x"}]}],
    },
    "open_identity": {"petition": DENUNCIATION, "reason": "x", "pin": PIN},
    "share_case": {"petition": DENUNCIATION, "officer": "lan"},
    "recover_cases": {"officer": "lan", "first_half": "x", "second_half": "x"},
    "together": {"acts": [{"act": "link", "petition": CLASSIFIED, "to": FORWARDED}]},
    "hand_over": {"petition": RECEIVED, "to": "lan"},
    "record_submission": {
        "first": "2026-11-01",
        "last": "2026-11-02",
        "file": "a.json",
        "digest": "0",
        "records": [RECEIVED],
    },
}
CELLS = [(act, role, may) for act, row in TABLE.items() for role, may in zip(ROLES, row, strict=True)]


@pytest.fixture
def act_as(office: Desk, acts_of: Callable[[Desk], Act]) -> Callable[..., Act]:
    """Do acts as an officer of some roles."""
    return lambda *roles, active=True: acts_of(
        replace(office, officer=Officer("ai", "Ai Đó", frozenset(roles), active))
    )


def test_every_act_is_known_to_the_table_the_desk_and_the_commands(reference: Reference) -> None:
    assert set(TABLE) == set(FIELDS) == set(ACTS) == set(COMMANDS)
    assert set(ROLES) <= set(reference.roles)


@pytest.mark.parametrize(("act", "role", "may"), CELLS, ids=[f"{role} {act}" for act, role, _ in CELLS])
def test_a_role_may_do_exactly_what_the_table_says(
    act_as: Callable[..., Act],
    dump_file: Callable[[Path], Dump],
    office_path: Path,
    act: str,
    role: str,
    may: bool,
) -> None:
    before = dump_file(office_path)
    try:
        act_as(role)(act, **FIELDS[act])
    except NoRight:
        allowed = False
    except RegisterError:
        allowed = True
    else:
        allowed = True
        assert dump_file(office_path) != before
    assert allowed is may
    if not may:
        after = dump_file(office_path)
        *entries, refusal = after.pop("entry")
        assert entries == before.pop("entry")
        assert after == before
        missing = {"act": act, "missing": act, "why": "no_right"}
        assert (refusal[2], refusal[3], json.loads(refusal[6])[0]["a"]) == ("ai", "refuse", missing)
        assert refusal[4] == FIELDS[act].get("petition", FIELDS[act].get("visit", refusal[4]))


@pytest.mark.parametrize("role", ROLES)
def test_file_and_server_refuse_the_same_and_both_journal_it(office: Desk, role: str) -> None:
    desk = replace(office, officer=Officer("ai", "Ai Đó", frozenset({role})))
    allowed = set()
    for act, fields in FIELDS.items():
        command, _ = read_command({"act": act} | fields)
        with desk.register.trying() as work:
            try:
                perform(work, desk, command)
            except NoRight:
                continue
            except RegisterError:
                pass
            allowed.add(act)
    assert allowed == {act for act, row in TABLE.items() if row[ROLES.index(role)]}
    refused = sorted(set(TABLE) - allowed)
    for act in refused:
        with pytest.raises(NoRight):
            execute(desk, read_command({"act": act} | FIELDS[act])[0])
    with desk.register.reading() as work:
        rows = work.connection.exec_driver_sql("SELECT changes FROM entry WHERE act = 'refuse' AND officer = 'ai'")
        told = [json.loads(changes)[0]["a"] for (changes,) in rows]
    assert sorted(one["act"] for one in told) == refused
    assert {(one["missing"], one["why"]) for one in told} == {(act, "no_right") for act in refused}


def test_the_refusal_says_who_and_what(act_as: Callable[..., Act]) -> None:
    with pytest.raises(NoRight) as refused:
        act_as("auditor")("log_visit", head_count=1, content="x")
    assert refused.value.field == "act"
    assert refused.value.values == {"act": "log_visit", "officer": "ai"}


def test_an_officer_may_do_what_any_of_their_roles_may(act_as: Callable[..., Act]) -> None:
    both = act_as("receiver", "handler")
    both("log_visit", head_count=1, content="x")
    both("dispose", petition=CLASSIFIED, **{"as": "guide"})


@pytest.mark.parametrize("roles", [(), ("king",), ("auditor",)])
def test_without_a_role_that_allows_it_nothing_is_done(act_as: Callable[..., Act], roles: tuple[str, ...]) -> None:
    with pytest.raises(NoRight):
        act_as(*roles)("log_visit", head_count=1, content="x")


def test_an_officer_who_left_may_do_nothing(act_as: Callable[..., Act]) -> None:
    with pytest.raises(NoRight):
        act_as("head", "keeper", active=False)("log_visit", head_count=1, content="x")


def test_nobody_undoes_what_they_may_not_do(do: Act, act_as: Callable[..., Act]) -> None:
    voided = do("void", petition=CLASSIFIED, why="nhầm")
    with pytest.raises(NoRight) as refused:
        act_as("handler")("undo", entry=voided.entry)
    assert refused.value.values["act"] == "void"
    undone = act_as("head")("undo", entry=voided.entry)
    with pytest.raises(NoRight):
        act_as("handler")("undo", entry=undone.entry)


def test_an_officer_undoes_what_a_colleague_did_when_they_may_do_it_too(do: Act, act_as: Callable[..., Act]) -> None:
    done = do("classify", petition=RECEIVED, kind="complaint")
    act_as("receiver")("undo", entry=done.entry)
