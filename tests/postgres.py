"""A private PostgreSQL server for tests: started where the programs are found, thrown away at the end."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import time
from typing import Any

_OWNER = "reception"
_SETTINGS = ("listen_addresses=''", "max_connections=60", "shared_buffers=64MB", "lc_messages=C")
_PREFIX = "reception-pg-"
_MEMORY, _ROOM = Path("/dev/shm"), 2 << 30
_NEW_SECONDS = 60
_QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off")


def programs() -> Path | None:
    """Return the folder of initdb and pg_ctl; None where there is no server."""
    found = shutil.which("pg_ctl")
    if found is not None:
        return Path(found).resolve().parent
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda one: int(one.parts[-3]))
    return folders[-1].parent if folders else None


def why_not() -> str:
    """Return why no server can be started here; nothing when one can."""
    if programs() is None:
        return "PostgreSQL is not installed (Debian: postgresql)"
    try:
        import psycopg  # noqa: F401
    except ImportError:
        return "psycopg is not installed (extra server)"
    if os.name != "posix":
        return "a private server is started on POSIX only"
    if os.geteuid() == 0 and _servant() is None:
        return "PostgreSQL does not run as root, and there is no user postgres"
    return ""


def _servant() -> int | None:
    import pwd

    try:
        return pwd.getpwnam("postgres").pw_uid
    except KeyError:
        return None


@dataclass(slots=True)
class Server:
    """A running server that listens on a socket in its own folder. `durable` ones bring every commit to disk."""

    folder: Path
    durable: bool = False
    _made: int = field(default=0)
    _version: int | None = field(default=None)

    def start(self) -> None:
        """Start the server and wait until it answers."""
        settings = (*_SETTINGS, *(() if self.durable else _QUICK))
        options = " ".join([f"-k {self.folder}", *(f"-c {setting}" for setting in settings)])
        start = ("start", "-w", "-D", self.data, "-l", self.folder / "log", "-o", options)
        # After a sudden stop the memory of its last backends may be in use for a moment longer.
        for _ in range(50):
            if self.tried("pg_ctl", *start).returncode == 0:
                return
        raise AssertionError((self.folder / "log").read_text()[-2000:])

    def make(self) -> None:
        """Make the folder of the data."""
        self.run("initdb", "-D", self.data, "-U", _OWNER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")

    def stop(self, how: str = "immediate") -> None:
        """Stop the server; `immediate` is as a loss of power."""
        self.run("pg_ctl", "stop", "-w", "-m", how, "-D", self.data)

    def kill(self) -> None:
        """Kill the server's first process and all others with it, as kill -9 does."""
        pid = int((self.data / "postmaster.pid").read_text().split()[0])
        os.killpg(os.getpgid(pid), signal.SIGKILL) if os.getpgid(pid) == pid else os.kill(pid, signal.SIGKILL)

    @property
    def data(self) -> Path:
        """Return the folder of the data."""
        return self.folder / "data"

    def restart(self) -> None:
        """Stop the server as a loss of power does, and start it again."""
        self.stop()
        self.start()

    def run(self, program: str, *args: str | Path) -> None:
        """Run a program of the server as the user that it may run as; it must succeed."""
        done = self.tried(program, *args)
        assert done.returncode == 0, (program, args, done.stderr)

    def tried(self, program: str, *args: str | Path) -> subprocess.CompletedProcess[bytes]:
        """Run a program of the server and return how it ended."""
        bin_ = programs()
        assert bin_ is not None
        user: dict[str, Any] = {"user": "postgres", "group": "postgres", "extra_groups": []} if _is_root() else {}
        return subprocess.run(
            [bin_ / program, *args],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE if program == "initdb" else subprocess.DEVNULL,
            check=False,
            cwd="/",
            **user,
        )

    def url(self, database: str, user: str = _OWNER) -> str:
        """Return the address of a database."""
        return f"postgresql+psycopg://{user}@/{database}?host={self.folder}"

    def sql(self, statement: str, database: str = "postgres", user: str = _OWNER) -> list[tuple[Any, ...]]:
        """Run a statement behind the program's back; return its rows."""
        import psycopg

        with psycopg.connect(host=str(self.folder), user=user, dbname=database, autocommit=True) as connection:
            done = connection.execute(statement)  # type: ignore[call-overload]
            return done.fetchall() if done.description else []

    def fresh(self, template: str = "template0") -> str:
        """Make a database of its own, a copy of `template`; return its name."""
        self._made += 1
        name = f"r{self._made}"
        self.sql(f'CREATE DATABASE "{name}" TEMPLATE "{template}"{self._strategy()}')
        return name

    def _strategy(self) -> str:
        # Copying the files takes half the time of writing every page to the log; older servers know nothing else.
        if self._version is None:
            self._version = int(self.sql("SHOW server_version_num")[0][0])
        return " STRATEGY FILE_COPY" if self._version >= 150000 else ""

    def drop(self, database: str) -> None:
        """Drop a database, whoever is still in it."""
        self.sql(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')


def _is_root() -> bool:
    return os.geteuid() == 0


@contextmanager
def private_server(*, durable: bool = False) -> Iterator[Server]:
    """Give a server of one's own."""
    _sweep()
    # The path of a socket may be a hundred characters long and no more.
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=places()[-1 if durable else 0]))
    with _owned(folder):
        if _is_root():
            shutil.chown(folder, "postgres", "postgres")
        server = Server(folder, durable)
        try:
            server.make()
            server.start()
            try:
                yield server
            finally:
                if (server.data / "postmaster.pid").exists():
                    server.stop()
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def places() -> list[Path]:
    """Return where what tests throw away may lie, the quickest first."""
    usual = Path(tempfile.gettempdir())
    if os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _ROOM:
        return [_MEMORY, usual]
    return [usual]


@contextmanager
def _owned(folder: Path) -> Iterator[None]:
    """Hold a lock on a folder that the system takes back when its owner is gone, however it went."""
    import fcntl

    with (folder / "owner").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield


def _sweep() -> None:
    """Stop and remove the servers of runs that were killed."""
    import fcntl

    for folder in [found for place in places() for found in place.glob(f"{_PREFIX}*")]:
        with suppress(OSError):
            # One that is being made has no lock yet.
            if time() - folder.stat().st_mtime < _NEW_SECONDS:
                continue
            with (folder / "owner").open("r+") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                server = Server(folder)
                if (server.data / "postmaster.pid").exists():
                    server.tried("pg_ctl", "stop", "-w", "-m", "immediate", "-D", server.data)
                shutil.rmtree(folder, ignore_errors=True)
