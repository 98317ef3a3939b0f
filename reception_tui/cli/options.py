"""What every command goes by, from its options, the environment and defaults."""

from __future__ import annotations

import argparse
import getpass
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from reception_tui.config import Settings, default_db, environment
from reception_tui.domain.errors import BadDate, BadNumber, DateOutOfRange, FileUnreadable, MissingField
from reception_tui.i18n import tr

if TYPE_CHECKING:
    from reception_tui.desk.door import Desk
    from reception_tui.domain.rights import View


YEARS = range(1900, 2200)
"""The years in which anything of a register can lie: a count from a day within them ends before time does."""


def read_day(name: str, text: str) -> date:
    """Return the day that an option or setting called `name` holds. Raises `BadDate`, `DateOutOfRange`."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise BadDate(name, value=text) from None
    if day.year not in YEARS:
        raise DateOutOfRange(name, value=day)
    return day


def read_count(name: str, text: str, most: int) -> int:
    """Return the number from 1 to `most` that an option called `name` holds. Raises `BadNumber`."""
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(most)) and 1 <= int(text) <= most):
        raise BadNumber(name, value=text)
    return int(text)


def settings_of(args: argparse.Namespace) -> Settings:
    """Return the settings of one run. Raises `BadDate` for a wrong RECEPTION_TODAY."""
    return Settings(
        db=args.db or environment("DB") or default_db(),
        lang=args.lang or environment("LANG") or "vi",
        today=args.today or _day_of_environment(),
        officer=getattr(args, "officer", None) or environment("OFFICER"),
    )


def desk_of(args: argparse.Namespace, view: View | None = None) -> Desk:
    """Return an open desk for this run's register and officer, who may see `view`.

    Raises `NoView`; and where the office asks for the PIN of commands too, what `sign_in` raises.
    """
    from reception_tui.desk.door import permit_view
    from reception_tui.desk.opening import open_desk
    from reception_tui.desk.sign_in import has_pin, sign_in

    settings = settings_of(args)
    desk = open_desk(settings.db, settings.now, settings.officer)
    try:
        if desk.reference.sign_in.command_line:
            with desk.reading() as work:
                asked = has_pin(work, desk.officer.code)
            desk = sign_in(desk, desk.officer.code, _pin_of_command() if asked else "")
        if view is not None:
            permit_view(desk, view)
    except BaseException:
        desk.register.close()
        raise
    return desk


def secret_line(prompt: str) -> str:
    """Return a line that is not shown while it is typed; without a terminal, the next line of standard input."""
    return getpass.getpass(prompt) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")


def _pin_of_command() -> str:
    """Return the PIN for a command: first line of the file RECEPTION_PIN_FILE, else typed. Raises `MissingField`."""
    place = environment("PIN_FILE")
    if place:
        try:
            return Path(place).read_text(encoding="utf-8").splitlines()[0]
        except (OSError, UnicodeDecodeError, IndexError) as error:
            raise FileUnreadable("RECEPTION_PIN_FILE", path=place) from error
    if not sys.stdin.isatty():
        raise MissingField("RECEPTION_PIN_FILE")
    return getpass.getpass(tr("PIN") + ": ")


def add_opening(one: argparse.ArgumentParser) -> None:
    """Add the options by which a command opens the words of a denunciation first."""
    one.add_argument("--reason", default="", help=tr("open the sealed words of the denunciation, for this reason"))
    one.add_argument(
        "--second", default="", metavar="OFFICER", help=tr("the second officer, where the office wants one")
    )
    one.add_argument("--pin-stdin", action="store_true", help=tr("read the PIN from standard input"))


def _day_of_environment() -> date | None:
    text = environment("TODAY")
    return read_day("RECEPTION_TODAY", text) if text else None
