"""The follow-up board: everything that is late or near, grouped by whose it is."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Label

from reception_tui import i18n
from reception_tui.desk.queries.overdue import DueList, due_list
from reception_tui.domain.kinds import Owner
from reception_tui.i18n import formats, tr
from reception_tui.tui import lines
from reception_tui.tui.actions import Place, bindings_at
from reception_tui.tui.fields import Choice
from reception_tui.tui.screen import ReceptionScreen
from reception_tui.tui.widgets.record_list import RecordList
from reception_tui.tui.widgets.status_line import StatusLine


class BoardScreen(ReceptionScreen[None]):
    """F6."""

    place = Place.LIST
    BINDINGS: ClassVar[list[BindingType]] = bindings_at(Place.LIST)

    def __init__(self) -> None:
        super().__init__()
        self.due: DueList | None = None

    def compose(self) -> ComposeResult:
        """Lay out the counts above the list."""
        yield StatusLine()
        yield Label("", id="counts", classes="heading")
        yield RecordList(empty=tr("Nothing is overdue or due soon."))
        yield from self.frame_bottom()

    def screen_title(self) -> str:
        """Return the screen's name."""
        return tr("FOLLOW-UP BOARD")

    def help_text(self) -> str:
        """Return how the board is read."""
        return tr(
            "First what nobody owns, then what we owe, then each body. ‼ overdue, ! due today, • due soon; "
            "days are working days. Enter opens the petition, Ctrl+R enters a reminder."
        )

    async def on_mount(self) -> None:
        """Read the board."""
        await self.reread()

    async def reread(self) -> None:
        """Read the board again."""
        desk = self.reception.desk
        self.due = await desk.ask(due_list, desk.reference, desk.desk.today)
        late, today, soon = self.due.counts.values()
        self.query_one("#counts", Label).update(
            tr("Overdue {late} · due today {today} · due soon {soon}").format(
                late=formats.number(late), today=formats.number(today), soon=formats.number(soon)
            )
        )
        self.query_one(RecordList).show(list(lines.board(self.due.rows, desk.reference)))

    @on(RecordList.Opened)
    def _open(self, event: RecordList.Opened) -> None:
        self.reception.open_record("petition", event.key)

    async def action_refresh(self) -> None:
        """Read the board again."""
        await self.reread()

    def action_remind(self) -> None:
        """Chase the body of the marked row."""
        no = self.query_one(RecordList).current
        rows = (
            [] if self.due is None else [row for row in self.due.rows if row.petition == no and row.owner is Owner.BODY]
        )
        if not rows:
            self.tell(tr("This one is not with another body: nobody can be reminded."), trouble=True)
            return
        bodies = self.reception.desk.reference.directory.bodies
        codes = dict.fromkeys(row.body for row in rows)
        self.reception.open("remind", no, [Choice(code, bodies[code].name(i18n.lang())) for code in codes])
