"""What the desk screen counts: today's visits, and what is late and near."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reception_tui.desk.queries.board import BoardCounts, board_counts
from reception_tui.domain.reference import Reference
from reception_tui.store import lists
from reception_tui.store.work import Work


@dataclass(frozen=True, slots=True)
class Today:
    """The desk at a glance."""

    on: date
    visits: int
    people: int
    due: BoardCounts


def today(work: Work, reference: Reference, on: date) -> Today:
    """Return what the desk screen counts on a day."""
    visits, people = lists.count_visits(work.connection, on)
    return Today(on, visits, people, board_counts(work, reference, on))
