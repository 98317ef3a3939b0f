"""The monthly meeting of the bodies at the seat, and the matters that another of them holds too."""

from __future__ import annotations

from reception_tui.desk.acts import matters
from reception_tui.desk.context import Context, Done, Notice, Row, paper
from reception_tui.domain.commands import EndHolding, HoldMeeting, NoteHolding
from reception_tui.domain.errors import AlreadyHeld, BadPeriod, MissingField, NotHeld
from reception_tui.domain.kinds import Book


def hold_meeting(context: Context, command: HoldMeeting) -> Done:
    """Enter a coordination meeting. Raises `BadPeriod`, `UnknownBody`, `DateInFuture`."""
    on = context.day(command.on, "on")
    if command.last < command.first:
        raise BadPeriod("last", first=command.first, last=command.last)
    directory = context.reference.directory
    named = command.attendees or tuple(context.reference.days.seat)
    attendees = tuple(directory.body(one, "attendees", on).code for one in named)
    no = context.number(Book.MEETINGS, on)
    context.work.insert(
        "meeting",
        no=no,
        on=on,
        first=command.first,
        last=command.last,
        attendees=",".join(dict.fromkeys(attendees)),
        conclusion=command.conclusion,
        officer=context.officer.code,
        **paper(command.document),
    )
    return Done(no)


def note_holding(context: Context, command: NoteHolding) -> Done:
    """Enter that a body holds a matter too; a record without a matter gets one.

    Raises `MissingField`, `UnknownBody`, `AlreadyHeld`.
    """
    matter_id = _matter(context, command)
    since = context.day(command.since, "since")
    body = context.reference.directory.body(command.body, "body", since).code
    matter = context.work.row("matter", matter_id)
    if _open(context, matter_id, body):
        raise AlreadyHeld("body", value=body, matter=matter["no"])
    context.work.insert(
        "holding",
        matter_id=matter_id,
        body=body,
        since=since,
        note=command.note,
        officer=context.officer.code,
        **paper(command.document),
    )
    return Done(str(matter["no"]), (Notice("held_by", {"matter": matter["no"], "body": body}),))


def end_holding(context: Context, command: EndHolding) -> Done:
    """Enter that a body no longer holds a matter. Raises `NotHeld`, `MissingField`, `DateTooEarly`."""
    matter_id = _matter(context, command)
    matter = context.work.row("matter", matter_id)
    body = context.reference.directory.body(command.body, "body", context.today).code
    found = _open(context, matter_id, body)
    if not found:
        raise NotHeld("body", value=body, matter=matter["no"])
    on = context.day(command.on, "on", not_before=found[0]["since"])
    context.work.update("holding", found[0]["id"], {"until": on})
    context.work.touch("matter", matter_id)
    return Done(str(matter["no"]))


def _matter(context: Context, command: NoteHolding | EndHolding) -> int:
    """Return the matter that is named, or that of the record; one is opened where the record has none."""
    if command.matter:
        found = context.matter(command.matter)
        context.work.touch("matter", found["id"])
        return int(found["id"])
    if command.visit:
        table, row = "visit", context.visit(command.visit)
    elif command.petition:
        table, row = "petition", context.petition(command.petition)
    else:
        raise MissingField("petition")
    context.work.touch(table, row["id"])
    if row["matter_id"] is not None:
        return int(row["matter_id"])
    matter_id = matters.open_matter(context, context.today, str(row["content"]))
    context.work.update(table, row["id"], {"matter_id": matter_id})
    return matter_id


def _open(context: Context, matter_id: int, body: str) -> list[Row]:
    return [row for row in context.work.rows("holding", matter_id=matter_id, body=body) if row["until"] is None]
