"""What every test may ask for: the reference data, a fresh register, a desk on it, and the one clock."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from pathlib import Path
from tempfile import gettempdir
from typing import Protocol

import argon2
import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import create_engine, inspect

from reception_tui import i18n
from reception_tui.config import OFFICE_ZONE
from reception_tui.desk import keyring
from reception_tui.desk.door import Desk, Outcome, execute
from reception_tui.desk.reading import read_command
from reception_tui.domain.office import Officer
from reception_tui.domain.reference import Reference
from reception_tui.store import keys, seals
from reception_tui.store.engine import file_of, url_of
from reception_tui.store.reference import build
from reception_tui.store.reference.files import read_files
from reception_tui.store.register import Register, create_register, open_register
from reception_tui.store.seals import Cost, Pair, pair_of
from tests.once import once
from tests.postgres import Server, places, private_server, why_not

TODAY = date(2026, 11, 23)
MORNING = time(9, 0)
PIN = "2468"
CHEAP = Cost(1, 8192)
"""What a guess at a PIN costs in tests: as little as the library allows."""

# Where a register is made or a PIN set as offices do it, too: tests/desk/test_sign_in.py asks what it costs there.
seals.wrap.__defaults__ = (CHEAP,)
keys.made_for.__defaults__ = (None, CHEAP)
argon2.PasswordHasher = partial(argon2.PasswordHasher, time_cost=CHEAP.rounds, memory_cost=8, parallelism=1)

EVERY_ROLE = frozenset({"receiver", "handler", "head", "keeper"})

# Cut off the machine: its settings, its places, its speed.
for _name in [name for name in os.environ if name.startswith("RECEPTION_")]:
    del os.environ[_name]
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
settings.load_profile("house")
# What opens a case in the tests' own process must not keep the programs that they start from leaving a core dump.
keyring.keep_out_of_dumps = lambda: True  # type: ignore[assignment]


# A commit waits for the disk; what a test throws away need not be on one. Only what failed is kept (pyproject.toml).
if (_quickest := places()[0]) != Path(gettempdir()):
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_quickest))


def _create(url: str, files: dict[str, str], officer: Officer) -> None:
    """Make a new register whose officer has a key."""
    made = keys.made_for(PIN, pair_of(b"o" * 32), CHEAP)
    create_register(url, files, officer, "", Clock()(), officer_keys=made, recovery=recovery_pair()).close()


def open_all(desk: Desk) -> None:
    """Open every sealed case that the officer at a desk holds, for as long as a test may last."""
    with desk.register.reading() as work:
        held = keys.cases_held(work, keys.private_key_of(work, desk.officer.code, PIN))
    for case_id, key in held.items():
        desk.keyring.keep(case_id, key, datetime.max.replace(tzinfo=OFFICE_ZONE))


def recovery_pair() -> Pair:
    """Return the recovery key of every register of the tests."""
    return pair_of(b"r" * 32)


class Act(Protocol):
    """Do one act, as its JSON line would have it done."""

    def __call__(self, act: str, /, **fields: object) -> Outcome: ...


@dataclass(slots=True)
class Clock:
    """The only clock that a desk of the tests reads. Set `day` or `time` to move it."""

    day: date = TODAY
    time: time = MORNING

    def __call__(self) -> datetime:
        return datetime.combine(self.day, self.time, OFFICE_ZONE)


Dump = dict[str, list[tuple[object, ...]]]


@pytest.fixture(autouse=True)
def _cut_off_from_the_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Take every setting and every folder of the machine out of a test's sight."""
    for name in [name for name in os.environ if name.startswith("RECEPTION_")]:
        monkeypatch.delenv(name)
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    i18n.use("vi")
    yield
    i18n.use("vi")


@pytest.fixture(scope="session")
def seed_files() -> dict[str, str]:
    """The reference files that came with the program."""
    return read_files()


@pytest.fixture(scope="session")
def reference(seed_files: dict[str, str]) -> Reference:
    """The reference data of those files, built once."""
    return build(seed_files)


@pytest.fixture(scope="session")
def officer() -> Officer:
    """An officer who may do everything."""
    return Officer("lan", "Lan", EVERY_ROLE)


@pytest.fixture
def clock() -> Clock:
    """The clock of the desk: Monday, 23 November 2026, nine o'clock."""
    return Clock()


@pytest.fixture(scope="session")
def blank_register(
    tmp_path_factory: pytest.TempPathFactory, seed_files: dict[str, str], officer: Officer
) -> Callable[[Path], Path]:
    """Put a new, empty register at a path. It is made once and copied, for speed."""
    template = tmp_path_factory.mktemp("register") / "template.db"
    _create(url_of(template), seed_files, officer)

    def put(path: Path) -> Path:
        shutil.copyfile(template, path)
        path.chmod(0o600)
        return path

    return put


@pytest.fixture(scope="session")
def file_of_2023(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the demonstration register of 2023, built once; nobody writes in it."""
    from reception_tui.desk.demonstration import build

    return once(tmp_path_factory, "2023", lambda folder: build(url_of(folder / "demo.db")).close()) / "demo.db"


@pytest.fixture(scope="session")
def year_2023(file_of_2023: Path) -> Iterator[Register]:
    """The demonstration register of 2023, open for reading."""
    opened = open_register(url_of(file_of_2023))
    yield opened
    opened.close()


@pytest.fixture
def path(tmp_path: Path, blank_register: Callable[[Path], Path]) -> Path:
    """The file of a fresh register."""
    return blank_register(tmp_path / "reception.db")


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A private PostgreSQL server; skipped where none can be had."""
    if why_not():
        pytest.skip(why_not())
    with private_server() as running:
        yield running


@pytest.fixture(scope="session")
def blank_database(server: Server, seed_files: dict[str, str], officer: Officer) -> str:
    """A database with a new, empty register, to be copied."""
    name = server.fresh()
    _create(server.url(name), seed_files, officer)
    return name


@pytest.fixture
def kept_in(request: pytest.FixtureRequest) -> str:
    """What the register of the test lies in: a file, or a server where a test runs on both."""
    return getattr(request, "param", "file")


@pytest.fixture
def place(kept_in: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a fresh register."""
    if kept_in == "file":
        yield url_of(request.getfixturevalue("path"))
        return
    yield from database_like(request.getfixturevalue("server"), request.getfixturevalue("blank_database"))


def database_like(server: Server, template: str) -> Iterator[str]:
    """Give the address of a copy of a database for as long as it is needed."""
    name = server.fresh(template)
    yield server.url(name)
    server.drop(name)


@pytest.fixture
def register(place: str) -> Iterator[Register]:
    """A fresh register, open."""
    opened = open_register(place)
    yield opened
    opened.close()


@pytest.fixture
def desk(register: Register, reference: Reference, officer: Officer, clock: Clock) -> Desk:
    """A desk on a fresh register; the officer at it may do everything."""
    return Desk(register, reference, officer, clock)


@pytest.fixture
def act(desk: Desk) -> Act:
    """Do acts at the desk, each from its JSON fields."""
    return acts_at(desk)


@pytest.fixture(scope="session")
def acts_of() -> Callable[[Desk], Act]:
    """Do acts at any desk: another officer's, or on another register."""
    return acts_at


@pytest.fixture
def dump(place: str) -> Callable[[], Dump]:
    """Read every row of every table of the register, by a connection of its own."""
    return lambda: dump_of(place)


@pytest.fixture(scope="session")
def dump_file() -> Callable[[Path | str], Dump]:
    """Read every row of every table of any register, by its file or address."""
    return dump_of


def acts_at(desk: Desk) -> Act:
    """Return what does acts at `desk`."""

    def do(act: str, /, **fields: object) -> Outcome:
        command, _ = read_command({"act": act} | fields)
        return execute(desk, command)

    return do


def dump_of(place: Path | str) -> Dump:
    """Return every row of every table of a register."""
    path = file_of(url_of(place))
    if path is None:
        return _dump_of_server(str(place))
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    try:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in sorted(names)}
    finally:
        connection.close()


def _dump_of_server(url: str) -> Dump:
    engine = create_engine(url)
    with engine.connect() as connection:
        names = sorted(inspect(connection).get_table_names())
        found = {name: connection.exec_driver_sql(f'SELECT * FROM "{name}"').all() for name in names}
    engine.dispose()
    return {name: sorted((tuple(row) for row in rows), key=repr) for name, rows in found.items()}


BOTH = ("file", pytest.param("server", marks=pytest.mark.skipif(bool(why_not()), reason=why_not())))


def run_on_both(metafunc: pytest.Metafunc, of_the_file: frozenset[str]) -> None:
    """Run a test on a file and on a server, unless it is about the file itself."""
    about_the_file = metafunc.definition.get_closest_marker("file_only") or of_the_file & set(metafunc.fixturenames)
    if "kept_in" in metafunc.fixturenames and not about_the_file:
        metafunc.parametrize("kept_in", BOTH, indirect=True)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Return one worker more than there are cores: tests at a terminal wait half of their time."""
    return (os.cpu_count() or 1) + 1
