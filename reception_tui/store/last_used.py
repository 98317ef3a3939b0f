"""What each officer chose last in the fields of the forms: it is offered first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, insert, select, update

from reception_tui.store.tables import TABLES

_LAST_USED = TABLES["last_used"]

MOST = 6
"""How many choices of a field are remembered."""


def last_used(connection: Connection, officer: str) -> dict[str, tuple[str, ...]]:
    """Return the codes that the officer chose last, by field, the newest first."""
    rows = connection.execute(select(_LAST_USED.c.field, _LAST_USED.c.codes).where(_LAST_USED.c.officer == officer))
    return {row.field: tuple(row.codes.split()) for row in rows}


def note_used(connection: Connection, officer: str, chosen: Mapping[str, str]) -> None:
    """Remember what the officer chose now, by field."""
    before = last_used(connection, officer)
    for field, code in chosen.items():
        codes = " ".join(list(dict.fromkeys((code, *before.get(field, ()))))[:MOST])
        _put(connection, officer, field, codes, is_new=field not in before)


def _put(connection: Connection, officer: str, field: str, codes: str, *, is_new: bool) -> None:
    if is_new:
        connection.execute(insert(_LAST_USED), {"officer": officer, "field": field, "codes": codes})
        return
    at: Any = (_LAST_USED.c.officer == officer, _LAST_USED.c.field == field)
    connection.execute(update(_LAST_USED).where(*at).values(codes=codes))
