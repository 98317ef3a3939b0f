"""Registers made, shown, checked, copied and put back."""

from __future__ import annotations

import argparse
import getpass
import sys
from datetime import date
from pathlib import Path

from reception_tui.cli.answer import DONE, NO, print_json, print_text
from reception_tui.cli.options import desk_of, secret_line, settings_of
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
    from reception_tui.store import integrity
    from reception_tui.store.reference.files import read_files

    desk = desk_of(args)
    findings = [
        {"code": one.code, "where": one.where, "message": of_finding(one.code, one.where)} for one in find_faults(desk)
    ]
    advice = [
        {"code": "newer_rule", "where": f"{one.no} {one.stage}", "message": of_finding("newer_rule", one.no)}
        for one in newer_law(desk, read_files())
    ]
    with desk.register.reading() as work:
        advice += [
            {"code": code, "where": "", "message": of_finding(code, "")} for code in integrity.advice(work.connection)
        ]
        server = integrity.server_version(work.connection)
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


def backup(args: argparse.Namespace) -> int:
    """Copy the register while desks work; the copy of a file is sealed unless a plain one is asked for."""
    from reception_tui.store import backup, keys, server_backup
    from reception_tui.store.sealed_backup import back_up_sealed

    desk = desk_of(args)
    try:
        if desk.register.path is None:
            server_backup.back_up(desk.register.engine, args.dest)
        elif args.plain:
            backup.back_up(desk.register.engine, args.dest)
        else:
            with desk.register.reading() as work:
                recovery = keys.public_key_of(work, keys.RECOVERY)
            back_up_sealed(desk.register.engine, args.dest, recovery)
    finally:
        desk.register.close()
    return _tell(args, tr("The copy {path} is whole."), args.dest)


def restore(args: argparse.Namespace) -> int:
    """Put a copy in the place of the register; the old one is kept aside."""
    from reception_tui.store import backup, server_backup

    settings = settings_of(args)
    url = url_of(settings.db)
    if file_of(url) is None:
        aside: Path | str | None = server_backup.restore(args.src, url)
    else:
        aside = backup.restore(args.src, url, _opened(args.src))
    if aside is not None and not args.json:
        print_text(tr("The register that was there is kept as {path}.").format(path=aside))
    return _tell(args, tr("The register {path} is back."), shown_place(url), aside)


def _opened(source: Path) -> bytes | None:
    """Return what a sealed backup holds, by the two halves of the recovery key; None for a plain one."""
    from reception_tui.store import seals
    from reception_tui.store.sealed_backup import is_sealed, opened_backup

    if not is_sealed(source):
        return None
    first, second = secret_line(tr("First half: ")), secret_line(tr("Second half: "))
    return opened_backup(source, seals.joined(first, second))


def _shown(place: str) -> str:
    """Return where a register lies, as it was given; of a server without the password."""
    return place if file_of(url_of(place)) is not None else shown_place(place)


def _tell(args: argparse.Namespace, sentence: str, path: Path | str, aside: Path | str | None = None) -> int:
    if args.json:
        print_json({"path": str(path), "kept_aside": None if aside is None else str(aside)})
    else:
        print_text(sentence.format(path=path))
    return DONE


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
