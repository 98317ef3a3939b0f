"""The journal as an auditor reads it: narrowed, page by page, before and after, and never the words about people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from typing import TYPE_CHECKING, Any

import pytest

from reception_tui.desk.door import Desk, note
from reception_tui.desk.queries.audit import AuditEntry, journal_entry, journal_page, wanted_of
from reception_tui.domain.errors import NoRight, UnknownRecord
from reception_tui.domain.office import Officer
from reception_tui.i18n.journal_words import entry_lines, page_line

if TYPE_CHECKING:
    from tests.conftest import Act, Clock

RECEIVED, CLASSIFIED, SPLIT = "D-2026-0001", "D-2026-0002", "D-2026-0007"


@pytest.fixture
def read(office: Desk) -> Callable[..., list[int]]:
    """Return the numbers of the entries that fit, the newest first."""

    def numbers(limit: int = 1000, before: int | None = None, **asked: Any) -> list[int]:
        with office.register.reading() as work:
            wanted = wanted_of(office.now().tzinfo, **asked)
            return [row["no"] for row in journal_page(work, wanted, limit, before)]

    return numbers


@pytest.fixture
def entry(office: Desk) -> Callable[[int], AuditEntry]:
    """Return an entry whole."""

    def one(no: int) -> AuditEntry:
        with office.register.reading() as work:
            return journal_entry(work, no)

    return one


def test_pages_by_number_leave_nothing_out_and_say_nothing_twice(read: Callable[..., list[int]]) -> None:
    every = read()
    assert every == list(range(len(every), 0, -1))
    paged, before = [], None
    while found := read(7, before):
        paged += found
        before = found[-1]
    assert paged == every


def test_the_journal_is_narrowed_by_officer_act_record_and_days(
    office: Desk, do: Act, acts_of: Callable[[Desk], Act], read: Callable[..., list[int]], clock: Clock
) -> None:
    do("change_officer", code="hoa", name="Hoa", roles=["receiver"])
    clock.day, clock.time = date(2026, 11, 24), time(0, 30)
    hoa = acts_of(replace(office, officer=Officer("hoa", "Hoa", frozenset({"receiver"}))))
    by_hoa = hoa("classify", petition=CLASSIFIED, kind="complaint").entry
    assert read(officer="hoa") == [by_hoa]
    assert read(officer="HOA ", act="classify") == [by_hoa]
    assert read(officer="hoa", act="forward") == []
    assert by_hoa in read(record="d-2026-2")
    assert read(first=date(2026, 11, 24)) == [by_hoa]
    assert by_hoa not in read(last=date(2026, 11, 23))
    assert read(first=date(2026, 11, 24), last=date(2026, 11, 24)) == [by_hoa]
    part = do("classify", petition=f"{SPLIT}.1", kind="complaint").entry
    assert part in read(record=SPLIT)
    assert not set(read(record=RECEIVED)) & set(read(record=SPLIT))


def test_refusals_and_openings_are_found_by_themselves(
    office: Desk, acts_of: Callable[[Desk], Act], read: Callable[..., list[int]], entry: Callable[[int], AuditEntry]
) -> None:
    thu = replace(office, officer=Officer("thu", "Thu", frozenset({"auditor"})))
    with pytest.raises(NoRight):
        acts_of(thu)("void", petition=CLASSIFIED, why="x")
    exported = note(office, "export", facts={"book": "visits", "rows": 2})
    assert read(openings=True) == [exported]
    (refused,) = read(refusals=True)
    assert entry(refused).facts == {"act": "void", "missing": "void", "why": "no_right"}
    assert entry(refused).subject == CLASSIFIED
    told = "\n".join(entry_lines(entry(refused), office.now().tzinfo))
    assert "thu" in told
    assert "đã hủy số" in told or "hủy" in told


def test_an_entry_shows_before_and_after_and_words_about_people_only_as_changed(
    office: Desk, do: Act, entry: Callable[[int], AuditEntry]
) -> None:
    done = do("correct", petition=RECEIVED, set={"channel": "post", "content": "Chuyện rất riêng"}, why="x")
    changed = {one.column: (one.before, one.after) for one in entry(done.entry).changed if one.table == "petition"}
    assert changed["channel"] == ("in_person", "post")
    assert changed[""] == (None, None)
    told = "\n".join(entry_lines(entry(done.entry), office.now().tzinfo))
    assert "nộp trực tiếp → qua bưu chính" in told
    assert "riêng" not in told


def test_no_entry_of_a_whole_register_tells_a_private_word(office: Desk, read: Callable[..., list[int]]) -> None:
    zone = office.now().tzinfo
    with office.register.reading() as work:
        rows = journal_page(work, wanted_of(zone), 1000)
        told = "\n".join(
            line for row in rows for line in (page_line(row, zone), *entry_lines(journal_entry(work, row["no"]), zone))
        )
        people = [one["name"] for one in work.rows("person")]
        words = [one["content"] for one in (*work.rows("petition"), *work.rows("visit"))]
    assert people
    assert all(name not in told for name in people if name)
    assert all(one not in told for one in words if one)


def test_what_was_undone_says_by_which_entry(do: Act, entry: Callable[[int], AuditEntry]) -> None:
    done = do("classify", petition=RECEIVED, kind="complaint")
    undone = do("undo", entry=done.entry)
    assert entry(done.entry).undone_by == undone.entry
    assert entry(undone.entry).undoes == done.entry


def test_an_entry_that_is_not_there_is_said_to_be_so(entry: Callable[[int], AuditEntry]) -> None:
    with pytest.raises(UnknownRecord):
        entry(10_000)
