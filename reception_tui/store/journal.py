"""The journal: an append-only chain of every change, and the words that the chain holds only as digests."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, func, insert, select

from reception_tui.store import server
from reception_tui.store.engine import is_on_server
from reception_tui.store.tables import DEFAULTS, JOURNALLED, PRIVATE, TABLES
from reception_tui.store.work import Change

GENESIS = "0" * 64
_ENTRY = TABLES["entry"]
_TEXT = TABLES["entry_text"]
_LAST = select(_ENTRY.c.no, _ENTRY.c.hash).order_by(_ENTRY.c.no.desc()).limit(1)
_ADD_ENTRY, _ADD_TEXT = insert(_ENTRY), insert(_TEXT)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the journal. `changes` are as stored: private columns are only a digest."""

    no: int
    at: str
    officer: str
    act: str
    subject: str
    undoes: int | None
    changes: list[dict[str, Any]]
    hash: str

    @property
    def facts(self) -> dict[str, Any]:
        """Return what the entry remembers besides changed rows."""
        return next((line["a"] for line in self.changes if not line["t"]), {})


def random_salt() -> str:
    """Return a fresh salt, so that a digest tells nothing to one who guesses at the words."""
    return secrets.token_hex(16)


def head(connection: Connection) -> tuple[int, str]:
    """Return number and hash of the last entry; 0 and the genesis hash of an empty journal."""
    row = connection.execute(_LAST).one_or_none()
    return (row.no, row.hash) if row is not None else (0, GENESIS)


def holds(connection: Connection, no: int, hash_: str) -> bool:
    """Tell whether entry `no` is the one of that hash."""
    return connection.execute(select(_ENTRY.c.hash).where(_ENTRY.c.no == no)).scalar_one_or_none() == hash_


def head_on(connection: Connection, until: str) -> str:
    """Return the hash of the last entry written before `until` (UTC, ISO)."""
    row = connection.execute(
        select(_ENTRY.c.hash).where(_ENTRY.c.at < until).order_by(_ENTRY.c.no.desc()).limit(1)
    ).scalar_one_or_none()
    return row or GENESIS


def append(
    connection: Connection,
    changes: list[Change],
    *,
    at: datetime,
    officer: str,
    act: str,
    subject: str,
    undoes: int | None = None,
    salt: Callable[[], str] = random_salt,
    facts: Mapping[str, Any] | None = None,
) -> int:
    """Write one entry for all `changes` and return its number.

    `facts` is what else is to be remembered, as of an act that changes no row: a refusal, an opening, a sign-in. They
    stand in the chain as they are: no words that could tell who somebody is.
    """
    last, prev = head(connection)
    no = last + 1
    stored: list[dict[str, Any]] = []
    texts: list[dict[str, Any]] = []
    for ord_, change in enumerate(changes):
        line, body = _part(change)
        if body is not None:
            grain = salt()
            line["p"] = _digest(grain, body)
            texts.append({"entry_no": no, "ord": ord_, "salt": grain, "body": body})
        stored.append(line)
    if facts:
        stored.append({"t": "", "id": 0, "v": 0, "b": None, "a": dict(facts)})
    row: dict[str, Any] = {
        "no": no,
        "at": at.astimezone(UTC).isoformat(timespec="seconds"),
        "officer": officer,
        "act": act,
        "subject": subject,
        "undoes": undoes,
        "changes": _json(stored),
        "prev": prev,
    }
    row["hash"] = _link(row)
    connection.execute(_ADD_ENTRY, row)
    if texts:
        connection.execute(_ADD_TEXT, texts)
    if is_on_server(connection):
        server.tell(connection, no)
    return no


def read(connection: Connection, no: int) -> Entry | None:
    """Return entry `no` with its digests, or None."""
    row = connection.execute(select(_ENTRY).where(_ENTRY.c.no == no)).mappings().one_or_none()
    if row is None:
        return None
    return Entry(
        row["no"],
        row["at"],
        row["officer"],
        row["act"],
        row["subject"],
        row["undoes"],
        json.loads(row["changes"]),
        row["hash"],
    )


def changes_of(connection: Connection, entry: Entry) -> list[Change]:
    """Return the changes of an entry whole, private columns included."""
    texts = {
        row.ord: json.loads(row.body)
        for row in connection.execute(select(_TEXT.c.ord, _TEXT.c.body).where(_TEXT.c.entry_no == entry.no))
    }
    found = []
    for ord_, line in enumerate(entry.changes):
        if not line["t"]:
            continue
        private = texts.get(ord_, {})
        before = None if line["b"] is None else line["b"] | private.get("b", {})
        found.append(Change(line["t"], line["id"], line["v"], before, line["a"] | private.get("a", {})))
    return found


def undone(connection: Connection, no: int) -> int | None:
    """Return the entry that undoes entry `no`, if one does."""
    found: int | None = connection.execute(select(func.max(_ENTRY.c.no)).where(_ENTRY.c.undoes == no)).scalar_one()
    return found


def later_change(connection: Connection, table: str, row_id: int, after: int) -> int | None:
    """Return the first entry after `after` that changed this row, if there is one."""
    later = connection.execute(select(_ENTRY.c.no, _ENTRY.c.changes).where(_ENTRY.c.no > after).order_by(_ENTRY.c.no))
    for row in later:
        if any(line["t"] == table and line["id"] == row_id for line in json.loads(row.changes)):
            return int(row.no)
    return None


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in the journal that does not hold: `code` and the entry it was found in."""

    code: str
    entry: int
    where: str = ""


def verify(connection: Connection) -> Iterator[Fault]:
    """Yield every fault of the chain: a gap, a broken link, a changed entry, changed private words."""
    expected, prev = 1, GENESIS
    rows = connection.execution_options(yield_per=2000).execute(select(_ENTRY).order_by(_ENTRY.c.no)).mappings()
    digests: dict[tuple[int, int], str] = {}
    for row in rows:
        if row["no"] != expected:
            yield Fault("journal_gap", expected)
        if row["prev"] != prev:
            yield Fault("journal_link", row["no"])
        if row["hash"] != _link(dict(row)):
            yield Fault("journal_entry", row["no"])
        expected, prev = row["no"] + 1, row["hash"]
        digests |= {(row["no"], ord_): line["p"] for ord_, line in enumerate(_lines(row["changes"])) if "p" in line}
    texts = connection.execution_options(yield_per=2000).execute(select(_TEXT).order_by(_TEXT.c.id)).mappings()
    for text in texts:
        key = (text["entry_no"], text["ord"])
        if digests.pop(key, None) != _digest(text["salt"], text["body"]):
            yield Fault("journal_words", text["entry_no"])
    for entry_no, _ in digests:
        yield Fault("journal_words", entry_no)


def verify_rows(connection: Connection) -> Iterator[Fault]:
    """Yield every row that is not as its last journalled change left it."""
    expected = _expected(connection)
    for table, wanted in sorted(expected.items()):
        actual = _rows_by_id(connection, table)
        for row_id, (no, values) in wanted.items():
            if row_id not in actual:
                yield Fault("row_missing", no, f"{table} {row_id}")
                continue
            row = actual.pop(row_id)
            if row is None or any(_plain(row[column]) != value for column, value in values.items() if column in row):
                yield Fault("row_changed", no, f"{table} {row_id}")
        for row_id in actual:
            yield Fault("row_unknown", 0, f"{table} {row_id}")
    for table in sorted(JOURNALLED - expected.keys()):
        if found := connection.execute(select(func.count()).select_from(TABLES[table])).scalar_one():
            yield Fault("row_unknown", 0, f"{table} ({found})")


def _rows_by_id(connection: Connection, table: str) -> dict[int, RowMapping | None]:
    """Return every row of a table by its id; None for one in which a date or number is none any more."""
    rows = select(TABLES[table])
    try:
        return {row["id"]: row for row in connection.execute(rows).mappings()}
    except (ValueError, ArithmeticError):
        ids = connection.execute(select(TABLES[table].c.id)).scalars().all()
        return {one: _readable(connection, rows.where(TABLES[table].c.id == one)) for one in ids}


def _readable(connection: Connection, one: Select[Any]) -> RowMapping | None:
    try:
        return connection.execute(one).mappings().one()
    except (ValueError, ArithmeticError):
        return None


def _expected(connection: Connection) -> dict[str, dict[int, tuple[int, dict[str, Any]]]]:
    """Return, by table and id, the last entry that changed a row and the values that it must have."""
    texts = {
        (text.entry_no, text.ord): _table(_table(_loads(text.body)).get("a"))
        for text in connection.execute(select(_TEXT.c.entry_no, _TEXT.c.ord, _TEXT.c.body))
    }
    expected: dict[str, dict[int, tuple[int, dict[str, Any]]]] = {}
    for row in connection.execute(select(_ENTRY.c.no, _ENTRY.c.changes).order_by(_ENTRY.c.no)):
        for ord_, line in enumerate(_lines(row.changes)):
            table, row_id = str(line.get("t")), line.get("id")
            if table not in JOURNALLED or not isinstance(row_id, int):
                continue
            rows = expected.setdefault(table, {})
            _, known = rows.get(row_id, (0, {name: _plain(value) for name, value in DEFAULTS[table].items()}))
            after = _table(line.get("a")) | texts.get((row.no, ord_), {})
            rows[row_id] = (row.no, known | after | {"version": line.get("v")})
    return expected


def _part(change: Change) -> tuple[dict[str, Any], str | None]:
    """Return the chained line of a change and its private words as JSON, if it has any."""
    private = PRIVATE.get(change.table, frozenset())
    secret: dict[str, Any] = {}
    open_: dict[str, Any] = {}
    for side, values in (("b", change.before), ("a", change.after)):
        if values is None:
            open_[side] = None
            continue
        open_[side] = {name: _plain(value) for name, value in values.items() if name not in private}
        words = {name: _plain(value) for name, value in values.items() if name in private}
        if words:
            secret[side] = words
    line = {"t": change.table, "id": change.row_id, "v": change.version, **open_}
    return line, _json(secret) if secret else None


def _link(row: dict[str, Any]) -> str:
    covered = [row[name] for name in ("no", "at", "officer", "act", "subject", "undoes", "changes", "prev")]
    return hashlib.sha256(_json(covered).encode()).hexdigest()


def digest_of(text: str) -> str:
    """Return the SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def _digest(salt: str, body: str) -> str:
    return hashlib.sha256(f"{salt}:{body}".encode()).hexdigest()


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _loads(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return {}


def _lines(changes: str) -> list[dict[str, Any]]:
    """Return the lines of an entry, empty ones where somebody left something else."""
    found = _loads(changes)
    return [_table(line) for line in found] if isinstance(found, list) else []


def _table(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value
