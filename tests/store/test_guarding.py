"""What a connection to a register never does, whatever statement asks for it."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import DatabaseError

from reception_tui.store.engine import reading
from reception_tui.store.guarding import KEPT
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
        for name, value in (("trusted_schema", 0), ("secure_delete", 1), ("foreign_keys", 1)):
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
