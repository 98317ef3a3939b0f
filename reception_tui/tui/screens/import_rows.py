"""A spreadsheet taken in at the desk: how its columns are read, what is refused, cells mended in place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import wrap
from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Label

from reception_tui.desk.door import Desk
from reception_tui.desk.importing.headings import own_name
from reception_tui.desk.importing.maps import map_text, read_map
from reception_tui.desk.importing.progress import Progress
from reception_tui.desk.importing.report import Report, open_sheets, prepared_at, take_in, try_out, words_at
from reception_tui.desk.importing.rows import Prepared
from reception_tui.desk.importing.sheet_facts import Grid
from reception_tui.desk.importing.words import Words
from reception_tui.domain.errors import HeadingsUnknown, RegisterError, Stopped
from reception_tui.domain.kinds import Book
from reception_tui.i18n import formats, tr
from reception_tui.i18n.sentences import of_error
from reception_tui.i18n.sheets import of_order
from reception_tui.tui.actions import Place, bindings_at
from reception_tui.tui.import_lines import CELL, COLUMN, column_lines, counts, lines
from reception_tui.tui.screen import ReceptionScreen
from reception_tui.tui.watched import Watched
from reception_tui.tui.widgets.record_list import Line, RecordList
from reception_tui.tui.widgets.status_line import StatusLine

TOLD_SECONDS = 0.1
"""So often the bar is drawn anew."""


@dataclass(slots=True)
class Mended:
    """What an officer has said of a file: what its columns are, cells typed anew, whether doubles are wanted."""

    path: Path
    book: Book
    map: Path | None = None
    columns: dict[str, str] = field(default_factory=dict)
    edits: dict[tuple[str, int, str], str] = field(default_factory=dict)
    doubles: bool = False


@dataclass(frozen=True, slots=True)
class _Looked:
    """A file that was looked at: its cells, and what would come of them, or which headings it lacks."""

    grids: Sequence[Grid]
    words: Words
    prepared: Prepared | None = None
    report: Report | None = None
    lacking: HeadingsUnknown | None = None


def _look(desk: Desk, mended: Mended, grids: Sequence[Grid], watched: Watched) -> _Looked:
    words = words_at(desk, mended.book)
    if not grids:
        watched.begin(tr("Reading the file…"))
        grids = open_sheets(mended.path, watched)
    given = ({} if mended.map is None else read_map(mended.map, words)) | mended.columns
    watched.begin(tr("Reading the rows"))
    try:
        prepared = prepared_at(desk, grids, mended.book, given, dict(mended.edits), watched)
    except HeadingsUnknown as lacking:
        return _Looked(grids, words, lacking=lacking)
    watched.begin(tr("Trying the rows"))
    return _Looked(grids, words, prepared, try_out(desk, prepared, watched, doubles=mended.doubles))


def _take(desk: Desk, mended: Mended, prepared: Prepared, progress: Progress) -> Report:
    return take_in(desk, prepared, mended.path.name, progress, doubles=mended.doubles)


class ImportPreview(ReceptionScreen[Any]):
    """What would come of a spreadsheet. Dismissed with True once it is taken in, or with why it cannot be read."""

    place = Place.IMPORT
    BINDINGS: ClassVar[list[BindingType]] = bindings_at(Place.IMPORT)

    def __init__(self, mended: Mended) -> None:
        super().__init__()
        self.mended = mended
        self.looked: _Looked | None = None
        self.watched = Watched()
        self.looking = self.taking = False
        self.headings: list[tuple[str, str]] = []

    def compose(self) -> ComposeResult:
        """Lay out the list under its counts."""
        yield StatusLine()
        yield Label("", classes="heading", id="counts", markup=False)
        yield RecordList()
        yield from self.frame_bottom()

    def screen_title(self) -> str:
        """Return the screen's name."""
        return tr("WHAT WOULD BE TAKEN IN")

    def help_text(self) -> str:
        """Return how the list is worked."""
        return tr(
            "Refused cells come first: Enter types one anew. Then each column with what it is taken for: Enter says "
            "what it is. F4 keeps the columns as a map for the next file, or takes doubles in too. F9 takes the good "
            "rows in as one entry; Esc stops what is under way, and nothing is written."
        )

    def on_mount(self) -> None:
        """Begin to look at the file."""
        self.set_interval(TOLD_SECONDS, self._tell_progress)
        self._begin()

    # Looked at

    def _begin(self) -> None:
        self.watched.stop()
        self.watched = Watched()
        self.looking = True
        self._look(self.watched)

    @work(exclusive=True, group="import")
    async def _look(self, watched: Watched) -> None:
        desk = self.reception.desk
        grids = self.looked.grids if self.looked is not None else ()
        try:
            self.looked = await desk.aside(_look, desk.desk, self.mended, grids, watched)
        except RegisterError as error:
            if watched is self.watched:
                self.looking = False
                self._not_looked(error)
            return
        if watched is self.watched:
            self.looking = False
            self._show()

    def _not_looked(self, error: RegisterError) -> None:
        if self.looked is None:
            self.dismiss(error)
        else:
            self._show()
            self.tell(of_error(error), trouble=True)

    def _tell_progress(self) -> None:
        if self.looking or self.taking:
            self.query_one("#counts", Label).update(self.watched.told())

    def _show(self) -> None:
        looked, shown = self.looked, self.query_one(RecordList)
        if looked is None:
            return
        self.headings = list(self._columns(looked))
        if looked.prepared is None or looked.report is None:
            self.query_one("#counts", Label).update(tr("Enter on a heading says which column it is."))
            told = "" if looked.lacking is None else wrap(f"✗ {of_error(looked.lacking)}", self.size.width - 2)
            shown.show([*(Line("", f" {one}", "bold") for one in told), *column_lines(self.headings)])
            return
        shown.empty = tr("Every row is good. F9 takes them in.")
        self.query_one("#counts", Label).update(counts(looked.report))
        shown.show(lines(looked.prepared, looked.report, self.headings, self.mended.edits))

    def _columns(self, looked: _Looked) -> Sequence[tuple[str, str]]:
        """Return the heading of each column with what it is taken for."""
        if looked.prepared is None:
            known = () if looked.lacking is None else looked.lacking.values.get("headings", ())
            return [(name, self._label(looked, code)) for name, code in known]
        found: dict[str, str] = {}
        for sheet in looked.prepared.sheets:
            every = {**sheet.layout.headings, **sheet.layout.unknown}
            for place in sorted(every):
                code = sheet.layout.columns.get(place, "")
                order = of_order(sheet.orders.get(code))
                found.setdefault(every[place], self._label(looked, code) + (f" ({order})" if order else ""))
        return list(found.items())

    @staticmethod
    def _label(looked: _Looked, code: str) -> str:
        return looked.words.column(code).label if code else ""

    # Mended

    @on(RecordList.Opened)
    def _open(self, event: RecordList.Opened) -> None:
        if self.taking or self.looked is None:
            return
        if event.key.startswith(CELL):
            self._open_cell(int(event.key.removeprefix(CELL)), self.looked)
        elif event.key.startswith(COLUMN):
            self._open_column(int(event.key.removeprefix(COLUMN)), self.looked)

    def _open_cell(self, at: int, looked: _Looked) -> None:
        if looked.report is None or looked.prepared is None:
            return
        one = looked.report.rejected[at]
        if not one.column:
            self.tell(of_error(one.error), trouble=True)
            return
        heading, value = looked.prepared.cell(one.sheet, one.row, one.column)
        key = (one.sheet, one.row, one.column)

        def typed(text: str | None) -> None:
            if text is not None:
                self.mended.edits[key] = text
                self._show()
                self._begin()

        self.reception.open("import_cell", heading, one.row, self.mended.edits.get(key, value), then=typed)

    def _open_column(self, at: int, looked: _Looked) -> None:
        names = [name for name, _ in self.headings]
        choices = [(one.code, one.label) for one in looked.words.columns]

        def chosen(code: str | None) -> None:
            if code is not None:
                self.mended.columns[own_name(names, names[at])] = code.strip("-")
                self._begin()

        self.reception.open("import_column", names[at], choices, then=chosen)

    def action_with_doubles(self) -> None:
        """Take in too what looks like a double, or leave it out again."""
        self.mended.doubles = not self.mended.doubles
        self._begin()

    def can_do(self, act: str) -> bool:
        """Tell whether an act can be done now."""
        return act not in ("with_doubles", "keep_map") or (not self.taking and self._is_ready())

    def _is_ready(self) -> bool:
        return self.looked is not None and self.looked.prepared is not None

    def action_keep_map(self) -> None:
        """Keep what the columns are under a name, for the next file of this kind."""
        looked = self.looked
        if looked is not None and looked.prepared is not None:
            text = map_text(self.mended.book.value, [one.layout for one in looked.prepared.sheets])
            self.reception.open("import_map", text, then=self._kept)

    def _kept(self, name: str | None) -> None:
        if name:
            self.reception.announce(tr("The map “{name}” is kept: the form offers it.").format(name=name))

    # Taken in

    def action_save(self) -> None:
        """Take the good rows in."""
        if self.looking:
            self.tell(tr("It is still being looked at; Esc stops that."))
        elif not self.taking and self.looked is not None and self.looked.prepared is not None:
            self.taking = True
            self.watched = Watched()
            self.watched.begin(tr("Writing into the register"))
            self._take_in(self.looked.prepared)

    @work(exclusive=True, group="import")
    async def _take_in(self, prepared: Prepared) -> None:
        desk = self.reception.desk
        try:
            report = await desk.aside(_take, desk.desk, self.mended, prepared, self.watched)
        except RegisterError as error:
            self.taking = False
            self._show()
            self.tell(of_error(error), trouble=not isinstance(error, Stopped))
            return
        self.taking = False
        if report.entry is None:
            self._show()
            self.tell(tr("Nothing was taken in."), trouble=True)
            return
        self.reception.note_done(report.entry)
        done = tr("{count} records were taken in as entry {entry}.")
        self.reception.announce(done.format(count=formats.number(report.ok), entry=report.entry))
        self.dismiss(True)

    async def action_leave(self) -> None:
        """Stop what is under way, or leave everything as it is."""
        if self.looking or self.taking:
            self.watched.stop()
            self._tell_progress()
        else:
            self.dismiss(None)
