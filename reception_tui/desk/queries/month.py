"""The last thirty days, day by day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reception_tui.domain.calendar import ONE_DAY
from reception_tui.store import nights
from reception_tui.store.work import Work

DAYS = 30


@dataclass(frozen=True, slots=True)
class Month:
    """The visits and the petitions received on each of the days from `first` on."""

    first: date
    visits: tuple[int, ...]
    petitions: tuple[int, ...]


def month(work: Work, last: date) -> Month:
    """Return the thirty days that end with `last`."""
    first = last - (DAYS - 1) * ONE_DAY
    return Month(
        first,
        nights.visits_by_day(work.connection, first, last),
        nights.petitions_by_day(work.connection, first, last),
    )
