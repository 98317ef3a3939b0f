"""One unit of work: rows by version, and what is remembered of every change."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest

from reception_tui.domain.errors import ChangedSince, StorageTrouble, UnknownRecord
from reception_tui.store.register import Register, officers, open_register, pin_hash, reference_files
from reception_tui.store.tables import DEFAULTS, JOURNALLED, PRIVATE, TABLES
from reception_tui.store.work import Work, typed


def add_person(work: Work, name: str = "Nguyễn Văn Đường", **more: object) -> int:
    return work.insert("person", name=name, **more)


def test_a_new_row_has_version_one_and_its_defaults(register: Register) -> None:
    with register.writing() as work:
        row = work.row("person", add_person(work))
    assert (row["version"], row["voided"], row["phone"], row["birth_year"]) == (1, None, "", None)


def test_only_what_differs_is_remembered_of_a_change(register: Register) -> None:
    with register.writing() as work:
        person = add_person(work, phone="0905123456")
        work.update("person", person, {"name": "Nguyễn Văn Đường", "phone": "0905999999"})
    new, changed = work.changes
    assert (new.before, new.after) == (None, {"name": "Nguyễn Văn Đường", "phone": "0905123456"})
    assert (changed.before, changed.after) == ({"phone": "0905123456"}, {"phone": "0905999999"})
    assert (new.version, changed.version) == (1, 2)


def test_an_update_that_changes_nothing_is_no_change(register: Register) -> None:
    with register.writing() as work:
        person = add_person(work)
        work.update("person", person, {"name": "Nguyễn Văn Đường"})
        assert work.row("person", person)["version"] == 1
    assert len(work.changes) == 1


def test_a_save_over_a_newer_version_is_refused(register: Register) -> None:
    with register.writing() as work:
        person = add_person(work)
        work.update("person", person, {"name": "A"}, seen_version=1)
        with pytest.raises(ChangedSince) as refused:
            work.update("person", person, {"name": "B"}, seen_version=1)
        assert refused.value.values == {"table": "person", "row": person}
        work.update("person", person, {"name": "C"}, seen_version=2)
        assert work.row("person", person)["name"] == "C"


def test_the_version_is_looked_at_even_when_nothing_would_change(register: Register) -> None:
    with register.writing() as work:
        person = add_person(work)
        work.touch("person", person)
        with pytest.raises(ChangedSince):
            work.update("person", person, {}, seen_version=1)


def test_a_row_that_is_leaned_upon_gets_a_new_version(register: Register) -> None:
    with register.writing() as work:
        person = add_person(work)
        work.touch("person", person)
        assert work.row("person", person)["version"] == 2
    assert (work.changes[-1].before, work.changes[-1].after) == ({}, {})


def test_rows_in_force_leave_out_void_ones_and_come_oldest_first(register: Register) -> None:
    with register.writing() as work:
        people = [add_person(work, phone=phone) for phone in ("1", "2", "1")]
        work.update("person", people[0], {"voided": 9})
        assert [row["id"] for row in work.rows("person")] == people[1:]
        assert [row["id"] for row in work.rows("person", phone="1")] == [people[2]]


def test_what_is_not_there_is_refused(register: Register) -> None:
    with register.reading() as work:
        with pytest.raises(UnknownRecord):
            work.row("person", 99)
        with pytest.raises(UnknownRecord) as refused:
            work.by_no("petition", "D-2026-0001", "petition")
    assert refused.value.field == "petition"


def test_a_failed_unit_of_work_leaves_nothing(register: Register) -> None:
    def fail() -> None:
        with register.writing() as work:
            add_person(work)
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    with register.reading() as work:
        assert work.rows("person") == []


def test_a_reader_sees_one_state_while_another_desk_writes(register: Register, place: str) -> None:
    other = open_register(place)
    with register.reading() as reader:
        assert reader.rows("person") == []
        with other.writing() as work:
            add_person(work)
        assert reader.rows("person") == []
    with register.reading() as reader:
        assert len(reader.rows("person")) == 1
    other.close()


def test_what_a_reader_writes_is_not_kept(register: Register) -> None:
    # A file lets a reader write and forgets it; a server refuses.
    with suppress(StorageTrouble), register.reading() as reader:
        add_person(reader)
    with register.reading() as reader:
        assert reader.rows("person") == []


def test_values_from_the_journal_get_the_types_of_their_columns() -> None:
    values = typed("petition", {"received_on": "2026-11-23", "finished_on": None, "no": "2026-11-23", "signatories": 3})
    assert values == {"received_on": date(2026, 11, 23), "finished_on": None, "no": "2026-11-23", "signatories": 3}
    assert typed("outcome_figure", {"amount": "1500000.5"}) == {"amount": Decimal("1500000.5")}


def test_every_journalled_table_can_be_versioned_and_voided() -> None:
    for name in JOURNALLED:
        assert {"id", "version", "voided"} <= set(TABLES[name].c.keys()), name
        assert DEFAULTS[name]["version"] == 1


def test_every_private_column_exists_and_is_journalled() -> None:
    for name, columns in PRIVATE.items():
        assert name in JOURNALLED
        assert columns <= set(TABLES[name].c.keys()), name


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        ("person", {"name", "id_number", "address", "phone", "birth_year", "commune", "gender", "organisation"}),
        ("petition", {"title", "content", "against_person", "note", "forwarded_by"}),
        ("visit", {"content", "request", "note"}),
        ("matter", {"title"}),
        ("reply", {"content"}),
        ("outcome", {"content"}),
        ("withdrawal", {"content"}),
        ("officer", {"pin_hash"}),
    ],
)
def test_what_can_tell_who_somebody_is_is_private(table: str, columns: set[str]) -> None:
    assert columns <= PRIVATE[table]


def test_a_new_register_holds_its_reference_files_and_its_first_officer(
    register: Register, seed_files: dict[str, str]
) -> None:
    with register.reading() as work:
        assert reference_files(work) == seed_files
        (first,) = officers(work)
        assert (first.code, first.active, pin_hash(work, "lan"), pin_hash(work, "ai")) == ("lan", True, "", "")
        assert first.roles == {"receiver", "handler", "head", "keeper"}
