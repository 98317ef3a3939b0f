"""Sending a petition to the body that is to answer it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reception_tui.desk.deciding import route_of
from reception_tui.domain.commands import Document, Forward
from reception_tui.i18n import tr
from reception_tui.reports import routes
from reception_tui.store.work import Row
from reception_tui.tui import choices
from reception_tui.tui.fields import DayField, Field, LineField, PickField, PicksField, Spec
from reception_tui.tui.form import FormScreen


class ForwardForm(FormScreen):
    """F5 on a petition."""

    def __init__(self, petition: Row, *, barred: bool = False) -> None:
        super().__init__()
        self.petition = petition
        self.barred = barred

    def screen_title(self) -> str:
        """Return the form's name with the petition's number."""
        return tr("FORWARD {no}").format(no=self.petition["no"])

    def help_text(self) -> str:
        """Return what is offered."""
        return tr("The body or person that is denounced, and everybody under them, is never offered.")

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the fields."""
        reference, today = self.reception.desk.reference, self.reception.desk.desk.today
        search = choices.receivers(reference, self.petition, today, barred=self.barred)
        return [
            [
                PickField(
                    Spec("to", tr("To"), needed=True, help=tr("Type a part of the body's name or its code.")), search
                )
            ],
            [
                PicksField(
                    Spec("co_handlers", tr("Together with"), help=tr("Several are parted by semicolons.")), search
                )
            ],
            [LineField(Spec("number", tr("Document No."), later=True))],
            [DayField(Spec("date", tr("Document date")), today, reference.calendar)],
            [DayField(Spec("sent_on", tr("Sent on"), needed=True), today, reference.calendar, today)],
            [
                DayField(
                    Spec(
                        "answer_by",
                        tr("Answer by"),
                        help=tr(
                            "The date that the letter asks for; the law has its own for complaints and denunciations."
                        ),
                    ),
                    today,
                    reference.calendar,
                )
            ],
            [LineField(Spec("note", tr("Note")))],
            [LineField(Spec("head_note", tr("Head's note"), help=tr("Needed once a petition goes round in circles.")))],
            *(self._override_rows() if self.barred else []),
        ]

    def _override_rows(self) -> list[list[Field]]:
        """Return the fields of the officer who agrees to a body that the law bars."""
        return [
            [LineField(Spec("override_by", tr("Second officer"), needed=True, help=tr("Code of the officer.")))],
            [LineField(Spec("override_why", tr("Why"), needed=True))],
        ]

    async def advice(self) -> Sequence[str]:
        """Tell who is competent, by which article, why, and who must not have it."""
        desk = self.reception.desk
        found = route_of(desk.reference, self.petition, desk.desk.today)
        return routes.as_text(found, desk.reference).splitlines()

    async def save(self, values: dict[str, Any]) -> str:
        """Forward the petition."""
        return await self.act(
            Forward(
                petition=self.petition["no"],
                to=values["to"],
                co_handlers=tuple((values["co_handlers"] or "").split(",")) if values["co_handlers"] else (),
                document=Document(values["number"] or "", values["date"]),
                sent_on=values["sent_on"],
                answer_by=values["answer_by"],
                note=values["note"] or "",
                head_note=values["head_note"] or "",
                override_by=values.get("override_by") or "",
                override_why=values.get("override_why") or "",
            )
        )
