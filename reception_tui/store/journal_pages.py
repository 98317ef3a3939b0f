"""The journal read page by page, the newest entries first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, and_, or_, select

from reception_tui.store.tables import TABLES

_ENTRY = TABLES["entry"]
_COLUMNS = (_ENTRY.c.no, _ENTRY.c.at, _ENTRY.c.officer, _ENTRY.c.act, _ENTRY.c.subject, _ENTRY.c.undoes)

REFUSAL_ACTS = ("refuse", "sign_in_failed")
OPENING_ACTS = ("open_identity", "export")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries are asked for; what is empty asks for all. `since` and `until` are moments in UTC, as stored."""

    officer: str = ""
    act: str = ""
    record: str = ""
    since: str = ""
    until: str = ""
    refusals: bool = False
    openings: bool = False


def page(
    connection: Connection,
    wanted: Wanted,
    limit: int,
    at: int | None = None,
    *,
    forward: bool = True,
    inclusive: bool = False,
) -> list[dict[str, Any]]:
    """Return up to `limit` entries, the newest first: those older than entry `at`, or those that are newer."""
    query = select(*_COLUMNS).order_by(_ENTRY.c.no.desc() if forward else _ENTRY.c.no).limit(limit)
    if at is not None:
        beyond = _ENTRY.c.no < at if forward else _ENTRY.c.no > at
        query = query.where(or_(beyond, _ENTRY.c.no == at) if inclusive else beyond)
    found = [dict(row) for row in connection.execute(_narrowed(query, wanted)).mappings()]
    return found if forward else found[::-1]


def _narrowed(query: Select[Any], wanted: Wanted) -> Select[Any]:
    for column, value in ((_ENTRY.c.officer, wanted.officer), (_ENTRY.c.act, wanted.act)):
        if value:
            query = query.where(column == value)
    if wanted.record:
        parts = _ENTRY.c.subject.startswith(f"{wanted.record}.", autoescape=True)
        query = query.where(or_(_ENTRY.c.subject == wanted.record, parts))
    if wanted.since:
        query = query.where(_ENTRY.c.at >= wanted.since)
    if wanted.until:
        query = query.where(_ENTRY.c.at < wanted.until)
    kinds = []
    if wanted.refusals:
        # An opening that was refused stands in the journal under the act of the opening.
        refused_opening = and_(
            _ENTRY.c.act.in_(OPENING_ACTS),
            _ENTRY.c.changes.contains('"refused":"', autoescape=True),
            ~_ENTRY.c.changes.contains('"refused":""', autoescape=True),
        )
        kinds.append(or_(_ENTRY.c.act.in_(REFUSAL_ACTS), refused_opening))
    if wanted.openings:
        kinds.append(_ENTRY.c.act.in_(OPENING_ACTS))
    return query.where(or_(*kinds)) if kinds else query
