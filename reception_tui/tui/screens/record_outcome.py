"""What was decided on a petition, with the amounts that the statistical forms ask for."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from reception_tui.domain.commands import Document, RecordOutcome
from reception_tui.domain.kinds import Figure, OutcomeResult
from reception_tui.domain.outcomes import results_of
from reception_tui.i18n import tr
from reception_tui.i18n.labels import label
from reception_tui.store.work import Row
from reception_tui.tui import choices
from reception_tui.tui.fields import Choice, DayField, Field, LineField, NoteField, NumberField, PickField, Spec
from reception_tui.tui.form import FormScreen

CONTENT_ROWS = 2


class OutcomeForm(FormScreen):
    """F4 on a petition, once it was decided."""

    form_name = "outcome"

    def __init__(self, petition: Row, bodies: Sequence[Choice]) -> None:
        super().__init__()
        self.petition = petition
        self.about = petition["no"]
        self.bodies = bodies

    def screen_title(self) -> str:
        """Return the form's name with the petition's number."""
        return tr("OUTCOME OF {no}").format(no=self.about)

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the fields; amounts may stay empty."""
        reference, today = self.reception.desk.reference, self.reception.desk.desk.today
        results = results_of(self.petition["kind"], self.petition["instance"])
        return [
            [PickField(Spec("result", tr("Result"), needed=True), choices.of_kind(results))],
            [PickField(Spec("body", tr("Decided by")), self.bodies or choices.bodies(reference, today))],
            [
                LineField(Spec("number", tr("Document No."), later=True)),
                DayField(Spec("date", tr("Document date")), today, reference.calendar),
            ],
            [DayField(Spec("on", tr("Decided on"), needed=True), today, reference.calendar, today)],
            [NoteField(Spec("content", tr("Content")), CONTENT_ROWS)],
            *([NumberField(Spec(figure.value, label(figure)))] for figure in Figure),
        ]

    async def save(self, values: dict[str, Any]) -> str:
        """Enter the outcome."""
        figures = {figure: Decimal(values[figure.value]) for figure in Figure if values.get(figure.value)}
        return await self.act(
            RecordOutcome(
                petition=self.about,
                body=values["body"] or "",
                document=Document(values["number"] or "", values["date"]),
                on=values["on"],
                result=OutcomeResult(values["result"]),
                content=values["content"] or "",
                figures=figures,
            )
        )
