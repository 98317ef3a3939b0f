"""Hearing of what others do: the server tells of each entry, a file is looked at twice a second."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from threading import Event
from typing import Any

from reception_tui.domain.errors import StorageTrouble
from reception_tui.store.engine import explained, is_on_server
from reception_tui.store.file import identity
from reception_tui.store.register import Register
from reception_tui.store.server import CHANNEL

_LOOK_SECONDS = 0.5
_LISTEN_SECONDS = 1.0
_HEAD = "SELECT coalesce(max(no), 0) FROM entry"


@dataclass(frozen=True, slots=True)
class Heard:
    """The last entry of the journal, or the trouble that keeps one from hearing of it."""

    entry: int
    trouble: StorageTrouble | None = None


def changes(register: Register, stop: Event) -> Iterator[Heard]:
    """Yield what is heard until `stop` is set: the present entry, each newer one, and each trouble and its end."""
    listen = _of_server if is_on_server(register.engine) else _of_file
    in_trouble = False
    while not stop.is_set():
        try:
            with explained(register.engine):
                for entry in listen(register, stop):
                    in_trouble = False
                    yield Heard(entry)
        except StorageTrouble as trouble:
            if not in_trouble:
                in_trouble = True
                yield Heard(0, trouble)
            stop.wait(_LISTEN_SECONDS)


def _of_its_own(register: Register) -> Any:
    """Return a driver's connection that no act will ever be given."""
    pooled = register.engine.raw_connection()
    connection = pooled.driver_connection
    pooled.detach()
    return connection


def _of_file(register: Register, stop: Event) -> Iterator[int]:
    # A connection of its own, that never writes: the version of the data counts only what others committed.
    connection = _of_its_own(register)
    path = register.path
    assert path is not None
    opened = identity(path)
    try:
        seen = version = None
        while identity(path) == opened:
            (found,) = connection.execute("PRAGMA data_version").fetchone()
            if found != version:
                version = found
                (entry,) = connection.execute(_HEAD).fetchone()
                if entry != seen:
                    seen = entry
                    yield int(entry)
            if stop.wait(_LOOK_SECONDS):
                return
    finally:
        connection.close()


def _of_server(register: Register, stop: Event) -> Iterator[int]:
    connection = _of_its_own(register)
    try:
        connection.autocommit = True
        connection.execute(f"LISTEN {CHANNEL}")
        # What was committed before one listened is told now; from here on nothing is missed.
        yield int(connection.execute(_HEAD).fetchone()[0])
        while not stop.is_set():
            for told in connection.notifies(timeout=_LISTEN_SECONDS):
                yield int(told.payload)
    finally:
        connection.close()
