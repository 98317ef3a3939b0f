"""Reports on the screen: which one and for when, its figures, and the very rows behind each figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Label

from reception_tui import i18n
from reception_tui.desk.queries.day import period_figures
from reception_tui.desk.queries.forms import FilledForm, fill, rows_behind
from reception_tui.domain.errors import MissingField
from reception_tui.domain.forms import Cell, Form, FormBook
from reception_tui.domain.kinds import CountRule
from reception_tui.domain.periods import read_period
from reception_tui.domain.reference import Reference
from reception_tui.domain.windows import Window
from reception_tui.i18n import formats, tr
from reception_tui.reports import annual, forms
from reception_tui.reports.formats import Format, Written
from reception_tui.reports.model import Document
from reception_tui.store.reference.forms import form_book
from reception_tui.store.register import reference_files
from reception_tui.store.work import Work
from reception_tui.tui import choices
from reception_tui.tui.actions import Place, bindings_at
from reception_tui.tui.fields import Choice, DayField, Field, LineField, PickField, Spec
from reception_tui.tui.form import FormScreen
from reception_tui.tui.screen import ReceptionScreen
from reception_tui.tui.screens.paper import PaperScreen
from reception_tui.tui.screens.report_papers import PAPERS, paper_choices, paper_of
from reception_tui.tui.widgets.record_list import Line, RecordList
from reception_tui.tui.widgets.status_line import StatusLine

ANNUAL = "annual"
_MOST_ROWS = 2000
_NAME_WIDTH = 60


class ReportFormScreen(FormScreen):
    """F4 on the desk: which report, and for when."""

    def screen_title(self) -> str:
        """Return the form's name."""
        return tr("REPORT")

    def help_text(self) -> str:
        """Return how a period is written."""
        return tr("A period is 2023, 2026-Q3, 2026-6M, 2026-9M or 2026-M10; or give the first and the last day.")

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the fields."""
        reference, today = self.reception.desk.reference, self.reception.desk.desk.today
        year = str(today.year)
        return [
            [LineField(Spec("period", tr("Period"), help=self.help_text()), year)],
            [
                DayField(Spec("first", tr("First day")), today, reference.calendar),
                DayField(Spec("last", tr("Last day")), today, reference.calendar),
            ],
            [PickField(Spec("form", tr("Which report"), needed=True), self._forms, ANNUAL)],
            [PickField(Spec("count", tr("Counting")), choices.of_kind(CountRule), CountRule.PER_PARTY)],
        ]

    def _forms(self, typed: str) -> list[Choice]:
        known = [Choice(ANNUAL, tr("yearly paragraph"), "nam annual")]
        known += paper_choices()
        known += [Choice(form.code, f"{form.code} {form.title.of(i18n.lang())}") for form in self._in_force]
        folded = typed.strip().lower()
        return [one for one in known if folded in f"{one.code} {one.label} {one.words}".lower()]

    _in_force: tuple[Form, ...] = ()

    async def prepare(self) -> None:
        """Read which forms are in force today."""
        desk = self.reception.desk
        book = await desk.ask(_book, desk.reference)
        self._in_force = book.forms

    async def save(self, values: dict[str, Any]) -> str:
        """Show the report. Raises `BadPeriodName`, and `UnknownCode` for a form that was not in force."""
        window = self._window(values)
        desk, rule = self.reception.desk, CountRule(values["count"] or CountRule.PER_PARTY)
        if values["form"] == ANNUAL:
            figures = await desk.ask(period_figures, window, rule)
            self.reception.open("paper", annual.document(figures, desk.reference), f"bao-cao-{window.last}")
            return ""
        if values["form"] in PAPERS:
            drawn = await desk.ask(paper_of, desk.reference, values["form"], window, rule)
            self.reception.open("paper", drawn, f"{PAPERS[values['form']]}-{window.last}")
            return ""
        filled = await desk.ask(_filled, desk.reference, values["form"], window, rule)
        self.reception.open("figures", filled)
        return ""

    def _window(self, values: dict[str, Any]) -> Window:
        if values["first"] is not None and values["last"] is not None:
            return Window(values["first"], values["last"])
        if not values["period"]:
            raise MissingField("period")
        return read_period(values["period"])


class FiguresScreen(PaperScreen):
    """The figures of a form, one a line. Enter opens the rows behind one; F9 saves it in the official layout."""

    AUTO_FOCUS = "RecordList"
    without = frozenset()

    def __init__(self, filled: FilledForm) -> None:
        super().__init__(name=f"{filled.form.code.replace('/', '-')}-{filled.window.last}")
        self.filled = filled

    def compose(self) -> ComposeResult:
        """Lay out the list under its title."""
        yield StatusLine()
        yield Label("\n".join(forms.subtitle(self.filled)), classes="heading")
        yield RecordList()
        yield from self.frame_bottom()

    def screen_title(self) -> str:
        """Return the form's number and title."""
        return f"{self.filled.form.code} {self.filled.form.title.of(i18n.lang())}".upper()

    def help_text(self) -> str:
        """Return what can be done with a figure."""
        return tr("Enter opens the rows behind a figure. F9 saves the form as PDF; F4 as a spreadsheet or Word file.")

    async def drawn_up(self) -> Document:
        """Return the form as a paper."""
        return forms.document(self.filled, self.reception.desk.reference)

    def show(self, document: Document) -> None:
        """Fill the list."""
        self.query_one(RecordList).show(list(_figure_lines(self.filled)))

    @on(RecordList.Opened)
    def _open(self, event: RecordList.Opened) -> None:
        cell = next(cell for cell in self.filled.form.cells if cell.no == event.key)
        self.reception.open("rows_behind", self.filled, cell)

    def action_sign_report(self) -> None:
        """Keep the figures as they are signed."""
        self.reception.open("sign_report", self.filled)

    def action_save_sheet(self) -> None:
        """Save it as a spreadsheet in the official layout."""
        from reception_tui.reports.form_sheet import render

        desk = self.reception.desk
        self.put(Written(render(self.filled, desk.reference, desk.desk.today), Format.XLSX))


class RowsBehindScreen(ReceptionScreen[None]):
    """The records that one figure counts."""

    place = Place.DIALOG
    without = frozenset({"save"})
    BINDINGS: ClassVar[list[BindingType]] = bindings_at(Place.DIALOG)

    def __init__(self, filled: FilledForm, cell: Cell) -> None:
        super().__init__()
        self.filled, self.cell = filled, cell

    def compose(self) -> ComposeResult:
        """Lay out the list under the figure."""
        yield StatusLine()
        yield Label(f"{self.cell.no}: {forms.full_name(self.cell)}", classes="heading")
        yield RecordList(empty=tr("No row is behind this figure."))
        yield from self.frame_bottom()

    def screen_title(self) -> str:
        """Return the figure."""
        value = forms.shown(self.filled.values[self.cell.no])
        return tr("FIGURE {no} OF {form}: {value}").format(no=self.cell.no, form=self.filled.form.code, value=value)

    async def on_mount(self) -> None:
        """Read the rows."""
        desk, filled = self.reception.desk, self.filled
        found = await desk.ask(
            rows_behind, desk.reference, filled.form, self.cell, filled.window, filled.rule, _MOST_ROWS
        )
        self.query_one(RecordList).show(
            [
                Line(row.no, f" {row.no:<14} {formats.day(row.on)} {forms.shown(row.adds):>5}  {row.title}")
                for row in found
            ]
        )

    @on(RecordList.Opened)
    def _open(self, event: RecordList.Opened) -> None:
        self.reception.open_number(event.key)


def _figure_lines(filled: FilledForm) -> Iterator[Line]:
    for cell in filled.form.cells:
        yield Line(
            cell.no, f" {cell.no:>4} {forms.shown(filled.values[cell.no]):>10}  {_end_of(forms.full_name(cell))}"
        )
    for result in filled.checks:
        if result.holds:
            yield Line("", f" ✓ {result.check.rule}")
        else:
            yield Line("", f" ✗ {forms.check_sentence(result)}", "bold red")


def _end_of(name: str) -> str:
    """Return the end of a long heading: its last words tell the columns apart."""
    return name if len(name) <= _NAME_WIDTH else f"…{name[1 - _NAME_WIDTH :]}"


def _book(work: Work, reference: Reference) -> FormBook:
    return form_book(reference_files(work), reference.fields)


def _filled(work: Work, reference: Reference, code: str, window: Window, rule: CountRule) -> FilledForm:
    book = _book(work, reference)
    return fill(work, reference, book, book.form(code, window), window, rule, compare=True)
