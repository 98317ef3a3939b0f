"""Unfinished forms: what an officer typed and did not save yet, sealed with the key of the desk.

What another desk keeps cannot be read here and is left alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from reception_tui.store.desk_key import opened_here, sealed_here
from reception_tui.store.tables import TABLES

_DRAFT = TABLES["draft"]

PARKED = "|"
"""Stands in `about` of a form that was put aside, before the time."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A form as it stood at `updated`, about the record `about` or a new one."""

    id: int
    officer: str
    form: str
    about: str
    updated: str
    values: dict[str, object]


def keep(
    connection: Connection,
    draft_id: int | None,
    officer: str,
    form: str,
    about: str,
    at: str,
    values: Mapping[str, object],
) -> int:
    """Store a draft, over its earlier state when it has one, and return its id."""
    row = {
        "officer": officer,
        "form": form,
        "about": about,
        "updated": at,
        "body": sealed_here(json.dumps(values, ensure_ascii=False)),
    }
    if draft_id is not None:
        changed = connection.execute(update(_DRAFT).where(_DRAFT.c.id == draft_id).values(**row)).rowcount
        if changed:
            return draft_id
    added = connection.execute(insert(_DRAFT), row)
    return int(added.inserted_primary_key[0])  # type: ignore[index]


def is_older(connection: Connection, draft_id: int, form: str, at: str) -> bool:
    """Tell whether a draft of that form is there that was not written after `at`."""
    row = connection.execute(select(_DRAFT).where(_DRAFT.c.id == draft_id, _DRAFT.c.form == form)).one_or_none()
    return row is not None and row.updated <= at


def park(connection: Connection, draft_id: int, about: str) -> None:
    """Put a draft aside: the next form of its kind begins empty."""
    connection.execute(update(_DRAFT).where(_DRAFT.c.id == draft_id).values(about=about))


def every(connection: Connection) -> list[Draft]:
    """Return all unfinished forms of this desk, whoever began them, the newest first."""
    rows = connection.execute(select(_DRAFT).order_by(_DRAFT.c.updated.desc(), _DRAFT.c.id.desc()))
    return [draft for row in rows if (draft := _draft(row)) is not None]


def drop(connection: Connection, draft_id: int) -> None:
    """Forget a draft whose form was saved or thrown away."""
    connection.execute(delete(_DRAFT).where(_DRAFT.c.id == draft_id))


def of_officer(connection: Connection, officer: str) -> list[Draft]:
    """Return an officer's drafts, the newest first."""
    rows = connection.execute(select(_DRAFT).where(_DRAFT.c.officer == officer).order_by(_DRAFT.c.updated.desc()))
    return [draft for row in rows if (draft := _draft(row)) is not None]


def _draft(row: Row[Any]) -> Draft | None:
    body = opened_here(row.body)
    return None if body is None else Draft(row.id, row.officer, row.form, row.about, row.updated, json.loads(body))
