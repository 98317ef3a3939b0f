"""Words that were sealed leave the places where SQLite may still hold them: its index and its write-ahead log."""

from __future__ import annotations

from sqlalchemy import Connection, Engine

from reception_tui.domain.errors import RegisterBusy
from reception_tui.store.engine import explained, file_behind
from reception_tui.store.patience import a_wait
from reception_tui.store.turns import turn

_PATIENCE_SECONDS = 2
"""How long the one who emptied it waits for others: the act itself is done already."""

_SECURE_DELETE = (3, 42)
"""From this version on the full-text index takes words out at once when they are deleted."""


def make_index_forget(connection: Connection) -> None:
    """Have the full-text index take deleted words out of its pages, where the engine can."""
    if connection.dialect.name == "sqlite" and _version(connection) >= _SECURE_DELETE:
        connection.exec_driver_sql("INSERT INTO search_index(search_index, rank) VALUES ('secure-delete', 1)")


def clean_index(connection: Connection) -> None:
    """Take deleted words out of the index, where it does not do so itself."""
    if connection.dialect.name == "sqlite" and _version(connection) < _SECURE_DELETE:
        connection.exec_driver_sql("INSERT INTO search_index(search_index) VALUES ('optimize')")


def empty_log(engine: Engine) -> None:
    """Empty the write-ahead log, in which pages stand as they were before.

    Another desk that reads at that moment keeps the log from being emptied; the next act that seals tries again.
    """
    path = file_behind(engine)
    if path is None:
        return
    try:
        with explained(engine), turn(path, a_wait(_PATIENCE_SECONDS)), engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    except RegisterBusy:
        return


def _version(connection: Connection) -> tuple[int, ...]:
    text = connection.exec_driver_sql("SELECT sqlite_version()").scalar_one()
    return tuple(int(part) for part in str(text).split("."))
