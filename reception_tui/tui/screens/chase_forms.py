"""Letters to bodies that do not answer, and duties that are done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reception_tui import i18n
from reception_tui.domain.commands import Document, Escalate, Fulfil, Remind, RemindBody
from reception_tui.i18n import formats, tr
from reception_tui.tui.fields import Choice, DayField, Field, LineField, PickField, Spec
from reception_tui.tui.form import FormScreen


class LetterForm(FormScreen):
    """What the forms share: a numbered letter of a day."""

    def letter_rows(self) -> list[list[Field]]:
        """Return the fields of the letter."""
        reference, today = self.reception.desk.reference, self.reception.desk.desk.today
        return [
            [LineField(Spec("number", tr("Document No."), later=True))],
            [DayField(Spec("on", tr("Day"), needed=True), today, reference.calendar, today)],
            [LineField(Spec("note", tr("Note")))],
        ]

    def body_field(self, bodies: Sequence[Choice], name: str) -> PickField:
        """Return the field for the body; the only one that owes an answer is chosen already."""
        return PickField(Spec("body", name, needed=True), bodies, bodies[0].code if bodies else "")


class RemindForm(LetterForm):
    """Ctrl+R on a petition or on a row of the follow-up board."""

    def __init__(self, no: str, bodies: Sequence[Choice]) -> None:
        super().__init__()
        self.no, self.bodies = no, bodies

    def screen_title(self) -> str:
        """Return the form's name with the petition's number."""
        return tr("REMIND ON {no}").format(no=self.no)

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the fields."""
        return [[self.body_field(self.bodies, tr("To"))], *self.letter_rows()]

    async def save(self, values: dict[str, Any]) -> str:
        """Enter the reminder."""
        paper = Document(values["number"] or "", values["on"])
        return await self.act(
            Remind(petition=self.no, body=values["body"], document=paper, on=values["on"], note=values["note"] or "")
        )


class RemindBodyForm(LetterForm):
    """Ctrl+B on the follow-up board: one letter for all that a body is late with."""

    def __init__(self, body: Choice, numbers: Sequence[str]) -> None:
        super().__init__()
        self.body, self.numbers = body, tuple(numbers)

    def screen_title(self) -> str:
        """Return the form's name."""
        return tr("REMIND OF {count} PETITIONS").format(count=formats.number(len(self.numbers)))

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the fields; the petitions may be changed."""
        listed = Spec(
            "petitions",
            tr("Petitions"),
            needed=True,
            help=tr("Numbers, parted by blanks; take out what does not belong."),
        )
        return [
            [self.body_field([self.body], tr("To"))],
            [LineField(listed, " ".join(self.numbers))],
            *self.letter_rows(),
        ]

    async def save(self, values: dict[str, Any]) -> str:
        """Enter one reminder on each petition."""
        return await self.act(
            RemindBody(
                body=values["body"],
                petitions=tuple(values["petitions"].split()),
                document=Document(values["number"] or "", values["on"]),
                on=values["on"],
                note=values["note"] or "",
            )
        )


class EscalateForm(LetterForm):
    """Report a late body to the Chairman."""

    def __init__(self, no: str, bodies: Sequence[Choice]) -> None:
        super().__init__()
        self.no, self.bodies = no, bodies

    def screen_title(self) -> str:
        """Return the form's name with the petition's number."""
        return tr("REPORT {no} TO THE CHAIRMAN").format(no=self.no)

    def help_text(self) -> str:
        """Return the source."""
        return tr("Decree 64/2014/NĐ-CP, art. 15(1): the Chairman decides on an inspection of responsibility.")

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the fields."""
        return [[self.body_field(self.bodies, tr("Late body"))], *self.letter_rows()]

    async def save(self, values: dict[str, Any]) -> str:
        """Enter the report."""
        paper = Document(values["number"] or "", values["on"])
        return await self.act(
            Escalate(petition=self.no, body=values["body"], document=paper, on=values["on"], note=values["note"] or "")
        )


class FulfilForm(LetterForm):
    """Ctrl+A: a duty that no other act shows was done."""

    def __init__(self, no: str, stages: Sequence[str], *, visit: bool = False) -> None:
        super().__init__()
        self.no, self.stages, self.visit = no, stages, visit

    def screen_title(self) -> str:
        """Return the form's name with the record's number."""
        return tr("DUTY DONE ON {no}").format(no=self.no)

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the fields; only duties that are open are offered."""
        book, today = self.reception.desk.reference.book, self.reception.desk.desk.today
        en = i18n.lang() == "en"
        rules = [book.rule_on(stage, today) for stage in self.stages]
        options = [Choice(rule.stage, f"{rule.stage} {rule.what_en if en else rule.what_vi}") for rule in rules]
        first = options[0].code if options else ""
        return [[PickField(Spec("stage", tr("Duty"), needed=True), options, first)], *self.letter_rows()]

    async def save(self, values: dict[str, Any]) -> str:
        """Enter that it was done."""
        paper = Document(values["number"] or "", values["on"])
        of = {"visit": self.no} if self.visit else {"petition": self.no, "stage": values["stage"]}
        return await self.act(Fulfil(**of, on=values["on"], document=paper, note=values["note"] or ""))
