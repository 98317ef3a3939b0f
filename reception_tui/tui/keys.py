"""Keys delivered one at a time, in the order in which they were typed.

Textual hands a printable key to the focused widget at once, while a key with a binding first travels up to the
application; when both arrive in one burst, as every Vietnamese input method sends them, the printable one
overtakes (Textualize/textual#6605). Here a key waits until the one before it has done all it does.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial

from textual import events
from textual.app import App, ReturnType
from textual.message_pump import MessagePump
from textual.timer import Timer

WATCHDOG_SECONDS = 2.0
"""After that long a key that never comes to an end stops holding up the others."""


class OrderedKeys(App[ReturnType]):
    """An application that releases the next key or paste when the last one has been dealt with."""

    def __init__(self) -> None:
        super().__init__()
        self._typed: deque[events.Key | events.Paste] = deque()
        self._in_flight: events.Key | events.Paste | None = None
        self._holds = 0
        self._watchdog: Timer | None = None

    async def on_event(self, event: events.Event) -> None:
        """Queue keys and pastes that come from the terminal; let everything else pass."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._typed.append(event)
            await self._release()
        else:
            await super().on_event(event)

    def hold_keys(self) -> Callable[[], None]:
        """Keep what is typed from now on, as while a form is being saved, until the returned function is called."""
        self._holds += 1
        held = True

        def release() -> None:
            nonlocal held
            if held:
                held = False
                self._holds -= 1
                self.call_later(self._release)

        return release

    def drop_typed_ahead(self) -> None:
        """Forget keys that were typed before something went wrong: an Enter meant for another field must not act."""
        self._typed.clear()

    async def _release(self) -> None:
        while self._typed and self._in_flight is None and not self._holds:
            event = self._typed.popleft()
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
