"""Dependencies point down only: the contracts hold, at rest and at run time."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import reception_tui

PACKAGE = Path(reception_tui.__file__).parent
ROOT = PACKAGE.parent
SQL = {"sqlalchemy", "sqlmodel", "sqlite3", "psycopg"}
PRINT_MODULES = "import sys; __import__({module!r}); print('\\n'.join(sys.modules))"


def loaded_by(module: str) -> set[str]:
    """Return the top names of all modules that a fresh interpreter loads with `module`."""
    code = PRINT_MODULES.format(module=module)
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT, timeout=60
    )
    return {name.partition(".")[0] for name in done.stdout.split()} | set(done.stdout.split())


def imports(path: Path) -> Iterator[str]:
    """Yield the modules that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module


def files(*but: str) -> list[Path]:
    return [path for path in sorted(PACKAGE.rglob("*.py")) if path.relative_to(PACKAGE).parts[0] not in but]


def test_the_import_contracts_hold() -> None:
    command = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [str(command), "--no-cache"], capture_output=True, text=True, check=False, cwd=ROOT, timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("module", "never"),
    [
        ("reception_tui", SQL | {"textual", "rich", "pydantic"}),
        ("reception_tui.domain", SQL | {"textual", "rich", "pydantic", "reception_tui.store", "reception_tui.desk"}),
        ("reception_tui.domain.follow_up", SQL | {"textual", "rich", "pydantic", "reception_tui.store"}),
        ("reception_tui.domain.reference", SQL | {"textual", "rich", "pydantic", "reception_tui.store"}),
        ("reception_tui.domain.commands", SQL | {"textual", "rich", "pydantic", "reception_tui.store"}),
        ("reception_tui.i18n.sentences", SQL | {"textual", "rich", "pydantic", "reception_tui.store"}),
        ("reception_tui.store.register", {"textual", "reception_tui.desk"}),
        ("reception_tui.store.light", {"textual", "sqlalchemy", "sqlmodel", "reception_tui.desk"}),
        ("reception_tui.desk.door", {"textual", "reception_tui.tui", "reception_tui.cli", "reception_tui.reports"}),
        ("reception_tui.desk.reading", SQL | {"textual", "reception_tui.store"}),
        ("reception_tui.cli.opening", SQL | {"textual", "rich", "reception_tui.i18n.sentences", "reception_tui.desk"}),
        # What the first paint waits for: words of the whole domain and the register come behind it.
        (
            "reception_tui.tui.app",
            SQL | {"reception_tui.i18n.sentences", "reception_tui.domain.rules", "reception_tui.desk"},
        ),
    ],
)
def test_a_layer_loads_nothing_above_it_and_nothing_heavy(module: str, never: set[str]) -> None:
    assert loaded_by(module) & never == set()


@pytest.mark.parametrize("path", files("store"), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_the_store_knows_a_database(path: Path) -> None:
    assert {name.partition(".")[0] for name in imports(path)} & SQL == set()


@pytest.mark.parametrize("path", files("tui"), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_the_screens_know_textual(path: Path) -> None:
    assert "textual" not in {name.partition(".")[0] for name in imports(path)}


@pytest.mark.parametrize("path", [*PACKAGE.glob("domain/*.py")], ids=lambda path: path.name)
def test_the_domain_imports_the_standard_library_and_itself(path: Path) -> None:
    for name in imports(path):
        top = name.partition(".")[0]
        assert top in sys.stdlib_module_names or name.startswith("reception_tui.domain"), name
        assert top not in {"sqlite3", "os", "io", "pathlib", "subprocess", "socket", "time", "logging"}, name


@pytest.mark.parametrize("path", [*PACKAGE.glob("domain/*.py")], ids=lambda path: path.name)
def test_the_domain_reads_no_clock(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute):
            assert node.attr not in {"now", "utcnow", "today"} or not isinstance(node.value, ast.Name), path
