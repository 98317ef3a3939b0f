"""A petition with all that belongs to it: who, what, whose limit runs, and everything that happened."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from reception_tui import i18n
from reception_tui.desk.queries.record import PetitionPage, petition_page
from reception_tui.domain.kinds import ReferralRole
from reception_tui.i18n import tr
from reception_tui.tui import petition_text
from reception_tui.tui.actions import ACTIONS, Place, bindings_at
from reception_tui.tui.fields import Choice
from reception_tui.tui.screen import ReceptionScreen
from reception_tui.tui.widgets.status_line import StatusLine

PAGE_ACTS = ("classify", "dispose", "forward", "remind", "record_reply", "record_outcome")


class PetitionPageScreen(ReceptionScreen[None]):
    """Enter on a petition anywhere."""

    place = Place.PETITION
    AUTO_FOCUS = "#body"
    BINDINGS: ClassVar[list[BindingType]] = bindings_at(Place.PETITION)

    def __init__(self, no: str) -> None:
        super().__init__()
        self.no = no
        self.page: PetitionPage | None = None

    def compose(self) -> ComposeResult:
        """Lay out one scrolling page."""
        yield StatusLine()
        with VerticalScroll(id="body", can_focus=True):
            yield Static(id="page")
        yield from self.frame_bottom()

    def screen_title(self) -> str:
        """Return the petition's number."""
        return tr("PETITION {no}").format(no=self.no)

    def help_text(self) -> str:
        """Return what can be done here."""
        return tr("F4 lists what can be done now. The page shows whose limit runs, and since when.")

    async def on_mount(self) -> None:
        """Read the petition."""
        await self.reread()

    async def reread(self) -> None:
        """Read the petition again."""
        desk = self.reception.desk
        self.page = await desk.ask(petition_page, desk.reference, self.no, desk.desk.today)
        text = Text("\n").join(petition_text.lines(self.page, desk.reference, i18n.lang()))
        self.query_one("#page", Static).update(text)

    def action_choose_act(self) -> None:
        """List what can be done on this petition now."""
        if self.page is None:
            return
        possible = [action for action in ACTIONS if action.id in PAGE_ACTS and action.id in self.page.possible]
        self.reception.open("choose_act", possible, then=self._do)

    def _do(self, act: str | None) -> None:
        if act:
            self._open(act)

    def action_classify(self) -> None:
        """Say what the petition is."""
        self._open("classify")

    def action_dispose(self) -> None:
        """Decide what becomes of it."""
        self._open("dispose")

    def action_forward(self) -> None:
        """Send it to a body."""
        self._open("forward")

    def action_remind(self) -> None:
        """Chase the body."""
        self._open("remind")

    def action_record_reply(self) -> None:
        """Enter what the body answered."""
        self._open("record_reply")

    def action_record_outcome(self) -> None:
        """Enter what was decided."""
        self._open("record_outcome")

    def action_person(self) -> None:
        """Show the card of the first author."""
        if self.page is not None and self.page.people:
            self.reception.open("person_card", str(self.page.people[0]["id"]))
        else:
            self.tell(tr("The author is not named, or is kept secret."))

    def _open(self, act: str) -> None:
        page = self.page
        if page is None:
            return
        if act not in page.possible:
            self.tell(tr("This cannot be done now: F4 lists what can."), trouble=True)
            self.reception.bell()
            return
        if act in ("remind", "record_reply"):
            self.reception.open(act, self.no, list(self._owing()))
        elif act == "record_outcome":
            self.reception.open(act, page.petition, list(self._owing()))
        else:
            self.reception.open(act, page.petition)

    def _owing(self) -> Iterator[Choice]:
        """Yield the bodies that still owe an answer, the lead first."""
        page = self.page
        if page is None:
            return
        bodies = self.reception.desk.reference.directory.bodies
        rows = sorted(page.referrals, key=lambda row: row["role"] != ReferralRole.LEAD)
        for row in rows:
            if row["answered_on"] is None:
                yield Choice(row["body"], bodies[row["body"]].name(i18n.lang()))
