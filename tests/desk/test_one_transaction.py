"""One act is one journal entry and one transaction, whatever happens around it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import Engine, event

from reception_tui.desk.door import Desk, perform
from reception_tui.desk.reading import read_command
from reception_tui.domain.errors import ChangedSince
from reception_tui.domain.office import Officer
from reception_tui.domain.reference import Reference
from reception_tui.store import journal, journal_rows
from reception_tui.store.register import open_register

if TYPE_CHECKING:
    from tests.conftest import Act, Clock, Dump

RECEIVED = "D-2026-0001"
CLASSIFIED = "D-2026-0002"
FORWARDED = "D-2026-0003"
ACCEPTED = "D-2026-0004"
RECOMMENDATION = "D-2026-0009"
AWAITING = "D-2026-0010"

EVERY_ACT: list[tuple[str, dict[str, Any]]] = [
    ("log_visit", {"people": [{"name": f"Người {i}"} for i in range(12)], "content": "x", "matter": "new"}),
    ("register_petition", {"petitioners": [{"name": "A"}, {"name": "B"}], "content": "x", "matter": "new"}),
    ("classify", {"petition": RECEIVED, "kind": "denunciation"}),
    ("dispose", {"petition": AWAITING, "as": "accept"}),
    ("forward", {"petition": CLASSIFIED, "to": "SNNMT", "co_handlers": ["STC", "SXD"]}),
    ("remind", {"petition": FORWARDED}),
    ("record_reply", {"petition": FORWARDED}),
    ("record_outcome", {"petition": ACCEPTED, "result": "right", "money_returned": 1, "land_returned": 2}),
    ("pause", {"petition": ACCEPTED, "on": "2026-11-10"}),
    ("withdraw", {"petition": FORWARDED}),
    ("split", {"petition": RECEIVED, "parts": [{"content": "a"}, {"content": "b"}]}),
    ("link", {"petition": CLASSIFIED, "to": FORWARDED}),
    ("correct", {"petition": RECEIVED, "set": {"title": "x"}, "why": "x"}),
    ("void", {"petition": CLASSIFIED, "why": "x"}),
    ("undo", {"entry": 30}),
    ("hold_session", {"on": "2026-11-20", "host": "council"}),
    ("change_officer", {"code": "minh", "name": "Minh"}),
]
CRASHING = """
import os, sys
from datetime import datetime
from reception_tui.config import OFFICE_ZONE
from reception_tui.desk.door import Desk, perform
from reception_tui.desk.opening import open_desk
from reception_tui.desk.reading import read_command
desk = open_desk(sys.argv[1], lambda: datetime(2026, 11, 23, 9, 0, tzinfo=OFFICE_ZONE))
command, _ = read_command({"act": "log_visit", "content": "x", "people": [{"name": f"N {i}"} for i in range(12)]})
with desk.register.writing() as work:
    perform(work, desk, command)
    print("written", flush=True)
    os._exit(9)
"""


@contextmanager
def commits(engine: Engine) -> Iterator[list[str]]:
    """Count how often something is committed."""
    seen: list[str] = []

    def committed(_connection: object) -> None:
        seen.append("commit")

    event.listen(engine, "commit", committed)
    try:
        yield seen
    finally:
        event.remove(engine, "commit", committed)


def entries(desk: Desk) -> int:
    with desk.register.reading() as work:
        return journal.head(work.connection)[0]


@pytest.mark.parametrize(("name", "fields"), EVERY_ACT, ids=[name for name, _ in EVERY_ACT])
def test_an_act_is_one_entry_and_one_transaction(do: Act, office: Desk, name: str, fields: dict[str, Any]) -> None:
    if name == "undo":
        fields = {"entry": do("log_visit", head_count=1, content="x").entry}
    before = entries(office)
    with commits(office.register.engine) as seen:
        done = do(name, **fields)
    assert seen == ["commit"]
    assert done.entry == entries(office) == before + 1
    with office.register.reading() as work:
        entry = journal.read(work.connection, done.entry)
        assert entry is not None
        assert (entry.act, entry.subject, entry.officer) == (name, done.no, "lan")
        assert list(journal.verify(work.connection)) == []
        assert list(journal_rows.verify_rows(work.connection)) == []


def test_the_journal_says_when_by_the_desks_only_clock(do: Act, office: Desk, clock: Clock) -> None:
    clock.day = clock.day.replace(day=24)
    done = do("log_visit", head_count=1, content="x")
    with office.register.reading() as work:
        entry = journal.read(work.connection, done.entry)
        (visit,) = work.rows("visit", no=done.no)
    assert entry is not None
    assert entry.at == "2026-11-24T02:00:00+00:00"
    assert visit["on"] == visit["entered_on"] == clock.day


def test_a_crash_in_the_middle_of_an_act_leaves_nothing(place: str, dump: Callable[[], Dump]) -> None:
    before = dump()
    ended = subprocess.run(
        [sys.executable, "-c", CRASHING, place],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
        timeout=60,
    )
    assert (ended.returncode, ended.stdout.strip()) == (9, "written"), ended.stderr
    register = open_register(place)
    register.close()
    assert dump() == before


def test_several_acts_in_one_transaction_are_done_together_or_not_at_all(
    office: Desk, office_place: str, dump_file: Callable[[str], Dump]
) -> None:
    good, _ = read_command({"act": "log_visit", "head_count": 1, "content": "x"})
    bad, _ = read_command({"act": "classify", "petition": "D-2026-99", "kind": "complaint"})
    before = dump_file(office_place)

    def both() -> None:
        with office.register.writing() as work:
            perform(work, office, good)
            perform(work, office, bad)

    with pytest.raises(Exception, match="unknown_record"):
        both()
    assert dump_file(office_place) == before


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("classify", {"kind": "recommendation"}),
        ("dispose", {"as": "guide"}),
        ("forward", {"to": "SNNMT"}),
        ("withdraw", {}),
        ("link", {"matter": "new"}),
        ("correct", {"set": {"title": "x"}, "why": "x"}),
        ("void", {"why": "x"}),
    ],
)
def test_an_act_on_a_record_that_changed_since_it_was_seen_is_refused(
    do: Act, office: Desk, name: str, fields: dict[str, Any]
) -> None:
    with office.register.reading() as work:
        seen = work.by_no("petition", CLASSIFIED, "petition")["version"]
    do("correct", petition=CLASSIFIED, set={"note": "bàn khác"}, why="x")
    with pytest.raises(ChangedSince):
        do(name, petition=CLASSIFIED, version=seen, **fields)
    do(name, petition=CLASSIFIED, version=seen + 1, **fields)


def test_two_desks_at_once_both_get_their_visits_in(
    place: str, reference: Reference, officer: Officer, clock: Clock, acts_of: Callable[[Desk], Act]
) -> None:
    registers = [open_register(place) for _ in range(2)]
    desks = [acts_of(Desk(register, reference, officer, clock)) for register in registers]

    def work(act: Act) -> list[str]:
        return [act("log_visit", people=[{"name": "A"}], content="x").no for _ in range(15)]

    with ThreadPoolExecutor(2) as pool:
        numbers = [no for found in pool.map(work, desks) for no in found]
    assert sorted(numbers) == [f"LT-2026-{n:04}" for n in range(1, 31)]
    with registers[0].reading() as reading:
        assert list(journal.verify(reading.connection)) == []
        assert list(journal_rows.verify_rows(reading.connection)) == []
    for register in registers:
        register.close()
