"""What undoing an entry would change, before it is done."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import ClassVar

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from reception_tui.desk.queries.undoing import Difference, UndoPage, undo_page
from reception_tui.domain.errors import RegisterError
from reception_tui.domain.reference import Reference
from reception_tui.i18n import formats, tr
from reception_tui.i18n.columns import COLUMNS, column_word, record_word, value_word
from reception_tui.i18n.doings import act_label
from reception_tui.i18n.sentences import of_error
from reception_tui.tui.actions import Place, bindings_at
from reception_tui.tui.screen import ReceptionScreen
from reception_tui.tui.widgets.status_line import StatusLine


class UndoScreen(ReceptionScreen[None]):
    """Ctrl+Z, and Ctrl+U on an entry of the journal. Enter undoes, Esc leaves everything as it is."""

    place = Place.DIALOG
    without = frozenset({"save"})
    AUTO_FOCUS = "#body"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_at(Place.DIALOG),
        Binding("enter", "confirm", show=False, priority=True),
    ]

    def __init__(self, entry: int) -> None:
        super().__init__()
        self.entry = entry
        self.page: UndoPage | None = None

    def compose(self) -> ComposeResult:
        """Lay out one scrolling page."""
        yield StatusLine()
        with VerticalScroll(id="body", can_focus=True):
            yield Static(id="page", markup=False)
        yield from self.frame_bottom()

    def screen_title(self) -> str:
        """Return the screen's name with the entry's number."""
        return tr("UNDO ENTRY {entry}?").format(entry=self.entry)

    def help_text(self) -> str:
        """Return what the keys do."""
        return tr(
            "Each line says how a field stands now and how it would stand. Enter undoes, Esc leaves everything as it "
            "is. The entry stays in the journal; undoing it is an entry too, and can be undone."
        )

    async def on_mount(self) -> None:
        """Read what would change."""
        desk = self.reception.desk
        self.page = await desk.ask(undo_page, desk.reference, desk.desk.officer, self.entry)
        self.query_one("#page", Static).update(Text("\n").join(_lines(self.page, desk.reference)))

    def message_on_resume(self) -> str:
        """Say what Enter does here."""
        refused = self.page is not None and self.page.refused is not None
        return tr("Esc: leave everything as it is.") if refused else tr("Enter: undo. Esc: leave everything as it is.")

    def action_confirm(self) -> None:
        """Undo the entry."""
        if self.page is not None and self.page.refused is None:
            self._undo()
        else:
            self.reception.bell()

    def action_save(self) -> None:
        """Undo the entry."""
        self.action_confirm()

    @work(exclusive=True, group="undo")
    async def _undo(self) -> None:
        release = self.reception.hold_keys()
        try:
            await self.reception.undo(self.entry)
        except RegisterError as error:
            self.tell(of_error(error), trouble=True)
            self.reception.bell()
        else:
            self.dismiss()
        finally:
            release()


def _lines(page: UndoPage, reference: Reference) -> Iterator[Text]:
    done = " · ".join(filter(None, (act_label(page.act), page.subject, page.officer, formats.moment(page.at))))
    yield Text(done, style="bold")
    if page.undoes is not None:
        yield Text(tr("It undid entry {entry}, which would be done again.").format(entry=page.undoes))
    if page.refused is not None:
        yield Text(f"✗ {of_error(page.refused)}", style="bold red")
    yield Text()
    for (table, no), group in groupby(page.differences, key=lambda one: (one.table, one.no)):
        members = [one for one in group if one.column in COLUMNS]
        if members:
            yield Text(f"{record_word(table)} {no}".strip(), style="bold underline")
            yield from (_difference(one, reference) for one in members)


def _difference(one: Difference, reference: Reference) -> Text:
    before, after = (
        tr("kept secret") if one.secret else value_word(one.table, one.column, value, reference)
        for value in (one.before, one.after)
    )
    return Text(f"  {column_word(one.column)}: {before} → {after}")
