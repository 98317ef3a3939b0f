"""A report that is signed: its figures are kept, and what is corrected later is shown as a correction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reception_tui.desk.queries.signed import ANNUAL, SeenReport
from reception_tui.domain.commands import SignReport
from reception_tui.i18n import tr
from reception_tui.tui.fields import DayField, Field, LineField, Spec
from reception_tui.tui.form import FormScreen


class SignForm(FormScreen):
    """F4 on the figures of a form, or on the yearly paragraph."""

    def __init__(self, seen: SeenReport) -> None:
        super().__init__()
        self.seen = seen

    def screen_title(self) -> str:
        """Return the form's number."""
        return tr("SIGN {form}").format(form=tr("yearly paragraph") if self.seen.code == ANNUAL else self.seen.code)

    def help_text(self) -> str:
        """Return what signing does."""
        return tr(
            "The figures stay as they are signed; what is corrected later is shown beside them, and printed under them."
        )

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the fields."""
        reference, today = self.reception.desk.reference, self.reception.desk.desk.today
        return [
            [LineField(Spec("signer", tr("Signed by"), needed=True))],
            [DayField(Spec("on", tr("Day"), needed=True), today, reference.calendar, today)],
        ]

    async def save(self, values: dict[str, Any]) -> str:
        """Keep the figures."""
        seen = self.seen
        return await self.act(
            SignReport(
                form=seen.code,
                from_=seen.window.first,
                to=seen.window.last,
                count=seen.rule,
                signer=values["signer"],
                on=values["on"],
            )
        )
