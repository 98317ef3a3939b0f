"""Officers: taken on, given roles, taken out of service."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reception_tui.desk.context import Context, Done, Row
from reception_tui.domain.commands import ChangeOfficer
from reception_tui.domain.errors import LastKeeper, MissingField, UnknownCode


def change_officer(context: Context, command: ChangeOfficer) -> Done:
    """Add an officer, or change what is given of one."""
    for role in command.roles:
        if role not in context.reference.roles:
            raise UnknownCode("roles", value=role, choices=tuple(context.reference.roles))
    found = context.work.rows("officer", code=command.code)
    roles = ",".join(sorted(set(command.roles)))
    if not found:
        if not command.name:
            raise MissingField("name")
        context.work.insert("officer", code=command.code, name=command.name, roles=roles, pin_hash=command.pin_hash)
        return Done(command.code)
    given = {"name": command.name, "roles": roles, "pin_hash": command.pin_hash}
    values: dict[str, Any] = {name: value for name, value in given.items() if value}
    if command.active is not None:
        values["active"] = command.active
    _check_one_stays(context, found[0], values)
    context.work.update("officer", found[0]["id"], values)
    return Done(command.code)


def _check_one_stays(context: Context, row: Row, values: Mapping[str, Any]) -> None:
    """Raise `LastKeeper` when the change would leave nobody who may change officers."""
    changed = {**row, **values}
    after = [changed if one["id"] == row["id"] else one for one in context.work.rows("officer")]
    roles = context.reference.roles
    allowed = {code for code, role in roles.items() if "change_officer" in role.acts}
    if not any(one["active"] and allowed & set(one["roles"].split(",")) for one in after):
        raise LastKeeper("code", value=row["code"])
