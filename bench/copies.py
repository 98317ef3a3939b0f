"""A register of acts multiplied: each record many times over, with rows as the acts would have written them.

Every row that came after the register was set up is copied: ids, register numbers, references, names, identity
numbers, telephones and papers are each copy's own, the journal's chain and all digests are made anew, and copies stand
next to each other, so that ids and numbers follow the days as they do in a real register. Copies of sealed words share
the case of the first. `reception check` finds nothing on the result; the test of this folder asks it.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.lives import PETITIONS, all_names
from reception_tui.domain.text import words
from reception_tui.store import digests
from reception_tui.store.tables import TABLES

WAY = 1
"""Raise it when a register would be built otherwise than before: kept ones are built anew then."""

SHARED = frozenset({"sealed_case", "case_key", "officer", "officer_key", "key_wrap", "reference_file"})
"""Tables of which there is one row for all copies."""

OTHER_IDS = {"referral_id": "referral", "undoes": "entry", "voided": "entry", "entry_no": "entry"}
_NUMBER = r"\b(D|PA|LT|VV|KT|TC|d|pa|lt|vv|kt|tc)([- ])(20\d\d)[- ](\d{4,})\b"
_PERSON_NO, _PHONE, _PAPER = r"\b051[01]\d\d(\d{6})\b", r"\b09(\d{8})\b", r"\bsố (\d{7})\b|\bso (\d{7})\b"
_WORDS = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){1,4}")
_MOST_PEOPLE = 4 * PETITIONS
"""More people than these are not met in the lives: later names are for copies."""

CHUNK = 20_000

Make = Callable[[int], str]


@dataclass(slots=True)
class Copier:
    """What a copy goes by: how many there are, and the last row of each table that belongs to all of them."""

    times: int
    base: dict[str, int]
    names: tuple[str, ...]
    place: dict[str, int] = field(init=False)
    folded: list[str] = field(init=False)
    folded_place: dict[str, int] = field(init=False)
    inside: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        self.place = {name: at for at, name in enumerate(self.names)}
        self.folded = [" ".join(words(name)) for name in self.names]
        self.folded_place = {name: at for at, name in enumerate(self.folded)}
        families = sorted({name.split()[0] for name in (*self.names, *self.folded)})
        self.inside = re.compile(
            rf"{_NUMBER}|{_PERSON_NO}|{_PHONE}|{_PAPER}|(?<!\w)(?P<family>{'|'.join(families)})(?= )"
        )

    def id_of(self, table: str, row_id: int, copy: int) -> int:
        """Return the id of a row in one of the copies."""
        base = self.base.get(table, 0)
        if table in SHARED or row_id <= base:
            return row_id
        return base + (row_id - base - 1) * self.times + copy + 1

    def name(self, at: int, copy: int) -> int:
        """Return which name somebody has in one of the copies."""
        return at if copy == 0 else (at * 7919 + copy * 10_007) % len(self.names)

    def text(self, value: str) -> str | Make:
        """Return a text as it is, or what makes it for each copy."""
        parts: list[str | Make] = []
        end = at = 0
        while found := self.inside.search(value, at):
            at, made = found.end(), None
            if found["family"]:
                at, made = self._named(value, found.start())
            else:
                made = self._part(found)
            if made is not None:
                parts += [value[end : found.start()], made]
                end = at
        if not parts:
            return value
        parts.append(value[end:])
        return lambda copy: "".join(one if isinstance(one, str) else one(copy) for one in parts)

    def _named(self, value: str, start: int) -> tuple[int, Make | None]:
        """Return where a name that begins there ends, and what makes it for each copy; None where it is no name."""
        words_ = _WORDS.match(value, start)
        name = words_[0] if words_ else ""
        while " " in name:
            for known, names in ((self.place, self.names), (self.folded_place, self.folded)):
                if known.get(name, _MOST_PEOPLE) < _MOST_PEOPLE:
                    return start + len(name), self._other(names, known[name])
            name = name.rpartition(" ")[0]
        return start + 1, None

    def _other(self, names: Sequence[str], at: int) -> Make:
        return lambda copy: names[self.name(at, copy)]

    def _part(self, found: re.Match[str]) -> Make:
        prefix, parted, year, number, person, phone, paper, plain = found.groups()[:8]
        times = self.times
        if prefix:
            first = (int(number) - 1) * times + 1
            return lambda copy: f"{prefix}{parted}{year}{parted}{first + copy:04}"
        if person:
            start, serial = found[0][:6], int(person) * times
            return lambda copy: f"{start}{(serial + copy) % 1_000_000:06d}"
        if phone:
            serial = int(phone) * times
            return lambda copy: f"09{serial + copy:08d}"
        word, serial = found[0].split()[0], int(paper or plain) * times
        return lambda copy: f"{word} {serial + copy:07d}"

    def table_of(self, table: str, column: str, row: dict[str, Any]) -> str | None:
        """Return the table that an id in a column belongs to."""
        if table == "search_row" and column == "record_id":
            return str(row["book"])
        keys = TABLES[table].c[column].foreign_keys if column in TABLES[table].c else ()
        for key in keys:
            return key.column.table.name
        return table if column == "id" else OTHER_IDS.get(column)

    def column(self, table: str, column: str, row: dict[str, Any]) -> Any:
        """Return a value of a row as it is, or what makes it for each copy."""
        value = row[column]
        if table == "clock" and column == "key" and "/" in value:
            referral, _, what = value.partition("/")
            at = self.id_of("referral", int(referral), 0)
            return lambda copy: f"{at + copy}/{what}"
        if isinstance(value, str):
            return self.text(value) if value and column not in ("sealed", "hash", "prev", "salt", "seal") else value
        of = self.table_of(table, column, row) if isinstance(value, int) else None
        if of is None:
            return value
        if self.id_of(of, value, 1) == value:
            return value
        first = self.id_of(of, value, 0)
        return lambda copy: first + copy

    def within(self, table: str, values: dict[str, Any], marks: list[Make]) -> dict[str, Any]:
        """Return values of a change in which what differs from copy to copy is a mark: its place in `marks`."""
        found = {}
        for name, value in values.items():
            made = self.column(table, name, values) if name in TABLES[table].c else value
            found[name] = self._marked(made, marks, quoted=isinstance(value, str))
        return found

    def _marked(self, made: Any, marks: list[Make], *, quoted: bool) -> Any:
        if not callable(made):
            return made
        marks.append(made if quoted else lambda copy: str(made(copy)))
        return f"\x01{len(marks) - 1}\x01" if quoted else f"\x02{len(marks) - 1}\x02"


_MARK = re.compile(r'"\\u0002(\d+)\\u0002"|\\u0001(\d+)\\u0001')


def _template(value: Any, marks: list[Make]) -> Make:
    """Return what makes the JSON of a marked value for each copy."""
    written = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    parts: list[str | Make] = []
    end = 0
    for found in _MARK.finditer(written):
        parts += [written[end : found.start()], marks[int(found[1] or found[2])]]
        end = found.end()
    parts.append(written[end:])
    return lambda copy: "".join(one if isinstance(one, str) else one(copy) for one in parts)


def multiply(source: Path, target: Path, times: int) -> None:
    """Write into `target` the register `source` with so many copies of every row that came after it was set up."""
    shutil.copyfile(source, target)
    with closing(sqlite3.connect(target, isolation_level=None)) as connection:
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-1000000", "foreign_keys=OFF"):
            connection.execute(f"PRAGMA {pragma}")
        copier = Copier(times, _base(connection), all_names())
        beside = connection.execute(
            "SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL"
        ).fetchall()
        connection.execute("BEGIN")
        for kind, name, _ in beside:
            connection.execute(f'DROP {kind} "{name}"')
        connection.execute("INSERT INTO search_index(search_index) VALUES ('delete-all')")
        for table in TABLES:
            if table not in SHARED | {"entry", "entry_text"} and "id" in TABLES[table].c:
                rows = _taken(connection, table, "id", 0)
                _put(connection, table, (row for one in rows for row in _copies(copier, table, one)))
        texts: dict[int, list[dict[str, Any]]] = {}
        for text in _taken(connection, "entry_text", "id", copier.base["entry_text"]):
            texts.setdefault(text["entry_no"], []).append(text)
        _write_journal(connection, copier, texts)
        connection.execute("UPDATE book_number SET last = last * ?", (times,))
        connection.execute("INSERT INTO search_index(search_index) VALUES ('rebuild')")
        for _, _, sql in beside:
            connection.execute(sql)
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode=WAL")


def _base(connection: sqlite3.Connection) -> dict[str, int]:
    (last,) = connection.execute("SELECT max(no) FROM entry WHERE act IN ('init', 'change_officer')").fetchone()
    (text,) = connection.execute("SELECT max(id) FROM entry_text WHERE entry_no <= ?", (last,)).fetchone()
    return {"entry": last, "entry_text": text or 0}


def _taken(connection: sqlite3.Connection, table: str, key: str, above: int) -> list[dict[str, Any]]:
    """Take the rows above an id out of a table."""
    found = connection.execute(f'SELECT * FROM "{table}" WHERE "{key}" > ? ORDER BY "{key}"', (above,))
    names = [one[0] for one in found.description]
    rows = [dict(zip(names, row, strict=True)) for row in found]
    connection.execute(f'DELETE FROM "{table}" WHERE "{key}" > ?', (above,))
    return rows


def _put(connection: sqlite3.Connection, table: str, rows: Iterator[Sequence[Any]]) -> None:
    width = len(connection.execute(f'SELECT * FROM "{table}" LIMIT 0').description)
    connection.executemany(f'INSERT INTO "{table}" VALUES ({",".join("?" * width)})', rows)


def _copies(copier: Copier, table: str, row: dict[str, Any]) -> Iterator[Sequence[Any]]:
    """Yield every copy of a row."""
    made = {name: copier.column(table, name, row) for name in row}
    varying = [(at, value) for at, value in enumerate(made.values()) if callable(value)]
    names = list(row)
    for copy in range(copier.times):
        one = list(row.values())
        for at, make in varying:
            one[at] = make(copy)
        if table == "clock":
            one[-1] = digests.of_row(dict(zip(names, one, strict=True)))
        yield one


def _write_journal(connection: sqlite3.Connection, copier: Copier, texts: dict[int, list[dict[str, Any]]]) -> None:
    """Write the copies of every entry with their private words, chained anew."""
    base = copier.base["entry"]
    (prev,) = connection.execute("SELECT hash FROM entry WHERE no = ?", (base,)).fetchone()
    entries: list[Sequence[Any]] = []
    words_: list[Sequence[Any]] = []
    for row in _taken(connection, "entry", "no", base):
        make = _entry_maker(copier, row, texts.get(row["no"], []))
        for copy in range(copier.times):
            entry, own = make(copy, prev)
            prev = entry[-1]
            entries.append(entry)
            words_ += own
        if len(entries) >= CHUNK:
            _put(connection, "entry", iter(entries))
            _put(connection, "entry_text", iter(words_))
            entries, words_ = [], []
    _put(connection, "entry", iter(entries))
    _put(connection, "entry_text", iter(words_))


def _entry_maker(
    copier: Copier, row: dict[str, Any], texts: list[dict[str, Any]]
) -> Callable[[int, str], tuple[Sequence[Any], list[Sequence[Any]]]]:
    """Return what makes an entry and its private words for each copy, given the hash of the entry before."""
    lines = json.loads(row["changes"])
    bodies = [_body_maker(copier, lines[text["ord"]], text) for text in texts]
    digest_of: dict[int, str] = {}
    marks: list[Make] = []
    marked = [_marked_line(copier, at, line, marks, digest_of, texts) for at, line in enumerate(lines)]
    changes = _template(marked, marks)
    subject = copier.text(row["subject"])
    undoes = copier.column("entry", "undoes", row)
    ids = [copier.id_of("entry_text", text["id"], 0) for text in texts]

    def make(copy: int, prev: str) -> tuple[Sequence[Any], list[Sequence[Any]]]:
        own = []
        this = copier.id_of("entry", row["no"], copy)
        for first, text, (about, body) in zip(ids, texts, bodies, strict=True):
            told = body(copy)
            if text["salt"]:
                digest_of[text["ord"]] = hashlib.sha256(f"{text['salt']}:{told}".encode()).hexdigest()
            own.append((first + copy, this, text["ord"], about(copy), text["salt"], told))
        values = [
            this,
            row["at"],
            row["officer"],
            row["act"],
            subject if isinstance(subject, str) else subject(copy),
            undoes(copy) if callable(undoes) else undoes,
            changes(copy),
            prev,
        ]
        covered = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return (*values, hashlib.sha256(covered.encode()).hexdigest()), own

    return make


def _marked_line(
    copier: Copier,
    at: int,
    line: dict[str, Any],
    marks: list[Make],
    digest_of: dict[int, str],
    texts: list[dict[str, Any]],
) -> dict[str, Any]:
    """Return one change of an entry with marks for what differs from copy to copy."""
    table = line["t"]
    if table not in TABLES:
        return line
    found = dict(line)
    for side in ("a", "b"):
        if line[side] is not None:
            found[side] = copier.within(table, line[side], marks)
    if line["id"] is not None:
        found["id"] = copier.within(table, {"id": line["id"]}, marks)["id"]
    if any(text["ord"] == at and text["salt"] for text in texts):
        marks.append(lambda _copy: digest_of[at])
        found["p"] = f"\x01{len(marks) - 1}\x01"
    return found


def _body_maker(copier: Copier, line: dict[str, Any], text: dict[str, Any]) -> tuple[Make, Make]:
    """Return what makes `about` and `body` of private words for each copy; sealed ones stay as they are."""
    if not text["salt"]:
        return lambda _copy: text["about"], lambda _copy: text["body"]
    table = line["t"]
    body = json.loads(text["body"])
    marks: list[Make] = []
    found = {side: copier.within(table, body[side], marks) for side in ("a", "b") if side in body}
    if "id" in body:
        found["id"] = copier.within(table, {"id": body["id"]}, marks)["id"]
    row_id = int(text["about"].partition(":")[2])
    return lambda copy: f"{table}:{copier.id_of(table, row_id, copy)}", _template(found, marks)
