"""The journal against the rows: each must be as its last change left it.

Of a sealed row the chain holds what is sealed, letter for letter, so that this needs no key. What a person's row went
through before it was sealed is sealed itself: of such steps only their versions are known, and each must be some row's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, func, select

from reception_tui.store.journal import Fault, as_table, lines_of, loads, plain
from reception_tui.store.tables import BLANK, DEFAULTS, JOURNALLED, PRIVATE, TABLES, VEILED

_ENTRY, _TEXT = TABLES["entry"], TABLES["entry_text"]


_MOST_CHANGES = 1_000_000
"""No row is ever changed so often; somebody may have written so."""


@dataclass(slots=True)
class _Expected:
    """What the journal says of one row: the last entry about it, its values, and what is sealed of them."""

    entry: int
    values: dict[str, Any]
    unknown: set[str] = field(default_factory=set)
    versions: set[int] = field(default_factory=set)


@dataclass(slots=True)
class _Hidden:
    """The steps of a table of which only versions are known: how many led to each, and what they made of `voided`."""

    steps: Counter[int] = field(default_factory=Counter)
    voided: dict[int, set[Any]] = field(default_factory=dict)

    def add(self, line: Mapping[str, Any]) -> None:
        """Note one such step."""
        self.steps[line["v"]] += 1
        after = as_table(line.get("a"))
        if "voided" in after:
            self.voided.setdefault(line["v"], set()).add(after["voided"])

    def claim(self, versions: Iterable[int]) -> bool:
        """Take one step for each of the versions; tell whether there were enough."""
        enough = True
        for version in versions:
            self.steps[version] -= 1
            enough = enough and self.steps[version] >= 0
        return enough


def verify_rows(connection: Connection) -> Iterator[Fault]:
    """Yield every row that is not as its last journalled change left it."""
    expected, hidden = _expected(connection)
    for table, wanted in sorted(expected.items()):
        actual = _rows_by_id(connection, table)
        for row_id, one in wanted.items():
            if row_id not in actual:
                yield Fault("row_missing", one.entry, f"{table} {row_id}")
                continue
            row = actual.pop(row_id)
            if row is None or not _fits(table, row, one, hidden.get(table)):
                yield Fault("row_changed", one.entry, f"{table} {row_id}")
        for row_id, row in actual.items():
            steps = hidden.get(table, _Hidden())
            if row is None or not _has_version(row) or not steps.claim(range(1, row["version"] + 1)):
                yield Fault("row_unknown", 0, f"{table} {row_id}")
    for table in sorted(JOURNALLED - expected.keys()):
        if found := connection.execute(select(func.count()).select_from(TABLES[table])).scalar_one():
            yield Fault("row_unknown", 0, f"{table} ({found})")


def _fits(table: str, row: RowMapping, one: _Expected, hidden: _Hidden | None) -> bool:
    """Tell whether a row is as the journal knows it. What a hidden later step gave it is not compared."""
    if not _has_version(row):
        return False
    values, unknown = one.values, one.unknown
    if values.get("sealed"):
        values, unknown = values | BLANK[table], unknown - BLANK[table].keys()
    if hidden is not None:
        steps = set(range(1, row["version"] + 1)) - one.versions
        if not hidden.claim(steps):
            return False
        if max(steps, default=0) > values["version"]:
            unknown = unknown | PRIVATE[table] | {"version", "voided"}
        possible = {values["voided"]}.union(*(hidden.voided.get(step, ()) for step in steps))
        if "voided" in unknown and plain(row["voided"]) not in possible:
            return False
    return all(plain(row[name]) == value for name, value in values.items() if name in row and name not in unknown)


def _has_version(row: RowMapping) -> bool:
    """Tell whether a row counts its changes by a number that one can have."""
    return isinstance(row["version"], int) and 0 < row["version"] <= _MOST_CHANGES


def _expected(connection: Connection) -> tuple[dict[str, dict[int, _Expected]], dict[str, _Hidden]]:
    """Return, by table, what each row must be by its id, and the steps that are hidden."""
    sealed: set[tuple[int, int]] = set()
    texts: dict[tuple[int, int], dict[str, Any]] = {}
    for text in connection.execute(select(_TEXT.c.entry_no, _TEXT.c.ord, _TEXT.c.salt, _TEXT.c.body)):
        if text.salt:
            texts[text.entry_no, text.ord] = as_table(loads(text.body))
        else:
            sealed.add((text.entry_no, text.ord))
    expected: dict[str, dict[int, _Expected]] = {}
    hidden = {table: _Hidden() for table in VEILED}
    for row in connection.execute(select(_ENTRY.c.no, _ENTRY.c.changes).order_by(_ENTRY.c.no)):
        for ord_, line in enumerate(lines_of(row.changes)):
            table = str(line.get("t"))
            words = texts.get((row.no, ord_), {})
            row_id = line.get("id") or words.get("id")
            if table in VEILED and row_id is None and isinstance(line.get("v"), int):
                hidden[table].add(line)
            if table not in JOURNALLED or not isinstance(row_id, int):
                continue
            _take(expected.setdefault(table, {}), table, row_id, row.no, line, words, (row.no, ord_) in sealed)
    return expected, hidden


def _take(
    rows: dict[int, _Expected],
    table: str,
    row_id: int,
    entry: int,
    line: Mapping[str, Any],
    words: Mapping[str, Any],
    is_sealed: bool,
) -> None:
    """Note what one change made of a row."""
    known = rows.get(row_id)
    if known is None:
        known = rows[row_id] = _Expected(entry, {name: plain(value) for name, value in DEFAULTS[table].items()})
        if line.get("b") is not None:
            known.unknown |= set(known.values)
    after = as_table(line.get("a")) | as_table(words.get("a"))
    known.entry = entry
    known.values |= after | {"version": line.get("v")}
    known.unknown -= {*after, "version"}
    if isinstance(line.get("v"), int):
        known.versions.add(line["v"])
    if is_sealed:
        known.unknown |= PRIVATE.get(table, frozenset())


def _rows_by_id(connection: Connection, table: str) -> dict[int, RowMapping | None]:
    """Return every row of a table by its id; None for one in which a date or number is none any more."""
    rows = select(TABLES[table])
    try:
        return {row["id"]: row for row in connection.execute(rows).mappings()}
    except (ValueError, ArithmeticError, TypeError):
        ids = connection.execute(select(TABLES[table].c.id)).scalars().all()
        return {one: _readable(connection, rows.where(TABLES[table].c.id == one)) for one in ids}


def _readable(connection: Connection, one: Select[Any]) -> RowMapping | None:
    try:
        return connection.execute(one).mappings().one()
    except (ValueError, ArithmeticError, TypeError):
        return None
