"""What a connection to a register never does, whatever statement asks for it."""

from __future__ import annotations

import ast
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import DatabaseError

from reception_tui.store.engine import reading
from reception_tui.store.guarding import KEPT
from reception_tui.store.integrity import outside_the_journal
from reception_tui.store.journal_guards import names
from reception_tui.store.register import Register

if TYPE_CHECKING:
    from tests.conftest import Act

pytestmark = pytest.mark.file_only
_MADE_ANEW = {"_ROW", "row", "_CLOCK", "clock", "_DRAFT", "_VIEW", "_WRAP"}
STORE = Path(__file__).parents[2] / "reception_tui"


@pytest.mark.parametrize(
    "statement",
    [
        "ATTACH DATABASE ':memory:' AS other",
        "PRAGMA writable_schema=ON",
        "PRAGMA trusted_schema=ON",
        "PRAGMA foreign_keys=0",
        "PRAGMA secure_delete=no",
        "PRAGMA ignore_check_constraints=ON",
        "PRAGMA key='x'",
        "SELECT load_extension('x')",
        "UPDATE entry SET officer = 'ai'",
        "DROP TABLE entry_text",
        "DELETE FROM entry",
        *(f'DELETE FROM "{table}"' for table in sorted(KEPT)),
    ],
)
def test_a_statement_that_no_register_needs_is_refused(register: Register, act: Act, statement: str) -> None:
    act("log_visit", head_count=1, content="x")
    with register.engine.connect() as connection:
        with pytest.raises(DatabaseError) as refused:
            connection.exec_driver_sql(statement)
        assert "not authorized" in str(refused.value) or "no such function" in str(refused.value)


def test_what_a_register_needs_goes_through(register: Register, act: Act) -> None:
    act("log_visit", head_count=1, content="x")
    act("log_visit", head_count=1, content="y")
    with reading(register.engine) as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
        for name, value in (("trusted_schema", 0), ("secure_delete", 1), ("foreign_keys", 1), ("temp_store", 2)):
            assert connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() == value


def test_no_code_deletes_from_the_journal_or_the_books_or_rewrites_an_entry() -> None:
    """Every `delete(…)` and `update(…)` of the store is looked at, by what it is called with."""
    found: list[tuple[str, str]] = []
    for path in STORE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("delete", "update"):
                found.append((node.func.id, ast.unparse(node.args[0]) if node.args else ""))
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                words = node.value.upper()
                if "DELETE FROM" in words or "UPDATE ENTRY" in words:
                    found.append(("text", node.value))
    deleted = {name for what, name in found if what == "delete"}
    assert deleted <= _MADE_ANEW, "what is made anew, drafts, views"
    assert "_ENTRY" not in {name for what, name in found if what == "update"}
    assert not [text for what, text in found if what == "text" and "entry" in text.lower()]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET officer = 'ai'",
        "DELETE FROM entry",
        "DELETE FROM entry_text",
        "UPDATE entry_text SET body = 'x'",
        "UPDATE entry_text SET body = 'x', salt = ''",
        "UPDATE entry_text SET body = 'x', salt = '', about = '', entry_no = 1",
        "UPDATE entry_text SET salt = '', about = ''",
    ],
)
def test_another_program_that_opens_the_file_cannot_rewrite_the_journal(path: Path, act: Act, statement: str) -> None:
    act("log_visit", people=[{"name": "A"}], content="x")
    with closing(sqlite3.connect(path)) as connection, pytest.raises(sqlite3.IntegrityError) as refused:
        connection.execute(statement)
    assert "only added to" in str(refused.value)


@pytest.mark.parametrize(
    ("statement", "where"),
    [
        (f"DROP TRIGGER {names()[0]}", f"trigger {names()[0]}"),
        (
            f"DROP TRIGGER {names()[0]}; CREATE TRIGGER {names()[0]} BEFORE UPDATE ON entry BEGIN SELECT 1; END",
            f"trigger {names()[0]}",
        ),
    ],
)
def test_check_names_a_guard_that_was_taken_away_or_weakened(
    path: Path, register: Register, statement: str, where: str
) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(statement)
    with reading(register.engine) as connection:
        found = [(fault.code, fault.where) for fault in outside_the_journal(connection)]
    assert found == [("schema_changed", where)]
