"""The frame of every screen: what the top rows tell, when the screen is covered, and which keys that takes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum, auto
from threading import Event
from typing import TYPE_CHECKING

from rich.text import Text
from rich.theme import Theme as RichTheme
from textual import events, work
from textual._time import get_time
from textual.filter import Monochrome, NoColor
from textual.widgets import Static

from reception_tui import i18n
from reception_tui.domain.errors import RegisterError
from reception_tui.i18n import formats, mark, tr
from reception_tui.tui.actions import by_id, given_keys
from reception_tui.tui.clock_watch import ClockWatch
from reception_tui.tui.hangup import keep_when_ended
from reception_tui.tui.jump import Jump
from reception_tui.tui.kept import DeskSettings, desk_settings, keep_theme
from reception_tui.tui.keymap import use_own_keys
from reception_tui.tui.keys import OrderedKeys
from reception_tui.tui.themes import DARK, NAMES, THEMES, fitting_theme, word_styles
from reception_tui.tui.widgets.curtain import Curtain
from reception_tui.tui.widgets.history_pane import WIDE
from reception_tui.tui.widgets.status_line import Standing, StatusLine

if TYPE_CHECKING:
    from reception_tui.desk.queries.frame import FrameFacts
    from reception_tui.reports.printers import PrinterState
    from reception_tui.tui.desk_thread import DeskThread

LEAST_COLUMNS, LEAST_ROWS = 80, 22
"""Below that a screen would cut words off; 22 rows leave room for the bar of a terminal multiplexer."""

SHOW_CURSOR = "\x1b[?25h"

SILENT_SECONDS = 0.1
"""A save that takes longer says what it is doing."""

LOOK_SECONDS = 5.0
"""So often the frame looks whether a key was pressed."""

PRINTER_SECONDS = 60.0
"""So long what the print service said counts."""

_LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
_PRINTERS = {
    "unknown": mark("Printer: not asked yet"),
    "ready": mark("Printer: ready"),
    "no_service": mark("✗ No print service"),
    "no_queue": mark("✗ No print queue"),
}


class Cover(Enum):
    """Why a screen is covered."""

    HIDDEN = auto()
    LOCKED = auto()


class Frame(OrderedKeys[None]):
    """An application whose screens tell the state of the desk and can be hidden at any moment."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - textual's own type

    desk: DeskThread
    signed_in: bool
    last_message: str
    has_supposed_day: bool
    _register_is_open: bool

    def __init__(self) -> None:
        super().__init__()
        self.kept: DeskSettings = desk_settings()
        self.keymap_fault = use_own_keys()
        self._facts: FrameFacts | None = None
        self._printer = "unknown"
        self._printer_asked = -PRINTER_SECONDS
        self._cover: Cover | None = None
        self._jump: Jump | None = None
        self._given_up: Event | None = None
        self._pin = ""
        self._pin_refused = False
        self._cover_trouble = ""
        self._clock = ClockWatch()
        self._last_key = get_time()
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = fitting_theme(self.kept.theme, self.console.color_system, no_color=self.no_color)
        self.watch_theme(self.theme)
        if self.no_color:
            # Textual chose its filter before it knew the theme, and turns colours into greys.
            self._filters = [NoColor() if isinstance(one, Monochrome) else one for one in self._filters]

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return the variables of our own that every theme must have."""
        return dict(DARK.variables)

    def on_mount(self) -> None:
        """Take the desk's own keys."""
        self.set_keymap(given_keys())

    def on_ready(self) -> None:
        """Begin to look whether somebody is there, and let the terminal's own cursor be seen.

        Input methods, magnifiers and Braille lines follow that cursor; textual keeps it at the field but hides it.
        """
        self.set_interval(LOOK_SECONDS, self.hide_if_idle)
        self.set_interval(LOOK_SECONDS, self.look_at_clock)
        keep_when_ended(self)
        if self._driver is not None:
            self._driver.write(SHOW_CURSOR)

    # Colours

    def watch_theme(self, theme: str) -> None:
        """Colour the words on pages and in lists as the theme says."""
        self.console.push_theme(RichTheme(word_styles(THEMES[theme])))

    def change_theme(self) -> None:
        """Take the next theme and keep it for the next sitting."""
        names = list(THEMES)
        self.theme = names[(names.index(self.theme) + 1) % len(names)]
        for screen in self.screen_stack:
            for static in screen.query(Static):
                static.update(static.content)
        told = tr(NAMES[self.theme])
        try:
            keep_theme(self.theme)
        except OSError as error:
            told = tr("{theme}. It cannot be kept for the next sitting: {why}.").format(theme=told, why=error.strerror)
        self.announce(told)

    async def register_changed(self) -> None:
        """Read again what the open screens show."""
        raise NotImplementedError

    def announce(self, message: str, *, trouble: bool = False) -> None:
        """Show a message on the screen that is open now."""
        raise NotImplementedError

    # The top rows

    def standing(self) -> Standing:
        """Return what the top rows tell."""
        language = _LANGUAGES[i18n.lang()]
        if not self._register_is_open:
            return Standing(desk=self.kept.name, number=tr("opening the register…"), language=language)
        desk = self.desk.desk
        day = f"{formats.weekday_short(desk.today)} {formats.day(desk.today)}"
        if not self.signed_in or self._facts is None:
            return Standing(desk=self.kept.name, day=day, language=language)
        facts = self._facts
        return Standing(
            officer=desk.officer.name,
            desk=self.kept.name,
            day=day,
            waiting=tr("Waiting: {count}").format(count=formats.number(facts.waiting)),
            number=tr("Last number: {no}").format(no=facts.last_no or "–"),
            printer=self._copies_words(facts) or self._printer_words(len(facts.unprinted)),
            language=language,
        )

    def _copies_words(self, facts: FrameFacts) -> str:
        """Return what is wrong with the copies of the register: worse than any printer."""
        trouble = facts.copies.trouble(self.desk.reference.backup, self.desk.desk.now())
        if trouble is None:
            return ""
        from reception_tui.i18n.upkeep import short_trouble

        return short_trouble(trouble)

    def copies_trouble(self) -> str:
        """Return in a sentence what is wrong with the copies of the register; nothing when all is well."""
        now, rules = self.desk.desk.now(), self.desk.reference.backup
        trouble = None if self._facts is None else self._facts.copies.trouble(rules, now)
        if trouble is None:
            return ""
        from reception_tui.i18n.sentences import of_finding

        return of_finding(trouble.value, "")

    def _printer_words(self, unprinted: int) -> str:
        if unprinted:
            return tr("‼ {count} nights not printed").format(count=formats.number(unprinted))
        return tr(_PRINTERS[self._printer])

    async def learn_facts(self) -> None:
        """Read what the top rows tell, and say it on every open screen."""
        from reception_tui.desk.queries.frame import frame_facts

        desk = self.desk.desk
        self._facts = await self.desk.ask(frame_facts, desk.reference, desk.today)
        if get_time() - self._printer_asked >= PRINTER_SECONDS:
            self._printer_asked = get_time()
            self._learn_printer(self._facts.queue)
        self.show_standing()

    @work(exclusive=True, group="printer", exit_on_error=False)
    async def _learn_printer(self, queue: str) -> None:
        self._printer = str(await self.desk.aside(self.ask_printer, queue))
        self.show_standing()

    def ask_printer(self, queue: str) -> PrinterState:
        """Return whether that print queue is there."""
        from reception_tui.reports.printers import printer_state

        return printer_state(queue)

    def show_standing(self) -> None:
        """Say in the top rows of every open screen what is known now."""
        standing = self.standing()
        for screen in self.screen_stack:
            for status in screen.query(StatusLine):
                status.standing = standing

    # Jumping

    def jump(self) -> None:
        """Show a letter on every field and row; the next key goes there."""
        self._jump = Jump(self.screen)

    def takes(self, event: events.Key | events.Paste) -> bool:
        """Take the key after the one that showed the letters."""
        jump, self._jump = self._jump, None
        if jump is None:
            return False
        jump.take(event)
        return True

    # Waiting

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Say after a moment that something is being saved; Esc leaves it as long as it waits for another desk."""
        given_up = self.desk.given_up = Event()
        before = self.last_message
        told = tr("Saving… Waiting for another desk or the server. Esc: back to the form; F10: leave it for later.")

        def say() -> None:
            self._given_up = given_up
            self.announce(told)

        timer = self.set_timer(SILENT_SECONDS, say)
        try:
            yield
        finally:
            timer.stop()
            self.desk.given_up = self._given_up = None
            if self.last_message == told:
                self.announce(before)

    # Covered screens

    async def on_event(self, event: events.Event) -> None:
        """Let the key that hides act at once, whatever holds the others; a covered screen hears no key."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._last_key = get_time()
            if self._given_up is not None and isinstance(event, events.Key):
                if event.key == "escape":
                    self._given_up.set()
                    return
                if event.key in by_id("leave").used_keys:
                    # The form is left as well, as soon as the key reaches it.
                    self._given_up.set()
            if self._cover is not None:
                if isinstance(event, events.Key):
                    self._key_at_cover(event)
                return
            if isinstance(event, events.Key) and event.key in by_id("hide").used_keys:
                self.hide(Cover.HIDDEN)
                return
            if self.is_too_small():
                if isinstance(event, events.Key) and event.key in by_id("quit").used_keys:
                    self.exit()
                return
        await super().on_event(event)

    def hide_now(self) -> None:
        """Hide what the visitor must not see."""
        self.hide(Cover.HIDDEN)

    def hide(self, how: Cover) -> None:
        """Cover everything at once."""
        self._cover, self._pin, self._pin_refused, self._cover_trouble = how, "", False, ""
        self.draw_curtains()

    @work(exclusive=True, group="clock", exit_on_error=False)
    async def look_at_clock(self) -> None:
        """Tell of a clock that jumped, unless the day is only supposed."""
        if self._register_is_open and not self.has_supposed_day:
            await self._clock.look(self)

    def hide_if_idle(self) -> None:
        """Hide and lock the screen where no key was pressed for as long as the office allows."""
        if not self.signed_in:
            return
        allowed = self.desk.reference.privacy.hide_after_minutes * 60
        if self._cover is not Cover.LOCKED and get_time() - self._last_key >= allowed:
            self.hide(Cover.LOCKED)

    def is_too_small(self) -> bool:
        """Tell whether the terminal has no room for a screen."""
        return self.size.width < LEAST_COLUMNS or self.size.height < LEAST_ROWS

    def draw_curtains(self) -> None:
        """Cover every open screen, or show them again."""
        words = self.curtain_words()
        for screen in self.screen_stack:
            for curtain in screen.query(Curtain):
                curtain.draw(words)

    def curtain_words(self) -> str:
        """Return what stands on the curtain; nothing while the screens are to be seen."""
        if self._cover is not None:
            words = [tr("The screen is hidden. F12 brings it back.")]
            if self._pin:
                words.append(tr("PIN: {signs}   Enter").format(signs="•" * len(self._pin)))
            elif self._pin_refused:
                words.append(self._cover_trouble or tr("Type the PIN of the officer at this desk, then Enter."))
            return "\n\n".join(words)
        if self.is_too_small():
            told = tr("This window is too small: {columns}×{rows}. {least_columns}×{least_rows} are needed.")
            size = told.format(
                columns=self.size.width, rows=self.size.height, least_columns=LEAST_COLUMNS, least_rows=LEAST_ROWS
            )
            kept = tr("What was typed is kept.")
            return f"{size}\n\n{kept}"
        return ""

    def on_resize(self) -> None:
        """Say so when the terminal has become too small, and come back when it has grown."""
        self.call_after_refresh(self.draw_curtains)

    def _key_at_cover(self, event: events.Key) -> None:
        if event.key in {"enter", *by_id("hide").used_keys} or (event.key == "escape" and not self._pin):
            self._uncover(self._pin)
            self._pin = ""
        elif event.key == "escape":
            self._pin = ""
        elif event.key == "backspace":
            self._pin = self._pin[:-1]
        elif event.is_printable and event.character:
            self._pin += event.character
        elif event.key in by_id("quit").used_keys:
            self.exit()
        self.draw_curtains()

    @work(exclusive=True, group="uncover", description="uncover", exit_on_error=False)
    async def _uncover(self, pin: str) -> None:
        if await self._may_see(pin):
            self._cover = None
        else:
            self._pin_refused = True
            if pin:
                self.bell()
        self.draw_curtains()

    async def _may_see(self, pin: str) -> bool:
        if not self.signed_in:
            return True
        if self._cover is Cover.HIDDEN and not self.desk.reference.privacy.hide_key_asks_pin:
            return True
        try:
            return await self.pin_opens(pin)
        except RegisterError as error:
            from reception_tui.i18n.sentences import of_error

            self._cover_trouble = of_error(error)
            return False

    async def pin_opens(self, pin: str) -> bool:
        """Tell whether `pin` is that of the officer at the desk, or whether none is set.

        A wrong one is journalled. Raises `WrongPin`, `WaitAfterFailures`, `SignInLocked`.
        """
        from reception_tui.desk.sign_in import has_pin

        if not await self.desk.ask(has_pin, self.desk.desk.officer.code):
            return True
        if pin:
            await self.desk.sign_in("", pin, unlock=True)
        return bool(pin)

    def _fatal_error(self) -> None:
        """End the program after a defect. What stood on the screen goes into no traceback."""
        from reception_tui import falling, logs

        self.bell()
        logs.note_crash(sys.exc_info()[1] or self._exception)
        self._exit_renderables.append(Text(falling.sentence()))
        self._close_messages_no_wait()
