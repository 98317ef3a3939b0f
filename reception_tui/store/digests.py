"""Digests of rows that stand outside the journal, so that a change behind the program's back shows in them too.

They keep nothing secret and stop nobody who knows the program: against that the printed heads of the journal stand.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, select

from reception_tui.store.tables import TABLES

_OUTSIDE = frozenset({"id", "seal"})


def of_row(values: Mapping[str, Any], before: str = "") -> str:
    """Return the digest of a row's columns; `before` is the digest of the row that it follows on."""
    told = {name: _told(value) for name, value in values.items() if name not in _OUTSIDE}
    return hashlib.blake2b(f"{before}{json.dumps(told, sort_keys=True)}".encode(), digest_size=8).hexdigest()


def _told(value: Any) -> str | None:
    """Return a value as it stands in the file, whether it was read from there or is about to be written."""
    if value is None:
        return None
    return str(int(value)) if isinstance(value, bool) else str(value)


def _rows(connection: Connection, table: str) -> Iterator[dict[str, Any]]:
    """Yield the rows as they are written: a day that is none any more is no day to the toolkit."""
    query = f'SELECT * FROM "{table}" ORDER BY id'  # noqa: S608
    for row in connection.exec_driver_sql(query).mappings():
        yield dict(row)


def changed_clocks(connection: Connection) -> Iterator[int]:
    """Yield the ids of the stored limits that are not as they were counted."""
    for row in _rows(connection, "clock"):
        if of_row(row) != row["seal"]:
            yield int(row["id"])


def changed_pages(connection: Connection) -> Iterator[int]:
    """Yield the ids of the printed pages that were changed, or before which one is missing."""
    before = ""
    for row in _rows(connection, "printed_page"):
        if of_page(row, before) != row["chain"]:
            yield int(row["id"])
        before = row["chain"]


def of_page(values: Mapping[str, Any], before: str) -> str:
    """Return the link of a printed page in the chain of all that were printed."""
    return of_row({name: value for name, value in values.items() if name != "chain"}, before)


def last_page(connection: Connection) -> str:
    """Return the link of the page that was printed last; nothing before the first one."""
    page = TABLES["printed_page"]
    return connection.execute(select(page.c.chain).order_by(page.c.id.desc()).limit(1)).scalar_one_or_none() or ""
