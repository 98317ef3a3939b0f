"""Registers made, shown and checked."""

from __future__ import annotations

import argparse
import getpass
import sys
from datetime import date
from pathlib import Path

from reception_tui.cli.answer import DONE, NO, print_json, print_text
from reception_tui.cli.options import desk_of, settings_of
from reception_tui.config import default_db
from reception_tui.domain.errors import MissingField
from reception_tui.i18n import tr
from reception_tui.i18n.sentences import of_finding
from reception_tui.store.demonstration import is_demonstration
from reception_tui.store.engine import file_of, shown_place, url_of

DEMO_OFFICER = "head"
DEMO_TODAY = date(2023, 12, 29)
"""The day of the source report, as of which the demonstration is shown."""


def init(args: argparse.Namespace) -> int:
    """Create an empty register with its first officer."""
    from reception_tui.desk.opening import found_register

    settings = settings_of(args)
    name = args.officer or _ask(tr("Name of the first officer: "), "officer")
    register, officer = found_register(settings.db, name, _pin(args), settings.now, code=args.code, seed=args.seed)
    halves = register.halves or ("", "")
    register.close()
    if args.json:
        print_json({"db": _shown(settings.db), "officer": officer.code, "recovery": list(halves)})
        return DONE
    told = tr("The register {db} is ready; the first officer has the code “{code}”.")
    print_text(told.format(db=_shown(settings.db), code=officer.code))
    print_text(tr("Two halves of the recovery key: give each to another keeper, on paper. They are shown only now."))
    for half in halves:
        print_text(f"  {half}")
    return DONE


def demo(args: argparse.Namespace) -> int:
    """Build the demonstration register, unless it is there, and open it as of its day."""
    on_server = file_of(url_of(args.db)) is None if args.db and args.dir is None else False
    place = str(args.db if on_server else (args.dir or Path(default_db()).parent) / "demo.db")
    if not (is_demonstration(place) if on_server else Path(place).exists()):
        from reception_tui.desk.demonstration import build, build_on_server

        if sys.stderr.isatty():
            sys.stderr.write(tr("Building the demonstration register: a few seconds…") + "\n")
        if on_server:
            build_on_server(place, year=args.year)
        else:
            build(url_of(place), year=args.year).close()
    args.db, args.today, args.officer = str(place), args.today or DEMO_TODAY, DEMO_OFFICER
    if args.no_open:
        if args.json:
            print_json({"db": _shown(place), "today": args.today})
        else:
            print_text(tr("The demonstration register is {db}.").format(db=_shown(place)))
        return DONE
    from reception_tui.cli.opening import open_desk_screen

    return open_desk_screen(args)


def check(args: argparse.Namespace) -> int:
    """Check the register; exit 1 when something does not hold."""
    from reception_tui.desk.checking import check as find_faults
    from reception_tui.desk.checking import newer_law
    from reception_tui.store import copies, integrity
    from reception_tui.store.reference.files import read_files

    desk = desk_of(args)
    findings = [
        {"code": one.code, "where": one.where, "message": of_finding(one.code, one.where)} for one in find_faults(desk)
    ]
    advice = [
        {"code": "newer_rule", "where": f"{one.no} {one.stage}", "message": of_finding("newer_rule", one.no)}
        for one in newer_law(desk, read_files())
    ]
    with desk.reading() as work:
        advice += [
            {"code": code, "where": "", "message": of_finding(code, "")} for code in integrity.advice(work.connection)
        ]
        trouble = copies.standing(work.connection).trouble(desk.reference.backup, desk.now())
        server = integrity.server_version(work.connection)
    if trouble is not None:
        advice.append({"code": trouble.value, "where": "", "message": of_finding(trouble.value, "")})
    desk.register.close()
    if args.json:
        engine = {"postgresql": server} if server else {"sqlite": integrity.sqlite_version()}
        print_json({"ok": not findings, "findings": findings, "advice": advice, **engine})
        return NO if findings else DONE
    told = [one["message"] for one in (*findings, *advice)]
    if not findings:
        told.append(tr("Everything holds: journal, rows, numbers, limits and balance."))
    print_text("\n".join(told))
    return NO if findings else DONE


def _shown(place: str) -> str:
    """Return where a register lies, as it was given; of a server without the password."""
    return place if file_of(url_of(place)) is not None else shown_place(place)


def _pin(args: argparse.Namespace) -> str:
    if args.pin_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise MissingField("pin")
    return getpass.getpass(tr("PIN: "))


def _ask(prompt: str, field: str) -> str:
    if not sys.stdin.isatty():
        raise MissingField(field)
    answer = input(prompt).strip()
    if not answer:
        raise MissingField(field)
    return answer
