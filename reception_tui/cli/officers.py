"""Officers and their roles."""

from __future__ import annotations

import argparse
import sys

from reception_tui.cli.answer import DONE, print_json, print_text
from reception_tui.cli.options import desk_of
from reception_tui.desk.door import execute
from reception_tui.desk.opening import hash_pin
from reception_tui.domain.commands import ChangeOfficer
from reception_tui.domain.errors import OfficerExists, UnknownOfficer
from reception_tui.domain.office import Officer
from reception_tui.i18n import tr
from reception_tui.store import register


def add_officer(args: argparse.Namespace) -> int:
    """Take on an officer."""
    if args.code in _known(args):
        raise OfficerExists("code", value=args.code)
    pin = hash_pin(sys.stdin.readline().rstrip("\r\n")) if args.pin_stdin else ""
    return _change(args, ChangeOfficer(code=args.code, name=args.name, roles=_roles(args), pin_hash=pin))


def give_roles(args: argparse.Namespace) -> int:
    """Give an officer other roles."""
    _must_know(args)
    return _change(args, ChangeOfficer(code=args.code, roles=_roles(args)))


def disable_officer(args: argparse.Namespace) -> int:
    """Take an officer out of service; what they did stays theirs."""
    _must_know(args)
    return _change(args, ChangeOfficer(code=args.code, active=False))


def list_officers(args: argparse.Namespace) -> int:
    """List the officers."""
    found = _known(args).values()
    if args.json:
        rows = [{"code": o.code, "name": o.name, "roles": sorted(o.roles), "active": o.active} for o in found]
        print_json({"officers": rows})
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
    return DONE


def _known(args: argparse.Namespace) -> dict[str, Officer]:
    desk = desk_of(args)
    with desk.register.reading() as work:
        found = {officer.code: officer for officer in register.officers(work)}
    desk.register.close()
    return found


def _must_know(args: argparse.Namespace) -> None:
    if args.code not in _known(args):
        raise UnknownOfficer("code", value=args.code)


def _roles(args: argparse.Namespace) -> tuple[str, ...]:
    return tuple(filter(None, args.roles.replace(" ", "").split(",")))
