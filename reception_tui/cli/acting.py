"""Acts from a file or a pipe, through the same door as the desk."""

from __future__ import annotations

import argparse
from typing import Any

from reception_tui.cli.answer import DONE, NO, error_facts, print_json_line, print_text
from reception_tui.cli.lines import lines_of
from reception_tui.cli.options import desk_of
from reception_tui.desk.context import Notice
from reception_tui.desk.door import Desk, execute
from reception_tui.desk.reading import read_line
from reception_tui.domain.errors import RegisterError
from reception_tui.i18n import tr
from reception_tui.i18n.sentences import of_notice

_REPEATING = frozenset({"person_differs", "phone_differs", "birth_year_differs", "id_differs", "commune_unknown"})
"""The notices that repeat what was typed of somebody."""


def act(args: argparse.Namespace) -> int:
    """Apply acts, one JSON object a line, and print one result a line; exit 1 when a line failed."""
    desk = desk_of(args)
    failed = False
    try:
        for line in lines_of(args.file):
            answer = apply(desk, line)
            _print(answer, as_json=args.json)
            failed = failed or not answer["ok"]
            if failed and args.stop:
                break
    finally:
        desk.register.close()
    return NO if failed else DONE


def apply(desk: Desk, line: str) -> dict[str, Any]:
    """Return the result of one line, as the command line promises it."""
    try:
        command, unknown = read_line(line)
        outcome = execute(desk, command)
    except RegisterError as error:
        return {"ok": False, "error": error_facts(error)}
    told = outcome.notices
    if outcome.sealed:
        # What a script writes down must not tell who denounced.
        told = tuple(Notice("kept_to_itself") if one.code in _REPEATING else one for one in told)
    notices = (*told, *(Notice("unknown_field", {"value": name}) for name in unknown))
    warnings = [{"code": one.code, "message": of_notice(one.code, one.values)} for one in notices]
    return {"ok": True, "no": outcome.no, "entry": outcome.entry, "warnings": warnings}


def _print(answer: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        print_json_line(answer, at_once=True)
    elif answer["ok"]:
        told = " ".join(one["message"] for one in answer["warnings"])
        print_text(tr("{no} (entry {entry}). {told}").format(no=answer["no"], entry=answer["entry"], told=told).strip())
    else:
        print_text("✗ " + answer["error"]["message"])
