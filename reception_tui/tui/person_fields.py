"""The fields of one person, and what the register knows of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from reception_tui.desk.queries.record import PersonCard
from reception_tui.domain.kinds import Gender
from reception_tui.domain.people import PersonEntry, check_id_number, check_phone, tidy_name
from reception_tui.domain.reference import Reference
from reception_tui.i18n import formats, tr
from reception_tui.tui import choices
from reception_tui.tui.fields import Field, LineField, NumberField, PickField, Spec

NAMES = ("id_number", "name", "birth_year", "gender", "commune", "address", "phone")


def person_rows(reference: Reference, today: date, *, name_needed: bool) -> list[list[Field]]:
    """Return the fields of a person, the identity number first: it brings back whoever was here before."""
    return [
        [
            LineField(
                Spec(
                    "id_number",
                    tr("Identity number"),
                    later=True,
                    help=tr("12 digits (older cards 9) or a passport number. Enter looks the person up."),
                    check=check_id_number,
                )
            )
        ],
        [
            LineField(
                Spec("name", tr("Full name"), needed=name_needed, help=tr("As on the identity card."), check=tidy_name)
            )
        ],
        [
            NumberField(Spec("birth_year", tr("Year of birth"), help=tr("Four digits."))),
            PickField(Spec("gender", tr("Gender")), choices.of_kind(Gender)),
        ],
        [
            PickField(
                Spec("commune", tr("Commune"), later=True, help=tr("Type a part of the name, with or without marks.")),
                choices.communes(reference, today),
            ),
            LineField(Spec("phone", tr("Telephone"), help=tr("8 to 12 digits."), check=check_phone)),
        ],
        [LineField(Spec("address", tr("Address"), later=True, help=tr("House, road, hamlet.")))],
    ]


def shown_in(field: Field, text: str) -> str:
    """Return what a field would show of a value."""
    known = field.of_code(text) if isinstance(field, PickField) else None
    return text if known is None else known.label


def entry_of(values: dict[str, Any], person: int | None = None, renew: tuple[str, ...] = ()) -> PersonEntry:
    """Return the person as typed; `person` is the one of the register that was taken over.

    `renew` is what is to be written onto the card.
    """
    gender = values.get("gender")
    return PersonEntry(
        name=values.get("name") or "",
        id_number=values.get("id_number") or "",
        birth_year=values.get("birth_year"),
        gender=Gender(gender) if gender else None,
        commune=values.get("commune") or "",
        address=values.get("address") or "",
        phone=values.get("phone") or "",
        person=person,
        renew=renew,
    )


def typed_entry(entry: PersonEntry) -> dict[str, str]:
    """Return what the fields show of somebody on a roster."""
    return {name: "" if getattr(entry, name) is None else str(getattr(entry, name)) for name in NAMES}


def typed_of(card: PersonCard) -> dict[str, str]:
    """Return what the fields show of a person of the register."""
    person = card.person
    return {name: "" if person[name] is None else str(person[name]) for name in NAMES}


def known_lines(card: PersonCard) -> tuple[str, ...]:
    """Return what to tell at once of somebody who was here before."""
    lines = [
        tr("In the register: {name}, {visits} visits, {petitions} petitions.").format(
            name=card.person["name"],
            visits=formats.number(len(card.visits)),
            petitions=formats.number(len(card.petitions)),
        )
    ]
    if card.visits:
        last = card.visits[0]
        lines.append(tr("Last visit {day}: {content}").format(day=formats.day(last["on"]), content=last["content"]))
    if card.petitions:
        last = card.petitions[0]
        lines.append(
            tr("Last petition {no}: {content}").format(no=last["no"], content=last["title"] or last["content"])
        )
    return tuple(lines)
