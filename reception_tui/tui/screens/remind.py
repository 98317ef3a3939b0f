"""A reminder to a body that has not answered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reception_tui.domain.commands import Document, Remind
from reception_tui.i18n import tr
from reception_tui.tui.fields import Choice, DayField, Field, LineField, PickField, Spec
from reception_tui.tui.form import FormScreen


class RemindForm(FormScreen):
    """Ctrl+R on a petition or on a row of the follow-up board."""

    def __init__(self, no: str, bodies: Sequence[Choice]) -> None:
        super().__init__()
        self.no = no
        self.bodies = bodies

    def screen_title(self) -> str:
        """Return the form's name with the petition's number."""
        return tr("REMIND ON {no}").format(no=self.no)

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the fields; the only body that owes an answer is chosen already."""
        reference, today = self.reception.desk.reference, self.reception.desk.desk.today
        first = self.bodies[0].code if self.bodies else ""
        return [
            [PickField(Spec("body", tr("To"), needed=True), self.bodies, first)],
            [LineField(Spec("number", tr("Document No."), later=True))],
            [DayField(Spec("on", tr("Day"), needed=True), today, reference.calendar, today)],
            [LineField(Spec("note", tr("Note")))],
        ]

    async def save(self, values: dict[str, Any]) -> str:
        """Enter the reminder."""
        document = Document(values["number"] or "", values["on"])
        return await self.act(
            Remind(petition=self.no, body=values["body"], document=document, on=values["on"], note=values["note"] or "")
        )
