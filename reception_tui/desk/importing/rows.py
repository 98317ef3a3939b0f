"""Rows of a sheet as records: each cell read by its column, each refusal with its row, column, value and reason."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from reception_tui.desk.importing import cells
from reception_tui.desk.importing.cells import Order
from reception_tui.desk.importing.headings import Layout, lay_out
from reception_tui.desk.importing.joining import PARTS, each_line, joined
from reception_tui.desk.importing.progress import TOLD_EVERY, Progress, tell, unwatched
from reception_tui.desk.importing.records import build
from reception_tui.desk.importing.sheet_facts import Faulty, Grid, Row
from reception_tui.desk.importing.words import Words, squeeze
from reception_tui.domain.commands import ImportRow
from reception_tui.domain.errors import CellRefused, HeadingsUnknown, RegisterError
from reception_tui.domain.kinds import Book
from reception_tui.domain.reference import Reference
from reception_tui.domain.text import fold

PEOPLE = PARTS | {
    *("name", "name_address", "id_number", "birth_year", "gender", "commune", "address", "phone", "organisation")
}
_NOT_FILLED_DOWN = PEOPLE | {"number", "content", "head_count", "signatories"}
_ADDED = 60
_DAY_LIKE = re.compile(r"\d\s*[/.\-]\s*\d|ngay\s*\d|^\s*\d{5,8}\s*$")
_COMPARED = 160


@dataclass(frozen=True, slots=True)
class Rejection:
    """A cell that keeps its row out: where it stands, what it holds, and the error that says why."""

    row: int
    column: str
    value: str
    error: RegisterError
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet that was understood: its cells, its layout and how each column writes its days."""

    grid: Grid
    layout: Layout
    orders: Mapping[str, Order] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A spreadsheet made ready: the rows that can be tried, those refused already, and those left alone."""

    book: Book
    sheets: tuple[Sheet, ...]
    rows: tuple[ImportRow, ...]
    rejected: tuple[Rejection, ...]
    skipped: tuple[tuple[str, int], ...]
    mended: int = 0
    labels: Mapping[str, str] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """Return how many records the spreadsheet holds, good or not."""
        return len(self.rows) + len({(one.sheet, one.row) for one in self.rejected})

    def cell(self, sheet: str, row: int, column: str) -> tuple[str, str]:
        """Return heading and content of a cell by its column's code; where it is not there, what it is called."""
        for one in self.sheets:
            if one.grid.name == sheet:
                for place, code in one.layout.columns.items():
                    cells_of_row = one.grid.rows[row - 1]
                    if code == column and place < len(cells_of_row):
                        value = cells_of_row[place]
                        return one.layout.headings[place], "" if value is None else str(value)
        return self.labels.get(column, column), ""


def prepare(
    grids: Sequence[Grid],
    book: Book,
    words: Words,
    reference: Reference,
    given: Mapping[str, str] | None = None,
    edits: Mapping[tuple[str, int, str], str] | None = None,
    progress: Progress = unwatched,
) -> Prepared:
    """Return the records of a spreadsheet's sheets. `edits` are cells mended by hand: by sheet, row and column code.

    Raises `HeadingsUnknown` where no sheet has the headings that the book needs, and `Stopped`.
    """
    sheets: list[Sheet] = []
    refused: HeadingsUnknown | None = None
    left_out: list[Rejection] = []
    for grid in grids:
        try:
            layout = lay_out(grid, words, given)
        except HeadingsUnknown as error:
            refused = refused if refused is not None and not grid.rows else error
            left_out += [Rejection(1, "", grid.name, error, grid.name)] if _has_records(grid) else []
            continue
        sheets.append(Sheet(grid, layout, _orders(grid, layout, words)))
    if not sheets:
        raise refused or HeadingsUnknown("file", sheet="", missing=[one.label for one in words.needed])
    reader = _Reader(book, words, reference, edits or {})
    done, of = 0, sum(len(sheet.grid.rows) for sheet in sheets)
    for sheet in sheets:
        reader.read(sheet, lambda at: tell(progress, done + at, of))  # noqa: B023 - told before the next sheet
        done += len(sheet.grid.rows)
    return Prepared(
        book,
        tuple(sheets),
        tuple(reader.rows),
        (*left_out, *reader.rejected),
        tuple(reader.skipped),
        reader.mended,
        {one.code: one.label for one in words.columns},
    )


def _has_records(grid: Grid) -> bool:
    """Tell whether a sheet without headings looks as if it held records: lines of several cells, one of them a day."""
    return any(
        sum(_has(row, at) for at in range(len(row))) > 2 and any(_is_dated(value) for value in row) for row in grid.rows
    )


def _orders(grid: Grid, layout: Layout, words: Words) -> dict[str, Order]:
    """Return how each column of days writes them."""
    return {
        code: cells.order_of(
            (row[place] for row in grid.rows[layout.first :] if place < len(row) and row[place]),
            layout.year,
            grid.epoch,
        )
        for place, code in layout.columns.items()
        if words.column(code).holds == "day"
    }


class _Reader:
    """Reads the rows of all sheets one after the other."""

    def __init__(
        self, book: Book, words: Words, reference: Reference, edits: Mapping[tuple[str, int, str], str]
    ) -> None:
        self.book, self.words, self.reference, self.edits = book, words, reference, edits
        self.rows: list[ImportRow] = []
        self.rejected: list[Rejection] = []
        self.skipped: list[tuple[str, int]] = []
        self.mended = 0
        self.edited = {(sheet, row) for sheet, row, _ in edits}

    def read(self, sheet: Sheet, tell_row: Callable[[int], None]) -> None:
        """Read every record of a sheet; lines that only name more people belong to the record above them."""
        plan = list(self._plan(sheet))
        filled = _filled_down(sheet)
        name = sheet.grid.name
        waiting: tuple[int, dict[str, Any], list[dict[str, Any]]] | None = None
        above: dict[str, Any] = {}
        headings = {place: squeeze(text.rpartition(" – ")[2]) for place, text in sheet.layout.headings.items()}
        below = signed = False
        for at in range(sheet.layout.first, len(sheet.grid.rows)):
            if (at - sheet.layout.first) % TOLD_EVERY == 0:
                tell_row(at)
            cells_of_row = sheet.grid.rows[at]
            own = {code: cells_of_row[place] for place, code, _ in plan if _has(cells_of_row, place)}
            if (name, at + 1) in self.edited:
                own |= {code: text for (of, row, code), text in self.edits.items() if (of, row) == (name, at + 1)}
            if not own or (not _has_figure(own.get("day")) and _repeats_headings(cells_of_row, headings)):
                below = below or not own
                continue
            what = self._what(own, waiting is not None and not below, signed)
            if what == "other":
                signed = signed or _is_signing(own)
                self.skipped.append((name, at + 1))
                continue
            below = signed = False
            if what == "record":
                own |= {code: value for code, value in filled.get(at, {}).items() if code not in own}
            facts = self._facts(own, plan, name, at + 1, above)
            if what == "person" and waiting is not None:
                if facts is not None:
                    waiting[2].append(facts)
                continue
            if waiting is not None:
                self._add(name, *waiting)
            waiting = None if facts is None else (at + 1, facts, [])
            above = facts or above
        if waiting is not None:
            self._add(name, *waiting)

    def _plan(self, sheet: Sheet) -> Iterator[tuple[int, str, Callable[[Any], Any]]]:
        for place, code in sorted(sheet.layout.columns.items()):
            yield place, code, self._read_of(code, sheet.orders.get(code, Order()))

    def _read_of(self, code: str, order: Order) -> Callable[[Any], Any]:
        holds = self.words.column(code).holds
        readers: dict[str, Callable[[Any], Any]] = {
            "day": lambda value: cells.day(value, order),
            "time": cells.clock,
            "whole": cells.whole,
            "year": each_line(cells.birth_year),
            "phone": each_line(cells.telephone),
            "truth": self._truth,
            "id_number": each_line(self._identity),
        }
        return readers.get(holds, cells.text)

    def _truth(self, value: Any) -> bool | None:
        if isinstance(value, bool):
            return value
        said = cells.text(value)
        if not said:
            return None
        for kind, meant in (("no", False), ("yes", True)):
            if self.words.is_small(kind, said):
                return meant
        raise CellRefused(why="not_yes_or_no")

    def _identity(self, value: Any) -> str:
        number, mended = cells.identity(value)
        self.mended += mended
        return number

    def _what(self, own: Mapping[str, Any], after: bool, signed: bool) -> str:
        """Tell what a line is: a record, one more person of the record above, or neither (totals, sections).

        `signed`: above it stands who drew the sheet up, below whom names have no day and no number.
        """
        dated = _is_dated(own.get("day"))
        totals = self.words.small["total"]
        if not dated and any(
            lead == word or lead.startswith(f"{word} ")
            for lead in (squeeze(str(value)[:_ADDED]) for value in own.values())
            for word in totals
        ):
            return "other"
        numbered = str(own.get("number", "")).strip().removesuffix(".0").rstrip(".").isdigit()
        named = not own.keys().isdisjoint(("name", "name_address", "family_name"))
        if "day" in own and len(own) > 1 and (dated or own.keys() - {"number", "day"}):
            return "record"
        if (signed or _is_signing(own)) and not dated and not numbered:
            return "other"
        if "content" in own and (numbered or named):
            return "record"
        if numbered and named:
            return "record"
        return "person" if named and after and own.keys() <= PEOPLE and not _is_signing(own) else "other"

    def _facts(
        self,
        own: Mapping[str, Any],
        plan: Sequence[tuple[int, str, Callable[[Any], Any]]],
        sheet: str,
        row: int,
        above: Mapping[str, Any],
    ) -> dict[str, Any] | None:
        """Return the facts of a row by column; None where a cell is refused."""
        facts: dict[str, Any] = {}
        good = True
        for _, code, read in plan:
            if code not in own:
                continue
            value = own[code]
            if code == "number" and isinstance(value, Faulty):
                # The running number of a line that somebody let the spreadsheet count.
                continue
            try:
                if type(value) is str and len(value) < 10 and code in above and self.words.is_small("same", value):
                    facts[code] = above[code]
                    continue
                fact = read(value)
                if fact is not None and fact != "":
                    facts[code] = fact
                if code == "day" and self.book is Book.VISITS and "time" not in own:
                    facts["time"] = cells.clock(value)
            except CellRefused as error:
                good = False
                self._refuse(sheet, row, code, value, CellRefused(code, **{"value": str(value)} | error.values))
        return joined(facts, self.words) if good else None

    def _refuse(self, sheet: str, row: int, code: str, value: Any, error: RegisterError) -> None:
        self.rejected.append(Rejection(row, code, "" if value is None else str(value), error, sheet))

    def _add(self, sheet: str, row: int, facts: dict[str, Any], more: Sequence[Mapping[str, Any]]) -> None:
        """Make the record's acts, or refuse it with the cell that does not let them be made."""
        missing = [one for one in self.words.needed if one.code not in facts]
        if missing:
            for one in missing:
                self._refuse(sheet, row, one.code, "", CellRefused(one.code, why="empty"))
            return
        try:
            commands = build(self.book, facts, more, self.words, self.reference)
        except RegisterError as error:
            code = error.field or ""
            self._refuse(sheet, row, code, facts.get(code, ""), error)
            return
        number = facts.get("number", "")
        self.rows.append(
            ImportRow(
                row=row,
                sheet=sheet,
                digest=digest_of(self.book, facts, more),
                number="" if number.rstrip(".").isdigit() else number,
                matter=facts.get("matter", ""),
                matter_title=facts.get("matter_title", ""),
                sealed_code=facts.get("sealed_code", ""),
                commands=commands,
            )
        )


def digest_of(book: Book, facts: Mapping[str, Any], more: Sequence[Mapping[str, Any]]) -> str:
    """Return what tells a record again when its file comes back; a running number of the sheet does not count."""
    kept = {code: value for code, value in facts.items() if code != "number" or not str(value).rstrip(".").isdigit()}
    said = f"{book.value} {sorted(kept.items())} {list(more) if more else ''}"
    return hashlib.blake2b(said.encode(), digest_size=10).hexdigest()


def _has(row: Row, place: int) -> bool:
    if place >= len(row):
        return False
    value = row[place]
    return value is not None and value != "" and (type(value) is not str or not value.isspace())


def _has_figure(value: Any) -> bool:
    """Tell whether a cell is a number or day, or a text with a figure in it: no heading of a column of days is."""
    return value is not None and (not isinstance(value, str) or any(map(str.isdigit, value)))


def _repeats_headings(row: Row, headings: Mapping[int, str]) -> bool:
    """Tell whether a line is the headings once more, as at the top of each printed page."""
    said = [squeeze(str(row[at])) == text for at, text in headings.items() if _has(row, at)]
    return len(said) >= 2 and sum(said) * 2 > len(said)


def _is_dated(value: Any) -> bool:
    """Tell whether a cell may hold a day: a date, a number, or a text with figures in it."""
    return value is not None and (not isinstance(value, str) or _DAY_LIKE.search(fold(value)) is not None)


def _is_signing(own: Mapping[str, Any]) -> bool:
    """Tell whether a line below the rows only says who drew the sheet up, and where."""
    said = squeeze(" ".join(str(value) for value in own.values())[:_COMPARED])
    signs = ("nguoi lap", "lap bieu", "ky ten", "thu truong", "truong ban", "ngay thang", "ky ghi ro", "xac nhan")
    return any(sign in said for sign in signs) or " thang " in said


def _filled_down(sheet: Sheet) -> dict[int, dict[str, Any]]:
    """Return what merged cells say of the rows that they cover, but for what each record has of its own."""
    found: dict[int, dict[str, Any]] = {}
    for top, left, bottom, _ in sheet.grid.merged:
        code = sheet.layout.columns.get(left)
        if top < sheet.layout.first or code is None or code in _NOT_FILLED_DOWN:
            continue
        if top < len(sheet.grid.rows) and _has(sheet.grid.rows[top], left):
            for at in range(top + 1, bottom + 1):
                found.setdefault(at, {})[code] = sheet.grid.rows[top][left]
    return found
