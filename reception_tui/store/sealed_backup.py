"""Sealed copies of a register in a file: taken while desks work, opened in memory. No clear copy touches the disk."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, StaticPool, create_engine

from reception_tui.domain.errors import BackupBroken
from reception_tui.store import sealed_stream
from reception_tui.store.backup import check_copy
from reception_tui.store.engine import explained
from reception_tui.store.sealed_stream import Written

_PART = 1024 * 1024
_FORMAT, _OLD_FORMAT = slice(18, 20), b"\x01\x01"
"""Where a database says that it has a write-ahead log, and how it says that it has none: in memory there is none."""


def back_up_sealed(engine: Engine, destination: Path, recovery: str) -> Written:
    """Write the register, sealed to the recovery key, and return the copy once it was read back whole.

    Raises `FileExists`, `BackupBroken`, `NoKey` for a register without a recovery key.
    """
    with explained(engine):
        plain, head = _copied(engine, destination)
        parts = (bytes(plain[at : at + _PART]) for at in range(0, len(plain), _PART))
        return sealed_stream.write(destination, recovery, sealed_stream.OF_FILE, head, parts)


@contextmanager
def opened_in_memory(path: Path, key: bytes) -> Iterator[Connection]:
    """Give a connection on what a sealed copy holds, restored in memory and whole. Raises `BackupBroken`."""
    raw = sqlite3.connect(":memory:", check_same_thread=False)
    try:
        content = bytearray().join(sealed_stream.pieces(path, key))
        content[_FORMAT] = _OLD_FORMAT
        try:
            raw.deserialize(content)
        except sqlite3.Error as error:
            raise BackupBroken(path=str(path)) from error
        check_copy(raw, path)
        engine = create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool)
        with engine.connect() as connection:
            yield connection
    finally:
        raw.close()


def _copied(engine: Engine, destination: Path) -> tuple[memoryview, tuple[int, str]]:
    """Return a whole copy of the register as it stands, and the head of its journal."""
    raw = engine.raw_connection()
    try:
        source: sqlite3.Connection = raw.driver_connection  # type: ignore[assignment]
        copy = sqlite3.connect(":memory:")
        try:
            source.backup(copy)
            check_copy(copy, destination)
            no, digest = copy.execute("SELECT no, hash FROM entry ORDER BY no DESC LIMIT 1").fetchone()
            return memoryview(copy.serialize()), (no, digest)
        finally:
            copy.close()
    finally:
        raw.close()
