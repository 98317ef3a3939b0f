"""Petitions by how they ended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, select

from reception_tui.domain.kinds import PetitionState
from reception_tui.store.tables import TABLES

_PETITION = TABLES["petition"]


def ended_as(connection: Connection, closings: Sequence[str], until: date) -> list[dict[str, Any]]:
    """Return the petitions that ended in one of those ways by a day, and whether their matter has open petitions."""
    other = _PETITION.alias()
    still_open = (
        select(other.c.id)
        .where(
            other.c.matter_id == _PETITION.c.matter_id,
            other.c.id != _PETITION.c.id,
            other.c.voided.is_(None),
            other.c.finished_on.is_(None),
        )
        .exists()
    )
    columns = (_PETITION.c[name] for name in ("no", "sealed_code", "kind", "received_on", "finished_on"))
    query = select(*columns, and_(_PETITION.c.matter_id.is_not(None), still_open).label("matter_open")).where(
        _PETITION.c.voided.is_(None),
        _PETITION.c.state == PetitionState.FINISHED.value,
        _PETITION.c.closing.in_(closings),
        _PETITION.c.finished_on <= until,
    )
    return [{**row, "matter_open": bool(row["matter_open"])} for row in connection.execute(query).mappings()]
