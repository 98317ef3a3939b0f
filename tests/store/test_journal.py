"""The journal: whole, without private words, and every kind of tampering is found."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reception_tui.config import OFFICE_ZONE
from reception_tui.desk.door import Desk
from reception_tui.domain.office import Officer
from reception_tui.domain.reference import Reference
from reception_tui.domain.text import fold
from reception_tui.store import journal, journal_rows
from reception_tui.store.engine import url_of
from reception_tui.store.journal import GENESIS, Fault
from reception_tui.store.register import Register, open_register
from reception_tui.store.work import Work
from tests.tampering import unguarded

if TYPE_CHECKING:
    from tests.conftest import Act

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=OFFICE_ZONE)
SECRETS = (
    "Nguyễn Thị Bí Mật",
    "051082001234",
    "0905123456",
    "12 đường Không Tên",
    "Hỏi về việc riêng",
    "Yêu cầu riêng",
    "Ghi chú riêng",
    "Đơn kêu cứu riêng",
    "Ông Trần Kín",
    "Trả lời riêng",
)


@pytest.fixture(scope="module")
def written_once(
    tmp_path_factory: pytest.TempPathFactory,
    blank_register: Callable[[Path], Path],
    reference: Reference,
    officer: Officer,
    acts_of: Callable[[Desk], Act],
) -> Path:
    """A register in which some acts were done, with private words in every one that takes them."""
    path = blank_register(tmp_path_factory.mktemp("journal") / "written.db")
    register = open_register(url_of(path))
    act = acts_of(Desk(register, reference, officer, lambda: NINE))
    person = {
        "name": SECRETS[0],
        "id_number": SECRETS[1],
        "phone": SECRETS[2],
        "address": SECRETS[3],
        "birth_year": 1961,
        "gender": "female",
    }
    act("log_visit", people=[person], content=SECRETS[4], request=SECRETS[5], note=SECRETS[6])
    act(
        "register_petition",
        visit="LT-2026-1",
        petitioners=[person],
        title=SECRETS[7],
        content=SECRETS[7],
        against={"body": "21040", "person": SECRETS[8]},
        note=SECRETS[6],
    )
    act("classify", petition="D-2026-1", kind="complaint", jurisdiction="other")
    act("forward", petition="D-2026-1", to="21040", note=SECRETS[6])
    act("record_reply", petition="D-2026-1", content=SECRETS[9])
    act("record_outcome", petition="D-2026-1", result="right", content=SECRETS[9], money_returned=1500000)
    register.close()
    return path


@pytest.fixture
def written(written_once: Path, tmp_path: Path) -> Path:
    """A copy of that register, which nobody has open."""
    path = tmp_path / "written.db"
    shutil.copyfile(written_once, path)
    return path


@contextmanager
def reading(path: Path) -> Iterator[Work]:
    register = open_register(url_of(path))
    try:
        with register.reading() as work:
            yield work
    finally:
        register.close()


def faults(path: Path) -> set[str]:
    with reading(path) as work:
        found: list[Fault] = [*journal.verify(work.connection), *journal_rows.verify_rows(work.connection)]
    return {fault.code for fault in found}


def tamper(path: Path, *statements: str) -> None:
    """Change the file as one would who knows SQL and nothing of this program."""
    with closing(sqlite3.connect(path)) as connection:
        with unguarded(connection):
            for statement in statements:
                changed = connection.execute(statement).rowcount
                assert changed != 0, statement
        connection.commit()


# --- whole


def test_a_new_register_has_one_entry_and_no_fault(register: Register, path: Path) -> None:
    with register.reading() as work:
        no, last = journal.head(work.connection)
        first = journal.read(work.connection, 1)
    assert no == 1
    assert first is not None
    assert (first.act, first.officer, first.hash) == ("init", "lan", last)
    assert faults(path) == set()


def test_what_was_done_in_order_has_no_fault(written: Path) -> None:
    assert faults(written) == set()


def test_entries_are_numbered_without_a_gap_and_each_holds_the_hash_before_it(written: Path) -> None:
    with closing(sqlite3.connect(written)) as connection:
        rows = connection.execute("SELECT no, prev, hash FROM entry ORDER BY no").fetchall()
    assert [row[0] for row in rows] == list(range(1, len(rows) + 1))
    assert [row[1] for row in rows] == [GENESIS, *(row[2] for row in rows[:-1])]


def test_an_entry_says_who_when_what_and_on_which_record(written: Path) -> None:
    with reading(written) as work:
        entry = journal.read(work.connection, 3)
        assert journal.read(work.connection, 99) is None
    assert entry is not None
    assert (entry.no, entry.officer, entry.act, entry.subject, entry.undoes) == (
        3,
        "lan",
        "register_petition",
        "D-2026-0001",
        None,
    )
    assert entry.at == "2026-11-23T02:00:00+00:00"


def test_the_changes_of_an_entry_are_read_back_whole(written: Path) -> None:
    with reading(written) as work:
        entry = journal.read(work.connection, 2)
        assert entry is not None
        changes = journal.changes_of(work.connection, entry)
    (person,) = [change for change in changes if change.table == "person"]
    assert person.after["name"] == SECRETS[0]
    assert person.after["birth_year"] == 1961


def test_the_head_of_a_past_moment_is_that_of_the_last_entry_before_it(written: Path) -> None:
    with reading(written) as work:
        assert journal.head_on(work.connection, "2026-11-23T00:00:00+00:00") == GENESIS
        assert journal.head_on(work.connection, "2026-11-24T00:00:00+00:00") == journal.head(work.connection)[1]


# --- private words


def test_the_chain_holds_no_private_word(written: Path) -> None:
    with closing(sqlite3.connect(written)) as connection:
        rows = connection.execute("SELECT * FROM entry WHERE act != 'init'").fetchall()
    text = fold(" ".join(str(value) for row in rows for value in row))
    for secret in SECRETS:
        assert fold(secret) not in text, secret
        assert json.dumps(secret)[1:-1] not in text
    # Not inside a digest, whose digits are as they fall.
    assert re.search(r"(?<![0-9a-f])1961(?![0-9a-f])", text) is None
    assert "female" not in text


def test_equal_private_words_have_different_digests(act: Act, path: Path) -> None:
    act("log_visit", people=[{"name": "Nguyễn Văn A"}], content="giống nhau")
    act("log_visit", people=[{"name": "Nguyễn Văn A"}], content="giống nhau")
    with closing(sqlite3.connect(path)) as connection:
        digests = [
            line["p"]
            for (changes,) in connection.execute("SELECT changes FROM entry WHERE act = 'log_visit'")
            for line in json.loads(changes)
            if "p" in line
        ]
    assert len(digests) == len(set(digests)) == 6


# --- tampering


TAMPERINGS = {
    "a changed byte in the changes": ["UPDATE entry SET changes = replace(changes, 'other', 'ours') WHERE no = 4"],
    "other changes altogether": ["UPDATE entry SET changes = '[]' WHERE no = 4"],
    "changes that are no list": ["UPDATE entry SET changes = '5' WHERE no = 4"],
    "changes that are no json": ["UPDATE entry SET changes = 'x' WHERE no = 4"],
    "changes of no table": [
        """UPDATE entry SET changes = '[{"t":"nothing","id":1,"a":{},"v":1}]' WHERE no = 4""",
    ],
    "changes without their parts": ["UPDATE entry SET changes = '[{}, null, 7]' WHERE no = 4"],
    "another time": ["UPDATE entry SET at = '2026-11-22T02:00:00+00:00' WHERE no = 4"],
    "another officer": ["UPDATE entry SET officer = 'minh' WHERE no = 4"],
    "another act": ["UPDATE entry SET act = 'dispose' WHERE no = 4"],
    "another record": ["UPDATE entry SET subject = 'D-2026-0002' WHERE no = 4"],
    "a reversal that was none": ["UPDATE entry SET undoes = 3 WHERE no = 4"],
    "another hash": ["UPDATE entry SET hash = lower(hex(randomblob(32))) WHERE no = 4"],
    "another hash of the last entry": ["UPDATE entry SET hash = lower(hex(randomblob(32))) WHERE no = 7"],
    "another hash before": ["UPDATE entry SET prev = lower(hex(randomblob(32))) WHERE no = 4"],
    "a removed entry": ["DELETE FROM entry_text WHERE entry_no = 3", "DELETE FROM entry WHERE no = 3"],
    "the first entry removed": ["DELETE FROM entry WHERE no = 1"],
    "the last entry removed": [
        "DELETE FROM entry_text WHERE entry_no = (SELECT max(no) FROM entry)",
        "DELETE FROM entry WHERE no = (SELECT max(no) FROM entry)",
    ],
    "two entries swapped": [
        "UPDATE entry SET no = 99 WHERE no = 4",
        "UPDATE entry SET no = 4 WHERE no = 5",
        "UPDATE entry SET no = 5 WHERE no = 99",
    ],
    "an entry renumbered": ["UPDATE entry SET no = 99 WHERE no = (SELECT max(no) FROM entry)"],
    "an entry written in between": [
        "INSERT INTO entry SELECT 100, at, officer, act, subject, undoes, changes, prev, hash FROM entry WHERE no = 4"
    ],
    "changed private words": ["UPDATE entry_text SET body = replace(body, 'Mật', 'Mở') WHERE body LIKE '%Mật%'"],
    "private words that are no json": ["UPDATE entry_text SET body = 'x' WHERE entry_no = 3"],
    "private words of another shape": ["UPDATE entry_text SET body = '[1]' WHERE entry_no = 3"],
    "another salt": ["UPDATE entry_text SET salt = '00' WHERE entry_no = 3"],
    "removed private words": ["DELETE FROM entry_text WHERE entry_no = 3"],
    "private words moved to another entry": ["UPDATE entry_text SET entry_no = 4 WHERE entry_no = 3"],
    "private words twice": [
        "INSERT INTO entry_text SELECT id + 100, entry_no, ord, about, salt, body FROM entry_text WHERE entry_no = 3"
    ],
    "a row changed behind its back": ["UPDATE petition SET jurisdiction = 'ours'"],
    "private words of a row changed": ["UPDATE person SET name = 'Ai khác'"],
    "an amount changed": ["UPDATE outcome_figure SET amount = 1"],
    "a date changed": ["UPDATE referral SET sent_on = '2026-01-01'"],
    "a row voided behind its back": ["UPDATE visit SET voided = 1"],
    "a version turned back": ["UPDATE petition SET version = 1"],
    "a removed row": ["DELETE FROM reply"],
    "an added row": ["INSERT INTO person SELECT id + 100, name, '', NULL, '', '', '', '', '', '', 1, NULL FROM person"],
    "an added row in a table without any": [
        "INSERT INTO reminder SELECT 1, id, 1, sent_on, '', NULL, '', 'lan', '', 1, NULL FROM referral"
    ],
    "a reference file changed": ["UPDATE reference_file SET text = replace(text, 'limit = 7', 'limit = 70')"],
    "an officer given a role": ["UPDATE officer SET roles = 'head'"],
}  # fmt: skip


@pytest.mark.parametrize("kind", TAMPERINGS)
def test_tampering_is_found(written: Path, kind: str) -> None:
    tamper(written, *TAMPERINGS[kind])
    assert faults(written) != set()


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        ("another officer", {"journal_entry"}),
        ("another hash before", {"journal_entry", "journal_link"}),
        ("the first entry removed", {"journal_gap", "journal_link", "row_unknown"}),
        ("changed private words", {"journal_words", "row_changed"}),
        ("removed private words", {"journal_words", "row_changed"}),
        ("a row changed behind its back", {"row_changed"}),
        ("a removed row", {"row_missing"}),
        ("an added row", {"row_unknown"}),
        ("an added row in a table without any", {"row_unknown"}),
    ],
)
def test_the_kind_of_tampering_is_named(written: Path, kind: str, wanted: set[str]) -> None:
    tamper(written, *TAMPERINGS[kind])
    assert faults(written) == wanted


@settings(max_examples=60)
@given(data=st.data())
def test_no_changed_letter_of_an_entry_escapes(written: Path, data: st.DataObject) -> None:
    with closing(sqlite3.connect(written)) as connection:
        no = data.draw(st.integers(1, 7), "entry")
        column = data.draw(st.sampled_from(["at", "officer", "act", "subject", "changes", "prev", "hash"]), "column")
        (text,) = connection.execute(f'SELECT "{column}" FROM entry WHERE no = ?', (no,)).fetchone()
        place = data.draw(st.integers(0, max(0, len(text) - 1)), "place")
        letter = data.draw(st.characters(codec="utf-8", exclude_characters="\0"), "letter")
        changed = text[:place] + letter + text[place + 1 :]
        with unguarded(connection):
            connection.execute(f'UPDATE entry SET "{column}" = ? WHERE no = ?', (changed, no))
        connection.commit()
        found = faults(written)
        with unguarded(connection):
            connection.execute(f'UPDATE entry SET "{column}" = ? WHERE no = ?', (text, no))
        connection.commit()
    assert bool(found) is (changed != text)


def test_a_salt_is_never_used_twice() -> None:
    assert len({journal.random_salt() for _ in range(100)}) == 100
    assert all(len(journal.random_salt()) == 32 for _ in range(3))


def test_a_reversal_names_the_entry_that_it_reverses(act: Act, register: Register) -> None:
    act("log_visit", people=[{"name": "A B"}], content="x")
    act("undo", entry=2)
    with register.reading() as work:
        entry = journal.read(work.connection, 3)
        assert journal.undone(work.connection, 2) == 3
        assert journal.undone(work.connection, 3) is None
        assert journal.later_change(work.connection, "visit", 1, 2) == 3
        assert journal.later_change(work.connection, "visit", 1, 3) is None
    assert entry is not None
    assert entry.undoes == 2
