"""The follow-up board: everything that is late or near, grouped by whose it is."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Label

from reception_tui import i18n
from reception_tui.desk.queries.board import BoardCounts, board_counts
from reception_tui.desk.queries.exporting import Exported
from reception_tui.desk.queries.overdue import DueRow, due_list
from reception_tui.desk.tasks import TASK
from reception_tui.domain.deadline import ClockState
from reception_tui.domain.kinds import Owner
from reception_tui.domain.reception_days import TaskStep
from reception_tui.i18n import formats, tr
from reception_tui.reports.list_sheet import of_board
from reception_tui.tui.actions import Place, bindings_at
from reception_tui.tui.fields import Choice
from reception_tui.tui.pages import BoardPages, in_order
from reception_tui.tui.screen import ReceptionScreen, Walk
from reception_tui.tui.screen_table import page_of
from reception_tui.tui.widgets.paged_list import PagedList
from reception_tui.tui.widgets.record_list import RecordList
from reception_tui.tui.widgets.status_line import StatusLine


class BoardScreen(ReceptionScreen[None]):
    """F6."""

    place = Place.LIST
    BINDINGS: ClassVar[list[BindingType]] = bindings_at(Place.LIST)

    def __init__(self) -> None:
        super().__init__()
        self.due: BoardCounts | None = None

    def compose(self) -> ComposeResult:
        """Lay out the counts above the list."""
        yield StatusLine()
        yield Label("", id="counts", classes="heading", markup=False)
        yield PagedList(empty=tr("Nothing is overdue or due soon."))
        yield from self.frame_bottom()

    def screen_title(self) -> str:
        """Return the screen's name."""
        return tr("FOLLOW-UP BOARD")

    def help_text(self) -> str:
        """Return how the board is read."""
        return tr(
            "First what nobody owns, then what we owe, then each body. ‼ overdue, ! due today, • due soon; "
            "days are working days. → says what is to be done: remind (Ctrl+R), remind of all that the body is late "
            "with (Ctrl+B), or report to the Chairman (F4). Ctrl+K shows how a date was counted. "
            "Enter opens the record."
        )

    async def on_mount(self) -> None:
        """Read the board."""
        await self.reread()

    async def reread(self) -> None:
        """Read the board again."""
        desk = self.reception.desk
        self.due = await desk.ask(board_counts, desk.reference, desk.desk.today)
        late, today, soon = self.due.counts.values()
        self.query_one("#counts", Label).update(
            tr("Overdue {late} · due today {today} · due soon {soon}").format(
                late=formats.number(late), today=formats.number(today), soon=formats.number(soon)
            )
        )
        await self.query_one(PagedList).refresh_from(BoardPages(desk, in_order(desk, self.due.groups)))

    @on(RecordList.Opened)
    def _open(self, event: RecordList.Opened) -> None:
        book, no = self._record_at(event.key)
        self.reception.open_record(book, no, Walk(event.record_list, self._record_at))

    def _record_at(self, key: str) -> tuple[str, str]:
        no = key.partition(" ")[0]
        return (page_of(no), no) if no else ("", "")

    def action_export(self) -> None:
        """Write the board to a file."""
        desk = self.reception.desk

        async def gather() -> Exported:
            reference, kept = desk.reference, self.reception.kept_numbers
            found = await desk.ask(due_list, reference, desk.desk.today)
            return of_board([row for row in found.rows if row.petition not in kept], reference)

        self.reception.open("export_list", self.screen_title(), self.screen_title(), gather)

    async def action_refresh(self) -> None:
        """Read the board again."""
        await self.reread()

    def can_do(self, act: str) -> bool:
        """Tell whether an act can be done on the marked row."""
        row = self._marked()
        if row is None or act == "strip":
            return row is not None and row.book != TASK
        if act == "remind_body" and row.book == TASK:
            return False
        if act in ("remind", "remind_body", "escalate"):
            return row.owner is Owner.BODY and (act != "escalate" or row.escalated_on is None)
        return True

    def action_remind(self) -> None:
        """Chase the body of the marked row."""
        row = self._marked_with_body()
        if row is not None and row.book == TASK:
            self.reception.open("task_progress", row.petition, TaskStep.REMINDER)
        elif row is not None:
            self.reception.open("remind", row.petition, [self._choice(row)])

    async def action_remind_body(self) -> None:
        """Chase the body of the marked row for all that it is late with, in one letter."""
        row = self._marked_with_body()
        if row is None or row.book == TASK:
            return
        desk = self.reception.desk
        of_body = await desk.ask(due_list, desk.reference, desk.desk.today, row.body)
        late = [one for one in of_body.in_state(ClockState.OVERDUE) if one.book != TASK]
        numbers = list(dict.fromkeys(one.petition for one in late)) or [row.petition]
        self.reception.open("remind_body", self._choice(row), numbers)

    def action_escalate(self) -> None:
        """Report the body of the marked row to the Chairman."""
        row = self._marked_with_body()
        if row is not None and row.book == TASK:
            self.reception.open("task_progress", row.petition, TaskStep.REPORT)
        elif row is not None:
            self.reception.open("escalate", row.petition, [self._choice(row)])

    def action_strip(self) -> None:
        """Show how the date of the marked row was counted."""
        row = self._marked()
        if row is not None and row.book != TASK:
            self.reception.open("strip", row.petition, row.rule)

    def _marked(self) -> DueRow | None:
        row = self.query_one(PagedList).current_record
        return row if isinstance(row, DueRow) else None

    def _marked_with_body(self) -> DueRow | None:
        row = self._marked()
        if row is not None and row.owner is Owner.BODY:
            return row
        self.tell(tr("This one is not with another body: nobody can be reminded."), trouble=True)
        return None

    def _choice(self, row: DueRow) -> Choice:
        return Choice(row.body, self.reception.desk.reference.directory.bodies[row.body].name(i18n.lang()))
