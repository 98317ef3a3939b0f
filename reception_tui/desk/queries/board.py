"""The follow-up board by whose each limit is, read page by page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from reception_tui.desk.queries.overdue import STATES, DueRow, days_until, due_row, task_row
from reception_tui.desk.tasks import TASK
from reception_tui.domain.deadline import ClockState
from reception_tui.domain.kinds import Owner
from reception_tui.domain.reference import Reference
from reception_tui.store import board, day_lists
from reception_tui.store.board import Group, Horizon
from reception_tui.store.work import Row, Work

_UNDATED = date.min
_LAST_ID = 2**31 - 1

Place = tuple[date, int, int]
"""Where a limit stands in its group: its day, whether it is a task, and its number in the table."""


@dataclass(frozen=True, slots=True)
class BoardGroup:
    """The limits of one owner, and for a body's of one body: how many are late, due today, and near in all."""

    owner: Owner
    body: str
    late: int
    today: int
    all: int


@dataclass(frozen=True, slots=True)
class BoardCounts:
    """How much is late and near as seen on a day, by whose it is."""

    as_of: date
    groups: tuple[BoardGroup, ...]

    @property
    def counts(self) -> dict[ClockState, int]:
        """Return how many limits are in each state."""
        late, today = sum(one.late for one in self.groups), sum(one.today for one in self.groups)
        near = sum(one.all for one in self.groups) - late - today
        return dict(zip(STATES, (late, today, near), strict=True))


def board_counts(work: Work, reference: Reference, as_of: date) -> BoardCounts:
    """Return how much is late and near, by whose it is, tasks of reception days with it."""
    late: Counter[tuple[Owner, str]] = Counter()
    today: Counter[tuple[Owner, str]] = Counter()
    every: Counter[tuple[Owner, str]] = Counter()
    for row in board.count_groups(work.connection, horizon(reference, as_of)):
        key = (Owner(row["owner"]), row["body"])
        late[key], today[key], every[key] = row["late"], row["today"], row["all"]
    for task in _tasks(work, reference, as_of):
        key = (Owner.BODY, task["body"])
        late[key] += task["due"] < as_of
        today[key] += task["due"] == as_of
        every[key] += 1
    groups = (BoardGroup(*key, late[key], today[key], every[key]) for key in every)
    return BoardCounts(as_of, tuple(groups))


def horizon(reference: Reference, as_of: date) -> Horizon:
    """Return until which day a limit is near, as the office's ladders say."""
    office, add = reference.office, reference.calendar.add_working_days
    own = {stage: add(as_of, office.due_soon_within(stage)) for stage in sorted(office.ladder_of)}
    return Horizon(as_of, add(as_of, office.due_soon_within()), own)


def read_board(
    work: Work,
    reference: Reference,
    as_of: date,
    group: BoardGroup | None,
    place: Place | None,
    count: int,
    *,
    forward: bool,
    inclusive: bool = False,
) -> list[tuple[Place, DueRow]]:
    """Return the next limits of a group, or of all of them, behind a place or before it, the longest overdue first."""
    near = horizon(reference, as_of)
    found: list[tuple[Place, Row]] = []
    for undated in (True, False):
        if undated and group is not None and group.owner is not Owner.NOBODY:
            continue
        of = Group("" if group is None else group.owner.value, "" if group is None else group.body, undated)
        if undated and place is not None and place[0] != _UNDATED:
            if forward:
                continue
            at: tuple[date | None, int] | None = None
        elif not undated and place is not None and place[0] == _UNDATED:
            if not forward:
                continue
            at = None
        else:
            at = None if place is None else _behind_tasks(place)
        rows = board.read_group(work.connection, near, of, at, count + 1, forward=forward, inclusive=True)
        found += [((row["due"] or _UNDATED, 0, row["id"]), row) for row in rows]
    if group is None or group.owner is Owner.BODY:
        body = "" if group is None else group.body
        tasks = _tasks(work, reference, as_of, body)
        found += [((row["due"], 1, row["id"]), row) for row in tasks]
    ordered = sorted((one for one in found if _is_wanted(one[0], place, forward, inclusive)), key=lambda one: one[0])
    ordered = ordered[:count] if forward else ordered[-count:]
    late_by = days_until(reference, as_of)
    return [
        (at, task_row(work, reference, row, as_of) if at[1] else due_row(reference, row, as_of, late_by))
        for at, row in ordered
    ]


def _behind_tasks(place: Place) -> tuple[date | None, int]:
    """Return where to read limits on: tasks of a day stand behind its limits."""
    due, is_task, row_id = place
    return (due, _LAST_ID) if is_task else (due, row_id)


def _is_wanted(at: Place, place: Place | None, forward: bool, inclusive: bool) -> bool:
    if place is None or (inclusive and at == place):
        return True
    return at > place if forward else at < place


def _tasks(work: Work, reference: Reference, as_of: date, body: str = "") -> Iterable[Row]:
    last = reference.calendar.add_working_days(as_of, reference.office.due_soon_within(TASK))
    return [row for row in day_lists.tasks_open(work.connection, as_of, body) if row["due"] <= last]
