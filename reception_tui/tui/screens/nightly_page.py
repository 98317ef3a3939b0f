"""The nightly page as it stands now, or of another day; printed, it counts as printed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from reception_tui.desk.pages import note_printed
from reception_tui.desk.queries.night import Night, night, to_print
from reception_tui.domain.kinds import CountRule
from reception_tui.i18n import tr
from reception_tui.reports import nightly
from reception_tui.reports.model import Document
from reception_tui.tui.fields import DayField, Field, Spec
from reception_tui.tui.form import FormScreen
from reception_tui.tui.screens.paper import OF_SOME_PAPERS, PaperScreen


class NightlyPageScreen(PaperScreen):
    """Ctrl+Y on the desk."""

    without = OF_SOME_PAPERS - {"other_day", "print_missed", "save_sheet"}

    def __init__(self, day: date | None = None) -> None:
        super().__init__()
        self.day = day
        self._night: Night | None = None

    def screen_title(self) -> str:
        """Return the paper's name."""
        return tr("NIGHTLY PAGE")

    def help_text(self) -> str:
        """Return what can be done with it."""
        return tr(
            "F9 saves it as PDF, Ctrl+P prints it. F4 shows the page of another day, and prints those that were missed."
        )

    async def drawn_up(self) -> Document:
        """Return the page of the day, counted now."""
        desk = self.reception.desk
        day = self.day or desk.desk.today
        self._night = await self._counted(day)
        self.file_name = f"{day:%Y-%m-%d}"
        return nightly.document(self._night, desk.reference)

    async def action_print_paper(self) -> None:
        """Print it, and keep that it was printed."""
        if self._night is not None:
            await self._print([self._night.day.on])

    async def action_print_missed(self) -> None:
        """Print every working day since the last printed page."""
        desk = self.reception.desk
        missed = await desk.ask(to_print, desk.reference, desk.desk.today)
        if not missed:
            self.tell(tr("Every page is printed already."))
            return
        await self._print(missed)

    def action_other_day(self) -> None:
        """Ask for the day."""
        self.reception.open("nightly_day", then=self._go_to)

    def _go_to(self, day: str | None) -> None:
        if day:
            self.reception.open("nightly_page", date.fromisoformat(day))

    async def _counted(self, day: date) -> Night:
        desk = self.reception.desk
        return await desk.ask(night, desk.reference, day, CountRule.PER_PARTY, desk.desk.now().tzinfo)

    async def _print(self, days: Sequence[date]) -> None:
        from reception_tui.reports.printing import Run, page_of, send

        desk = self.reception.desk
        printed: list[date] = []
        changed: list[date] = []
        fault = None
        for day in days:
            found = await self._counted(day)
            page = page_of(found, desk.reference)
            fault = await desk.aside(send, page.paper, page.title)
            if fault is not None:
                break
            printed.append(day)
            told = partial(note_printed, queue="", format_=page.paper.format, digest=page.digest)
            if await desk.write(told, desk.desk, found.day):
                changed.append(day)
        run = Run(tuple(printed), tuple(changed), fault)
        sentences = [*run.sentences, *([fault.sentence] if fault is not None else [])]
        self.tell(" ".join(sentences), trouble=fault is not None)


class NightlyDayForm(FormScreen):
    """Of which day the nightly page is wanted. Dismissed with the day."""

    def screen_title(self) -> str:
        """Return the form's name."""
        return tr("NIGHTLY PAGE OF A DAY")

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the field: the working day before today, to begin with."""
        desk = self.reception.desk
        calendar, today = desk.reference.calendar, desk.desk.today
        before = calendar.add_working_days(today, -1)
        return [[DayField(Spec("day", tr("Day"), needed=True), today, calendar, before)]]

    async def save(self, values: dict[str, date]) -> str:
        """Take the day. Raises `DateInFuture`."""
        from reception_tui.domain.errors import DateInFuture

        today = self.reception.desk.desk.today
        if values["day"] > today:
            raise DateInFuture("day", value=values["day"], today=today)
        return values["day"].isoformat()
