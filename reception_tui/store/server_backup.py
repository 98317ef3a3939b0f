"""Copies of a register on a server, by its own tools, pg_dump and pg_restore: sealed unless a plain one is wanted."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import Engine, inspect

from reception_tui.domain.errors import BackupBroken, FileExists, FileUnreadable, ServerToolMissing
from reception_tui.store import journal, migrations, sealed_stream, server_tools
from reception_tui.store.backup import sync
from reception_tui.store.engine import explained, open_engine, reading
from reception_tui.store.sealed_stream import Written

_WHAT = ("--format=custom", "--schema=public", "--no-owner", "--no-privileges")
_NEEDED = ("TABLE DATA public entry ", "TABLE DATA public petition ", "TABLE DATA public register_setting ")
_ENTRIES = b"COPY public.entry ("
_END = b"\\."
_PART = 1024 * 1024

Content = Callable[[], Iterator[bytes]]
"""What a copy holds, read from its beginning as often as it is called."""


def back_up(engine: Engine, destination: Path) -> Path:
    """Dump the register to `destination` as it is, unsealed, and return it once it was read back.

    Raises `FileExists`, `ServerToolMissing`, `RegisterUnreachable`, `BackupBroken`.
    """
    if destination.exists():
        raise FileExists("dest", path=str(destination))
    destination.parent.mkdir(parents=True, exist_ok=True)
    with reading(engine) as connection:
        migrations.version(connection)
    partial = destination.with_name(destination.name + ".partial")
    partial.unlink(missing_ok=True)
    try:
        os.close(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        server_tools.run(engine, "pg_dump", *_WHAT, f"--file={partial}")
        verify(partial, of_file(partial))
        sync(partial)
        partial.replace(destination)
    finally:
        partial.unlink(missing_ok=True)
    return destination


def back_up_sealed(engine: Engine, destination: Path, recovery: str) -> Written:
    """Dump the register straight into a sealed copy and return it once it was read back whole.

    Raises what `back_up` raises, and `NoKey` for a register without a recovery key.
    """
    if destination.exists():
        raise FileExists("dest", path=str(destination))
    with reading(engine) as connection:
        migrations.version(connection)
        head = journal.head(connection)
        # The dump sees the very state of which this is the head.
        snapshot = connection.exec_driver_sql("SELECT pg_export_snapshot()").scalar_one()
        dump = server_tools.output_of(engine, "pg_dump", *_WHAT, f"--snapshot={snapshot}")

        def check(partial: Path, key: bytes) -> None:
            if verify(partial, lambda: sealed_stream.pieces(partial, key)) != head:
                raise BackupBroken(path=str(partial))

        return sealed_stream.write(destination, recovery, sealed_stream.OF_SERVER, head, dump, check)


def of_file(path: Path) -> Content:
    """Return what reads a plain dump. It raises `FileUnreadable`."""

    def read() -> Iterator[bytes]:
        try:
            with path.open("rb") as file:
                while part := file.read(_PART):
                    yield part
        except OSError as error:
            raise FileUnreadable("src", path=str(path)) from error

    return read


def verify(path: Path, content: Content) -> tuple[int, str]:
    """Return the head of the journal in a dump that is whole and one of a register.

    Raises `FileUnreadable`, `BackupBroken`, `ServerToolMissing`.
    """
    if not path.is_file():
        raise FileUnreadable("src", path=str(path))
    try:
        contents = b"".join(server_tools.fed(content(), "pg_restore", "--list")).decode(errors="replace")
        # Read to its end: a cut-off dump still has a whole table of contents.
        head = _head(server_tools.fed(content(), "pg_restore", "--data-only", "--file=-"))
    except ServerToolMissing as error:
        if error.values.get("why"):
            raise BackupBroken(path=str(path)) from error
        raise
    if not all(one in contents for one in _NEEDED) or head is None:
        raise BackupBroken(path=str(path))
    return head


def _head(script: Iterator[bytes]) -> tuple[int, str] | None:
    """Return number and hash of the last entry of the journal in the data of a dump; None where there is none."""
    columns: list[str] = []
    found: tuple[int, str] | None = None
    for line in script:
        if line.startswith(_ENTRIES):
            columns = line.decode()[len(_ENTRIES) :].partition(")")[0].split(", ")
        elif columns and line.rstrip(b"\r\n") == _END:
            columns = []
        elif columns:
            # A dump that was cut off ends within a row.
            row = dict(zip(columns, line.decode(errors="replace").rstrip("\r\n").split("\t"), strict=False))
            if row.keys() != set(columns):
                return None
            found = max(found or (0, ""), (int(row["no"]), row["hash"]))
    return found


def restore(source: Path, url: str, content: Content | None = None) -> str | None:
    """Put the register of `source` in the place of the one at `url`, whole or not at all.

    `content` is what a sealed copy holds. Returns the schema in which the old one was set aside. Raises what `verify`
    raises, and storage trouble.
    """
    held = content or of_file(source)
    verify(source, held)
    engine = open_engine(url)
    try:
        aside = _free_name(engine)
        server_tools.played(engine, _script(held(), aside))
        return aside
    finally:
        engine.dispose()


def _script(dump: Iterator[bytes], aside: str | None) -> Iterator[bytes]:
    yield b"SET client_min_messages = warning;\n"
    if aside is not None:
        yield f'ALTER SCHEMA public RENAME TO "{aside}";\nCREATE SCHEMA public;\n'.encode()
    for line in server_tools.fed(dump, "pg_restore", "--no-owner", "--no-privileges", "--file=-"):
        # The dump makes the schema itself where it is no server's own.
        if not line.startswith(b"CREATE SCHEMA public"):
            yield line


def _free_name(engine: Engine) -> str | None:
    """Return a name for the schema of the register that is there; None where there is none."""
    with explained(engine), engine.connect() as connection:
        if not migrations.is_there(connection):
            return None
        known = set(inspect(connection).get_schema_names())
    return next(name for n in range(1, len(known) + 2) if (name := f"before_restore_{n}") not in known)
