"""What a desk's role may do on a server, and copies by the server's own tools."""

from __future__ import annotations

import shutil
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reception_tui.desk.checking import check
from reception_tui.desk.door import Desk
from reception_tui.domain.errors import (
    BackupBroken,
    BadRoleName,
    FileExists,
    FileUnreadable,
    RegisterUnreachable,
    ServerForbids,
    ServerToolMissing,
)
from reception_tui.domain.office import Officer
from reception_tui.domain.reference import Reference
from reception_tui.store import journal, sealed_stream, server_backup, server_roles, server_tools
from reception_tui.store.engine import open_engine
from reception_tui.store.register import Register, open_register
from reception_tui.store.tables import TABLES
from tests.conftest import database_like, recovery_pair
from tests.postgres import Server, why_not

if TYPE_CHECKING:
    from tests.conftest import Act, Clock, Dump

pytestmark = [pytest.mark.skipif(bool(why_not()), reason=why_not())]
needs_tools = pytest.mark.skipif(shutil.which("pg_dump") is None, reason="pg_dump is not installed (postgresql-client)")


@pytest.fixture
def url(server: Server, blank_database: str) -> Iterator[str]:
    """The address of a fresh register on a server, as its owner."""
    yield from database_like(server, blank_database)


@pytest.fixture
def owner(url: str) -> Iterator[Register]:
    """That register, opened by its owner."""
    register = open_register(url)
    yield register
    register.close()


@pytest.fixture
def desk(owner: Register, reference: Reference, officer: Officer, clock: Clock) -> Desk:
    """A desk of the owner."""
    return Desk(owner, reference, officer, clock)


@pytest.fixture
def as_desk(owner: Register, server: Server, url: str) -> Iterator[Register]:
    """That register, opened with the rights of a desk."""
    with owner.writing() as work:
        server_roles.prepare(work.connection, "desk_of_test")
        server_roles.prepare(work.connection, "desk_of_test")
        work.connection.exec_driver_sql("CREATE ROLE quay1 LOGIN IN ROLE desk_of_test")
    register = open_register(url.replace("reception@", "quay1@"))
    yield register
    register.close()
    with owner.writing() as work:
        work.connection.exec_driver_sql("DROP OWNED BY desk_of_test; DROP ROLE quay1, desk_of_test")


def test_a_desk_can_do_its_work_with_the_rights_of_a_desk(
    as_desk: Register, reference: Reference, officer: Officer, clock: Clock, acts_of: Callable[[Desk], Act]
) -> None:
    desk = Desk(as_desk, reference, officer, clock)
    act = acts_of(desk)
    visit = act("log_visit", people=[{"name": "Nguyễn Văn Đường"}], content="x", matter="new")
    no = act("register_petition", visit=visit.no, petitioners=[{"name": "A"}], content="x").no
    act("classify", petition=no, kind="complaint", jurisdiction="other")
    sent = act("forward", petition=no, to="SNNMT")
    act("undo", entry=sent.entry)
    act("void", petition=act("register_petition", channel="post", content="x").no, why="x")
    act("classify", petition=act("register_petition", petitioners=[{"name": "A"}], content="x").no, kind="denunciation")
    assert check(desk) == []


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM entry",
        "UPDATE entry SET officer = 'ai'",
        "UPDATE entry_text SET body = ''",
        "UPDATE entry_text SET salt = '', about = ''",
        "UPDATE entry_text SET entry_no = 2",
        "DELETE FROM visit",
        "DELETE FROM petition",
        "TRUNCATE person CASCADE",
        "DROP TABLE visit",
        "ALTER TABLE visit DROP COLUMN content",
        "CREATE TABLE mine (x int)",
    ],
)
def test_whoever_holds_a_desks_password_cannot_unwrite_anything(
    as_desk: Register,
    reference: Reference,
    officer: Officer,
    clock: Clock,
    acts_of: Callable[[Desk], Act],
    statement: str,
) -> None:
    acts_of(Desk(as_desk, reference, officer, clock))("log_visit", people=[{"name": "A"}], content="x")
    with pytest.raises(ServerForbids), as_desk.writing() as work:
        work.connection.exec_driver_sql(statement)


def test_every_table_has_rights_and_only_what_is_made_anew_may_be_deleted() -> None:
    told = list(server_roles.statements())
    for table in TABLES:
        (granted,) = [one for one in told if f'public."{table}"' in one]
        assert ("DELETE" in granted) == (table in server_roles.MADE_ANEW)
        assert ("UPDATE" in granted) == (table != "entry")


@pytest.mark.skipif("key_wrap" not in TABLES, reason="this version seals nothing")
def test_with_row_rights_a_login_reads_only_its_own_officers_wrapped_key(owner: Register, as_desk: Register) -> None:
    def wraps() -> set[str]:
        with as_desk.reading() as work:
            found = set(work.connection.exec_driver_sql("SELECT wrapped FROM key_wrap").scalars())
        # The officer with whom the register was made has a real one.
        return {wrapped.partition("$")[0] for wrapped in found}

    with owner.writing() as work:
        for officer in ("quay1", "minh"):
            work.insert("officer_key", officer=officer, public_key=f"key of {officer}")
            insert_wrap = f"INSERT INTO key_wrap VALUES ('key of {officer}', 'wrap of {officer}')"
            work.connection.exec_driver_sql(insert_wrap)
    assert wraps() == {"wrap of quay1", "wrap of minh", "argon2id"}
    with owner.writing() as work:
        server_roles.prepare(work.connection, "desk_of_test", row_rights=True)
    assert wraps() == {"wrap of quay1"}
    with as_desk.writing() as work:
        gone = work.connection.exec_driver_sql("DELETE FROM key_wrap").rowcount
        work.connection.exec_driver_sql("INSERT INTO key_wrap VALUES ('key of quay1', 'new wrap')")
    assert (gone, wraps()) == (1, {"new wrap"})
    with owner.writing() as work:
        server_roles.prepare(work.connection, "desk_of_test")
    assert wraps() == {"new wrap", "wrap of minh", "argon2id"}


@pytest.mark.parametrize("role", ["a b", "x;drop", "", "Ông", '"q"'])
def test_a_name_that_is_no_name_of_a_role_is_refused(role: str) -> None:
    with pytest.raises(BadRoleName):
        list(server_roles.statements(role))


@needs_tools
def test_a_copy_is_put_back_whole_and_the_old_register_kept_aside(
    desk: Desk,
    url: str,
    server: Server,
    tmp_path: Path,
    acts_of: Callable[[Desk], Act],
    dump_file: Callable[[str], Dump],
) -> None:
    acts_of(desk)("log_visit", people=[{"name": "Nguyễn Văn Đường"}], content="trước")
    before = dump_file(url)
    copy = server_backup.back_up(desk.register.engine, tmp_path / "kept" / "copy.dump")
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert [file.name for file in copy.parent.iterdir()] == ["copy.dump"]
    with pytest.raises(FileExists):
        server_backup.back_up(desk.register.engine, copy)
    acts_of(desk)("log_visit", head_count=1, content="sau")
    desk.register.close()
    assert server_backup.restore(copy, url) == "before_restore_1"
    assert dump_file(url) == before
    assert check(desk) == []
    assert acts_of(desk)("log_visit", head_count=1, content="x").no == "LT-2026-0002"
    aside = open_engine(url)
    with aside.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM before_restore_1.visit").scalar_one() == 2
    aside.dispose()
    # … and onto an empty database.
    name = server.fresh()
    assert server_backup.restore(copy, server.url(name)) is None
    assert dump_file(server.url(name)) == before
    server.drop(name)


@needs_tools
def test_a_sealed_copy_of_a_server_is_put_back_whole_and_nobody_else_reads_it(
    desk: Desk,
    acts_of: Callable[[Desk], Act],
    url: str,
    server: Server,
    tmp_path: Path,
    dump_file: Callable[[str], Dump],
) -> None:
    acts_of(desk)("log_visit", people=[{"name": "Nguyễn Văn Đường"}], content="trước")
    before = dump_file(url)
    written = server_backup.back_up_sealed(desk.register.engine, tmp_path / "copy", recovery_pair().public)
    assert stat.S_IMODE(written.path.stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["copy"]
    assert b"PGDMP" not in written.path.read_bytes()
    assert sealed_stream.about(written.path)["kind"] == "server"
    with desk.register.reading() as work:
        assert written.head == journal.head(work.connection)
    key = sealed_stream.key_of(written.path, recovery_pair().private)
    name = server.fresh()
    content = lambda: sealed_stream.pieces(written.path, key)  # noqa: E731 - read twice
    assert server_backup.restore(written.path, server.url(name), content) is None
    assert dump_file(server.url(name)) == before
    server.drop(name)


@needs_tools
def test_a_cut_or_changed_sealed_copy_of_a_server_is_put_nowhere(
    desk: Desk, url: str, tmp_path: Path, dump_file: Callable[[str], Dump]
) -> None:
    written = server_backup.back_up_sealed(desk.register.engine, tmp_path / "copy", recovery_pair().public)
    whole, before = written.path.read_bytes(), dump_file(url)
    middle = len(whole) // 2
    for part in (whole[:middle], whole[:-1], whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :]):
        written.path.write_bytes(part)
        with pytest.raises(BackupBroken):
            server_backup.restore(written.path, url, lambda: sealed_stream.pieces(written.path, written.key))
    assert dump_file(url) == before


@needs_tools
def test_a_broken_copy_is_put_nowhere(desk: Desk, url: str, tmp_path: Path, dump_file: Callable[[str], Dump]) -> None:
    copy = server_backup.back_up(desk.register.engine, tmp_path / "copy.dump")
    whole, before = copy.read_bytes(), dump_file(url)
    for part in (whole[: len(whole) // 2], whole[:-40], b"PGDMP" + b"x" * 500, b""):
        copy.write_bytes(part)
        with pytest.raises(BackupBroken):
            server_backup.restore(copy, url)
    with pytest.raises(FileUnreadable):
        server_backup.restore(tmp_path / "none", url)
    assert dump_file(url) == before


@needs_tools
def test_a_server_that_is_away_is_told_of_and_leaves_no_half_copy(tmp_path: Path) -> None:
    engine = open_engine("postgresql+psycopg://lan:tuyetmat@127.0.0.1:1/none")
    with pytest.raises(RegisterUnreachable):
        server_backup.back_up(engine, tmp_path / "copy.dump")
    assert list(tmp_path.iterdir()) == []


def test_where_the_tools_are_missing_one_sentence_says_so(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ServerToolMissing) as told:
        server_backup.back_up(desk.register.engine, tmp_path / "copy.dump")
    assert told.value.values["tool"] == "pg_dump"
    assert list(tmp_path.iterdir()) == []


@needs_tools
def test_the_password_stands_on_no_command_line(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    seen: list[object] = []
    real = server_tools.subprocess.run

    def run(args: list[object], **options: object) -> object:
        seen.extend(map(str, args))
        return real(args, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(server_tools.subprocess, "run", run)
    engine = open_engine(url.replace("reception@", "reception:tuyetmat@"))
    server_backup.back_up(engine, tmp_path / "copy.dump")
    engine.dispose()
    assert seen
    assert not [one for one in seen if "tuyetmat" in str(one)]
