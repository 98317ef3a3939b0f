"""The nightly page as it stands now."""

from __future__ import annotations

from reception_tui.desk.queries.night import night
from reception_tui.domain.kinds import CountRule
from reception_tui.i18n import tr
from reception_tui.reports import nightly
from reception_tui.reports.model import Document
from reception_tui.tui.screens.paper import PaperScreen


class NightlyPageScreen(PaperScreen):
    """Ctrl+Y on the desk."""

    def screen_title(self) -> str:
        """Return the paper's name."""
        return tr("NIGHTLY PAGE")

    async def drawn_up(self) -> Document:
        """Return the page of today, counted now."""
        desk = self.reception.desk
        now = desk.desk.now()
        found = await desk.ask(night, desk.reference, now.date(), CountRule.PER_PARTY, now.tzinfo)
        self.file_name = f"{now.date():%Y-%m-%d}"
        return nightly.document(found, desk.reference)
