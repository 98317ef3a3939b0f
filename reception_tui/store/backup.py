"""Copies of a SQLite register: taken while desks work, verified, and put back whole."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import Engine

from reception_tui.domain.errors import BackupBroken, FileExists, FileUnreadable, NotARegister
from reception_tui.store.engine import explained, file_of
from reception_tui.store.file import BUSY_SECONDS, SIDECARS
from reception_tui.store.patience import a_wait
from reception_tui.store.turns import turn


def back_up(engine: Engine, destination: Path) -> Path:
    """Copy the register to `destination` and return it once the copy is verified.

    The copy appears under its name only when it is whole. Raises `FileExists`, `BackupBroken`.
    """
    if destination.exists():
        raise FileExists("dest", path=str(destination))
    destination.parent.mkdir(parents=True, exist_ok=True)
    partial = destination.with_name(destination.name + ".partial")
    partial.unlink(missing_ok=True)
    os.close(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    with explained(engine):
        raw = engine.raw_connection()
        try:
            source: sqlite3.Connection = raw.driver_connection  # type: ignore[assignment]
            copy = sqlite3.connect(partial)
            try:
                source.backup(copy)
                copy.execute("PRAGMA journal_mode=DELETE")
            finally:
                copy.close()
        finally:
            raw.close()
    verify_file(partial)
    sync(partial)
    partial.replace(destination)
    return destination


def verify_file(path: Path) -> None:
    """Raise unless the file is a whole register: `FileUnreadable`, `NotARegister`, `BackupBroken`."""
    if not path.is_file():
        raise FileUnreadable("src", path=str(path))
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        pages = connection.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
        if pages.fetchone()[0] > path.stat().st_size:
            raise BackupBroken(path=str(path))
        check_copy(connection, path)
    except sqlite3.DatabaseError as error:
        raise BackupBroken(path=str(path)) from error
    finally:
        connection.close()


def check_copy(connection: sqlite3.Connection, path: Path) -> None:
    """Raise unless an open copy is a whole register: `BackupBroken`, `NotARegister`."""
    try:
        answer = connection.execute("PRAGMA integrity_check").fetchone()[0]
        if answer != "ok" or connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise BackupBroken(path=str(path))
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if not {"register_setting", "entry", "petition"} <= tables:
            raise NotARegister(path=str(path))
    except sqlite3.DatabaseError as error:
        raise BackupBroken(path=str(path)) from error


def restore(source: Path, url: str, opened: Iterable[bytes] | None = None) -> Path | None:
    """Put the register of `source` in the place of the one at `url`; return where the old one was set aside.

    `opened` is what a sealed backup holds. Raises `RegisterBusy` where a desk does not stop writing.
    """
    if opened is None:
        verify_file(source)
    target = file_of(url)
    if target is None:
        raise NotARegister(path=url)
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(target.name + ".restoring")
    fresh.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.writelines([source.read_bytes()] if opened is None else opened)
        verify_file(fresh)
        sync(fresh)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    if not target.exists():
        _take_its_place(fresh, target)
        return None
    # Nobody writes meanwhile; a desk that is open finds the other file when its turn comes.
    with turn(target, a_wait(BUSY_SECONDS)):
        aside = _free_name(target)
        _settle(target)
        target.replace(aside)
        _take_its_place(fresh, target)
    return aside


def _take_its_place(fresh: Path, target: Path) -> None:
    for leftover in SIDECARS:
        target.with_name(target.name + leftover).unlink(missing_ok=True)
    fresh.replace(target)


def _settle(path: Path) -> None:
    """Bring what stands in the write-ahead log into the file itself, as far as it can be read."""
    try:
        connection = sqlite3.connect(path)
        try:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()
    except sqlite3.DatabaseError:
        return


def _free_name(path: Path) -> Path:
    number = 1
    while (candidate := path.with_name(f"{path.stem}.before-restore-{number}{path.suffix}")).exists():
        number += 1
    return candidate


def sync(path: Path) -> None:
    """Have what was written to a file reach the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
