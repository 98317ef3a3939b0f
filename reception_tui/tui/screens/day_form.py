"""Reception days planned, posted, moved, cancelled and opened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reception_tui.desk.queries.days import DayRow
from reception_tui.domain.commands import (
    CancelSession,
    Document,
    HoldSession,
    MoveSession,
    PlanSchedule,
    PlanSession,
    PublishSchedule,
)
from reception_tui.domain.kinds import Host, ReceivedBy, VisitKind
from reception_tui.i18n import formats, tr
from reception_tui.i18n.labels import label
from reception_tui.tui import choices
from reception_tui.tui.fields import DayField, Field, LineField, PickField, PicksField, Spec
from reception_tui.tui.form import FormScreen


class PlanSessionForm(FormScreen):
    """One reception day for the schedule."""

    form_name = "plan_session"

    def screen_title(self) -> str:
        """Return the form's name."""
        return tr("PLAN A RECEPTION DAY")

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the fields."""
        reference, today = self.reception.desk.reference, self.reception.desk.desk.today
        kinds = choices.of_kind((VisitKind.PERIODIC, VisitKind.AD_HOC))
        elsewhere = tr("Only for the head of a body or commune who receives at a place of its own.")
        return [
            [PickField(Spec("host", tr("Host"), needed=True), choices.of_kind(Host))],
            [
                DayField(Spec("on", tr("Day"), needed=True), today, reference.calendar),
                LineField(Spec("time", tr("Hour"))),
            ],
            [PickField(Spec("kind", tr("Kind"), needed=True), kinds, VisitKind.PERIODIC)],
            [PickField(Spec("body", tr("Body"), help=elsewhere), choices.bodies(reference, today))],
            [LineField(Spec("place", tr("Place")))],
            [LineField(Spec("content", tr("Content")))],
            [PicksField(Spec("attendees", tr("Attending")), choices.bodies(reference, today))],
        ]

    async def save(self, values: dict[str, Any]) -> str:
        """Plan the day."""
        return await self.act(
            PlanSession(
                on=values["on"],
                host=Host(values["host"]),
                kind=VisitKind(values["kind"]),
                body=values["body"] or "",
                time=values["time"] or "",
                place=values["place"] or "",
                content=values["content"] or "",
                attendees=tuple(filter(None, (values["attendees"] or "").split(","))),
            )
        )


class PeriodForm(FormScreen):
    """What the forms share that are about a time of the schedule: the year is offered."""

    def period_rows(self) -> list[list[Field]]:
        """Return the fields of the time."""
        reference, today = self.reception.desk.reference, self.reception.desk.desk.today
        last = today.replace(month=12, day=31)
        return [
            [DayField(Spec("first", tr("First day"), needed=True), today, reference.calendar, today)],
            [DayField(Spec("last", tr("Last day"), needed=True), today, reference.calendar, last)],
        ]


class PlanScheduleForm(PeriodForm):
    """The reception days of a time, by the office's rules."""

    def screen_title(self) -> str:
        """Return the form's name."""
        return tr("PLAN THE SCHEDULE")

    def help_text(self) -> str:
        """Return where the rules stand."""
        return tr(
            "The rules stand in office/reception-days.toml. A day that falls on a day off is moved by the calendar."
        )

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the fields."""
        return self.period_rows()

    async def save(self, values: dict[str, Any]) -> str:
        """Plan the days that are not on the schedule yet."""
        return await self.act(PlanSchedule(first=values["first"], last=values["last"]))


class PublishScheduleForm(PeriodForm):
    """The schedule was posted at the reception place."""

    def screen_title(self) -> str:
        """Return the form's name."""
        return tr("SCHEDULE POSTED")

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the fields."""
        reference, today = self.reception.desk.reference, self.reception.desk.desk.today
        return [
            *self.period_rows(),
            [DayField(Spec("on", tr("Posted on"), needed=True), today, reference.calendar, today)],
            [LineField(Spec("number", tr("Document No."), later=True))],
        ]

    async def save(self, values: dict[str, Any]) -> str:
        """Enter that it was posted."""
        return await self.act(
            PublishSchedule(
                first=values["first"],
                last=values["last"],
                on=values["on"],
                document=Document(values["number"] or "", values["on"]),
            )
        )


class DayChangeForm(FormScreen):
    """What the forms share that change one day: which it is, why, and by which notice."""

    def __init__(self, day: DayRow) -> None:
        super().__init__()
        self.day = day

    def help_text(self) -> str:
        """Return which day it is."""
        return f"{self.day.no}: {label(self.day.host)}, {formats.weekday(self.day.on)} {formats.day(self.day.on)}"

    def change_rows(self) -> list[list[Field]]:
        """Return the fields of the reason and the notice."""
        return [
            [LineField(Spec("why", tr("Reason"), needed=True))],
            [LineField(Spec("number", tr("Document No."), later=True))],
        ]


class MoveSessionForm(DayChangeForm):
    """A day is moved."""

    def screen_title(self) -> str:
        """Return the form's name with the day's number."""
        return tr("MOVE {no}").format(no=self.day.no)

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the fields."""
        reference, today = self.reception.desk.reference, self.reception.desk.desk.today
        return [[DayField(Spec("to", tr("New day"), needed=True), today, reference.calendar)], *self.change_rows()]

    async def save(self, values: dict[str, Any]) -> str:
        """Move it."""
        paper = Document(values["number"] or "")
        return await self.act(MoveSession(day=self.day.no, to=values["to"], why=values["why"], document=paper))


class CancelSessionForm(DayChangeForm):
    """A day is cancelled."""

    def screen_title(self) -> str:
        """Return the form's name with the day's number."""
        return tr("CANCEL {no}").format(no=self.day.no)

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the fields."""
        return self.change_rows()

    async def save(self, values: dict[str, Any]) -> str:
        """Cancel it."""
        paper = Document(values["number"] or "")
        return await self.act(CancelSession(day=self.day.no, why=values["why"], document=paper))


class OpenDayForm(DayChangeForm):
    """The host receives: the day gets its number among the reception days that were held."""

    def screen_title(self) -> str:
        """Return the form's name with the day's number."""
        return tr("OPEN {no}").format(no=self.day.no)

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the fields."""
        reference, today = self.reception.desk.reference, self.reception.desk.desk.today
        receivers = choices.of_kind((ReceivedBy.HEAD, ReceivedBy.DELEGATE))
        return [
            [DayField(Spec("on", tr("Held on"), needed=True), today, reference.calendar, min(today, self.day.on))],
            [PickField(Spec("received_by", tr("Received by"), needed=True), receivers, self.day.received_by)],
            [LineField(Spec("place", tr("Place")), self.day.place)],
        ]

    async def save(self, values: dict[str, Any]) -> str:
        """Enter the reception day."""
        return await self.act(
            HoldSession(
                on=values["on"],
                kind=self.day.kind,
                host=self.day.host,
                received_by=ReceivedBy(values["received_by"]),
                place=values["place"] or "",
                day=self.day.no,
            )
        )
