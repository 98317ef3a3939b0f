"""What every command goes by, from its options, the environment and defaults."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING

from reception_tui.config import Settings, default_db, environment
from reception_tui.domain.errors import BadDate, BadNumber, DateOutOfRange

if TYPE_CHECKING:
    from reception_tui.desk.door import Desk


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


def desk_of(args: argparse.Namespace) -> Desk:
    """Return an open desk for this run's register and officer."""
    from reception_tui.desk.opening import open_desk

    settings = settings_of(args)
    return open_desk(settings.db, settings.now, settings.officer)


def _day_of_environment() -> date | None:
    text = environment("TODAY")
    return read_day("RECEPTION_TODAY", text) if text else None
