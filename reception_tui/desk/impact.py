"""What a change of law or calendar does to the limits that are open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from reception_tui.desk.refresh import (
    planned_for_petition,
    planned_for_visit,
    refresh_petition_clocks,
    refresh_visit_clocks,
)
from reception_tui.domain.follow_up import RunningClock
from reception_tui.domain.reference import Reference
from reception_tui.store import clocks
from reception_tui.store.clocks import Subject
from reception_tui.store.work import Work


@dataclass(frozen=True, slots=True)
class Moved:
    """One open limit that would end on another day, or by another rule."""

    no: str
    stage: str
    body: str
    old_due: date | None
    new_due: date | None
    old_rule: str
    new_rule: str
    was_overdue: bool
    is_overdue: bool


def impact(work: Work, reference: Reference, today: date) -> list[Moved]:
    """Return the open limits that `reference` would move, the earliest new date first."""
    found = [moved for subject, known in _open(work) for moved in _moved(work, reference, subject, known, today)]
    return sorted(found, key=lambda one: (one.new_due or date.max, one.no))


def recount(work: Work, reference: Reference) -> int:
    """Count every open limit anew by `reference` and return how many have moved."""
    moved = 0
    for subject, known in _open(work):
        before = _dates(known)
        if subject.column == "petition_id":
            refresh_petition_clocks(work, reference, subject.id)
        else:
            refresh_visit_clocks(work, reference, subject.id)
        after = _dates(clocks.stored(work.connection, subject))
        moved += sum(1 for key, value in after.items() if before.get(key) != value)
    return moved


def _open(work: Work) -> Iterator[tuple[Subject, list[dict[str, Any]]]]:
    for subject, known in clocks.all_stored(work.connection).items():
        if any(row["done"] is None for row in known):
            yield subject, known


def _dates(rows: list[dict[str, Any]]) -> dict[str, tuple[date | None, str]]:
    return {row["key"]: (row["due"], row["rule"]) for row in rows if row["done"] is None}


def _moved(
    work: Work, reference: Reference, subject: Subject, known: list[dict[str, Any]], today: date
) -> Iterator[Moved]:
    petition = subject.column == "petition_id"
    row = work.row("petition" if petition else "visit", subject.id)
    planned = (planned_for_petition if petition else planned_for_visit)(work, reference, row)
    new: dict[str, RunningClock] = {clock.key: clock for clock in planned}
    for old in known:
        clock = new.get(old["key"])
        if old["done"] is not None or clock is None or (clock.due, clock.rule_id) == (old["due"], old["rule"]):
            continue
        yield Moved(
            no=row["no"],
            stage=clock.stage,
            body=clock.body,
            old_due=old["due"],
            new_due=clock.due,
            old_rule=old["rule"],
            new_rule=clock.rule_id,
            was_overdue=_is_late(old["due"], today),
            is_overdue=_is_late(clock.due, today),
        )


def _is_late(due: date | None, today: date) -> bool:
    return due is not None and due < today
