"""Many rows of one entry taken out of force, or put in force again, at once: one by one would take minutes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, delete, select, text, update

from reception_tui.store.tables import TABLES, VEILED
from reception_tui.store.work import Change, Work

_CHUNK = 5000
_REMOVE = text("INSERT INTO search_index(search_index, rowid, folded) VALUES ('delete', :id, :folded)")


def changed_since(connection: Connection, table: str, ids: Sequence[int], version: int) -> int | None:
    """Return one of these rows that was changed or leaned upon since it had that version; None where none was."""
    target = TABLES[table]
    for part in _parts(ids):
        found = connection.execute(
            select(target.c.id).where(target.c.id.in_(part), target.c.version != version).order_by(target.c.id).limit(1)
        ).scalar_one_or_none()
        if found is not None:
            return int(found)
    return None


def turn(work: Work, table: str, ids: Sequence[int], version: int, was: int | None, by: int | None) -> None:
    """Take rows of that version out of force by an entry, or put them in force again where `by` is None.

    Each is a change of its own in the journal.
    """
    target = TABLES[table]
    for part in _parts(ids):
        work.connection.execute(update(target).where(target.c.id.in_(part)).values(voided=by, version=version + 1))
    sealed = _sealed(work.connection, table, ids) if table in VEILED else {}
    before, after = {"voided": was}, {"voided": by}
    for row_id in ids:
        # The entry that made a sealed row names it by what it was sealed to; so does this one, and needs no words.
        too = {"sealed": sealed[row_id]} if row_id in sealed else {}
        work.changes.append(Change(table, row_id, version + 1, before | too, after | too))


def _sealed(connection: Connection, table: str, ids: Sequence[int]) -> dict[int, str]:
    target = TABLES[table]
    query = select(target.c.id, target.c.sealed).where(target.c.sealed != "")
    return {
        row.id: row.sealed for part in _parts(ids) for row in connection.execute(query.where(target.c.id.in_(part)))
    }


def forget(connection: Connection, book: str, ids: Sequence[int]) -> None:
    """Let the search forget records."""
    row = TABLES["search_row"]
    for part in _parts(ids):
        known = [
            {"id": one.id, "folded": one.folded}
            for one in connection.execute(
                select(row.c.id, row.c.folded).where(row.c.book == book, row.c.record_id.in_(part))
            )
        ]
        if not known:
            continue
        if connection.dialect.name == "sqlite":
            connection.execute(_REMOVE, known)
        connection.execute(delete(row).where(row.c.id.in_([one["id"] for one in known])))


def stop_clocks(connection: Connection, column: str, ids: Sequence[int]) -> None:
    """Take away the clocks of visits or petitions, which `column` names."""
    clock = TABLES["clock"]
    for part in _parts(ids):
        connection.execute(delete(clock).where(clock.c[column].in_(part)))


def rows_of(connection: Connection, table: str, ids: Sequence[int]) -> Iterator[dict[str, Any]]:
    """Yield whole rows of a table by their ids."""
    target = TABLES[table]
    for part in _parts(ids):
        for row in connection.execute(select(target).where(target.c.id.in_(part)).order_by(target.c.id)).mappings():
            yield dict(row)


def _parts(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for at in range(0, len(ids), _CHUNK):
        yield ids[at : at + _CHUNK]
