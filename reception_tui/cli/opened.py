"""Sealed words opened for one command: with a reason on the command line and PINs from standard input."""

from __future__ import annotations

import argparse
import getpass
import sys

from reception_tui.desk.door import Desk, execute
from reception_tui.domain.commands import OpenIdentity
from reception_tui.domain.errors import MissingField
from reception_tui.i18n import tr


def open_first(desk: Desk, args: argparse.Namespace) -> None:
    """Open the words of the petition that a command is about, when a reason is given. Raises `OpeningRefused`."""
    if not args.reason:
        return
    if not args.petition:
        raise MissingField("petition")
    pins = [_pin(args, desk.officer.code)]
    if args.second:
        pins.append(_pin(args, args.second))
    command = OpenIdentity(
        petition=args.petition,
        reason=args.reason,
        pin=pins[0],
        second=args.second,
        second_pin=pins[-1] if args.second else "",
    )
    execute(desk, command)


def _pin(args: argparse.Namespace, officer: str) -> str:
    if args.pin_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise MissingField("pin")
    return getpass.getpass(tr("PIN of {officer}: ").format(officer=officer))
