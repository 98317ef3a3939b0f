"""What all screens share: the status line, the key bar, and the actions that lead from one to another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar, cast

from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget

from reception_tui.domain.errors import StorageTrouble
from reception_tui.i18n import tr
from reception_tui.tui.actions import Action, Place, actions_at
from reception_tui.tui.widgets.curtain import Curtain
from reception_tui.tui.widgets.key_bar import KeyBar
from reception_tui.tui.widgets.message_line import MessageLine
from reception_tui.tui.widgets.record_list import RecordList
from reception_tui.tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from reception_tui.tui.app import ReceptionApp

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Walk:
    """The list that a record was opened from, and what its lines open: book and number of a record."""

    through: RecordList
    record: Callable[[str], tuple[str, str]]


class ReceptionScreen(Screen[Result]):
    """A screen of the reception desk. `place` decides its keys."""

    place: Place = Place.READING
    without: frozenset[str] = frozenset()
    """Actions of the place that mean nothing on this screen."""

    walk: Walk | None = None
    """The list that this record was opened from; None where it came from no list."""

    AUTO_FOCUS = "RecordList, Input, TextArea"

    async def _dispatch_message(self, message: Message) -> None:
        """Deal with a message; a register out of reach is told of, and the screen stays alive for when it is back."""
        try:
            await super()._dispatch_message(message)
        except StorageTrouble as trouble:
            self.reception.tell_trouble(trouble)

    @property
    def reception(self) -> ReceptionApp:
        """Return the application."""
        return cast("ReceptionApp", self.app)

    @property
    def status(self) -> StatusLine:
        """Return this screen's top row."""
        return self.query_one(StatusLine)

    def tell(self, message: str, *, trouble: bool = False) -> None:
        """Show a message above the key bar."""
        self.query_one(MessageLine).tell(message, trouble=trouble)

    def frame_bottom(self) -> Iterator[Widget]:
        """Yield what stands at the bottom of every screen."""
        yield MessageLine()
        yield KeyBar(self.place, self.without)

    def screen_title(self) -> str:
        """Return what the top row calls this screen."""
        return ""

    def help_text(self) -> str:
        """Return what F1 says about this screen."""
        return ""

    def on_compose(self) -> None:
        """Hang the curtain, drawn where the other screens are covered."""
        self.mount(Curtain())

    def on_screen_resume(self) -> None:
        """Say again who sits here, and let waiting keys in once the focus is set."""
        self.status.title = self.screen_title()
        self.status.standing = self.reception.standing()
        self.query(KeyBar).refresh()
        self.tell(self.message_on_resume())
        self.call_after_refresh(self.reception.screen_is_ready, self)

    def message_on_resume(self) -> str:
        """Return what stands above the key bar when the screen comes to the front."""
        return self.reception.last_message

    async def action_leave(self) -> None:
        """Go back to the screen before."""
        self.dismiss()

    def action_hide(self) -> None:
        """Hide everything at once."""
        self.reception.hide_now()

    def action_change_theme(self) -> None:
        """Take the next colours."""
        self.reception.change_theme()

    def action_help(self) -> None:
        """Explain the field under the cursor, this screen and its keys."""
        from reception_tui.tui.fields import Field
        from reception_tui.tui.screens.help import Explained

        focused: object = self.focused
        field = focused if isinstance(focused, Field) else None
        name = self.reception.screen_name(self)
        self.reception.open(
            "help", Explained(self.screen_title(), self.help_text(), self.acts_of(menu=False), name, field)
        )

    def can_do(self, act: str) -> bool:
        """Tell whether an act of the menu can be done here now."""
        return True

    def acts_of(self, *, menu: bool) -> list[Action]:
        """Return what can be done here now: the acts of the menu, or all of them."""
        out = self.without | self.reception.forbidden
        found = [one for one in actions_at(self.place) if one.id not in out]
        return [one for one in found if (self.place in one.menu or not menu) and self.can_do(one.id)]

    def action_palette(self) -> None:
        """Find any act by typing."""
        self.reception.open("choose_act", self.acts_of(menu=False), tr("ALL ACTS"), then=self._do_chosen)

    def action_jump(self) -> None:
        """Show a letter on every field and row."""
        self.reception.jump()

    def action_choose_act(self) -> None:
        """List what can be done here now."""
        self.reception.open("choose_act", self.acts_of(menu=True), then=self._do_chosen)

    def _do_chosen(self, act: str | None) -> None:
        if act:
            self.call_later(self.run_action, act)

    def action_new_visit(self) -> None:
        """Log a visit."""
        self.reception.open("visit_form")

    def action_new_delegation(self) -> None:
        """Log a delegation, its roster first."""
        self.reception.open("visit_form", delegation=True)

    def action_new_petition(self) -> None:
        """Register a petition."""
        self.reception.open("petition_form")

    def action_board(self) -> None:
        """Show what is late and near."""
        self.reception.open("board")

    def action_find(self) -> None:
        """Search the register."""
        self.reception.open("search")

    def action_export(self) -> None:
        """Write a book to a file."""
        self.reception.open("export")

    async def action_walk_on(self) -> None:
        """Go to the record after this one, in the list that it came from."""
        await self._walk(1)

    async def action_walk_back(self) -> None:
        """Go to the record before this one, in the list that it came from."""
        await self._walk(-1)

    async def _walk(self, step: int) -> None:
        if self.walk is None:
            self.tell(tr("This record was not opened from a list."))
            return
        key = await self.walk.through.walk(step, self.walk.record)
        if not key:
            self.tell(tr("The list ends here."))
            self.reception.bell()
            return
        book, no = self.walk.record(key)
        if no in self.reception.kept_numbers:
            self.reception.open_record(book, no, self.walk)
        elif not await self.show_record(book, no):
            self.dismiss()
            self.reception.open_record(book, no, self.walk)

    async def show_record(self, book: str, no: str) -> bool:
        """Show another record in place of this one; tell whether this is a page of its kind."""
        return False

    def action_undo(self) -> None:
        """Show what taking back the last act of this sitting would change."""
        self.reception.undo_last()

    def action_redo(self) -> None:
        """Show what doing again what was undone last would change."""
        self.reception.redo_last()
