"""Papers of a reception day that was held: its minutes, the notice of its conclusions, how far its tasks are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reception_tui.desk.queries.sessions import HeldDay
from reception_tui.desk.queries.tasks import BodyTasks, TaskLine
from reception_tui.domain.reference import Reference
from reception_tui.domain.windows import Window
from reception_tui.i18n import formats, tr
from reception_tui.i18n.labels import label
from reception_tui.reports.day_lines import body_name
from reception_tui.reports.model import Align, Block, Column, Document, Heading, Paragraph, Signature, Table
from reception_tui.reports.nightly import letterhead
from reception_tui.store.work import Row


def minutes_document(day: HeldDay, reference: Reference) -> Document:
    """Return the minutes of a reception day, read back and signed; that no one came is written down too."""
    session = day.session
    host = tr("{host} ({by}) received citizens at {place}.")
    blocks: list[Block] = [
        Paragraph(host.format(host=label(day.host), by=label(day.received_by), place=session["place"] or "…"))
    ]
    if day.attendees:
        blocks.append(Paragraph(tr("Attending: {who}.").format(who=_bodies(day.attendees, reference))))
    if day.nobody_came:
        blocks.append(Paragraph(tr("No one came to be received. The minutes were closed at the end of the day.")))
    else:
        blocks.append(_received(day))
    if day.missing:
        who = ", ".join(f"{one.ord}. {one.who or one.no} ({label(one.turn)})" for one in day.missing)
        blocks.append(Paragraph(tr("Registered and not received: {who}.").format(who=who)))
    if session["conclusion"] or session["sealed"]:
        blocks.append(Paragraph(tr("Conclusion: {text}").format(text=session["conclusion"] or _sealed())))
    if day.tasks:
        blocks.append(tasks_table(day.tasks, reference))
    blocks.append(Paragraph(_closing(session)))
    return Document(
        head=letterhead(reference, f"{reference.board.place}, {formats.day(session['on'])}", session["no"]),
        title=tr("MINUTES OF THE RECEPTION DAY"),
        subtitle=(f"{formats.weekday(session['on'])}, {formats.day(session['on'])}",),
        blocks=tuple(blocks),
        signatures=(
            Signature((tr("CITIZENS"),)) if not day.nobody_came else Signature((tr("RECEIVING OFFICER"),)),
            Signature((tr("WRITER"),)),
            Signature((tr("HOST"),)),
        ),
    )


def _sealed() -> str:
    """Return what stands in the place of words that are about a denunciation and not open."""
    return tr("(sealed: open the denunciation that was received on this day)")


def conclusion_document(day: HeldDay, reference: Reference) -> Document:
    """Return the notice of what the host concluded, with a task and a day for each body."""
    session = day.session
    blocks: list[Block] = []
    if session["conclusion"] or session["sealed"]:
        blocks.append(Paragraph(session["conclusion"] or _sealed()))
    if day.tasks:
        blocks.append(tasks_table(day.tasks, reference))
    reception = tr("of {host} at the reception day {no} of {day}")
    told = reception.format(host=label(day.host), no=session["no"], day=formats.day(session["on"]))
    return Document(
        head=letterhead(reference, reference.board.place),
        title=tr("NOTICE OF CONCLUSIONS"),
        subtitle=(told,),
        blocks=tuple(blocks),
        recipients=tuple(dict.fromkeys(body_name(one.body, reference) for one in day.tasks)),
        signatures=(Signature((tr("HEAD OF THE BOARD"),)),),
    )


def progress_document(found: Sequence[BodyTasks], reference: Reference, window: Window) -> Document:
    """Return how far the tasks are, body by body, with what is still open."""
    columns = (
        Column(tr("Body"), share=1),
        *(
            Column(name, Align.RIGHT)
            for name in (tr("Given"), tr("Done in time"), tr("Done late"), tr("Still open"), tr("Overdue"))
        ),
    )
    counted = tuple((body_name(one.body, reference), *map(formats.number, _counts(one))) for one in found)
    blocks: list[Block] = [Table(columns, counted)] if counted else [Paragraph(tr("No task was given."))]
    for one in found:
        blocks += [Heading(body_name(one.body, reference)), _told(one.lines)]
    period = tr("from {first} to {last}")
    return Document(
        head=letterhead(reference, reference.board.place),
        title=tr("TASKS GIVEN TO BODIES"),
        subtitle=(period.format(first=formats.day(window.first), last=formats.day(window.last)),),
        blocks=tuple(blocks),
    )


def progress_json(found: Sequence[BodyTasks]) -> list[dict[str, Any]]:
    """Return the tasks of each body as the command line tells them."""
    names = ("given", "done_in_time", "done_late", "open", "overdue")
    return [
        {
            "body": one.body,
            **dict(zip(names, _counts(one), strict=True)),
            "tasks": [_task_json(line) for line in one.lines],
        }
        for one in found
    ]


def _counts(one: BodyTasks) -> tuple[int, ...]:
    return (one.given, one.done_in_time, one.done_late, one.open, one.overdue)


def _task_json(one: TaskLine) -> dict[str, Any]:
    return {"no": one.no, "session": one.session, "due": one.due, "done_on": one.done_on, "what": one.what}


def _closing(session: Row) -> str:
    """Return the last sentence of the minutes: read back and signed, and who did not sign."""
    told = tr("The minutes were read back to those present, who agree and sign.")
    if session["minutes_on"] is not None:
        told += " " + tr("Signed on {day}.").format(day=formats.day(session["minutes_on"]))
    if session["unsigned"]:
        told += " " + tr("Not signed by: {who}.").format(who=session["unsigned"])
    return told


def _received(day: HeldDay) -> Table:
    columns = (
        Column(tr("No."), Align.RIGHT),
        Column(tr("Visit")),
        Column(tr("Who"), share=2),
        Column(tr("People"), Align.RIGHT),
        Column(tr("Content"), share=3),
        Column(tr("Result")),
    )
    rows = tuple(
        (
            str(number),
            one.no,
            one.who or tr("kept secret"),
            formats.number(one.head_count),
            one.content,
            label(one.result) if one.result else "",
        )
        for number, one in enumerate(day.received, start=1)
    )
    return Table(columns, rows)


def tasks_table(tasks: Sequence[TaskLine], reference: Reference) -> Table:
    """Return tasks with the body and the day of each."""
    columns = (
        Column(tr("Task")),
        Column(tr("Body"), share=2),
        Column(tr("What is to be done"), share=3),
        Column(tr("By")),
    )
    rows = tuple((one.no, body_name(one.body, reference), one.what, formats.day(one.due)) for one in tasks)
    return Table(columns, rows)


def _told(lines: Sequence[TaskLine]) -> Table:
    columns = (
        Column(tr("Task")),
        Column(tr("What is to be done"), share=2),
        Column(tr("By")),
        Column(tr("Done")),
        Column(tr("How far it is"), share=2),
    )
    rows = tuple((one.no, one.what, formats.day(one.due), formats.day(one.done_on), one.told) for one in lines)
    return Table(columns, rows)


def _bodies(codes: Sequence[str], reference: Reference) -> str:
    return ", ".join(body_name(code, reference) for code in codes)
