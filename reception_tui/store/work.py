"""One unit of work: the rows that one act reads and writes, and what the journal will say of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from reception_tui.domain.errors import ChangedSince, UnknownRecord
from reception_tui.store import sealed_words, seals
from reception_tui.store.prepared import Prepared
from reception_tui.store.tables import BLANK, DEFAULTS, SEALABLE, TABLES

Values = Mapping[str, Any]

Row = Mapping[str, Any]
"""A row as it stands in the register, by column."""


@dataclass(frozen=True, slots=True)
class Change:
    """A row before and after. `before` is None for a new row; both hold only the columns that differ."""

    table: str
    row_id: int
    version: int
    before: dict[str, Any] | None
    after: dict[str, Any]


@dataclass(slots=True)
class Work:
    """A transaction in progress. Every change of a journalled table goes through `insert` and `update`.

    `keys` are the private keys of the cases that are open, by case: their rows are read with their words, all others
    with empty columns. `sealing` is for which case the journal seals what it says of a row. `kept` are the matters,
    petitions and visits that the reader is recused from, by table: they and what is written on them are read as if they
    were sealed.
    """

    connection: Connection
    changes: list[Change] = field(default_factory=list)
    _seen: dict[tuple[str, int], Row] = field(default_factory=dict)
    keys: Mapping[int, bytes] = field(default_factory=dict, repr=False)
    sealing: dict[tuple[str, int], int] = field(default_factory=dict)
    kept: Mapping[str, Collection[int]] = field(default_factory=dict)
    _fitting: dict[int, bool] = field(default_factory=dict)

    def insert(self, table: str, **values: Any) -> int:
        """Add a row and return its id."""
        defaults = DEFAULTS[table]
        full = defaults | values
        row_id = _insert(table, tuple(full)).add(self.connection, full)
        kept = {name: value for name, value in full.items() if value != defaults.get(name)}
        self.changes.append(Change(table, row_id, 1, None, kept))
        self._seen[table, row_id] = {"id": row_id, **full}
        return row_id

    def update(self, table: str, row_id: int, values: Values, *, seen_version: int | None = None) -> None:
        """Change a row, unless nothing differs. Private words of a sealed row are sealed.

        Raises `ChangedSince` when `seen_version` is not the row's version any more.
        """
        before = self.stored(table, row_id)
        if seen_version is not None and seen_version != before["version"]:
            raise ChangedSince(None, table=table, row=row_id)
        given = self._sealed(table, before, values)
        differing = {name: value for name, value in given.items() if before[name] != value}
        if differing:
            self._write(table, before, differing)

    def with_line(self, table: str, row_id: int, column: str, line: str) -> dict[str, Any]:
        """Return what `update` is given to add a line to a text; to one that is sealed and closed it goes unseen."""
        stored = self.stored(table, row_id)
        if self.is_open(stored):
            return {column: sealed_words.with_line(self.shown(table, stored)[column], line)}
        public = self.public_key(sealed_words.case_of(stored["sealed"]) or 0)
        added = {f"{sealed_words.ADDED}{column}": line}
        return {"sealed": sealed_words.with_layer(stored["sealed"], public, added)}

    def touch(self, table: str, row_id: int) -> None:
        """Mark a row as leaned upon, so that what made it cannot be undone any more."""
        self._write(table, self.stored(table, row_id), {})

    def is_open(self, row: Row) -> bool:
        """Tell whether the words of a row can be read here: it is not sealed, or its case is open."""
        return not row.get("sealed") or self.open_key(sealed_words.case_of(row["sealed"])) is not None

    def open_key(self, case_id: int | None) -> bytes | None:
        """Return the key of an open case; None of one that is closed, or got a new lock since it was opened here."""
        key = self.keys.get(case_id or 0)
        if key is None or case_id is None:
            return None
        if case_id not in self._fitting:
            self._fitting[case_id] = seals.fits(key, self.public_key(case_id))
        return key if self._fitting[case_id] else None

    def public_key(self, case_id: int) -> str:
        """Return the key by which words are sealed for a case."""
        return str(self.stored("sealed_case", case_id)["public_key"])

    def _sealed(self, table: str, before: Row, values: Values) -> Values:
        """Return `values` as a row keeps them: words of a sealed one go into a further layer."""
        if not before.get("sealed") or "sealed" in values:
            return values
        blank = BLANK[table]
        shown = self.shown(table, before) if self.is_open(before) else None
        words = {name: values[name] for name in values if name in blank}
        new = {name: value for name, value in words.items() if shown is None or shown[name] != value}
        kept = {name: value for name, value in values.items() if name not in blank}
        case_id = sealed_words.case_of(before["sealed"])
        if new and case_id is not None:
            kept["sealed"] = sealed_words.with_layer(before["sealed"], self.public_key(case_id), new)
        return kept

    def shown(self, table: str, row: Row) -> Row:
        """Return a row with its sealed words where its case is open; without words where the reader is recused."""
        if table not in SEALABLE:
            return row
        if self.kept and self.is_kept(table, row):
            return {**row, **BLANK[table]}
        if not row["sealed"]:
            return row
        key = self.open_key(sealed_words.case_of(row["sealed"]))
        return row if key is None else {**row, **sealed_words.words_of(row["sealed"], key)}

    def is_kept(self, table: str, row: Row) -> bool:
        """Tell whether the reader is recused from a row: it is a petition or visit of those, or belongs to one."""
        return any(
            row["id" if table == of else f"{of}_id"] in ids
            for of, ids in self.kept.items()
            if table == of or f"{of}_id" in row
        )

    def _write(self, table: str, before: Row, values: dict[str, Any]) -> None:
        if table == "sealed_case":
            self._fitting.clear()
        row_id, version = before["id"], before["version"] + 1
        given = values | {"version": version, "_id": row_id, "_before": before["version"]}
        if _update(table, tuple(values)).change(self.connection, given) != 1:
            raise ChangedSince(None, table=table, row=row_id)
        self.changes.append(Change(table, row_id, version, {name: before[name] for name in values}, values))
        self._seen[table, row_id] = {**before, **values, "version": version}

    def row(self, table: str, row_id: int) -> Row:
        """Return a row by its id. Raises `UnknownRecord`."""
        return self.shown(table, self.stored(table, row_id))

    def stored(self, table: str, row_id: int) -> Row:
        """Return a row by its id as it is kept, sealed words and all. Raises `UnknownRecord`."""
        known = self._seen.get((table, row_id))
        if known is not None:
            return known
        found = _select(table, ("id",)).row(self.connection, {"id": row_id})
        if found is None:
            raise UnknownRecord(None, value=f"{table} {row_id}")
        return self._seen.setdefault((table, row_id), found)

    def rows(self, table: str, **equal: Any) -> list[Row]:
        """Return the rows in force whose columns have those values, the oldest first."""
        found = _select(table, tuple(equal), in_force=True).rows(self.connection, equal)
        return [self.shown(table, row) for row in found]

    def every(self, table: str, **equal: Any) -> list[Row]:
        """Return the rows whose columns have those values, void ones too, the oldest first."""
        return [self.shown(table, row) for row in _select(table, tuple(equal)).rows(self.connection, equal)]

    def sealed_rows(self, table: str, case_id: int) -> list[Row]:
        """Return the rows that are sealed for a case, void ones too."""
        target = TABLES[table]
        query = select(target).where(target.c.sealed.startswith(f"{case_id}:")).order_by(target.c.id)
        return [self.shown(table, dict(row)) for row in self.connection.execute(query).mappings()]

    def ids(self, table: str) -> list[int]:
        """Return the ids of all rows, void ones too."""
        target = TABLES[table]
        return list(self.connection.execute(select(target.c.id).order_by(target.c.id)).scalars())

    def by_no(self, table: str, no: str, field: str) -> Row:
        """Return the record of that register number, void or not. Raises `UnknownRecord`."""
        found = _select(table, ("no",)).row(self.connection, {"no": no})
        if found is None:
            raise UnknownRecord(field, value=no)
        return self.shown(table, found)


# Statements are made once: making one costs more than SQLite needs to carry it out.


@cache
def _insert(table: str, columns: tuple[str, ...]) -> Prepared:
    return Prepared(insert(TABLES[table]).values({name: bindparam(name) for name in columns}))


@cache
def _update(table: str, columns: tuple[str, ...]) -> Prepared:
    target = TABLES[table]
    return Prepared(
        update(target)
        .where(target.c.id == bindparam("_id"), target.c.version == bindparam("_before"))
        .values({name: bindparam(name) for name in (*columns, "version")})
    )


@cache
def _select(table: str, columns: tuple[str, ...], *, in_force: bool = False) -> Prepared:
    target = TABLES[table]
    query = select(target).where(*(target.c[name] == bindparam(name) for name in columns)).order_by(target.c.id)
    return Prepared(query.where(target.c.voided.is_(None)) if in_force and "voided" in target.c else query)


def typed(table: str, values: Values) -> dict[str, Any]:
    """Return plain JSON values as the columns of `table` hold them: days as dates, amounts as decimals."""
    found = dict(values)
    for name, value in values.items():
        if isinstance(value, str):
            kind = TABLES[table].c[name].type.python_type
            if kind is date:
                found[name] = date.fromisoformat(value)
            elif kind is Decimal:
                found[name] = Decimal(value)
    return found
