"""Triggers by which the database itself keeps the journal: it is only added to, whoever asks, with whatever program.

One change is let through: clear words are sealed in place, once, because a denouncer's name must not stay. Who owns the
file or the database can take the triggers away; `check` names that, and what was done meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

from reception_tui.store.engine import is_on_server

_SEALS = (
    "OLD.salt <> '' AND NEW.salt = '' AND NEW.about = '' AND NEW.id = OLD.id"
    " AND NEW.entry_no = OLD.entry_no AND NEW.ord = OLD.ord AND NEW.body <> OLD.body"
)
_FUNCTION = """CREATE OR REPLACE FUNCTION journal_stays() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE insufficient_privilege USING MESSAGE = 'the journal is only added to'; END $$"""
_OF_SERVER = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgname LIKE 'journal\\_%%' AND tgenabled = 'O'"
_OF_FILE = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"


def put_up(connection: Connection) -> None:
    """Have the database refuse whatever would rewrite the journal."""
    if is_on_server(connection):
        connection.exec_driver_sql(_FUNCTION)
    for statement in _wanted(server=is_on_server(connection)).values():
        connection.exec_driver_sql(statement)


def missing(connection: Connection) -> Iterator[str]:
    """Yield the triggers that should be there and are not as they should be."""
    if is_on_server(connection):
        there = set(connection.exec_driver_sql(_OF_SERVER).scalars())
        yield from sorted(_wanted(server=True).keys() - there)
        return
    known = {row.name: row.sql for row in connection.exec_driver_sql(_OF_FILE)}
    yield from (name for name, statement in _wanted(server=False).items() if known.get(name) != statement)


def names() -> tuple[str, ...]:
    """Return the names of the triggers that a file has."""
    return tuple(_wanted(server=False))


def _wanted(*, server: bool) -> dict[str, str]:
    """Return the statement that makes each trigger, by its name."""
    found = {}
    for table in ("entry", "entry_text"):
        for what in ("UPDATE", "DELETE", *(("TRUNCATE",) if server else ())):
            name = f"journal_{table}_{what.lower()}"
            when = f" WHEN (NOT ({_SEALS}))" if (table, what) == ("entry_text", "UPDATE") else ""
            if server:
                each = "STATEMENT" if what == "TRUNCATE" else "ROW"
                made = f"BEFORE {what} ON {table} FOR EACH {each}{when} EXECUTE FUNCTION journal_stays()"
            else:
                told = "the journal is only added to"
                made = f"BEFORE {what} ON {table}{when} BEGIN SELECT RAISE(ABORT, '{told}'); END"
            found[name] = f"CREATE TRIGGER {name} {made}"
    return found
