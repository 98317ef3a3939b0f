"""Somebody is put into the queue of a reception day, and called."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from reception_tui.desk.queries.days import DayRow, Place, day_rows
from reception_tui.domain.commands import Moment, RegisterForSession, TakeTurn
from reception_tui.domain.kinds import Book, VisitResult
from reception_tui.domain.reception_days import DayState, Turn
from reception_tui.i18n import formats, tr
from reception_tui.i18n.labels import label
from reception_tui.store.numbers import book_of
from reception_tui.tui import choices
from reception_tui.tui.fields import Choice, DayField, Field, LineField, NoteField, PickField, Spec
from reception_tui.tui.form import FormScreen

_NOTE_ROWS = 2
_AHEAD = timedelta(days=366)
_RESULTS = tuple(one for one in VisitResult if one is not VisitResult.REFUSED)


class RegisterForm(FormScreen):
    """A visit or petition is put into the queue of a reception day."""

    def __init__(self, table: str = "", no: str = "", *, day: str = "") -> None:
        super().__init__()
        self.table, self.record, self.day = table, no, day
        self.days: list[DayRow] = []

    def screen_title(self) -> str:
        """Return the form's name."""
        return tr("REGISTER FOR A RECEPTION DAY")

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the fields."""
        known = tr("Number of the visit or petition, like LT-2026-0012 or D-2026-0003.")
        return [
            [PickField(Spec("day", tr("Reception day"), needed=True), self._search, self.day)],
            [LineField(Spec("record", tr("Record"), needed=True, help=known), self.record)],
            [LineField(Spec("time", tr("Hour")))],
            [LineField(Spec("note", tr("Note")))],
        ]

    async def prepare(self) -> None:
        """Read the days that are still open."""
        desk = self.reception.desk
        today = desk.desk.today
        rows = await desk.ask(day_rows, desk.reference, today, today + _AHEAD)
        self.days = [one for one in rows if one.state in (DayState.PLANNED, DayState.PUBLISHED)]
        wanted = self.day or (self.days[0].no if self.days else "")
        if wanted:
            self.field("day").put(wanted)

    def _search(self, typed: str) -> list[Choice]:
        found = [Choice(one.no, f"{formats.day(one.on)} {label(one.host)}", one.no) for one in self.days]
        wanted = typed.casefold()
        return [one for one in found if wanted in f"{one.label} {one.words}".casefold()]

    async def save(self, values: dict[str, Any]) -> str:
        """Put it into the queue."""
        no = values["record"]
        of = {"visit" if book_of(no) is Book.VISITS else "petition": no}
        return await self.act(
            RegisterForSession(day=values["day"], **of, time=values["time"] or "", note=values["note"] or "")
        )

    def field_of_error(self, name: str) -> str:
        """Return the form's field for a field of the command."""
        return {"visit": "record", "petition": "record"}.get(name, super().field_of_error(name))


class TurnForm(FormScreen):
    """A place in the queue is called."""

    def __init__(self, day: DayRow, called: Place) -> None:
        super().__init__()
        self.day, self.called = day, called

    def screen_title(self) -> str:
        """Return the form's name with the place."""
        return tr("PLACE {place} OF {no}").format(place=self.called.ord, no=self.day.no)

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the fields; what it is about stands there already."""
        reference, today = self.reception.desk.reference, self.reception.desk.desk.today
        turns = choices.of_kind(one for one in Turn if one is not Turn.WAITING)
        return [
            [PickField(Spec("turn", tr("Turn"), needed=True), turns, Turn.RECEIVED)],
            [NoteField(Spec("content", tr("Content")), _NOTE_ROWS)],
            [PickField(Spec("result", tr("Result"), later=True), choices.of_kind(_RESULTS))],
            [DayField(Spec("promised", tr("Promised for")), today, reference.calendar)],
            [LineField(Spec("promised_what", tr("What")))],
        ]

    async def prepare(self) -> None:
        """Put in what the record is about."""
        self.field("content").put(self.called.content)

    async def save(self, values: dict[str, Any]) -> str:
        """Enter the turn; who was received gets a visit."""
        now = self.reception.desk.desk.now()
        return await self.act(
            TakeTurn(
                day=self.day.no,
                place=self.called.ord,
                turn=Turn(values["turn"]),
                at=Moment(min(now.date(), self.day.on), f"{now:%H:%M}"),
                content=values["content"] or "",
                result=VisitResult(values["result"]) if values["result"] else None,
                promised=values["promised"],
                promised_what=values["promised_what"] or "",
            )
        )
