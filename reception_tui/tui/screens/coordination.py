"""The list of the monthly meeting of the bodies at the seat, month by month."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Label

from reception_tui.desk.queries.coordination import (
    Coordination,
    HeldMatter,
    coordination,
    meeting_held,
    meetings,
    next_window,
)
from reception_tui.domain.calendar import ONE_DAY
from reception_tui.domain.coordination import HoldingWay
from reception_tui.domain.kinds import Book
from reception_tui.domain.windows import Window
from reception_tui.i18n import formats, tr
from reception_tui.reports.coordination import held_line, list_document, meeting_document
from reception_tui.reports.day_lines import body_name
from reception_tui.store.numbers import book_of
from reception_tui.tui.actions import Place, bindings_at
from reception_tui.tui.screen import ReceptionScreen
from reception_tui.tui.widgets.record_list import Line, RecordList
from reception_tui.tui.widgets.status_line import StatusLine

_OF_A_MATTER = frozenset({"note_holding", "end_holding"})


class CoordinationScreen(ReceptionScreen[None]):
    """F4 on the desk: what the bodies at the seat received, and the matters that they hold."""

    place = Place.COORDINATION
    BINDINGS: ClassVar[list[BindingType]] = bindings_at(Place.COORDINATION)

    def __init__(self) -> None:
        super().__init__()
        self.window: Window | None = None
        self.found: Coordination | None = None
        self.last_meeting = ""

    def compose(self) -> ComposeResult:
        """Lay out the window above the list."""
        yield StatusLine()
        yield Label("", id="counts", classes="heading", markup=False)
        yield RecordList(empty=tr("No other body at the seat holds a matter of ours."))
        yield from self.frame_bottom()

    def screen_title(self) -> str:
        """Return the screen's name."""
        return tr("COORDINATION MEETING")

    def help_text(self) -> str:
        """Return how the list is read."""
        return tr(
            "First what each body received, then the matters: ≡ held by several bodies, with who holds it, why and "
            "since when below. Enter opens the record. F4 shows the list as it is printed (PDF, Word, text), enters "
            "the meeting and its tasks, and says who else holds a matter."
        )

    async def on_mount(self) -> None:
        """Read what the next meeting looks back on."""
        desk = self.reception.desk
        self.window = await desk.ask(next_window, desk.desk.today)
        await self.reread()

    async def reread(self) -> None:
        """Read the list again."""
        if self.window is None:
            return
        desk = self.reception.desk
        self.found = await desk.ask(coordination, desk.reference, self.window)
        held = await desk.ask(meetings)
        self.last_meeting = str(held[0]["no"]) if held else ""
        told = tr("{first} – {last}: {count} matters, {several} held by several; last meeting: {meeting}")
        self.query_one("#counts", Label).update(
            told.format(
                first=formats.short_day(self.window.first),
                last=formats.day(self.window.last),
                count=formats.number(len(self.found.matters)),
                several=formats.number(len(self.found.several)),
                meeting=self.last_meeting or "–",
            )
        )
        self.query_one(RecordList).show(list(self._lines(self.found)))

    def _lines(self, found: Coordination) -> Iterator[Line]:
        reference = self.reception.desk.reference
        told = tr("{days} days · {visits} visits · {people} people · {holds} listed · {late} late ·")
        for one in found.bodies:
            counts = (one.days, one.visits, one.people, one.holds, one.late)
            names = ("days", "visits", "people", "holds", "late")
            values = dict(zip(names, map(formats.number, counts), strict=True))
            yield Line("", " " + told.format(**values) + f" {body_name(one.body, reference)}", "dim")
        for matter in found.matters:
            sign = "≡" if matter.several else "·"
            title = tr("kept secret") if matter.secret else matter.title
            yield Line(matter.no, f"{sign} {matter.no:<13} {title}", "bold" if matter.several else "")
            for held in matter.held:
                yield Line("", f"     {held_line(held, reference)}", "bold #ff8787" if held.late else "dim")

    @on(RecordList.Opened)
    def _open(self, event: RecordList.Opened) -> None:
        matter = self._marked()
        if matter is not None and matter.record:
            self.reception.open_number(matter.record)

    async def action_refresh(self) -> None:
        """Read the list again."""
        await self.reread()

    def can_do(self, act: str) -> bool:
        """Tell whether an act can be done on the marked matter, or on the meeting."""
        matter = self._marked()
        if act in _OF_A_MATTER:
            of_a_task = matter is not None and book_of(matter.no) is Book.TASKS
            noted = matter is not None and any(one.way is HoldingWay.NOTED for one in matter.held)
            return matter is not None and not of_a_task and (act == "note_holding" or noted)
        if act == "meeting_notice":
            return bool(self.last_meeting)
        return True

    def action_coordination_list(self) -> None:
        """Show the list as it is printed."""
        if self.found is not None:
            paper = list_document(self.found, self.reception.desk.reference)
            self.reception.open("paper", paper, f"GB-{self.found.window.first}-{self.found.window.last}")

    async def action_month_before(self) -> None:
        """Look back on the month before."""
        if self.window is not None:
            await self._look_at(self.window.first.replace(day=1) - ONE_DAY)

    async def action_month_after(self) -> None:
        """Look back on the month after, up to today."""
        if self.window is not None:
            today = self.reception.desk.desk.today
            await self._look_at(min(_last_of(self.window.last) + ONE_DAY, today))

    async def _look_at(self, day: date) -> None:
        today = self.reception.desk.desk.today
        self.window = Window(day.replace(day=1), min(_last_of(day), today))
        await self.reread()

    def action_hold_meeting(self) -> None:
        """Enter that the meeting was held."""
        if self.window is not None:
            self.reception.open("hold_meeting", self.window)

    async def action_meeting_notice(self) -> None:
        """Show the notice of the last meeting."""
        if self.last_meeting:
            desk = self.reception.desk
            held = await desk.ask_opened(meeting_held, desk.reference, self.last_meeting)
            self.reception.open("paper", meeting_document(held, desk.reference), self.last_meeting)

    def action_give_task(self) -> None:
        """Give a body a task, about the marked matter, by the last meeting."""
        matter = self._marked()
        self.reception.open("give_task", matter.record if matter is not None else "", self.last_meeting)

    def action_note_holding(self) -> None:
        """Say that another body holds the marked matter too."""
        matter = self._marked()
        if matter is not None and self.can_do("note_holding"):
            self.reception.open("note_holding", matter.no if matter.no != matter.record else matter.record)

    def action_end_holding(self) -> None:
        """Say that a body no longer holds the marked matter."""
        matter = self._marked()
        if matter is not None and self.can_do("end_holding"):
            bodies = tuple(one.body for one in matter.held if one.way is HoldingWay.NOTED)
            self.reception.open("end_holding", matter.no, bodies)

    def _marked(self) -> HeldMatter | None:
        key = self.query_one(RecordList).current
        matters = () if self.found is None else self.found.matters
        return next((one for one in matters if one.no == key), None)


def _last_of(day: date) -> date:
    """Return the last day of the month of a day."""
    return (day.replace(day=28) + 4 * ONE_DAY).replace(day=1) - ONE_DAY
