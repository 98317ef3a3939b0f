"""The queue of a reception day: who is registered, and what became of each place."""

from __future__ import annotations

from reception_tui.desk.acts import matters, visits
from reception_tui.desk.acts.schedules import open_day
from reception_tui.desk.context import Context, Done, Notice, Row
from reception_tui.domain.commands import Document, LogVisit, Moment, RegisterForSession, TakeTurn
from reception_tui.domain.errors import AlreadyRegistered, BadChoice, DayNotHeld, MissingField, TurnTaken, UnknownRecord
from reception_tui.domain.kinds import ReceivedBy
from reception_tui.domain.people import PersonEntry
from reception_tui.domain.reception_days import Turn


def register_for_session(context: Context, command: RegisterForSession) -> Done:
    """Put the people of a visit or petition into the queue, at the end or at a place; those behind move back.

    Raises `DayNotOpen`, `AlreadyRegistered`, `MissingField`.
    """
    day = open_day(context, command.day)
    table, record = _record(context, command)
    on = context.day(command.on, "on", not_before=record["on" if table == "visit" else "received_on"])
    queue = context.work.rows("registration", day_id=day["id"])
    if any(row[f"{table}_id"] == record["id"] for row in queue):
        raise AlreadyRegistered(table, value=record["no"], day=day["no"])
    last = max((row["ord"] for row in queue), default=0)
    place = last + 1 if command.place is None else min(max(1, command.place), last + 1)
    for row in sorted(queue, key=lambda row: -int(row["ord"])):
        if row["ord"] >= place:
            context.work.update("registration", row["id"], {"ord": row["ord"] + 1})
    context.work.insert(
        "registration",
        day_id=day["id"],
        ord=place,
        **{f"{table}_id": record["id"]},
        on=on,
        time=command.time,
        turn=Turn.WAITING.value,
        note=command.note,
        officer=context.officer.code,
    )
    context.work.touch("planned_day", day["id"])
    context.work.touch(table, record["id"])
    days = context.reference.days
    latest = context.reference.calendar.add_working_days(day["on"], -days.invite_citizen)
    invite = Notice("invite_by", {"place": place, "latest": latest})
    return Done(str(day["no"]), (invite,))


def take_turn(context: Context, command: TakeTurn) -> Done:
    """Enter what became of a place in the queue. Who is received gets a visit of the session, on the same matter.

    Raises `DayNotHeld`, `TurnTaken`, `UnknownRecord`, and what `log_visit` raises.
    """
    day = context.planned_day(command.day)
    found = context.work.rows("registration", day_id=day["id"], ord=command.place)
    if not found:
        raise UnknownRecord("place", value=command.place)
    place = found[0]
    if place["turn"] != Turn.WAITING:
        raise TurnTaken("place", value=command.place)
    if command.turn is Turn.WAITING:
        raise BadChoice("turn", value=command.turn, choices=tuple(one for one in Turn if one is not Turn.WAITING))
    values: dict[str, object] = {"turn": command.turn.value}
    no = str(day["no"])
    notices: tuple[Notice, ...] = ()
    if command.turn is Turn.RECEIVED:
        if day["session_id"] is None:
            raise DayNotHeld("day", value=day["no"])
        done = visits.log_visit(context, _visit(context, command, day, place))
        values["received_visit_id"] = context.visit(done.no)["id"]
        no, notices = done.no, done.notices
    context.work.update("registration", place["id"], values)
    context.work.touch("planned_day", day["id"])
    return Done(no, notices)


def _record(context: Context, command: RegisterForSession) -> tuple[str, Row]:
    if command.visit:
        return "visit", context.visit(command.visit)
    if command.petition:
        return "petition", context.petition(command.petition)
    raise MissingField("petition")


def _visit(context: Context, command: TakeTurn, day: Row, place: Row) -> LogVisit:
    """Return the visit of those who are registered: the same people, on the same matter, under the session's host."""
    table = "visit" if place["visit_id"] is not None else "petition"
    record = context.work.row(table, place[f"{table}_id"])
    links = sorted(context.work.rows(f"{table}_person", **{f"{table}_id": record["id"]}), key=lambda row: row["ord"])
    people = tuple(PersonEntry(person=row["person_id"], representative=row["representative"]) for row in links)
    session = context.work.row("session", day["session_id"])
    head_count = record["head_count"] if table == "visit" else max(1, len(people))
    paper = (
        Document(record["appointment_number"], record["appointment_date"]) if record.get("appointment_date") else None
    )
    return LogVisit(
        at=command.at or Moment(session["on"]),
        received_by=ReceivedBy(session["received_by"]),
        people=people,
        head_count=head_count,
        content=command.content or record["content"],
        result=command.result,
        session=session["no"],
        matter=_matter(context, table, record),
        appointment=paper,
        promised=command.promised,
        promised_what=command.promised_what,
        note=command.note,
    )


def _matter(context: Context, table: str, record: Row) -> str:
    """Return the matter of a record, opened where it has none: received twice, it is one matter."""
    if record["matter_id"] is not None:
        return str(context.work.row("matter", record["matter_id"])["no"])
    day = record["on"] if table == "visit" else record["received_on"]
    title = record["content"] if table == "visit" else record["title"] or record["content"]
    matter_id = matters.open_matter(context, day, title)
    context.work.update(table, record["id"], {"matter_id": matter_id})
    return str(context.work.row("matter", matter_id)["no"])
