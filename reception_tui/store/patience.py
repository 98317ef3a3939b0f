"""A wait for another desk's write that can be left while it lasts."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from reception_tui.domain.errors import WaitLeft

STEP_SECONDS = 0.05
"""So often a wait looks whether it was left."""


class _Waits(threading.local):
    given_up: threading.Event | None = None


_waits = _Waits()


@dataclass(frozen=True, slots=True)
class Wait:
    """A wait that ends at a time of the monotonic clock; one that can be left goes on until it is left."""

    until: float
    given_up: threading.Event | None = None

    def goes_on(self) -> bool:
        """Tell whether to wait on. Raises `WaitLeft`."""
        if self.given_up is None:
            return monotonic() < self.until
        if self.given_up.is_set():
            raise WaitLeft
        return True

    def pause(self, seconds: float) -> None:
        """Wait for so long, or until the wait is left. Raises `WaitLeft`."""
        (self.given_up or threading.Event()).wait(seconds)
        self.goes_on()


@contextmanager
def that_can_be_left(given_up: threading.Event | None) -> Iterator[None]:
    """Let every write of this thread be left, as long as it has not begun, by setting `given_up`."""
    _waits.given_up = given_up
    try:
        yield
    finally:
        _waits.given_up = None


def a_wait(patience: float) -> Wait:
    """Return a wait of so many seconds, or one that lasts until it is left where this thread's can be."""
    return Wait(monotonic() + patience, _waits.given_up)


def begin_immediate(connection: Connection, wait: Wait, usual: float) -> None:
    """Begin a write on a file once no other program writes it; `usual` is how long its statements wait, in seconds.

    Raises `WaitLeft`, and the driver's error when it took too long.
    """
    connection.begin()
    if wait.given_up is None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        return
    connection.exec_driver_sql(f"PRAGMA busy_timeout={round(STEP_SECONDS * 1000)}")
    try:
        while not _begun(connection):
            wait.goes_on()
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={round(usual * 1000)}")


def _begun(connection: Connection) -> bool:
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    except OperationalError as error:
        if "locked" not in str(error.orig).lower():
            raise
        return False
    return True
