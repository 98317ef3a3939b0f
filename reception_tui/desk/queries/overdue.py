"""What is overdue, due today, and due soon, and whose it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial

from reception_tui.desk.findable import title_of
from reception_tui.desk.tasks import TASK, task_title
from reception_tui.domain.deadline import ClockState
from reception_tui.domain.kinds import Owner
from reception_tui.domain.office import Advice, advise
from reception_tui.domain.reference import Reference
from reception_tui.store import day_lists, lists
from reception_tui.store.work import Row, Work

STATES = (ClockState.OVERDUE, ClockState.DUE_TODAY, ClockState.DUE_SOON)


@dataclass(frozen=True, slots=True)
class DueRow:
    """One limit that is late or near. `days`: working days past the due date, negative before it.

    `petition` is the number of the petition, of the visit whose visitor waits for an answer, or of the task.
    """

    petition: str
    book: str
    title: str
    kind: str
    owner: Owner
    body: str
    stage: str
    duty: str
    rule: str
    due: date | None
    days: int | None
    state: ClockState
    reminders: int
    advice: Advice
    escalated_on: date | None
    officer: str
    provisional: bool


@dataclass(frozen=True, slots=True)
class DueList:
    """Everything that is late or near, as seen on `as_of`."""

    as_of: date
    rows: tuple[DueRow, ...]

    @property
    def counts(self) -> dict[ClockState, int]:
        """Return how many rows are in each state."""
        found = Counter(row.state for row in self.rows)
        return {state: found[state] for state in STATES}

    def in_state(self, state: ClockState) -> tuple[DueRow, ...]:
        """Return the rows in that state."""
        return tuple(row for row in self.rows if row.state is state)


def due_list(
    work: Work, reference: Reference, as_of: date, body: str = "", without: frozenset[str] = frozenset()
) -> DueList:
    """Return what was overdue, due on `as_of`, and due soon after it, but for the numbers `without`."""
    last = reference.calendar.add_working_days(as_of, reference.office.longest_ladder)
    late_by = days_until(reference, as_of)
    rows = [due_row(reference, row, as_of, late_by) for row in lists.due_until(work.connection, as_of, last, body)]
    rows += [task_row(work, reference, row, as_of) for row in day_lists.tasks_open(work.connection, as_of, body)]
    rows = sorted((row for row in rows if row.due is None or row.due <= last), key=lambda row: row.due or date.min)
    within = reference.office.due_soon_within
    near = (row for row in rows if row.days is None or -row.days <= within(row.stage))
    return DueList(as_of, tuple(row for row in near if row.petition not in without))


def _advice(reference: Reference, row: Row, state: ClockState, as_of: date) -> Advice:
    """Return what to do about a body that is late; nothing once the Chairman knows."""
    if row["owner"] != Owner.BODY or state is not ClockState.OVERDUE or row["escalated_on"] is not None:
        return Advice.NONE
    return advise(
        reference.office,
        reference.calendar,
        reminders=row["reminders"],
        last_reminder=row["last_reminder"],
        today=as_of,
    )


def task_row(work: Work, reference: Reference, row: Row, as_of: date) -> DueRow:
    """Return a task of a reception day as the limit of the body that it was given to."""
    told = {"no": row["no"], "petition_id": None, "title": "", "kind": "", "sealed_code": "", "content": row["what"]}
    followed = {"owner": Owner.BODY, "stage": TASK, "duty": TASK, "rule": "office", "provisional": False}
    return replace(due_row(reference, {**row, **told, **followed}, as_of), book=TASK, title=task_title(work, row))


def days_until(reference: Reference, as_of: date) -> Callable[[date], int]:
    """Return what counts the working days from a day to `as_of`; the many limits of one day are counted once."""
    return cache(partial(_days_late, reference, as_of))


def _days_late(reference: Reference, as_of: date, due: date) -> int:
    return reference.calendar.working_days_between(due, as_of)


def due_row(reference: Reference, row: Row, as_of: date, late_by: Callable[[date], int] | None = None) -> DueRow:
    """Return a limit as a row of what is late or near; `late_by` counts the working days of many rows."""
    late_by = late_by or partial(_days_late, reference, as_of)
    due: date | None = row["due"]
    if due is None or due < as_of:
        state = ClockState.OVERDUE
    else:
        state = ClockState.DUE_TODAY if due == as_of else ClockState.DUE_SOON
    return DueRow(
        petition=row["no"],
        book="visit" if row["petition_id"] is None else "petition",
        title=title_of(row),
        kind=row["kind"],
        owner=Owner(row["owner"]),
        body=row["body"],
        stage=row["stage"],
        duty=row["duty"],
        rule=row["rule"],
        due=due,
        days=None if due is None else late_by(due),
        state=state,
        reminders=row["reminders"],
        advice=_advice(reference, row, state, as_of),
        escalated_on=row["escalated_on"],
        officer=row["officer"],
        provisional=row["provisional"],
    )
