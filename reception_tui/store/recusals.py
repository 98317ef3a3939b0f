"""Recusals in force, and the records that they cover."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, or_, select

from reception_tui.store.prepared import Prepared
from reception_tui.store.tables import TABLES

_RECUSAL, _PETITION, _VISIT = TABLES["recusal"], TABLES["petition"], TABLES["visit"]
_MATTER, _TASK = TABLES["matter"], TABLES["task"]
_IN_FORCE = Prepared(
    select(_RECUSAL).where(
        _RECUSAL.c.officer == bindparam("officer"), _RECUSAL.c.voided.is_(None), _RECUSAL.c.lifted_on.is_(None)
    )
)


def in_force(connection: Connection, officer: str) -> list[dict[str, Any]]:
    """Return the recusals of an officer that are not lifted."""
    return _IN_FORCE.rows(connection, {"officer": officer})


def records_of(
    connection: Connection, found: Sequence[dict[str, Any]]
) -> tuple[set[int], set[int], set[int], set[str]]:
    """Return the petitions, visits and matters that recusals cover, by id, and the numbers of all their records.

    A petition brings its parts and the visit that it came with, a visit the petitions that it brought.
    """
    matters = {row["matter_id"] for row in found} - {None}
    petitions = {row["petition_id"] for row in found} - {None}
    visits = {row["visit_id"] for row in found} - {None}
    known = (-1, -1)
    while known != (len(petitions), len(visits)):
        known = len(petitions), len(visits)
        for row in connection.execute(
            select(_PETITION.c.id, _PETITION.c.visit_id, _PETITION.c.parent_id, _PETITION.c.matter_id).where(
                or_(
                    _PETITION.c.id.in_(petitions),
                    _PETITION.c.parent_id.in_(petitions),
                    _PETITION.c.visit_id.in_(visits),
                    _PETITION.c.matter_id.in_(matters),
                )
            )
        ):
            petitions |= {row.id, row.parent_id} - {None}
            visits |= {row.visit_id} - {None}
        visits |= set(connection.execute(select(_VISIT.c.id).where(_VISIT.c.matter_id.in_(matters))).scalars())
    return petitions, visits, matters, _numbers(connection, matters, petitions, visits)


def _numbers(connection: Connection, matters: set[int], petitions: set[int], visits: set[int]) -> set[str]:
    found = set(connection.execute(select(_MATTER.c.no).where(_MATTER.c.id.in_(matters))).scalars())
    found |= set(connection.execute(select(_VISIT.c.no).where(_VISIT.c.id.in_(visits))).scalars())
    tasks = select(_TASK.c.no).where(or_(_TASK.c.petition_id.in_(petitions), _TASK.c.visit_id.in_(visits)))
    found |= set(connection.execute(tasks).scalars())
    for row in connection.execute(select(_PETITION.c.no, _PETITION.c.sealed_code).where(_PETITION.c.id.in_(petitions))):
        found |= {row.no, row.sealed_code} - {""}
    return found
