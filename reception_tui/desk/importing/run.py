"""A batch tried or done: every row by the acts that a desk would do, in memory first, then written at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from reception_tui.desk.acts import corrections, petitions, referrals, sessions, visits
from reception_tui.desk.acts import limits as limits_acts
from reception_tui.desk.acts.chasing import escalate, remind
from reception_tui.desk.acts.duties import fulfil
from reception_tui.desk.context import Context, Done
from reception_tui.desk.importing import doubles as compare
from reception_tui.desk.importing.doubles import Double
from reception_tui.desk.importing.progress import TOLD_EVERY, Progress, tell, unwatched
from reception_tui.domain.commands import Command, ImportBatch, ImportRow, LogVisit, RegisterPetition
from reception_tui.domain.errors import BadChoice, RegisterError, UnknownAct
from reception_tui.domain.kinds import Book
from reception_tui.store import numbers
from reception_tui.store.batch import Batch

_ACTS: dict[str, Callable[[Context, Any], Done]] = {
    "log_visit": visits.log_visit,
    "hold_session": sessions.hold_session,
    "register_petition": petitions.register_petition,
    "classify": petitions.classify,
    "dispose": petitions.dispose,
    "withdraw": petitions.withdraw,
    "split": petitions.split,
    "forward": referrals.forward,
    "record_reply": referrals.record_reply,
    "record_outcome": referrals.record_outcome,
    "remind": remind,
    "escalate": escalate,
    "fulfil": fulfil,
    "pause": limits_acts.pause,
    "resume": limits_acts.resume,
    "extend": limits_acts.extend,
    "void": corrections.void,
}
"""The acts that an import may do."""

_FIRST = frozenset({"log_visit", "hold_session", "register_petition"})
_TABLES = {Book.VISITS: "visit", Book.SESSIONS: "session"}


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that an act refused, and why."""

    row: ImportRow
    command: Command
    error: RegisterError


@dataclass(slots=True)
class Watch:
    """What looks on while a batch is done: `progress` may stop it; the rest is what came of it.

    `writes` tells that the rows are written after they were tried, which is half of the way.
    """

    progress: Progress = unwatched
    writes: bool = False
    refused: list[Refused] = field(default_factory=list)
    doubles: list[Double] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    digests: list[str] = field(default_factory=list)

    def tell_tried(self, done: int, of: int) -> None:
        """Tell how many rows were tried. Raises `Stopped`."""
        tell(self.progress, done, 2 * of if self.writes else of)

    def tell_written(self, share: float) -> None:
        """Tell which share of the writing is done. Raises `Stopped`: what was written is taken back with it."""
        tell(self.progress, round(1000 * (1 + share)), 2000)


@dataclass(frozen=True, slots=True)
class BatchContext(Context):
    """A context whose work is a batch. `wanted` are numbers that a book is to give next, out of its turn."""

    batch: Batch = field(kw_only=True)
    wanted: dict[Book, str] = field(default_factory=dict, kw_only=True)

    def number(self, book: Book, day: date) -> str:
        """Return the number that the record brought along, where nobody has it; else the next one."""
        asked = self.wanted.pop(book, "")
        if asked and numbers.book_of(asked) is book and asked.count("-") == 2:
            _, year, serial = asked.split("-")
            table, column = ("petition", "sealed_code") if book is Book.DENUNCIATIONS else ("matter", "no")
            if year == str(day.year) and serial.isdigit() and self.batch.is_free(table, column, asked):
                self.batch.count_on(book, day.year, int(serial))
                return asked
        return self.batch.next_number(book, day.year)


def run(context: Context, command: ImportBatch, watch: Watch) -> Batch:
    """Do every row in memory and return the batch, unwritten. Raises `Stopped` when the watcher says so."""
    _check(command)
    batch = Batch(context.work)
    own = BatchContext(batch, context.reference, context.officer, context.today, marked=context.marked, batch=batch)
    left_out = {} if command.doubles else compare.doubles(context.work, command)
    matters: dict[str, str] = {}
    count = len(command.rows)
    for at, row in enumerate(command.rows):
        if at % TOLD_EVERY == 0:
            watch.tell_tried(at, count)
        if at in left_out:
            watch.doubles.append(left_out[at])
            continue
        mark = batch.mark()
        kept = dict(matters) if row.matter and row.matter not in matters else matters
        done: Command = row.commands[0]
        try:
            no = ""
            for done in row.commands:
                given = _addressed(own, done, no, row, matters)
                result = _ACTS[done.act](own, given)
                no = no or result.no
            _keep_number(batch, command.book, no, row)
            _note_matter(batch, command.book, no, row, matters)
        except RegisterError as error:
            batch.go_back(mark)
            matters = kept
            own.wanted.clear()
            watch.refused.append(Refused(row, done, error))
            continue
        watch.numbers.append(no)
        watch.digests.append(row.digest)
    watch.tell_tried(count, count)
    return batch


def _check(command: ImportBatch) -> None:
    """Raise `UnknownAct` or `BadChoice` unless each row begins with an act of its book and goes on with acts on it."""
    begins = {Book.VISITS: "log_visit", Book.SESSIONS: "hold_session"}.get(command.book, "register_petition")
    for row in command.rows:
        acts = [one.act for one in row.commands]
        if not acts or acts[0] != begins:
            raise UnknownAct("rows", value=acts[0] if acts else "", choices=(begins,))
        first = row.commands[0]
        if isinstance(first, RegisterPetition) and first.book is not command.book:
            raise BadChoice("rows", value=first.book, choices=(command.book,))
        further = [act for act in acts[1:] if act not in _ACTS or act in _FIRST]
        if further:
            raise UnknownAct("rows", value=further[0], choices=tuple(act for act in _ACTS if act not in _FIRST))


def _addressed(own: BatchContext, command: Command, no: str, row: ImportRow, matters: dict[str, str]) -> Command:
    """Return the act with the number of its record, and with the matter that the row names."""
    if no:
        subject = next((name for name in ("visit", "session") if no.startswith(_prefix(name))), "petition")
        if row.sealed_code and command.act == "classify":
            own.wanted[Book.DENUNCIATIONS] = numbers.tidy_number(row.sealed_code)
        part = str(getattr(command, subject))
        return replace(command, **{subject: no + part if part.startswith(".") else no})  # type: ignore[arg-type]
    if not row.matter or not isinstance(command, LogVisit | RegisterPetition):
        return command
    known = matters.get(row.matter)
    if known is None:
        asked = numbers.tidy_number(row.matter)
        if not own.batch.is_free("matter", "no", asked):
            known = asked
        else:
            known = "new"
            own.wanted[Book.MATTERS] = asked
    return replace(command, matter=known)


def _prefix(name: str) -> str:
    return numbers.PREFIXES[Book.VISITS if name == "visit" else Book.SESSIONS] + "-"


def _keep_number(batch: Batch, book: Book, no: str, row: ImportRow) -> None:
    """Write down what the spreadsheet called the record, where that is not its number now."""
    if not row.number or numbers.tidy_number(row.number) == no:
        return
    table = _TABLES.get(book, "petition")
    found = batch.by_no(table, no, "number")
    note = f"Số cũ: {row.number}"
    batch.update(table, found["id"], {"note": f"{found['note']}\n{note}".strip()})


def _note_matter(batch: Batch, book: Book, no: str, row: ImportRow, matters: dict[str, str]) -> None:
    if row.matter and row.matter not in matters:
        found = batch.by_no(_TABLES.get(book, "petition"), no, "matter")
        if found["matter_id"] is not None:
            matters[row.matter] = str(batch.row("matter", found["matter_id"])["no"])
            if row.matter_title and found["matter_id"] in batch.fresh("matter"):
                batch.update("matter", found["matter_id"], {"title": row.matter_title})
