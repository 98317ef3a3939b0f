"""Conclusions of reception days, and the tasks that they give: each with a body, a day, and what became of it."""

from __future__ import annotations

from datetime import date

from reception_tui.desk.acts import promises
from reception_tui.desk.context import Context, Done, Notice, paper
from reception_tui.domain.commands import Conclude, Document, GiveTask, TaskGiven, TaskProgress
from reception_tui.domain.errors import DateTooEarly, IdentityClosed, MissingField, TaskClosed
from reception_tui.domain.kinds import Book
from reception_tui.domain.reception_days import TaskStep


def conclude(context: Context, command: Conclude) -> Done:
    """Enter the conclusion of a reception day, with its tasks; what a citizen was told becomes a promise.

    Raises `MissingField`, `UnknownBody`, `BodyNotInForce`, `DateTooEarly`, and `IdentityClosed` where there are sealed
    words to which more cannot be added unseen.
    """
    session = context.session(command.session)
    if command.conclusion and not context.work.is_open(session):
        raise IdentityClosed("session", value=session["no"])
    on = context.day(command.on, "on", not_before=session["on"])
    if not command.conclusion and not command.tasks:
        raise MissingField("conclusion")
    if command.conclusion:
        told = f"{session['conclusion']}\n{command.conclusion}".strip()
        context.work.update("session", session["id"], {"conclusion": told})
    else:
        context.work.touch("session", session["id"])
    notices: list[Notice] = []
    numbers = []
    for i, task in enumerate(command.tasks):
        source = {"session_id": session["id"]}
        no, told_of = _give(context, source, task, on, command.document, f"tasks[{i}].")
        numbers.append(no)
        notices += told_of
    if numbers:
        notices.insert(0, Notice("tasks_given", {"tasks": tuple(numbers)}))
    return Done(str(session["no"]), tuple(notices))


def give_task(context: Context, command: GiveTask) -> Done:
    """Give a body a task outside a reception day; it is followed like a sending, and told month by month.

    Raises `MissingField`, `UnknownBody`, `DateTooEarly`.
    """
    source, earliest = {}, None
    if command.meeting:
        meeting = context.meeting(command.meeting)
        context.work.touch("meeting", meeting["id"])
        source, earliest = {"meeting_id": meeting["id"]}, meeting["on"]
    on = context.day(command.on, "on", not_before=earliest)
    no, told = _give(context, source, command, on, command.document)
    return Done(no, told)


def task_progress(context: Context, command: TaskProgress) -> Done:
    """Enter what became of a task; the reply closes it, a reminder has its round. Raises `TaskClosed`."""
    task = context.task(command.task)
    if task["done_on"] is not None:
        raise TaskClosed("task", value=task["no"])
    on = context.day(command.on, "on", not_before=task["given_on"])
    round_ = 0
    if command.step is TaskStep.REMINDER:
        round_ = len(context.work.rows("task_move", task_id=task["id"], step=TaskStep.REMINDER.value)) + 1
    context.work.insert(
        "task_move",
        task_id=task["id"],
        on=on,
        step=command.step.value,
        round=round_,
        content=command.content,
        officer=context.officer.code,
        **paper(command.document),
    )
    if command.step is TaskStep.REPLY:
        context.work.update("task", task["id"], {"done_on": on})
    else:
        context.work.touch("task", task["id"])
    rounds = context.reference.office.rounds_before_escalation
    return Done(str(task["no"]), (Notice("escalate", {"rounds": round_}),) if round_ > rounds else ())


def _give(
    context: Context,
    source: dict[str, int],
    task: TaskGiven | GiveTask,
    on: date,
    document: Document | None,
    field: str = "",
) -> tuple[str, tuple[Notice, ...]]:
    """Write one task down; return its number and what is to be told."""
    if task.by < on:
        raise DateTooEarly(f"{field}by", value=task.by, earliest=on)
    body = context.reference.directory.body(task.body, f"{field}body", on)
    table, record = "", None
    if task.visit:
        table, record = "visit", context.visit(task.visit, f"{field}visit")
    elif task.petition:
        table, record = "petition", context.petition(task.petition, f"{field}petition")
    no = context.number(Book.TASKS, on)
    context.work.insert(
        "task",
        no=no,
        **source,
        **({f"{table}_id": record["id"]} if record is not None else {}),
        body=body.code,
        what=task.what,
        given_on=on,
        due=task.by,
        officer=context.officer.code,
        **paper(document),
    )
    if record is not None:
        context.work.touch(table, record["id"])
    if task.promised is None:
        return no, ()
    if record is None:
        raise MissingField(f"{field}visit")
    return no, promises.make(context, table, record, made=on, on=task.promised, what=task.what)
