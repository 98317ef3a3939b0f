"""Entries reversed row by row. Nothing is deleted and no number is used again."""

from __future__ import annotations

from reception_tui.desk.acts import reference
from reception_tui.desk.acts.later import changed_after
from reception_tui.desk.acts.taking_back import take_back
from reception_tui.desk.context import Context, Done
from reception_tui.desk.importing.steady import steady
from reception_tui.domain.commands import ImportBatch, Undo
from reception_tui.domain.errors import AlreadyUndone, NoRight, NotUndoable, UnknownRecord
from reception_tui.domain.office import Officer
from reception_tui.domain.reference import Reference
from reception_tui.store import journal
from reception_tui.store.work import Change, Work, typed

IRREVERSIBLE = {
    "init": "the register would have no beginning",
    "change_officer": "who may act is changed by the opposite act, so that no right comes back unseen",
    "change_pin": "an old PIN must not come back",
    "open_identity": "what was seen stays seen, and in the journal",
    "recover_cases": "a key that was given stays given, and in the journal",
    "recuse": "it is lifted by the head, who says why",
    "lift_recusal": "the officer recuses again",
}
"""What cannot be undone, only followed by its opposite, and why; nor is what changed no row: a sign-in, a refusal."""


def undo(context: Context, command: Undo) -> Done:
    """Reverse an entry, row by row. Refused when anything that it wrote has been changed or used since."""
    entry, changes = undoable(context.work, context.reference, context.officer, command.entry)
    by = journal.head(context.work.connection)[0] + 1
    if act_behind(context.work, entry) == ImportBatch.act:
        with steady():
            take_back(context, command.entry, changes, by)
        return Done(entry.subject, undoes=command.entry, refreshed=True)
    for change in reversed(changes):
        if change.before is None:
            context.work.update(change.table, change.row_id, {"voided": by})
        elif change.before:
            context.work.update(change.table, change.row_id, typed(change.table, change.before))
        else:
            context.work.touch(change.table, change.row_id)
    if any(change.table == "reference_file" for change in changes):
        reference.settle(context)
    return Done(entry.subject, undoes=command.entry)


def undoable(work: Work, known: Reference, officer: Officer, no: int) -> tuple[journal.Entry, list[Change]]:
    """Return an entry that may be undone, with its changes.

    Raises `UnknownRecord`, `NotUndoable`, `NoRight`, `AlreadyUndone`, `ChangedAfter`, `IdentityClosed`.
    """
    entry = journal.read(work.connection, no)
    if entry is None:
        raise UnknownRecord("entry", value=no)
    if not entry.changes or entry.facts or entry.act in IRREVERSIBLE:
        raise NotUndoable("entry", value=no, act=entry.act)
    act = act_behind(work, entry)
    if not officer.may(act, known.roles):
        raise NoRight("entry", act=act, officer=officer.code)
    earlier = journal.undone(work.connection, no)
    if earlier is not None:
        raise AlreadyUndone("entry", value=no, by=earlier)
    changes = journal.changes_of(work.connection, entry, work.keys)
    if act == ImportBatch.act:
        # Many rows: whether they were used since is asked for all of them at once when they are taken back.
        return entry, changes
    latest = {(change.table, change.row_id): change.version for change in changes}
    for (table, row_id), version in latest.items():
        if work.stored(table, row_id)["version"] != version:
            raise changed_after(work, table, row_id, no)
    return entry, changes


def act_behind(work: Work, entry: journal.Entry) -> str:
    """Return the act that an entry did or, through any number of reversals, undid."""
    while entry.undoes is not None:
        earlier = journal.read(work.connection, entry.undoes)
        if earlier is None:
            break
        entry = earlier
    return entry.act
