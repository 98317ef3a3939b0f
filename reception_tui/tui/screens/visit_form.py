"""The form of a visit: one person, or a delegation with its roster."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from reception_tui.domain.commands import Document, LogVisit, Moment
from reception_tui.domain.errors import RegisterError
from reception_tui.domain.kinds import Gender, Mode, ReceivedBy, VisitKind, VisitResult
from reception_tui.domain.people import PersonEntry
from reception_tui.i18n import formats, tr
from reception_tui.tui import choices
from reception_tui.tui.fields import DayField, Field, LineField, NoteField, NumberField, PickField, Spec
from reception_tui.tui.person_fields import entry_of, person_rows
from reception_tui.tui.person_form import PersonForm

CONTENT_ROWS = 2


class VisitForm(PersonForm):
    """F2: log a visit."""

    form_name = "visit"
    without = frozenset()
    after_person = "content"

    def __init__(self) -> None:
        super().__init__()
        self.roster: tuple[PersonEntry, ...] = ()
        self._time = ""

    def screen_title(self) -> str:
        """Return the form's name."""
        return tr("LOG A VISIT")

    def help_text(self) -> str:
        """Return how the form is used."""
        return tr(
            "Enter goes from field to field, F9 saves at once. Fields with * are needed now, those with ○ may come "
            "later. For a delegation enter how many came and press Ctrl+U for the roster."
        )

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the fields, those of the person first."""
        reference, today = self.reception.desk.reference, self.reception.desk.desk.today
        self._time = f"{self.reception.desk.desk.now():%H:%M}"
        return [
            *person_rows(reference, today, name_needed=True),
            [
                NumberField(
                    Spec(
                        "head_count",
                        tr("People who came"),
                        help=tr("5 or more are a delegation; Ctrl+U enters their names."),
                    ),
                    "1",
                ),
                LineField(
                    Spec(
                        "appointment",
                        tr("Appointment paper"),
                        help=tr("Number of the paper that appoints the representatives."),
                    )
                ),
            ],
            [
                NoteField(
                    Spec("content", tr("Content"), needed=True, help=tr("What it is about; Ctrl+J starts a new line.")),
                    CONTENT_ROWS,
                )
            ],
            [LineField(Spec("request", tr("Request"), later=True, help=tr("What the citizen asks for.")))],
            [
                PickField(Spec("result", tr("Result"), later=True), choices.of_kind(VisitResult)),
                PickField(Spec("refusal", tr("Reason of refusal")), choices.refusals(reference, today)),
            ],
            [
                DayField(Spec("promised", tr("Promised for"), later=True), today, reference.calendar),
                LineField(Spec("promised_what", tr("What"))),
            ],
            [
                PickField(Spec("kind", tr("Kind"), needed=True), choices.of_kind(VisitKind), VisitKind.REGULAR),
                PickField(
                    Spec("received_by", tr("Received by"), needed=True), choices.of_kind(ReceivedBy), ReceivedBy.OFFICER
                ),
            ],
            [
                PickField(Spec("mode", tr("Form"), needed=True), choices.of_kind(Mode), Mode.IN_PERSON),
                DayField(Spec("on", tr("Day"), needed=True), today, reference.calendar, today),
            ],
            [
                PickField(
                    Spec("seat", tr("Body at the seat"), help=tr("Which of the bodies at the seat received.")),
                    choices.seat(reference),
                    reference.board.body,
                ),
            ],
            [
                LineField(
                    Spec(
                        "session",
                        tr("Reception day"),
                        help=tr("Number of the leader's reception day, like KT-2026-0003."),
                    )
                ),
                LineField(
                    Spec("matter", tr("Matter"), help=tr("Number of the matter when it is known, like VV-2026-0012."))
                ),
            ],
        ]

    async def prepare(self) -> None:
        """Show what only some visits need when it is needed."""
        for name in ("refusal", "promised", "promised_what"):
            self.show_field(name, shown=False)
        self.show_field("appointment", shown=False)

    async def entered(self, field: Field) -> Field | None:
        """Look the person up by number; open what a choice needs."""
        name = field.spec.name
        if name == "head_count":
            self._count_entered()
        if name == "result":
            refused = self.field("result").value_given() == VisitResult.REFUSED
            self.show_field("refusal", shown=refused)
            promised = self.field("result").value_given() == VisitResult.APPOINTMENT
            for one in ("promised", "promised_what"):
                self.show_field(one, shown=promised)
        return await super().entered(field)

    def _count_entered(self) -> None:
        """Ask for the roster of a party, and for the paper of a group that must have one."""
        count = self._typed_count() or 1
        desk = self.reception.desk
        rule = desk.reference.book.group_rule(count, desk.desk.today)
        self.show_field("appointment", shown=rule is not None)
        if count > 1 and not self.roster:
            self.action_roster()

    def facts_about(self, field: Field) -> tuple[str, ...]:
        """Tell what the register knows of the person, and who is on the roster."""
        if field.spec.name == "head_count" and self.roster:
            spoken = sum(person.representative for person in self.roster)
            return (
                tr("On the roster: {named} people, {spoken} of them representatives.").format(
                    named=formats.number(len(self.roster)), spoken=formats.number(spoken)
                ),
            )
        return super().facts_about(field)

    def action_roster(self) -> None:
        """Enter the people of a delegation."""

        def entered(people: tuple[PersonEntry, ...] | None) -> None:
            if people is None:
                return
            self.roster = people
            head_count = self.field("head_count")
            if len(people) > (self._typed_count() or 0):
                head_count.put(str(len(people)))
            self._show_panel()

        self.reception.open("roster", self._people(), self._typed_count(), self._keep_roster, then=entered)

    def _keep_roster(self, people: tuple[PersonEntry, ...]) -> None:
        """Keep the people named so far in the draft: a roster of thirty is minutes of typing."""
        self.roster = people
        self.touched()

    def _typed_count(self) -> int | None:
        try:
            count = self.field("head_count").value_given()
        except RegisterError:
            return None
        return count if isinstance(count, int) else None

    def _people(self) -> tuple[PersonEntry, ...]:
        """Return everybody who is named: the roster, or the person of the form alone."""
        if self.roster:
            return self.roster
        values: dict[str, Any] = {}
        for field in self.fields:
            try:
                values[field.spec.name] = field.value_given()
            except RegisterError:
                values[field.spec.name] = None
        first = entry_of(values, self.known.person["id"] if self.known else None, self.renewed())
        return (first,) if first.name else ()

    def draft_values(self) -> dict[str, object]:
        """Return the fields and the roster."""
        return super().draft_values() | {"roster": [asdict(person) for person in self.roster]}

    def emptied(self) -> None:
        """Forget the person and the roster."""
        super().emptied()
        self.roster = ()

    def put_draft(self, values: dict[str, object]) -> None:
        """Show the fields again and take the roster back."""
        super().put_draft(values)
        people = values.get("roster")
        if isinstance(people, list):
            self.roster = tuple(
                PersonEntry(**person | {"gender": Gender(person["gender"]) if person["gender"] else None, "renew": ()})
                for person in people
            )

    async def save(self, values: dict[str, Any]) -> str:
        """Log the visit."""
        paper = values.get("appointment")
        return await self.act(
            LogVisit(
                at=Moment(values["on"], self._time),
                kind=VisitKind(values["kind"]),
                mode=Mode(values["mode"]),
                received_by=ReceivedBy(values["received_by"]),
                people=self.roster
                or (entry_of(values, self.known.person["id"] if self.known else None, self.renewed()),),
                head_count=values["head_count"],
                content=values["content"],
                request=values["request"] or "",
                matter=values["matter"] or "",
                result=VisitResult(values["result"]) if values["result"] else None,
                refusal=values.get("refusal") or "",
                session=values["session"] or "",
                seat=values["seat"] or "",
                appointment=Document(paper) if paper else None,
                promised=values.get("promised"),
                promised_what=values.get("promised_what") or "",
            )
        )

    def saved(self, no: str) -> None:
        """Leave the form; when a petition was handed over, go on to it."""
        received = self.field("result").value_given() == VisitResult.PETITION_RECEIVED
        app = self.reception
        self.dismiss(no)
        if received:
            app.open("petition_form", no)

    def field_of_error(self, name: str) -> str:
        """Return the form's field for a field of the command."""
        return {"at": "on", "people": "head_count"}.get(name, super().field_of_error(name))
