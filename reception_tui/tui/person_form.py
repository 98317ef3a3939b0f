"""Forms that begin with a person: who may have been here before stands below while the name is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.text import Text

from reception_tui.desk.queries.ledger import find_ledger
from reception_tui.desk.queries.record import PersonCard, person_by_number, person_card
from reception_tui.desk.queries.seen import people_like
from reception_tui.domain.likeness import TypedPerson
from reception_tui.domain.people import born_by_id
from reception_tui.i18n import tr
from reception_tui.tui.fields import Field
from reception_tui.tui.form import FormScreen
from reception_tui.tui.person_fields import NAMES, known_lines, typed_of
from reception_tui.tui.seen_text import ledger_lines, person_line

MOST_PEOPLE = 3


class PersonForm(FormScreen):
    """A form with the fields of a person; `after_person` is where Enter goes once a card was copied."""

    without = frozenset({"roster"})
    after_person = ""

    def __init__(self) -> None:
        super().__init__()
        self.known: PersonCard | None = None

    async def entered(self, field: Field) -> Field | None:
        """Look the person up by number."""
        if field.spec.name != "id_number":
            return None
        number = field.value_given()
        card = await self.reception.desk.ask(person_by_number, number) if number else None
        if card is None:
            self.known = None
            self._read_number(number or "")
            return None
        again = self.known is not None and self.known.person["id"] == card.person["id"]
        self.copy_card(card)
        return None if again else self.field(self.after_person)

    def _read_number(self, number: str) -> None:
        """Fill in what the number of an identity card tells, where nothing is typed yet."""
        born = born_by_id(number, self.reception.desk.desk.today)
        for name, told in zip(("birth_year", "gender"), born or (), strict=False):
            if not self.field(name).typed_text():
                self.field(name).put(str(told))

    def copy_card(self, card: PersonCard, *, chosen: bool = False) -> None:
        """Take a person of the register over. What was typed is overwritten only when the officer chose the card."""
        self.known = card
        self.tell_history()
        for name, text in typed_of(card).items():
            if text and (chosen or not self.field(name).typed_text()):
                self.field(name).put(text)

    async def history(self) -> Sequence[Text]:
        """Return the visits, petitions, promises and dates of the person that was taken over."""
        if self.known is None:
            return await super().history()
        desk = self.reception.desk
        ledger = await desk.ask(find_ledger, desk.reference, self.known.person["id"], desk.desk.today)
        return [] if ledger is None else [Text(line) for line in ledger_lines(ledger, desk.reference)]

    def emptied(self) -> None:
        """Forget the person that was taken over."""
        self.known = None

    def facts_about(self, field: Field) -> tuple[str, ...]:
        """Tell what the register knows of the person."""
        return known_lines(self.known) if self.known is not None else ()

    async def advice(self) -> Sequence[str]:
        """Tell who in the register may be the person typed so far."""
        if self.known is not None or self.focused_name() not in NAMES:
            return ()
        desk = self.reception.desk
        found = await desk.ask(people_like, desk.reference, self.typed_person(), desk.desk.today, MOST_PEOPLE)
        lines = [person_line(one, desk.reference) for one in found]
        return (*lines, tr("F8 shows them; Enter there copies the card.")) if lines else ()

    def typed_person(self) -> TypedPerson:
        """Return the person as typed so far."""
        value = self.typed_value
        return TypedPerson(
            name=self.field("name").typed_text(),
            id_number=self.field("id_number").typed_text(),
            birth_year=value("birth_year"),
            commune=value("commune") or "",
            phone=self.field("phone").typed_text(),
        )

    def action_person(self) -> None:
        """Show who may be the person typed so far, or the card of the one that was taken over."""
        if self.known is not None:
            self.reception.open("person_card", str(self.known.person["id"]))
            return

        async def copy(person_id: int, release: Callable[[], None]) -> None:
            try:
                self.copy_card(await self.reception.desk.ask(person_card, person_id), chosen=True)
                self.go_to(self.after_person)
                self._show_panel()
                self.seek_advice()
            finally:
                release()

        def chosen(person_id: int | None) -> None:
            if person_id is not None:
                # What is typed on belongs where the cursor will be.
                self.call_later(copy, person_id, self.reception.hold_keys())

        self.reception.open("seen", self.typed_person(), then=chosen)
