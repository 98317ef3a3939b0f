"""A paper on the screen, as it would be printed."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from reception_tui.desk.queries.night import night
from reception_tui.domain.kinds import CountRule
from reception_tui.i18n import tr
from reception_tui.reports import nightly
from reception_tui.reports.text import WIDTH, render
from reception_tui.tui.actions import Place, bindings_at
from reception_tui.tui.screen import ReceptionScreen
from reception_tui.tui.widgets.status_line import StatusLine

_MARGIN = 4


class ReadingScreen(ReceptionScreen[None]):
    """Ctrl+Y: the nightly page as it stands now."""

    place = Place.READING
    AUTO_FOCUS = "#body"
    BINDINGS: ClassVar[list[BindingType]] = bindings_at(Place.READING)

    def __init__(self, paper: str) -> None:
        super().__init__()
        self.paper = paper

    def compose(self) -> ComposeResult:
        """Lay out one scrolling page."""
        yield StatusLine()
        with VerticalScroll(id="body", can_focus=True):
            yield Static(id="page", markup=False)
        yield from self.frame_bottom()

    def screen_title(self) -> str:
        """Return the paper's name."""
        return tr("NIGHTLY PAGE")

    async def on_mount(self) -> None:
        """Write the page."""
        desk = self.reception.desk
        now = desk.desk.now()
        found = await desk.ask(night, desk.reference, now.date(), CountRule.PER_PARTY, now.tzinfo)
        width = min(WIDTH, self.app.size.width - _MARGIN)
        self.query_one("#page", Static).update(render(nightly.document(found, desk.reference), width))
