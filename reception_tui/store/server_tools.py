"""The server's own tools, run on the register's database: one after the other, or one into the other.

The password goes by the environment: a command line can be read by everybody on the machine.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from threading import Thread

from sqlalchemy import Engine, text

from reception_tui.domain.errors import RegisterError, ServerToolMissing
from reception_tui.store.engine import explained

_PART = 256 * 1024


def run(engine: Engine | None, tool: str, *args: str) -> bytes:
    """Return what a tool says, run on the database of `engine` if there is one.

    Raises `ServerToolMissing`, and storage trouble where the server cannot be reached.
    """
    done = subprocess.run(  # noqa: S603 - a tool of the server, found on the path
        [_found(tool), *args], stdin=subprocess.DEVNULL, capture_output=True, check=False, env=_environment(engine)
    )
    if done.returncode != 0:
        _fail(engine, tool, done.stderr)
    return done.stdout


def output_of(engine: Engine, tool: str, *args: str) -> Iterator[bytes]:
    """Yield what a tool writes, while it does. Raises as `run` does, at the end where it failed on the way."""
    with tempfile.TemporaryFile() as told:
        with subprocess.Popen(  # noqa: S603 - a tool of the server, found on the path
            [_found(tool), *args],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=told,
            env=_environment(engine),
        ) as running:
            if running.stdout is None:
                return
            try:
                while part := running.stdout.read(_PART):
                    yield part
            except GeneratorExit:
                running.kill()
                raise
        if running.returncode != 0:
            told.seek(0)
            _fail(engine, tool, told.read())


def fed(given: Iterable[bytes], tool: str, *args: str) -> Iterator[bytes]:
    """Yield the lines that a tool makes of `given`. Raises what `given` raises, and `ServerToolMissing`."""
    failed: list[RegisterError] = []
    with tempfile.TemporaryFile() as told:
        with subprocess.Popen(  # noqa: S603 - a tool of the server, found on the path
            [_found(tool), *args], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=told
        ) as running:

            def feed() -> None:
                try:
                    _write_all(running, given)
                except RegisterError as error:
                    failed.append(error)
                    running.kill()

            feeder = Thread(target=feed, name=tool, daemon=True)
            feeder.start()
            try:
                yield from running.stdout or ()
            except GeneratorExit:
                running.kill()
                raise
            finally:
                feeder.join()
        if failed:
            raise failed[0]
        if running.returncode != 0:
            told.seek(0)
            raise ServerToolMissing(tool=tool, why=_last_line(told.read()))


def played(engine: Engine, script: Iterable[bytes]) -> None:
    """Have the server do a script whole or not at all. Raises what `script` raises, and as `run` does."""
    args = ("-X", "-q", "-v", "ON_ERROR_STOP=1", "--single-transaction", "--file=-")
    with tempfile.TemporaryFile() as told:
        with subprocess.Popen(  # noqa: S603 - a tool of the server, found on the path
            [_found("psql"), *args],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=told,
            env=_environment(engine),
        ) as running:
            try:
                _write_all(running, script)
            except BaseException:
                # Its transaction ends with the connection; at an end of file it would be kept.
                running.kill()
                raise
        if running.returncode != 0:
            told.seek(0)
            _fail(engine, "psql", told.read())


def _write_all(running: subprocess.Popen[bytes], given: Iterable[bytes]) -> None:
    """Write everything to a tool and close its input. One that has read enough closes it first, and is left alone."""
    if running.stdin is not None:
        with suppress(BrokenPipeError):
            running.stdin.writelines(given)
        with suppress(BrokenPipeError):
            running.stdin.close()


def _found(tool: str) -> str:
    found = shutil.which(tool)
    if found is None:
        raise ServerToolMissing(tool=tool, why="")
    return found


def _fail(engine: Engine | None, tool: str, told: bytes) -> None:
    """Raise why a tool failed: the server that cannot be reached, else the tool's own last line."""
    if engine is not None:
        with explained(engine), engine.connect() as connection:
            connection.execute(text("SELECT 1"))
    raise ServerToolMissing(tool=tool, why=_last_line(told))


def _environment(engine: Engine | None) -> dict[str, str]:
    """Return where the tools find the database, as the driver does: by the variables that libpq knows."""
    if engine is None:
        return dict(os.environ)
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
    return os.environ | {name: str(value) for name, value in given.items() if value}


def _last_line(told: bytes) -> str:
    lines = told.decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else ""
