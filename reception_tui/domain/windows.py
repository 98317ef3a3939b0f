"""Periods of time that reports look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reception_tui.domain.errors import BadPeriod


@dataclass(frozen=True, slots=True)
class Window:
    """The days from `first` to `last`, both of them included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise BadPeriod("to", first=self.first, last=self.last)
