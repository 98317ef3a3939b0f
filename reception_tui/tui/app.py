"""The application: which screens there are, who sits at the desk, what was done last."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import work
from textual._context import active_message_pump
from textual.binding import BindingType
from textual.css.query import NoMatches
from textual.message import Message

from reception_tui import __version__, i18n, logs
from reception_tui.config import Settings
from reception_tui.domain.errors import NoRight, NoView, Recused, RegisterError, StorageTrouble
from reception_tui.i18n import tr
from reception_tui.tui import upkeep
from reception_tui.tui.desk_thread import DeskThread
from reception_tui.tui.frame import Cover, Frame
from reception_tui.tui.harmless import make_screen_harmless
from reception_tui.tui.in_hand import DraftsInHand
from reception_tui.tui.others import AGAIN_SECONDS, TOGETHER_SECONDS, Heard, Listener, trouble_behind
from reception_tui.tui.remembered import Remembered
from reception_tui.tui.screen import ReceptionScreen, Walk
from reception_tui.tui.screen_table import DRAFT_SCREENS, PAGES, SCREENS, page_of, screen_class
from reception_tui.tui.screens.desk import DeskScreen

if TYPE_CHECKING:
    from textual.widget import AwaitMount

    from reception_tui.desk.door import Outcome
    from reception_tui.domain.commands import Command
    from reception_tui.domain.office import Officer
    from reception_tui.store.drafts import Draft
    from reception_tui.tui.widgets.record_list import Line

FIRST_ENTRIES = 20
"""So many entries of the journal are shown while the store is loaded."""


def _sentence(error: RegisterError) -> str:
    """Return an error in words; they know the whole domain, which the first paint does not wait for."""
    from reception_tui.i18n.sentences import of_error

    return of_error(error)


class ReceptionApp(Frame):
    """The desk."""

    CSS_PATH = Path(__file__).with_name("reception.tcss")
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        make_screen_harmless()
        self.settings = settings
        self.has_supposed_day = settings.today is not None
        self.desk = DeskThread()
        self.last_message = ""
        self._undoable: list[int] = []
        self._redoable: list[int] = []
        self.remembered = Remembered(self)
        self._opening: Callable[[], None] | None = None
        self._register_is_open = False
        self.signed_in = False
        self._listener = Listener()
        self._known_entry = 0
        self._out_of_reach = False
        self.in_hand = DraftsInHand(self)
        self.forbidden: frozenset[str] = frozenset()
        self.kept_numbers: frozenset[str] = frozenset()
        self.colleagues: list[Officer] = []

    @property
    def is_starting(self) -> bool:
        """Tell whether the register is still being opened."""
        return not self._register_is_open

    def get_default_screen(self) -> DeskScreen:
        """Return the desk, so that nothing else is painted before it."""
        return DeskScreen()

    def on_mount(self) -> None:
        """Paint the desk first; the store is loaded behind it."""
        self.title = tr("Citizen reception")
        self._opening = self.hold_keys()
        self.call_after_refresh(self._show_first_rows)

    @work(exclusive=True, group="open", exit_on_error=False)
    async def _show_first_rows(self) -> None:
        """Show what can be read without the store, then load it: that takes the interpreter away from the screen."""
        glance = await self.desk.glance(self.settings, FIRST_ENTRIES)
        if glance is not None:
            await self.desk_screen().show_glance(glance)
        self.call_after_refresh(self._open_register)

    @work(exclusive=True, group="open", exit_on_error=False)
    async def _open_register(self) -> None:
        gc.freeze()
        gc.enable()
        try:
            await self.desk.open(self.settings)
        except RegisterError as error:
            self.exit(return_code=4, message=_sentence(error))
            return
        self._register_is_open = True
        await self.desk_screen().register_opened()
        self.run_worker(self.in_hand.take_up_left(), group="held", exit_on_error=False)
        self._listener.start(self.desk.desk.register, self)
        self.set_timer(upkeep.FIRST_SECONDS, self.keep_up)
        self.set_interval(upkeep.EVERY_SECONDS, self.keep_up)

    @work(exclusive=True, group="upkeep", exit_on_error=False)
    async def keep_up(self) -> None:
        """Have the register copied, and a copy tried, if that is due."""
        await upkeep.keep_up(self.settings, self.desk.desk.officer.code)

    def desk_screen(self) -> DeskScreen:
        """Return the screen at the bottom of the stack."""
        return next(screen for screen in self.screen_stack if isinstance(screen, DeskScreen))

    def change_language(self) -> None:
        """Speak the next language and paint the desk anew."""
        at = i18n.LANGUAGES.index(i18n.lang())
        i18n.use(i18n.LANGUAGES[(at + 1) % len(i18n.LANGUAGES)])
        self.last_message = ""
        desk = DeskScreen()
        self.switch_screen(desk)
        self.call_after_refresh(desk.reread)

    # Opening screens

    def open(self, name: str, *args: Any, then: Callable[[Any], None] | None = None, **options: Any) -> None:
        """Open a screen on top of this one; keys typed ahead wait until it can take them.

        What the officer has no right to stays closed: one sentence says so, and the journal keeps it.
        """
        if self.signed_in and (lacking := self._lacking(name)) is not None:
            self.refuse(lacking, name)
            return
        self._push(screen_class(name)(*args, **options), then)

    def take_up(self, draft: Draft) -> None:
        """Open an unfinished form again, whoever began it."""
        if draft.form not in DRAFT_SCREENS:
            self._open_record_of(draft)
            return
        name, *args = DRAFT_SCREENS[draft.form], *([draft.about.partition("|")[0]] if draft.form == "petition" else [])
        if (lacking := self._lacking(name)) is not None:
            self.refuse(lacking, name)
            return
        screen = screen_class(name)(*args)
        screen.taken_up = draft  # type: ignore[attr-defined]
        self._push(screen, None)

    def _open_record_of(self, draft: Draft) -> None:
        """Open the record that a form is about: from there the form is opened again, with what was typed."""
        about = draft.about.partition("|")[0]
        if about:
            self.open_number(about)
        told = tr("This form was begun in the plain desk: “reception plain” goes on with it.")
        if draft.form.startswith("plain "):
            self.announce(told)

    async def ask_who_sits_here(self, known: Sequence[Line] = ()) -> None:
        """Open the sign-in with the officers that are `known` already; where it is open the register is open now."""
        from reception_tui.tui.screens.sign_in import SignInScreen

        if isinstance(self.screen, SignInScreen):
            await self.screen.reread()
            self.screen.status.standing = self.standing()
            self.screen_is_ready(self.screen)
        else:
            await self._push(SignInScreen(known), None)

    def _push(self, screen: ReceptionScreen[Any], then: Callable[[Any], None] | None) -> AwaitMount:
        if self._opening is None:
            self._opening = self.hold_keys()

        def closed(result: Any) -> None:
            if then is not None:
                then(result)
            self.call_later(self.register_changed)

        # What opened the screen may be gone when it closes, as a form that was saved: the application calls back.
        asked_by = active_message_pump.set(self)
        try:
            return self.push_screen(screen, closed)
        finally:
            active_message_pump.reset(asked_by)

    def _lacking(self, screen: str) -> RegisterError | None:
        """Return the refusal of a screen; nothing where the officer may open it."""
        from reception_tui.tui import rights

        desk = self.desk.desk
        act, view = rights.missing(screen, desk.officer, desk.reference.roles)
        if act:
            return NoRight("act", act=act, officer=desk.officer.code)
        return None if view is None else NoView("view", view=view, officer=desk.officer.code)

    @work(group="refusals", exit_on_error=False)
    async def refuse(self, error: RegisterError, what: str, no: str = "") -> None:
        """Say that something is refused, forget keys typed ahead, and journal it."""
        self.drop_typed_ahead()
        self.bell()
        self.announce(_sentence(error), trouble=True)
        await self.desk.refused(error, what, no)

    async def know_officer(self) -> None:
        """Learn what the officer at the desk may do, and what they are kept away from."""
        from reception_tui import falling
        from reception_tui.desk.recusals import kept_from
        from reception_tui.store import register
        from reception_tui.tui import rights

        desk = self.desk.desk
        falling.take_over()
        logs.note("desk_taken", version=__version__)
        self.forbidden = rights.forbidden(desk.officer, desk.reference.roles)
        self.kept_numbers = (await self.desk.ask(kept_from, desk.officer.code)).numbers
        self.colleagues = [one for one in await self.desk.ask(register.officers) if one.active]

    def screen_name(self, screen: ReceptionScreen[Any]) -> str:
        """Return the name by which a screen is opened; nothing for the desk."""
        return next((name for name, (_, kind) in SCREENS.items() if kind == type(screen).__name__), "")

    def open_record(self, book: str, key: str, walk: Walk | None = None) -> None:
        """Open the page of a record, unless the officer may not; with a walk, ← and → there go through its list."""
        if book not in PAGES:
            return
        error = self._lacking(PAGES[book])
        if key in self.kept_numbers:
            error = Recused("no", value=key, officer=self.desk.desk.officer.code)
        if error is not None:
            self.refuse(error, "see_records", key)
            return
        screen = screen_class(PAGES[book])(key)
        screen.walk = walk
        self._push(screen, None)

    def open_number(self, no: str, walk: Walk | None = None) -> None:
        """Open the page of the visit, petition, task or reception day of that number."""
        self.open_record(page_of(no), no, walk)

    def screen_is_ready(self, screen: ReceptionScreen[Any]) -> None:
        """Let waiting keys in: the screen has its focus."""
        if self._register_is_open and self._opening is not None and screen is self.screen:
            release, self._opening = self._opening, None
            release()

    # Who, what was done, what to say

    def announce(self, message: str, *, trouble: bool = False) -> None:
        """Show a message on the screen that is open now and on those below it."""
        self.last_message = message
        if isinstance(self.screen, ReceptionScreen) and self.screen.is_mounted:
            self.screen.tell(message, trouble=trouble)

    async def act(self, command: Command) -> Outcome:
        """Do an act and remember that this sitting did it."""
        outcome = await self.desk.act(command)
        self.note_done(outcome.entry)
        self.remembered.note_done(outcome)
        return outcome

    def note_done(self, entry: int) -> None:
        """Remember that this sitting has made an entry, so that it can be undone."""
        self._undoable.append(entry)
        self._known_entry = max(self._known_entry, entry)
        self._redoable.clear()

    def hide(self, how: Cover) -> None:
        """Cover everything at once, and forget what nobody looks at any more."""
        super().hide(how)
        self.call_after_refresh(self.remembered.forget)

    def undo_last(self) -> None:
        """Show what undoing the last act of this sitting would change."""
        if self._undoable:
            self.open("undo", self._undoable[-1])
        else:
            self.announce(tr("There is nothing to undo in this sitting: Ctrl+W, journal, shows every entry."))

    def redo_last(self) -> None:
        """Show what doing again what was undone last would change."""
        if self._redoable:
            self.open("undo", self._redoable[-1])
        else:
            self.announce(tr("Nothing was undone in this sitting."))

    async def undo(self, entry: int) -> None:
        """Undo an entry; where it undid another one, that is done again. Raises `RegisterError`."""
        from reception_tui.domain.commands import Undo

        again = entry in self._redoable
        outcome = await self.desk.act(Undo(entry=entry))
        here, there = (self._redoable, self._undoable) if again else (self._undoable, self._redoable)
        if entry in here:
            here.remove(entry)
        there.append(outcome.entry)
        told = tr("Done again: entry {entry} on {no}.") if again else tr("Undone: entry {entry} on {no}.")
        self.announce(told.format(entry=entry, no=outcome.no))

    async def register_changed(self) -> None:
        """Read again what the open screens show, and what the officer may see."""
        if self.signed_in:
            await self.know_officer()
            await self.learn_facts()
        for screen in self.screen_stack:
            reread = getattr(screen, "reread", None)
            if reread is not None:
                await reread()

    # What others do, and a register out of reach

    def tell_trouble(self, error: RegisterError) -> None:
        """Show what is wrong with the register; the log keeps its code."""
        logs.note("storage_trouble", code=error.code)
        self.announce(f"{self.in_hand.told()}{_sentence(error)}", trouble=True)
        if not self._out_of_reach:
            # Trouble that is over before the listener looks is not told of when it ends.
            self.set_timer(AGAIN_SECONDS, self._reread_shown)

    async def on_heard(self, event: Heard) -> None:
        """Read again what is shown when others have acted; tell of a register out of reach, and when it is back."""
        if event.trouble is not None:
            self._out_of_reach = True
            self.tell_trouble(event.trouble)
            return
        if self._out_of_reach:
            self._out_of_reach = False
            self.announce(tr("The register can be reached again."))
        elif event.entry <= self._known_entry:
            return
        if self._known_entry:
            self.set_timer(TOGETHER_SECONDS, self._reread_shown)
        self._known_entry = max(self._known_entry, event.entry)

    async def _reread_shown(self) -> None:
        # The screens below are read again when they come up.
        # The desk may have been left since the timer was set.
        reread = getattr(self.screen, "reread", None) if self.screen_stack else None
        if reread is not None:
            # While the register answers, the screen may be taken down.
            with suppress(NoMatches):
                await reread()

    async def _dispatch_message(self, message: Message) -> None:
        """Deal with a message; a register out of reach is told of, and the application goes on."""
        try:
            await super()._dispatch_message(message)
        except StorageTrouble as trouble:
            self.tell_trouble(trouble)

    def _handle_exception(self, error: Exception) -> None:
        """Tell of a register that a worker or callback could not reach, where any other error ends the program."""
        trouble = trouble_behind(error)
        if trouble is None:
            super()._handle_exception(error)
        else:
            self.tell_trouble(trouble)

    async def on_unmount(self) -> None:
        """Let go of the register."""
        self._listener.stop()
        self.desk.close()
