"""Which rows are in the register already: taken before, twice in the file, or so like a record that one must look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reception_tui.domain.commands import Command, ImportBatch, ImportRow, LogVisit, RegisterPetition
from reception_tui.domain.kinds import Book
from reception_tui.domain.text import fold, words
from reception_tui.store import known
from reception_tui.store.desk_key import marks_of
from reception_tui.store.work import Work

TAKEN, TWICE, ALIKE = "taken_before", "twice_in_file", "alike"
_ALIKE_FROM = 0.6


@dataclass(frozen=True, slots=True)
class Double:
    """A row that is left out, why, and the record or row that it doubles."""

    row: int
    sheet: str
    why: str
    of: str = ""


def doubles(work: Work, command: ImportBatch) -> dict[int, Double]:
    """Return the rows that double something, by their place in the batch.

    Registers from before rows had marks know the digests themselves. Rows that another machine took in are known by
    what the register shows of them.
    """
    taken = known.digests_taken(work.connection, command.book)
    seen: dict[str, ImportRow] = {}
    found: dict[int, Double] = {}
    marks = marks_of(row.digest for row in command.rows)
    for at, (row, mark) in enumerate(zip(command.rows, marks, strict=True)):
        if row.digest and not taken.isdisjoint((row.digest, mark)):
            found[at] = Double(row.row, row.sheet, TAKEN)
        elif row.digest and row.digest in seen:
            found[at] = Double(row.row, row.sheet, TWICE, str(seen[row.digest].row))
        seen.setdefault(row.digest, row)
    if command.book in (Book.VISITS, Book.PETITIONS, Book.FEEDBACK):
        found |= _alike(work, command, found)
    return found


def _alike(work: Work, command: ImportBatch, found: dict[int, Double]) -> dict[int, Double]:
    facts = {at: of for at, row in enumerate(command.rows) if at not in found and (of := _facts(row.commands))}
    if not facts:
        return {}
    days = [day for day, _, _ in facts.values()]
    there: dict[tuple[date, str], list[known.Known]] = {}
    numbers: dict[str, known.Known] = {}
    for one in known.records_between(work.connection, command.book, min(days), max(days)):
        there.setdefault((one.on, fold(one.name)), []).append(one)
        numbers[one.no] = one
    alike: dict[int, Double] = {}
    for at, (day, name, content) in facts.items():
        row = command.rows[at]
        same_number = numbers.get(row.number)
        if same_number is not None and same_number.on == day:
            alike[at] = Double(row.row, row.sheet, ALIKE, row.number)
            continue
        for one in there.get((day, fold(name)), ()):
            if _is_like(one.content, content):
                alike[at] = Double(row.row, row.sheet, ALIKE, one.no)
                break
    return alike


def _facts(commands: Sequence[Command]) -> tuple[date, str, str] | None:
    first = commands[0]
    if isinstance(first, LogVisit) and first.at is not None:
        return first.at.on, first.people[0].name if first.people else "", first.content
    if isinstance(first, RegisterPetition) and first.received_on is not None:
        return first.received_on, first.petitioners[0].name if first.petitioners else "", first.content
    return None


def _is_like(one: str, other: str) -> bool:
    if one == other:
        return True
    first, second = set(words(one)), set(words(other))
    return len(first & second) >= _ALIKE_FROM * len(first | second) > 0
