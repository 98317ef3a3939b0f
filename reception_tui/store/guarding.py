"""What a connection to a SQLite register may never do, whatever statement asks for it."""

from __future__ import annotations

import sqlite3

from reception_tui.store.tables import JOURNALLED

READ_PRAGMAS = frozenset(
    {
        *("integrity_check", "quick_check", "foreign_key_check", "foreign_key_list", "table_info", "table_xinfo"),
        *("index_list", "index_info", "index_xinfo", "table_list", "page_count", "page_size", "freelist_count"),
        *(
            "data_version",
            "schema_version",
            "user_version",
            "encoding",
            "compile_options",
            "wal_checkpoint",
            "optimize",
        ),
    }
)
"""What may be asked."""

SET_PRAGMAS = frozenset(
    {
        *("journal_mode", "synchronous", "foreign_keys", "trusted_schema", "secure_delete", "busy_timeout"),
        *("cache_size", "wal_autocheckpoint", "mmap_size", "temp_store", "journal_size_limit", "query_only"),
    }
)
"""What may be set; `writable_schema`, `ignore_check_constraints` and their like are not among it."""

KEPT = JOURNALLED | {"entry", "entry_text", "book_number", "printed_page"}
"""Tables from which no row is ever deleted."""

_FUNCTIONS = frozenset({"load_extension", "fts3_tokenizer"})
_WEAKENING = frozenset({("trusted_schema", "on"), ("foreign_keys", "off"), ("secure_delete", "off")})
_SPELT = {"1": "on", "true": "on", "yes": "on", "0": "off", "false": "off", "no": "off"}


def guard(connection: sqlite3.Connection) -> None:
    """Let nothing through that a register never needs.

    No other file is attached, no extension loaded, no schema written by hand, no protection switched off, no row of the
    books or of the journal deleted, no entry rewritten.
    """
    connection.set_authorizer(_allow)


def _allow(action: int, first: str | None, second: str | None, _database: str | None, _source: str | None) -> int:
    if action == sqlite3.SQLITE_PRAGMA:
        return _pragma((first or "").lower(), second)
    denied = (
        action in (sqlite3.SQLITE_ATTACH, sqlite3.SQLITE_DETACH)
        or (action in (sqlite3.SQLITE_DELETE, sqlite3.SQLITE_DROP_TABLE) and first in KEPT)
        or (action == sqlite3.SQLITE_UPDATE and first == "entry")
        or (action == sqlite3.SQLITE_FUNCTION and (second or "").lower() in _FUNCTIONS)
    )
    return sqlite3.SQLITE_DENY if denied else sqlite3.SQLITE_OK


def _pragma(name: str, value: str | None) -> int:
    if name not in READ_PRAGMAS | SET_PRAGMAS:
        return sqlite3.SQLITE_DENY
    given = (value or "").lower()
    return sqlite3.SQLITE_DENY if (name, _SPELT.get(given, given)) in _WEAKENING else sqlite3.SQLITE_OK
