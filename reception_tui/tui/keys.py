"""Keys delivered one at a time, in the order in which they were typed.

Textual hands a printable key to the focused widget at once, while a key with a binding first travels up to the
application; when both arrive in one burst, as every Vietnamese input method sends them, the printable one
overtakes (Textualize/textual#6605). Here a key waits until the one before it has done all it does.
"""

from __future__ import annotations

import sys
from codecs import getincrementaldecoder
from collections import deque
from collections.abc import Callable
from functools import partial

from textual import events
from textual._time import get_time
from textual.app import App, ReturnType
from textual.driver import Driver
from textual.message_pump import MessagePump
from textual.timer import Timer

WATCHDOG_SECONDS = 2.0
"""After that long a key that never comes to an end stops holding up the others."""

GUARD_SECONDS = 0.15
"""After an error keys count again once there were none for so long; a terminal needs 0.1 s to tell a lone Esc."""

EMPTY_LETTERS = frozenset("\N{NARROW NO-BREAK SPACE}\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH SPACE}")
"""What EVKey and OpenKey send before their backspaces, which count it: the first backspace takes it away again."""


class OrderedKeys(App[ReturnType]):
    """An application that releases the next key or paste when the last one has been dealt with."""

    def __init__(self) -> None:
        super().__init__()
        self._typed: deque[events.Key | events.Paste] = deque()
        self._in_flight: events.Key | events.Paste | None = None
        self._holds = 0
        self._watchdog: Timer | None = None
        self._deaf_until = 0.0
        self._after_empty_letter = False

    def get_driver_class(self) -> type[Driver]:
        """Return the driver; a byte that is no letter is shown as �, where textual's own would end the program."""
        driver = super().get_driver_class()
        module = sys.modules[driver.__module__]
        if hasattr(module, "getincrementaldecoder"):
            vars(module)["getincrementaldecoder"] = lambda code: partial(getincrementaldecoder(code), "replace")
        return driver

    async def on_event(self, event: events.Event) -> None:
        """Queue keys and pastes that come from the terminal; let everything else pass."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            if not self._is_taken_back(event) and not self._came_too_late(event):
                self._typed.append(self._as_meant(event))
                await self._release()
        else:
            await super().on_event(event)

    @property
    def is_starting(self) -> bool:
        """Tell whether keys may still come from before the terminal was ours."""
        return False

    def _as_meant(self, event: events.Key | events.Paste) -> events.Key | events.Paste:
        """Return Enter for the line feed that a terminal makes of it before a program takes its keys one by one."""
        if self.is_starting and isinstance(event, events.Key) and event.key == "ctrl+j":
            return events.Key("enter", "\r")
        return event

    def hold_keys(self) -> Callable[[], None]:
        """Keep what is typed from now on, as while a form is being saved, until the returned function is called."""
        self._holds += 1
        held = True

        def release() -> None:
            nonlocal held
            if held:
                held = False
                # Behind all that is under way: a focus that was just asked for is set before the next key.
                self.call_later(self._let_go)

        return release

    async def _let_go(self) -> None:
        self._holds -= 1
        await self._release()

    def drop_typed_ahead(self) -> None:
        """Forget keys typed before anybody could see that something went wrong: an Enter meant elsewhere must not act.

        The rest of a burst that is still on its way goes with them.
        """
        self._typed.clear()
        self._deaf_until = get_time() + GUARD_SECONDS

    def _came_too_late(self, event: events.Event) -> bool:
        if event.time >= self._deaf_until:
            return False
        self._deaf_until = event.time + GUARD_SECONDS
        return True

    def _is_taken_back(self, event: events.Key | events.Paste) -> bool:
        """Tell whether this is an empty letter, or the backspace that takes one away."""
        before = self._after_empty_letter
        self._after_empty_letter = isinstance(event, events.Key) and event.character in EMPTY_LETTERS
        return self._after_empty_letter or (before and isinstance(event, events.Key) and event.key == "backspace")

    def takes(self, event: events.Key | events.Paste) -> bool:
        """Tell whether the application itself takes the key or paste whose turn it is."""
        return False

    async def _release(self) -> None:
        while self._typed and self._in_flight is None and not self._holds:
            event = self._typed.popleft()
            if self.takes(event):
                continue
            target = self.focused or self.screen
            await super().on_event(event)
            text = isinstance(event, events.Paste) or event.is_printable
            if event.is_forwarded or not text:
                self._in_flight = event
                self._watch(event)
                # A letter is done when the widget that took it is. Any other key may post messages or move the
                # focus, which only happens on a second round.
                self._follow(target, target, event, 1 if text else 2)

    def _watch(self, event: events.Event) -> None:
        if self._watchdog is not None:
            self._watchdog.stop()
        self._watchdog = self.set_timer(WATCHDOG_SECONDS, partial(self._land, event))

    def _follow(self, node: MessagePump | None, start: MessagePump, event: events.Event, rounds: int) -> None:
        """Come back when `node`, or the nearest parent still running, has dealt with all that it has been sent."""
        while node is not None and not node.call_later(partial(self._passed, node, start, event, rounds)):
            node = node._parent
        if node is None:
            self.call_later(self._land, event)

    async def _passed(self, node: MessagePump, start: MessagePump, event: events.Event, rounds: int) -> None:
        taken = isinstance(event, events.Paste) or (isinstance(event, events.Key) and event.is_printable)
        if node is not self and not (taken and event._stop_propagation):
            self._follow(node._parent, start, event, rounds)
        elif rounds > 1:
            self._follow(start if start.is_running else self, start, event, rounds - 1)
        else:
            await self._land(event)

    async def _land(self, event: events.Event) -> None:
        """Let the next key go, unless this one was given up on before."""
        if self._in_flight is event:
            self._in_flight = None
            if self._watchdog is not None:
                self._watchdog.stop()
                self._watchdog = None
            # Not from here: the widget whose queue this runs in must be free to take the next key.
            self.call_later(self._release)
