"""Words of denunciations that stand in clear although they should be sealed: what `check` looks for."""

from __future__ import annotations

from collections.abc import Iterator

from reception_tui.desk import findable, sealing
from reception_tui.store import journal
from reception_tui.store.known import called_denunciations
from reception_tui.store.tables import BLANK
from reception_tui.store.work import Row, Work


def in_clear(work: Work) -> Iterator[str]:
    """Yield each row of a denunciation with words that anybody can read, in the row or in the journal of it."""
    done: set[int] = set()
    for petition_id in called_denunciations(work.connection):
        row = work.stored("petition", petition_id)
        paper_id = row["id"] if row["parent_id"] is None else row["parent_id"]
        if paper_id in done or not findable.is_secret(work, row):
            continue
        done.add(paper_id)
        for table, one in sealing.rows_of_paper(work, paper_id):
            if _can_be_read(work, table, one):
                yield str(one.get("no") or f"{table} {one['id']}")


def _can_be_read(work: Work, table: str, row: Row) -> bool:
    if any(row[name] != empty for name, empty in BLANK[table].items()):
        return True
    return bool(row["sealed"]) and bool(journal.entries_about(work.connection, table, row["id"]))
