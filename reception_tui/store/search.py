"""Full-text search over folded words: FTS5 on SQLite, a text index on PostgreSQL.

`search_row` holds one row for each record that may be found. What a row says is decided by the desk; a record
that must not be found has none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    String,
    bindparam,
    cast,
    column,
    delete,
    func,
    insert,
    literal_column,
    select,
    table,
    update,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from reception_tui.domain.listing import Filter
from reception_tui.domain.text import fold, nfc, words
from reception_tui.store.listing import Day, petition_conditions, values_of
from reception_tui.store.lists import rows_of
from reception_tui.store.prepared import Prepared
from reception_tui.store.tables import TABLES
from reception_tui.store.work import Row

_ROW, _PETITION = TABLES["search_row"], TABLES["petition"]
_FTS5 = table("search_index", column("rowid", Integer))
_LEXEMES: ColumnElement[Any] = literal_column("search_row.lexemes")
_NEWEST = (_ROW.c.id.desc(),)
_LOOKED_THROUGH = 30_000
_FEW = 20_000

# Written by hand and not by triggers: with trusted_schema off, a trigger may not touch a virtual table.
SQLITE_INDEX = (
    """CREATE VIRTUAL TABLE IF NOT EXISTS search_index USING fts5(
        folded, content='search_row', content_rowid='id', prefix='1 2 3', tokenize='unicode61 remove_diacritics 0')""",
)

POSTGRES_INDEX = (
    # The words are folded and parted already: the server's own parser would part them anew, in its own way.
    """ALTER TABLE search_row ADD COLUMN lexemes tsvector
        GENERATED ALWAYS AS (array_to_tsvector(string_to_array(folded, ' '))) STORED""",
    "CREATE INDEX ix_search_row_lexemes ON search_row USING gin (lexemes)",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for besides words, and the day on which limits are late."""

    filter: Filter
    today: Day


@dataclass(frozen=True, slots=True)
class Findable:
    """What the search knows of one record. `words` are folded when stored."""

    book: str
    record_id: int
    no: str
    on: date | None
    title: str
    text: str
    words: str


def create_index(connection: Connection) -> None:
    """Make the full-text index of this engine."""
    for statement in SQLITE_INDEX if connection.dialect.name == "sqlite" else POSTGRES_INDEX:
        connection.exec_driver_sql(statement)


def rebuild(connection: Connection) -> None:
    """Make the index anew from the rows that the search knows."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("INSERT INTO search_index(search_index) VALUES ('rebuild')")


def replace(connection: Connection, book: str, record_id: int, findable: Findable | None) -> None:
    """Make the search know `findable` of this record, and nothing else of it."""
    old = _KNOWN.row(connection, {"book": book, "record_id": record_id})
    new = None if findable is None else _columns(book, record_id, findable)
    if old is not None and new == {name: old[name] for name in old if name != "id"}:
        return
    if old is not None:
        _unindex(connection, old["id"], old["folded"])
    if new is None:
        if old is not None:
            connection.execute(delete(_ROW).where(_ROW.c.id == old["id"]))
    elif old is None:
        _index(connection, _NEW.add(connection, new), new["folded"])
    else:
        _AGAIN.change(connection, new | {"of": old["id"]})
        _index(connection, old["id"], new["folded"])


def every(connection: Connection) -> dict[tuple[str, int], Row]:
    """Return all that the search knows, by book and record; bodies left out."""
    rows = connection.execute(select(_ROW)).mappings()
    return {(row["book"], row["record_id"]): dict(row) for row in rows}


def differs(stored: Row | None, wanted: Findable | None) -> bool:
    """Tell whether a stored row is not what it should say; None stands for no row."""
    if stored is None or wanted is None:
        return stored is not None or wanted is not None
    return _columns(wanted.book, wanted.record_id, wanted) != {name: stored[name] for name in stored if name != "id"}


def _columns(book: str, record_id: int, findable: Findable) -> dict[str, Any]:
    return {
        "book": book,
        "record_id": record_id,
        "no": findable.no,
        "on": findable.on,
        "title": findable.title,
        "text": findable.text,
        "folded": " ".join(words(findable.words)),
    }


_SAID: dict[str, ColumnElement[Any]] = {one.name: bindparam(one.name) for one in _ROW.c if one.name != "id"}
_KNOWN = Prepared(select(_ROW).where(_ROW.c.book == bindparam("book"), _ROW.c.record_id == bindparam("record_id")))
_NUMBERED = Prepared(select(_ROW).where(_ROW.c.no == bindparam("no")))
_NEW = Prepared(insert(_ROW).values(_SAID))
_AGAIN = Prepared(update(_ROW).where(_ROW.c.id == bindparam("of")).values(_SAID))
_ADD = "INSERT INTO search_index(rowid, folded) VALUES (?, ?)"
_REMOVE = "INSERT INTO search_index(search_index, rowid, folded) VALUES ('delete', ?, ?)"


def _index(connection: Connection, row_id: int, folded: str) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(_ADD, (row_id, folded))


def _unindex(connection: Connection, row_id: int, folded: str) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(_REMOVE, (row_id, folded))


def by_number(connection: Connection, no: str) -> list[Row]:
    """Return the records of exactly that register number."""
    if "\0" in no:  # which no server takes as text
        return []
    return list(_NUMBERED.rows(connection, {"no": no}))


def find(
    connection: Connection, typed: str, limit: int, books: Sequence[str] = (), asked_for: Asked | None = None
) -> list[Row]:
    """Return up to `limit` records that hold every typed word or its beginning, the newest first.

    Of petitions, visits and reception days only those that are `asked_for` are found; the others have no kind or day.

    Records whose text holds the words with the very marks that were typed come before the others.
    """
    asked = words(typed)
    if not asked:
        return []
    only = _only(books, asked_for)
    # Marks can only be compared after the search: where any were typed, a few pages are looked at to rank one.
    most = limit if typed.isascii() else max(limit * 4, 200)
    if connection.dialect.name == "sqlite" and only is _whatever:
        found: list[Row] = list(_NEWEST_HITS.rows(connection, {"match": _match(asked), "most": most}))
    elif connection.dialect.name == "sqlite":
        found = _rows(connection, only(_BY_FTS5.params(match=_match(asked))).limit(most))
    else:
        found = _by_lexemes(connection, asked, only, most)
    if not typed.isascii():
        wanted = nfc(typed).lower().split()
        found = sorted(found, key=lambda row: not _has_marks(row, wanted))
    return found[:limit]


def _rows(connection: Connection, query: Select[Any]) -> list[Row]:
    return list(rows_of(connection, query))


def _only(books: Sequence[str], asked_for: Asked | None) -> Callable[[Select[Any]], Select[Any]]:
    """Return what leaves of a query only the records that are wanted."""

    asked = None if asked_for is None or not asked_for.filter.given() else asked_for
    if not books and asked is None:
        return _whatever

    def only(query: Select[Any]) -> Select[Any]:
        if books:
            query = query.where(_ROW.c.book.in_(books))
        if asked is None:
            return query
        return query.where(*_fitting(asked.filter)).params(**values_of(asked.filter, asked.today))

    return only


def _whatever(query: Select[Any]) -> Select[Any]:
    return query


def _fitting(asked: Filter) -> Iterator[ColumnElement[bool]]:
    """Yield what a hit must fulfil: a day within the period, and where more is asked for, a petition of that sort."""
    if asked.first is not None:
        yield _ROW.c.on >= asked.first
    if asked.last is not None:
        yield _ROW.c.on <= asked.last
    of_petitions = tuple(name for name in asked.given() if name not in ("first", "last"))
    if of_petitions:
        same = _PETITION.c.id == _ROW.c.record_id
        yield _ROW.c.book == "petition"
        yield select(_PETITION.c.id).where(same, *petition_conditions(of_petitions)).correlate(_ROW).exists()


_BY_FTS5 = (
    select(_ROW)
    .join(_FTS5, _FTS5.c.rowid == _ROW.c.id)
    .where(literal_column("search_index").op("MATCH")(bindparam("match", type_=String)))
    .order_by(_FTS5.c.rowid.desc())
)
_NEWEST_HITS = Prepared(_BY_FTS5.limit(bindparam("most", type_=Integer)))


def _match(asked: list[str]) -> str:
    return " ".join(f'"{word}"*' for word in asked)


def _by_lexemes(
    connection: Connection, asked: list[str], only: Callable[[Select[Any]], Select[Any]], most: int
) -> list[Row]:
    """Return the newest hits of a server.

    No one plan fits both a word that stands in every record and one that stands in none: the newest records are looked
    through until there are enough; then all hits are taken from the index when they are few, and the records walked
    backwards when not.
    """
    match = cast(" & ".join(f"{word}:*" for word in asked), TSQUERY)
    columns = [*_ROW.c, _LEXEMES.label("lexemes")]
    newest = select(*columns).order_by(_ROW.c.id.desc()).limit(_LOOKED_THROUGH).subquery("newest")
    near = select(*(newest.c[name] for name in _ROW.c.keys())).where(newest.c.lexemes.op("@@")(match))  # noqa: SIM118
    if only is not _whatever:
        close = near.subquery("near")
        near = only(select(_ROW).join(close, close.c.id == _ROW.c.id)).order_by(*_NEWEST)
    else:
        near = near.order_by(newest.c.id.desc())
    found = _rows(connection, near.limit(most))
    if len(found) == most:
        return found
    fitting = only(select(_ROW.c.id).where(_LEXEMES.op("@@")(match)))
    # Materialised, or the planner walks the whole table backwards when nothing fits.
    hits = fitting.limit(_FEW).cte("hits").prefix_with("MATERIALIZED", dialect="postgresql")
    known = connection.execute(select(hits.c.id, func.count().over()).order_by(hits.c.id.desc()).limit(most)).all()
    if known and known[0][1] == _FEW:
        return _rows(connection, only(select(_ROW).where(_LEXEMES.op("@@")(match))).order_by(*_NEWEST).limit(most))
    return _rows(connection, select(_ROW).where(_ROW.c.id.in_([one.id for one in known])).order_by(*_NEWEST))


def _has_marks(row: Row, wanted: list[str]) -> bool:
    text_ = f"{row['title']} {row['text']}".lower()
    return all(word in text_ for word in wanted if fold(word) != word)


def count(connection: Connection) -> int:
    """Return how many records can be found."""
    return int(connection.execute(select(func.count()).select_from(_ROW)).scalar_one())
