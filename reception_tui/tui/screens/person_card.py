"""A person's card: who it is, and every visit and petition."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from reception_tui.desk.findable import title_of
from reception_tui.desk.queries.ledger import find_ledger
from reception_tui.desk.queries.record import PersonCard, person_card
from reception_tui.domain.text import shorten
from reception_tui.i18n import formats, tr
from reception_tui.tui.actions import Place, bindings_at
from reception_tui.tui.lines import petition_line
from reception_tui.tui.screen import ReceptionScreen
from reception_tui.tui.seen_text import step_line
from reception_tui.tui.widgets.record_list import Line, RecordList
from reception_tui.tui.widgets.status_line import StatusLine


class PersonCardScreen(ReceptionScreen[None]):
    """F8."""

    place = Place.READING
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_at(Place.READING),
        Binding("left", "walk_back", show=False, priority=True),
        Binding("right", "walk_on", show=False, priority=True),
        Binding("f9,ctrl+s", "person_data", show=False),
    ]

    def __init__(self, person_id: str) -> None:
        super().__init__()
        self.person_id = int(person_id)

    def compose(self) -> ComposeResult:
        """Lay out the card above what the person did."""
        yield StatusLine()
        yield Static(id="page", markup=False)
        yield RecordList(empty=tr("No visits or petitions."))
        yield from self.frame_bottom()

    def screen_title(self) -> str:
        """Return the screen's name."""
        return tr("PERSON")

    async def on_mount(self) -> None:
        """Read the card."""
        await self.reread()

    async def reread(self) -> None:
        """Read the card again."""
        desk = self.reception.desk
        card = await desk.ask(person_card, self.person_id)
        ledger = await desk.ask(find_ledger, desk.reference, self.person_id, desk.desk.today)
        lines = [self._card(card)]
        if ledger is not None and ledger.cases:
            lines.append(f"→ {step_line(ledger, desk.reference)}\n")
        self.query_one("#page", Static).update("\n".join(lines))
        self.query_one(RecordList).show(list(_history(card)))

    def help_text(self) -> str:
        """Return what can be done with the card."""
        return tr("F9 draws up what the register holds of this person, with what they may ask by law.")

    def action_person_data(self) -> None:
        """Draw up what the register holds of the person."""
        self.reception.open("person_data", self.person_id)

    async def show_record(self, book: str, no: str) -> bool:
        """Show another person."""
        if book == "person":
            self.person_id = int(no)
            await self.reread()
        return book == "person"

    def _card(self, card: PersonCard) -> str:
        person = card.person
        place = self.reception.desk.reference.directory.communes.get(person["commune"])
        facts = (
            person["name"],
            f"{tr('Identity number')}: {person['id_number'] or '–'}",
            f"{tr('Year of birth')}: {person['birth_year'] or '–'}    {tr('Telephone')}: {person['phone'] or '–'}",
            ", ".join(filter(None, (person["address"], place.name if place else ""))),
        )
        return "\n".join(facts) + "\n"

    @on(RecordList.Opened)
    def _open(self, event: RecordList.Opened) -> None:
        book, _, no = event.key.partition(" ")
        self.reception.open_record(book, no)


def _history(card: PersonCard) -> Iterator[Line]:
    if card.visits:
        yield Line("", " " + tr("Visits: {count}").format(count=formats.number(len(card.visits))), "bold underline")
    for row in card.visits:
        yield Line(f"visit {row['no']}", f" {row['no']:<13} {formats.day(row['on'])}  {shorten(row['content'], 46)}")
    if card.petitions:
        yield Line(
            "", " " + tr("Petitions: {count}").format(count=formats.number(len(card.petitions))), "bold underline"
        )
    for row in card.petitions:
        yield Line(f"petition {row['no']}", " " + petition_line(row, title_of(row)))
