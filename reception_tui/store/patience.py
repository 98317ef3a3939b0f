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
    at_most: float | None = None


_waits = _Waits()


@dataclass(frozen=True, slots=True)
class Wait:
    """A wait that ends at a time of the monotonic clock; one that can be left goes on until it is left."""

    until: float
    given_up: threading.Event | None = None
    is_short: bool = False

    @property
    def looks_up(self) -> bool:
        """Tell whether this wait may end sooner than others do."""
        return self.is_short or self.given_up is not None

    def goes_on(self) -> bool:
        """Tell whether to wait on. Raises `WaitLeft`."""
        if self.given_up is None:
            return monotonic() < self.until
        if self.given_up.is_set():
            raise WaitLeft
        return True

    def pause(self, seconds: float) -> bool:
        """Wait for so long and tell whether to wait on. Raises `WaitLeft` as soon as the wait is left."""
        (self.given_up or threading.Event()).wait(seconds)
        return self.goes_on()


@contextmanager
def that_can_be_left(given_up: threading.Event | None) -> Iterator[None]:
    """Let every write of this thread be left, as long as it has not begun, by setting `given_up`."""
    _waits.given_up = given_up
    try:
        yield
    finally:
        _waits.given_up = None


@contextmanager
def of_at_most(seconds: float) -> Iterator[None]:
    """Let no write of this thread wait for longer than that: it is not worth keeping everything else waiting."""
    _waits.at_most = seconds
    try:
        yield
    finally:
        _waits.at_most = None


def a_wait(patience: float) -> Wait:
    """Return a wait of so many seconds, or one that lasts until it is left where this thread's can be."""
    if _waits.at_most is not None:
        return Wait(monotonic() + min(patience, _waits.at_most), is_short=True)
    return Wait(monotonic() + patience, _waits.given_up)


def begin_immediate(connection: Connection, wait: Wait, usual: float) -> None:
    """Begin a write on a file once no other program writes it; `usual` is how long its statements wait, in seconds.

    Raises `WaitLeft`, and the driver's error when it took too long.
    """
    connection.begin()
    if not wait.looks_up:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        return
    connection.exec_driver_sql(f"PRAGMA busy_timeout={round(STEP_SECONDS * 1000)}")
    try:
        while not _begun(connection, last=not wait.goes_on()):
            pass
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={round(usual * 1000)}")


def _begun(connection: Connection, *, last: bool) -> bool:
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    except OperationalError as error:
        if last or "locked" not in str(error.orig).lower():
            raise
        return False
    return True
