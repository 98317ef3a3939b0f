"""Who changed or used a record after an entry that is to be undone."""

from __future__ import annotations

from reception_tui.domain.errors import ChangedAfter
from reception_tui.store import journal
from reception_tui.store.work import Work


def changed_after(work: Work, table: str, row_id: int, no: int) -> ChangedAfter:
    """Return the refusal to undo entry `no`, which names the later entry on that row: who, when, which act."""
    by = journal.later_change(work.connection, table, row_id, no)
    later = None if by is None else journal.read(work.connection, by)
    if later is None:
        return ChangedAfter("entry", value=no, by=by or "–", who="–", done="–", at="–")
    return ChangedAfter("entry", value=no, by=by, who=later.officer, done=later.act, at=later.at)
