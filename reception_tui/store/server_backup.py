"""Copies of a register on a server, by the server's own tools: pg_dump and pg_restore.

The password goes by the environment: a command line can be read by everybody on the machine.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import Engine, inspect, text

from reception_tui.domain.errors import (
    BackupBroken,
    FileExists,
    FileUnreadable,
    ServerToolMissing,
)
from reception_tui.store import migrations
from reception_tui.store.engine import explained, open_engine, reading

_WHAT = ("--schema=public", "--no-owner", "--no-privileges")
_NEEDED = ("TABLE DATA public entry ", "TABLE DATA public petition ", "TABLE DATA public register_setting ")


def back_up(engine: Engine, destination: Path) -> Path:
    """Dump the register to `destination` and return it once its table of contents was read back.

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
        _run(engine, "pg_dump", "--format=custom", *_WHAT, f"--file={partial}")
        verify_file(partial)
        partial.replace(destination)
    finally:
        partial.unlink(missing_ok=True)
    return destination


def verify_file(path: Path) -> None:
    """Raise unless the file is a whole dump of a register: `FileUnreadable`, `BackupBroken`, `ServerToolMissing`."""
    if not path.is_file():
        raise FileUnreadable("src", path=str(path))
    # Read to its end: a cut-off dump still has a whole table of contents.
    done = _ran("pg_restore", f"--file={os.devnull}", path)
    listed = _ran("pg_restore", "--list", path)
    contents = listed.stdout.decode(errors="replace")
    if done.returncode != 0 or listed.returncode != 0 or not all(one in contents for one in _NEEDED):
        raise BackupBroken(path=str(path))


def restore(source: Path, url: str) -> str | None:
    """Put the register of `source` in the place of the one at `url`, whole or not at all.

    Returns the schema in which the old one was set aside. Raises what `verify_file` raises, and storage trouble.
    """
    verify_file(source)
    engine = open_engine(url)
    try:
        aside = _free_name(engine)
        with tempfile.TemporaryDirectory() as folder:
            script = Path(folder) / "restore.sql"
            script.touch(0o600)
            _write_script(source, script, aside)
            _run(engine, "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "--single-transaction", f"--file={script}")
        return aside
    finally:
        engine.dispose()


def _write_script(source: Path, script: Path, aside: str | None) -> None:
    dumped = _ran("pg_restore", "--no-owner", "--no-privileges", f"--file={script}.part", source)
    if dumped.returncode != 0:
        raise BackupBroken(path=str(source))
    part = Path(f"{script}.part")
    with script.open("w", encoding="utf-8") as out, part.open(encoding="utf-8") as lines:
        out.write("SET client_min_messages = warning;\n")
        if aside is not None:
            out.write(f'ALTER SCHEMA public RENAME TO "{aside}";\nCREATE SCHEMA public;\n')
        # The dump makes the schema itself where it is no server's own.
        out.writelines(line for line in lines if not line.startswith("CREATE SCHEMA public"))
    part.unlink()


def _free_name(engine: Engine) -> str | None:
    """Return a name for the schema of the register that is there; None where there is none."""
    with explained(engine), engine.connect() as connection:
        if not migrations.is_there(connection):
            return None
        known = set(inspect(connection).get_schema_names())
    return next(name for n in range(1, len(known) + 2) if (name := f"before_restore_{n}") not in known)


def _run(engine: Engine, tool: str, *args: str) -> None:
    """Run a tool of the server on the register's database. Raises `ServerToolMissing`, `RegisterUnreachable`."""
    done = _ran(tool, *args, env=os.environ | _environment(engine))
    if done.returncode != 0:
        with explained(engine), engine.connect() as connection:
            connection.execute(text("SELECT 1"))
        raise ServerToolMissing(tool=tool, why=_last_line(done.stderr))


def _ran(tool: str, *args: str | Path, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    found = shutil.which(tool)
    if found is None:
        raise ServerToolMissing(tool=tool, why="")
    return subprocess.run([found, *args], stdin=subprocess.DEVNULL, capture_output=True, check=False, env=env)  # noqa: S603


def _environment(engine: Engine) -> dict[str, str]:
    """Return where the tools find the database, as the driver does: by the variables that libpq knows."""
    url = engine.url
    given = {
        "PGHOST": url.host or url.query.get("host"),
        "PGPORT": url.port,
        "PGUSER": url.username,
        "PGPASSWORD": url.password,
        "PGDATABASE": url.database,
        "PGSERVICE": url.query.get("service"),
        "PGSSLMODE": url.query.get("sslmode"),
        "PGSSLROOTCERT": url.query.get("sslrootcert"),
        "PGPASSFILE": url.query.get("passfile"),
    }
    return {name: str(value) for name, value in given.items() if value}


def _last_line(told: bytes) -> str:
    lines = told.decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else ""
