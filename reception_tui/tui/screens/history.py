"""Every entry of the journal about one record, the newest first."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from reception_tui.desk.queries.undoing import history_of
from reception_tui.i18n import tr
from reception_tui.tui.actions import Place, bindings_at
from reception_tui.tui.entry_line import entry_line
from reception_tui.tui.screen import ReceptionScreen
from reception_tui.tui.widgets.record_list import RecordList
from reception_tui.tui.widgets.status_line import StatusLine


class HistoryScreen(ReceptionScreen[None]):
    """Ctrl+U on a record. Enter shows what an entry changed, to be undone."""

    place = Place.READING
    BINDINGS: ClassVar[list[BindingType]] = bindings_at(Place.READING)

    def __init__(self, no: str) -> None:
        super().__init__()
        self.no = no

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        yield StatusLine()
        yield RecordList(empty=tr("The journal says nothing of this record."))
        yield from self.frame_bottom()

    def screen_title(self) -> str:
        """Return the screen's name with the record's number."""
        return tr("ENTRIES ABOUT {no}").format(no=self.no)

    def help_text(self) -> str:
        """Return how the list is used."""
        return tr("Enter shows what the marked entry changed, field by field; there Enter undoes it.")

    async def on_mount(self) -> None:
        """Read the entries."""
        await self.reread()

    async def reread(self) -> None:
        """Read the entries again."""
        desk = self.reception.desk
        rows = await desk.ask(history_of, self.no)
        zone = desk.desk.now().tzinfo
        self.query_one(RecordList).show([entry_line(row, zone) for row in rows])

    @on(RecordList.Opened)
    def _open(self, event: RecordList.Opened) -> None:
        self.reception.open("undo", int(event.key.partition(" ")[0]))
