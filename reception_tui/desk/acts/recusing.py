"""Officers kept away from a matter, and let back to it."""

from __future__ import annotations

from typing import Any

from reception_tui.desk.context import Context, Done, Row
from reception_tui.desk.recusals import kept_from
from reception_tui.domain.commands import LiftRecusal, Recuse
from reception_tui.domain.errors import AlreadyRecused, MissingField, NoRight, NotRecusable, UnknownOfficer


def recuse(context: Context, command: Recuse) -> Done:
    """Keep an officer away from a petition or visit, and from the whole matter where it belongs to one."""
    code = command.officer or context.officer.code
    if code != context.officer.code and not context.officer.may(LiftRecusal.act, context.reference.roles):
        raise NoRight("officer", act=LiftRecusal.act, officer=context.officer.code)
    if not context.work.rows("officer", code=code):
        raise UnknownOfficer("officer", value=code)
    row, target = _target(context, command.petition, command.visit)
    if str(row["no"]) in kept_from(context.work, code).numbers:
        raise AlreadyRecused("officer", value=row["no"], officer=code)
    day = context.day(command.on, "on")
    context.work.insert("recusal", officer=code, ground=command.ground.value, on=day, **target)
    return Done(str(row["no"]), facts={"officer": code, "ground": command.ground.value})


def lift_recusal(context: Context, command: LiftRecusal) -> Done:
    """Let an officer back to a petition or visit, and to the whole matter where it belongs to one."""
    if command.officer == context.officer.code:
        raise NoRight("officer", act=LiftRecusal.act, officer=context.officer.code)
    row, target = _target(context, command.petition, command.visit)
    of = context.work.rows("recusal", officer=command.officer, **target)
    found = [one for one in of if one["lifted_on"] is None]
    if not found:
        raise NotRecusable("officer", value=row["no"], officer=command.officer)
    day = context.day(command.on, "on", not_before=max(one["on"] for one in found))
    for one in found:
        context.work.update("recusal", one["id"], {"lifted_on": day})
    return Done(str(row["no"]), facts={"officer": command.officer})


def _target(context: Context, petition: str, visit: str) -> tuple[Row, dict[str, Any]]:
    """Return the record, and the columns of a recusal from it."""
    if petition:
        row, table = context.petition(petition), "petition"
    elif visit:
        row, table = context.visit(visit), "visit"
    else:
        raise MissingField("petition")
    return row, {"matter_id": row["matter_id"]} if row["matter_id"] is not None else {f"{table}_id": row["id"]}
