"""Changing a register behind its back, as who owns the file or the database can: without the triggers that guard it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection


@contextmanager
def unguarded(connection: sqlite3.Connection | Connection) -> Iterator[None]:
    """Take the triggers away and put them back as they were: nothing shows but what was done meanwhile.

    All of it is one transaction, which the caller ends.
    """
    if isinstance(connection, Connection):
        if connection.dialect.name != "sqlite":
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
            yield
            return
        with unguarded(connection.connection.driver_connection):  # type: ignore[arg-type]
            yield
        return
    if not connection.in_transaction:
        connection.execute("BEGIN")
    triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        connection.execute(f'DROP TRIGGER "{name}"')
    yield
    for _, statement in triggers:
        connection.execute(statement)
