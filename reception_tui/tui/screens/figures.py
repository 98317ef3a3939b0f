"""The figures of a form on the screen, beside those of other periods, and the very rows behind each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Label

from reception_tui import i18n
from reception_tui.desk.queries.forms import CheckResult, FilledForm, FormRow, fill_all, rows_behind
from reception_tui.desk.queries.signed import SeenReport, seen_report
from reception_tui.domain.forms import Cell
from reception_tui.i18n import formats, tr
from reception_tui.reports import forms, signed
from reception_tui.reports.formats import Format, Written
from reception_tui.reports.model import Document
from reception_tui.store.work import Work
from reception_tui.tui.actions import Place, bindings_at
from reception_tui.tui.screen import ReceptionScreen
from reception_tui.tui.screens.paper import OF_SOME_PAPERS, PaperScreen
from reception_tui.tui.widgets.record_list import Line, RecordList
from reception_tui.tui.widgets.status_line import StatusLine

_MOST_ROWS = 2000
_NAME_WIDTH, _SHOWN_WIDTH = 39, 80
_CHECK = "check "
_WAITS = "…"


class FiguresScreen(PaperScreen):
    """The figures of a form, one a line. Enter opens the rows behind one; F9 saves it in the official layout."""

    AUTO_FOCUS = "RecordList"
    without = OF_SOME_PAPERS - {"save_sheet", "sign_report", "enter_figures", "save_all_forms"}

    def __init__(self, seen: SeenReport) -> None:
        super().__init__(name=f"{seen.code.replace('/', '-')}-{seen.window.last}")
        self.seen = seen

    @property
    def filled(self) -> FilledForm:
        """Return the form as it is counted now."""
        if not isinstance(self.seen.now, FilledForm):
            raise TypeError(self.seen.code)
        return self.seen.now

    @property
    def shown(self) -> FilledForm:
        """Return the form that stands on the screen: as it was signed, where it was."""
        kept = self.seen.signed
        return kept.report if kept is not None and isinstance(kept.report, FilledForm) else self.filled

    def compose(self) -> ComposeResult:
        """Lay out the list under its title."""
        yield StatusLine()
        yield Label(classes="heading", markup=False)
        yield RecordList()
        yield from self.frame_bottom()

    def screen_title(self) -> str:
        """Return the form's number and title."""
        return f"{self.seen.code} {self.filled.form.title.of(i18n.lang())}".upper()

    def help_text(self) -> str:
        """Return what can be done with a figure."""
        return tr(
            "Enter opens the rows behind a figure or a check that does not hold; “…” waits to be entered. "
            "F9 saves the form as PDF; F4 as a spreadsheet or Word file, or signs it."
        )

    async def drawn_up(self) -> Document:
        """Return the form as a paper: with the figures that were signed, where it was."""
        reference, kept = self.reception.desk.reference, self.seen.signed
        return forms.document(self.filled, reference) if kept is None else signed.document(kept, reference)

    async def reread(self) -> None:
        """Count again after something was entered, signed or corrected."""
        desk, seen = self.reception.desk, self.seen
        self.seen = await desk.ask(seen_report, desk.reference, seen.code, seen.window, seen.rule)
        self._document = await self.drawn_up()
        self.show(self._document)

    def show(self, document: Document) -> None:
        """Fill the list."""
        heading = list(forms.subtitle(self.shown))
        kept = self.seen.signed
        if kept is not None:
            told = tr("Signed by {signer} on {day}; corrected since: {count}.")
            heading[-1] = told.format(signer=kept.signer, day=formats.day(kept.on), count=len(kept.corrections))
        self.query_one(Label).update("\n".join(heading))
        room = _NAME_WIDTH + max(0, self.app.size.width - _SHOWN_WIDTH)
        self.query_one(RecordList).show(list(_figure_lines(self.shown, self._corrected(), room)))

    def _corrected(self) -> dict[str, str]:
        kept = self.seen.signed
        return {} if kept is None else {one.what: forms.shown(one.now) or _WAITS for one in kept.corrections}

    @on(RecordList.Opened)
    def _open(self, event: RecordList.Opened) -> None:
        if event.key.startswith(_CHECK):
            self._open_check(self.shown.checks[int(event.key.removeprefix(_CHECK))])
            return
        cell = self.filled.form.cell(event.key)
        if self.filled.values[cell.no] is None and cell.is_entered:
            self.action_enter_figures()
            return
        self._open_cell(cell)

    def _open_cell(self, cell: Cell) -> None:
        filled, reference = self.filled, self.reception.desk.reference
        value = forms.shown(filled.values[cell.no])
        title = tr("FIGURE {no} OF {form}: {value}").format(no=cell.no, form=filled.form.code, value=value)

        def found(work: Work) -> Sequence[FormRow]:
            return rows_behind(work, reference, filled.form, cell, filled.window, filled.rule, _MOST_ROWS)

        self.reception.open("rows_behind", title, f"{cell.no}: {forms.full_name(cell)}", found)

    def _open_check(self, result: CheckResult) -> None:
        title = tr("CHECK OF {form} THAT DOES NOT HOLD").format(form=self.seen.code)
        self.reception.open("rows_behind", title, result.check.rule, lambda _work: result.rows)

    def can_do(self, act: str) -> bool:
        """Tell whether an act can be done: only some forms have columns to be entered, and one is signed once."""
        if act == "enter_figures":
            return any(cell.is_entered for cell in self.filled.form.cells)
        return self.seen.signed is None if act == "sign_report" else super().can_do(act)

    def action_enter_figures(self) -> None:
        """Enter figures that the register cannot count."""
        if self.can_do("enter_figures"):
            self.reception.open("enter_figures", self.filled)

    def action_sign_report(self) -> None:
        """Keep the figures as they are signed."""
        self.reception.open("sign_report", self.seen)

    def action_save_sheet(self) -> None:
        """Save it as a spreadsheet in the official layout."""
        self._put_sheets((self.shown,), self.file_name)

    async def action_save_all_forms(self) -> None:
        """Save every form of the same period as one spreadsheet, a sheet for each."""
        desk, seen = self.reception.desk, self.seen
        every = await desk.ask(fill_all, desk.reference, seen.window, seen.rule)
        self._put_sheets(every, tr("all-forms-{last}").format(last=seen.window.last))

    def _put_sheets(self, every: tuple[FilledForm, ...], name: str) -> None:
        from reception_tui.reports.form_sheet import render_all

        desk = self.reception.desk
        self.put(Written(render_all(every, desk.reference, desk.desk.today), Format.XLSX), name)


class RowsBehindScreen(ReceptionScreen[None]):
    """The records that one figure counts, or that break a check."""

    place = Place.DIALOG
    without = frozenset({"save"})
    BINDINGS: ClassVar[list[BindingType]] = bindings_at(Place.DIALOG)

    def __init__(self, title: str, heading: str, found: Callable[[Work], Sequence[FormRow]]) -> None:
        super().__init__()
        self.named, self.heading, self.found = title, heading, found

    def compose(self) -> ComposeResult:
        """Lay out the list under the figure."""
        yield StatusLine()
        yield Label(self.heading, classes="heading", markup=False)
        yield RecordList(empty=tr("No row is behind this figure."))
        yield from self.frame_bottom()

    def screen_title(self) -> str:
        """Return the figure."""
        return self.named

    async def on_mount(self) -> None:
        """Read the rows."""
        found = await self.reception.desk.ask(self.found)
        lines = [
            Line(
                "" if row.entered else row.no,
                f" {row.no:<14} {formats.day(row.on)} {forms.shown(row.adds):>5}  {row.title}",
            )
            for row in found
        ]
        if len(found) == _MOST_ROWS:
            lines.append(
                Line("", tr(" Only the first {count} rows are shown.").format(count=formats.number(_MOST_ROWS)))
            )
        self.query_one(RecordList).show(lines)

    @on(RecordList.Opened)
    def _open(self, event: RecordList.Opened) -> None:
        self.reception.open_number(event.key)


def _figure_lines(filled: FilledForm, corrected: dict[str, str], room: int) -> Iterator[Line]:
    no, *titles, name = tr("Col."), tr("Now"), tr("Earlier"), tr("Year ago"), tr("Column of the form")
    for at, result in enumerate(filled.checks):
        if not result.holds:
            yield Line(f"{_CHECK}{at}", f" ✗ {forms.check_sentence(result)}", "bold red")
    yield Line("", f" {no:>4}{''.join(f' {title:>9}' for title in titles)}  {name}", "bold")
    for cell in filled.form.cells:
        told = _WAITS if filled.values[cell.no] is None else forms.shown(filled.values[cell.no])
        earlier = "".join(f" {forms.shown(values[cell.no]):>9}" for _, values in filled.before)
        name = _short(forms.full_name(cell), room)
        if cell.no in corrected:
            now = tr("now {now}: ").format(now=corrected[cell.no])
            name = now + _short(forms.full_name(cell), room - len(now))
        yield Line(cell.no, f" {cell.no:>4} {told:>9}{earlier}  {name}", "bold" if cell.no in corrected else "")
    for result in filled.checks:
        if result.holds:
            yield Line("", f" {'✓' if result.judged else _WAITS} {result.check.rule}")


def _short(name: str, room: int) -> str:
    """Return the headings above a column in the room there is: the upper ones go first, then those in the middle."""
    parts = name.split(" – ")
    tries = [name, *(" – ".join(parts[at:]) for at in range(1, len(parts) - 2))]
    if len(parts) > 2:
        tries += [f"{parts[-3]} – … – {parts[-1]}", " – ".join(parts[-2:])]
    last = parts[-1]
    return next((one for one in tries if len(one) <= room), last if len(last) <= room else f"…{last[1 - room :]}")
