"""A register in a SQLite file: how it is opened so that it stays safe, and what its errors mean.

A connection is good for the one file that it opened. Where another file lies under that name now (a backup was put
back, the disk was changed) the connection is thrown away, so that nothing is written to a file that nobody will read.
"""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary, WeakSet

from sqlalchemy import URL, Connection, Engine, ExceptionContext, create_engine, event
from sqlalchemy.exc import DBAPIError, DisconnectionError
from sqlalchemy.pool import QueuePool

from reception_tui.domain.errors import (
    DiskFailing,
    DiskFull,
    NetworkShare,
    NotARegister,
    ReadOnly,
    RegisterBusy,
    RegisterDamaged,
    RegisterGone,
    RegisterMissing,
    RegisterOlder,
    StorageTrouble,
)
from reception_tui.store.guarding import guard
from reception_tui.store.patience import a_wait, begin_immediate
from reception_tui.store.turns import LINE, TURN, turn

BUSY_SECONDS = 10
NETWORK_FILESYSTEMS = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ncpfs", "fuse.sshfs", "vboxsf", "prl_fs"}
)
SIDECARS = ("-wal", "-shm")
_DRIVE_REMOTE = 4
_NO_ROOM = 1 << 20

PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "secure_delete=ON",
    f"busy_timeout={BUSY_SECONDS * 1000}",
    "cache_size=-32000",
    # What is sorted may be names: it stays out of the machine's folder for passing files.
    "temp_store=MEMORY",
)

_ERRORS: tuple[tuple[str, type[StorageTrouble]], ...] = (
    ("locked", RegisterBusy),
    ("busy", RegisterBusy),
    ("full", DiskFull),
    ("readonly", ReadOnly),
    ("read-only", ReadOnly),
    ("malformed", RegisterDamaged),
    ("corrupt", RegisterDamaged),
    ("could not decode", RegisterDamaged),
    ("vtable constructor failed", RegisterDamaged),
    ("not a database", NotARegister),
    ("no such table", NotARegister),
    ("no such column", RegisterOlder),
    ("has no column", RegisterOlder),
    ("unable to open", ReadOnly),
    ("disk i/o", DiskFailing),
)
"""What the driver says, and what it means for the desk."""

_OF_THE_MACHINE = {
    errno.EACCES: ReadOnly,
    errno.EPERM: ReadOnly,
    errno.EROFS: ReadOnly,
    errno.ENOSPC: DiskFull,
    errno.EDQUOT: DiskFull,
    errno.EIO: DiskFailing,
    errno.ENOENT: RegisterMissing,
    errno.ENOTDIR: RegisterMissing,
}
_BY_ITSELF = (RegisterBusy, RegisterDamaged)
"""Trouble after which a connection is as good as before, or a new one would be no better."""

_damaged: WeakKeyDictionary[Engine, object] = WeakKeyDictionary()
"""Which file a desk has found damaged: it writes nothing more to that one."""

_read_well: WeakSet[Engine] = WeakSet()


def open_file(path: Path, *, durable: bool) -> Engine:
    """Return an engine on the SQLite file at `path`, which is there."""
    address = f"{path.absolute().as_uri()}?mode=rw"

    def connect() -> sqlite3.Connection:
        # Never made anew here: an empty file in the place of a register that is gone would take in acts.
        return sqlite3.connect(address, uri=True, check_same_thread=False, timeout=BUSY_SECONDS)

    engine = create_engine(
        # Built and not read, so that any letter may stand in the name of a file or folder.
        URL.create("sqlite", database=str(path)),
        creator=connect,
        hide_parameters=True,
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=4,
    )

    @event.listens_for(engine, "connect")
    def _connected(connection: sqlite3.Connection, record: Any) -> None:
        # The driver must not open transactions on its own: `begin_writing` does, so that savepoints work.
        connection.isolation_level = None
        record.info["file"] = identity(path)
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        if not durable:
            connection.execute("PRAGMA synchronous=OFF")
        guard(connection)

    @event.listens_for(engine, "checkout")
    def _still_there(_connection: object, record: Any, _proxy: object) -> None:
        if record.info["file"] != identity(path):
            raise DisconnectionError

    @event.listens_for(engine, "handle_error")
    def _met(context: ExceptionContext) -> None:
        trouble = explain(context.original_exception, path)
        if trouble is not None and not isinstance(trouble, _BY_ITSELF):
            # A file that was opened read only stays so, and after a failing disk nobody knows what is in memory.
            context.is_disconnect = True

    return engine


def identity(path: Path) -> object:
    """Return which file lies under a name now; None when there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


@contextmanager
def writing_turn(engine: Engine, path: Path) -> Iterator[Connection]:
    """Give a connection inside a write transaction, once every desk before is done; the caller ends it.

    Raises `RegisterBusy`, `WaitLeft`, `RegisterGone`, and `RegisterDamaged` once this desk has seen damage.
    """
    wait = a_wait(BUSY_SECONDS)
    if not path.exists():
        raise RegisterGone(path=str(path))
    with turn(path, wait):
        if _damaged.get(engine, "") == identity(path):
            raise RegisterDamaged(path=str(path))
        with engine.connect() as connection:
            begin_immediate(connection, wait, BUSY_SECONDS)
            yield connection


def begin_reading(connection: Connection) -> None:
    """Begin a transaction that sees one state."""
    connection.begin()
    connection.exec_driver_sql("BEGIN")


def was_read(engine: Engine) -> None:
    """Note that a register was there: what is no database from here on is a damaged one."""
    _read_well.add(engine)


def met(engine: Engine, error: BaseException, path: Path | None) -> StorageTrouble | None:
    """Return the storage trouble behind an error at an open register, and remember damage."""
    trouble = explain(error, path)
    if engine in _read_well:
        # It was a register when it was opened.
        if isinstance(trouble, NotARegister):
            trouble = RegisterDamaged(path=str(path))
        elif isinstance(trouble, RegisterMissing):
            trouble = RegisterGone(path=str(path))
    if isinstance(trouble, RegisterDamaged) and path is not None:
        _damaged[engine] = identity(path)
    return trouble


def explain(error: BaseException, path: Path | None) -> StorageTrouble | None:
    """Return the storage trouble behind an error about a file; None when it is a defect of the program."""
    cause: Any = error.orig if isinstance(error, DBAPIError) else error
    text = str(cause).lower()
    found: type[StorageTrouble] | None = None
    if isinstance(cause, sqlite3.DatabaseError):
        found = next((meaning for sign, meaning in _ERRORS if sign in text), None)
    elif isinstance(cause, OSError):
        found = _OF_THE_MACHINE.get(cause.errno or 0)
        if found is RegisterMissing and (path is None or path.exists()):
            # It is some other file that is not there.
            found = None
    if found is not None and path is not None and issubclass(found, ReadOnly | DiskFailing):
        # A disk that is gone or full shows itself in many ways.
        if not path.exists():
            found = RegisterMissing
        elif _is_full(path):
            found = DiskFull
    return None if found is None else found(path="" if path is None else str(path))


def _is_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < _NO_ROOM
    except OSError:
        return False


def discard_file(unfinished: Path) -> None:
    """Remove a file that was never finished, and what SQLite and its writers laid beside it."""
    for suffix in ("", *SIDECARS, LINE, TURN):
        unfinished.with_name(unfinished.name + suffix).unlink(missing_ok=True)


def make_file(path: Path) -> None:
    """Make an empty file that nobody but its owner reads: it will hold people's names."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


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
