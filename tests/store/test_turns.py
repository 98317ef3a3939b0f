"""Desks write a file one after another, in the order in which they asked."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Event, Thread
from time import monotonic, sleep

import pytest

from reception_tui.domain.errors import RegisterBusy, RegisterMissing, WaitLeft
from reception_tui.store import turns
from reception_tui.store.engine import open_engine, url_of, writing
from reception_tui.store.patience import Wait, that_can_be_left
from reception_tui.store.register import Register
from reception_tui.store.turns import turn

LONG = 20.0


def wait() -> Wait:
    return Wait(monotonic() + LONG)


def until(holds: Callable[[], bool]) -> None:
    end = monotonic() + LONG
    while not holds():
        assert monotonic() < end
        sleep(0.002)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no order among those who wait")
def test_who_has_just_written_goes_to_the_end_of_the_line(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    asked: list[str] = []
    real = turns._Place.stand_in_line

    def noted(place: turns._Place) -> None:
        asked.append("one")
        real(place)

    monkeypatch.setattr(turns._Place, "stand_in_line", noted)

    def write(name: str) -> None:
        with turn(path, wait()):
            order.append(name)

    with ThreadPoolExecutor(3) as pool:
        with turn(path, wait()):
            waiting = [pool.submit(write, "first")]
            until(lambda: len(asked) == 1)
            waiting.append(pool.submit(write, "second"))
            until(lambda: len(asked) == 2)
        write("again")
        for one in waiting:
            one.result(LONG)
    assert order.index("first") < order.index("again")
    assert sorted(order) == ["again", "first", "second"]


def test_a_place_in_line_can_be_left_and_does_not_keep_the_turn(path: Path) -> None:
    given_up = Event()
    with turn(path, wait()):
        given_up.set()
        with pytest.raises(WaitLeft), turn(path, Wait(0, given_up)):
            pytest.fail("two turns at once")
    with turn(path, wait()):
        pass


def test_a_wait_that_cannot_be_left_ends_after_its_patience(path: Path) -> None:
    with turn(path, wait()), pytest.raises(RegisterBusy), turn(path, Wait(0)):
        pytest.fail("two turns at once")
    with turn(path, wait()):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
def test_the_turn_of_a_desk_that_was_killed_is_free(path: Path) -> None:
    reading, telling = os.pipe()
    pid = os.fork()
    if pid == 0:
        with turn(path, wait()):
            os.write(telling, b"x")
            sleep(LONG)
    os.read(reading, 1)
    with pytest.raises(RegisterBusy), turn(path, Wait(0)):
        pytest.fail("two turns at once")
    os.kill(pid, 9)
    os.waitpid(pid, 0)
    with turn(path, wait()):
        pass
    os.close(reading)
    os.close(telling)


def test_no_turn_is_given_where_there_is_no_register(tmp_path: Path) -> None:
    with pytest.raises(RegisterMissing), turn(tmp_path / "gone.db", wait()):
        pytest.fail("a turn at nothing")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.file_only
def test_the_log_is_brought_home_only_by_one_who_has_the_turn(
    register: Register, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite before 3.51.3 can lose pages when one connection brings the log home while another writes."""
    free: list[bool] = []

    def look() -> None:
        try:
            with turn(path, Wait(0)):
                free.append(True)
        except RegisterBusy:
            free.append(False)

    grown = path.with_name(path.name + "-wal")
    with register.writing() as work:
        work.connection.exec_driver_sql("PRAGMA wal_autocheckpoint=1")
    before = path.stat().st_mtime_ns
    real = register.engine.dialect.do_commit

    def commit(connection: object) -> None:
        real(connection)  # type: ignore[arg-type]
        # The log is home when the commit returns, and the turn is not given on yet.
        assert path.stat().st_mtime_ns > before
        look()

    monkeypatch.setattr(register.engine.dialect, "do_commit", commit)
    with register.writing() as work:
        work.insert("person", name="A")
    monkeypatch.undo()
    assert grown.exists()
    assert free == [False]
    look()
    assert free == [False, True]


@pytest.mark.file_only
def test_a_lock_of_another_program_is_waited_for_until_it_goes_or_the_officer_leaves(path: Path) -> None:
    engine = open_engine(url_of(path))
    given_up = Event()
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN EXCLUSIVE")
        let_go = Thread(target=lambda: (sleep(0.2), other.execute("ROLLBACK")))
        let_go.start()
        with that_can_be_left(given_up), writing(engine) as connection:
            connection.exec_driver_sql("INSERT INTO register_setting VALUES ('a', 'b')")
        let_go.join()
        other.execute("BEGIN IMMEDIATE")
        Thread(target=lambda: (sleep(0.1), given_up.set())).start()
        with that_can_be_left(given_up), pytest.raises(WaitLeft), writing(engine):
            pytest.fail("two writers at once")
        other.execute("ROLLBACK")
    engine.dispose()
