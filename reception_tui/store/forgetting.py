"""Words that were sealed leave the places where SQLite may still hold them: its index and its write-ahead log."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from sqlalchemy import Connection, Engine

from reception_tui.domain.errors import RegisterBusy
from reception_tui.store.engine import explained, file_behind, writing
from reception_tui.store.patience import a_wait
from reception_tui.store.turns import turn

if TYPE_CHECKING:
    import sqlite3

_PATIENCE_SECONDS = 2
"""How long the one who emptied it waits for others: the act itself is done already."""

_SECURE_DELETE = (3, 42)
"""From this version on the full-text index takes words out at once when they are deleted."""

_AT_ONCE = 30_000
"""So many records are written anew in a fifth of a second."""

_PIECE_PAGES = 500


def make_index_forget(connection: Connection) -> None:
    """Have the full-text index take deleted words out of its pages, where the engine can."""
    if connection.dialect.name == "sqlite" and _version(connection) >= _SECURE_DELETE:
        connection.exec_driver_sql("INSERT INTO search_index(search_index, rank) VALUES ('secure-delete', 1)")


def clean_index(connection: Connection) -> None:
    """Take deleted words out of the index with the act that deletes them, where that is quickly done.

    Where it does not do so by itself it is written anew as a whole; a large one is left to `clean_index_in_pieces`.
    """
    if _must_be_cleaned(connection) and _records(connection) <= _AT_ONCE:
        connection.exec_driver_sql("INSERT INTO search_index(search_index) VALUES ('optimize')")


def clean_index_in_pieces(engine: Engine) -> None:
    """Take deleted words out of the index, where it does not do so itself, and let others write between two pieces.

    Raises `RegisterBusy` and storage trouble; what was cleaned until then stays so.
    """
    more = file_behind(engine) is not None
    while more:
        with writing(engine) as connection:
            more = _must_be_cleaned(connection) and _is_piece_cleaned(connection)
    empty_log(engine)


def _is_piece_cleaned(connection: Connection) -> bool:
    """Clean a piece of the index; false when nothing was left of it."""
    driver = cast("sqlite3.Connection", connection.connection.driver_connection)
    before = driver.total_changes
    driver.execute("INSERT INTO search_index(search_index, rank) VALUES ('merge', ?)", (-_PIECE_PAGES,))
    # By the manual of FTS5: less than two changes, and there was nothing to merge.
    return driver.total_changes - before >= 2


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


def _must_be_cleaned(connection: Connection) -> bool:
    return connection.dialect.name == "sqlite" and _version(connection) < _SECURE_DELETE


def _records(connection: Connection) -> int:
    return int(connection.exec_driver_sql("SELECT coalesce(max(id), 0) FROM search_row").scalar_one())


def _version(connection: Connection) -> tuple[int, ...]:
    text = connection.exec_driver_sql("SELECT sqlite_version()").scalar_one()
    return tuple(int(part) for part in str(text).split("."))
