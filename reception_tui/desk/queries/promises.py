"""What was promised to citizens: for a night's page, for one person, for one record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from reception_tui.desk.findable import brought_denunciation, is_secret
from reception_tui.desk.promised import is_open
from reception_tui.desk.queries.lints import Promise
from reception_tui.domain.calendar import ONE_DAY
from reception_tui.domain.reference import Reference
from reception_tui.store import day_lists
from reception_tui.store.work import Row, Work

_UNTOLD = "…"
"""What stands for the words of a promise to one who denounced."""


def promises_of_night(work: Work, reference: Reference, on: date) -> tuple[Promise, ...]:
    """Return the promises that waited on `on` or ended that day, as they stood at its end, the earliest first.

    Those that ended since the working day before are among them, for the trend.
    """
    since = reference.calendar.add_working_days(on, -1)
    return tuple(told(work, row, on) for row in day_lists.promises(work.connection, on, since + ONE_DAY))


def promises_waiting(work: Work, records: Iterable[tuple[str, Row]]) -> tuple[Promise, ...]:
    """Return the open promises of visits and petitions, the earliest first."""
    found = [
        told(work, {**row, "no": record["no"]}, None)
        for table, record in records
        if record["voided"] is None
        for row in work.rows("promise", **{f"{table}_id": record["id"]})
        if is_open(row)
    ]
    return tuple(sorted(found, key=lambda one: (one.on, one.no)))


def broken(promises: Sequence[Promise], on: date) -> tuple[Promise, ...]:
    """Return the promises whose day had passed at the end of `on` and that nobody had kept."""
    return tuple(one for one in promises if one.on < on and one.kept_on is None and one.moved_on is None)


def told(work: Work, row: Row, as_of: date | None) -> Promise:
    """Return a promise as it stood at the end of a day; of a denunciation the day alone is told."""

    def then(day: date | None) -> date | None:
        return None if day is None or (as_of is not None and day > as_of) else day

    if row["petition_id"] is not None:
        secret = is_secret(work, work.row("petition", row["petition_id"]))
    else:
        secret = brought_denunciation(work, work.row("visit", row["visit_id"]))
    what = _UNTOLD if secret and row["what"] else row["what"]
    return Promise(row["no"], row["on"], what, then(row["kept_on"]), then(row["moved_on"]))
