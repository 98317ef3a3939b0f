"""What the pages of a visit and of a petition share: promises, the queue of a day, tasks, who else has the matter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from rich.text import Text

from reception_tui.desk.queries.lints import Promise
from reception_tui.desk.queries.promises import broken, promises_waiting
from reception_tui.i18n import formats, tr
from reception_tui.reports.watch import promised
from reception_tui.store.work import Work
from reception_tui.tui.screen import ReceptionScreen

PROMISE_ACTS = frozenset({"promise", "keep_promise", "apologise", "register_for_session", "give_task", "note_holding"})


class PromiseActs(ReceptionScreen[None]):
    """A page with promises. `table` is whose page it is, `no` its number."""

    table = ""
    no: str
    promises: tuple[Promise, ...] = ()

    async def show_record(self, book: str, no: str) -> bool:
        """Show another record of the same book from its top."""
        if book != self.table:
            return False
        self.no = no
        await self.reread()
        self.status.title = self.screen_title()
        self.query_one("#body").scroll_home(animate=False)
        return True

    async def reread(self) -> None:
        """Read the record again."""
        raise NotImplementedError

    async def read_promises(self) -> Iterator[Text]:
        """Read what waits to be kept; return the lines that tell it."""
        self.promises = await self.reception.desk.ask(_waiting, self.table, self.no)
        return promise_lines(self.promises, self.reception.desk.desk.today)

    def can_promise(self, act: str) -> bool:
        """Tell whether an act about promises is open: an apology only where one was broken."""
        if act == "keep_promise":
            return bool(self.promises)
        if act == "apologise":
            return bool(broken(self.promises, self.reception.desk.desk.today))
        return True

    def action_history(self) -> None:
        """Show every entry of the journal about this record."""
        self.reception.open("history", self.no)

    def action_promise(self) -> None:
        """Say what the citizen was told for a day."""
        self.reception.open("promise", self.table, self.no)

    def action_keep_promise(self) -> None:
        """Say that it was kept."""
        if self.promises:
            self.reception.open("keep_promise", self.table, self.no, self.promises)

    def action_apologise(self) -> None:
        """Issue the letter of apology with a new day."""
        if self.can_promise("apologise"):
            self.reception.open("apologise", self.table, self.no)

    def action_recuse(self) -> None:
        """Keep an officer away from the matter."""
        self.reception.open("recuse", self.table, self.no)

    def action_lift_recusal(self) -> None:
        """Let an officer back to the matter."""
        self.reception.open("lift_recusal", self.table, self.no)

    def action_register_for_session(self) -> None:
        """Put the people of this record into the queue of a reception day."""
        self.reception.open("register_for_session", self.table, self.no)

    def action_give_task(self) -> None:
        """Give a body a task about this record."""
        self.reception.open("give_task", self.no)

    def action_note_holding(self) -> None:
        """Say that another body holds the matter of this record too."""
        self.reception.open("note_holding", self.no)


def promise_lines(promises: Sequence[Promise], today: date) -> Iterator[Text]:
    """Yield what waits to be kept; what was broken says what to do about it."""
    for one in promises:
        told = tr("Promised for {day}: {what}.").format(day=formats.day(one.on), what=promised(one))
        if one.on < today:
            offer = tr("The day has passed: F4 offers the letter of apology with a new day.")
            yield Text(f"‼ {told} {offer}", style="overdue")
        else:
            yield Text(told)


def _waiting(work: Work, table: str, no: str) -> tuple[Promise, ...]:
    return promises_waiting(work, [(table, work.by_no(table, no, table))])
