"""A batch taken back at once: what one undo does to every row of it, without going through them one by one."""

from __future__ import annotations

from collections.abc import Sequence

from reception_tui.desk.acts.later import changed_after
from reception_tui.desk.context import Context
from reception_tui.desk.refresh import refresh_changed
from reception_tui.domain.kinds import PetitionKind
from reception_tui.store import many
from reception_tui.store.work import Change, typed

_FOUND_AS = ("session", "matter", "person", "visit", "petition")
_TIMED = ("visit", "petition")


def take_back(context: Context, entry: int, changes: Sequence[Change], by: int) -> None:
    """Take every new row of an entry out of force, and let go of the rows that it leaned on.

    Raises `ChangedAfter` when one of them has been changed or used since.
    """
    work = context.work
    new: dict[str, list[int]] = {}
    leaned: list[Change] = []
    for change in changes:
        if change.before is None:
            new.setdefault(change.table, []).append(change.row_id)
        else:
            leaned.append(change)
    later = [(table, many.changed_since(work.connection, table, ids)) for table, ids in new.items()]
    later += [(one.table, one.row_id) for one in leaned if work.row(one.table, one.row_id)["version"] != one.version]
    for table, row_id in later:
        if row_id is not None:
            raise changed_after(work, table, row_id, entry)
    for one in reversed(leaned):
        if one.before:
            work.update(one.table, one.row_id, typed(one.table, one.before))
        else:
            work.touch(one.table, one.row_id)
    secret = _denunciations(context, set(new.get("petition", ())))
    for table, ids in new.items():
        many.void(work, table, ids, by)
        if table in _TIMED:
            many.stop_clocks(work.connection, f"{table}_id", ids)
        if table in _FOUND_AS:
            many.forget(work.connection, table, ids)
    told = [Change(one.table, one.row_id, 0, {}, {"matter_id": None}) for one in leaned]
    told += [Change("petition", row_id, 0, None, {"kind": ""}) for row_id in secret]
    refresh_changed(work, context.reference, told)


def _denunciations(context: Context, among: set[int]) -> list[int]:
    rows = context.work.rows("petition", kind=PetitionKind.DENUNCIATION.value) if among else []
    return [row["id"] for row in rows if row["id"] in among]
