"""Handlers of messages: textual calls those of every class by itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import reception_tui.tui

NO_HANDLER = {"on_event"}
"""What textual calls like any other method."""


def handlers_that_call_the_one_above() -> Iterator[str]:
    """Yield where a handler calls that of its base class, which textual calls a second time."""
    for place in sorted(Path(reception_tui.tui.__path__[0]).rglob("*.py")):
        for node in ast.walk(ast.parse(place.read_text("utf-8"))):
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or node.name in NO_HANDLER:
                continue
            if node.name.lstrip("_").startswith("on_") and f"super().{node.name}(" in ast.unparse(node):
                yield f"{place.name}: {node.name}"


def test_no_handler_runs_twice() -> None:
    assert list(handlers_that_call_the_one_above()) == []
