"""Officers: taken on, given roles, taken out of service."""

from __future__ import annotations

from typing import Any

from reception_tui.desk.context import Context, Done
from reception_tui.domain.commands import ChangeOfficer
from reception_tui.domain.errors import MissingField, UnknownCode


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
    context.work.update("officer", found[0]["id"], values)
    return Done(command.code)
