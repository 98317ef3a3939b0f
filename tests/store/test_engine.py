"""Opening a register: the settings that keep it safe, and what is refused."""

from __future__ import annotations

import sqlite3
import stat
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError, OperationalError

from reception_tui.config import OFFICE_ZONE
from reception_tui.domain.errors import (
    DiskFailing,
    DiskFull,
    NetworkShare,
    NotARegister,
    ReadOnly,
    RegisterBusy,
    RegisterDamaged,
    RegisterExists,
    RegisterMissing,
    StorageTrouble,
)
from reception_tui.domain.office import Officer
from reception_tui.store import file as files
from reception_tui.store.engine import file_of, open_engine, reading, url_of, writing
from reception_tui.store.file import explain
from reception_tui.store.register import Register, create_register, open_register

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=OFFICE_ZONE)
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other file rights")


@pytest.fixture
def create(seed_files: dict[str, str], officer: Officer) -> Callable[[Path], Register]:
    return lambda path: create_register(url_of(path), seed_files, officer, "", NINE)


@pytest.mark.file_only
@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("trusted_schema", 0),
        ("secure_delete", 1),
        ("busy_timeout", 10000),
    ],
)
def test_every_connection_has_the_settings_that_keep_the_register_safe(
    register: Register, pragma: str, value: object
) -> None:
    with reading(register.engine) as first, reading(register.engine) as second:
        for connection in (first, second):
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one() == value


def test_a_row_that_refers_to_nothing_is_refused(register: Register) -> None:
    with pytest.raises(IntegrityError), register.writing() as work:
        work.insert("visit_person", visit_id=99, person_id=99, ord=1)


def test_nothing_of_a_value_is_shown_in_an_error_of_the_driver(register: Register) -> None:
    with pytest.raises(IntegrityError) as refused, register.writing() as work:
        work.insert("petition_person", petition_id=987654, person_id=987654, ord=1)
    assert "987654" not in str(refused.value)


@POSIX
def test_only_its_owner_reads_a_new_register(create: Callable[[Path], Register], tmp_path: Path) -> None:
    path = tmp_path / "deep" / "down" / "new.db"
    register = create(path)
    with register.writing() as work:
        work.insert("person", name="A")
    for file in path.parent.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file.name
    register.close()


def test_a_register_is_never_made_over_another(create: Callable[[Path], Register], path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(RegisterExists) as refused:
        create(path)
    assert refused.value.values == {"path": str(path)}
    assert path.read_bytes() == before


def test_a_register_that_is_not_there_is_missed_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(RegisterMissing):
        open_register(url_of(tmp_path / "none.db"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"hello, this is no database at all" * 50, b"SQLite format 3\0" + b"x" * 2000])
def test_a_file_that_is_no_database_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.db"
    path.write_bytes(content)
    with pytest.raises(NotARegister) as refused:
        open_register(url_of(path))
    assert refused.value.values["path"] == str(path)


def test_a_file_of_another_program_is_refused_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE note (text TEXT)")
        connection.commit()
    with pytest.raises(NotARegister) as refused:
        open_register(url_of(path))
    assert refused.value.values["path"] == str(path)


@pytest.mark.skipif(not Path("/proc/mounts").exists(), reason="mounts are read from /proc")
def test_a_network_share_is_refused(
    path: Path, create: Callable[[Path], Register], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kinds = {line.split()[2] for line in Path("/proc/mounts").read_text(encoding="utf-8").splitlines()}
    monkeypatch.setattr(files, "NETWORK_FILESYSTEMS", frozenset(kinds))
    with pytest.raises(NetworkShare) as refused:
        open_register(url_of(path))
    assert refused.value.values == {"path": str(path)}
    with pytest.raises(NetworkShare):
        create(tmp_path / "new.db")
    assert not (tmp_path / "new.db").exists()


def test_the_usual_network_filesystems_are_known() -> None:
    assert {"nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs"} <= files.NETWORK_FILESYSTEMS


def test_a_writer_that_must_wait_too_long_is_told_that_another_desk_is_writing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = open_engine(url_of(path)), open_engine(url_of(path))
    monkeypatch.setattr(files, "BUSY_SECONDS", 0.01)
    with writing(one), pytest.raises(RegisterBusy), writing(other):
        pytest.fail("two writers at once")
    with writing(other):
        pass
    one.dispose()
    other.dispose()


def test_one_desk_reads_while_another_writes(path: Path) -> None:
    one, other = open_engine(url_of(path)), open_engine(url_of(path))
    with writing(one) as writer, reading(other) as reader:
        writer.exec_driver_sql("INSERT INTO register_setting VALUES ('a', 'b')")
        query = "SELECT count(*) FROM register_setting WHERE key = 'a'"
        assert reader.exec_driver_sql(query).scalar_one() == 0
    with reading(other) as reader:
        assert reader.exec_driver_sql("SELECT count(*) FROM register_setting WHERE key = 'a'").scalar_one() == 1
    one.dispose()
    other.dispose()


@pytest.mark.parametrize(
    ("message", "trouble"),
    [
        ("database is locked", RegisterBusy),
        ("database or disk is full", DiskFull),
        ("attempt to write a readonly database", ReadOnly),
        ("database disk image is malformed", RegisterDamaged),
        ("file is not a database", NotARegister),
        ("unable to open database file", RegisterMissing),
        ("unable to open database file", ReadOnly),
        ("disk i/o error", RegisterMissing),
        ("disk i/o error", DiskFailing),
        ("could not decode to utf-8 column 'name'", RegisterDamaged),
    ],
)
def test_an_error_of_the_driver_is_explained(tmp_path: Path, message: str, trouble: type[StorageTrouble]) -> None:
    path = tmp_path / "register.db"
    if trouble is not RegisterMissing:
        path.touch()
    plain = sqlite3.OperationalError(message)
    for error in (plain, OperationalError("SELECT 1", {}, plain)):
        assert type(explain(error, path)) is trouble


def test_a_defect_of_the_program_is_not_explained_away() -> None:
    assert explain(sqlite3.OperationalError('near "x": syntax error'), None) is None
    assert explain(KeyError("x"), None) is None


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (PermissionError(13, "no"), ReadOnly),
        (OSError(28, "no space"), DiskFull),
        (OSError(5, "io"), DiskFailing),
        (OSError(17, "there"), None),
        (OSError(2, "another file"), None),
    ],
)
def test_an_error_of_the_machine_is_explained(
    error: OSError, trouble: type[StorageTrouble] | None, tmp_path: Path
) -> None:
    path = tmp_path / "register.db"
    path.touch()
    found = explain(error, path)
    assert (None if found is None else type(found)) is trouble


def test_a_path_becomes_an_address_and_back(tmp_path: Path) -> None:
    assert file_of(url_of(tmp_path / "a b.db")) == tmp_path / "a b.db"
    assert url_of("postgresql+psycopg://host/db") == "postgresql+psycopg://host/db"
    assert file_of("postgresql+psycopg://host/db") is None


def test_a_register_knows_its_file(register: Register, path: Path) -> None:
    assert register.path == path


@pytest.mark.parametrize("name", ["sổ tiếp công dân.db", "a'b.db", "100%.db", "a#b.db"])
def test_a_register_may_have_any_name(create: Callable[[Path], Register], tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    create(path).close()
    assert path.exists()
    register = open_register(url_of(path))
    assert register.path == path
    register.close()
