"""Answers of the command line: JSON or text on standard output, one sentence of error on standard error."""

from __future__ import annotations

import errno
import json
import sys
from datetime import date
from decimal import Decimal
from typing import Any

from reception_tui.domain.errors import DiskFull, FileUnwritable, NotAllowed, RegisterError, StorageTrouble
from reception_tui.domain.text import OBEYED
from reception_tui.i18n.sentences import of_error

DONE, NO, BAD_INPUT, NOT_ALLOWED, STORAGE = range(5)


def print_json(value: Any) -> None:
    """Print one JSON document."""
    sys.stdout.write(_as_json(value, 2) + "\n")
    sys.stdout.flush()


def print_json_line(value: Any, *, at_once: bool) -> None:
    """Print one JSON document of many on a line of its own; `at_once` lets nobody wait for it."""
    sys.stdout.write(_as_json(value) + "\n")
    if at_once:
        sys.stdout.flush()


def print_text(text: str) -> None:
    """Print text for people."""
    sys.stdout.write(_shown(text).removesuffix("\n") + "\n")
    sys.stdout.flush()


def print_error(sentence: str) -> None:
    """Print one sentence of error."""
    sys.stderr.write(_shown(sentence) + "\n")


def error_facts(error: RegisterError) -> dict[str, Any]:
    """Return an error as the command line's JSON tells it."""
    return {"code": error.code, "field": error.field, "message": of_error(error)}


def fail(error: RegisterError, *, as_json: bool) -> int:
    """Tell an error and return its exit code."""
    print_error(of_error(error))
    if as_json:
        print_json({"error": error_facts(error)})
    return exit_code(error)


def fail_to_understand(sentence: str, *, as_json: bool) -> int:
    """Tell that a command line is not understood and return its exit code."""
    print_error(sentence)
    if as_json:
        print_json({"error": {"code": "bad_usage", "field": None, "message": sentence}})
    return BAD_INPUT


def of_machine(error: OSError) -> StorageTrouble:
    """Return the storage trouble behind an error of the machine: a full disk, or a place that cannot be written."""
    path = str(error.filename or "")
    return DiskFull(path=path) if error.errno == errno.ENOSPC else FileUnwritable(path=path)


def exit_code(error: RegisterError) -> int:
    """Return the exit code of an error's family."""
    if isinstance(error, StorageTrouble):
        return STORAGE
    return NOT_ALLOWED if isinstance(error, NotAllowed) else BAD_INPUT


def _shown(text: str) -> str:
    return OBEYED.sub(lambda one: one[0] if one[0] == "\t" else "\N{REPLACEMENT CHARACTER}", text)


def _as_json(value: Any, indent: int | None = None) -> str:
    """Return JSON that a terminal shows and never obeys: what JSON itself leaves as it is, is escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=indent, default=_plain)
    return OBEYED.sub(lambda one: f"\\u{ord(one[0]):04x}", text)


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, frozenset | set | tuple):
        return list(value)
    raise TypeError(type(value).__name__)
