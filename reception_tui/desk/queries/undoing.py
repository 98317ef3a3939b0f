"""What undoing an entry would change, field by field, and why it cannot be undone where that is so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from reception_tui.desk.acts.undoing import undoable
from reception_tui.desk.findable import brought_denunciation, is_secret
from reception_tui.domain.errors import RegisterError, UnknownRecord
from reception_tui.domain.office import Officer
from reception_tui.domain.reference import Reference
from reception_tui.domain.seal_errors import IdentityClosed
from reception_tui.store import journal, lists
from reception_tui.store.tables import PRIVATE
from reception_tui.store.work import Change, Row, Work, typed

_MOST = 300
"""So many changes of an entry are told: nobody reads more, and a spreadsheet has thousands."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of a record: as it stands now, and as it would stand. `secret`: its words are not told."""

    table: str
    no: str
    column: str
    before: Any
    after: Any
    secret: bool = False


@dataclass(frozen=True, slots=True)
class UndoPage:
    """An entry of the journal and what undoing it would change. `refused` says why that cannot be."""

    entry: int
    act: str
    subject: str
    at: str
    officer: str
    undoes: int | None
    differences: tuple[Difference, ...]
    refused: RegisterError | None


def undo_page(work: Work, reference: Reference, officer: Officer, no: int) -> UndoPage:
    """Return what undoing entry `no` would change. Raises `UnknownRecord`."""
    entry = journal.read(work.connection, no)
    if entry is None:
        raise UnknownRecord("entry", value=no)
    refused: RegisterError | None = None
    try:
        undoable(work, reference, officer, no)
    except RegisterError as error:
        refused = error
    try:
        changes = journal.changes_of(work.connection, entry, work.keys)
    except IdentityClosed as closed:
        refused, changes = closed, []
    told = changes[:_MOST]
    secret = _touches_denunciation(work, told)
    found = tuple(_differences(work, told, secret=secret))
    return UndoPage(no, entry.act, entry.subject, entry.at, entry.officer, entry.undoes, found, refused)


def history_of(work: Work, no: str) -> list[Row]:
    """Return the entries of the journal about a record, the newest first."""
    return [*lists.entries_about(work.connection, no)]


def _differences(work: Work, changes: Iterable[Change], *, secret: bool) -> Iterator[Difference]:
    """Yield each field that would change: an entry that changed a row twice is told once."""
    first: dict[tuple[str, int], Mapping[str, Any] | None] = {}
    columns: dict[tuple[str, int], dict[str, Any]] = {}
    for change in changes:
        key = (change.table, change.row_id)
        if key not in first:
            first[key] = change.before
        old = columns.setdefault(key, {})
        for name, value in (change.before or {}).items():
            old.setdefault(name, value)
        if change.before is None:
            old["voided"] = change
    for (table, row_id), old in columns.items():
        row = work.row(table, row_id)
        no = _number(work, row)
        hidden = PRIVATE.get(table, frozenset()) if secret else frozenset()
        if first[table, row_id] is None:
            yield Difference(table, no, "voided", None, 0)
            given = {name: value for name, value in row.items() if value not in (None, "", False)}
            yield from (Difference(table, no, name, value, None, name in hidden) for name, value in given.items())
            continue
        for name, value in typed(table, old).items():
            if row[name] != value:
                yield Difference(table, no, name, row[name], value, name in hidden)


def _number(work: Work, row: Row) -> str:
    """Return the number that a row is known by: its own, or that of the record it belongs to."""
    if row.get("no"):
        return str(row["no"])
    for parent in ("petition", "visit", "task", "session"):
        if row.get(f"{parent}_id") is not None:
            return str(work.row(parent, row[f"{parent}_id"])["no"])
    if row.get("referral_id") is not None:
        return _number(work, work.row("referral", row["referral_id"]))
    return ""


def _touches_denunciation(work: Work, changes: Iterable[Change]) -> bool:
    for change in changes:
        row = work.row(change.table, change.row_id)
        petition = row if change.table == "petition" else _parent(work, row, "petition")
        if petition is None and row.get("referral_id") is not None:
            petition = _parent(work, work.row("referral", row["referral_id"]), "petition")
        visit = row if change.table == "visit" else _parent(work, row, "visit")
        if petition is not None and is_secret(work, petition):
            return True
        if visit is not None and brought_denunciation(work, visit):
            return True
        if change.table == "person" and _denounced(work, change.row_id):
            return True
    return False


def _denounced(work: Work, person_id: int) -> bool:
    wrote = (work.row("petition", one["petition_id"]) for one in work.every("petition_person", person_id=person_id))
    came = (work.row("visit", one["visit_id"]) for one in work.every("visit_person", person_id=person_id))
    return any(is_secret(work, one) for one in wrote) or any(brought_denunciation(work, one) for one in came)


def _parent(work: Work, row: Row, table: str) -> Row | None:
    row_id = row.get(f"{table}_id")
    return None if row_id is None else work.row(table, row_id)
