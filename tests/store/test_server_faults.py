"""A server that goes away: its own sentence, nothing acknowledged lost or done twice, and work goes on by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from queue import Queue
from threading import Event, Thread, Timer
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event

from reception_tui.desk.checking import check
from reception_tui.desk.door import Desk, execute
from reception_tui.desk.reading import read_command
from reception_tui.domain.commands import Command
from reception_tui.domain.errors import (
    NotSure,
    RegisterBusy,
    RegisterExists,
    RegisterUnreachable,
    ServerForbids,
    ServerHasNoRegister,
    ServerReadOnly,
    ServerRefuses,
    ServerUnusable,
    StorageTrouble,
)
from reception_tui.domain.office import Officer
from reception_tui.domain.reference import Reference
from reception_tui.i18n.sentences import of_error
from reception_tui.store import integrity
from reception_tui.store import once as onces
from reception_tui.store.changes import Heard, changes
from reception_tui.store.engine import open_engine, reading
from reception_tui.store.register import create_register, open_register
from tests.postgres import Server, private_server, why_not

if TYPE_CHECKING:
    from tests.conftest import Clock

pytestmark = pytest.mark.skipif(bool(why_not()), reason=why_not())
WAIT = 15


@pytest.fixture(scope="module")
def own() -> Iterator[Server]:
    """A server of this module's own, which may be stopped."""
    with private_server() as running:
        yield running


@pytest.fixture
def url(own: Server, seed_files: dict[str, str], officer: Officer, clock: Clock) -> Iterator[str]:
    """The address of a fresh register on it."""
    name = own.fresh()
    create_register(own.url(name), seed_files, officer, "", clock()).close()
    yield own.url(name)
    own.drop(name)


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let an act wait for as long as a busy machine may take to start a server."""
    monkeypatch.setattr(onces, "PATIENCE_SECONDS", 20)


@pytest.fixture
def at(url: str, reference: Reference, officer: Officer, clock: Clock) -> Iterator[Desk]:
    """A desk on that register."""
    register = open_register(url)
    yield Desk(register, reference, officer, clock)
    register.close()


def visit(content: str = "x") -> Command:
    command, _ = read_command({"act": "log_visit", "head_count": 1, "content": content})
    return command


def visits(desk: Desk) -> list[str]:
    with desk.register.reading() as work:
        return [row["content"] for row in work.rows("visit")]


def database_of(url: str) -> str:
    return url.partition("@/")[2].partition("?")[0]


def cut(own: Server, url: str) -> None:
    """Cut every connection to the register's database."""
    found = own.sql(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database_of(url)}'")
    assert found


def when(desk: Desk, moment: str, do: Callable[[], None]) -> None:
    """Do something once, at a moment of the desk's next transaction."""
    seen: list[str] = []

    def happen(*_: object) -> None:
        if not seen:
            seen.append(moment)
            do()

    event.listen(desk.register.engine, moment, happen)


def test_a_connection_cut_between_two_acts_is_not_noticed(at: Desk, own: Server, url: str) -> None:
    execute(at, visit("a"))
    cut(own, url)
    assert execute(at, visit("b")).no == "LT-2026-0002"
    assert visits(at) == ["a", "b"]


def test_a_connection_cut_in_the_middle_of_an_act_does_it_once(at: Desk, own: Server, url: str) -> None:
    execute(at, visit("a"))
    seen: list[str] = []

    def cut_at_the_entry(_c: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("INSERT INTO entry ") and not seen:
            seen.append(statement)
            cut(own, url)

    event.listen(at.register.engine, "before_cursor_execute", cut_at_the_entry)
    assert execute(at, visit("b")).no == "LT-2026-0002"
    assert seen
    assert visits(at) == ["a", "b"]
    assert check(at) == []


def test_a_commit_whose_answer_is_lost_is_not_done_twice(at: Desk, own: Server, url: str) -> None:
    """The commit reaches the server, and the connection is cut before the desk hears of it."""
    real = at.register.engine.dialect.do_commit
    lost: list[str] = []

    def commit_and_lose(connection: object) -> None:
        real(connection)  # type: ignore[arg-type]
        if not lost:
            lost.append("answer")
            cut(own, url)
            connection.execute("SELECT 1")  # type: ignore[attr-defined]

    at.register.engine.dialect.do_commit = commit_and_lose  # type: ignore[method-assign]
    assert execute(at, visit("once")).no == "LT-2026-0001"
    assert lost
    assert visits(at) == ["once"]
    assert check(at) == []


def test_a_restart_in_the_middle_of_an_act_is_waited_for(at: Desk, own: Server) -> None:
    execute(at, visit("a"))
    when(at, "commit", own.restart)
    execute(at, visit("b"))
    assert visits(at) == ["a", "b"]
    assert check(at) == []


def test_what_nobody_knows_is_asked_for_before_it_is_done_again(
    at: Desk, own: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server stays away after the commit was sent: the officer is told, saves again, and it is there once."""
    monkeypatch.setattr(onces, "PATIENCE_SECONDS", 0.3)
    real = at.register.engine.dialect.do_commit

    def commit_and_lose(connection: object) -> None:
        real(connection)  # type: ignore[arg-type]
        own.stop()
        connection.execute("SELECT 1")  # type: ignore[attr-defined]

    at.register.engine.dialect.do_commit = commit_and_lose  # type: ignore[method-assign]
    with pytest.raises(NotSure) as told:
        execute(at, visit("once"))
    assert "?" not in of_error(told.value)
    at.register.engine.dialect.do_commit = real  # type: ignore[method-assign]
    own.start()
    assert execute(at, visit("once")).no == "LT-2026-0001"
    assert visits(at) == ["once"]
    assert execute(at, visit("once")).no == "LT-2026-0002"
    assert check(at) == []


def test_a_server_that_is_down_has_its_sentence_and_work_goes_on_when_it_is_back(
    at: Desk, own: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(onces, "PATIENCE_SECONDS", 0.3)
    execute(at, visit("a"))
    own.stop()
    with pytest.raises(RegisterUnreachable):
        execute(at, visit("b"))
    with pytest.raises(RegisterUnreachable):
        visits(at)
    own.start()
    assert visits(at) == ["a"]
    assert execute(at, visit("b")).no == "LT-2026-0002"


def test_an_act_waits_for_a_server_that_comes_back(at: Desk, own: Server) -> None:
    own.stop()
    back = Timer(0.5, own.start)
    back.start()
    assert execute(at, visit("a")).no == "LT-2026-0001"
    back.join()


def test_one_who_listens_hears_that_the_server_went_and_came(at: Desk, own: Server, url: str) -> None:
    register, stop, heard = open_register(url), Event(), Queue[Heard]()
    thread = Thread(target=lambda: [heard.put(one) for one in changes(register, stop)], daemon=True)
    thread.start()
    assert heard.get(timeout=WAIT) == Heard(1)
    own.stop()
    assert isinstance(heard.get(timeout=WAIT).trouble, RegisterUnreachable)
    own.start()
    assert heard.get(timeout=WAIT) == Heard(1)
    entry = execute(at, visit()).entry
    assert heard.get(timeout=WAIT) == Heard(entry)
    stop.set()
    thread.join(WAIT)
    register.close()


def test_a_server_that_takes_nothing_in_has_its_sentence(at: Desk, own: Server, url: str) -> None:
    name = database_of(url)
    own.sql(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on')
    cut(own, url)
    with pytest.raises(ServerReadOnly):
        execute(at, visit())
    assert visits(at) == []
    own.sql(f'ALTER DATABASE "{name}" RESET default_transaction_read_only')
    cut(own, url)
    assert execute(at, visit()).no == "LT-2026-0001"


def test_a_desk_that_waits_too_long_for_its_turn_is_told_that_another_writes(at: Desk, url: str) -> None:
    other = open_register(url)
    with other.writing(), at.register.engine.connect() as connection:
        connection.exec_driver_sql("SET lock_timeout = '10ms'")
        connection.commit()
    with other.writing(), pytest.raises(RegisterBusy):
        execute(at, visit())
    assert execute(at, visit()).no == "LT-2026-0001"
    other.close()


def test_what_keeps_a_desk_out_has_its_sentence(own: Server, url: str, at: Desk, seed_files: dict[str, str]) -> None:
    empty = own.fresh()
    name = database_of(url)
    own.sql("CREATE ROLE stranger LOGIN")
    for trouble, address in (
        (RegisterUnreachable, "postgresql+psycopg://lan@127.0.0.1:1/none"),
        (ServerHasNoRegister, own.url("none")),
        (ServerHasNoRegister, own.url(empty)),
        (ServerRefuses, own.url(name, user="nobody")),
        (ServerForbids, own.url(name, user="stranger")),
        (ServerUnusable, "oracle+nothing://x/y"),
    ):
        with pytest.raises(StorageTrouble) as refused:
            open_register(address).close()
        assert type(refused.value) is trouble, address
        assert "?" not in of_error(refused.value).replace("?host", "")
    with pytest.raises(RegisterExists):
        create_register(url, seed_files, at.officer, "", at.now())
    own.sql("DROP ROLE stranger")


def test_a_password_is_shown_in_no_sentence(own: Server) -> None:
    with pytest.raises(StorageTrouble) as refused:
        open_register(own.url("none").replace("reception@", "reception:tuyetmat@"))
    assert "tuyetmat" not in str(refused.value.values) + of_error(refused.value)


def test_a_transaction_given_up_for_another_is_simply_done_again(at: Desk) -> None:
    tries: list[int] = []

    def happen(_c: object, cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("INSERT INTO entry ") and len(tries) < 2:
            tries.append(1)
            cursor.execute("DO $$ BEGIN RAISE EXCEPTION 'met' USING ERRCODE = '40001'; END $$")  # type: ignore[attr-defined]

    event.listen(at.register.engine, "before_cursor_execute", happen)
    assert execute(at, visit()).no == "LT-2026-0001"
    assert len(tries) == 2
    assert visits(at) == ["x"]


def test_two_who_saw_the_same_paper_do_not_write_over_each_other(at: Desk, url: str) -> None:
    from reception_tui.domain.errors import ChangedSince

    other = replace(at, register=open_register(url))
    registered, _ = read_command({"act": "register_petition", "channel": "post", "content": "x"})
    no = execute(at, registered).no
    with at.register.reading() as work:
        version = work.by_no("petition", no, "petition")["version"]
    correction = {"act": "correct", "petition": no, "version": version, "why": "x"}
    execute(at, read_command(correction | {"set": {"title": "mot"}})[0])
    with pytest.raises(ChangedSince):
        execute(other, read_command(correction | {"set": {"title": "hai"}})[0])
    other.register.close()


def test_a_server_that_may_lose_what_it_says_is_kept_is_told_of(at: Desk) -> None:
    with at.register.reading() as work:
        assert list(integrity.advice(work.connection)) == ["server_not_durable"]
        assert work.connection.exec_driver_sql("SHOW synchronous_commit").scalar_one() == "on"
    with private_server(durable=True) as sound:
        engine = open_engine(sound.url("postgres"))
        with reading(engine) as connection:
            assert list(integrity.advice(connection)) == []
        engine.dispose()
