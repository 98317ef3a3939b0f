"""What other desks do is seen here within a second; a register out of reach is told of, and when it is back."""

from __future__ import annotations

from threading import Event, Thread
from typing import TYPE_CHECKING

from textual.message import Message

from reception_tui.domain.errors import RegisterError, StorageTrouble

if TYPE_CHECKING:
    from textual.message_pump import MessagePump

    from reception_tui.store.register import Register

AGAIN_SECONDS = 1.0
"""So long after something could not be read it is read again."""

TOGETHER_SECONDS = 0.2
"""Entries that come this close together are read in one go."""


class Heard(Message):
    """Somebody's entry has come into the journal, or the register cannot be reached."""

    def __init__(self, entry: int, trouble: StorageTrouble | None) -> None:
        super().__init__()
        self.entry = entry
        self.trouble = trouble


class Listener:
    """Listens on a thread of its own until it is stopped, and posts what it hears."""

    def __init__(self) -> None:
        self._stop = Event()

    def start(self, register: Register, to: MessagePump) -> None:
        """Listen to `register` and post to `to`."""
        # A daemon: the program never waits for it to end.
        Thread(target=self._listen, args=(register, to), name="listener", daemon=True).start()

    def stop(self) -> None:
        """Listen no more."""
        self._stop.set()

    def _listen(self, register: Register, to: MessagePump) -> None:
        from reception_tui.store.changes import changes

        for heard in changes(register, self._stop):
            to.post_message(Heard(heard.entry, heard.trouble))


def trouble_behind(error: BaseException) -> RegisterError | None:
    """Return the storage trouble that an exception of a screen or of its workers comes from, if it does."""
    cause = getattr(error, "error", error)
    return cause if isinstance(cause, StorageTrouble) else None
