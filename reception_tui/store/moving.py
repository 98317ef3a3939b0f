"""A register moved whole from a file to a server or back: verified row by row and by the journal's head."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import zip_longest

from sqlalchemy import Connection, Engine, Table, func, select
from sqlmodel import SQLModel

from reception_tui.domain.errors import MoveDiffers, RegisterDamaged, RegisterExists
from reception_tui.store import journal, migrations, search, server
from reception_tui.store.batch import write_rows
from reception_tui.store.engine import file_of, is_on_server, open_engine, reading, shown_place, writing
from reception_tui.store.file import discard_file
from reception_tui.store.register import open_register
from reception_tui.store.tables import TABLES

_PAGE = 2000


@dataclass(frozen=True, slots=True)
class Moved:
    """What was moved: how many rows of how many tables, and the journal's last entry with its hash."""

    tables: int
    rows: int
    entry: int
    head: str


def move(source: str, destination: str) -> Moved:
    """Move the register at one address to another, where there is none, and tell what was moved.

    Nobody writes at the source meanwhile; afterwards it says where it went and takes no more acts. Raises
    `RegisterExists`, `RegisterDamaged` when the source's journal does not hold, `MoveDiffers`, and storage trouble.
    """
    register = open_register(source)
    try:
        with writing(register.engine) as old:
            with _new_register(destination) as new:
                found = _copy(old, new, source)
            migrations.write_setting(old, migrations.MOVED_TO, shown_place(destination))
    finally:
        register.close()
    return found


@contextmanager
def _new_register(destination: str) -> Iterator[Connection]:
    """Give a transaction on an empty register at `destination`; it is there at the end, or nothing is."""
    path = file_of(destination)
    if path is None:
        engine = open_engine(destination)
        try:
            # Looked at before one waits for the turn to write: it may be the very register that is moved.
            with reading(engine) as connection:
                if migrations.is_there(connection):
                    raise RegisterExists(path=server.shown(engine))
            with writing(engine) as connection:
                if migrations.is_there(connection):
                    raise RegisterExists(path=server.shown(engine))
                yield connection
        finally:
            engine.dispose()
        return
    if path.exists():
        raise RegisterExists(path=str(path))
    unfinished = path.with_name(f"{path.name}.moving")
    discard_file(unfinished)
    engine = open_engine(f"sqlite:///{unfinished}", create=True)
    try:
        with writing(engine) as connection:
            yield connection
        _settle(engine)
        unfinished.replace(path)
    finally:
        engine.dispose()
        discard_file(unfinished)


def _copy(old: Connection, new: Connection, source: str) -> Moved:
    migrations.create(new)
    new.execute(TABLES["register_setting"].delete())
    rows = 0
    tables = SQLModel.metadata.sorted_tables
    for table in tables:
        for page in _pages(old, table):
            write_rows(new, table.name, page)
            rows += len(page)
    search.rebuild(new)
    if is_on_server(new):
        server.move_sequences(new, *(table.name for table in tables if "id" in table.c))
    for table in tables:
        _compare(old, new, table)
    head = journal.head(new)
    if head != journal.head(old):
        raise MoveDiffers(table="entry", row=head[0])
    fault = next(journal.verify(new), None)
    if fault is not None:
        raise RegisterDamaged(path=shown_place(source))
    return Moved(len(tables), rows, *head)


def _pages(connection: Connection, table: Table) -> Iterator[list[dict[str, object]]]:
    query = select(table).order_by(*table.primary_key.columns)
    found = connection.execute(query, execution_options={"yield_per": _PAGE}).mappings()
    for page in found.partitions(_PAGE):
        yield [dict(row) for row in page]


def _compare(old: Connection, new: Connection, table: Table) -> None:
    """Read every row of both again. Raises `MoveDiffers` at the first that is not the same."""
    count = select(func.count()).select_from(table)
    if old.execute(count).scalar_one() != new.execute(count).scalar_one():
        raise MoveDiffers(table=table.name, row="")
    nothing: list[dict[str, object]] = []
    for before, after in zip_longest(_pages(old, table), _pages(new, table), fillvalue=nothing):
        for one, other in zip_longest(before, after):
            if one != other:
                key = [column.name for column in table.primary_key.columns]
                raise MoveDiffers(table=table.name, row=" ".join(str((one or other or {}).get(name)) for name in key))


def _settle(engine: Engine) -> None:
    """Bring everything into the one file and the file to disk."""
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        name = connection.engine.url.database or ""
    engine.dispose()
    handle = os.open(name, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
