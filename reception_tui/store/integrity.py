"""Faults of the file itself, and gaps in the books."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, create_engine, func, select

from reception_tui.domain.kinds import Book
from reception_tui.store import digests, journal_guards, migrations
from reception_tui.store.engine import is_on_server
from reception_tui.store.journal import Fault
from reception_tui.store.letter_numbers import LETTERS
from reception_tui.store.numbers import PREFIXES, last_numbers
from reception_tui.store.reference import version_of
from reception_tui.store.server import is_durable
from reception_tui.store.tables import TABLES

_BOOKS = frozenset(book.value for book in Book)

SETTINGS = frozenset({"schema_version", "reference_version", "demonstration"})
"""The facts that a register keeps of itself."""

_SETTING, _FILE = TABLES["register_setting"], TABLES["reference_file"]
_FILES = select(_FILE.c.name, _FILE.c.text).where(_FILE.c.voided.is_(None))
_SCHEMA = "SELECT type || ' ' || name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"

_TABLE_OF = {
    Book.VISITS: ("visit", "no"),
    Book.PETITIONS: ("petition", "no"),
    Book.FEEDBACK: ("petition", "no"),
    Book.MATTERS: ("matter", "no"),
    Book.SESSIONS: ("session", "no"),
    Book.DENUNCIATIONS: ("petition", "sealed_code"),
    Book.DAYS: ("planned_day", "no"),
    Book.TASKS: ("task", "no"),
    Book.MEETINGS: ("meeting", "no"),
}


def sqlite_version() -> str:
    """Return the version of SQLite in use."""
    return sqlite3.sqlite_version


def server_version(connection: Connection) -> str:
    """Return the version of the server; empty for a file."""
    if not is_on_server(connection):
        return ""
    return ".".join(str(part) for part in connection.dialect.server_version_info or ())


def advice(connection: Connection) -> Iterator[str]:
    """Yield the code of what is not wrong yet but may end badly."""
    if is_on_server(connection) and not is_durable(connection):
        yield "server_not_durable"


def faults(connection: Connection) -> Iterator[Fault]:
    """Yield what the database engine itself finds wrong: damaged pages, references to nothing."""
    if is_on_server(connection):
        return
    for (answer,) in connection.exec_driver_sql("PRAGMA integrity_check").all():
        if answer != "ok":
            yield Fault("damaged", 0, str(answer))
    for table, row_id, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check").all():
        yield Fault("refers_to_nothing", 0, f"{table} {row_id} → {parent}")


def outside_the_journal(connection: Connection) -> Iterator[Fault]:
    """Yield what was changed among the rows that stand outside the journal, and in the schema itself."""
    yield from (Fault("row_changed", 0, f"clock {row_id}") for row_id in digests.changed_clocks(connection))
    yield from (Fault("row_changed", 0, f"printed_page {row_id}") for row_id in digests.changed_pages(connection))
    known = {row.key: row.value for row in connection.execute(select(_SETTING.c.key, _SETTING.c.value))}
    if known.get("schema_version") != str(migrations.SCHEMA_VERSION):
        yield Fault("setting_changed", 0, "schema_version")
    files = {row.name: row.text for row in connection.execute(_FILES)}
    if known.get("reference_version") != version_of(files):
        yield Fault("setting_changed", 0, "reference_version")
    yield from (Fault("setting_changed", 0, key) for key in sorted(known.keys() - SETTINGS))
    changed = {*_foreign(connection), *(f"trigger {name}" for name in journal_guards.missing(connection))}
    yield from (Fault("schema_changed", 0, name) for name in sorted(changed))


def _foreign(connection: Connection) -> set[str]:
    """Return the tables, indexes, triggers and views that a register should have and has not, or the other way."""
    if connection.dialect.name != "sqlite":
        return set()
    fresh = create_engine("sqlite://")
    with fresh.begin() as new:
        migrations.create(new)
        wanted = set(new.exec_driver_sql(_SCHEMA).scalars())
    fresh.dispose()
    return wanted ^ set(connection.exec_driver_sql(_SCHEMA).scalars())


def number_gaps(connection: Connection) -> Iterator[str]:
    """Yield each register number that was given but stands in no book, and each that was never given."""
    given = {}
    rows: list[tuple[Any, ...]] = [*last_numbers(connection)]
    for name, year, last in rows:
        if isinstance(year, int) and isinstance(last, int) and name in _BOOKS:
            given[name, year] = last
        elif not _fits_letters(connection, name, year, last):
            yield f"{name}-{year}"
    for book, (table, column) in _TABLE_OF.items():
        found: dict[int, set[int]] = {}
        prefix = f"{PREFIXES[book]}-"
        for no in _numbers(connection, table, column, prefix):
            _, in_year, serial = no.split("-")
            if "." not in serial:
                found.setdefault(int(in_year), set()).add(int(serial))
        for year in sorted({of for name, of in given if name == book.value} | set(found)):
            wanted = set(range(1, given.get((book.value, year), 0) + 1))
            for missing in sorted(wanted ^ found.get(year, set())):
                yield f"{prefix}{year}-{missing:04}"


def _fits_letters(connection: Connection, name: Any, year: Any, last: Any) -> bool:
    """Tell whether a row of the numbers is that of a series of letters, none of which has a higher number."""
    if not (isinstance(name, str) and name.startswith(LETTERS) and isinstance(year, int) and isinstance(last, int)):
        return False
    letters = TABLES["letter"].c
    of = (letters.series == name.removeprefix(LETTERS), letters.year == year)
    return (connection.execute(select(func.max(letters.number)).where(*of)).scalar_one() or 0) <= last


def _numbers(connection: Connection, table: str, column: str, prefix: str) -> Iterator[str]:
    target = TABLES[table].c[column]
    for (no,) in connection.execute(select(target).where(target.startswith(prefix, autoescape=True))):
        yield str(no)
    if column == "sealed_code":
        # A classification that was undone takes its code off the petition; the journal still knows it.
        entry = TABLES["entry"].c
        for (changes,) in connection.execute(select(entry.changes).where(entry.act == "classify")):
            yield from re.findall(r'"sealed_code":"(TC-[0-9]+-[0-9]+)"', changes)
