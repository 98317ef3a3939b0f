"""Whatever is changed behind the program's back, in any column of any row, the check notices and names the entry."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from reception_tui.desk.checking import check
from reception_tui.desk.door import Desk
from reception_tui.store.tables import JOURNALLED, TABLES
from tests.tampering import unguarded

NOT_EVIDENCE = frozenset({"draft", "saved_view", "key_wrap"})
"""What an officer has not entered yet, how they like their lists, and keys that a changed byte makes useless."""

MADE_ANEW = frozenset(TABLES) - JOURNALLED - {"entry", "book_number", "register_setting"}
"""Tables whose own ids say nothing: a row gets another one whenever it is written anew."""

QUICK, THOROUGH = 120, 3000

Spoil = Callable[[random.Random], tuple[str, str, Any, list[Any]]]


def another(dice: random.Random, value: Any) -> Any:
    """Return a value that differs from `value`, most often by a little."""
    if value is None:
        return dice.choice([0, 1, "x", "2026-01-01"])
    if isinstance(value, int | float):
        return dice.choice([value + 1, value - 1, None, -value - 1, "x"])
    text = str(value)
    at = dice.randrange(len(text)) if text else 0
    flipped = chr(ord(text[at]) ^ (1 << dice.randrange(5))) if text else "x"
    return dice.choice(
        [text[:at] + flipped + text[at + 1 :], text[:at] + text[at + 1 :], f"{text} ", "", None, text.upper() + "X", 7]
    )


@pytest.fixture
def spoil(office: Desk, office_path: Path) -> Spoil:
    """Change one value of one row; return table, column, the row's key, what was found. Then put it back."""

    def one(dice: random.Random) -> tuple[str, str, Any, list[Any]]:
        with closing(sqlite3.connect(office_path)) as connection:
            while True:
                table = dice.choice(sorted(set(TABLES) - NOT_EVIDENCE))
                count = connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
                columns = [one.name for one in TABLES[table].columns if not (table in MADE_ANEW and one.name == "id")]
                if not count:
                    continue
                column = dice.choice(columns)
                at = dice.randrange(count)
                row_id, value = connection.execute(
                    f'SELECT rowid, "{column}" FROM "{table}" ORDER BY rowid LIMIT 1 OFFSET {at}'
                ).fetchone()
                wanted = another(dice, value)
                try:
                    with unguarded(connection):
                        connection.execute(f'UPDATE "{table}" SET "{column}" = ? WHERE rowid = ?', (wanted, row_id))
                except sqlite3.DatabaseError:
                    connection.rollback()
                    continue
                here = (
                    wanted
                    if TABLES[table].primary_key.columns.keys() == [column] and isinstance(wanted, int)
                    else row_id
                )
                kept = connection.execute(f'SELECT "{column}" FROM "{table}" WHERE rowid = ?', (here,)).fetchone()
                if kept is None or kept[0] == value:
                    connection.rollback()
                    continue
                connection.commit()
                break
            try:
                found = check(office)
            finally:
                with unguarded(connection):
                    connection.execute(f'UPDATE "{table}" SET "{column}" = ? WHERE rowid = ?', (value, here))
                connection.commit()
        return table, f"{column}: {value!r} → {wanted!r}", row_id, found

    return one


def notice(spoil: Spoil, office: Desk, seeds: range) -> None:
    missed, unnamed = [], []
    for seed in seeds:
        table, what, row_id, found = spoil(random.Random(seed))
        if not found:
            missed.append((seed, table, row_id, what))
        elif table in JOURNALLED | {"entry", "entry_text"} and not any("#" in one.where for one in found):
            unnamed.append((seed, table, row_id, what, found))
    assert missed == []
    assert unnamed == []
    assert check(office) == []


def test_a_value_changed_anywhere_is_noticed_and_the_entry_named(spoil: Spoil, office: Desk) -> None:
    notice(spoil, office, range(QUICK))


@pytest.mark.slow
def test_thousands_of_values_changed_anywhere_are_noticed(spoil: Spoil, office: Desk) -> None:
    notice(spoil, office, range(QUICK, QUICK + THOROUGH))


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("DELETE FROM entry WHERE no = 7", "journal_gap"),
        ("DELETE FROM entry_text WHERE id = 3", "journal_words"),
        (
            ("INSERT INTO officer (code, name, roles, pin_hash, pin_given, active, version) "
            "VALUES ('x', 'x', 'head', '', 0, 1, 1)"),
            "row_unknown",
        ),
        ("DELETE FROM search_row WHERE id = 2", "search_differs"),
        ("UPDATE register_setting SET value = '2' WHERE key = 'reference_version'", "setting_changed"),
        ("INSERT INTO register_setting VALUES ('x', 'y')", "setting_changed"),
        ("CREATE TRIGGER t AFTER INSERT ON visit BEGIN UPDATE visit SET content = ''; END", "schema_changed"),
        ("CREATE TABLE other (id INTEGER)", "schema_changed"),
        ("CREATE VIEW v AS SELECT 1", "schema_changed"),
        ("CREATE INDEX i ON visit (content)", "schema_changed"),
        ("UPDATE clock SET due = '2030-01-01' WHERE done IS NOT NULL", "row_changed"),
        ("UPDATE officer SET active = 2", "row_changed"),
        ("UPDATE person SET version = 'x'", "row_changed"),
        ("UPDATE person SET voided = 1 WHERE id = 2", "row_changed"),
        ("UPDATE person SET version = 9000000000000000000", "row_changed"),
        ("UPDATE visit SET version = -1", "row_changed"),
        ("UPDATE petition SET received_on = '20261102' WHERE id = 1", "row_changed"),
    ],
)  # fmt: skip
def test_what_was_added_or_taken_away_is_noticed(office: Desk, office_path: Path, statement: str, code: str) -> None:
    with closing(sqlite3.connect(office_path)) as connection:
        with unguarded(connection):
            connection.execute(statement)
        connection.commit()
    assert code in {one.code for one in check(office)}


def test_a_printed_page_that_was_changed_or_taken_away_is_noticed(office: Desk, office_path: Path) -> None:
    from reception_tui.desk.pages import note_printed

    for number in (1, 2, 3):
        page: Any = SimpleNamespace(on=office.today, number=number)
        with office.register.writing() as work:
            note_printed(work, office, page, queue="", format_="pdf", digest=f"d{number}")
    assert check(office) == []
    with closing(sqlite3.connect(office_path)) as connection:
        connection.execute("DELETE FROM printed_page WHERE number = 2")
        connection.commit()
    assert [(one.code, one.where) for one in check(office)] == [("row_changed", "printed_page 3")]
