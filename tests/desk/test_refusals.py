"""Every refusal: its code, its field, and that nothing at all is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from reception_tui.desk.door import Desk
from reception_tui.domain.errors import BadInput, NotAllowed, RegisterError
from reception_tui.domain.office import Officer
from reception_tui.domain.reference import Reference
from reception_tui.i18n.sentences import of_error
from reception_tui.store.engine import url_of
from reception_tui.store.register import open_register

if TYPE_CHECKING:
    from tests.conftest import Act, Clock

RECEIVED = "D-2026-0001"
CLASSIFIED = "D-2026-0002"
FORWARDED = "D-2026-0003"
ACCEPTED = "D-2026-0004"
DENUNCIATION = "D-2026-0005"
FINISHED = "D-2026-0006"
SPLIT = "D-2026-0007"
VOID = "D-2026-0008"
RECOMMENDATION = "D-2026-0009"
AWAITING = "D-2026-0010"
INELIGIBLE = "D-2026-0011"
VISIT = "LT-2026-0001"
BROKEN = "reference_broken"
SESSION = "KT-2026-0001"
TOMORROW = "2026-11-24"
SOMEBODY = [{"name": "Lê Văn Ba"}]


def crowd(count: int, speakers: int) -> list[dict[str, object]]:
    return [{"name": f"Người {i}", "representative": i < speakers} for i in range(count)]


def visit(**fields: Any) -> dict[str, Any]:
    return {"act": "log_visit", "people": SOMEBODY, "content": "x"} | fields


def petition(**fields: Any) -> dict[str, Any]:
    return {"act": "register_petition", "content": "x"} | fields


def on(act: str, no: str, **fields: Any) -> dict[str, Any]:
    return {"act": act, "petition": no} | fields


def line(act: str, **fields: Any) -> dict[str, Any]:
    return {"act": act} | fields


REFUSED: list[tuple[dict[str, Any], str, str | None]] = [
    # log_visit
    (visit(content=""), "missing_field", "content"),
    (visit(content="   "), "missing_field", "content"),
    (visit(people=[]), "nobody_named", "people"),
    (visit(people=[], head_count=0), "nobody_named", "people"),
    (visit(people=crowd(3, 0), head_count=2), "head_count_too_small", "head_count"),
    (visit(people=crowd(10, 3)), "too_many_representatives", "people"),
    (visit(people=crowd(11, 6)), "too_many_representatives", "people"),
    (visit(people=[*SOMEBODY, {"phone": "0905123456"}]), "missing_field", "people[1].name"),
    (visit(people=[*SOMEBODY, {"name": "A", "id_number": "123"}]), "bad_id_number", "id_number"),
    (visit(people=[*SOMEBODY, {"name": "A", "phone": "113"}]), "bad_phone", "phone"),
    (visit(people=[*SOMEBODY, {"name": "A", "birth_year": 1850}]), "bad_number", "birth_year"),
    (visit(people=[*SOMEBODY, {"person": 99}]), "unknown_record", "people[1].person"),
    (visit(at=f"{TOMORROW}T08:00"), "date_in_future", "at"),
    (visit(at="hôm nay"), "bad_date", "at"),
    (visit(at="2026-11-23T25:00"), "bad_date", "at"),
    (visit(kind="weekly"), "bad_choice", "kind"),
    (visit(mode="telepathy"), "bad_choice", "mode"),
    (visit(received_by="head"), "bad_choice", "kind"),
    (visit(result="refused"), "refusal_reason_missing", "refusal"),
    (visit(result="explained", refusal="TC1"), "refusal_without_result", "refusal"),
    (visit(result="refused", refusal="TC9"), "unknown_code", "refusal"),
    (visit(at="2013-01-05", result="refused", refusal="TC1"), "unknown_code", "refusal"),
    (visit(session="KT-2026-9"), "unknown_record", "session"),
    (visit(matter="VV-2026-99"), "unknown_record", "matter"),
    # register_petition
    (petition(content=""), "missing_field", "content"),
    (petition(received_on=TOMORROW), "date_in_future", "received_on"),
    (petition(channel="pigeon"), "bad_choice", "channel"),
    (petition(book="visits"), "bad_choice", "book"),
    (petition(petitioners=crowd(3, 0), signatories=2), "bad_number", "signatories"),
    (petition(signatories=0), "bad_number", "signatories"),
    (petition(petitioners=[*SOMEBODY, {"name": ""}]), "missing_field", "petitioners[1].name"),
    (petition(petitioners=SOMEBODY, against={"body": "XYZ"}), "unknown_body", "against.body"),
    (petition(petitioners=SOMEBODY, against={"commune": "không có"}), "unknown_commune", "against.commune"),
    (petition(visit="LT-2026-99"), "unknown_record", "visit"),
    (petition(matter="VV-2026-99"), "unknown_record", "matter"),
    (petition(dated="05/03/2026"), "bad_date", "dated"),
    # classify
    (on("classify", "D-2026-99", kind="complaint"), "unknown_record", "petition"),
    (on("classify", VOID, kind="complaint"), "record_void", "petition"),
    (on("classify", RECEIVED), "missing_field", "kind"),
    (on("classify", RECEIVED, kind="wish"), "bad_choice", "kind"),
    (on("classify", RECEIVED, kind="complaint", instance="again"), "instance_not_of_kind", "instance"),
    (on("classify", RECEIVED, kind="denunciation", instance="second"), "instance_not_of_kind", "instance"),
    (on("classify", RECEIVED, kind="recommendation", instance="second"), "instance_not_of_kind", "instance"),
    (on("classify", RECEIVED, kind="complaint", why_not=["KD1"]), "reason_for_eligible", "why_not"),
    (on("classify", RECEIVED, kind="complaint", eligible=False), "reason_missing", "why_not"),
    (on("classify", RECEIVED, kind="complaint", eligible=False, why_not=["KD8"]), "unknown_code", "why_not"),
    (on("classify", RECEIVED, kind="complaint", field="sea"), "unknown_code", "field"),
    (on("classify", RECEIVED, kind="complaint", on=TOMORROW), "date_in_future", "on"),
    (on("classify", RECEIVED, kind="complaint", on="2026-11-01"), "date_too_early", "on"),
    (on("classify", RECEIVED, kind="complaint", version=99), "changed_since", "petition"),
    (on("classify", RECEIVED, kind="complaint", eligible="yes"), "bad_choice", "eligible"),
    *((on("classify", no, kind="complaint"), "move_not_allowed", "petition") for no in (FORWARDED, ACCEPTED, FINISHED)),
    (on("classify", SPLIT, kind="complaint"), "move_not_allowed", "petition"),
    # dispose
    (on("dispose", RECEIVED, **{"as": "guide"}), "not_classified", "petition"),
    (on("dispose", CLASSIFIED), "missing_field", "as"),
    (on("dispose", CLASSIFIED, **{"as": "burn"}), "bad_choice", "as"),
    (on("dispose", CLASSIFIED, **{"as": "accept"}), "disposition_not_lawful", "as"),
    (on("dispose", DENUNCIATION, **{"as": "return"}), "disposition_not_lawful", "as"),
    (on("dispose", INELIGIBLE, **{"as": "forward"}), "disposition_not_lawful", "as"),
    (on("dispose", CLASSIFIED, on=TOMORROW, **{"as": "guide"}), "date_in_future", "on"),
    (on("dispose", CLASSIFIED, on="2026-11-01", **{"as": "guide"}), "date_too_early", "on"),
    (on("dispose", AWAITING, **{"as": "refuse_acceptance"}), "reason_missing", "why"),
    (on("dispose", AWAITING, why=["K11.99"], **{"as": "refuse_acceptance"}), "unknown_code", "why"),
    (on("dispose", CLASSIFIED, version=1, **{"as": "guide"}), "changed_since", "petition"),
    *((on("dispose", no, **{"as": "guide"}), "move_not_allowed", "petition") for no in (FORWARDED, FINISHED, SPLIT)),
    (on("dispose", VOID, **{"as": "guide"}), "record_void", "petition"),
    # forward
    (on("forward", CLASSIFIED), "missing_field", "to"),
    (on("forward", CLASSIFIED, to="XYZ"), "unknown_body", "to"),
    (on("forward", CLASSIFIED, to="STNMT"), "body_not_in_force", "to"),
    (on("forward", CLASSIFIED, to="SNNMT", co_handlers=["XYZ"]), "unknown_body", "co_handlers"),
    (on("forward", CLASSIFIED, to="SNNMT", co_handlers=["SNNMT"]), "already_referred", "to"),
    (on("forward", CLASSIFIED, to="SNNMT", sent_on=TOMORROW), "date_in_future", "sent_on"),
    (on("forward", CLASSIFIED, to="SNNMT", sent_on="2026-11-01"), "date_too_early", "sent_on"),
    (
        on("forward", CLASSIFIED, to="SNNMT", sent_on="2026-11-05", received_on="2026-11-04"),
        "date_too_early",
        "received_on",
    ),
    (on("forward", RECEIVED, to="SNNMT"), "not_classified", "petition"),
    (on("forward", DENUNCIATION, to="STC"), "sent_to_accused", "to"),
    (on("forward", DENUNCIATION, to="TTr", co_handlers=["STC"]), "sent_to_accused", "co_handlers"),
    (on("forward", FORWARDED, to="SNNMT"), "already_referred", "to"),
    *((on("forward", no, to="STC"), "move_not_allowed", "petition") for no in (FINISHED, SPLIT, AWAITING)),
    # remind
    (on("remind", FORWARDED, body="XYZ"), "unknown_body", "body"),
    (on("remind", FORWARDED, body="STC"), "no_open_referral", "body"),
    (on("remind", ACCEPTED), "no_open_referral", "petition"),
    (on("remind", FORWARDED, on="2026-11-03"), "date_too_early", "on"),
    (on("remind", FORWARDED, on=TOMORROW), "date_in_future", "on"),
    (on("remind", RECEIVED), "not_classified", "petition"),
    (on("remind", CLASSIFIED), "no_open_referral", "petition"),
    *((on("remind", no), "move_not_allowed", "petition") for no in (FINISHED, SPLIT)),
    # remind_body
    (line("remind_body", body="XYZ"), "unknown_body", "body"),
    (line("remind_body", body="SYT"), "nothing_to_remind", "body"),
    (line("remind_body", body="SNNMT", petitions=[FORWARDED, ACCEPTED]), "no_open_referral", "body"),
    (line("remind_body", body="SNNMT", petitions=["D-2026-0999"]), "unknown_record", "petitions"),
    # escalate
    (on("escalate", RECEIVED), "not_classified", "petition"),
    (on("escalate", CLASSIFIED), "no_open_referral", "petition"),
    (on("escalate", FORWARDED, body="STC"), "no_open_referral", "body"),
    (on("escalate", FORWARDED, on="2026-11-03"), "date_too_early", "on"),
    # fulfil
    (line("fulfil"), "missing_field", "petition"),
    (on("fulfil", RECEIVED), "no_clock_running", "stage"),
    (on("fulfil", FORWARDED, stage="KN-03"), "no_clock_running", "stage"),
    (line("fulfil", visit=VISIT), "no_clock_running", "visit"),
    # announce_day, apply_reference
    (line("announce_day", kind="day_off", on="2026-09-02", what="x", decision="1/TB"), "day_decreed", "on"),
    (line("apply_reference", name="calendar/2027-x.toml", text="year = 2027\nx ="), BROKEN, "calendar/2027-x.toml"),
    # record_reply
    (on("record_reply", FORWARDED, body="STC"), "no_open_referral", "body"),
    (on("record_reply", FORWARDED, on="2026-11-03"), "date_too_early", "on"),
    (on("record_reply", FORWARDED, received_on="2026-11-03"), "date_too_early", "received_on"),
    (on("record_reply", FORWARDED, accepted_on=TOMORROW), "date_in_future", "accepted_on"),
    (
        on("record_reply", FORWARDED, accepted_on="2026-11-10", resolved_on="2026-11-09"),
        "date_too_early",
        "resolved_on",
    ),
    (on("record_reply", FINISHED), "no_open_referral", "petition"),
    (on("record_reply", RECEIVED), "not_classified", "petition"),
    (on("record_reply", CLASSIFIED), "no_open_referral", "petition"),
    (on("record_reply", SPLIT), "move_not_allowed", "petition"),
    # record_outcome
    (on("record_outcome", ACCEPTED), "missing_field", "result"),
    (on("record_outcome", ACCEPTED, result="upheld"), "bad_choice", "result"),
    (on("record_outcome", ACCEPTED, result="settled"), "bad_choice", "result"),
    (on("record_outcome", ACCEPTED, result="right", on="2026-11-03"), "date_too_early", "on"),
    (on("record_outcome", ACCEPTED, result="right", body="STNMT"), "body_not_in_force", "body"),
    (on("record_outcome", ACCEPTED, result="right", figures={"gold": 1}), "bad_choice", "figures"),
    (on("record_outcome", ACCEPTED, result="right", figures=[1]), "bad_shape", "figures"),
    (on("record_outcome", ACCEPTED, result="right", land_returned=-1), "bad_number", "figures.land_returned"),
    (on("record_outcome", ACCEPTED, result="right", money_returned="1.005"), "bad_number", "figures.money_returned"),
    (on("record_outcome", ACCEPTED, result="right", money_returned=1e30), "bad_number", "figures.money_returned"),
    *((on("record_outcome", no, result="right"), "move_not_allowed", "petition") for no in (RECEIVED, CLASSIFIED)),
    # pause, resume, extend
    (on("pause", CLASSIFIED), "pause_not_known", "stage"),
    (on("pause", ACCEPTED, stage="KN-07"), "no_clock_running", "stage"),
    (on("pause", ACCEPTED, on="2026-11-01"), "date_too_early", "on"),
    (on("pause", ACCEPTED, on=TOMORROW), "date_in_future", "on"),
    (on("pause", FINISHED), "move_not_allowed", "petition"),
    (on("resume", ACCEPTED), "not_paused", "stage"),
    (on("resume", ACCEPTED, stage="KN-02"), "not_paused", "stage"),
    (on("extend", ACCEPTED), "missing_field", "days"),
    (on("extend", ACCEPTED, days=0), "bad_number", "days"),
    (on("extend", ACCEPTED, days=-5), "bad_number", "days"),
    (on("extend", ACCEPTED, days=15), "extension_refused", "days"),
    (on("extend", ACCEPTED, days=15, stage="TC-06"), "no_clock_running", "stage"),
    (on("extend", FINISHED, days=15), "move_not_allowed", "petition"),
    # withdraw, split
    (on("withdraw", CLASSIFIED, on="2026-11-01"), "date_too_early", "on"),
    (on("withdraw", CLASSIFIED, whole=False), "missing_field", "content"),
    *((on("withdraw", no), "move_not_allowed", "petition") for no in (FINISHED, SPLIT)),
    (on("split", RECEIVED), "missing_field", "parts"),
    (on("split", RECEIVED, parts=[{"content": "một"}]), "too_few_parts", "parts"),
    (on("split", RECEIVED, parts=[{"content": "một"}, {"title": "hai"}]), "missing_field", "parts[1].content"),
    (on("split", RECEIVED, parts=[{"content": "a"}, {"content": "b", "field": "sea"}]), "unknown_code", "field"),
    (on("split", RECEIVED, parts=[{"content": "a"}, {"content": "b", "kind": "x"}]), "bad_choice", "parts[1].kind"),
    (on("split", FORWARDED, parts=[{"content": "a"}, {"content": "b"}]), "move_not_allowed", "petition"),
    (on("split", f"{SPLIT}.1", parts=[{"content": "a"}, {"content": "b"}]), "part_not_split", "petition"),
    # link
    ({"act": "link"}, "missing_field", "petition"),
    (on("link", RECEIVED), "missing_field", "matter"),
    (on("link", RECEIVED, matter="VV-2026-99"), "unknown_record", "matter"),
    (on("link", RECEIVED, to="LT-2026-99"), "unknown_record", "visit"),
    (on("link", RECEIVED, to="D-2026-99"), "unknown_record", "petition"),
    (on("link", RECEIVED, to=VOID), "record_void", "petition"),
    # correct
    (on("correct", RECEIVED, set={"title": "x"}), "missing_field", "why"),
    (on("correct", RECEIVED, set={}, why="x"), "nothing_to_correct", "set"),
    (on("correct", RECEIVED, set="title", why="x"), "bad_shape", "set"),
    ({"act": "correct", "set": {"title": "x"}, "why": "x"}, "missing_field", "petition"),
    (on("correct", RECEIVED, set={"kind": "complaint"}, why="x"), "field_not_correctable", "kind"),
    (on("correct", RECEIVED, set={"no": "D-2026-0099"}, why="x"), "field_not_correctable", "no"),
    (on("correct", RECEIVED, set={"content": ""}, why="x"), "missing_field", "content"),
    (on("correct", RECEIVED, set={"content": None}, why="x"), "missing_field", "content"),
    (on("correct", RECEIVED, set={"channel": None}, why="x"), "missing_field", "channel"),
    (on("correct", RECEIVED, set={"received_on": TOMORROW}, why="x"), "date_in_future", "received_on"),
    (on("correct", FINISHED, set={"received_on": "2026-11-10"}, why="x"), "date_too_early", "received_on"),
    (on("correct", RECEIVED, set={"signatories": 0}, why="x"), "bad_number", "signatories"),
    (on("correct", RECEIVED, set={"signatories": None}, why="x"), "missing_field", "signatories"),
    (on("correct", RECEIVED, set={"against": {"body": "XYZ"}}, why="x"), "unknown_body", "against.body"),
    (on("correct", RECEIVED, set={"title": ["x"]}, why="x"), "bad_shape", "title"),
    (on("correct", RECEIVED, set={"title": "x"}, why="x", version=99), "changed_since", "petition"),
    ({"act": "correct", "visit": VISIT, "set": {"no": "x"}, "why": "x"}, "field_not_correctable", "no"),
    ({"act": "correct", "visit": VISIT, "set": {"head_count": 0}, "why": "x"}, "head_count_too_small", "head_count"),
    ({"act": "correct", "visit": VISIT, "set": {"head_count": None}, "why": "x"}, "missing_field", "head_count"),
    ({"act": "correct", "visit": VISIT, "set": {"at": TOMORROW}, "why": "x"}, "date_in_future", "at"),
    ({"act": "correct", "visit": VISIT, "set": {"note": "x"}, "why": "x", "version": 99}, "changed_since", "visit"),
    ({"act": "correct", "person": 99, "set": {"name": "x"}, "why": "x"}, "unknown_record", "person"),
    ({"act": "correct", "person": 1, "set": {"id": 5}, "why": "x"}, "field_not_correctable", "id"),
    ({"act": "correct", "person": 1, "set": {"name": ""}, "why": "x"}, "missing_field", "set.name"),
    ({"act": "correct", "person": 1, "set": {"phone": "113"}, "why": "x"}, "bad_phone", "phone"),
    # void
    (on("void", RECEIVED), "missing_field", "why"),
    ({"act": "void", "why": "x"}, "missing_field", "petition"),
    ({"act": "void", "visit": VISIT, "why": "x"}, "still_in_use", "visit"),
    ({"act": "void", "session": SESSION, "why": "x"}, "still_in_use", "session"),
    (on("void", SPLIT, why="x"), "still_in_use", "petition"),
    (on("void", VOID, why="x"), "record_void", "petition"),
    (on("void", RECEIVED, why="x", version=99), "changed_since", "petition"),
    # undo
    ({"act": "undo"}, "missing_field", "entry"),
    ({"act": "undo", "entry": 0}, "unknown_record", "entry"),
    ({"act": "undo", "entry": 999}, "unknown_record", "entry"),
    ({"act": "undo", "entry": -1}, "unknown_record", "entry"),
    ({"act": "undo", "entry": 10**30}, "bad_number", "entry"),
    ({"act": "undo", "entry": 1}, "not_undoable", "entry"),
    ({"act": "undo", "entry": 2}, "changed_after", "entry"),
    # hold_session
    ({"act": "hold_session", "host": "chairman"}, "missing_field", "on"),
    ({"act": "hold_session", "on": "2026-11-20"}, "missing_field", "host"),
    ({"act": "hold_session", "on": "2026-11-20", "host": "mayor"}, "bad_choice", "host"),
    ({"act": "hold_session", "on": TOMORROW, "host": "chairman"}, "date_in_future", "on"),
    ({"act": "hold_session", "on": "2026-11-20", "host": "chairman", "kind": "regular"}, "bad_choice", "kind"),
    # change_officer
    ({"act": "change_officer", "name": "Minh"}, "missing_field", "code"),
    ({"act": "change_officer", "code": "minh"}, "missing_field", "name"),
    ({"act": "change_officer", "code": "minh", "name": "Minh", "roles": ["king"]}, "unknown_code", "roles"),
    # no act
    ({"act": "burn"}, "unknown_act", "act"),
]  # fmt: skip


def name_of(case: object) -> str:
    return " ".join(f"{name}={value}" for name, value in case.items()) if isinstance(case, dict) else str(case)


@pytest.fixture(scope="module")
def shared(office_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One copy for all refusals: they must not change it."""
    path = tmp_path_factory.mktemp("refusals") / "office.db"
    path.write_bytes(office_once.read_bytes())
    return path


@pytest.mark.parametrize(("line", "code", "field"), REFUSED, ids=[name_of(line)[:70] for line, _, _ in REFUSED])
def test_a_refused_act_names_its_cause_and_field_and_writes_nothing(
    shared: Path,
    reference: Reference,
    officer: Officer,
    clock: Clock,
    acts_of: Callable[[Desk], Act],
    dump_file: Callable[[Path], object],
    line: dict[str, Any],
    code: str,
    field: str | None,
) -> None:
    register = open_register(url_of(shared))
    act = acts_of(Desk(register, reference, officer, clock))
    before = dump_file(shared)
    with pytest.raises(RegisterError) as refused:
        act(line["act"], **{name: value for name, value in line.items() if name != "act"})
    register.close()
    assert (refused.value.code, refused.value.field) == (code, field)
    assert isinstance(refused.value, BadInput | NotAllowed)
    assert "?" not in of_error(refused.value)
    assert dump_file(shared) == before
