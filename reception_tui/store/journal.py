"""The journal: an append-only chain of every change, and the words that the chain holds only as digests."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, bindparam, func, insert, select, update

from reception_tui.domain.errors import IdentityClosed, SealBroken
from reception_tui.store import seals, server
from reception_tui.store.engine import is_on_server
from reception_tui.store.prepared import Prepared
from reception_tui.store.tables import JOURNALLED, PRIVATE, TABLES, VEILED
from reception_tui.store.work import Change

GENESIS = "0" * 64
_ENTRY = TABLES["entry"]
_TEXT = TABLES["entry_text"]
_LAST = Prepared(select(_ENTRY.c.no, _ENTRY.c.hash).order_by(_ENTRY.c.no.desc()).limit(1))
_PAGED = {"yield_per": 2000}
_ENCODE = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
_ADD_ENTRY = Prepared(insert(_ENTRY).values({one.name: bindparam(one.name) for one in _ENTRY.c}))
_ADD_TEXT = Prepared(insert(_TEXT).values({one.name: bindparam(one.name) for one in _TEXT.c if one.name != "id"}))


@dataclass(frozen=True, slots=True)
class Lock:
    """The case for which words are sealed, and its public key."""

    case_id: int
    public_key: str


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
    row = _LAST.row(connection, {})
    return (row["no"], row["hash"]) if row is not None else (0, GENESIS)


def last_at(connection: Connection) -> str | None:
    """Return when the last entry was written (UTC, ISO); None of an empty journal."""
    return connection.execute(select(_ENTRY.c.at).order_by(_ENTRY.c.no.desc()).limit(1)).scalar_one_or_none()


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
    locks: Mapping[tuple[str, int], Lock] | None = None,
) -> int:
    """Write one entry for all `changes` and return its number; `locks` are of the rows whose words are sealed.

    `facts` is what else is to be remembered, as of an act that changes no row: a refusal, an opening, a sign-in. They
    stand in the chain as they are: no words that could tell who somebody is.
    """
    last, prev = head(connection)
    no = last + 1
    # A batch has hundreds of thousands of lines: as text they take less room than as tables.
    stored: list[str] = []
    texts: list[dict[str, Any]] = []
    for ord_, change in enumerate(changes):
        lock = locks.get((change.table, change.row_id)) if locks else None
        line, body = _part(change)
        if body is not None:
            grain = salt()
            line["p"] = _digest(grain, body)
            text = {"about": f"{change.table}:{change.row_id}", "salt": grain, "body": body}
            if lock is not None:
                text = _sealed_text(lock, grain, body)
                line["c"] = digest_of(text["body"])
            texts.append({"entry_no": no, "ord": ord_, **text})
        stored.append(_json(line))
    if facts:
        stored.append(_json({"t": "", "id": 0, "v": 0, "b": None, "a": dict(facts)}))
    row: dict[str, Any] = {
        "no": no,
        "at": at.astimezone(UTC).isoformat(timespec="seconds"),
        "officer": officer,
        "act": act,
        "subject": subject,
        "undoes": undoes,
        "changes": f"[{','.join(stored)}]",
        "prev": prev,
    }
    row["hash"] = _link(row)
    _ADD_ENTRY.add(connection, row)
    _ADD_TEXT.add_all(connection, texts)
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


def changes_of(connection: Connection, entry: Entry, keys: Mapping[int, bytes] | None = None) -> list[Change]:
    """Return the changes of an entry whole, private columns included; `keys` are of the open cases.

    Raises `IdentityClosed` when an earlier state of a row is sealed and its case is not open.
    """
    texts = {row.ord: row for row in connection.execute(select(_TEXT).where(_TEXT.c.entry_no == entry.no))}
    found = []
    for ord_, line in enumerate(entry.changes):
        if line["t"] not in JOURNALLED:
            continue
        private, closed = _private(texts.get(ord_), keys or {})
        if closed and line["b"] is not None:
            raise IdentityClosed("entry", value=entry.no)
        before = None if line["b"] is None else line["b"] | private.get("b", {})
        row_id = line.get("id") or private.get("id")
        if row_id is not None:
            found.append(Change(line["t"], row_id, line["v"], before, line["a"] | private.get("a", {})))
    return found


def _private(text: Any, keys: Mapping[int, bytes]) -> tuple[dict[str, Any], bool]:
    """Return the private words of a change, and whether they are sealed and not open."""
    if text is None:
        return {}, False
    if text.salt:
        return json.loads(text.body), False
    case_id, _, sealed = text.body.partition(":")
    key = keys.get(int(case_id))
    if key is None:
        return {}, True
    try:
        return json.loads(json.loads(seals.unseal(sealed, key))["body"]), False
    except SealBroken:
        # The case got a new lock since it was opened at this desk. Words that were changed are found by `verify`.
        return {}, True


def seal_history(connection: Connection, about: Iterable[tuple[str, int]], lock: Lock) -> list[Change]:
    """Seal in place what the journal says of these rows in clear words; return what the next entry must say of it."""
    found: list[Change] = []
    for table, row_id in about:
        found += _seal_texts(connection, select(_TEXT).where(_TEXT.c.about == f"{table}:{row_id}"), lock)
    return found


def seal_meetings(connection: Connection, table: str, row_id: int, entries: Iterable[int], lock: Lock) -> list[Change]:
    """Seal what some entries say of a row that stays in clear elsewhere; return what the next entry must say of it."""
    query = select(_TEXT).where(_TEXT.c.about == f"{table}:{row_id}", _TEXT.c.entry_no.in_(sorted(entries)))
    return _seal_texts(connection, query, lock)


def entries_about(connection: Connection, table: str, row_id: int) -> set[int]:
    """Return the entries that say something of a row in clear words."""
    query = select(_TEXT.c.entry_no).where(_TEXT.c.about == f"{table}:{row_id}")
    return set(connection.execute(query).scalars())


def _seal_texts(connection: Connection, query: Select[Any], lock: Lock) -> list[Change]:
    found = []
    for row in connection.execute(query).all():
        sealed = _sealed_text(lock, row.salt, row.body)
        connection.execute(update(_TEXT).where(_TEXT.c.id == row.id).values(**sealed))
        found.append(Change(_TEXT.name, row.id, 0, None, {"c": digest_of(sealed["body"])}))
    return found


def _sealed_text(lock: Lock, salt: str, body: str) -> dict[str, str]:
    # The salt goes with the words: whoever has it could try names against the digest in the chain.
    words = _json({"salt": salt, "body": body}).encode()
    return {"about": "", "salt": "", "body": f"{lock.case_id}:{seals.seal(words, lock.public_key)}"}


def undone(connection: Connection, no: int) -> int | None:
    """Return the entry that undoes entry `no`, if one does."""
    found: int | None = connection.execute(select(func.max(_ENTRY.c.no)).where(_ENTRY.c.undoes == no)).scalar_one()
    return found


def later_change(connection: Connection, table: str, row_id: int, after: int) -> int | None:
    """Return the first entry after `after` that changed this row, if there is one that can be told."""
    if table in VEILED:
        return min((no for no in entries_about(connection, table, row_id) if no > after), default=None)
    later = connection.execute(select(_ENTRY.c.no, _ENTRY.c.changes).where(_ENTRY.c.no > after).order_by(_ENTRY.c.no))
    for row in later:
        if any(line["t"] == table and line["id"] == row_id for line in json.loads(row.changes)):
            return int(row.no)
    return None


def last_change(connection: Connection, table: str, row_id: int) -> int | None:
    """Return the last entry that changed this row, if there is one that can be told."""
    if table in VEILED:
        return max(entries_about(connection, table, row_id), default=None)
    query = select(_ENTRY.c.no, _ENTRY.c.changes).order_by(_ENTRY.c.no.desc())
    with closing(connection.execute(query, execution_options=_PAGED)) as entries:
        for row in entries:
            if any(line["t"] == table and line.get("id") == row_id for line in json.loads(row.changes)):
                return int(row.no)
    return None


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in the journal that does not hold: `code` and the entry it was found in."""

    code: str
    entry: int
    where: str = ""


def verify(connection: Connection, keys: Mapping[int, bytes] | None = None) -> Iterator[Fault]:
    """Yield every fault of the chain: a gap, a broken link, a changed entry, changed private words.

    Sealed words are compared with the digest of what they were sealed to, and those of the cases in `keys` also with
    the digest of the words.
    """
    expected, prev = 1, GENESIS
    rows = connection.execute(select(_ENTRY).order_by(_ENTRY.c.no), execution_options=_PAGED).mappings()
    told: dict[tuple[int, int], dict[str, Any]] = {}
    resealed: dict[int, str] = {}
    for row in rows:
        if row["no"] != expected:
            yield Fault("journal_gap", expected)
        if row["prev"] != prev:
            yield Fault("journal_link", row["no"])
        if row["hash"] != _link(dict(row)):
            yield Fault("journal_entry", row["no"])
        expected, prev = row["no"] + 1, row["hash"]
        for ord_, line in enumerate(lines_of(row["changes"])):
            if "p" in line:
                told[row["no"], ord_] = line
            elif line.get("t") == _TEXT.name:
                resealed[line.get("id", 0)] = as_table(line.get("a")).get("c", "")
    texts = connection.execute(select(_TEXT).order_by(_TEXT.c.id), execution_options=_PAGED).mappings()
    for text in texts:
        line = told.pop((text["entry_no"], text["ord"]), {})
        if not _holds(text, line, resealed.get(text["id"]), keys or {}):
            yield Fault("journal_words", text["entry_no"])
    for entry_no, _ in told:
        yield Fault("journal_words", entry_no)


def _holds(text: RowMapping, line: dict[str, Any], resealed: str | None, keys: Mapping[int, bytes]) -> bool:
    """Tell whether private words are those of which the chain holds the digest."""
    if text["salt"]:
        row_id = line.get("id") or as_table(loads(text["body"])).get("id")
        if resealed is not None or "c" in line or text["about"] != f"{line.get('t')}:{row_id}":
            return False
        return bool(line.get("p") == _digest(text["salt"], text["body"]))
    if text["about"] or digest_of(text["body"]) != (resealed or line.get("c")):
        return False
    case_id, _, sealed = text["body"].partition(":")
    key = keys.get(int(case_id))
    if key is None:
        return True
    words = json.loads(seals.unseal(sealed, key))
    return bool(line.get("p") == _digest(words["salt"], words["body"]))


def _part(change: Change) -> tuple[dict[str, Any], str | None]:
    """Return the chained line of a change and its private words as JSON, if it has any.

    Of a person the chain tells only that one was changed, unless that one's own words are sealed.
    """
    private = PRIVATE.get(change.table, frozenset())
    secret: dict[str, Any] = {}
    open_: dict[str, Any] = {}
    for side, values in (("b", change.before), ("a", change.after)):
        if values is None:
            open_[side] = None
            continue
        open_[side] = {name: plain(value) for name, value in values.items() if name not in private}
        words = {name: plain(value) for name, value in values.items() if name in private}
        if words:
            secret[side] = words
    line: dict[str, Any] = {"t": change.table, "id": change.row_id, "v": change.version, **open_}
    if change.table in VEILED and "sealed" not in change.after:
        line["id"] = None
        secret["id"] = change.row_id
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
    return _ENCODE(value)


def loads(text: str) -> Any:
    """Return the value of a JSON text, an empty table where somebody left something else."""
    try:
        return json.loads(text)
    except ValueError:
        return {}


def lines_of(changes: str) -> list[dict[str, Any]]:
    """Return the lines of an entry, empty ones where somebody left something else."""
    found = loads(changes)
    return [as_table(line) for line in found] if isinstance(found, list) else []


def as_table(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def plain(value: Any) -> Any:
    """Return a value of a row as the journal writes it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value
