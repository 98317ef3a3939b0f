"""What every command goes by, from its options, the environment and defaults."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING

from reception_tui.config import Settings, default_db, environment
from reception_tui.domain.errors import BadDate

if TYPE_CHECKING:
    from reception_tui.desk.door import Desk


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
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadDate("RECEPTION_TODAY", value=text) from None
