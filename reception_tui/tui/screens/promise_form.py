"""What a citizen is told for a day: promised, kept, and the apology when it was not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reception_tui.desk.queries.lints import Promise as Told
from reception_tui.domain.commands import IssueLetter, KeepPromise, Promise
from reception_tui.domain.letters import LetterKind
from reception_tui.i18n import formats, tr
from reception_tui.reports.watch import promised
from reception_tui.tui.fields import Choice, DayField, Field, LineField, PickField, Spec
from reception_tui.tui.form import FormScreen


class OfRecord(FormScreen):
    """What the forms share: the visit or petition that they are about."""

    def __init__(self, table: str, no: str) -> None:
        super().__init__()
        self.table, self.no = table, no

    def of(self) -> dict[str, Any]:
        """Return the record as an act names it."""
        return {self.table: self.no}


class PromiseForm(OfRecord):
    """A day that the citizen is told."""

    def screen_title(self) -> str:
        """Return the form's name with the record's number."""
        return tr("PROMISE ON {no}").format(no=self.no)

    def help_text(self) -> str:
        """Return what becomes of a promise."""
        return tr(
            "The promise stands when the name is typed, on the follow-up board as ours, and on the nightly page until "
            "it is kept. The same words again move it to the new day."
        )

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the fields."""
        reference, today = self.reception.desk.reference, self.reception.desk.desk.today
        what = tr("What was promised; the answer, when nothing else is said.")
        return [
            [DayField(Spec("on", tr("For the day"), needed=True), today, reference.calendar)],
            [LineField(Spec("what", tr("What"), help=what))],
        ]

    async def save(self, values: dict[str, Any]) -> str:
        """Enter the promise."""
        return await self.act(Promise(**self.of(), on=values["on"], what=values["what"] or ""))


class KeepPromiseForm(OfRecord):
    """What was promised was done."""

    def __init__(self, table: str, no: str, promises: Sequence[Told]) -> None:
        super().__init__(table, no)
        self.promises = tuple(promises)

    def screen_title(self) -> str:
        """Return the form's name with the record's number."""
        return tr("PROMISE KEPT ON {no}").format(no=self.no)

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the fields; the earliest promise is chosen already."""
        reference, today = self.reception.desk.reference, self.reception.desk.desk.today
        days = [Choice(one.on.isoformat(), f"{formats.day(one.on)} {promised(one)}") for one in self.promises]
        return [
            [PickField(Spec("promised", tr("Promise"), needed=True), days, days[0].code if days else "")],
            [DayField(Spec("on", tr("Kept on"), needed=True), today, reference.calendar, today)],
            [LineField(Spec("note", tr("Note")))],
        ]

    async def save(self, values: dict[str, Any]) -> str:
        """Enter that it was kept."""
        chosen = next(one.on for one in self.promises if one.on.isoformat() == values["promised"])
        return await self.act(KeepPromise(**self.of(), promised=chosen, on=values["on"], note=values["note"] or ""))


class ApologyForm(OfRecord):
    """A letter of apology with a new day, which becomes the promise."""

    def screen_title(self) -> str:
        """Return the form's name with the record's number."""
        return tr("APOLOGY ON {no}").format(no=self.no)

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the fields."""
        reference, today = self.reception.desk.reference, self.reception.desk.desk.today
        return [
            [DayField(Spec("new_date", tr("New day"), needed=True), today, reference.calendar)],
            [LineField(Spec("reason", tr("Reason"), later=True))],
        ]

    async def save(self, values: dict[str, Any]) -> str:
        """Issue the letter; the broken promise moves to the new day."""
        say = {"new_date": values["new_date"].isoformat()} | ({"reason": values["reason"]} if values["reason"] else {})
        return await self.act(IssueLetter(kind=LetterKind.APOLOGY, **self.of(), say=say))
