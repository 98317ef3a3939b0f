"""Statements that every act carries out: on a file they go to the driver as they are, on a server through the toolkit.

SQLite needs a few microseconds for such a statement and the toolkit ten times as many around it. What stands in the
columns is the same either way: each value passes the toolkit's own conversion for its type.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any, cast

from sqlalchemy import Connection, Delete, Dialect, Insert, Select, Update
from sqlalchemy.types import TypeEngine

Given = Mapping[str, Any]
_Convert = Callable[[Any], Any] | None


class Prepared:
    """One statement. Each of its values is a named `bindparam`, or a constant."""

    def __init__(self, statement: Select[Any] | Insert | Update | Delete) -> None:
        self.statement = statement
        self._text = ""
        self._given: tuple[tuple[str, Any, _Convert], ...] = ()
        self._names: tuple[str, ...] = ()
        self._read: tuple[tuple[str, Callable[[Any], Any]], ...] = ()

    def rows(self, connection: Connection, given: Given) -> list[dict[str, Any]]:
        """Return what a query finds, each row by column."""
        with _again_by_the_toolkit():
            if _is_file(connection):
                return self._found(connection, given)
        return [dict(row) for row in connection.execute(self.statement, given).mappings()]

    def row(self, connection: Connection, given: Given) -> dict[str, Any] | None:
        """Return the one row that a query finds, or None."""
        return next(iter(self.rows(connection, given)), None)

    def change(self, connection: Connection, given: Given) -> int:
        """Carry out a change and return how many rows it met."""
        with _again_by_the_toolkit():
            if _is_file(connection):
                return self._on_file(connection, given).rowcount
        return connection.execute(self.statement, given).rowcount

    def add(self, connection: Connection, given: Given) -> int:
        """Insert one row and return the id that it got."""
        with _again_by_the_toolkit():
            if _is_file(connection):
                return cast("int", self._on_file(connection, given).lastrowid)
        return cast("int", connection.execute(self.statement, given).inserted_primary_key[0])  # type: ignore[index]

    def add_all(self, connection: Connection, rows: Sequence[Given]) -> None:
        """Insert many rows."""
        if rows and _is_file(connection):
            self._prepare(connection.dialect)
            connection.exec_driver_sql(self._text, [tuple(self._values(row)) for row in rows])
        elif rows:
            connection.execute(self.statement, rows)

    def _found(self, connection: Connection, given: Given) -> list[dict[str, Any]]:
        cursor = self._on_file(connection, given)
        found = [dict(zip(self._names, row, strict=True)) for row in cursor]
        for name, convert in self._read:
            for row in found:
                row[name] = convert(row[name])
        return found

    def _on_file(self, connection: Connection, given: Given) -> sqlite3.Cursor:
        self._prepare(connection.dialect)
        driver = cast("sqlite3.Connection", connection.connection.driver_connection)
        return driver.execute(self._text, self._values(given))

    def _values(self, given: Given) -> list[Any]:
        return [
            constant if name not in given else given[name] if convert is None else convert(given[name])
            for name, constant, convert in self._given
        ]

    def _prepare(self, dialect: Dialect) -> None:
        if self._text:
            return
        compiled = self.statement.compile(dialect=dialect)
        given = []
        for name in compiled.positiontup or ():
            bind = compiled.binds[name]
            convert = _to_file(bind.type, dialect)
            constant = bind.value if convert is None or bind.value is None else convert(bind.value)
            given.append((name, constant, convert))
        self._given = tuple(given)
        columns: Sequence[Any] = ()
        if isinstance(self.statement, Select):
            columns = tuple(self.statement.selected_columns)
        elif compiled.effective_returning:
            columns = tuple(compiled.effective_returning)
        self._names = tuple(column.key for column in columns)
        self._read = tuple(
            (column.key, convert) for column in columns if (convert := _from_file(column.type, dialect)) is not None
        )
        self._text = compiled.string


def _is_file(connection: Connection) -> bool:
    return connection.dialect.name == "sqlite"


def _again_by_the_toolkit() -> suppress:
    """Let a statement that the driver refuses be carried out by the toolkit, which knows what the refusal means."""
    return suppress(sqlite3.Error)


def _to_file(kind: TypeEngine[Any], dialect: Dialect) -> _Convert:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _from_file(kind: TypeEngine[Any], dialect: Dialect) -> _Convert:
    return kind.dialect_impl(dialect).result_processor(dialect, None)
