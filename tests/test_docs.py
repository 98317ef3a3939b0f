"""Pages of docs/ that follow from the code are as the code would write them now."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]


def write_docs() -> ModuleType:
    spec = importlib.util.spec_from_file_location("write_docs", ROOT / "tools" / "write_docs.py")
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", sorted(write_docs().PAGES))
def test_a_page_is_as_the_code_would_write_it_now(name: str) -> None:
    kept = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert kept == write_docs().PAGES[name](), f"docs/{name} is behind the code: run `make docs`"


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_help_that_stands_ready_is_the_one_that_the_parser_would_give(lang: str) -> None:
    kept = (ROOT / "reception_tui" / "cli" / "help" / f"{lang}.txt").read_text(encoding="utf-8")
    assert kept == write_docs().help_in(lang), "the help page is behind the code: run `make docs`"


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_help_is_printed_without_loading_the_program(lang: str) -> None:
    code = (
        "import sys; from reception_tui.__main__ import main; code = main(); print(sorted(sys.modules)); sys.exit(code)"
    )
    asked = subprocess.run(
        [sys.executable, "-c", code, "--help"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        timeout=60,
        env={"RECEPTION_LANG": lang},
    )
    page, loaded = asked.stdout.rsplit("[", 1)
    assert page == (ROOT / "reception_tui" / "cli" / "help" / f"{lang}.txt").read_text(encoding="utf-8")
    assert not {"argparse", "gettext", "dataclasses", "reception_tui.cli"} & set(
        loaded.replace("'", "").strip("]\n ").split(", ")
    )


def test_every_promise_of_the_threat_model_names_tests_that_are_there() -> None:
    table = (ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8").partition("## Not promised")[0]
    rows = [line for line in table.splitlines() if line.startswith("| ") and not line.startswith("| promise")]
    assert len(rows) > 20
    for row in rows:
        named = re.findall(r"`(tests/[\w/]+\.py)`", row)
        assert named, row
        assert [name for name in named if not (ROOT / name).is_file()] == []
