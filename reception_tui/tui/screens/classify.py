"""What a petition is by its content, and whether it can be processed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reception_tui.domain.commands import Classify
from reception_tui.domain.kinds import Instance, Jurisdiction, PetitionKind
from reception_tui.i18n import tr
from reception_tui.store.work import Row
from reception_tui.tui import choices
from reception_tui.tui.fields import DayField, Field, PickField, Spec
from reception_tui.tui.form import FormScreen


class ClassifyForm(FormScreen):
    """Ctrl+L on a petition."""

    def __init__(self, petition: Row) -> None:
        super().__init__()
        self.petition = petition

    def screen_title(self) -> str:
        """Return the form's name with the petition's number."""
        return tr("CLASSIFY {no}").format(no=self.petition["no"])

    def help_text(self) -> str:
        """Return how a petition is classified."""
        return tr(
            "By content, purpose and request, not by title: a complaint asks to review a decision or act that touches "
            "the writer's own right; a denunciation reports a violation of law; all else is a recommendation."
        )

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the fields."""
        reference, today = self.reception.desk.reference, self.reception.desk.desk.today
        row = self.petition
        eligible = "no" if row["eligible"] is False else "yes"
        return [
            [PickField(Spec("kind", tr("Kind"), needed=True), choices.of_kind(PetitionKind), row["kind"])],
            [
                PickField(
                    Spec("instance", tr("Instance"), needed=True),
                    choices.of_kind(Instance),
                    row["instance"] or Instance.FIRST,
                )
            ],
            [PickField(Spec("field", tr("Field"), later=True), choices.fields(reference), row["field"])],
            [PickField(Spec("eligible", tr("Eligible"), needed=True), choices.yes_no(), eligible)],
            [
                PickField(
                    Spec("why_not", tr("Why not")),
                    choices.ineligibilities(reference, today),
                    row["why_not"].partition(",")[0],
                )
            ],
            [
                PickField(
                    Spec("jurisdiction", tr("Competence"), later=True),
                    choices.of_kind(Jurisdiction),
                    row["jurisdiction"],
                )
            ],
            [PickField(Spec("complex", tr("Complex")), choices.yes_no(), "no")],
            [DayField(Spec("on", tr("Day"), needed=True), today, reference.calendar, today)],
        ]

    async def on_mount(self) -> None:
        """Ask for a reason only when the petition is not eligible."""
        self.show_field("why_not", shown=self.petition["eligible"] is False)
        await super().on_mount()

    async def entered(self, field: Field) -> Field | None:
        """Show the reason when it is needed."""
        if field.spec.name == "eligible":
            self.show_field("why_not", shown=field.value_given() == "no")
        return None

    async def save(self, values: dict[str, Any]) -> str:
        """Classify the petition."""
        eligible = values["eligible"] == "yes"
        return await self.act(
            Classify(
                petition=self.petition["no"],
                version=self.petition["version"],
                on=values["on"],
                kind=PetitionKind(values["kind"]),
                instance=Instance(values["instance"]),
                field=values["field"] or "",
                eligible=eligible,
                why_not=() if eligible or not values.get("why_not") else (values["why_not"],),
                jurisdiction=Jurisdiction(values["jurisdiction"]) if values["jurisdiction"] else None,
                complex=values["complex"] == "yes",
            )
        )
