"""Undo puts back what an act changed, once, and nothing that somebody leaned on since."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import create_engine, inspect

from reception_tui.desk.checking import check
from reception_tui.desk.door import Desk
from reception_tui.store import journal, journal_rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Act, Dump

from tests.desk.conftest import (
    ACCEPTED,
    AWAITING,
    CLASSIFIED,
    FORWARDED,
    IN_SESSION,
    RECEIVED,
    RECOMMENDATION,
    SESSION,
    VISIT,
)
from tests.desk.test_correction_acts import every, numbered, refusal

DONE: list[tuple[str, dict[str, Any]]] = [
    ("log_visit", {"people": [{"name": "Lê Ba", "phone": "0905123456"}], "content": "x", "matter": "new"}),
    ("log_visit", {"people": [{"name": "Lê Ba", "id_number": "051082001234"}], "content": "x", "session": SESSION}),
    ("register_petition", {"petitioners": [{"name": "Lê Ba"}], "content": "x", "visit": IN_SESSION}),
    ("register_petition", {"content": "x", "book": "feedback"}),
    ("classify", {"petition": RECEIVED, "kind": "denunciation"}),
    ("classify", {"petition": RECEIVED, "kind": "complaint", "field": "land", "complex": True}),
    ("dispose", {"petition": CLASSIFIED, "as": "guide"}),
    ("dispose", {"petition": AWAITING, "as": "accept"}),
    ("dispose", {"petition": ACCEPTED, "as": "report_to_head"}),
    ("forward", {"petition": CLASSIFIED, "to": "SNNMT", "co_handlers": ["STC"]}),
    ("forward", {"petition": ACCEPTED, "to": "SNNMT"}),
    ("remind", {"petition": FORWARDED}),
    ("record_reply", {"petition": FORWARDED}),
    ("record_reply", {"petition": FORWARDED, "final": False, "accepted_on": "2026-11-10"}),
    ("record_outcome", {"petition": ACCEPTED, "result": "right", "money_returned": 5}),
    ("record_outcome", {"petition": RECOMMENDATION, "result": "settled", "body": "SXD"}),
    ("pause", {"petition": ACCEPTED, "on": "2026-11-10"}),
    ("withdraw", {"petition": FORWARDED}),
    ("withdraw", {"petition": FORWARDED, "whole": False, "content": "rút một phần"}),
    ("split", {"petition": RECEIVED, "parts": [{"content": "a"}, {"content": "b", "kind": "denunciation"}]}),
    ("link", {"petition": CLASSIFIED, "to": VISIT}),
    ("link", {"petition": CLASSIFIED, "to": FORWARDED}),
    ("correct", {"petition": RECEIVED, "set": {"received_on": "2026-11-01", "signatories": 9}, "why": "x"}),
    ("correct", {"visit": VISIT, "set": {"head_count": 20, "at": "2026-11-03"}, "why": "x"}),
    ("correct", {"person": 1, "set": {"name": "Ai Khác", "birth_year": 1961}, "why": "x"}),
    ("void", {"petition": RECEIVED, "why": "x"}),
    ("void", {"visit": IN_SESSION, "why": "x"}),
    ("hold_session", {"on": "2026-11-20", "host": "council"}),
]
_KEPT = ("entry", "entry_text", "book_number", "sqlite_sequence")


@pytest.fixture
def tables(office_place: str) -> Callable[[], dict[str, Any]]:
    """Read what the tables say, but for versions, ids of what can be made anew, and void rows."""

    def read() -> dict[str, Any]:
        found: dict[str, Any] = {}
        engine = create_engine(office_place)
        with engine.connect() as connection:
            for table in inspect(connection).get_table_names():
                if table in _KEPT or table.startswith("search_index"):
                    continue
                rows = connection.exec_driver_sql(f'SELECT * FROM "{table}"').mappings().all()
                found[table] = sorted(
                    str({name: value for name, value in row.items() if name != "version" and not _anew(table, name)})
                    for row in rows
                    if row.get("voided") is None
                )
        engine.dispose()
        return found

    return read


def _anew(table: str, column: str) -> bool:
    return column == "id" and table in ("clock", "search_row")


@pytest.mark.parametrize(("name", "fields"), DONE, ids=[f"{name} {i}" for i, (name, _) in enumerate(DONE)])
def test_undoing_an_act_puts_back_every_row_and_leaves_both_in_the_journal(
    do: Act, office: Desk, tables: Callable[[], dict[str, Any]], name: str, fields: dict[str, Any]
) -> None:
    before = tables()
    done = do(name, **fields)
    assert tables() != before
    undone = do("undo", entry=done.entry)
    assert undone.no == done.no
    assert undone.entry == done.entry + 1
    assert tables() == before
    with office.register.reading() as work:
        assert journal.undone(work.connection, done.entry) == undone.entry
        assert list(journal.verify(work.connection)) == []
        assert list(journal_rows.verify_rows(work.connection)) == []


@pytest.mark.parametrize(("name", "fields"), DONE, ids=[f"{name} {i}" for i, (name, _) in enumerate(DONE)])
def test_undoing_the_undoing_does_the_act_again(
    do: Act, office: Desk, tables: Callable[[], dict[str, Any]], name: str, fields: dict[str, Any]
) -> None:
    done = do(name, **fields)
    after = tables()
    undone = do("undo", entry=done.entry)
    do("undo", entry=undone.entry)
    assert tables() == after
    with office.register.reading() as work:
        assert list(journal_rows.verify_rows(work.connection)) == []


def test_a_number_of_an_undone_entry_is_never_given_again(do: Act) -> None:
    done = do("log_visit", head_count=1, content="x")
    do("undo", entry=done.entry)
    assert do("log_visit", head_count=1, content="x").no != done.no


def test_the_numbers_of_undone_parts_are_never_given_again(do: Act, office: Desk) -> None:
    parts = [{"content": "một"}, {"content": "hai"}]
    do("undo", entry=do("split", petition=RECEIVED, parts=parts).entry)
    do("split", petition=RECEIVED, parts=parts)
    paper = numbered(office, "petition", RECEIVED)
    assert [row["no"] for row in every(office, "petition", parent_id=paper["id"])] == [f"{RECEIVED}.3", f"{RECEIVED}.4"]


def test_a_code_that_was_taken_back_is_no_gap_and_never_given_again(do: Act, office: Desk) -> None:
    do("undo", entry=do("classify", petition=RECEIVED, kind="denunciation").entry)
    assert check(office) == []
    do("classify", petition=RECEIVED, kind="denunciation")
    assert numbered(office, "petition", RECEIVED)["sealed_code"] == "TC-2026-0003"
    assert check(office) == []


def test_an_act_is_undone_once(do: Act) -> None:
    done = do("log_visit", head_count=1, content="x")
    undone = do("undo", entry=done.entry)
    again = refusal(do, "undo", entry=done.entry)
    assert (again.code, again.values["by"]) == ("already_undone", undone.entry)


CITIZEN = [{"name": "A", "id_number": "051082007777"}]
USED: list[tuple[tuple[str, dict[str, Any]], tuple[str, dict[str, Any]]]] = [
    (("classify", {"petition": RECEIVED, "kind": "complaint"}), ("dispose", {"petition": RECEIVED, "as": "guide"})),
    (("forward", {"petition": CLASSIFIED, "to": "STC"}), ("remind", {"petition": CLASSIFIED})),
    (("remind", {"petition": FORWARDED}), ("record_reply", {"petition": FORWARDED})),
    (("pause", {"petition": ACCEPTED, "on": "2026-11-10"}), ("resume", {"petition": ACCEPTED})),
    (
        ("log_visit", {"head_count": 1, "content": "x"}),
        ("register_petition", {"visit": "LT-2026-0003", "content": "y"}),
    ),
    (
        ("log_visit", {"head_count": 1, "content": "x", "matter": "new"}),
        ("link", {"petition": RECEIVED, "matter": "VV-2026-0002"}),
    ),
    (
        ("hold_session", {"on": "2026-11-20", "host": "council"}),
        ("log_visit", {"head_count": 1, "content": "x", "session": "KT-2026-0002"}),
    ),
    (
        ("correct", {"petition": RECEIVED, "set": {"title": "a"}, "why": "x"}),
        ("correct", {"petition": RECEIVED, "set": {"title": "b"}, "why": "x"}),
    ),
    (
        ("split", {"petition": RECEIVED, "parts": [{"content": "a"}, {"content": "b"}]}),
        ("classify", {"petition": f"{RECEIVED}.1", "kind": "complaint"}),
    ),
    (
        ("log_visit", {"people": CITIZEN, "content": "x"}),
        ("register_petition", {"petitioners": CITIZEN, "content": "y"}),
    ),
]


@pytest.mark.parametrize(("first", "then"), USED, ids=[f"{first} then {then}" for (first, _), (then, _) in USED])
def test_what_was_used_or_changed_since_is_not_undone(
    do: Act,
    dump_file: Callable[[str], Dump],
    office_place: str,
    first: tuple[str, dict[str, Any]],
    then: tuple[str, dict[str, Any]],
) -> None:
    done = do(first[0], **first[1])
    later = do(then[0], **then[1])
    before = dump_file(office_place)
    found = refusal(do, "undo", entry=done.entry)
    assert (found.code, found.field) == ("changed_after", "entry")
    told = {"value": done.entry, "by": later.entry, "who": "lan", "done": then[0], "at": "2026-11-23T02:00:00+00:00"}
    assert found.values == told
    assert dump_file(office_place) == before
    do("undo", entry=later.entry)


def test_a_new_officer_is_not_undone(do: Act) -> None:
    entry = do("change_officer", code="minh", name="Minh", roles=["receiver"]).entry
    assert refusal(do, "undo", entry=entry).code == "not_undoable"


def test_voiding_the_petition_of_a_visit_leaves_no_stale_limit_on_the_visit(do: Act, office: Desk) -> None:
    no = do("register_petition", visit=VISIT, petitioners=[{"name": "A"}], content="x").no
    done = do("void", petition=no, why="x")
    assert check(office) == []
    do("undo", entry=done.entry)
    assert check(office) == []
