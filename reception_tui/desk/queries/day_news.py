"""What a night's page tells of reception days: those that come, and what happened on tasks and invitations that day.

Everything is told as it stood at the end of the day, so that a page printed later is the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reception_tui.domain.kinds import Host
from reception_tui.domain.reception_days import TaskStep
from reception_tui.domain.reference import Reference
from reception_tui.store import day_lists
from reception_tui.store.work import Row, Work


@dataclass(frozen=True, slots=True)
class ComingDay:
    """A reception day of the next days. `unposted`: the last day for posting it has come and nobody has."""

    no: str
    on: date
    host: Host
    registered: int
    invited: int
    posted: bool
    unposted: bool


@dataclass(frozen=True, slots=True)
class TaskNews:
    """Something that happened on a task that day: given where there is no step. `round` counts reminders."""

    no: str
    body: str
    due: date
    step: TaskStep | None
    round: int = 0


@dataclass(frozen=True, slots=True)
class DayNews:
    """The reception days that come, and the news of the tasks."""

    coming: tuple[ComingDay, ...] = ()
    tasks: tuple[TaskNews, ...] = ()


def day_news(work: Work, reference: Reference, on: date) -> DayNews:
    """Return what the page of a day tells of reception days."""
    given = [TaskNews(row["no"], row["body"], row["due"], None) for row in work.rows("task", given_on=on)]
    moves = [_move(work, row) for row in work.rows("task_move", on=on)]
    return DayNews(_coming(work, reference, on), (*given, *moves))


def _move(work: Work, row: Row) -> TaskNews:
    task = work.row("task", row["task_id"])
    return TaskNews(task["no"], task["body"], task["due"], TaskStep(row["step"]), row["round"])


def _coming(work: Work, reference: Reference, on: date) -> tuple[ComingDay, ...]:
    """Return the days from `on` to the one that must be posted now, and as far ahead as invitations go out."""
    days, calendar = reference.days, reference.calendar
    lead = publication_lead(reference, on)
    last = calendar.add_working_days(on, max(lead, days.invite_citizen, 1))
    found = []
    for row in day_lists.days_then(work.connection, on):
        if row["then"] <= on or row["then"] > last:
            continue
        posted = row["published_on"] is not None and row["published_on"] <= on
        must = bool(lead) and row["kind"] != "ad_hoc" and calendar.add_working_days(row["then"], -lead) <= on
        found.append(
            ComingDay(
                row["no"],
                row["then"],
                Host(row["host"]),
                row["registered"],
                row["invited"],
                posted,
                must and not posted,
            )
        )
    return tuple(sorted(found, key=lambda one: (one.on, one.no)))


def publication_lead(reference: Reference, on: date) -> int:
    """Return how many working days ahead the law of a day wants a reception day posted; none where it says nothing."""
    stage = reference.days.publish_stage
    fitting = (rule for rule in reference.book.in_force_on(on) if stage and rule.stage == stage)
    return next((rule.limit or 0 for rule in fitting), 0)
