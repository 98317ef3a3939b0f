"""What the desk screen shows: today's visits, what is late and near, the last entries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reception_tui.desk.queries.overdue import DueList, due_list
from reception_tui.domain.reference import Reference
from reception_tui.store import lists
from reception_tui.store.work import Row, Work

_ENTRIES = 20


@dataclass(frozen=True, slots=True)
class Today:
    """The desk at a glance."""

    on: date
    visits: tuple[Row, ...]
    due: DueList
    entries: tuple[Row, ...]


def today(work: Work, reference: Reference, on: date) -> Today:
    """Return what the desk screen shows on a day. A visit about a denunciation comes without a name."""
    visits = tuple(
        {**row, "first_name": "", "content": "", "request": "", "note": ""} if row["secret"] is not None else row
        for row in lists.visits_on(work.connection, on)
    )
    entries = tuple(lists.latest_entries(work.connection, _ENTRIES))
    return Today(on, visits, due_list(work, reference, on), entries)
