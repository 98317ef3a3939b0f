"""What becomes of a petition: only what is lawful for it is offered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reception_tui.domain.commands import Dispose, Document
from reception_tui.domain.kinds import DispositionKind, PetitionKind
from reception_tui.i18n import tr
from reception_tui.store.work import Row
from reception_tui.tui import choices
from reception_tui.tui.decision_text import decision_lines
from reception_tui.tui.fields import DayField, Field, LineField, PickField, Spec
from reception_tui.tui.form import FormScreen


class DisposeForm(FormScreen):
    """Ctrl+E on a petition."""

    def __init__(self, petition: Row) -> None:
        super().__init__()
        self.petition = petition

    def screen_title(self) -> str:
        """Return the form's name with the petition's number."""
        return tr("DECIDE ON {no}").format(no=self.petition["no"])

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the fields; the usual disposition is chosen already."""
        reference, today = self.reception.desk.reference, self.reception.desk.desk.today
        row = self.petition
        options = choices.dispositions(reference, row, today)
        return [
            [PickField(Spec("as", tr("Decision"), needed=True), options, options[0].code)],
            [
                PickField(
                    Spec("why", tr("Reason")), choices.grounds_of_refusal(reference, PetitionKind(row["kind"]), today)
                )
            ],
            [LineField(Spec("number", tr("Document No."), later=True))],
            [DayField(Spec("date", tr("Document date")), today, reference.calendar)],
            [LineField(Spec("note", tr("Note")))],
            [DayField(Spec("on", tr("Day"), needed=True), today, reference.calendar, today)],
        ]

    async def prepare(self) -> None:
        """Ask for a reason only when acceptance is refused."""
        self.show_field("why", shown=False)

    async def entered(self, field: Field) -> Field | None:
        """Show the reason when it is needed."""
        if field.spec.name == "as":
            self.show_field("why", shown=field.value_given() == DispositionKind.REFUSE_ACCEPTANCE)
        return None

    async def advice(self) -> Sequence[str]:
        """Tell the article, the form and the limit of the marked disposition, and what is owed beside it."""
        desk, picked = self.reception.desk, self.field("as")
        marked = picked.candidate() if isinstance(picked, PickField) else None
        return decision_lines(desk.reference, self.petition, desk.desk.today, marked.code if marked else "")

    async def save(self, values: dict[str, Any]) -> str:
        """Decide."""
        return await self.act(
            Dispose(
                petition=self.petition["no"],
                on=values["on"],
                as_=DispositionKind(values["as"]),
                document=Document(values["number"] or "", values["date"]),
                why=(values["why"],) if values.get("why") else (),
                note=values["note"] or "",
            )
        )
