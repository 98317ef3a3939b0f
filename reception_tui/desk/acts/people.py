"""People as they are taken into the register."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from reception_tui.desk.context import Context, Notice
from reception_tui.domain.errors import BadChoice, MissingField, UnknownCommune, UnknownRecord
from reception_tui.domain.people import PersonEntry, check_birth_year, check_id_number, check_phone, tidy_name
from reception_tui.domain.text import fold
from reception_tui.store.work import Row

COLUMNS = ("name", "id_number", "birth_year", "gender", "commune", "address", "phone", "organisation")


def check(context: Context, entry: PersonEntry, field: str) -> tuple[PersonEntry, list[Notice]]:
    """Return the entry with numbers and commune as they are kept, and what is doubtful about it.

    Raises `MissingField`, `BadIdNumber`, `BadPhone`, `BadNumber`, `BadChoice`.
    """
    if not entry.name and entry.person is None:
        raise MissingField(f"{field}.name")
    for name in entry.renew:
        if name not in COLUMNS:
            raise BadChoice(f"{field}.renew", value=name, choices=COLUMNS)
    notices: list[Notice] = []
    commune, address = entry.commune, entry.address
    if commune:
        try:
            commune = context.reference.directory.commune(commune, context.today).code
        except UnknownCommune:
            # A place that the directory does not know (another province, an old name) is kept as it was said.
            notices.append(Notice("commune_unknown", {"value": commune}))
            address = ", ".join(filter(None, (address, commune)))
            commune = ""
    checked = replace(
        entry,
        name=tidy_name(entry.name),
        id_number=check_id_number(entry.id_number),
        birth_year=check_birth_year(entry.birth_year, context.today),
        phone=check_phone(entry.phone),
        commune=commune,
        address=address,
    )
    return checked, notices


def take(context: Context, entry: PersonEntry, field: str) -> tuple[int, list[Notice]]:
    """Return the id of the person: the one that was named, the one with the same identity number, or a new one.

    What is already known is not overwritten unless the officer said so, only blanks are filled; a difference is told.
    Raises as `check`, and `UnknownRecord`, `BadChoice`.
    """
    checked, notices = check(context, entry, field)
    values = columns(checked)
    known: Any = None
    if checked.person is not None:
        found = context.work.rows("person", id=checked.person)
        if not found:
            raise UnknownRecord(f"{field}.person", value=checked.person)
        known = found[0]
    elif checked.id_number:
        known = next(iter(context.work.rows("person", id_number=checked.id_number)), None)
    if known is None or known["sealed"]:
        return context.work.insert("person", **values), notices
    differing = {name for name, value in values.items() if value and known[name] and value != known[name]}
    notices += _differences(known, values, differing - set(entry.renew))
    taken = {name: value for name, value in values.items() if value and (not known[name] or name in entry.renew)}
    if taken:
        context.work.update("person", known["id"], taken)
    else:
        context.work.touch("person", known["id"])
    return int(known["id"]), notices


def _differences(known: Row, values: dict[str, Any], left: set[str]) -> list[Notice]:
    """Return what was typed otherwise than the card has it and is not written over it."""
    notices = []
    about = {name: {"known": known[name], "typed": values[name]} for name in left}
    if "name" in left and fold(values["name"]) != fold(known["name"]):
        notices.append(Notice("person_differs", about["name"]))
    if "phone" in left:
        notices.append(Notice("phone_differs", about["phone"]))
    if "birth_year" in left:
        notices.append(Notice("birth_year_differs", about["birth_year"]))
    if "id_number" in left:
        notices.append(Notice("id_differs", about["id_number"]))
    return notices


def columns(entry: PersonEntry) -> dict[str, Any]:
    """Return the columns of a person's row."""
    return {
        "name": entry.name,
        "id_number": entry.id_number,
        "birth_year": entry.birth_year,
        "gender": entry.gender.value if entry.gender else "",
        "commune": entry.commune,
        "address": entry.address,
        "phone": entry.phone,
        "organisation": entry.organisation,
    }
