"""Records withdrawn, split, put together, corrected and voided."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reception_tui.domain.commands import Correct, Document, Link, Part, Split, Void, Withdraw
from reception_tui.domain.kinds import PetitionKind
from reception_tui.i18n import tr
from reception_tui.store.work import Row
from reception_tui.tui import choices
from reception_tui.tui.fields import DayField, Field, LineField, NoteField, PickField, Spec
from reception_tui.tui.form import FormScreen

PART_ROWS = 2
MOST_PARTS = 4


class WithdrawForm(FormScreen):
    """The petitioner takes the petition back."""

    def __init__(self, petition: Row) -> None:
        super().__init__()
        self.petition = petition

    def screen_title(self) -> str:
        """Return the form's name with the petition's number."""
        return tr("WITHDRAWAL OF {no}").format(no=self.petition["no"])

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the fields."""
        reference, today = self.reception.desk.reference, self.reception.desk.desk.today
        partly = tr("What is withdrawn, when not all of it; the rest goes on.")
        return [
            [PickField(Spec("whole", tr("Wholly"), needed=True), choices.yes_no(), "yes")],
            [NoteField(Spec("content", tr("What"), help=partly), PART_ROWS)],
            [LineField(Spec("number", tr("Document No."), later=True))],
            [DayField(Spec("on", tr("Day"), needed=True), today, reference.calendar, today)],
        ]

    async def save(self, values: dict[str, Any]) -> str:
        """Enter the withdrawal."""
        return await self.act(
            Withdraw(
                petition=self.petition["no"],
                on=values["on"],
                whole=values["whole"] == "yes",
                content=values["content"] or "",
                document=Document(values["number"] or "", values["on"]),
            )
        )


class SplitForm(FormScreen):
    """A petition that holds several contents is parted."""

    form_name = "split"

    def __init__(self, petition: Row) -> None:
        super().__init__()
        self.petition = petition
        self.about = petition["no"]

    def screen_title(self) -> str:
        """Return the form's name with the petition's number."""
        return tr("SPLIT {no}").format(no=self.about)

    def help_text(self) -> str:
        """Return what splitting means."""
        return tr("Each content gets its own number under that of the paper, its own kind, body and limits.")

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the fields of up to four parts."""
        rows: list[list[Field]] = []
        for i in range(1, MOST_PARTS + 1):
            needed = i <= 2
            rows.append([NoteField(Spec(f"content{i}", tr("Content {i}").format(i=i), needed=needed), PART_ROWS)])
            rows.append([PickField(Spec(f"kind{i}", tr("Kind {i}").format(i=i)), choices.of_kind(PetitionKind))])
        return rows

    async def save(self, values: dict[str, Any]) -> str:
        """Split the petition."""
        parts = tuple(
            Part(values[f"content{i}"], PetitionKind(values[f"kind{i}"]) if values[f"kind{i}"] else None)
            for i in range(1, MOST_PARTS + 1)
            if values[f"content{i}"]
        )
        return await self.act(Split(petition=self.about, parts=parts))

    def field_of_error(self, name: str) -> str:
        """Return the form's field for a field of the command."""
        return "content2" if name.startswith("parts") else super().field_of_error(name)


class LinkForm(FormScreen):
    """Records about one matter are put together."""

    def __init__(self, no: str, *, visit: bool = False) -> None:
        super().__init__()
        self.no, self.visit = no, visit

    def screen_title(self) -> str:
        """Return the form's name with the record's number."""
        return tr("PUT {no} TOGETHER WITH").format(no=self.no)

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the field: the other record, or the matter."""
        told = tr("Number of the other petition or visit, or of the matter (VV-…).")
        return [[LineField(Spec("to", tr("Other record"), needed=True, help=told))]]

    async def save(self, values: dict[str, Any]) -> str:
        """Put them together."""
        other = values["to"]
        in_matter = other.upper().startswith("VV")
        return await self.act(
            Link(
                petition="" if self.visit else self.no,
                visit=self.no if self.visit else "",
                to="" if in_matter else other,
                matter=other if in_matter else "",
            )
        )


class CorrectForm(FormScreen):
    """What was typed wrong is put right; the old words stay in the journal."""

    def __init__(self, record: Row, *, visit: bool = False) -> None:
        super().__init__()
        self.record, self.visit = record, visit
        self.no = str(record["no"])
        self.seen_as = (self.no, record["version"])

    def screen_title(self) -> str:
        """Return the form's name with the record's number."""
        return tr("CORRECT {no}").format(no=self.record["no"])

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the fields that can be corrected, as they are."""
        reference, today, row = self.reception.desk.reference, self.reception.desk.desk.today, self.record
        why = [LineField(Spec("why", tr("Why"), needed=True, help=tr("Stays in the journal.")))]
        content = [NoteField(Spec("content", tr("Content"), needed=True), PART_ROWS, row["content"])]
        if self.visit:
            request = [LineField(Spec("request", tr("Request")), row["request"])]
            return [content, request, why]
        received = DayField(
            Spec("received_on", tr("Received on"), needed=True), today, reference.calendar, row["received_on"]
        )
        return [[received], [LineField(Spec("title", tr("Title")), row["title"])], content, why]

    async def save(self, values: dict[str, Any]) -> str:
        """Correct what differs."""
        why = values.pop("why")
        typed = {name: value if value is not None else "" for name, value in values.items()}
        changed = {name: value for name, value in typed.items() if value != self.record[name]}
        of = {"visit": self.record["no"]} if self.visit else {"petition": self.record["no"]}
        return await self.act(Correct(**of, set=changed, why=why))


class VoidForm(FormScreen):
    """A register number is taken out of force. The number is typed, as this cannot be meant by mistake."""

    def __init__(self, no: str, *, visit: bool = False) -> None:
        super().__init__()
        self.no, self.visit = no, visit

    def screen_title(self) -> str:
        """Return the form's name with the record's number."""
        return tr("VOID {no}").format(no=self.no)

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the fields."""
        again = tr("Type the number {no} to say that you mean it.").format(no=self.no)
        return [
            [LineField(Spec("number", tr("Number"), needed=True, help=again, check=self._is_meant))],
            [LineField(Spec("why", tr("Why"), needed=True, help=tr("The number stays in the book with this reason.")))],
        ]

    def _is_meant(self, typed: str) -> str:
        from reception_tui.domain.errors import BadChoice
        from reception_tui.store.numbers import tidy_number

        if tidy_number(typed) != self.no:
            raise BadChoice("number", value=typed, choices=(self.no,))
        return self.no

    async def save(self, values: dict[str, Any]) -> str:
        """Void the number."""
        petition, visit = ("", self.no) if self.visit else (self.no, "")
        return await self.act(Void(petition=petition, visit=visit, why=values["why"]))
