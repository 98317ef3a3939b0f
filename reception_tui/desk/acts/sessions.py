"""Reception days of the leaders."""

from __future__ import annotations

from datetime import date

from reception_tui.desk.acts.schedules import is_open, open_day
from reception_tui.desk.context import Context, Done, Row
from reception_tui.domain.commands import HoldSession, SignMinutes
from reception_tui.domain.errors import BadChoice, MinutesSigned
from reception_tui.domain.kinds import Book, VisitKind


def hold_session(context: Context, command: HoldSession) -> Done:
    """Enter a reception day that was held."""
    day = context.day(command.on, "on")
    planned = _planned(context, command, day)
    if planned is not None and planned["body"]:
        return _held_elsewhere(context, planned, day)
    if command.kind is VisitKind.REGULAR:
        raise BadChoice("kind", value=command.kind, choices=(VisitKind.PERIODIC, VisitKind.AD_HOC))
    no = context.number(Book.SESSIONS, day)
    context.work.insert(
        "session",
        no=no,
        on=day,
        kind=command.kind.value,
        host=command.host.value,
        received_by=command.received_by.value,
        place=command.place,
        conclusion=command.conclusion,
        note=command.note,
    )
    if planned is not None:
        session_id = context.session(no)["id"]
        context.work.update("planned_day", planned["id"], {"held_on": day, "session_id": session_id})
    return Done(no)


def sign_minutes(context: Context, command: SignMinutes) -> Done:
    """Enter that the minutes of a reception day were read back and signed. Raises `MinutesSigned`, `DateTooEarly`."""
    session = context.session(command.session)
    if session["minutes_on"] is not None:
        raise MinutesSigned("session", value=session["no"], on=session["minutes_on"])
    on = context.day(command.on, "on", not_before=session["on"])
    context.work.update("session", session["id"], {"minutes_on": on, "unsigned": command.unsigned})
    return Done(str(session["no"]))


def _planned(context: Context, command: HoldSession, day: date) -> Row | None:
    """Return the day of the schedule that was held: the one named, else the host's only open one of that day."""
    if command.day:
        return open_day(context, command.day)
    rows = context.work.rows("planned_day", on=day, host=command.host.value, body="")
    found = [row for row in rows if is_open(row)]
    return found[0] if len(found) == 1 else None


def _held_elsewhere(context: Context, planned: Row, day: date) -> Done:
    """Note that another body's day was held: it is no reception day of this seat and stands in no book of its."""
    context.work.update("planned_day", planned["id"], {"held_on": day})
    return Done(str(planned["no"]))
