"""What a petition is by its content, and whether it can be processed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reception_tui.desk.deciding import checklist_of
from reception_tui.desk.queries.content import read_text
from reception_tui.domain.commands import Classify
from reception_tui.domain.content import ContentKind, Reading
from reception_tui.domain.eligibility import Checklist
from reception_tui.domain.kinds import Instance, Jurisdiction, PetitionKind
from reception_tui.domain.situations import Situation
from reception_tui.i18n import tr
from reception_tui.reports.contents import checklist_lines, reading_lines
from reception_tui.store.work import Row
from reception_tui.tui import choices
from reception_tui.tui.fields import Choice, DayField, Field, PickField, PicksField, Spec
from reception_tui.tui.form import FormScreen

ASK = "ask"
"""The choice that opens the questions."""


class ClassifyForm(FormScreen):
    """Ctrl+L on a petition."""

    def __init__(self, petition: Row, people: Sequence[Row] = ()) -> None:
        super().__init__()
        self.petition, self.people = petition, people
        self.seen_as = (petition["no"], petition["version"])
        self.reading: Reading | None = None

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
            [
                PickField(
                    Spec("kind", tr("Kind"), needed=True),
                    [*choices.of_kind(PetitionKind), Choice(ASK, tr("question by question"), "hoi phong van ?")],
                    row["kind"],
                )
            ],
            [
                PickField(
                    Spec("instance", tr("Instance"), needed=True),
                    choices.of_kind(Instance),
                    row["instance"] or Instance.FIRST,
                )
            ],
            [PickField(Spec("field", tr("Field"), later=True), choices.fields(reference), row["field"])],
            [
                PickField(
                    Spec("eligible", tr("Eligible"), needed=True),
                    [*choices.yes_no(), Choice(ASK, tr("by the checklist"), "bang kiem hoi ?")],
                    eligible,
                )
            ],
            [
                PicksField(
                    Spec("why_not", tr("Why not"), help=tr("Several are parted by semicolons.")),
                    choices.ineligibilities(reference, today),
                    row["why_not"],
                )
            ],
            [
                PickField(
                    Spec("jurisdiction", tr("Competence"), later=True),
                    choices.of_kind(Jurisdiction),
                    row["jurisdiction"],
                )
            ],
            [
                PicksField(
                    Spec("situations", tr("Found"), help=tr("What decides how it is handled; several by semicolons.")),
                    choices.situations(reference),
                    row["situations"],
                )
            ],
            [PickField(Spec("complex", tr("Complex")), choices.yes_no(), "no")],
            [DayField(Spec("on", tr("Day"), needed=True), today, reference.calendar, today)],
        ]

    async def prepare(self) -> None:
        """Read the text: what it is by its content stands in the form already, for the officer to take or change."""
        self.show_field("why_not", shown=self.petition["eligible"] is False)
        row = self.petition
        self.reading = await self.reception.desk.ask(read_text, f"{row['title']}\n{row['content']}", row["title"])
        if not row["kind"] and self.reading.kind not in (None, ContentKind.MIXED):
            self.field("kind").put(str(self.reading.kind))
        if not row["field"]:
            self.field("field").put(self.reading.field)

    async def advice(self) -> Sequence[str]:
        """Tell how the text reads, or what the checklist says, as the field under the cursor needs it."""
        reference = self.reception.desk.reference
        name = self.focused_name()
        if name in ("kind", "instance", "field") and self.reading is not None:
            return reading_lines(self.reading, reference)
        kind = self._kind()
        if name in ("eligible", "why_not") and kind is not None:
            day = self.petition["received_on"]
            return checklist_lines(checklist_of(reference, kind, self.petition, self.people, {}, day), reference)
        return ()

    def _kind(self) -> PetitionKind | None:
        typed = self.typed_value("kind")
        return PetitionKind(typed) if typed and typed != ASK else None

    async def entered(self, field: Field) -> Field | None:
        """Ask question by question where that was chosen; show the reason when it is needed."""
        if field.spec.name == "kind" and field.value_given() == ASK:
            self.reception.open("interview", then=self._settled)
            return field
        if field.spec.name == "eligible":
            kind = self._kind()
            if field.value_given() == ASK and kind is not None:
                self.reception.open("checklist", kind, self.petition, self.people, then=self._checked)
                return field
            self.show_field("why_not", shown=field.value_given() == "no")
        return None

    def _settled(self, kind: ContentKind | None) -> None:
        if kind is ContentKind.MIXED:
            self.tell(tr("Several kinds in one paper: split it first (F4 on its page)."), trouble=True)
        self.field("kind").put("" if kind in (None, ContentKind.MIXED) else str(kind))
        if kind not in (None, ContentKind.MIXED):
            self.go_to("instance")

    def _checked(self, found: Checklist | None) -> None:
        if found is None:
            self.field("eligible").put("yes")
            return
        eligible = found.eligible is not False
        self.field("eligible").put("yes" if eligible else "no")
        self.field("why_not").put(",".join(found.reasons))
        self.show_field("why_not", shown=not eligible)
        noted = [one.value for one in sorted(found.situations) if self._may_be_chosen(one)]
        self.field("situations").put(",".join(noted))
        self.go_to("why_not" if not eligible else "jurisdiction")

    def _may_be_chosen(self, situation: Situation) -> bool:
        return any(one.code == situation for one in choices.situations(self.reception.desk.reference))

    async def save(self, values: dict[str, Any]) -> str:
        """Classify the petition."""
        eligible = values["eligible"] == "yes"
        return await self.act(
            Classify(
                petition=self.petition["no"],
                on=values["on"],
                kind=PetitionKind(values["kind"]),
                instance=Instance(values["instance"]),
                field=values["field"] or "",
                eligible=eligible,
                why_not=() if eligible else tuple(filter(None, (values.get("why_not") or "").split(","))),
                situations=tuple(Situation(one) for one in (values["situations"] or "").split(",") if one),
                jurisdiction=Jurisdiction(values["jurisdiction"]) if values["jurisdiction"] else None,
                complex=values["complex"] == "yes",
            )
        )
