"""A spreadsheet tried or taken in, and what to tell of it: good rows, refused cells, doubles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from reception_tui.desk.context import Context
from reception_tui.desk.door import Desk, Outcome, execute, permit_act
from reception_tui.desk.importing.doubles import Double
from reception_tui.desk.importing.progress import Progress, unwatched
from reception_tui.desk.importing.rows import Prepared, Rejection, prepare
from reception_tui.desk.importing.run import Refused, Watch, run
from reception_tui.desk.importing.sheet_facts import Grid
from reception_tui.desk.importing.sheets import read_grids
from reception_tui.desk.importing.steady import steady
from reception_tui.desk.importing.words import Words, words_of
from reception_tui.domain.commands import ImportBatch
from reception_tui.domain.errors import FileUnreadable, NothingToImport, SheetRefused
from reception_tui.domain.kinds import Book
from reception_tui.store.register import reference_files

_COLUMN_OF = {
    "at": "day",
    "on": "day",
    "received_on": "day",
    "people": "name",
    "petitioners": "name",
    "result": "result",
    "as": "as",
    "why": "as",
    "petition": "kind",
    "against.body": "against_body",
    "against.commune": "against_commune",
    "appointment": "appointment_number",
}
_DAY_OF = {"classify": "classified_on", "dispose": "disposed_on", "record_reply": "replied_on", "forward": "sent_on"}
_FALLBACK = {
    "as": ("accepted_mark", "returned_mark", "forward_mark", "to"),
    "to": ("forward_mark",),
    "name": ("name_address",),
    "head_count": ("kind_people", "name", "name_address"),
    "kind": ("as", "accepted_mark", "to", "forward_mark"),
    "classified_on": ("day",),
    "disposed_on": ("classified_on", "day"),
    "sent_on": ("disposed_on", "classified_on", "day"),
}


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a spreadsheet. `ok` rows are good; `entry` is the journal's when they were taken in."""

    rows: int
    ok: int
    rejected: tuple[Rejection, ...]
    doubles: tuple[Double, ...]
    entry: int | None = None
    numbers: tuple[str, ...] = ()


def open_sheets(path: Path, progress: Progress = unwatched) -> list[Grid]:
    """Return the sheets of a file; `progress` is told how many lines were read.

    Raises `FileUnreadable`, `SheetRefused`, `Stopped`.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FileUnreadable("file", path=str(path)) from error
    try:
        with steady():
            return read_grids(data, path.name, progress)
    except ModuleNotFoundError as missing:
        raise SheetRefused("file", why="part_missing", value=path.name) from missing


def words_at(desk: Desk, book: Book) -> Words:
    """Return the headings and cell words that this register goes by."""
    with desk.register.reading() as work:
        return words_of(reference_files(work), book.value)


def prepared_at(
    desk: Desk,
    grids: Sequence[Grid],
    book: Book,
    given: Mapping[str, str] | None = None,
    edits: Mapping[tuple[str, int, str], str] | None = None,
    progress: Progress = unwatched,
) -> Prepared:
    """Return a file's records as this register reads them. Raises `HeadingsUnknown`, `Stopped`."""
    with steady():
        return prepare(grids, book, words_at(desk, book), desk.reference, given, edits, progress)


def try_out(desk: Desk, prepared: Prepared, progress: Progress | None = None, *, doubles: bool = False) -> Report:
    """Return what would come of the rows, with nothing written. Raises `NoRight`, `Stopped`."""
    watch = Watch(progress or unwatched)
    permit_act(desk, ImportBatch.act)
    with desk.register.reading() as work:
        reference = desk.reference_of(work)
        with steady():
            run(Context(work, reference, desk.officer, desk.today, watch), _command(prepared, "", doubles), watch)
    return _report(prepared, watch)


def take_in(
    desk: Desk, prepared: Prepared, source: str, progress: Progress | None = None, *, doubles: bool = False
) -> Report:
    """Take in every good row as one entry and return what came of it. Raises as the door does, and `Stopped`."""
    watch = Watch(progress or unwatched, writes=True)
    try:
        with steady():
            done: Outcome = execute(desk, _command(prepared, source, doubles), watch)
    except NothingToImport:
        return _report(prepared, watch)
    return replace(_report(prepared, watch), entry=done.entry)


def _command(prepared: Prepared, source: str, doubles: bool) -> ImportBatch:
    return ImportBatch(book=prepared.book, source=source, rows=prepared.rows, doubles=doubles)


def _report(prepared: Prepared, watch: Watch) -> Report:
    refused = (*prepared.rejected, *(_rejection(prepared, one) for one in watch.refused))
    told = sorted(refused, key=lambda one: (one.sheet, one.row))
    return Report(prepared.count, len(watch.numbers), tuple(told), tuple(watch.doubles), numbers=tuple(watch.numbers))


def _rejection(prepared: Prepared, refused: Refused) -> Rejection:
    """Return the refusal of an act as that of the cell that it came from."""
    error, row = refused.error, refused.row
    name = (error.field or "").partition("[")[0]
    inner = (error.field or "").rpartition("].")[2]
    code = inner if inner and inner != error.field else _COLUMN_OF.get(error.field or "", name)
    if error.field == "on":
        code = _DAY_OF.get(refused.command.act, "day")
    code = _COLUMN_OF.get(code, code)
    candidates = (code, *_FALLBACK.get(code, ()))
    there = {one for sheet in prepared.sheets if sheet.grid.name == row.sheet for one in sheet.layout.columns.values()}
    chosen = next((one for one in candidates if one in there), code)
    return Rejection(row.row, chosen, prepared.cell(row.sheet, row.row, chosen)[1], error, row.sheet)
