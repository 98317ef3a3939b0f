"""Clocks as rows: made anew from the facts of a petition or visit, so that lists can be read by due date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select

from reception_tui.domain.follow_up import RunningClock
from reception_tui.store import digests
from reception_tui.store.prepared import Prepared
from reception_tui.store.tables import TABLES

_CLOCK = TABLES["clock"]
_ADD = Prepared(insert(_CLOCK).values({one.name: bindparam(one.name) for one in _CLOCK.c if one.name != "id"}))


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose clocks they are: those of a petition or of a visit."""

    column: str
    id: int


def of_petition(petition_id: int) -> Subject:
    """Return the petition as the owner of clocks."""
    return Subject("petition_id", petition_id)


def of_visit(visit_id: int) -> Subject:
    """Return the visit as the owner of clocks."""
    return Subject("visit_id", visit_id)


_KNOWN = {
    column: Prepared(select(_CLOCK).where(_CLOCK.c[column] == bindparam("of")).order_by(_CLOCK.c.id))
    for column in ("petition_id", "visit_id")
}
_REMOVE = {
    column: Prepared(delete(_CLOCK).where(_CLOCK.c[column] == bindparam("of")))
    for column in ("petition_id", "visit_id")
}


def replace(connection: Connection, subject: Subject, planned: Sequence[RunningClock], reference: str) -> None:
    """Put the planned clocks in the place of the subject's own; those that were done before stay as they were."""
    known = stored(connection, subject)
    rows = [_kept(row, known) for row in (columns(subject, clock, reference) for clock in planned)]
    if rows == known:
        return
    if known:
        _REMOVE[subject.column].change(connection, {"of": subject.id})
    _ADD.add_all(connection, rows)


def _kept(row: dict[str, Any], known: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return the stored row when the clock was done already: law and calendar of later days do not touch it."""
    for old in known:
        same = all(old[name] == row[name] for name in ("key", "stage", "anchor", "done"))
        if same and old["done"] is not None:
            return old
    return row


def stored(connection: Connection, subject: Subject) -> list[dict[str, Any]]:
    """Return the subject's clocks as they are stored, without their ids."""
    found = _KNOWN[subject.column].rows(connection, {"of": subject.id})
    return [{name: value for name, value in row.items() if name != "id"} for row in found]


def columns(subject: Subject, clock: RunningClock, reference: str) -> dict[str, Any]:
    """Return the columns of one clock's row."""
    pauses = clock.deadline.clock.pauses if clock.deadline is not None else ()
    last = max(pauses, key=lambda pause: pause.start, default=None)
    row: dict[str, Any] = {
        "petition_id": None,
        "visit_id": None,
        subject.column: subject.id,
        "referral_id": clock.referral,
        "key": clock.key,
        "stage": clock.stage,
        "duty": clock.duty,
        "rule": clock.rule_id,
        "owner": clock.owner.value,
        "body": clock.body,
        "anchor": clock.anchor,
        "due": clock.due,
        "done": clock.done,
        "live_from": clock.live_from,
        "live_until": clock.live_until,
        "paused_from": None if last is None else last.start,
        "paused_until": None if last is None else last.end,
        "provisional": clock.deadline is not None and clock.deadline.provisional,
        "reference": reference,
    }
    row["seal"] = digests.of_row(row)
    return row


def all_stored(connection: Connection) -> dict[Subject, list[dict[str, Any]]]:
    """Return every stored clock, by whose it is."""
    found: dict[Subject, list[dict[str, Any]]] = {}
    for row in connection.execute(select(_CLOCK).order_by(_CLOCK.c.id)).mappings():
        column = "visit_id" if row["petition_id"] is None else "petition_id"
        kept = {name: value for name, value in row.items() if name != "id"}
        found.setdefault(Subject(column, row[column]), []).append(kept)
    return found


def differ(subject: Subject, planned: Sequence[RunningClock], known: Sequence[dict[str, Any]]) -> bool:
    """Tell whether the stored clocks are not what the facts give; of those that are done only the days of events."""
    wanted = [columns(subject, clock, "") for clock in planned]
    return [_comparable(row) for row in wanted] != [_comparable(row) for row in known]


def _comparable(row: dict[str, Any]) -> dict[str, Any]:
    if row["done"] is not None:
        return {name: row[name] for name in ("key", "stage", "anchor", "done", "owner", "body")}
    return {name: value for name, value in row.items() if name not in ("reference", "seal")}
