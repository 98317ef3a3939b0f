"""The queue of a reception day: who is received in what order, and what became of each."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Label

from reception_tui.desk.queries.days import Place, Queue, queue_of
from reception_tui.desk.queries.sessions import HeldDay, held_day
from reception_tui.domain.reception_days import DayState, Turn
from reception_tui.domain.reference import Reference
from reception_tui.i18n import formats, tr
from reception_tui.i18n.labels import label
from reception_tui.reports.conclusions import conclusion_document, minutes_document
from reception_tui.reports.model import Document
from reception_tui.reports.schedule import invitation_document
from reception_tui.tui.actions import Place as At
from reception_tui.tui.actions import bindings_at
from reception_tui.tui.screen import ReceptionScreen
from reception_tui.tui.widgets.record_list import Line, RecordList
from reception_tui.tui.widgets.status_line import StatusLine

_SIGNS = {Turn.WAITING: "·", Turn.RECEIVED: "✓", Turn.ABSENT: "–", Turn.GIVEN_UP: "×"}


class QueueScreen(ReceptionScreen[None]):
    """Enter on a reception day."""

    place = At.QUEUE
    BINDINGS: ClassVar[list[BindingType]] = bindings_at(At.QUEUE)

    def __init__(self, no: str) -> None:
        super().__init__()
        self.no = no
        self.queue: Queue | None = None

    def compose(self) -> ComposeResult:
        """Lay out the day above its queue."""
        yield StatusLine()
        yield Label("", id="counts", classes="heading", markup=False)
        yield RecordList(empty=tr("Nobody is registered: F4 registers a visit or petition."))
        yield from self.frame_bottom()

    def screen_title(self) -> str:
        """Return the day's number."""
        return tr("QUEUE OF {no}").format(no=self.no)

    def help_text(self) -> str:
        """Return how the queue is worked."""
        return tr(
            "· waiting, ✓ received, – did not come, × gave up; ✉ invited. F4 calls the marked place: who is "
            "received gets a visit on the same matter under the host. F4 also enters conclusions with tasks and "
            "shows the minutes."
        )

    async def on_mount(self) -> None:
        """Read the queue."""
        await self.reread()

    async def reread(self) -> None:
        """Read the queue again."""
        desk = self.reception.desk
        self.queue = await desk.ask(queue_of, desk.reference, self.no)
        day = self.queue.day
        told = tr("{host}, {day}: {state}; {next}")
        when = f"{formats.weekday_short(day.on)} {formats.day(day.on)} {day.time}".strip()
        self.query_one("#counts", Label).update(
            told.format(host=label(day.host), day=when, state=label(day.state), next=_next(self.queue))
        )
        self.query_one(RecordList).show([_line(one) for one in self.queue.places])

    @on(RecordList.Opened)
    def _open(self, event: RecordList.Opened) -> None:
        place = self._marked()
        if place is not None:
            self.reception.open_number(place.visit or place.no)

    async def action_refresh(self) -> None:
        """Read the queue again."""
        await self.reread()

    def can_do(self, act: str) -> bool:
        """Tell whether an act can be done on the marked place, or on the day."""
        if self.queue is None:
            return False
        place, day = self._marked(), self.queue.day
        if act == "take_turn":
            return place is not None and place.turn is Turn.WAITING
        if act == "day_invitation":
            return bool(day.attendees)
        if act == "sign_minutes":
            return bool(day.session) and day.minutes_on is None
        if act in ("register_for_session", "open_day"):
            return day.state in (DayState.PLANNED, DayState.PUBLISHED)
        return bool(day.session)

    def action_open_day(self) -> None:
        """Open the day: the host receives."""
        if self.queue is not None and self.can_do("open_day"):
            self.reception.open("open_day", self.queue.day)

    def action_register_for_session(self) -> None:
        """Put a visit or petition into the queue."""
        self.reception.open("register_for_session", day=self.no)

    def action_take_turn(self) -> None:
        """Call the marked place."""
        place = self._marked()
        if self.queue is not None and place is not None and place.turn is Turn.WAITING:
            self.reception.open("take_turn", self.queue.day, place)

    def action_conclude(self) -> None:
        """Enter a conclusion with a task."""
        if self.queue is not None and self.queue.day.session:
            place = self._marked()
            self.reception.open("conclude", self.queue.day.session, place.visit if place is not None else "")

    async def action_day_minutes(self) -> None:
        """Show the minutes."""
        await self._show("BB", minutes_document)

    def action_day_invitation(self) -> None:
        """Show the invitation of the bodies that attend."""
        if self.queue is not None and self.can_do("day_invitation"):
            paper = invitation_document(self.queue, self.reception.desk.reference)
            self.reception.open("paper", paper, f"GM-{self.no}")

    def action_sign_minutes(self) -> None:
        """Say that the minutes were read back and signed."""
        if self.queue is not None and self.can_do("sign_minutes"):
            self.reception.open("sign_minutes", self.queue.day.session)

    async def action_day_conclusions(self) -> None:
        """Show the notice of conclusions."""
        await self._show("KL", conclusion_document)

    async def _show(self, kind: str, paper: Callable[[HeldDay, Reference], Document]) -> None:
        if self.queue is None or not self.queue.day.session:
            return
        desk = self.reception.desk
        held = await desk.ask_opened(held_day, desk.reference, self.queue.day.session)
        self.reception.open("paper", paper(held, desk.reference), f"{kind}-{self.queue.day.session}")

    def _marked(self) -> Place | None:
        key = self.query_one(RecordList).current
        places = () if self.queue is None else self.queue.places
        return next((one for one in places if str(one.ord) == key), None)


def _next(queue: Queue) -> str:
    """Return what comes next: invitations before the day, signed minutes after it."""
    day = queue.day
    if day.minutes_on is not None:
        return tr("minutes signed on {day}").format(day=formats.short_day(day.minutes_on))
    if day.session:
        return tr("minutes not signed yet")
    return tr("invitations by {latest}").format(latest=formats.short_day(queue.invite_by))


def _line(one: Place) -> Line:
    who = one.who or tr("kept secret")
    sign = "✉" if one.invited is not None else " "
    text = f"{_SIGNS[one.turn]}{sign}{one.ord:>3} {one.time:<5} {one.no:<12} {who:<22} {one.visit:<12} {one.content}"
    return Line(str(one.ord), text)
