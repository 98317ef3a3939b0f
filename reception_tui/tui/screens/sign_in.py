"""Who sits at the desk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Label

from reception_tui.domain.errors import RegisterError
from reception_tui.i18n import tr
from reception_tui.tui.actions import Place
from reception_tui.tui.fields import LineField, Spec
from reception_tui.tui.first_words import tell_what_waits
from reception_tui.tui.screen import ReceptionScreen
from reception_tui.tui.widgets.message_line import MessageLine
from reception_tui.tui.widgets.record_list import Line, RecordList
from reception_tui.tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from reception_tui.domain.office import Officer


class SignInScreen(ReceptionScreen[None]):
    """Shown once the register is open, when more than one officer works with it or a PIN is set."""

    place = Place.DIALOG
    AUTO_FOCUS = "#field-officer"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f10,ctrl+q", "quit_desk", show=False),
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
    ]

    def __init__(self, known: Sequence[Line] = ()) -> None:
        """Show the officers that are `known` until the register is open: a code and a name each."""
        super().__init__()
        self._known = known
        self.officers: list[Officer] = []

    def compose(self) -> ComposeResult:
        """Lay out the two lines above the officers."""
        yield StatusLine()
        yield Label(tr("Officer (code or name)"), classes="heading", markup=False)
        yield LineField(Spec("officer", tr("Officer"), needed=True))
        yield Label(tr("PIN"), classes="heading", markup=False)
        pin = LineField(Spec("pin", tr("PIN")))
        pin.password = True
        yield pin
        yield Label(tr("In service"), classes="heading", markup=False)
        yield RecordList()
        yield MessageLine()

    def screen_title(self) -> str:
        """Return the screen's name."""
        return tr("SIGN IN")

    async def on_mount(self) -> None:
        """Show who is in service."""
        self.query_one(RecordList).can_focus = False
        if self._known:
            self._show(self._known)
        else:
            await self.reread()

    async def reread(self) -> None:
        """Show who the register says is in service."""
        from reception_tui.store.register import officers

        self.officers = [officer for officer in await self.reception.desk.ask(officers) if officer.active]
        self._show([Line(one.code, one.name) for one in self.officers])

    def _show(self, known: Sequence[Line]) -> None:
        self.query_one(RecordList).show([Line(one.key, f" {one.key:<12} {one.text}") for one in known])

    def action_step(self, by: int) -> None:
        """Go through the officers and take the code of the marked one."""
        people = self.query_one(RecordList)
        people.action_move(by)
        self.query_one("#field-officer", LineField).put(people.current)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        if event.input.id == "field-officer":
            self.query_one("#field-pin").focus()
        else:
            self._sign_in(self.reception.hold_keys())

    @work(exclusive=True, group="sign-in")
    async def _sign_in(self, release: Any) -> None:
        from reception_tui.desk.opening import choose_officer
        from reception_tui.desk.sign_in import must_change_pin
        from reception_tui.i18n.sentences import of_error

        typed = self.query_one("#field-officer", LineField).value
        pin = self.query_one("#field-pin", LineField)
        desk = self.reception.desk
        try:
            officer = choose_officer(self.officers, typed)
            await desk.sign_in(officer.code, pin.value)
            given = await desk.ask(must_change_pin, officer.code)
        except RegisterError as error:
            self.tell(of_error(error), trouble=True)
            self.reception.drop_typed_ahead()
            pin.clear()
        else:
            if given:
                self.reception.open("own_pin", given=True, then=self._pin_changed)
            else:
                await self._take_seat()
        finally:
            release()

    def _pin_changed(self, no: str | None) -> None:
        """Go to the desk once the officer has a PIN that nobody else knows."""
        self.query_one("#field-pin", LineField).clear()
        if no:
            self.call_later(self._take_seat)

    async def _take_seat(self) -> None:
        self.reception.signed_in = True
        await self.reception.know_officer()
        await tell_what_waits(self.reception)
        self.dismiss()

    def action_quit_desk(self) -> None:
        """Leave without signing in."""
        self.app.exit()
