"""Entries that are about the office: reception days held, days decreed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.widgets import Label

from reception_tui import i18n
from reception_tui.desk.bulletins import bulletin_name, bulletin_text
from reception_tui.desk.impact import Moved, impact
from reception_tui.domain.calendar import DecreedKind
from reception_tui.domain.commands import AnnounceDay, HoldSession
from reception_tui.domain.kinds import Host, ReceivedBy, VisitKind
from reception_tui.domain.reference import Reference
from reception_tui.i18n import formats, tr
from reception_tui.store.reference import build
from reception_tui.store.register import reference_files
from reception_tui.store.work import Work
from reception_tui.tui import choices
from reception_tui.tui.actions import Place, bindings_at
from reception_tui.tui.fields import DayField, Field, LineField, NoteField, PickField, Spec
from reception_tui.tui.form import FormScreen
from reception_tui.tui.screen import ReceptionScreen
from reception_tui.tui.widgets.record_list import Line, RecordList
from reception_tui.tui.widgets.status_line import StatusLine

NOTE_ROWS = 3


class SessionForm(FormScreen):
    """A reception day of a leader that was held."""

    form_name = "session"

    def screen_title(self) -> str:
        """Return the form's name."""
        return tr("RECEPTION DAY HELD")

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the fields."""
        reference, today = self.reception.desk.reference, self.reception.desk.desk.today
        kinds = choices.of_kind((VisitKind.PERIODIC, VisitKind.AD_HOC))
        receivers = choices.of_kind((ReceivedBy.HEAD, ReceivedBy.DELEGATE))
        return [
            [PickField(Spec("host", tr("Host"), needed=True), choices.of_kind(Host))],
            [DayField(Spec("on", tr("Day"), needed=True), today, reference.calendar, today)],
            [PickField(Spec("kind", tr("Kind"), needed=True), kinds, VisitKind.PERIODIC)],
            [PickField(Spec("received_by", tr("Received by"), needed=True), receivers, ReceivedBy.HEAD)],
            [LineField(Spec("place", tr("Place")))],
            [NoteField(Spec("conclusion", tr("Conclusion"), later=True), NOTE_ROWS)],
        ]

    async def save(self, values: dict[str, Any]) -> str:
        """Enter the reception day."""
        return await self.act(
            HoldSession(
                on=values["on"],
                kind=VisitKind(values["kind"]),
                host=Host(values["host"]),
                received_by=ReceivedBy(values["received_by"]),
                place=values["place"] or "",
                conclusion=values["conclusion"] or "",
            )
        )


class AnnounceDayForm(FormScreen):
    """A newly decreed day off or worked Saturday; what it would move is shown before it is done."""

    form_name = "announce_day"

    def __init__(self) -> None:
        super().__init__()
        self.agreed: AnnounceDay | None = None

    def screen_title(self) -> str:
        """Return the form's name."""
        return tr("CALENDAR BULLETIN")

    def help_text(self) -> str:
        """Return what happens on saving."""
        return tr("F9 first shows every open limit that would move; F9 there applies it as one entry of the journal.")

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the fields."""
        reference, today = self.reception.desk.reference, self.reception.desk.desk.today
        return [
            [PickField(Spec("kind", tr("The day is"), needed=True), choices.of_kind(DecreedKind), DecreedKind.DAY_OFF)],
            [DayField(Spec("on", tr("Day"), needed=True), today, reference.calendar)],
            [
                DayField(
                    Spec("instead_of", tr("Instead of"), help=tr("The day off that a worked Saturday makes up for.")),
                    today,
                    reference.calendar,
                )
            ],
            [LineField(Spec("what", tr("What it is"), needed=True))],
            [
                LineField(
                    Spec("decision", tr("Decision No."), needed=True, help=tr("Number of the decision or notice."))
                )
            ],
        ]

    async def save(self, values: dict[str, Any]) -> str:
        """Show what would move; once that was agreed to, apply it."""
        command = AnnounceDay(
            kind=DecreedKind(values["kind"]),
            on=values["on"],
            instead_of=values["instead_of"],
            what=values["what"],
            decision=values["decision"],
        )
        if command == self.agreed:
            no = await self.act(command)
            await self.reception.desk.reload()
            return no
        moved = await self.reception.desk.ask(_preview, command)

        def answered(agreed: bool | None) -> None:
            if agreed:
                self.agreed = command
                self.call_later(self.action_save)

        self.reception.open("impact", moved, then=answered)
        return ""


def _preview(work: Work, command: AnnounceDay) -> list[Moved]:
    files = reference_files(work)
    newer: Reference = build(files | {bulletin_name(files, command.on.year): bulletin_text(command)})
    return impact(work, newer, command.on)


class ImpactScreen(ReceptionScreen[bool]):
    """What a change would move. Dismissed with whether it is to be done."""

    place = Place.DIALOG
    BINDINGS = bindings_at(Place.DIALOG)

    def __init__(self, moved: Sequence[Moved]) -> None:
        super().__init__()
        self.moved = moved

    def compose(self) -> ComposeResult:
        """Lay out the list under its counts."""
        newly = sum(one.is_overdue and not one.was_overdue for one in self.moved)
        no_longer = sum(one.was_overdue and not one.is_overdue for one in self.moved)
        told = tr("{moved} open limits move; {newly} become overdue, {no_longer} stop being overdue.")
        yield StatusLine()
        yield Label(
            told.format(
                moved=formats.number(len(self.moved)), newly=formats.number(newly), no_longer=formats.number(no_longer)
            ),
            classes="heading",
            markup=False,
        )
        yield RecordList(empty=tr("No open limit moves. F9 applies it."))
        yield from self.frame_bottom()

    def screen_title(self) -> str:
        """Return the screen's name."""
        return tr("WHAT WOULD MOVE")

    def on_mount(self) -> None:
        """Fill the list."""
        bodies = self.reception.desk.reference.directory.bodies
        lines = []
        for one in self.moved:
            body = bodies[one.body].name(i18n.lang()) if one.body in bodies else ""
            text = (
                f" {one.no:<13} {one.stage:<7} {formats.day(one.old_due):<10} → {formats.day(one.new_due):<10}  {body}"
            )
            lines.append(Line(one.no, text))
        self.query_one(RecordList).show(lines)

    @on(RecordList.Opened)
    def _open(self, event: RecordList.Opened) -> None:
        self.reception.open_number(event.key)

    def action_save(self) -> None:
        """Do it."""
        self.dismiss(True)

    async def action_leave(self) -> None:
        """Leave everything as it is."""
        self.dismiss(False)
