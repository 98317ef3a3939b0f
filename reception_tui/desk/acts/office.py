"""Officers: taken on, given roles and PINs, taken out of service."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reception_tui.desk.context import Context, Done, Notice, Row
from reception_tui.desk.pins import checked_hash, failures_of, pin_fits
from reception_tui.domain.commands import ChangeOfficer, ChangePin
from reception_tui.domain.errors import (
    LastKeeper,
    MissingField,
    NoKey,
    PinUnchanged,
    UnknownCode,
    UnknownOfficer,
    WrongPassphrase,
    WrongPin,
)
from reception_tui.domain.rights import check_may_try
from reception_tui.store import journal, keys
from reception_tui.store.keys import OfficerKeys
from reception_tui.store.sign_ins import PIN_GIVEN


def change_officer(context: Context, command: ChangeOfficer) -> Done:
    """Add an officer, or change what is given of one. Who goes out of service loses every key."""
    for role in command.roles:
        if role not in context.reference.roles:
            raise UnknownCode("roles", value=role, choices=tuple(context.reference.roles))
    if command.public_key and command.wrapped_key:
        keys.give_key(context.work, command.code, OfficerKeys(command.public_key, command.wrapped_key))
    found = context.work.rows("officer", code=command.code)
    roles = ",".join(sorted(set(command.roles)))
    if not found:
        if not command.name:
            raise MissingField("name")
        context.work.insert(
            "officer",
            code=command.code,
            name=command.name,
            roles=roles,
            pin_hash=command.pin_hash,
            pin_given=bool(command.pin_hash),
        )
        return Done(command.code, facts=PIN_GIVEN if command.pin_hash else None)
    given = {"name": command.name, "roles": roles, "pin_hash": command.pin_hash}
    values: dict[str, Any] = {name: value for name, value in given.items() if value}
    if command.active is not None:
        values["active"] = command.active
    if command.pin_hash:
        values["pin_given"] = command.code != context.officer.code
    _check_one_stays(context, found[0], values)
    context.work.update("officer", found[0]["id"], values)
    notices = _take_keys(context, command.code) if found[0]["active"] and command.active is False else ()
    return Done(command.code, notices, facts=PIN_GIVEN if command.pin_hash else None)


def _take_keys(context: Context, officer: str) -> tuple[Notice, ...]:
    """Take every key away from who goes out of service, and tell of the cases that nobody holds any more."""
    count, unheld = keys.take_all(context.work, officer, journal.head(context.work.connection)[0] + 1)
    told = [Notice("keys_taken", {"officer": officer, "count": count})] if count else []
    return (*told, Notice("cases_unheld", {"count": unheld})) if unheld else tuple(told)


def change_pin(context: Context, command: ChangePin) -> Done:
    """Change one's own PIN."""
    found = context.work.rows("officer", code=context.officer.code)
    if not found:
        raise UnknownOfficer("as", value=context.officer.code)
    rules, stored = context.reference.sign_in, found[0]["pin_hash"]
    if stored:
        check_may_try(rules, failures_of(context.work, context.officer.code), context.now)
        if not pin_fits(stored, command.old):
            raise WrongPin("old")
        if pin_fits(stored, command.new):
            raise PinUnchanged("new")
    fresh = checked_hash(rules, command.new, context.officer, "new")
    context.work.update("officer", found[0]["id"], {"pin_hash": fresh, "pin_given": False})
    _rewrap(context, command)
    return Done(context.officer.code)


def _rewrap(context: Context, command: ChangePin) -> None:
    """Put the officer's key behind the new PIN; who has none, or one that the old PIN does not open, gets a new one."""
    try:
        pair = keys.private_key_of(context.work, context.officer.code, command.old)
    except (NoKey, WrongPassphrase):
        pair = None
    keys.give_key(context.work, context.officer.code, keys.made_for(command.new, pair))


def _check_one_stays(context: Context, row: Row, values: Mapping[str, Any]) -> None:
    """Raise `LastKeeper` when the change would leave nobody who may change officers."""
    changed = {**row, **values}
    after = [changed if one["id"] == row["id"] else one for one in context.work.rows("officer")]
    roles = context.reference.roles
    allowed = {code for code, role in roles.items() if "change_officer" in role.acts}
    if not any(one["active"] and allowed & set(one["roles"].split(",")) for one in after):
        raise LastKeeper("code", value=row["code"])
