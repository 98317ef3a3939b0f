"""Tasks of reception days body by body: how many were given, done in time, done late, and what is still open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from reception_tui.desk.tasks import is_secret_task, task_title
from reception_tui.domain.windows import Window
from reception_tui.store import day_lists
from reception_tui.store.numbers import tidy_number
from reception_tui.store.work import Row, Work


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task as it stood at the end of a time. `told` is what its body said last; empty where it is secret."""

    no: str
    body: str
    what: str
    session: str
    given_on: date
    due: date
    done_on: date | None
    told: str

    @property
    def late(self) -> bool:
        """Tell whether it was done after its day."""
        return self.done_on is not None and self.done_on > self.due


@dataclass(frozen=True, slots=True)
class BodyTasks:
    """The tasks of one body in a time: given in it, done in it, and open at its end."""

    body: str
    given: int
    done_in_time: int
    done_late: int
    open: int
    overdue: int
    lines: tuple[TaskLine, ...]


@dataclass(frozen=True, slots=True)
class TaskPage:
    """One task with everything that became of it, the oldest first. `secret`: its words are not told.

    `source` is the number of the reception day or meeting that gave it; empty for a paper of the Chairman's own.
    """

    task: Row
    source: str
    about: str
    moves: tuple[Row, ...]
    title: str
    secret: bool


def progress(work: Work, window: Window) -> tuple[BodyTasks, ...]:
    """Return each body's tasks that were open in a time or done in it, as they stood at its end."""
    rows = day_lists.tasks_given(work.connection, window.last, window.first)
    lines = [line_of(work, row, window.last) for row in rows]
    return tuple(_of_body(body, tuple(group), window) for body, group in groupby(lines, key=lambda one: one.body))


def task_page(work: Work, no: str) -> TaskPage:
    """Return the page of a task. Raises `UnknownRecord`."""
    task = work.by_no("task", tidy_number(no), "task")
    secret = is_secret_task(work, task)
    about = ""
    for table in ("visit", "petition"):
        if task[f"{table}_id"] is not None:
            about = str(work.row(table, task[f"{table}_id"])["no"])
    moves = tuple(work.rows("task_move", task_id=task["id"]))
    title = str(task["no"]) if secret else str(task["what"])
    return TaskPage(task, _source(work, task), about, moves, title, secret)


def _source(work: Work, task: Row) -> str:
    for table in ("session", "meeting"):
        if task[f"{table}_id"] is not None:
            return str(work.row(table, task[f"{table}_id"])["no"])
    return ""


def _of_body(body: str, lines: tuple[TaskLine, ...], window: Window) -> BodyTasks:
    done = [one for one in lines if one.done_on is not None]
    left = [one for one in lines if one.done_on is None]
    return BodyTasks(
        body=body,
        given=sum(window.first <= one.given_on for one in lines),
        done_in_time=sum(not one.late for one in done),
        done_late=sum(one.late for one in done),
        open=len(left),
        overdue=sum(one.due < window.last for one in left),
        lines=lines,
    )


def line_of(work: Work, row: Row, as_of: date | None) -> TaskLine:
    """Return a task as it stood at the end of a day, or as it stands where none is given."""
    done = row["done_on"]
    if done is not None and as_of is not None and done > as_of:
        done = None
    told = "" if is_secret_task(work, row) else row["told"] or ""
    title = task_title(work, row)
    return TaskLine(row["no"], row["body"], title, row["session"], row["given_on"], row["due"], done, told)
