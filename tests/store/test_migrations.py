"""The schema: fresh ones are current, newer ones refused, older ones lifted after a copy was taken."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection

from reception_tui.domain.errors import DiskFull, NotARegister, RegisterNewer, RegisterOlder
from reception_tui.store import migrations, upgrade
from reception_tui.store.backup import verify_file
from reception_tui.store.engine import open_engine, url_of, writing
from reception_tui.store.register import Register, open_register
from reception_tui.store.sealed_backup import opened_in_memory
from reception_tui.store.sealed_stream import key_of
from tests.conftest import recovery_pair


def set_version(path: Path, version: int) -> None:
    engine = open_engine(url_of(path))
    with writing(engine) as connection:
        migrations.write_setting(connection, "schema_version", str(version))
    engine.dispose()


def test_a_new_register_has_the_newest_schema(register: Register) -> None:
    with register.reading() as work:
        assert migrations.version(work.connection) == migrations.SCHEMA_VERSION
        assert migrations.pending(work.connection) == []


def test_a_register_of_a_newer_program_is_refused_and_left_alone(path: Path) -> None:
    set_version(path, migrations.SCHEMA_VERSION + 1)
    before = path.read_bytes()
    with pytest.raises(RegisterNewer) as refused:
        open_register(url_of(path))
    assert refused.value.values["found"] == migrations.SCHEMA_VERSION + 1
    assert path.read_bytes() == before


def test_every_step_from_the_first_schema_on_is_there() -> None:
    assert sorted(migrations.STEPS) == list(range(2, migrations.SCHEMA_VERSION + 1))


def test_settings_are_written_over_and_read_back(register: Register) -> None:
    with register.writing() as work:
        assert migrations.read_setting(work.connection, "office") is None
        migrations.write_setting(work.connection, "office", "Ban Tiếp công dân")
        migrations.write_setting(work.connection, "office", "Ban Tiếp công dân tỉnh")
        assert migrations.read_setting(work.connection, "office") == "Ban Tiếp công dân tỉnh"


def test_an_empty_database_is_no_register(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    with pytest.raises(NotARegister):
        open_register(url_of(path))


@pytest.fixture
def next_schema(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[Connection], None]], int]:
    """Let the program know one schema more than it does."""

    def know(step: Callable[[Connection], None]) -> int:
        number = migrations.SCHEMA_VERSION + 1
        monkeypatch.setattr(migrations, "STEPS", {**migrations.STEPS, number: step})
        monkeypatch.setattr(migrations, "SCHEMA_VERSION", number)
        return number

    return know


def test_an_older_register_is_lifted_after_a_copy_was_taken(
    path: Path, next_schema: Callable[[Callable[[Connection], None]], int]
) -> None:
    number = next_schema(lambda connection: connection.exec_driver_sql("CREATE TABLE more (x)").close())
    register = open_register(url_of(path))
    with register.reading() as work:
        assert migrations.version(work.connection) == number
        assert work.connection.exec_driver_sql("SELECT count(*) FROM more").scalar_one() == 0
    register.close()
    copy = path.with_name(f"{path.name}.before-schema-{number}.backup")
    assert b"SQLite format" not in copy.read_bytes()
    with opened_in_memory(copy, key_of(copy, recovery_pair().private)) as connection:
        assert migrations.version(connection) == number - 1
    beside = {one.name for one in path.parent.iterdir() if one.name.startswith(f"{path.name}.before")}
    assert beside == {copy.name}


def test_a_copy_from_before_that_cannot_be_sealed_stays_and_the_register_is_lifted(
    path: Path, next_schema: Callable[[Callable[[Connection], None]], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DiskFull(path="x")

    number = next_schema(lambda connection: connection.exec_driver_sql("CREATE TABLE more (x)").close())
    monkeypatch.setattr(upgrade, "back_up_sealed", full)
    open_register(url_of(path)).close()
    verify_file(path.with_name(f"{path.name}.before-schema-{number}"))


def test_a_register_of_a_build_that_was_never_released_is_refused_in_one_sentence(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE register_setting SET value = '0' WHERE key = 'schema_version'")
        connection.commit()
    with pytest.raises(RegisterOlder):
        open_register(url_of(path))
    assert list(path.parent.glob("*.before-schema-*")) == []


def test_a_column_that_is_not_there_means_an_older_register(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("ALTER TABLE visit DROP COLUMN refusal")
    register = open_register(url_of(path))
    with pytest.raises(RegisterOlder), register.reading() as work:
        work.rows("visit")
    register.close()


def test_an_upgrade_that_failed_can_be_begun_again(
    path: Path, next_schema: Callable[[Callable[[Connection], None]], int]
) -> None:
    number = next_schema(lambda connection: connection.exec_driver_sql("CREATE TABLE more (x)").close())
    path.with_name(f"{path.name}.before-schema-{number}").write_bytes(b"an earlier copy")
    open_register(url_of(path)).close()
    assert path.with_name(f"{path.name}.before-schema-{number}").read_bytes() == b"an earlier copy"
    assert path.with_name(f"{path.name}.before-schema-{number}-2.backup").exists()


def test_a_step_that_fails_leaves_the_schema_as_it_was(
    path: Path, next_schema: Callable[[Callable[[Connection], None]], int]
) -> None:
    def fail(connection: Connection) -> None:
        connection.exec_driver_sql("CREATE TABLE more (x)")
        raise KeyError

    number = next_schema(fail)
    with pytest.raises(KeyError):
        open_register(url_of(path))
    engine = open_engine(url_of(path))
    with writing(engine) as connection:
        assert migrations.version(connection) == number - 1
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE name = 'more'").all()
    engine.dispose()
    assert tables == []
