"""A unit of work for many records: rows are kept in memory, read back by the acts, and written table by table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Date, Numeric, func, insert, select, update
from sqlmodel import SQLModel

from reception_tui.domain.errors import ChangedSince
from reception_tui.domain.kinds import Book
from reception_tui.store.engine import is_on_server
from reception_tui.store.numbers import PREFIXES
from reception_tui.store.server import move_sequences
from reception_tui.store.tables import DEFAULTS, TABLES
from reception_tui.store.work import Change, Row, Work

_ASKED = frozenset({"id_number", "no", "sealed_code", "code"})
_CHUNK = 5000
_NUMBER = TABLES["book_number"]
_PARENT = {
    column.name: next(iter(column.foreign_keys)).column.table.name
    for table in TABLES.values()
    for column in table.columns
    if column.foreign_keys
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A place to go back to when an act is refused half-way."""

    trail: int


class Batch(Work):
    """A work whose changes reach the database only at `flush`. Its rows answer the acts as if they were there."""

    __slots__ = (
        "_altered",
        "_asked",
        "_counted",
        "_known",
        "_named",
        "_new",
        "_next",
        "_order",
        "_pending",
        "_read",
        "_stored",
        "_trail",
    )

    def __init__(self, within: Work) -> None:
        super().__init__(within.connection, within.changes, {}, {}, within.sealing)
        self._next: dict[str, int] = {}
        self._new: dict[str, dict[int, dict[str, Any]]] = {}
        self._order: list[tuple[str, int, tuple[str, ...]]] = []
        self._named: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._asked: dict[tuple[str, str, Any], list[int]] = {}
        self._pending: dict[tuple[str, int], dict[str, Any]] = {}
        self._trail: list[tuple[Any, ...]] = []
        self._read: dict[tuple[Any, ...], list[Row]] = {}
        self._known: dict[tuple[str, str], frozenset[Any]] = {}
        self._counted: dict[tuple[str, int], int] = {}
        self._altered: dict[tuple[str, int], set[str]] = {}
        self._stored: dict[tuple[str, int], int] = {}

    # What acts do

    def insert(self, table: str, **values: Any) -> int:
        """Keep a new row and return the id that it will have."""
        row_id = self._next.get(table) or self._first_free(table)
        self._next[table] = row_id + 1
        row = {"id": row_id, **DEFAULTS[table], **values}
        self._new.setdefault(table, {})[row_id] = row
        self._seen[table, row_id] = row
        names = tuple(values)
        self._order.append((table, row_id, self._named.setdefault(names, names)))
        self._index(table, row)
        self._trail.append(("row", table, row_id))
        return row_id

    def adopt(self, table: str, rows: Iterable[dict[str, Any]]) -> None:
        """Take rows of the database for new ones: they answer without being asked for one by one."""
        for row in rows:
            self._new.setdefault(table, {})[row["id"]] = row
            self._seen[table, row["id"]] = row
            self._index(table, row)

    def _index(self, table: str, row: Row) -> None:
        for name in _columns_asked(table):
            value = row[name]
            if value not in (None, ""):
                self._asked.setdefault((table, name, value), []).append(row["id"])

    def update(self, table: str, row_id: int, values: Mapping[str, Any], *, seen_version: int | None = None) -> None:
        """Change a kept row in place, or note the change of one that is in the database."""
        before = self.row(table, row_id)
        if seen_version is not None and seen_version != before["version"]:
            raise ChangedSince(None, table=table, row=row_id)
        given = self._sealed(table, before, values)
        differing = {name: value for name, value in given.items() if before[name] != value}
        if differing:
            self._change(table, row_id, before, differing)

    def touch(self, table: str, row_id: int) -> None:
        """Mark a row of the database as leaned upon; one of this very work needs no mark."""
        if row_id not in self._new.get(table, ()):
            self._change(table, row_id, self.row(table, row_id), {})

    def _change(self, table: str, row_id: int, before: Row, values: dict[str, Any]) -> None:
        fresh = self._new.get(table, {}).get(row_id)
        if fresh is not None:
            old = {name: fresh[name] for name in values}
            self._trail.append(("fresh", table, row_id, old))
            fresh.update(values)
            self._altered.setdefault((table, row_id), set()).update(values)
            for name in values.keys() & _columns_asked(table):
                if values[name] not in (None, ""):
                    self._asked.setdefault((table, name, values[name]), []).append(row_id)
                    self._trail.append(("asked", (table, name, values[name])))
            return
        key = (table, row_id)
        earlier = self._pending.get(key)
        self._trail.append(("old", key, earlier, before))
        self._pending[key] = {**(earlier or {}), **values}
        self._seen[key] = {**before, **values}

    def rows(self, table: str, **equal: Any) -> list[Row]:
        """Return the rows in force whose columns have those values, the oldest first."""
        return [row for row in self.every(table, **equal) if row.get("voided") is None]

    def every(self, table: str, **equal: Any) -> list[Row]:
        """Return the rows whose columns have those values, void ones too, the oldest first."""
        found = [] if self._only_here(table, equal) else [self._as_now(table, row) for row in self._old(table, equal)]
        fresh = self._new.get(table)
        if fresh:
            name = next((one for one in equal if one in _columns_asked(table)), None)
            ids = self._asked.get((table, name, equal[name]), ()) if name is not None else tuple(fresh)
            known = {row["id"] for row in found}
            # A row that was forgotten may have left its id to another.
            for row_id in dict.fromkeys(ids):
                row = None if row_id in known else fresh.get(row_id)
                if row is not None and all(row[one] == value for one, value in equal.items()):
                    found.append(row)
        return found

    def by_no(self, table: str, no: str, field: str) -> Row:
        """Return the record of that register number, void or not. Raises `UnknownRecord`."""
        fresh = self._new.get(table, {})
        for row_id in self._asked.get((table, "no", no), ()):
            if row_id in fresh and fresh[row_id]["no"] == no:
                return fresh[row_id]
        return self._as_now(table, super().by_no(table, no, field))

    # What the database holds

    def _first_free(self, table: str) -> int:
        # Ids are given here and not by the engine: nobody else writes meanwhile.
        last: int | None = self.connection.execute(select(func.max(TABLES[table].c.id))).scalar_one()
        return (last or 0) + 1

    def _only_here(self, table: str, equal: Mapping[str, Any]) -> bool:
        """Tell without asking the database that it can hold no such row."""
        for name, value in equal.items():
            parent = "self" if name == "id" else _PARENT.get(name)
            if parent is not None and value in self._new.get(table if parent == "self" else parent, ()):
                return True
            if name in ("id_number", "no") and value not in self._values(table, name):
                return True
        return False

    def _values(self, table: str, name: str) -> frozenset[Any]:
        """Return every value of a column as the database holds it, read once."""
        if (table, name) not in self._known:
            column = TABLES[table].c[name]
            self._known[table, name] = frozenset(self.connection.execute(select(column).where(column != "")).scalars())
        return self._known[table, name]

    def _old(self, table: str, equal: Mapping[str, Any]) -> list[Row]:
        key = (table, *sorted(equal.items()))
        if key not in self._read:
            self._read[key] = super().every(table, **equal)
        return self._read[key]

    def _as_now(self, table: str, row: Row) -> Row:
        key = (table, row["id"])
        return self._seen[key] if key in self._pending else row

    def is_free(self, table: str, column: str, value: str) -> bool:
        """Tell whether no row has that value yet."""
        return value not in self._values(table, column) and not self.every(table, **{column: value})

    def count_on(self, book: Book, year: int, number: int) -> None:
        """Let a number of a book be taken out of its turn: the next one follows on the highest."""
        last = self._last(book, year)
        self._trail.append(("count", (book.value, year), self._counted.get((book.value, year))))
        self._counted[book.value, year] = max(last, number)

    def next_number(self, book: Book, year: int) -> str:
        """Return the next number of a book."""
        last = self._last(book, year)
        self._trail.append(("count", (book.value, year), self._counted.get((book.value, year))))
        self._counted[book.value, year] = last + 1
        return f"{PREFIXES[book]}-{year}-{last + 1:04}"

    def _last(self, book: Book, year: int) -> int:
        if (book.value, year) not in self._stored:
            at = (_NUMBER.c.book == book.value, _NUMBER.c.year == year)
            found = self.connection.execute(select(_NUMBER.c.last).where(*at)).scalar_one_or_none()
            self._stored[book.value, year] = found or 0
        return self._counted.get((book.value, year), self._stored[book.value, year])

    # Going back, and going through

    def mark(self) -> Mark:
        """Return this place; what came before is settled."""
        self._trail.clear()
        return Mark(0)

    def go_back(self, mark: Mark) -> None:
        """Forget everything since the mark."""
        while len(self._trail) > mark.trail:
            kind, *of = self._trail.pop()
            if kind == "row":
                table, row_id = of
                del self._new[table][row_id], self._seen[table, row_id]
                self._order.pop()
                self._next[table] = row_id
            elif kind == "fresh":
                table, row_id, old = of
                self._new[table][row_id].update(old)
            elif kind == "asked":
                self._asked[of[0]].pop()
            elif kind == "old":
                key, earlier, before = of
                self._seen[key] = before
                if earlier is None:
                    del self._pending[key]
                else:
                    self._pending[key] = earlier
            else:
                key, count = of
                if count is None:
                    del self._counted[key]
                else:
                    self._counted[key] = count

    def fresh(self, table: str) -> Mapping[int, Row]:
        """Return the new rows of a table by id."""
        return self._new.get(table, {})

    def leaned_on(self) -> tuple[tuple[str, int], ...]:
        """Return table and id of every row of the database that was changed or leaned upon."""
        return tuple(self._pending)

    def let_go(self) -> None:
        """Forget every row: what is to be journalled stands in the changes."""
        for kept in (self._new, self._order, self._asked, self._read, self._known, self._seen):
            kept.clear()

    def flush(self, tell: Callable[[float], None] = lambda _share: None) -> None:
        """Write everything, parents before children, and note every change for the journal.

        `tell` is told which share of the rows is written.
        """
        for (table, row_id), values in self._pending.items():
            now = dict(self._seen.pop((table, row_id)))
            before = super().stored(table, row_id)
            self._write(table, before, values)
            now["version"] = before["version"] + 1
            self._seen[table, row_id] = now
        written = 0
        for target in SQLModel.metadata.sorted_tables:
            rows = list(self._new.get(target.name, {}).values())
            for start in range(0, len(rows), _CHUNK):
                part = rows[start : start + _CHUNK]
                write_rows(self.connection, target.name, part)
                written += len(part)
                tell(written / len(self._order))
            if rows and is_on_server(self.connection):
                move_sequences(self.connection, target.name)
        for table, row_id, names in self._order:
            defaults = DEFAULTS[table]
            row = self._new[table][row_id]
            said = {*names, *self._altered.get((table, row_id), ())}
            kept = {name: row[name] for name in said if row[name] != defaults[name]}
            self.changes.append(Change(table, row_id, 1, None, kept))
        for (book, year), last in self._counted.items():
            given = {"book": book, "year": year, "last": last}
            at = (_NUMBER.c.book == book, _NUMBER.c.year == year)
            if self.connection.execute(update(_NUMBER).where(*at).values(last=last)).rowcount == 0:
                self.connection.execute(insert(_NUMBER), given)


_ASKED_OF: dict[str, frozenset[str]] = {}


def _columns_asked(table: str) -> frozenset[str]:
    """Return the columns by which acts look for rows of a table."""
    if table not in _ASKED_OF:
        names = TABLES[table].columns.keys()
        _ASKED_OF[table] = frozenset(name for name in names if name in _ASKED or name in _PARENT)
    return _ASKED_OF[table]


def write_rows(connection: Connection, table: str, rows: Sequence[Row]) -> None:
    """Insert many whole rows. SQLite gets them by the driver: the toolkit is slower over a row than it."""
    target = TABLES[table]
    names = list(target.columns.keys())
    plain = connection.dialect.name == "sqlite" and not any(isinstance(one.type, Numeric) for one in target.columns)
    statement = insert(target)
    text_ = f'INSERT INTO "{table}" ({", ".join(map(_quoted, names))}) VALUES ({", ".join("?" * len(names))})'  # noqa: S608
    pick = itemgetter(*names)
    days = [at for at, column in enumerate(target.columns) if isinstance(column.type, Date)]
    for at in range(0, len(rows), _CHUNK):
        part = rows[at : at + _CHUNK]
        if plain:
            connection.exec_driver_sql(text_, [_stored(pick(row), days) for row in part])
        else:
            connection.execute(statement, [dict(row) for row in part])


def _quoted(name: str) -> str:
    return f'"{name}"'


def _stored(values: tuple[Any, ...], days: Sequence[int]) -> tuple[Any, ...]:
    """Return the values of a row as SQLite keeps them: the days, whose places are given, as text."""
    if not days:
        return values
    found = list(values)
    for at in days:
        if found[at] is not None:
            found[at] = found[at].isoformat()
    return tuple(found)


def rows_between(connection: Connection, table: str, book: Book, first: date, last: date) -> Iterator[Row]:
    """Yield the records of a book's days, void ones too, in the order of their numbers."""
    target = TABLES[table]
    day = target.c.received_on if table == "petition" else target.c.on
    query = select(target).where(day.between(first, last)).order_by(func.length(target.c.no), target.c.no)
    if table == "petition":
        query = query.where(target.c.book == book.value)
    for row in connection.execute(query).mappings():
        yield dict(row)
