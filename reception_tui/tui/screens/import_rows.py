"""A spreadsheet taken in at the desk: how its columns are read, what is refused, cells mended in place."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from textual import on, work
from textual.app import ComposeResult
from textual.widgets import Label

from reception_tui.desk.importing.report import Report, open_sheets, prepared_at, take_in, try_out
from reception_tui.desk.importing.rows import Prepared
from reception_tui.desk.importing.sheets import Grid
from reception_tui.domain.errors import NotAllowed, RegisterError
from reception_tui.domain.kinds import Book
from reception_tui.domain.text import shorten
from reception_tui.i18n import formats, tr
from reception_tui.i18n.sentences import of_error
from reception_tui.tui import choices
from reception_tui.tui.actions import Place, bindings_at
from reception_tui.tui.fields import Field, LineField, PickField, Spec
from reception_tui.tui.form import FormScreen
from reception_tui.tui.screen import ReceptionScreen
from reception_tui.tui.widgets.record_list import Line, RecordList
from reception_tui.tui.widgets.status_line import StatusLine

BOOKS = (Book.VISITS, Book.PETITIONS, Book.FEEDBACK, Book.SESSIONS)

Edits = dict[tuple[str, int, str], str]


class ImportForm(FormScreen):
    """Which file goes into which book; what would come of it is shown before anything is written."""

    def screen_title(self) -> str:
        """Return the form's name."""
        return tr("TAKE IN A SPREADSHEET")

    def help_text(self) -> str:
        """Return what happens on saving."""
        return tr("F9 first shows how the columns are read and every refused cell; nothing is written before F9 there.")

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the fields."""
        return [
            [LineField(Spec("file", tr("File"), needed=True, help=tr("Path of an .xlsx or .csv file.")))],
            [PickField(Spec("book", tr("Book"), needed=True), choices.of_kind(BOOKS), Book.VISITS)],
        ]

    async def save(self, values: dict[str, Any]) -> str:
        """Read the file and show what would come of it."""
        path, book = Path(values["file"]).expanduser(), Book(values["book"])
        grids = await self.reception.desk.aside(open_sheets, path)
        desk = self.reception.desk
        prepared, report = await desk.aside(_try, desk.desk, grids, book, {})

        def closed(done: bool | None) -> None:
            if done:
                self.dismiss(None)

        self.reception.open("import_preview", path.name, grids, prepared, report, then=closed)
        return ""


def _try(desk: Any, grids: Sequence[Grid], book: Book, edits: Edits) -> tuple[Prepared, Report]:
    prepared = prepared_at(desk, grids, book, None, edits)
    return prepared, try_out(desk, prepared)


class ImportPreview(ReceptionScreen[bool]):
    """What would come of a spreadsheet. Enter mends a refused cell, F9 takes the good rows in, Esc stops."""

    place = Place.DIALOG
    BINDINGS = bindings_at(Place.DIALOG)

    def __init__(self, name: str, grids: Sequence[Grid], prepared: Prepared, report: Report) -> None:
        super().__init__()
        self.name_of_file, self.grids = name, grids
        self.prepared, self.report = prepared, report
        self.edits: Edits = {}
        self.stopping = self.working = False

    def compose(self) -> ComposeResult:
        """Lay out the list under its counts."""
        yield StatusLine()
        yield Label("", classes="heading", id="counts", markup=False)
        yield RecordList(empty=tr("Every row is good. F9 takes them in."))
        yield from self.frame_bottom()

    def screen_title(self) -> str:
        """Return the screen's name."""
        return tr("WHAT WOULD BE TAKEN IN")

    def on_mount(self) -> None:
        """Fill the list."""
        self._show()

    def _show(self) -> None:
        report = self.report
        told = tr("{rows} rows: {ok} good, {rejected} refused cells, {doubles} left out as doubles.")
        counts = told.format(
            rows=formats.number(report.rows),
            ok=formats.number(report.ok),
            rejected=formats.number(len(report.rejected)),
            doubles=formats.number(len(report.doubles)),
        )
        self.query_one("#counts", Label).update(counts)
        lines = []
        for at, one in enumerate(report.rejected):
            heading, _ = self.prepared.cell(one.sheet, one.row, one.column)
            why = of_error(one.error, heading)
            lines.append(Line(str(at), f" {one.row:>6} {shorten(heading, 18):<18} {why}"))
        for sheet in self.prepared.sheets:
            pairs = (f"{sheet.layout.headings[at]} → {code}" for at, code in sorted(sheet.layout.columns.items()))
            lines += [Line("", f" {sheet.grid.name} {pair}") for pair in pairs]
            lines += [Line("", f" {sheet.grid.name} {text} → –") for text in sheet.layout.unknown.values()]
        for name, row in self.prepared.skipped:
            lines.append(
                Line("", tr("{row:>7} {sheet} left alone: a total, section or signature").format(row=row, sheet=name))
            )
        self.query_one(RecordList).show(lines)

    @on(RecordList.Opened)
    def _mend(self, event: RecordList.Opened) -> None:
        if self.working or not event.key:
            return
        one = self.report.rejected[int(event.key)]
        if not one.column:
            self.tell(of_error(one.error), trouble=True)
            return
        heading, value = self.prepared.cell(one.sheet, one.row, one.column)

        def mended(text: str | None) -> None:
            if text is not None:
                self.edits[one.sheet, one.row, one.column] = text
                self._again()

        self.reception.open("import_cell", heading, one.row, value, then=mended)

    @work(exclusive=True, group="import")
    async def _again(self) -> None:
        desk = self.reception.desk
        try:
            found = await desk.aside(_try, desk.desk, self.grids, self.prepared.book, self.edits)
        except RegisterError as error:
            self.tell(of_error(error), trouble=True)
            return
        self.prepared, self.report = found
        self._show()

    def action_save(self) -> None:
        """Take the good rows in."""
        if not self.working:
            self.working = True
            self._take_in()

    @work(exclusive=True, group="import")
    async def _take_in(self) -> None:
        desk = self.reception.desk
        try:
            report = await desk.aside(take_in, desk.desk, self.prepared, self.name_of_file, self._progress)
        except NotAllowed as error:
            self.stopping = False
            self.tell(of_error(error), trouble=True)
            return
        finally:
            self.working = False
        if report.entry is None:
            self.tell(tr("Nothing was taken in."), trouble=True)
            return
        done = tr("{count} records were taken in as entry {entry}.")
        self.reception.announce(done.format(count=formats.number(report.ok), entry=report.entry))
        self.dismiss(True)

    def _progress(self, done: int, of: int) -> bool:
        """Show how far it is; called on the thread that does it."""
        share = 100 if of == 0 else done * 100 // of
        self.app.call_from_thread(self.tell, f"{'█' * (share // 5):<20} {share} %")
        return not self.stopping

    async def action_leave(self) -> None:
        """Stop what is under way, or leave everything as it is."""
        if self.working:
            self.stopping = True
            return
        self.dismiss(False)


class CellForm(FormScreen):
    """One refused cell, typed anew. Dismissed with its text."""

    def __init__(self, heading: str, row: int, value: str) -> None:
        super().__init__()
        self.heading, self.row, self.value = heading, row, value

    def screen_title(self) -> str:
        """Return the form's name."""
        return tr("MEND A CELL")

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the field."""
        label = tr("Row {row}").format(row=self.row)
        return [[LineField(Spec("value", label, help=f"{self.heading}: {self.value}"))]]

    async def save(self, values: dict[str, Any]) -> str:
        """Give the text back."""
        self.dismiss(values["value"] or "")
        return ""
