"""A batch taken back, or done again, at once: what one undo does to every row, without going through them singly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reception_tui.desk.acts.later import changed_after
from reception_tui.desk.context import Context
from reception_tui.desk.importing.refreshing import refresh_batch
from reception_tui.desk.refresh import refresh_changed
from reception_tui.domain.kinds import PetitionKind
from reception_tui.store import many
from reception_tui.store.batch import Batch
from reception_tui.store.work import Change, typed

_FOUND_AS = ("session", "matter", "person", "visit", "petition")
_TIMED = ("visit", "petition")
_TURNED = {"voided", "sealed"}
"""What an entry says of a row that it only took out of force, or put in force again."""


@dataclass(frozen=True, slots=True)
class _Turn:
    """What happens to rows of one table that the entry left in one version: they were `was`, and are `by` from now."""

    table: str
    version: int
    was: int | None
    by: int | None


def take_back(context: Context, entry: int, changes: Sequence[Change], by: int) -> None:
    """Take every new row of an entry out of force, put those in force that it took out, let go of what it leaned on.

    Raises `ChangedAfter` when one of them has been changed or used since.
    """
    work = context.work
    turns: dict[_Turn, list[int]] = {}
    leaned: list[Change] = []
    for change in changes:
        if change.before is None:
            turns.setdefault(_Turn(change.table, change.version, None, by), []).append(change.row_id)
        elif "voided" in change.after and _TURNED >= change.before.keys() == change.after.keys():
            turn = _Turn(change.table, change.version, change.after["voided"], change.before["voided"])
            turns.setdefault(turn, []).append(change.row_id)
        else:
            leaned.append(change)
    _check_unchanged(context, entry, turns, leaned)
    for one in reversed(leaned):
        if one.before:
            work.update(one.table, one.row_id, typed(one.table, one.before))
        else:
            work.touch(one.table, one.row_id)
    gone = {turn: ids for turn, ids in turns.items() if turn.by is not None}
    petitions = {row_id for turn, ids in gone.items() if turn.table == "petition" for row_id in ids}
    secret = _denunciations(context, petitions)
    for turn, ids in turns.items():
        many.turn(work, turn.table, ids, turn.version, turn.was, turn.by)
    for turn, ids in gone.items():
        if turn.table in _TIMED:
            many.stop_clocks(work.connection, f"{turn.table}_id", ids)
        if turn.table in _FOUND_AS:
            many.forget(work.connection, turn.table, ids)
    _make_anew(context, {turn: ids for turn, ids in turns.items() if turn.by is None})
    told = [Change(one.table, one.row_id, 0, {}, {"matter_id": None}) for one in leaned]
    told += [Change("petition", row_id, 0, None, {"kind": ""}) for row_id in secret]
    refresh_changed(work, context.reference, told)


def _check_unchanged(
    context: Context, entry: int, turns: Mapping[_Turn, Sequence[int]], leaned: Iterable[Change]
) -> None:
    work = context.work
    later = [(of.table, many.changed_since(work.connection, of.table, ids, of.version)) for of, ids in turns.items()]
    later += [(one.table, one.row_id) for one in leaned if work.row(one.table, one.row_id)["version"] != one.version]
    for table, row_id in later:
        if row_id is not None:
            raise changed_after(work, table, row_id, entry)


def _make_anew(context: Context, back: Mapping[_Turn, Sequence[int]]) -> None:
    """Make limits and search rows of the records that are in force again, all of them at once."""
    if not back:
        return
    again = Batch(context.work)
    for one, ids in back.items():
        again.adopt(one.table, many.rows_of(context.work.connection, one.table, ids))
    refresh_batch(again, context.reference)


def _denunciations(context: Context, among: set[int]) -> list[int]:
    rows = context.work.rows("petition", kind=PetitionKind.DENUNCIATION.value) if among else []
    return [row["id"] for row in rows if row["id"] in among]
