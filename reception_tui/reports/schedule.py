"""The schedule of reception days as it is posted, the notices of its changes, and how often the hosts received."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reception_tui import i18n
from reception_tui.desk.queries.days import DayRow, Queue
from reception_tui.desk.queries.minimums import MinimumMet
from reception_tui.domain.reference import Reference
from reception_tui.domain.windows import Window
from reception_tui.i18n import formats, tr
from reception_tui.i18n.labels import label
from reception_tui.reports.day_lines import body_name, host_of, time_of, why_moved
from reception_tui.reports.model import Align, Block, Column, Document, Paragraph, Signature, Table
from reception_tui.reports.nightly import letterhead


def schedule_document(days: Sequence[DayRow], reference: Reference, window: Window) -> Document:
    """Return the schedule to be posted: each day with its host, place, content, those attending, and why it moved."""
    columns = (
        Column(tr("Day")),
        Column(tr("Hour")),
        Column(tr("Host"), share=2),
        Column(tr("Place"), share=2),
        Column(tr("Content and attending"), share=3),
        Column(tr("Note"), share=2),
    )
    rows = tuple(_schedule_row(day, reference) for day in days)
    blocks: list[Block] = [Table(columns, rows)] if rows else [Paragraph(tr("No reception day is planned."))]
    blocks.append(
        Paragraph(tr("Regular reception is on every working day; the schedule is posted ahead as art. 24(4) says."))
    )
    period = tr("from {first} to {last}")
    return Document(
        head=letterhead(reference, _place(reference)),
        title=tr("SCHEDULE OF RECEPTION DAYS"),
        subtitle=(period.format(first=formats.day(window.first), last=formats.day(window.last)),),
        blocks=tuple(blocks),
        landscape=True,
        signatures=(Signature((tr("HEAD OF THE BOARD"),)),),
    )


def notice_document(day: DayRow, reference: Reference) -> Document:
    """Return the notice that a reception day was moved or cancelled: which, why, and to when."""
    change = day.changes[-1]
    values = {
        "host": label(day.host),
        "from_on": f"{formats.weekday(change['from_on'])}, {formats.day(change['from_on'])}",
        "why": change["why"],
    }
    if change["to_on"] is None:
        title = tr("NOTICE: RECEPTION DAY CANCELLED")
        told = tr("The reception day of {host} on {from_on} is cancelled. Reason: {why}.").format(**values)
    else:
        title = tr("NOTICE: RECEPTION DAY MOVED")
        to_on = f"{formats.weekday(change['to_on'])}, {formats.day(change['to_on'])} {day.time}".strip()
        moved = tr("The reception day of {host} on {from_on} is moved to {to_on}. Reason: {why}.")
        told = moved.format(**values, to_on=to_on)
    blocks = [Paragraph(told)]
    if change["to_on"] is not None and day.place:
        blocks.append(Paragraph(tr("Place: {place}.").format(place=day.place)))
    return Document(
        head=letterhead(reference, _place(reference, change["on"]), change["document_number"]),
        title=title,
        subtitle=(),
        blocks=tuple(blocks),
        signatures=(Signature((tr("HEAD OF THE BOARD"),)),),
    )


def invitation_document(found: Queue, reference: Reference) -> Document:
    """Return the invitation of the bodies that attend a reception day: when, where, about whom, by when it goes out."""
    day = found.day
    told = tr("The Board asks the bodies named below to attend the reception day of {host} on {day} at {place}.")
    when = f"{formats.weekday(day.on)}, {formats.day(day.on)} {day.time}".strip()
    blocks: list[Block] = [Paragraph(told.format(host=label(day.host), day=when, place=day.place or "…"))]
    blocks.append(
        Paragraph(
            tr("Please bring the papers of the matters below; this invitation goes out by {day}.").format(
                day=formats.day(found.invite_attendees_by)
            )
        )
    )
    blocks += queue_document(found, reference).blocks
    return Document(
        head=letterhead(reference, reference.board.place),
        title=tr("INVITATION TO ATTEND A RECEPTION DAY"),
        subtitle=(day.content,) if day.content else (),
        blocks=tuple(blocks),
        recipients=tuple(body_name(one, reference) for one in day.attendees),
        signatures=(Signature((tr("HEAD OF THE BOARD"),)),),
    )


def queue_document(found: Queue, reference: Reference) -> Document:
    """Return the queue of a day for those who call it: place, hour, who, what about, and what became of it."""
    columns = (
        Column(tr("No."), Align.RIGHT),
        Column(tr("Hour")),
        Column(tr("Who"), share=2),
        Column(tr("Record")),
        Column(tr("Content"), share=3),
        Column(tr("Turn")),
    )
    rows = tuple(
        (str(one.ord), one.time, one.who or tr("kept secret"), one.no, one.content, label(one.turn))
        for one in found.places
    )
    blocks: tuple[Block, ...] = (Table(columns, rows),) if rows else (Paragraph(tr("Nobody is registered.")),)
    day = found.day
    return Document(
        head=letterhead(reference, _place(reference)),
        title=tr("QUEUE OF THE RECEPTION DAY"),
        subtitle=(f"{label(day.host)}, {formats.day(day.on)} {day.time}".strip(), day.place),
        blocks=blocks,
    )


def minimum_document(found: Sequence[MinimumMet], reference: Reference, window: Window) -> Document:
    """Return how often each host received in each week or month, beside what the law wants."""
    period = tr("from {first} to {last}")
    return Document(
        head=letterhead(reference, _place(reference)),
        title=tr("RECEPTION DAYS AND WHAT THE LAW WANTS"),
        subtitle=(period.format(first=formats.day(window.first), last=formats.day(window.last)),),
        blocks=(_minimum_table(found, reference),) if found else (Paragraph(tr("No host stands in the register.")),),
    )


def _minimum_table(found: Sequence[MinimumMet], reference: Reference) -> Table:
    columns = (
        Column(tr("Host"), share=2),
        Column(tr("Time")),
        Column(tr("Days held"), Align.RIGHT),
        Column(tr("At least"), Align.RIGHT),
        Column(tr("By law"), share=2),
        Column(tr("Met")),
    )
    return Table(columns, tuple(_minimum_row(one, reference) for one in found))


def _schedule_row(day: DayRow, reference: Reference) -> tuple[str, ...]:
    bodies = reference.directory.bodies
    attending = ", ".join(bodies[code].short if code in bodies else code for code in day.attendees)
    content = f"{day.content}; {attending}" if day.content and attending else day.content or attending
    state = label(day.state) if day.changes else ""
    note = "; ".join(filter(None, (why_moved(day), *(str(change["why"]) for change in day.changes), state)))
    on = f"{formats.weekday_short(day.on)} {formats.day(day.on)}"
    return (on, day.time, label(day.host), day.place, content, note)


def _minimum_row(one: MinimumMet, reference: Reference) -> tuple[str, ...]:
    short = tr("NOT MET") if one.over else tr("not yet")
    article = one.rule.article_en if i18n.lang() == "en" else one.rule.article
    days = formats.number(len(one.days))
    return (
        host_of(one, reference),
        time_of(one),
        days,
        formats.number(one.wanted),
        article,
        tr("often enough") if one.met else short,
    )


def _place(reference: Reference, on: Any = None) -> str:
    if on is None:
        return reference.board.place
    return tr("{place}, {day}").format(place=reference.board.place, day=formats.day(on))
