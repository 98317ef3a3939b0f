"""Officers and their roles."""

from __future__ import annotations

import argparse
import sys

from reception_tui.cli.answer import DONE, print_json, print_text
from reception_tui.cli.options import desk_of, secret_line
from reception_tui.desk.door import execute
from reception_tui.desk.pins import checked_hash
from reception_tui.desk.sign_in import has_pin, state_of
from reception_tui.domain.commands import ChangeOfficer, ChangePin, RecoverCases
from reception_tui.domain.errors import OfficerExists, PinsDiffer, UnknownOfficer
from reception_tui.domain.office import Officer
from reception_tui.domain.rights import View
from reception_tui.i18n import tr
from reception_tui.i18n.sentences import of_notice
from reception_tui.store import register


def add_officer(args: argparse.Namespace) -> int:
    """Take on an officer."""
    if args.code in _known(args):
        raise OfficerExists("code", value=args.code)
    roles = _roles(args)
    pin = _given_pin(args, Officer(args.code, args.name, frozenset(roles))) if args.pin_stdin else ""
    return _change(args, ChangeOfficer(code=args.code, name=args.name, roles=roles, pin_hash=pin))


def give_pin(args: argparse.Namespace) -> int:
    """Give an officer a new PIN, which they have to change when they sign in; wrong ones are forgotten."""
    known = _known(args)
    if args.code not in known:
        raise UnknownOfficer("code", value=args.code)
    return _change(args, ChangeOfficer(code=args.code, pin_hash=_given_pin(args, known[args.code])))


def own_pin(args: argparse.Namespace) -> int:
    """Change one's own PIN: the old one and the new one, a line each where there is no terminal."""
    desk = desk_of(args)
    try:
        with desk.reading() as work:
            known = has_pin(work, desk.officer.code)
        old = secret_line(tr("PIN in use: ")) if known else ""
        new = secret_line(tr("New PIN: "))
        if sys.stdin.isatty() and secret_line(tr("New PIN once more: ")) != new:
            raise PinsDiffer("new")
        outcome = execute(desk, ChangePin(old=old, new=new))
    finally:
        desk.register.close()
    if args.json:
        print_json({"officer": outcome.no, "entry": outcome.entry})
    else:
        print_text(tr("The PIN is changed (entry {entry}).").format(entry=outcome.entry))
    return DONE


def give_roles(args: argparse.Namespace) -> int:
    """Give an officer other roles."""
    _must_know(args)
    return _change(args, ChangeOfficer(code=args.code, roles=_roles(args)))


def disable_officer(args: argparse.Namespace) -> int:
    """Take an officer out of service; what they did stays theirs."""
    _must_know(args)
    return _change(args, ChangeOfficer(code=args.code, active=False))


def enable_officer(args: argparse.Namespace) -> int:
    """Take an officer back into service; the keys that were taken away stay away."""
    _must_know(args)
    return _change(args, ChangeOfficer(code=args.code, active=True))


def recover_cases(args: argparse.Namespace) -> int:
    """Give an officer the keys of all sealed cases: the two halves are typed, or come as two lines."""
    first, second = secret_line(tr("First half: ")), secret_line(tr("Second half: "))
    desk = desk_of(args)
    try:
        outcome = execute(desk, RecoverCases(officer=args.code, first_half=first, second_half=second))
    finally:
        desk.register.close()
    if args.json:
        print_json({"officer": args.code, "entry": outcome.entry})
    else:
        print_text(" ".join(of_notice(one.code, one.values) for one in outcome.notices))
    return DONE


def list_officers(args: argparse.Namespace) -> int:
    """List the officers."""
    desk = desk_of(args, View.OFFICERS)
    with desk.reading() as work:
        found = register.officers(work)
    states = {one.code: state_of(desk, one) for one in found}
    desk.register.close()
    if args.json:
        rows = [{"code": o.code, "name": o.name, "roles": sorted(o.roles), "active": o.active} for o in found]
        print_json({"officers": [row | states[str(row["code"])] for row in rows]})
    else:
        out = tr("out of service")
        lines = [
            f"{o.code:<12} {o.name:<30} {', '.join(sorted(o.roles))}{'' if o.active else f' ({out})'}" for o in found
        ]
        print_text("\n".join(lines))
    return DONE


def _change(args: argparse.Namespace, command: ChangeOfficer) -> int:
    desk = desk_of(args)
    try:
        outcome = execute(desk, command)
    finally:
        desk.register.close()
    if args.json:
        print_json({"officer": command.code, "entry": outcome.entry})
    else:
        print_text(tr("Officer “{code}” is on record (entry {entry}).").format(code=command.code, entry=outcome.entry))
        for one in outcome.notices:
            print_text(of_notice(one.code, one.values))
    return DONE


def _known(args: argparse.Namespace) -> dict[str, Officer]:
    desk = desk_of(args)
    with desk.reading() as work:
        found = {officer.code: officer for officer in register.officers(work)}
    desk.register.close()
    return found


def _given_pin(args: argparse.Namespace, officer: Officer) -> str:
    """Return the hash of a PIN that a keeper gives. Raises what is wrong with it."""
    desk = desk_of(args)
    try:
        return checked_hash(desk.reference.sign_in, secret_line(tr("New PIN: ")), officer)
    finally:
        desk.register.close()


def _must_know(args: argparse.Namespace) -> None:
    if args.code not in _known(args):
        raise UnknownOfficer("code", value=args.code)


def _roles(args: argparse.Namespace) -> tuple[str, ...]:
    return tuple(filter(None, args.roles.replace(" ", "").split(",")))
