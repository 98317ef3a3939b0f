"""What an officer is kept away from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

from reception_tui.domain.commands import Command
from reception_tui.domain.errors import Recused
from reception_tui.store import numbers, recusals
from reception_tui.store.work import Row, Work


@dataclass(frozen=True, slots=True)
class Kept:
    """The records that an officer is kept away from: ids of petitions, visits and matters, and all their numbers."""

    petitions: frozenset[int] = frozenset()
    visits: frozenset[int] = frozenset()
    numbers: frozenset[str] = frozenset()
    matters: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        """Tell whether there is anything."""
        return bool(self.petitions or self.visits or self.numbers)

    def by_table(self) -> dict[str, frozenset[int]]:
        """Return the ids of the records, by table; nothing where there are none."""
        return {"petition": self.petitions, "visit": self.visits, "matter": self.matters} if self else {}


NOTHING = Kept()


def kept_from(work: Work, officer: str) -> Kept:
    """Return what an officer is kept away from now; for nearly everybody that is nothing."""
    found = recusals.in_force(work.connection, officer)
    if not found:
        return NOTHING
    petitions, visits, matters, no = recusals.records_of(work.connection, found)
    return Kept(frozenset(petitions), frozenset(visits), frozenset(no), frozenset(matters))


def stands_only_in(work: Work, person_id: int, kept: Kept) -> bool:
    """Tell whether somebody stands in records that an officer is kept away from, and in no other."""
    wrote = {row["petition_id"] for row in work.rows("petition_person", person_id=person_id)}
    came = {row["visit_id"] for row in work.rows("visit_person", person_id=person_id)}
    return bool(wrote or came) and wrote <= kept.petitions and came <= kept.visits


def is_kept_person(work: Work, person_id: int) -> bool:
    """Tell whether somebody stands only in records that the reader of this unit of work is recused from."""
    if not work.kept:
        return False
    kept = Kept(frozenset(work.kept["petition"]), frozenset(work.kept["visit"]))
    return stands_only_in(work, person_id, kept)


def check_number(work: Work, officer: str, no: str) -> None:
    """Raise `Recused` when the record of that number is one that the officer is kept away from."""
    kept = kept_from(work, officer)
    if kept and numbers.tidy_number(no) in kept.numbers:
        raise Recused("no", value=numbers.tidy_number(no), officer=officer)


def check_command(work: Work, officer: str, command: Command) -> None:
    """Raise `Recused` when a command names a record that the officer is kept away from."""
    kept = kept_from(work, officer)
    if not kept:
        return
    for field in fields(command):
        value = getattr(command, field.name)
        for no in value if isinstance(value, tuple) else (value,):
            if isinstance(no, str) and no and numbers.tidy_number(no) in kept.numbers:
                raise Recused(field.name, value=numbers.tidy_number(no), officer=officer)


def check_changes(work: Work, officer: str) -> None:
    """Raise `Recused` when a change of this unit of work is about a record that the officer is kept away from."""
    kept = kept_from(work, officer)
    if not kept:
        return
    for change in work.changes:
        if change.table != "recusal":
            for table, row_id in _about(work, change.table, work.row(change.table, change.row_id)):
                if row_id in (kept.petitions if table == "petition" else kept.visits):
                    raise Recused(None, value=str(work.row(table, row_id)["no"]), officer=officer)


def _about(work: Work, table: str, row: Row) -> Iterator[tuple[str, int]]:
    """Yield the petitions and visits that a row is, or belongs to."""
    if table in ("petition", "visit"):
        yield table, row["id"]
    for book in ("petition", "visit"):
        if row.get(f"{book}_id") is not None:
            yield book, row[f"{book}_id"]
    for parent in ("referral", "outcome", "task"):
        if row.get(f"{parent}_id") is not None:
            yield from _about(work, parent, work.row(parent, row[f"{parent}_id"]))
