"""Forms: fields in order, Enter goes on, the last field saves, nothing typed is lost."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, Label, Static, TextArea

from reception_tui import i18n
from reception_tui.desk.queries.choosing import offered_first
from reception_tui.desk.queries.record import petition_page
from reception_tui.domain.commands import Command
from reception_tui.domain.errors import ChangedSince, RegisterError, WaitLeft
from reception_tui.domain.kinds import Book
from reception_tui.i18n import tr
from reception_tui.i18n.sentences import of_error, of_notice
from reception_tui.store.numbers import book_of
from reception_tui.store.work import Row
from reception_tui.tui import petition_text
from reception_tui.tui.actions import Place, bindings_at
from reception_tui.tui.fields import Field, LineField, NoteField, PickField
from reception_tui.tui.kept_form import KeptForm, widget_of
from reception_tui.tui.widgets.advice_lines import AdviceLines
from reception_tui.tui.widgets.history_pane import WIDE, HistoryPane
from reception_tui.tui.widgets.panel import Panel
from reception_tui.tui.widgets.status_line import StatusLine

ADVICE_SECONDS = 0.08
"""So long the keys must rest before the register is searched for who or what may be meant: that slows the echo."""


class FormScreen(KeptForm):
    """A form that ends in one act. Dismissed with the register number, or with nothing."""

    place = Place.FORM
    without = frozenset({"roster", "person", "from_register"})
    compared: frozenset[str] = frozenset()
    """Fields beside which something may be said."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_at(Place.FORM),
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
    ]

    # What a form says of itself

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the fields, row by row."""
        raise NotImplementedError

    async def save(self, values: dict[str, Any]) -> str:
        """Do the act and return its register number; nothing while something is still to be agreed to.

        Raises `RegisterError`.
        """
        raise NotImplementedError

    async def entered(self, field: Field) -> Field | None:
        """React to Enter on a field; return the field to go to when it is not the next one."""
        return None

    def saved(self, no: str) -> None:
        """Leave the form once its act is done."""
        self.dismiss(no)

    def field_of_error(self, name: str) -> str:
        """Return the field that an error's field name belongs to."""
        return name.rpartition(".")[2].partition("[")[0]

    # Drawing

    def compose(self) -> ComposeResult:
        """Lay out the rows between the top row and the panel."""
        yield StatusLine()
        with Horizontal(id="middle"):
            with VerticalScroll(id="fields", can_focus=False):
                for row in self.rows():
                    with Horizontal(classes="row"):
                        for field in row:
                            self.fields.append(field)
                            yield Label(_label(field), id=f"label-{field.spec.name}", classes="label", markup=False)
                            yield widget_of(field)
                    yield from (
                        Static(id=f"beside-{field.spec.name}", classes="beside", markup=False)
                        for field in row
                        if field.spec.name in self.compared
                    )
            yield HistoryPane()
        yield AdviceLines()
        yield Panel()
        yield from self.frame_bottom()

    async def on_mount(self) -> None:
        """Make the form ready, then bring back an unfinished one of the same kind.

        Textual runs the `on_mount` of every class of a screen: forms have `prepare` and `opened`, which run once.
        """
        await self._offer_last_used()
        await self.prepare()
        if self.seen_as is None:
            await self.note_seen()
        if isinstance(self.focused, LineField):
            # What was just filled in is replaced by typing, as in every field that the cursor comes to.
            self.focused.action_select_all()
        self._blank = self.draft_values()
        if self.form_name:
            await self._bring_back_draft()
        self.opened()

    async def _offer_last_used(self) -> None:
        picks = [field for field in self.fields if isinstance(field, PickField)]
        if not picks:
            return
        desk = self.reception.desk
        first = await desk.ask(offered_first, desk.desk.officer.code, type(self).__name__)
        for field in picks:
            field.offer_first(first.get(field.spec.name, ()))

    def _chosen(self) -> dict[str, str]:
        """Return what was chosen in this form, by field."""
        return {
            f"{type(self).__name__}.{field.spec.name}": field.chosen.code
            for field in self.fields
            if isinstance(field, PickField) and field.chosen is not None and field.value
        }

    async def prepare(self) -> None:
        """Fill what is known already and hide what is not needed yet."""

    def opened(self) -> None:
        """Do what comes first in the form that is ready now."""

    # The pane beside the form

    def on_resize(self) -> None:
        """Tell what is known already, once there is room for it."""
        self.tell_history()

    @work(exclusive=True, group="history", exit_on_error=False)
    async def tell_history(self) -> None:
        """Read anew what is known of the person or petition; nothing is asked where it would not be seen."""
        if self.app.size.width >= WIDE and self.query(HistoryPane):
            self.query_one(HistoryPane).show(tr("KNOWN ALREADY"), await self.history())

    async def history(self) -> Sequence[Text]:
        """Return what the register knows of the petition that the form is about."""
        no = self.record_no()
        if book_of(no) not in {Book.PETITIONS, Book.FEEDBACK, Book.DENUNCIATIONS}:
            return [Text(tr("Nothing is known yet."))]
        desk = self.reception.desk
        page = await desk.ask(petition_page, desk.reference, no, desk.desk.today)
        return list(petition_text.lines(page, desk.reference, i18n.lang()))

    def record_no(self) -> str:
        """Return the number of the record that the form is about; nothing where there is none yet."""
        petition: Row | None = getattr(self, "petition", None)
        return str(petition["no"] if petition else getattr(self, "no", "") or self.about)

    # Moving about

    @on(Input.Submitted)
    async def _line_entered(self, event: Input.Submitted) -> None:
        event.stop()
        if isinstance(event.input, Field):
            await self.go_on(event.input)

    @on(NoteField.Submitted)
    async def _note_entered(self, event: NoteField.Submitted) -> None:
        event.stop()
        await self.go_on(event.field)

    async def go_on(self, field: Field) -> None:
        """Take the field's value and go to the next one; on the last one, save."""
        try:
            field.value_given()
        except RegisterError as error:
            await self.show_error(error, field)
            return
        await self.clear_error(field)
        settle(field)
        wanted = await self.entered(field)
        if wanted is None:
            order = self._visible()
            place = order.index(field)
            if place + 1 == len(order):
                await self.action_save()
                return
            wanted = order[place + 1]
        widget_of(wanted).focus()

    def action_step(self, by: int) -> None:
        """Go through the choices of a pick field that is being typed in, else to the next or last field."""
        field = self.focused
        if isinstance(field, PickField) and _is_searching(field) and field.highlighted + by >= -1:
            field.step(by)
            self._show_panel()
            return
        order = self._visible()
        if isinstance(field, Field) and field in order:
            widget_of(order[max(0, min(order.index(field) + by, len(order) - 1))]).focus()

    def _visible(self) -> list[Field]:
        return [field for field in self.fields if widget_of(field).display and not widget_of(field).disabled]

    def show_beside(self, name: str, line: str) -> None:
        """Say something under a field, or nothing any more."""
        beside = self.query_one(f"#beside-{name}", Static)
        beside.update(line)
        beside.display = bool(line)

    def field_left(self, field: Field) -> None:
        """React to a field being left."""

    # The panel, errors, drafts

    def on_descendant_focus(self) -> None:
        """Say what the field is for."""
        self._show_panel()
        self.seek_advice()

    def on_descendant_blur(self, event: Any) -> None:
        """Write the field out in full and keep the draft."""
        if isinstance(event.widget, Field):
            settle(event.widget)
            self.field_left(event.widget)
        self._keep_draft_soon(0)

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _typed(self) -> None:
        # What a form holds when it opens also comes as a change; only what differs from that was typed.
        if not self._touched and self.draft_values() == self._blank:
            return
        self.touched()
        self._show_panel()
        self.seek_advice()

    @work(exclusive=True, group="advice", exit_on_error=False)
    async def seek_advice(self) -> None:
        """Ask anew for advice once nothing was typed for a moment; what was asked before is not waited for."""
        await asyncio.sleep(ADVICE_SECONDS)
        try:
            lines = await self.advice()
        except RegisterError:
            lines = ()
        self.query_one(AdviceLines).show(lines)

    async def advice(self) -> Sequence[str]:
        """Return what the register knows about the form as typed so far."""
        return ()

    def typed_value(self, name: str) -> Any:
        """Return the value of a field as typed so far; nothing while it cannot be read."""
        try:
            return self.field(name).value_given()
        except RegisterError:
            return None

    def _show_panel(self) -> None:
        field = self.focused
        panel = self.query_one(Panel)
        if isinstance(field, PickField):
            panel.show_choices(field.hint(), field.matches(), field.highlighted)
        elif isinstance(field, Field):
            panel.show_hint(field.hint(), *self.facts_about(field))

    def facts_about(self, field: Field) -> tuple[str, ...]:
        """Return what the register knows about what is typed in a field."""
        return ()

    async def show_error(self, error: RegisterError, field: Field | None = None) -> None:
        """Show an error under its field, put the cursor there, and forget keys typed ahead."""
        self.reception.drop_typed_ahead()
        self.reception.bell()
        if isinstance(error, ChangedSince):
            await self.note_seen()
            self.tell_history()
        if field is None and error.field is not None:
            name = self.field_of_error(error.field)
            field = next((one for one in self.fields if one.spec.name == name), None)
        if field is None:
            self.tell(of_error(error), trouble=True)
            return
        sentence = of_error(error, field.spec.label)
        await self.clear_error(field)
        widget = widget_of(field)
        widget.display = True
        row = widget.parent
        if isinstance(row, Widget):
            await self.query_one("#fields").mount(
                Static(f"✗ {sentence}", id=f"error-{field.spec.name}", classes="error", markup=False), after=row
            )
        widget.focus()

    async def clear_error(self, field: Field) -> None:
        """Take away the error under a field."""
        await self.query(f"#error-{field.spec.name}").remove()

    # Ending

    async def action_save(self) -> None:
        """Check every field and do the act. What is typed meanwhile waits."""
        values: dict[str, Any] = {}
        for field in self._visible():
            try:
                values[field.spec.name] = field.value_given()
            except RegisterError as error:
                await self.show_error(error, field)
                return
            settle(field)
        self._save(values, self.reception.hold_keys())

    @work(exclusive=True, group="save", description="save")
    async def _save(self, values: dict[str, Any], release: Callable[[], None]) -> None:
        try:
            with self.reception.waiting():
                no = await self.save(values)
            if no:
                await self._let_go(no)
                self.keep_for_next()
                self.saved(no)
        except WaitLeft as left:
            # The officer knows: what is typed on goes into the form.
            self.tell(of_error(left), trouble=True)
        except RegisterError as error:
            await self.show_error(error)
        finally:
            release()

    async def _let_go(self, no: str) -> None:
        """Forget the draft of a form whose act is done, and remember what was chosen in it.

        The act stands whatever becomes of that: trouble is told and does not bring the form back.
        """
        try:
            await self._drop_draft(self._chosen())
        except RegisterError as error:
            self.reception.announce(f"{no}. {of_error(error)}", trouble=True)

    async def act(self, command: Command) -> str:
        """Do an act and remember it for undo; what it has to tell is told."""
        outcome = await self.reception.act(self.with_version(command))
        self.has_sealed |= outcome.sealed
        self.seen_as = None
        told = " ".join(of_notice(notice.code, notice.values) for notice in outcome.notices)
        self.reception.announce(f"{outcome.no}. {told}".strip())
        return outcome.no

    async def action_leave(self) -> None:
        """Close the form and keep what was typed: in the register, or in the program while that is out of reach."""
        if await self.keep_draft() or self.hold_draft():
            self.dismiss(None)

    def action_pick(self) -> None:
        """Show everything that can be chosen in this field."""
        field = self.focused
        if isinstance(field, PickField):
            self.reception.open("pick_list", field)


def settle(field: Field) -> None:
    """Write out in full what was typed short, once the field is left."""
    if isinstance(field, LineField):
        field.settle()


def _is_searching(field: PickField) -> bool:
    return field.chosen is None or field.value != field.chosen.label


def _label(field: Field) -> str:
    mark = "*" if field.spec.needed else ("○" if field.spec.later else " ")
    return f"{mark}{field.spec.label}"
