"""Who may have been here before: the people, why each may be meant, and what was done for the marked one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from reception_tui.desk.queries.seen import Seen, people_like
from reception_tui.domain.likeness import TypedPerson
from reception_tui.i18n import tr
from reception_tui.tui.actions import Place, bindings_at
from reception_tui.tui.screen import ReceptionScreen
from reception_tui.tui.seen_text import ledger_lines, person_line
from reception_tui.tui.widgets.record_list import Line, RecordList
from reception_tui.tui.widgets.status_line import StatusLine

MOST = 12


class SeenScreen(ReceptionScreen[int]):
    """F8 while a person is typed. Dismissed with the person whose card is to be copied."""

    place = Place.DIALOG
    without = frozenset({"save"})
    AUTO_FOCUS = "RecordList"
    BINDINGS: ClassVar[list[BindingType]] = bindings_at(Place.DIALOG)

    def __init__(self, typed: TypedPerson) -> None:
        super().__init__()
        self.typed = typed
        self.found: Sequence[Seen] = ()

    def compose(self) -> ComposeResult:
        """Lay out the people above the ledger of the marked one."""
        yield StatusLine()
        yield RecordList(empty=tr("Nobody in the register is like the person typed."))
        with VerticalScroll(can_focus=False):
            yield Static(id="ledger", markup=False)
        yield from self.frame_bottom()

    def screen_title(self) -> str:
        """Return the screen's name."""
        return tr("SEEN BEFORE?")

    def help_text(self) -> str:
        """Return how the screen is used."""
        return tr(
            "≡ is very likely the same person, ≈ possibly. Enter copies the card; nothing is put together by itself."
        )

    async def on_mount(self) -> None:
        """Look for them."""
        desk = self.reception.desk
        self.found = await desk.ask(people_like, desk.reference, self.typed, desk.desk.today, MOST)
        self.query_one(RecordList).show(
            [Line(str(one.person_id), person_line(one, desk.reference)) for one in self.found]
        )
        self._show_ledger()

    @on(RecordList.Moved)
    def _show_ledger(self) -> None:
        key = self.query_one(RecordList).current
        marked = next((one for one in self.found if str(one.person_id) == key), None)
        lines = () if marked is None else tuple(ledger_lines(marked.ledger, self.reception.desk.reference))
        self.query_one("#ledger", Static).update("\n".join(lines))

    @on(RecordList.Opened)
    def _chosen(self, event: RecordList.Opened) -> None:
        self.dismiss(int(event.key))
