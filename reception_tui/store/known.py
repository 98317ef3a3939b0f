"""What the register has already, as an import compares it: records of some days, and digests of rows taken before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from sqlalchemy import Connection, insert, or_, select

from reception_tui.domain.kinds import Book, PetitionKind
from reception_tui.store.batch import write_rows
from reception_tui.store.server import move_sequences
from reception_tui.store.tables import TABLES
from reception_tui.store.work import Row

_VISIT, _PETITION, _PERSON = TABLES["visit"], TABLES["petition"], TABLES["person"]
_OF = {"visit": TABLES["visit_person"], "petition": TABLES["petition_person"]}
_CHUNK = 5000


@dataclass(frozen=True, slots=True)
class Known:
    """A record of the register: its number, its day, who came or wrote first, and what about."""

    no: str
    on: date
    name: str
    content: str


def records_between(connection: Connection, book: Book, first: date, last: date) -> Iterator[Known]:
    """Yield the records in force of a book's days, each with the first of its people."""
    table, day = (_VISIT, _VISIT.c.on) if book is Book.VISITS else (_PETITION, _PETITION.c.received_on)
    link = _OF[table.name]
    query = (
        select(table.c.no, day.label("day"), table.c.content, _PERSON.c.name)
        .outerjoin(link, (link.c[f"{table.name}_id"] == table.c.id) & (link.c.ord == 1) & link.c.voided.is_(None))
        .outerjoin(_PERSON, _PERSON.c.id == link.c.person_id)
        .where(day.between(first, last), table.c.voided.is_(None))
    )
    if table is _PETITION:
        query = query.where(_PETITION.c.book == book.value)
    for row in connection.execute(query):
        yield Known(row.no, row.day, row.name or "", row.content)


def called_denunciations(connection: Connection) -> list[int]:
    """Return the petitions that are or were denunciations, or are sealed, void ones too, the oldest first."""
    of = _PETITION.c
    query = select(of.id).where(or_(of.kind == PetitionKind.DENUNCIATION.value, of.sealed_code != "", of.sealed != ""))
    return list(connection.execute(query.order_by(of.id)).scalars())


def papers_taken_back(
    connection: Connection, contents: Collection[str], names: Collection[str], days: tuple[date, date]
) -> list[Row]:
    """Return the petitions of those days, out of force and in clear, that say the same or are by the same people."""
    link = _OF["petition"]
    named = select(link.c.petition_id).join(_PERSON, _PERSON.c.id == link.c.person_id).where(_PERSON.c.name.in_(names))
    query = select(_PETITION).where(
        _PETITION.c.received_on.between(*days),
        _PETITION.c.voided.is_not(None),
        _PETITION.c.sealed == "",
        or_(_PETITION.c.content.in_(contents), _PETITION.c.id.in_(named)),
    )
    return [dict(row) for row in connection.execute(query.order_by(_PETITION.c.id)).mappings()]


def digests_taken(connection: Connection, book: Book) -> frozenset[str]:
    """Return the digests of every row that was taken into a book and not taken back."""
    batch = TABLES["import_batch"]
    query = select(batch.c.digests).where(batch.c.book == book.value, batch.c.voided.is_(None))
    return frozenset(word for digests in connection.execute(query).scalars() for word in digests.split())


def add_searchable(connection: Connection, rows: Iterable[Row]) -> None:
    """Let the search know many new records at once; each row is one of `search_row` without its id."""
    target = TABLES["search_row"]
    last = connection.execute(select(target.c.id).order_by(target.c.id.desc()).limit(1)).scalar_one_or_none() or 0
    numbered = ({**row, "id": at} for at, row in enumerate(rows, start=last + 1))
    for part in _parts(numbered):
        write_rows(connection, "search_row", part)
        if connection.dialect.name == "sqlite":
            index = "INSERT INTO search_index(rowid, folded) VALUES (?, ?)"
            connection.exec_driver_sql(index, [(row["id"], row["folded"]) for row in part])
    if connection.dialect.name != "sqlite":
        move_sequences(connection, "search_row")


def add_clocks(connection: Connection, rows: Iterable[Row]) -> None:
    """Write many clocks at once."""
    statement = insert(TABLES["clock"])
    for part in _parts(rows):
        connection.execute(statement, [dict(row) for row in part])


def _parts(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Yield the rows some thousands at a time: of a hundred thousand not all need to be there at once."""
    left = iter(rows)
    while part := list(islice(left, _CHUNK)):
        yield part
