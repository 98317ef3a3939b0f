"""Mistakes put right: corrected, voided, undone. Nothing is deleted and no number is used again."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from reception_tui.desk.door import Desk
from reception_tui.domain.errors import RegisterError
from reception_tui.store import journal

if TYPE_CHECKING:
    from tests.conftest import Act

RECEIVED = "D-2026-0001"
CLASSIFIED = "D-2026-0002"
FORWARDED = "D-2026-0003"
ACCEPTED = "D-2026-0004"
DENUNCIATION = "D-2026-0005"
FINISHED = "D-2026-0006"
SPLIT = "D-2026-0007"
RECOMMENDATION = "D-2026-0009"
AWAITING = "D-2026-0010"
VISIT = "LT-2026-0001"
IN_SESSION = "LT-2026-0002"
SESSION = "KT-2026-0001"


def every(desk: Desk, table: str, **equal: object) -> list[dict[str, Any]]:
    with desk.register.reading() as work:
        return [dict(row) for row in work.rows(table, **equal)]


def numbered(desk: Desk, table: str, no: str) -> dict[str, Any]:
    with desk.register.reading() as work:
        return dict(work.by_no(table, no, "no"))


def refusal(act: Act, name: str, **fields: object) -> RegisterError:
    with pytest.raises(RegisterError) as refused:
        act(name, **fields)
    return refused.value


# --- corrected


@pytest.mark.parametrize(
    ("given", "column", "kept"),
    [
        ({"title": "Đơn  xin"}, "title", "Đơn xin"),
        ({"title": None}, "title", ""),
        ({"title": ""}, "title", ""),
        ({"content": "Nội dung đúng"}, "content", "Nội dung đúng"),
        ({"received_on": "2026-11-01"}, "received_on", date(2026, 11, 1)),
        ({"channel": "dropbox"}, "channel", "dropbox"),
        ({"signatories": 5}, "signatories", 5),
        ({"dated": "2026-10-30"}, "dated", date(2026, 10, 30)),
        ({"dated": None}, "dated", None),
        ({"signed": False}, "signed", False),
        ({"wants_result": True}, "wants_result", True),
        ({"forwarded_by": "MTTQ"}, "forwarded_by", "MTTQ"),
        ({"against": {"body": "stc", "office": "Giám đốc"}}, "against_body", "STC"),
        ({"note": "ghi"}, "note", "ghi"),
    ],
)
def test_a_petition_is_corrected_and_keeps_its_number(
    do: Act, office: Desk, given: dict[str, object], column: str, kept: object
) -> None:
    assert do("correct", petition="d-2026-1", set=given, why="gõ nhầm").no == RECEIVED
    assert numbered(office, "petition", RECEIVED)[column] == kept


@pytest.mark.parametrize(
    ("given", "column", "kept"),
    [
        ({"at": "2026-11-03T14:05"}, "time", "14:05"),
        ({"at": "2026-11-03"}, "on", date(2026, 11, 3)),
        ({"at": "2026-11-03"}, "time", "08:10"),
        ({"mode": "online"}, "mode", "online"),
        ({"content": "Nội dung đúng"}, "content", "Nội dung đúng"),
        ({"request": "Yêu cầu"}, "request", "Yêu cầu"),
        ({"result": "explained"}, "result", "explained"),
        ({"result": None}, "result", ""),
        ({"head_count": 12}, "head_count", 12),
        ({"head_count": 12}, "delegation", True),
        ({"head_count": 4}, "delegation", False),
        ({"note": "ghi"}, "note", "ghi"),
    ],
)
def test_a_visit_is_corrected_and_keeps_its_number(
    do: Act, office: Desk, given: dict[str, object], column: str, kept: object
) -> None:
    assert do("correct", visit="lt-2026-1", set=given, why="gõ nhầm").no == VISIT
    assert numbered(office, "visit", VISIT)[column] == kept


def test_a_visit_that_is_corrected_into_a_refusal_gets_its_reason(do: Act, office: Desk) -> None:
    assert refusal(do, "correct", visit=VISIT, set={"result": "refused"}, why="x").code == "refusal_reason_missing"
    assert refusal(do, "correct", visit=VISIT, set={"refusal": "TC1"}, why="x").code == "refusal_without_result"
    found = refusal(do, "correct", visit=VISIT, set={"result": "refused", "refusal": "TC9"}, why="x")
    assert found.code == "unknown_code"
    do("correct", visit=VISIT, set={"result": "refused", "refusal": "tc1"}, why="x")
    row = numbered(office, "visit", VISIT)
    assert (row["result"], row["refusal"]) == ("refused", "TC1")
    do("correct", visit=VISIT, set={"result": "explained"}, why="x")
    row = numbered(office, "visit", VISIT)
    assert (row["result"], row["refusal"]) == ("explained", "")


@pytest.mark.parametrize(
    ("given", "column", "kept"),
    [
        ({"name": "TRẦN THỊ NĂM"}, "name", "Trần Thị Năm"),
        ({"id_number": "051082009999"}, "id_number", "051082009999"),
        ({"phone": "+84905777888"}, "phone", "0905777888"),
        ({"phone": None}, "phone", ""),
        ({"commune": "ly son"}, "commune", "21548"),
        ({"birth_year": 1961}, "birth_year", 1961),
        ({"gender": "nữ"}, "gender", "female"),
    ],
)
def test_a_person_is_corrected(do: Act, office: Desk, given: dict[str, object], column: str, kept: object) -> None:
    do("correct", person=1, set=given, why="gõ nhầm")
    (person,) = every(office, "person", id=1)
    assert person[column] == kept
    assert person["id_number"] or column == "id_number"


def test_the_old_words_stay_in_the_journal(do: Act, office: Desk) -> None:
    entry = do("correct", petition=RECEIVED, set={"content": "Nội dung đúng"}, why="gõ nhầm").entry
    with office.register.reading() as work:
        found = journal.read(work.connection, entry)
        assert found is not None
        (change,) = [one for one in journal.changes_of(work.connection, found) if one.table == "petition"]
    assert change.before == {"content": f"Nội dung đơn {RECEIVED}"}
    assert change.after == {"content": "Nội dung đúng"}


def test_a_corrected_day_moves_the_limit(do: Act, office: Desk) -> None:
    do("correct", petition=RECEIVED, set={"received_on": "2026-11-16"}, why="gõ nhầm")
    (clock,) = every(office, "clock", petition_id=1)
    assert (clock["anchor"], clock["due"]) == (date(2026, 11, 16), date(2026, 12, 1))


def test_a_corrected_name_is_found_on_every_record_of_the_person(do: Act, office: Desk) -> None:
    do("correct", person=1, set={"name": "Nguyễn Văn Đúng"}, why="gõ nhầm")
    found = {row["book"] for row in every(office, "search_row") if "nguyen van dung" in row["folded"]}
    assert found == {"visit", "petition", "person"}
    assert not any("nguyen van duong" in row["folded"] for row in every(office, "search_row"))


def test_a_correction_that_was_seen_before_another_is_refused(do: Act, office: Desk) -> None:
    seen = numbered(office, "petition", RECEIVED)["version"]
    do("correct", petition=RECEIVED, set={"title": "một"}, why="x", version=seen)
    assert (
        refusal(do, "correct", petition=RECEIVED, set={"title": "hai"}, why="x", version=seen).code == "changed_since"
    )


# --- voided


def test_a_voided_number_is_never_given_again(do: Act, office: Desk) -> None:
    last = do("register_petition", content="vào nhầm", channel="post")
    do("void", petition=last.no, why="vào sổ hai lần")
    new = do("register_petition", content="đơn khác", channel="post")
    assert (last.no, new.no) == ("D-2026-0012", "D-2026-0013")
    row = numbered(office, "petition", last.no)
    assert row["voided"] == last.entry + 1
    assert row["note"] == "vào sổ hai lần"


def test_a_voided_petition_is_in_no_list_and_runs_no_limit(do: Act, office: Desk) -> None:
    do("void", petition=CLASSIFIED, why="nhầm")
    row = numbered(office, "petition", CLASSIFIED)
    assert every(office, "petition", no=CLASSIFIED) == []
    assert every(office, "clock", petition_id=row["id"]) == []
    assert every(office, "search_row", book="petition", record_id=row["id"]) == []


@pytest.mark.parametrize(
    ("act", "fields"),
    [
        ("classify", {"kind": "complaint"}),
        ("dispose", {"as": "guide"}),
        ("forward", {"to": "STC"}),
        ("remind", {}),
        ("record_reply", {}),
        ("record_outcome", {"result": "right"}),
        ("pause", {}),
        ("resume", {}),
        ("extend", {"days": 1}),
        ("withdraw", {}),
        ("split", {"parts": [{"content": "a"}, {"content": "b"}]}),
        ("link", {"matter": "new"}),
        ("correct", {"set": {"title": "x"}, "why": "x"}),
        ("void", {"why": "x"}),
    ],
)
def test_nothing_is_done_on_a_voided_petition(do: Act, act: str, fields: dict[str, object]) -> None:
    assert refusal(do, act, petition="D-2026-0008", **fields).code == "record_void"


def test_visits_and_reception_days_are_voided_from_the_outside_in(do: Act, office: Desk) -> None:
    assert refusal(do, "void", session=SESSION, why="x").code == "still_in_use"
    do("void", visit=IN_SESSION, why="nhầm")
    do("void", session=SESSION, why="nhầm")
    assert every(office, "session") == []
    assert refusal(do, "log_visit", session=SESSION, content="x", head_count=1).code == "record_void"


def test_a_split_paper_is_voided_after_its_parts(do: Act, office: Desk) -> None:
    for i in (1, 2):
        do("void", petition=f"{SPLIT}.{i}", why="nhầm")
    do("void", petition=SPLIT, why="nhầm")
    assert numbered(office, "petition", SPLIT)["voided"] is not None


def test_a_voided_number_comes_back_into_force_when_the_voiding_is_undone(do: Act, office: Desk) -> None:
    entry = do("void", petition=CLASSIFIED, why="nhầm").entry
    do("undo", entry=entry)
    row = numbered(office, "petition", CLASSIFIED)
    assert (row["voided"], row["state"], row["note"]) == (None, "classified", "")
    assert [clock["done"] for clock in every(office, "clock", petition_id=row["id"])] == [None]
