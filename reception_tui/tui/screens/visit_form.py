"""The form of a visit: one person, or a delegation with its roster."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from textual import work

from reception_tui.desk.queries.delegations import SeenDelegation, delegations_like
from reception_tui.domain.commands import Document, LogVisit, Moment
from reception_tui.domain.errors import RegisterError
from reception_tui.domain.kinds import Gender, Mode, ReceivedBy, VisitKind, VisitResult
from reception_tui.domain.people import PersonEntry
from reception_tui.domain.roster import households
from reception_tui.i18n import formats, tr
from reception_tui.i18n.sentences import of_error
from reception_tui.tui import choices
from reception_tui.tui.fields import DayField, Field, LineField, NoteField, NumberField, PickField, Spec
from reception_tui.tui.person_fields import NAMES, entry_of, person_rows, typed_entry
from reception_tui.tui.person_form import PersonForm
from reception_tui.tui.seen_text import delegation_line

CONTENT_ROWS = 2
_DELEGATION = "delegation"
_ROSTER_LINE = "roster_line"
_NO_LINE = ("", -1)


class VisitForm(PersonForm):
    """F2: log a visit."""

    form_name = "visit"
    without = frozenset()
    after_person = "content"

    def __init__(self, *, delegation: bool = False) -> None:
        """A `delegation` begins with its roster."""
        super().__init__()
        self.roster: tuple[PersonEntry, ...] = ()
        self.delegation = delegation
        self._seen_before: tuple[SeenDelegation, ...] = ()
        self._time = ""
        self._in_roster = False
        self._roster_line: tuple[str, int] = _NO_LINE

    def screen_title(self) -> str:
        """Return the form's name."""
        return tr("LOG A DELEGATION") if self.delegation else tr("LOG A VISIT")

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

    def opened(self) -> None:
        """Start a delegation that is just begun with its roster."""
        if self._in_roster or (self.delegation and not self.roster):
            self.action_roster()

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
        self._show_appointment()
        if (self._typed_count() or 1) > 1 and not self.roster:
            self.action_roster()

    def _show_appointment(self) -> None:
        desk = self.reception.desk
        rule = desk.reference.book.group_rule(self._typed_count() or 1, desk.desk.today)
        self.show_field("appointment", shown=rule is not None)

    def facts_about(self, field: Field) -> tuple[str, ...]:
        """Tell what the register knows of the person, and who is on the roster."""
        if field.spec.name == "head_count" and self.roster:
            people = self._people()
            told = tr("On the roster: {named} people, {spoken} of them representatives.").format(
                named=formats.number(len(people)), spoken=formats.number(sum(one.representative for one in people))
            )
            homes = households(people)
            return (f"{told} {tr('{count} households').format(count=formats.number(homes))}" if homes else told,)
        return super().facts_about(field)

    async def advice(self) -> Sequence[str]:
        """Tell when most of a delegation were here before, and what they were told; else who the person may be."""
        if self._seen_before and self.focused_name() not in NAMES:
            return [delegation_line(one) for one in self._seen_before]
        return await super().advice()

    def action_roster(self) -> None:
        """Enter the people of a delegation."""

        def entered(people: tuple[PersonEntry, ...] | None) -> None:
            self._in_roster = False
            if people is None:
                return
            self._take_roster(people)
            if self.delegation:
                self.go_to("head_count")
            self._show_panel()
            self._look_for_delegation()

        self._in_roster = True
        self.reception.open(
            "roster", self._people(), self._typed_count(), self._keep_roster, *self._roster_line, then=entered
        )

    def _keep_roster(self, people: tuple[PersonEntry, ...], line: str, place: int) -> None:
        """Keep what the roster holds so far: who is named, and the line that is being typed."""
        changed = people != self._people() or line != self._roster_line[0]
        self._roster_line = (line, place)
        if changed:
            self._take_roster(people)

    def _take_roster(self, people: tuple[PersonEntry, ...]) -> None:
        """Keep the people named so far, in the draft too: a roster of thirty is minutes of typing.

        The first of them stands in the fields of the form, where the rest can be said of one person.
        """
        self.roster = people
        if people and people[0].name != self.field("name").typed_text():
            if self.known is not None and people[0].person != self.known.person["id"]:
                self._let_go_of_card()
            for name, text in typed_entry(people[0]).items():
                self.field(name).put(text)
        head_count = self.field("head_count")
        if len(people) > (self._typed_count() or 0):
            head_count.put(str(len(people)))
        self._show_appointment()
        self.touched()

    @work(exclusive=True, group="delegation", exit_on_error=False)
    async def _look_for_delegation(self) -> None:
        """Look whether these people came together before; a matter that they had is this one's too."""
        desk = self.reception.desk
        people, content = self._people(), self.field("content").typed_text()
        try:
            self._seen_before = await desk.ask(
                delegations_like, desk.reference, people, content, desk.desk.officer.code
            )
        except RegisterError as error:
            self.tell(of_error(error), trouble=True)
            return
        matter = next((one.matter for one in self._seen_before if one.matter), "")
        if matter and not self.field("matter").typed_text():
            self.field("matter").put(matter)
        self.seek_advice()

    def field_left(self, field: Field) -> None:
        """Compare with the card, and with earlier delegations once the content is known."""
        super().field_left(field)
        if field.spec.name == "content" and len(self.roster) > 1:
            self._look_for_delegation()

    def _typed_count(self) -> int | None:
        try:
            count = self.field("head_count").value_given()
        except RegisterError:
            return None
        return count if isinstance(count, int) else None

    def _people(self) -> tuple[PersonEntry, ...]:
        """Return everybody who is named: the person of the form, and who else is on the roster."""
        values: dict[str, Any] = {}
        for field in self.fields:
            try:
                values[field.spec.name] = field.value_given()
            except RegisterError:
                values[field.spec.name] = None
        return self._party(values)

    def _party(self, values: dict[str, Any]) -> tuple[PersonEntry, ...]:
        first = entry_of(values, self.known.person["id"] if self.known else None, self.renewed())
        if not self.roster:
            return (first,) if first.name else ()
        listed = self.roster[0]
        if not first.name:
            return self.roster
        return (replace(first, representative=listed.representative, household=listed.household), *self.roster[1:])

    def draft_values(self) -> dict[str, object]:
        """Return the fields and the roster."""
        kept = super().draft_values() | {"roster": [asdict(person) for person in self.roster]}
        if self._in_roster or self._roster_line[0]:
            kept[_ROSTER_LINE] = [*self._roster_line, self._in_roster]
        return kept | {_DELEGATION: True} if self.delegation else kept

    def emptied(self) -> None:
        """Forget the person and the roster."""
        super().emptied()
        self.roster, self._roster_line = (), _NO_LINE
        self._seen_before = ()

    def put_draft(self, values: dict[str, object]) -> None:
        """Show the fields again and take the roster back."""
        super().put_draft(values)
        self.delegation = self.delegation or values.get(_DELEGATION) is True
        line = values.get(_ROSTER_LINE)
        if isinstance(line, list):
            self._roster_line, self._in_roster = (str(line[0]), int(line[1])), bool(line[2])
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
                people=self._party(values),
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
