"""The form of a petition, from a visit or from any other channel."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reception_tui.desk.queries.record import VisitPage, person_card, visit_page
from reception_tui.desk.queries.seen import PetitionDraft, papers_like
from reception_tui.domain.commands import Against, RegisterPetition
from reception_tui.domain.competence import Office
from reception_tui.domain.kinds import Book, Channel
from reception_tui.domain.people import PersonEntry
from reception_tui.i18n import tr
from reception_tui.tui import choices
from reception_tui.tui.fields import Choice, DayField, Field, LineField, NoteField, NumberField, PickField, Spec
from reception_tui.tui.person_fields import NAMES, entry_of, known_lines, person_rows, typed_of
from reception_tui.tui.person_form import PersonForm
from reception_tui.tui.seen_text import paper_line

CONTENT_ROWS = 3


class PetitionForm(PersonForm):
    """F3: register a petition."""

    form_name = "petition"
    after_person = "received_on"

    def __init__(self, visit: str = "") -> None:
        super().__init__()
        self.about = visit
        self.visit: VisitPage | None = None

    def screen_title(self) -> str:
        """Return the form's name."""
        return tr("REGISTER A PETITION")

    def help_text(self) -> str:
        """Return how the form is used."""
        return tr(
            "Enter the paper as it lies before you; what it is by its content is said when it is classified. "
            "A petition without an author is registered with the name left empty."
        )

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the fields, those of the author first."""
        reference, today = self.reception.desk.reference, self.reception.desk.desk.today
        offices = [
            Choice(Office.HEAD, tr("head"), "chu tich giam doc"),
            Choice(Office.DEPUTY, tr("deputy head"), "pho chu tich pho giam doc"),
            Choice(Office.UNIT_HEAD, tr("head of a unit"), "truong phong"),
            Choice(Office.STAFF, tr("member of staff"), "cong chuc vien chuc can bo"),
        ]
        return [
            *person_rows(reference, today, name_needed=False),
            [
                DayField(Spec("received_on", tr("Received on"), needed=True), today, reference.calendar, today),
                PickField(Spec("channel", tr("Channel"), needed=True), choices.of_kind(Channel), Channel.IN_PERSON),
            ],
            [
                NumberField(Spec("signatories", tr("Signatories"), help=tr("How many people have signed.")), "1"),
                DayField(Spec("dated", tr("Dated"), later=True), today, reference.calendar),
            ],
            [LineField(Spec("title", tr("Title"), help=tr("What the paper calls itself.")))],
            [
                NoteField(
                    Spec("content", tr("Content"), needed=True, help=tr("What it is about; Ctrl+J starts a new line.")),
                    CONTENT_ROWS,
                )
            ],
            [
                PickField(
                    Spec("against_body", tr("Against (body)"), help=tr("The body complained of or denounced.")),
                    choices.bodies(reference, today),
                )
            ],
            [
                LineField(
                    Spec("against_person", tr("Against (person)"), help=tr("The person complained of or denounced."))
                ),
                PickField(Spec("against_office", tr("Their office")), offices),
            ],
            [
                PickField(
                    Spec("book", tr("Book"), needed=True),
                    choices.of_kind((Book.PETITIONS, Book.FEEDBACK)),
                    Book.PETITIONS,
                ),
                PickField(Spec("wants_result", tr("Wants result")), choices.yes_no(), "no"),
            ],
            [
                LineField(
                    Spec("visit", tr("Visit"), help=tr("Number of the visit at which it was handed over.")), self.about
                ),
                LineField(
                    Spec(
                        "forwarded_by", tr("Passed on by"), help=tr("The body, deputy or newspaper that passed it on.")
                    )
                ),
            ],
        ]

    async def prepare(self) -> None:
        """Take over the visitor of the visit; the author's name is not needed, as a petition may be anonymous."""
        if self.about:
            self.visit = await self.reception.desk.ask(visit_page, self.about)
            await self._take_over(self.visit)

    async def _take_over(self, page: VisitPage) -> None:
        if page.people:
            first = next((person for person in page.people if person["representative"]), page.people[0])
            self.known = await self.reception.desk.ask(person_card, first["id"])
            for name, text in typed_of(self.known).items():
                self.field(name).put(text)
        self.field("signatories").put(str(page.visit["head_count"]))
        self.field("content").put(page.visit["content"])

    async def advice(self) -> Sequence[str]:
        """Tell who the author may be; further on, which earlier papers this one repeats."""
        if self.focused_name() in NAMES:
            return await super().advice()
        content = self.field("content").typed_text()
        if self.focused_name() == "content" or not content.strip():
            return ()
        draft = PetitionDraft(
            content=content,
            people=() if self.known is not None else (self.typed_person(),),
            known=() if self.known is None else (self.known.person["id"],),
            forwarded_by=self.typed_value("forwarded_by") or "",
            visit=self.typed_value("visit") or "",
        )
        desk = self.reception.desk
        return [paper_line(one) for one in await desk.ask(papers_like, desk.reference, draft, desk.desk.today)]

    def facts_about(self, field: Field) -> tuple[str, ...]:
        """Tell what the register knows of the author."""
        return known_lines(self.known) if self.known is not None and field.spec.name in ("id_number", "name") else ()

    async def save(self, values: dict[str, Any]) -> str:
        """Register the petition."""
        author = entry_of(values, self.known.person["id"] if self.known else None, self.renewed())
        against = Against(
            body=values["against_body"] or "",
            person=values["against_person"] or "",
            office=values["against_office"] or "",
        )
        return await self.act(
            RegisterPetition(
                received_on=values["received_on"],
                channel=Channel(values["channel"]),
                petitioners=self._authors(author),
                signatories=values["signatories"],
                title=values["title"] or "",
                content=values["content"],
                against=against,
                dated=values["dated"],
                visit=values["visit"] or "",
                book=Book(values["book"]),
                forwarded_by=values["forwarded_by"] or "",
                wants_result=values["wants_result"] == "yes",
            )
        )

    def _authors(self, author: PersonEntry) -> tuple[PersonEntry, ...]:
        """Return everybody who wrote: of a delegation all who are on its roster, else the one of the form."""
        if self.visit is not None and len(self.visit.people) > 1:
            return tuple(
                PersonEntry(person=person["id"], representative=person["representative"])
                for person in self.visit.people
            )
        return (author,) if author.name else ()

    def saved(self, no: str) -> None:
        """Leave the form and open the petition's page: it has to be classified."""
        app = self.reception
        self.dismiss(no)
        app.open("petition_page", no)

    def field_of_error(self, name: str) -> str:
        """Return the form's field for a field of the command."""
        if name.startswith("against."):
            return name.replace(".", "_")
        return super().field_of_error(name)
