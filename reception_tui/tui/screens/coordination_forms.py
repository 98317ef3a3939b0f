"""The monthly meeting entered, tasks outside reception days, who else holds a matter, and minutes that were signed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reception_tui import i18n
from reception_tui.domain.commands import Document, EndHolding, GiveTask, HoldMeeting, NoteHolding, SignMinutes
from reception_tui.domain.kinds import Book
from reception_tui.domain.windows import Window
from reception_tui.i18n import tr
from reception_tui.store.numbers import book_of
from reception_tui.tui import choices
from reception_tui.tui.fields import Choice, DayField, Field, LineField, NoteField, PickField, PicksField, Spec
from reception_tui.tui.form import FormScreen

_NOTE_ROWS = 3


class MeetingForm(FormScreen):
    """A coordination meeting that was held."""

    def __init__(self, window: Window) -> None:
        super().__init__()
        self.window = window

    def screen_title(self) -> str:
        """Return the form's name."""
        return tr("MEETING HELD")

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the fields."""
        reference, today = self.reception.desk.reference, self.reception.desk.desk.today
        seat = ",".join(reference.days.seat)
        first, last = self.window.first, self.window.last
        return [
            [DayField(Spec("on", tr("Day"), needed=True), today, reference.calendar, today)],
            [
                DayField(Spec("first", tr("First day"), needed=True), today, reference.calendar, first),
                DayField(Spec("last", tr("Last day"), needed=True), today, reference.calendar, last),
            ],
            [PicksField(Spec("attendees", tr("Attending")), choices.bodies(reference, today), seat)],
            [NoteField(Spec("conclusion", tr("Conclusion"), later=True), _NOTE_ROWS)],
            [LineField(Spec("number", tr("Document No."), later=True))],
        ]

    async def save(self, values: dict[str, Any]) -> str:
        """Enter the meeting."""
        return await self.act(
            HoldMeeting(
                on=values["on"],
                first=values["first"],
                last=values["last"],
                attendees=tuple(filter(None, (values["attendees"] or "").split(","))),
                conclusion=values["conclusion"] or "",
                document=Document(values["number"] or "", values["on"]),
            )
        )


class GiveTaskForm(FormScreen):
    """A task for a body outside a reception day."""

    def __init__(self, record: str = "", meeting: str = "") -> None:
        super().__init__()
        self.record, self.meeting = record, meeting

    def screen_title(self) -> str:
        """Return the form's name."""
        return tr("GIVE A TASK")

    def help_text(self) -> str:
        """Return what becomes of it."""
        return tr("The body's task stands on the follow-up board with its day; F6 reminds, reports and answers it.")

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the fields."""
        reference, today = self.reception.desk.reference, self.reception.desk.desk.today
        told = tr("The day that the citizen was told; it becomes a promise on the record.")
        met = tr("Number of the coordination meeting that gave it, like GB-2026-0003; empty for the Chairman's paper.")
        known = tr("Number of the visit or petition, like LT-2026-0012 or D-2026-0003.")
        return [
            [PickField(Spec("body", tr("Body"), needed=True), choices.bodies(reference, today))],
            [LineField(Spec("what", tr("What is to be done"), needed=True))],
            [DayField(Spec("by", tr("By"), needed=True), today, reference.calendar)],
            [LineField(Spec("record", tr("Record"), help=known), self.record)],
            [LineField(Spec("meeting", tr("Meeting"), help=met), self.meeting)],
            [DayField(Spec("promised", tr("Promised for"), help=told), today, reference.calendar)],
            [LineField(Spec("number", tr("Document No."), later=True))],
        ]

    async def save(self, values: dict[str, Any]) -> str:
        """Give it."""
        return await self.act(
            GiveTask(
                body=values["body"],
                what=values["what"],
                by=values["by"],
                meeting=values["meeting"] or "",
                promised=values["promised"],
                document=Document(values["number"] or "", self.reception.desk.desk.today),
                **_of_record(values["record"]),
            )
        )

    def field_of_error(self, name: str) -> str:
        """Return the form's field for a field of the command."""
        return {"visit": "record", "petition": "record"}.get(name, super().field_of_error(name))


class HoldingForm(FormScreen):
    """Another body holds a matter of ours too."""

    def __init__(self, record: str) -> None:
        super().__init__()
        self.record = record

    def screen_title(self) -> str:
        """Return the form's name with the record's number."""
        return tr("ALSO HELD: {no}").format(no=self.record)

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the fields."""
        reference, today = self.reception.desk.reference, self.reception.desk.desk.today
        return [
            [PickField(Spec("body", tr("Body"), needed=True), choices.bodies(reference, today))],
            [DayField(Spec("since", tr("Since"), needed=True), today, reference.calendar, today)],
            [LineField(Spec("number", tr("Its paper No."), later=True))],
            [LineField(Spec("note", tr("Note")))],
        ]

    async def save(self, values: dict[str, Any]) -> str:
        """Note it."""
        return await self.act(
            NoteHolding(
                body=values["body"],
                since=values["since"],
                document=Document(values["number"] or ""),
                note=values["note"] or "",
                **_of_record(self.record),
            )
        )


class EndHoldingForm(FormScreen):
    """A body no longer holds a matter. `bodies` are those that are noted."""

    def __init__(self, record: str, bodies: Sequence[str]) -> None:
        super().__init__()
        self.record, self.bodies = record, bodies

    def screen_title(self) -> str:
        """Return the form's name with the matter's number."""
        return tr("NO LONGER HELD: {no}").format(no=self.record)

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the fields."""
        reference, today = self.reception.desk.reference, self.reception.desk.desk.today
        known = reference.directory.bodies
        noted = [Choice(code, known[code].name(i18n.lang()), code) for code in self.bodies]
        return [
            [PickField(Spec("body", tr("Body"), needed=True), noted, self.bodies[0])],
            [DayField(Spec("on", tr("Day"), needed=True), today, reference.calendar, today)],
        ]

    async def save(self, values: dict[str, Any]) -> str:
        """Note it."""
        return await self.act(EndHolding(body=values["body"], on=values["on"], **_of_record(self.record)))


class SignMinutesForm(FormScreen):
    """The minutes of a reception day were read back and signed."""

    def __init__(self, session: str) -> None:
        super().__init__()
        self.session = session

    def screen_title(self) -> str:
        """Return the form's name with the reception day's number."""
        return tr("MINUTES OF {no} SIGNED").format(no=self.session)

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the fields."""
        reference, today = self.reception.desk.reference, self.reception.desk.desk.today
        told = tr("Who did not sign, and why; the minutes tell it. Empty where all signed.")
        return [
            [DayField(Spec("on", tr("Signed on"), needed=True), today, reference.calendar, today)],
            [LineField(Spec("unsigned", tr("Not signed by"), help=told))],
        ]

    async def save(self, values: dict[str, Any]) -> str:
        """Enter it."""
        return await self.act(SignMinutes(session=self.session, on=values["on"], unsigned=values["unsigned"] or ""))


def _of_record(no: str | None) -> dict[str, Any]:
    """Return the field of a command that names a record: a visit, a matter or a petition."""
    if not no:
        return {}
    return {{Book.VISITS: "visit", Book.MATTERS: "matter"}.get(book_of(no) or Book.PETITIONS, "petition"): no}
