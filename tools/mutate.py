"""Change a module in small ways, one at a time, and see whether the tests notice. docs/mutation.md tells more.

    python tools/mutate.py MODULE… [--at-least PERCENT] -- PYTEST-ARGUMENT… [-- PYTEST-ARGUMENT…]…

Works in a temporary copy. Each `--` begins a run of pytest, which tries what the one before let pass: quickest first.
"""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import cache_from_source
from itertools import groupby
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]

OPERATORS: dict[type[ast.AST], Callable[[], Any]] = {
    ast.Lt: ast.LtE,
    ast.Gt: ast.GtE,
    ast.Eq: ast.NotEq,
    ast.Is: ast.IsNot,
    ast.In: ast.NotIn,
    ast.And: ast.Or,
    ast.Add: ast.Sub,
    ast.BitAnd: ast.BitOr,
    ast.LtE: ast.Lt,
    ast.GtE: ast.Gt,
    ast.NotEq: ast.Eq,
    ast.IsNot: ast.Is,
    ast.NotIn: ast.In,
    ast.Or: ast.And,
    ast.Sub: ast.Add,
    ast.BitOr: ast.BitAnd,
}
NAMES = {"min": "max", "max": "min", "any": "all", "all": "any"}
LEFT_ALONE = {"annotation", "returns", "decorator_list"}
CONDITIONED = (ast.If, ast.While, ast.IfExp, ast.Assert)
DROPPED = (ast.Expr, ast.Assign, ast.AugAssign, ast.Raise)
ORDERED = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: the line it is on, that line before and after, and the whole module with it."""

    line: int
    was: str
    now: str
    source: str


def mutants(source: str) -> Iterator[Mutant]:
    """Return every mutant of `source`, from its first line to its last."""
    lines = source.encode().splitlines(keepends=True)
    starts = [sum(map(len, lines[:i])) for i in range(len(lines))]
    found = [change for node in _walk(ast.parse(source), 0) for change in _changes(*node)]
    for node, text in sorted(found, key=lambda change: (change[0].lineno, change[0].col_offset)):
        first = starts[node.lineno - 1] + node.col_offset
        last = starts[(node.end_lineno or 0) - 1] + (node.end_col_offset or 0)
        whole = source.encode()
        changed = (whole[:first] + text.encode() + whole[last:]).decode()
        compile(changed, "mutant", "exec")
        was, now = (text.splitlines()[node.lineno - 1].strip() for text in (source, changed))
        yield Mutant(node.lineno, was, now, changed)


def _walk(node: ast.AST, depth: int) -> Iterator[tuple[ast.AST, int]]:
    """Return the nodes that count, each with how deep in a function it stands: no annotation, no decorator."""
    yield node, depth
    below = depth + 1 if depth or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) else 0
    for name, value in ast.iter_fields(node):
        if name in LEFT_ALONE or isinstance(node, ast.JoinedStr):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _walk(child, below)


def _changes(node: ast.AST, depth: int) -> Iterator[tuple[ast.expr | ast.stmt, str]]:
    """Return what can be changed about `node` itself: what to replace, and by which text."""
    if isinstance(node, ast.stmt):
        yield from ((node, text) for text in _changes_of_statement(node, depth))
    if isinstance(node, ast.expr):
        yield from ((node, text) for text in _changes_of_expression(node))
    tests = [node.test] if isinstance(node, CONDITIONED) else node.ifs if isinstance(node, ast.comprehension) else []
    yield from ((test, f"not ({ast.unparse(test)})") for test in tests if not _negated_elsewhere(test))


def _changes_of_statement(node: ast.stmt, depth: int) -> Iterator[str]:
    words = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    # At the end of a function, to drop a return is to return None.
    if (depth > 1 and isinstance(node, ast.Return)) or (depth and isinstance(node, DROPPED) and not words):
        yield "pass"
    if isinstance(node, ast.Return) and node.value is not None and ast.unparse(node.value) != "None":
        yield "return None"
    if isinstance(node, ast.AugAssign) and type(node.op) in OPERATORS:
        yield f"{ast.unparse(node.target)} = {ast.unparse(ast.BinOp(node.target, _swapped(node.op), node.value))}"
    if isinstance(node, ast.Break | ast.Continue):
        yield "continue" if isinstance(node, ast.Break) else "break"


def _changes_of_expression(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Compare):
        for i, operator in enumerate(node.ops):
            if type(operator) in OPERATORS:
                changed = [*node.ops[:i], _swapped(operator), *node.ops[i + 1 :]]
                yield ast.unparse(ast.Compare(node.left, changed, node.comparators))
    elif isinstance(node, ast.BinOp) and type(node.op) in OPERATORS:
        yield f"({ast.unparse(ast.BinOp(node.left, _swapped(node.op), node.right))})"
    elif isinstance(node, ast.BoolOp):
        yield f"({ast.unparse(ast.BoolOp(_swapped(node.op), node.values))})"
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub):
        yield f"({ast.unparse(node.operand)})"
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield str(not node.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        yield from (str(node.value + 1), str(node.value - 1))
    elif isinstance(node, ast.Name) and node.id in NAMES:
        yield NAMES[node.id]


def _negated_elsewhere(test: ast.expr) -> bool:
    """Tell whether another change already turns the test into its contrary."""
    swapped = isinstance(test, ast.Compare) and len(test.ops) == 1 and not isinstance(test.ops[0], ORDERED)
    return swapped or isinstance(test, ast.Constant) or (isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not))


def _swapped(operator: ast.AST) -> Any:
    return OPERATORS[type(operator)]()


def _fails(copy: Path, runs: list[list[str]], timeout: float | None) -> str:
    """Run the tests of the copy; return "" when all pass, else how they did not."""
    shutil.rmtree(copy / ".hypothesis", ignore_errors=True)
    paths = {"PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "" if timeout is None else "1"}
    for arguments in runs:
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-n0", "-p", "no:cacheprovider", *arguments]
        try:
            done = subprocess.run(  # noqa: S603 - our own interpreter, with the caller's arguments
                command, cwd=copy, env=os.environ | paths, timeout=timeout, capture_output=True, check=False
            )
        except subprocess.TimeoutExpired:
            return "no end"
        if done.returncode:
            return "killed"
    return ""


def _try_all(copy: Path, module: str, runs: list[list[str]], timeout: float) -> tuple[int, int]:
    """Try every mutant of `module`, tell how it fared, and return how many there were and how many were killed."""
    path = copy / module
    source = path.read_text(encoding="utf-8")
    Path(cache_from_source(str(path))).unlink(missing_ok=True)
    path.write_text("raise ImportError\n", encoding="utf-8")
    if not _fails(copy, runs, timeout):
        sys.exit(f"The tests do not use {module}.")
    tried = killed = 0
    for mutant in mutants(source):
        path.write_text(mutant.source, encoding="utf-8")
        fate = _fails(copy, runs, timeout)
        tried, killed = tried + 1, killed + bool(fate)
        print(f"{fate or 'SURVIVED':8} {module}:{mutant.line}  {mutant.now}  # {mutant.was}", flush=True)  # noqa: T201
    path.write_text(source, encoding="utf-8")
    return tried, killed


def main(given: list[str]) -> int:
    """Mutate the modules; return 1 when fewer than the wanted share of the mutants was killed."""
    own, *runs = [list(words) for counts, words in groupby(given, "--".__ne__) if counts] or [[]]
    parser = ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("module", nargs="+", help="a path below the root of the project")
    parser.add_argument("--at-least", type=float, default=0, metavar="PERCENT", help="fail when fewer are killed")
    wanted = parser.parse_args(own)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".*", "__pycache__"))
        started = time.monotonic()
        if _fails(copy, runs, None):
            sys.exit("The tests fail before anything was changed.")
        timeout = 10 + 2 * (time.monotonic() - started)
        figures = [_try_all(copy, module, runs, timeout) for module in wanted.module]
    tried, killed = (sum(column) for column in zip(*figures, strict=True))
    share = 100 * killed / tried if tried else 100.0
    print(f"{killed} of {tried} mutants killed: {share:.1f} %")  # noqa: T201
    return int(share < wanted.at_least)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
