"""Mistakes put right: corrected, voided. Nothing is deleted and no number is used again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from reception_tui.desk import reading
from reception_tui.desk.acts import people
from reception_tui.desk.acts.petitions import against_columns, check_signatories
from reception_tui.desk.acts.visits import seat_code
from reception_tui.desk.context import Context, Done, Row
from reception_tui.domain.commands import Against, Command, Correct, LogVisit, Moment, RegisterPetition, Void
from reception_tui.domain.errors import (
    BadShape,
    DateTooEarly,
    FieldNotCorrectable,
    HeadCountTooSmall,
    MissingField,
    NothingToCorrect,
    RefusalReasonMissing,
    RefusalReasonWithoutRefusal,
    StillInUse,
    UnknownRecord,
)
from reception_tui.domain.kinds import VisitResult
from reception_tui.domain.people import PersonEntry
from reception_tui.domain.reference import legal_code
from reception_tui.store import journal

VISIT_FIELDS = ("at", "mode", "received_by", "head_count", "content", "request", "result", "refusal", "seat", "note")
PETITION_FIELDS = (
    "received_on",
    "channel",
    "title",
    "content",
    "signatories",
    "dated",
    "signed",
    "wants_result",
    "forwarded_by",
    "against",
    "note",
)
_EMPTIED = {"dated": None, "result": ""}
"""What a field that is not a text becomes when it is emptied."""


def correct(context: Context, command: Correct) -> Done:
    """Change words or figures that were typed wrong."""
    if not command.set:
        raise NothingToCorrect("set")
    if command.person is not None:
        return _correct_person(context, command)
    if command.visit:
        table, row = "visit", context.visit(command.visit)
        values = _visit_values(context, row, command.set)
    elif command.petition:
        table, row = "petition", context.petition(command.petition)
        values = _petition_values(context, row, command.set)
    else:
        raise MissingField("petition")
    context.work.update(table, row["id"], values, seen_version=command.version)
    return Done(str(row["no"]))


def _visit_values(context: Context, visit: Row, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns of a visit that a correction changes, checked as when it was logged."""
    values = _values(LogVisit, given, VISIT_FIELDS)
    at = values.pop("at", None)
    if "seat" in values:
        values["seat"] = seat_code(context, values["seat"])
    if isinstance(at, Moment):
        values |= {"on": context.day(at.on, "at"), "time": at.time or visit["time"]}
    if "head_count" in values:
        values["delegation"] = _is_delegation(context, visit, values["head_count"])
    if not {"result", "refusal"}.isdisjoint(values):
        values["refusal"] = _refusal(context, visit, values)
    return values


def _petition_values(context: Context, petition: Row, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns of a petition that a correction changes, checked as when it was entered."""
    values = _values(RegisterPetition, given, PETITION_FIELDS)
    against = values.pop("against", None)
    if isinstance(against, Against):
        values |= against_columns(context, against, petition["received_on"])
    if "received_on" in values:
        values["received_on"] = context.day(values["received_on"], "received_on")
        for move in context.work.rows("move", petition_id=petition["id"]):
            if move["on"] < values["received_on"]:
                raise DateTooEarly("received_on", value=move["on"], earliest=values["received_on"])
    if "signatories" in values:
        named = len(context.work.rows("petition_person", petition_id=petition["id"]))
        check_signatories(values["signatories"], named)
    return values


def void(context: Context, command: Void) -> Done:
    """Take a register number out of force; the number stays in the book with the reason."""
    if command.visit:
        table, row = "visit", context.visit(command.visit)
        if context.work.rows("petition", visit_id=row["id"]):
            raise StillInUse("visit", value=row["no"])
    elif command.session:
        table, row = "session", context.session(command.session)
        if context.work.rows("visit", session_id=row["id"]):
            raise StillInUse("session", value=row["no"])
    elif command.petition:
        table, row = "petition", context.petition(command.petition)
        if context.work.rows("petition", parent_id=row["id"]):
            raise StillInUse("petition", value=row["no"])
    else:
        raise MissingField("petition")
    values = {"voided": _next_entry(context), **context.work.with_line(table, row["id"], "note", command.why)}
    context.work.update(table, row["id"], values, seen_version=command.version)
    return Done(str(row["no"]))


def _is_delegation(context: Context, visit: Row, head_count: int) -> bool:
    """Tell whether that many people are a delegation. Raises `HeadCountTooSmall` when more are on the roster."""
    named = len(context.work.rows("visit_person", visit_id=visit["id"]))
    if head_count < max(1, named):
        raise HeadCountTooSmall("head_count", value=head_count, named=named)
    return head_count >= context.reference.book.delegation_from(visit["on"])


def _refusal(context: Context, visit: Row, values: Mapping[str, Any]) -> str:
    """Return the reason of a corrected visit: a refusal needs one, and nothing else has one."""
    if values.get("result", visit["result"]) != VisitResult.REFUSED:
        if values.get("refusal"):
            raise RefusalReasonWithoutRefusal("refusal", value=values["refusal"])
        return ""
    given = values.get("refusal", visit["refusal"])
    if not given:
        raise RefusalReasonMissing("refusal")
    return legal_code(context.reference.book.refusals, given, values.get("on", visit["on"]), "refusal").code


def _next_entry(context: Context) -> int:
    return journal.head(context.work.connection)[0] + 1


def _correct_person(context: Context, command: Correct) -> Done:
    found = context.work.rows("person", id=command.person)
    if not found:
        raise UnknownRecord("person", value=command.person)
    row = found[0]
    unknown = [name for name in command.set if name not in people.COLUMNS]
    if unknown:
        raise FieldNotCorrectable(unknown[0], value=unknown[0], choices=people.COLUMNS)
    entry = reading.read_object(PersonEntry, {name: row[name] or None for name in people.COLUMNS} | command.set, "set")
    checked, _ = people.check(context, entry, "set")
    columns = people.columns(checked)
    if not context.work.is_open(row):
        columns = {name: value for name, value in columns.items() if name in command.set or value}
    context.work.update("person", row["id"], columns, seen_version=command.version)
    return Done(str(row["id"]))


def _values(kind: type[Command], given: Mapping[str, Any], allowed: tuple[str, ...]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, value in given.items():
        if name not in allowed:
            raise FieldNotCorrectable(name, value=name, choices=allowed)
        if value is None and name in _EMPTIED:
            values[name] = _EMPTIED[name]
            continue
        read = reading.read_field(kind, name, value)
        if read is None:
            raise MissingField(name)
        if not isinstance(read, str | int | bool | date | Decimal | Moment | Against):
            raise BadShape(name, value=value)
        values[name] = str(read) if isinstance(read, str) else read
    return values
