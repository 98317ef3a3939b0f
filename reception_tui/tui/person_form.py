"""Forms that begin with a person: who may have been here before stands below while the name is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.text import Text

from reception_tui.desk.queries.ledger import find_ledger
from reception_tui.desk.queries.record import PersonCard, person_by_number, person_card
from reception_tui.desk.queries.seen import people_like, people_of_phone
from reception_tui.domain.likeness import TypedPerson
from reception_tui.domain.people import born_by_id, check_phone
from reception_tui.domain.phones import is_phone
from reception_tui.i18n import tr
from reception_tui.tui.card_differences import Choices, differs, line_of
from reception_tui.tui.fields import Field, PickField
from reception_tui.tui.form import FormScreen, settle
from reception_tui.tui.kept_form import widget_of
from reception_tui.tui.person_fields import NAMES, known_lines, shown_in, typed_of
from reception_tui.tui.seen_text import ledger_lines, person_line

MOST_PEOPLE = 3
_PERSON, _RENEWED = "person", "renewed"
"""What a draft keeps besides the fields."""


class PersonForm(FormScreen):
    """A form with the fields of a person; `after_person` is where Enter goes once a card was copied."""

    without = frozenset({"roster"})
    compared = frozenset(NAMES)
    after_person = ""

    def __init__(self) -> None:
        super().__init__()
        self.known: PersonCard | None = None
        self.taken = Choices()

    async def go_on(self, field: Field) -> None:
        """Go on; a telephone number typed where the identity number belongs looks the person up as well."""
        if field.spec.name == "id_number" and is_phone(field.typed_text()):
            self.field("phone").put(check_phone(field.typed_text()))
            field.put("")
            await self.clear_error(field)
            widget_of(await self._look_up_phone() or self.field("name")).focus()
            return
        await super().go_on(field)

    async def entered(self, field: Field) -> Field | None:
        """Look the person up by number; pass over what the number tells."""
        name = field.spec.name
        if name == "name" and self._number_told():
            return self.field("commune")
        if name == "phone" and self.known is None and field.typed_text():
            return await self._look_up_phone()
        if name != "id_number":
            return None
        number = field.value_given()
        card = await self.reception.desk.ask(person_by_number, number) if number else None
        if card is None:
            self._let_go_of_card()
            self._read_number(number or "")
            return None
        again = self.known is not None and self.known.person["id"] == card.person["id"]
        self.copy_card(card)
        return None if again else self.field(self.after_person)

    async def _look_up_phone(self) -> Field | None:
        """Take over the one who has the telephone number; where it is several people's, show them.

        Somebody whose name was typed is only taken over when the card is very likely theirs.
        """
        desk = self.reception.desk
        phone = self.field("phone").typed_text()
        found = await desk.ask(people_of_phone, desk.reference, phone, desk.desk.today)
        named = bool(self.field("name").typed_text().strip())
        if named:
            likely = await desk.ask(people_like, desk.reference, self.typed_person(), desk.desk.today, MOST_PEOPLE)
            found = [
                one for one in likely if one.likeness.likely and one.person_id in {seen.person_id for seen in found}
            ]
        if len(found) == 1:
            self.copy_card(await desk.ask(person_card, found[0].person_id))
            return None if named else self.field(self.after_person)
        if found and not named:
            self.action_person()
            return self.field("phone")
        if not named:
            self.tell(tr("Nobody in the register has this telephone number."))
        return None

    def _read_number(self, number: str) -> None:
        """Fill in what the number of an identity card tells, where nothing is typed yet."""
        born = born_by_id(number, self.reception.desk.desk.today)
        for name, told in zip(("birth_year", "gender"), born or (), strict=False):
            if not self.field(name).typed_text():
                self.field(name).put(str(told))

    def _number_told(self) -> bool:
        """Tell whether year and gender stand there as the identity number has them."""
        born = born_by_id(self.typed_value("id_number") or "", self.reception.desk.desk.today)
        return born is not None and born == (self.typed_value("birth_year"), self.typed_value("gender"))

    def copy_card(self, card: PersonCard, *, chosen: bool = False) -> None:
        """Take a person of the register over. What was typed is overwritten only when the officer chose the card."""
        if self.known is None or self.known.person["id"] != card.person["id"]:
            self.taken.forget()
        self.known = card
        self.tell_history()
        for name, text in typed_of(card).items():
            if text and (chosen or not self.field(name).typed_text()):
                self.field(name).put(text)
        self.show_differences()
        if any(self._differs(name) for name in NAMES):
            self.tell(tr("What was typed differs from the card: ⇧F8 in the field chooses."), trouble=True)

    def _let_go_of_card(self) -> None:
        self.known = None
        self.taken.forget()
        self.show_differences()

    # What differs from the card

    def _differs(self, name: str) -> bool:
        return self.known is not None and differs(self.known.person, name, self.typed_value(name))

    def show_differences(self) -> None:
        """Say beside each field of the person what the card has otherwise."""
        for name in NAMES:
            kept = shown_in(self.field(name), typed_of(self.known)[name]) if self.known is not None else ""
            line = line_of(self.taken, name, kept, differing=self._differs(name)) if self.known is not None else ""
            self.show_beside(name, line)

    def field_left(self, field: Field) -> None:
        """Compare what was typed with the card."""
        if field.spec.name in NAMES:
            self.show_differences()

    def action_from_register(self) -> None:
        """Where the card has something else: write the new value onto it, take the card's, and back again."""
        name = self.focused_name()
        if self.known is None or name not in NAMES:
            self.tell(tr("This field does not differ from the register."))
            return
        if isinstance(self.field(name), PickField):
            settle(self.field(name))
        if self._differs(name) and name not in self.taken.renewed:
            self.taken.renewed.add(name)
        elif self._differs(name):
            self.taken.renewed.discard(name)
            self.taken.put_aside[name] = self.field(name).typed_text()
            self.field(name).put(typed_of(self.known)[name])
        elif name in self.taken.put_aside:
            self.field(name).put(self.taken.put_aside.pop(name))
        else:
            self.tell(tr("This field does not differ from the register."))
        self.show_differences()

    def renewed(self) -> tuple[str, ...]:
        """Return what is to be written over what the card holds."""
        return tuple(name for name in NAMES if name in self.taken.renewed and self._differs(name))

    def draft_values(self) -> dict[str, object]:
        """Return the fields, and whose card was taken over."""
        kept: dict[str, object] = super().draft_values()
        if self.known is not None:
            kept |= {_PERSON: self.known.person["id"], _RENEWED: sorted(self.taken.renewed)}
        return kept

    async def draft_is_back(self, values: dict[str, object]) -> None:
        """Take the person of the draft over again."""
        await super().draft_is_back(values)
        person, renewed = values.get(_PERSON), values.get(_RENEWED)
        if isinstance(person, int):
            self.known = await self.reception.desk.ask(person_card, person)
            self.taken.renewed |= set(renewed) if isinstance(renewed, list) else set()
            self.show_differences()

    async def history(self) -> Sequence[Text]:
        """Return the visits, petitions, promises and dates of the person that was taken over."""
        if self.known is None:
            return await super().history()
        desk = self.reception.desk
        ledger = await desk.ask(find_ledger, desk.reference, self.known.person["id"], desk.desk.today)
        return [] if ledger is None else [Text(line) for line in ledger_lines(ledger, desk.reference)]

    def emptied(self) -> None:
        """Forget the person that was taken over."""
        self._let_go_of_card()

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
