"""Values that mean what they should and are not written as the program writes them: 2 for true, 20261102 for a day."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sqlalchemy import Boolean, Column, Connection, Date, Integer, Numeric, select

from reception_tui.store.engine import is_on_server
from reception_tui.store.journal import Fault
from reception_tui.store.tables import JOURNALLED, TABLES

_DAY = "[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]"


def ill_formed(connection: Connection) -> Iterator[Fault]:
    """Yield the rows of a SQLite register that hold such a value, with the last entry about them."""
    if is_on_server(connection.engine):
        return
    for table in sorted(JOURNALLED | {"clock", "search_row", "printed_page"}):
        wrong = [test for column in TABLES[table].columns if (test := _wrong(column))]
        for row_id in connection.exec_driver_sql(f'SELECT id FROM "{table}" WHERE {" OR ".join(wrong)}').scalars():  # noqa: S608
            yield Fault("row_changed", _last_entry(connection, table, row_id), f"{table} {row_id}")


def _wrong(column: Column[object]) -> str:
    """Return the condition under which a value of the column is not as the program writes it."""
    name = f'"{column.name}"'
    if isinstance(column.type, Boolean):
        return f"{name} NOT IN (0, 1)"
    if isinstance(column.type, Date):
        return f"({name} IS NOT NULL AND (typeof({name}) != 'text' OR {name} NOT GLOB '{_DAY}'))"
    if isinstance(column.type, Integer):
        return f"typeof({name}) NOT IN ('integer', 'null')"
    return "" if isinstance(column.type, Numeric) else f"typeof({name}) NOT IN ('text', 'null')"


def _last_entry(connection: Connection, table: str, row_id: int) -> int:
    """Return the last entry that tells of a row; 0 where none can be made out."""
    entry = TABLES["entry"].c
    for no, changes in connection.execute(select(entry.no, entry.changes).order_by(entry.no.desc())):
        try:
            lines = json.loads(changes)
        except ValueError:
            continue
        if any(isinstance(one, dict) and (one.get("t"), one.get("id")) == (table, row_id) for one in lines):
            return int(no)
    return 0
