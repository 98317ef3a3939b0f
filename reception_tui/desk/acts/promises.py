"""Promises: a day that a citizen was told, kept, or moved with an apology."""

from __future__ import annotations

from datetime import date

from reception_tui.desk.context import Context, Done, Notice, Row
from reception_tui.desk.promised import is_open
from reception_tui.domain.commands import KeepPromise, Promise
from reception_tui.domain.errors import DateTooEarly, MissingField, NoOpenPromise

_FIRST_DAY = {"visit": "on", "petition": "received_on"}


def promise(context: Context, command: Promise) -> Done:
    """Enter what a citizen was told for a day; what was promised in the same words before moves to that day."""
    table, record = _record(context, command.visit, command.petition)
    made = context.day(command.made_on, "made_on", not_before=record[_FIRST_DAY[table]])
    notices = make(context, table, record, made=made, on=command.on, what=command.what, letter=command.letter)
    context.work.touch(table, record["id"])
    return Done(str(record["no"]), notices)


def keep_promise(context: Context, command: KeepPromise) -> Done:
    """Enter that a promise was kept: the one of the day that is named, else the earliest. Raises `NoOpenPromise`."""
    table, record = _record(context, command.visit, command.petition)
    fitting = [row for row in open_promises(context, table, record) if command.promised in (None, row["on"])]
    if not fitting:
        raise NoOpenPromise(table, value=record["no"])
    kept = min(fitting, key=lambda row: (row["on"], row["id"]))
    day = context.day(command.on, "on", not_before=kept["made_on"])
    context.work.update("promise", kept["id"], {"kept_on": day, "note": command.note})
    context.work.touch(table, record["id"])
    return Done(str(record["no"]))


def make(
    context: Context, table: str, record: Row, *, made: date, on: date, what: str = "", letter: str = ""
) -> tuple[Notice, ...]:
    """Write a promise on a record down, and tell when the office is closed on its day. Raises `DateTooEarly`.

    Open promises of the same thing move to the new day; a letter moves all that have passed.
    """
    if on < made:
        raise DateTooEarly("on", value=on, earliest=made)
    for row in open_promises(context, table, record):
        if row["what"] == what or (letter and row["on"] <= made):
            context.work.update("promise", row["id"], {"moved_on": made})
    context.work.insert(
        "promise",
        **{f"{table}_id": record["id"]},
        made_on=made,
        on=on,
        what=what,
        letter=letter,
        officer=context.officer.code,
    )
    if context.reference.calendar.is_working(on):
        return ()
    return (Notice("promised_day_closed", {"on": on}),)


def open_promises(context: Context, table: str, record: Row) -> list[Row]:
    """Return the promises on a record that still wait, the oldest first."""
    return [row for row in context.work.rows("promise", **{f"{table}_id": record["id"]}) if is_open(row)]


def _record(context: Context, visit: str, petition: str) -> tuple[str, Row]:
    if visit:
        return "visit", context.visit(visit)
    if petition:
        return "petition", context.petition(petition)
    raise MissingField("petition")
