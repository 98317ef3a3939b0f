"""Views of lists that officers keep, and how each list was left."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from reception_tui.store.tables import TABLES

_VIEW = TABLES["saved_view"]

LEFT = ""
"""The name under which it is kept how an officer left a list."""


def keep(connection: Connection, officer: str, listing: str, name: str, at: str, body: Mapping[str, Any]) -> None:
    """Keep a view under its name, over an earlier one of that name."""
    row = {"updated": at, "body": json.dumps(body, ensure_ascii=False)}
    of = (_VIEW.c.officer == officer, _VIEW.c.listing == listing, _VIEW.c.name == name)
    if connection.execute(update(_VIEW).where(*of).values(**row)).rowcount == 0:
        connection.execute(insert(_VIEW), {"officer": officer, "listing": listing, "name": name, **row})


def forget(connection: Connection, officer: str, listing: str, name: str) -> None:
    """Forget a view."""
    of = (_VIEW.c.officer == officer, _VIEW.c.listing == listing, _VIEW.c.name == name)
    connection.execute(delete(_VIEW).where(*of))


def named(connection: Connection, officer: str, listing: str) -> list[tuple[str, dict[str, Any]]]:
    """Return name and body of each view that an officer keeps of a list, by name."""
    query = select(_VIEW.c.name, _VIEW.c.body).where(
        _VIEW.c.officer == officer, _VIEW.c.listing == listing, _VIEW.c.name != LEFT
    )
    return [(row.name, json.loads(row.body)) for row in connection.execute(query.order_by(_VIEW.c.name))]


def left(connection: Connection, officer: str, listing: str) -> tuple[str, dict[str, Any]] | None:
    """Return when and how an officer left a list; None when they never did."""
    query = select(_VIEW.c.updated, _VIEW.c.body).where(
        _VIEW.c.officer == officer, _VIEW.c.listing == listing, _VIEW.c.name == LEFT
    )
    row = connection.execute(query).one_or_none()
    return None if row is None else (row.updated, json.loads(row.body))
