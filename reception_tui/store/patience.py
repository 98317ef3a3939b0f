"""A wait for another desk's write that can be left while it lasts."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from reception_tui.domain.errors import WaitLeft

STEP_SECONDS = 0.05
"""So often a wait looks whether it was left."""


class _Waits(threading.local):
    given_up: threading.Event | None = None


_waits = _Waits()


@contextmanager
def that_can_be_left(given_up: threading.Event | None) -> Iterator[None]:
    """Let every write of this thread be left, as long as it has not begun, by setting `given_up`."""
    _waits.given_up = given_up
    try:
        yield
    finally:
        _waits.given_up = None


def begin_immediate(connection: Connection, patience: float) -> None:
    """Begin a write on a file, waiting so many seconds for another one.

    Raises `WaitLeft` when that was left meanwhile, and the driver's error when it took too long.
    """
    given_up = _waits.given_up
    connection.begin()
    if given_up is None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        return
    until = monotonic() + patience
    connection.exec_driver_sql(f"PRAGMA busy_timeout={round(STEP_SECONDS * 1000)}")
    try:
        while not _begun(connection, until):
            if given_up.is_set():
                raise WaitLeft
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={round(patience * 1000)}")


def _begun(connection: Connection, until: float) -> bool:
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    except OperationalError as error:
        if "locked" not in str(error.orig).lower() or monotonic() >= until:
            raise
        return False
    return True
