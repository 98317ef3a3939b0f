"""The schedule of reception days, each with how many are registered, received and absent."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Label

from reception_tui.config import OFFICE_ZONE, papers_folder
from reception_tui.desk.queries.days import DayRow, day_rows
from reception_tui.desk.queries.minimums import minimums_between
from reception_tui.desk.queries.tasks import progress
from reception_tui.domain.reception_days import DayState
from reception_tui.domain.windows import Window
from reception_tui.i18n import formats, tr
from reception_tui.i18n.labels import label
from reception_tui.reports import ics, schedule
from reception_tui.reports.conclusions import progress_document
from reception_tui.reports.day_lines import why_moved
from reception_tui.reports.nightly import letterhead
from reception_tui.tui.actions import Place, bindings_at
from reception_tui.tui.screen import ReceptionScreen
from reception_tui.tui.widgets.record_list import Line, RecordList
from reception_tui.tui.widgets.status_line import StatusLine

_BACK, _AHEAD = timedelta(days=31), timedelta(days=366)
_OPEN_ONLY = frozenset({"move_session", "cancel_session", "open_day"})
_SIGNS = {DayState.PLANNED: "·", DayState.PUBLISHED: "✓", DayState.HELD: "■", DayState.CANCELLED: "×"}


class DaysScreen(ReceptionScreen[None]):
    """F4 on the desk: the reception days of the last month and of the year to come."""

    place = Place.DAYS
    BINDINGS: ClassVar[list[BindingType]] = bindings_at(Place.DAYS)

    def __init__(self) -> None:
        super().__init__()
        self.days: list[DayRow] = []

    def compose(self) -> ComposeResult:
        """Lay out the counts above the list."""
        yield StatusLine()
        yield Label("", id="counts", classes="heading", markup=False)
        yield RecordList(empty=tr("No reception day is planned: F4 plans a year by the office's rules."))
        yield from self.frame_bottom()

    def screen_title(self) -> str:
        """Return the screen's name."""
        return tr("RECEPTION DAYS")

    def help_text(self) -> str:
        """Return how the list is read."""
        return tr(
            "· planned, ✓ posted, ■ held, × cancelled; ‼ should have been posted. The figures are registered, "
            "received, absent. Enter opens the queue of a day; F4 plans, posts, moves, cancels and opens days."
        )

    async def on_mount(self) -> None:
        """Read the schedule; the cursor stands on the first day that is still to come."""
        await self.reread()
        today = self.reception.desk.desk.today
        keys = [day.no for day in self.days]
        coming = next((day.no for day in self.days if day.on >= today), "")
        if coming:
            self.query_one(RecordList).cursor = keys.index(coming)

    async def reread(self) -> None:
        """Read the schedule again."""
        desk = self.reception.desk
        today = desk.desk.today
        self.days = await desk.ask(day_rows, desk.reference, today - _BACK, today + _AHEAD)
        late = sum(day.is_unposted_on(today) for day in self.days)
        told = tr("{count} reception days · {late} should have been posted")
        self.query_one("#counts", Label).update(
            told.format(count=formats.number(len(self.days)), late=formats.number(late))
        )
        lines = [self._line(day) for day in self.days]
        self.query_one(RecordList).show(lines)

    def _line(self, day: DayRow) -> Line:
        late = day.is_unposted_on(self.reception.desk.desk.today)
        sign = "‼" if late else _SIGNS[day.state]
        when = f"{formats.weekday_short(day.on)} {formats.day(day.on)} {day.time:<5}"
        counts = f"{day.registered:>2}/{day.received}/{day.absent}"
        text = f"{sign} {day.no:<12} {when} {counts:<7} {label(day.host)} {why_moved(day)}"
        return Line(day.no, text.rstrip(), "overdue" if late else "")

    @on(RecordList.Opened)
    def _open(self, event: RecordList.Opened) -> None:
        self.reception.open("queue", event.key)

    async def action_refresh(self) -> None:
        """Read the schedule again."""
        await self.reread()

    def can_do(self, act: str) -> bool:
        """Tell whether an act can be done on the marked day."""
        day = self._marked()
        if act in _OPEN_ONLY:
            return day is not None and day.state in (DayState.PLANNED, DayState.PUBLISHED)
        if act == "day_notice":
            return day is not None and bool(day.changes)
        return True

    def action_plan_session(self) -> None:
        """Plan one day."""
        self.reception.open("plan_session")

    def action_plan_schedule(self) -> None:
        """Plan a time by the office's rules."""
        self.reception.open("plan_schedule")

    def action_publish_schedule(self) -> None:
        """Say that the schedule was posted."""
        self.reception.open("publish_schedule")

    def action_move_session(self) -> None:
        """Move the marked day."""
        day = self._marked()
        if day is not None and self.can_do("move_session"):
            self.reception.open("move_session", day)

    def action_cancel_session(self) -> None:
        """Cancel the marked day."""
        day = self._marked()
        if day is not None and self.can_do("cancel_session"):
            self.reception.open("cancel_session", day)

    def action_open_day(self) -> None:
        """Open the marked day: the host receives."""
        day = self._marked()
        if day is not None and self.can_do("open_day"):
            self.reception.open("open_day", day)

    def action_day_notice(self) -> None:
        """Show the notice of the last change of the marked day."""
        day = self._marked()
        if day is not None and day.changes:
            paper = schedule.notice_document(day, self.reception.desk.reference)
            self.reception.open("paper", paper, f"{day.no}-{len(day.changes)}")

    def action_day_schedule(self) -> None:
        """Show the schedule as it is posted."""
        today = self.reception.desk.desk.today
        coming = [day for day in self.days if day.on >= today]
        window = Window(today, max((day.on for day in coming), default=today))
        paper = schedule.schedule_document(coming, self.reception.desk.reference, window)
        self.reception.open("paper", paper, f"NT-{window.first}-{window.last}")

    def action_day_calendar(self) -> None:
        """Save the days to come as a calendar file, which any calendar takes in."""
        desk = self.reception.desk
        issuer = letterhead(desk.reference).issuer
        data = ics.calendar(self.days, desk.desk.now().tzinfo or OFFICE_ZONE, issuer)
        path = papers_folder() / f"NT-{desk.desk.today}.ics"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        except OSError as error:
            told = tr("The file {path} cannot be written: {why}.").format(path=path, why=error.strerror)
            self.tell(told, trouble=True)
            return
        self.tell(tr("Saved as {path}.").format(path=path))

    async def action_day_tasks(self) -> None:
        """Show how far the tasks are that were open in this month."""
        desk = self.reception.desk
        window = Window(desk.desk.today.replace(day=1), desk.desk.today)
        found = await desk.ask(progress, window)
        self.reception.open("paper", progress_document(found, desk.reference, window), f"GV-{window.last:%Y-%m}")

    async def action_day_minimum(self) -> None:
        """Show how often the hosts received this year, beside what the law wants."""
        desk = self.reception.desk
        window = Window(desk.desk.today.replace(month=1, day=1), desk.desk.today)
        found = await desk.ask(minimums_between, desk.reference, window.first, window.last)
        paper = schedule.minimum_document(found, desk.reference, window)
        self.reception.open("paper", paper, f"NT-{window.last}")

    def _marked(self) -> DayRow | None:
        key = self.query_one(RecordList).current
        return next((day for day in self.days if day.no == key), None)
