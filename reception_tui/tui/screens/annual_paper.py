"""The yearly paragraph on the screen: signed like a form, and shown as it was signed."""

from __future__ import annotations

from reception_tui.desk.queries.day import PeriodFigures
from reception_tui.desk.queries.signed import SeenReport, seen_report
from reception_tui.i18n import tr
from reception_tui.reports import annual, signed
from reception_tui.reports.model import Document
from reception_tui.tui.screens.paper import OF_SOME_PAPERS, PaperScreen


class AnnualScreen(PaperScreen):
    """The paragraph of the report over a window."""

    without = OF_SOME_PAPERS - {"sign_report"}

    def __init__(self, seen: SeenReport) -> None:
        super().__init__(name=f"bao-cao-{seen.window.last}")
        self.seen = seen

    def help_text(self) -> str:
        """Return what can be done with it."""
        return tr("F9 saves it as PDF, Ctrl+P prints it; F4 signs it, or saves it as Word or text.")

    async def drawn_up(self) -> Document:
        """Return the paragraph: with the figures that were signed, where it was."""
        reference, now = self.reception.desk.reference, self.seen.now
        if self.seen.signed is not None or not isinstance(now, PeriodFigures):
            return signed.document(self.seen.signed, reference) if self.seen.signed is not None else self.document
        return annual.document(now, reference)

    async def reread(self) -> None:
        """Count again after it was signed or something was corrected."""
        desk, seen = self.reception.desk, self.seen
        self.seen = await desk.ask(seen_report, desk.reference, seen.code, seen.window, seen.rule)
        self._document = await self.drawn_up()
        self.show(self._document)

    def can_do(self, act: str) -> bool:
        """Tell whether an act can be done: a report is signed once."""
        return self.seen.signed is None if act == "sign_report" else super().can_do(act)

    def action_sign_report(self) -> None:
        """Keep the figures as they are signed."""
        self.reception.open("sign_report", self.seen)
