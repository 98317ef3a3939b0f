"""Opening a register: SQLite by default, PostgreSQL where desks sit on several machines."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from reception_tui.domain.errors import (
    DiskFull,
    NetworkShare,
    NotARegister,
    ReadOnly,
    RegisterBusy,
    RegisterDamaged,
    RegisterMissing,
    RegisterOlder,
    StorageTrouble,
)
from reception_tui.store import server
from reception_tui.store.guarding import guard
from reception_tui.store.patience import begin_immediate

BUSY_SECONDS = 10
NETWORK_FILESYSTEMS = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ncpfs", "fuse.sshfs", "vboxsf", "prl_fs"}
)
_DRIVE_REMOTE = 4

_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "secure_delete=ON",
    f"busy_timeout={BUSY_SECONDS * 1000}",
    "cache_size=-32000",
)


def url_of(place: str | Path) -> str:
    """Return the database address of a file path; an address stays as it is."""
    text = str(place)
    return text if "://" in text else f"sqlite:///{Path(text).absolute()}"


def file_of(url: str) -> Path | None:
    """Return the file behind a SQLite address; None for a server."""
    prefix = "sqlite:///"
    return Path(url.removeprefix(prefix)) if url.startswith(prefix) else None


def shown_place(url: str) -> str:
    """Return an address as people may see it: a file by its path, a server without its password."""
    path = file_of(url)
    return str(path) if path is not None else server.shown_url(url)


def file_behind(engine: Engine) -> Path | None:
    """Return the file of an open register; None on a server."""
    return Path(engine.url.database) if engine.dialect.name == "sqlite" and engine.url.database else None


def open_engine(url: str, *, create: bool = False, durable: bool = True) -> Engine:
    """Return an engine on the register at `url`.

    `durable=False` is for building a new file that is copied into place when it is whole. Raises
    `RegisterMissing`, `NetworkShare`, `ServerUnusable`.
    """
    path = file_of(url)
    if path is None:
        return server.open_server(url)
    if not create and not path.exists():
        raise RegisterMissing(path=str(path))
    refuse_network_share(path)
    if create:
        path.parent.mkdir(parents=True, exist_ok=True)
        # The file holds people's names: nobody but its owner reads it.
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    engine = create_engine(
        # Built and not read, so that any letter may stand in the name of a file or folder.
        URL.create("sqlite", database=str(path)),
        hide_parameters=True,
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=4,
        connect_args={"check_same_thread": False, "timeout": BUSY_SECONDS},
    )

    @event.listens_for(engine, "connect")
    def _connected(connection: sqlite3.Connection, _record: object) -> None:
        # The driver must not open transactions on its own: `begin` below does, so that savepoints work.
        connection.isolation_level = None
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        if not durable:
            connection.execute("PRAGMA synchronous=OFF")
        guard(connection)

    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Give a connection inside one write transaction: committed at the end, rolled back on any error."""
    with explained(engine), engine.connect() as connection:
        if is_on_server(connection):
            server.begin_writing(connection)
        else:
            begin_immediate(connection, BUSY_SECONDS)
        try:
            yield connection
        except BaseException:
            connection.rollback()
            raise
        connection.commit()


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Give a connection that sees one state of the register and writes nothing."""
    with explained(engine), engine.connect() as connection:
        if is_on_server(connection):
            server.begin_reading(connection)
        else:
            _begin(connection, "BEGIN")
        try:
            yield connection
        finally:
            connection.rollback()


def is_on_server(bind: Connection | Engine) -> bool:
    """Tell whether the register lies on a server and not in a file."""
    return bind.dialect.name != "sqlite"


def _begin(connection: Connection, statement: str) -> None:
    connection.begin()
    connection.exec_driver_sql(statement)


@contextmanager
def explained(engine: Engine) -> Iterator[None]:
    """Turn a driver's error into the storage trouble that it means."""
    try:
        yield
    except (DBAPIError, OSError, engine.dialect.loaded_dbapi.Error) as error:
        if is_on_server(engine):
            trouble = server.explain(error, server.shown(engine))
        else:
            trouble = explain(error, file_behind(engine))
        if trouble is None:
            raise
        raise trouble from error


def explain(error: BaseException, path: Path | None) -> StorageTrouble | None:
    """Return the storage trouble behind an error about a file; None when it is a defect of the program."""
    cause: Any = error.orig if isinstance(error, DBAPIError) else error
    where = "" if path is None else str(path)
    text = str(cause).lower()
    found: StorageTrouble | None = None
    if isinstance(cause, sqlite3.DatabaseError):
        if "locked" in text or "busy" in text:
            found = RegisterBusy(path=where)
        elif "full" in text:
            found = DiskFull(path=where)
        elif "readonly" in text or "read-only" in text:
            found = ReadOnly(path=where)
        elif "malformed" in text or "corrupt" in text:
            found = RegisterDamaged(path=where)
        elif "not a database" in text or "no such table" in text:
            found = NotARegister(path=where)
        elif "no such column" in text or "has no column" in text:
            found = RegisterOlder(path=where)
        elif "unable to open" in text or "disk i/o" in text:
            found = RegisterMissing(path=where) if path is not None and not path.exists() else ReadOnly(path=where)
    elif isinstance(cause, PermissionError):
        found = ReadOnly(path=where)
    elif isinstance(cause, OSError) and cause.errno == 28:
        found = DiskFull(path=where)
    return found


def refuse_network_share(path: Path) -> None:
    """Raise `NetworkShare` when the file lies on another machine: write-ahead logging needs one host."""
    if sys.platform == "win32":
        import ctypes

        drive = path.absolute().drive
        remote = drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\") == _DRIVE_REMOTE
    else:
        remote = _filesystem_of(path) in NETWORK_FILESYSTEMS
    if remote:
        raise NetworkShare(path=str(path))


def _filesystem_of(path: Path) -> str:
    mounts = Path("/proc/mounts")
    if not mounts.exists():
        return ""
    best, kind = "", ""
    real = str(path.absolute().parent.resolve())
    for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines():
        _, point, fstype, *_ = line.split(" ")
        point = point.replace("\\040", " ")
        if (real == point or real.startswith(point.rstrip("/") + "/")) and len(point) >= len(best):
            best, kind = point, fstype
    return kind
