"""Petitions on whose destruction the head may decide by now, and everything that the register holds of a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reception_tui.desk.queries.record import PersonCard, person_card
from reception_tui.desk.recusals import kept_from, stands_only_in
from reception_tui.domain.errors import UnknownRecord
from reception_tui.domain.reference import Reference
from reception_tui.domain.retention import PersonalRight, RetentionRule
from reception_tui.store import retention
from reception_tui.store.work import Work

_FEWEST_DIGITS = 9
"""Numbers of identity papers have at least so many digits."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A petition whose time of keeping is over: its number or code, and whether its matter still has open petitions."""

    no: str
    kind: str
    received_on: date
    ended_on: date
    listed_from: date
    rule: RetentionRule
    matter_open: bool


@dataclass(frozen=True, slots=True)
class HeldOf:
    """What the register holds of a person in the open, and what they may ask about it."""

    card: PersonCard
    rights: tuple[PersonalRight, ...]


def destruction_list(work: Work, reference: Reference, today: date) -> tuple[Listed, ...]:
    """Return the petitions whose time of keeping is over, the oldest first. Of secret ones only the code is told."""
    found = []
    for rule in reference.retention.rules:
        for row in retention.ended_as(work.connection, rule.closings, today) if rule.in_force <= today else ():
            listed_from = rule.listed_from(row["finished_on"])
            if listed_from is not None and listed_from <= today:
                found.append(
                    Listed(
                        no=row["sealed_code"] or row["no"],
                        kind=row["kind"],
                        received_on=row["received_on"],
                        ended_on=row["finished_on"],
                        listed_from=listed_from,
                        rule=rule,
                        matter_open=row["matter_open"],
                    )
                )
    return tuple(sorted(found, key=lambda one: (one.listed_from, one.no)))


def person_asked_for(work: Work, typed: str, officer: str) -> int:
    """Return the card of the person with that identity number, or of that card's number.

    Raises `UnknownRecord`, also for a person who is only in sealed records or whom the officer is kept away from.
    """
    found = work.rows("person", id_number=typed)
    if not found and typed.isascii() and typed.isdigit() and len(typed) < _FEWEST_DIGITS:
        found = [row for row in work.rows("person", id=int(typed)) if not row["sealed"]]
    if not found or not typed or stands_only_in(work, found[0]["id"], kept_from(work, officer)):
        raise UnknownRecord("--person", value=typed)
    return int(found[0]["id"])


def held_of(work: Work, reference: Reference, person_id: int, today: date) -> HeldOf:
    """Return what the register holds of a person. Raises `UnknownRecord`.

    What they denounced is sealed and stands on no such paper; a person who is only in sealed records is not found.
    """
    rights = tuple(one for one in reference.retention.rights if one.in_force <= today)
    return HeldOf(person_card(work, person_id), rights)
