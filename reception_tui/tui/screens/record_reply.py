"""What a body answered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reception_tui.domain.commands import Document, RecordReply
from reception_tui.i18n import tr
from reception_tui.tui import choices
from reception_tui.tui.fields import Choice, DayField, Field, LineField, NoteField, PickField, Spec
from reception_tui.tui.form import FormScreen

CONTENT_ROWS = 3


class ReplyForm(FormScreen):
    """Ctrl+T on a petition."""

    form_name = "reply"

    def __init__(self, no: str, bodies: Sequence[Choice]) -> None:
        super().__init__()
        self.about = no
        self.bodies = bodies

    def screen_title(self) -> str:
        """Return the form's name with the petition's number."""
        return tr("REPLY ON {no}").format(no=self.about)

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the fields."""
        reference, today = self.reception.desk.reference, self.reception.desk.desk.today
        first = self.bodies[0].code if self.bodies else ""
        help_final = tr("The lead's final answer ends a petition that others decide; a notice of acceptance does not.")
        return [
            [PickField(Spec("body", tr("From"), needed=True), self.bodies, first)],
            [LineField(Spec("number", tr("Document No."), later=True))],
            [DayField(Spec("date", tr("Document date")), today, reference.calendar)],
            [DayField(Spec("on", tr("Came in on"), needed=True), today, reference.calendar, today)],
            [NoteField(Spec("content", tr("Content"), later=True), CONTENT_ROWS)],
            [PickField(Spec("final", tr("Final answer"), needed=True, help=help_final), choices.yes_no(), "yes")],
            [DayField(Spec("accepted_on", tr("Accepted on")), today, reference.calendar)],
            [DayField(Spec("resolved_on", tr("Resolved on")), today, reference.calendar)],
        ]

    async def save(self, values: dict[str, Any]) -> str:
        """Enter the reply."""
        return await self.act(
            RecordReply(
                petition=self.about,
                body=values["body"],
                document=Document(values["number"] or "", values["date"]),
                on=values["on"],
                content=values["content"] or "",
                final=values["final"] == "yes",
                accepted_on=values["accepted_on"],
                resolved_on=values["resolved_on"],
            )
        )
