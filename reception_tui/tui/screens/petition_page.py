"""A petition with all that belongs to it: who, what, whose limit runs, and everything that happened."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from reception_tui import i18n
from reception_tui.desk.queries.record import PetitionPage, petition_page
from reception_tui.domain.kinds import ReferralRole
from reception_tui.i18n import tr
from reception_tui.tui import petition_text
from reception_tui.tui.actions import Place, actions_at, bindings_at
from reception_tui.tui.fields import Choice
from reception_tui.tui.promise_acts import PROMISE_ACTS, PromiseActs
from reception_tui.tui.widgets.record_body import RecordBody
from reception_tui.tui.widgets.status_line import StatusLine


class PetitionPageScreen(PromiseActs):
    """Enter on a petition anywhere."""

    place = Place.PETITION
    table = "petition"
    AUTO_FOCUS = "#body"
    BINDINGS: ClassVar[list[BindingType]] = bindings_at(Place.PETITION)

    def __init__(self, no: str) -> None:
        super().__init__()
        self.no = no
        self.page: PetitionPage | None = None

    def compose(self) -> ComposeResult:
        """Lay out one scrolling page."""
        yield StatusLine()
        with RecordBody(id="body"):
            yield Static(id="page", markup=False)
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
        self.page = await desk.ask_opened(petition_page, desk.reference, self.no, desk.desk.today)
        promised = tuple(await self.read_promises())
        lines = (*promised, *petition_text.lines(self.page, desk.reference, i18n.lang()))
        self.query_one("#page", Static).update(Text("\n").join(lines))

    def can_do(self, act: str) -> bool:
        """Tell whether an act is open to the petition as it stands."""
        if act in PROMISE_ACTS:
            return self.can_promise(act)
        if act == "forward_barred":
            return (
                self.page is not None and "forward" in self.page.possible and bool(self.page.petition["against_body"])
            )
        return (
            act == "strip"
            or (act in ("open_identity", "share_case") and self.page is not None and self.page.secret)
            or act in ("link", "correct", "void", "letter", "history", "recuse", "lift_recusal")
            or (self.page is not None and act in self.page.possible)
        )

    def _act_of(self, page: PetitionPage, act: str) -> tuple[Any, ...]:
        """Return what the form of an act needs to know."""
        if act in ("remind", "escalate", "record_reply"):
            return (self.no, list(self._owing()))
        if act == "record_outcome":
            return (page.petition, list(self._owing()))
        if act == "classify":
            return (page.petition, page.people)
        if act == "fulfil":
            return (self.no, page.duties)
        if act in ("pause", "resume", "extend"):
            return (page,)
        return (
            (self.no,)
            if act in ("link", "void", "strip", "letter", "open_identity", "share_case")
            else (page.petition,)
        )

    def action_forward_barred(self) -> None:
        """Forward to a body that the law bars, when a second officer agrees."""
        if self.page is not None:
            self.reception.open("forward", self.page.petition, barred=True)

    def _open(self, act: str) -> None:
        if self.page is None:
            return
        if not self.can_do(act):
            self.tell(tr("This cannot be done now: F4 lists what can."), trouble=True)
            self.reception.bell()
            return
        self.reception.open(act, *self._act_of(self.page, act))

    def action_person(self) -> None:
        """Show the card of the first author."""
        if self.page is not None and self.page.people:
            self.reception.open("person_card", str(self.page.people[0]["id"]))
        else:
            self.tell(tr("The author is not named, or is kept secret."))

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


def _opens(act: str) -> Callable[[PetitionPageScreen], None]:
    def action(self: PetitionPageScreen) -> None:
        self._open(act)

    action.__doc__ = f"Open the form of {act}."
    return action


for _act in actions_at(Place.PETITION):
    if Place.PETITION in _act.menu and not hasattr(PetitionPageScreen, f"action_{_act.id}"):
        setattr(PetitionPageScreen, f"action_{_act.id}", _opens(_act.id))
