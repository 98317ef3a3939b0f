"""A file or its disk that fails: its own sentence, nothing acknowledged lost, and work goes on by itself."""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from queue import Queue
from threading import Event, Thread
from typing import TYPE_CHECKING

import pytest

from reception_tui.desk.checking import check
from reception_tui.desk.door import Desk, execute
from reception_tui.desk.reading import read_command
from reception_tui.domain.errors import (
    DiskFull,
    NotARegister,
    ReadOnly,
    RegisterDamaged,
    RegisterGone,
    StorageTrouble,
)
from reception_tui.domain.office import Officer
from reception_tui.domain.reference import Reference
from reception_tui.i18n.sentences import of_error
from reception_tui.store import backup, changes
from reception_tui.store.changes import Heard
from reception_tui.store.engine import url_of
from reception_tui.store.register import open_register

if TYPE_CHECKING:
    from tests.conftest import Act, Clock

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="an open file can be neither moved nor unmounted")
WAIT = 15
Put = Callable[[Path], Path]
Open = Callable[[Path], Desk]


@pytest.fixture
def opened(reference: Reference, officer: Officer, clock: Clock) -> Iterator[Open]:
    """Open a desk on a register."""
    desks: list[Desk] = []

    def open_(path: Path) -> Desk:
        desks.append(Desk(open_register(url_of(path)), reference, officer, clock))
        return desks[-1]

    yield open_
    for desk in desks:
        desk.register.close()


def mount(*args: str | Path) -> None:
    done = subprocess.run(["mount", *args], check=False, capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"no disk can be mounted here: {done.stderr.strip()}")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own, which can be filled, locked and taken out."""
    place = tmp_path / "disk"
    place.mkdir()
    mount("-t", "tmpfs", "-o", "size=12m", "tmpfs", place)
    yield place
    subprocess.run(["umount", "-l", place], check=False)


def fill(disk: Path) -> Path:
    """Leave no room on a disk; return the file that takes it."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(b"x" * 4096)
    return filler


def visit(desk: Desk, content: str) -> str:
    command, _ = read_command({"act": "log_visit", "head_count": 1, "content": content})
    return execute(desk, command).no


def visits(desk: Desk) -> list[str]:
    with desk.register.reading() as work:
        return [row["content"] for row in work.rows("visit")]


def told(trouble: StorageTrouble) -> str:
    sentence = of_error(trouble)
    assert "{" not in sentence
    assert "?" not in sentence
    return sentence


def test_a_full_disk_takes_nothing_and_work_goes_on_when_there_is_room(
    disk: Path, blank_register: Put, opened: Open
) -> None:
    desk = opened(blank_register(disk / "reception.db"))
    kept = ["a"]
    visit(desk, "a")
    filler = fill(disk)
    with pytest.raises(DiskFull) as full:  # noqa: PT012 - how many acts the log has room for is not told
        for n in range(2000):
            visit(desk, f"n{n}")
            kept.append(f"n{n}")
    assert "Ổ đĩa đã đầy" in told(full.value)
    assert visits(desk) == kept
    filler.unlink()
    assert visit(desk, "b") == f"LT-2026-{len(kept) + 1:04}"
    assert visits(desk) == [*kept, "b"]
    assert check(desk) == []


def test_a_register_on_a_full_disk_is_not_opened_half(disk: Path, blank_register: Put, opened: Open) -> None:
    path = blank_register(disk / "reception.db")
    filler = fill(disk)
    with pytest.raises(DiskFull):
        opened(path)
    filler.unlink()
    assert visit(opened(path), "a") == "LT-2026-0001"


def test_a_read_only_disk_is_read_and_work_goes_on_when_it_takes_writes(
    disk: Path, blank_register: Put, opened: Open
) -> None:
    path = blank_register(disk / "reception.db")
    desk = opened(path)
    visit(desk, "a")
    desk.register.close()
    mount("-o", "remount,ro", disk)
    for _ in range(2):
        with pytest.raises(ReadOnly) as refused:
            visit(desk, "b")
    assert "Không ghi được vào sổ" in told(refused.value)
    with pytest.raises(ReadOnly):
        opened(path)
    mount("-o", "remount,rw", disk)
    assert visit(desk, "b") == "LT-2026-0002"
    assert visits(desk) == ["a", "b"]
    assert check(desk) == []


def test_a_disk_that_is_taken_out_is_missed_and_work_goes_on_when_it_is_back(
    tmp_path: Path, blank_register: Put, opened: Open
) -> None:
    real, place = tmp_path / "real", tmp_path / "disk"
    real.mkdir()
    place.mkdir()
    mount("--bind", real, place)
    try:
        desk = opened(blank_register(place / "reception.db"))
        visit(desk, "a")
        subprocess.run(["umount", "-l", place], check=True)
        for _ in range(2):
            with pytest.raises(RegisterGone) as gone:
                visit(desk, "lost")
            with pytest.raises(RegisterGone):
                visits(desk)
        assert "Không thấy tệp sổ" in told(gone.value)
        assert list(place.iterdir()) == []
        mount("--bind", real, place)
        assert visit(desk, "b") == "LT-2026-0002"
        assert visits(desk) == ["a", "b"]
        assert check(desk) == []
    finally:
        desk.register.close()
        subprocess.run(["umount", "-l", place], check=False)


def test_a_file_that_is_moved_away_takes_no_act_with_it(path: Path, opened: Open) -> None:
    desk = opened(path)
    visit(desk, "a")
    away = path.with_name("away")
    away.mkdir()
    beside = [path.with_name(path.name + end) for end in ("", "-wal", "-shm")]
    for one in beside:
        one.rename(away / one.name)
    with pytest.raises(RegisterGone):
        visit(desk, "lost")
    assert not path.exists()
    for one in beside:
        (away / one.name).rename(one)
    assert visit(desk, "b") == "LT-2026-0002"
    assert visits(desk) == ["a", "b"]
    assert check(desk) == []


def test_a_desk_that_is_open_works_on_in_the_backup_that_was_put_back(path: Path, opened: Open, tmp_path: Path) -> None:
    desk = opened(path)
    visit(desk, "a")
    copy = backup.back_up(desk.register.engine, tmp_path / "copy.db")
    visit(desk, "after the copy")
    backup.restore(copy, url_of(path))
    assert visits(desk) == ["a"]
    assert visit(desk, "b") == "LT-2026-0002"
    assert visits(opened(path)) == ["a", "b"]
    assert check(desk) == []


def test_one_who_listens_hears_that_the_file_went_and_came(
    path: Path, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "_LOOK_SECONDS", 0.02)
    monkeypatch.setattr(changes, "_LISTEN_SECONDS", 0.02)
    desk, stop, heard = opened(path), Event(), Queue[Heard]()
    thread = Thread(target=lambda: [heard.put(one) for one in changes.changes(desk.register, stop)], daemon=True)
    thread.start()
    assert heard.get(timeout=WAIT) == Heard(1)
    path.rename(path.with_name("away"))
    assert isinstance(heard.get(timeout=WAIT).trouble, RegisterGone)
    path.with_name("away").rename(path)
    assert heard.get(timeout=WAIT) == Heard(1)
    visit(desk, "a")
    assert heard.get(timeout=WAIT) == Heard(2)
    stop.set()
    thread.join(WAIT)


def spoil(path: Path, page: int, size: int, rng: random.Random) -> None:
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(rng.randbytes(size))


@pytest.fixture
def filled(path: Path, opened: Open, act: Act) -> Path:
    """The file of a register with work in it and nothing in its log."""
    for n in range(12):
        act("log_visit", people=[{"name": f"Người {n}"}], content=f"Nội dung {n} " * 20)
        act("register_petition", channel="post", petitioners=[{"name": f"Người {n}"}], content="Đơn " * 200)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


def test_whatever_page_is_damaged_the_desk_says_so_and_does_not_break(
    filled: Path, tmp_path: Path, opened: Open
) -> None:
    rng = random.Random(9)
    with closing(sqlite3.connect(filled)) as connection:
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    pages = filled.stat().st_size // size
    found = 0
    for page in [1, 2, *rng.sample(range(3, pages + 1), 12)]:
        copy = tmp_path / f"page-{page}.db"
        shutil.copyfile(filled, copy)
        spoil(copy, page, size, rng)
        trouble: StorageTrouble | None = None
        try:
            desk = opened(copy)
            visits(desk)
            visit(desk, "b")
            found += bool(check(desk))
        except (RegisterDamaged, NotARegister) as damaged:
            trouble = damaged
        if trouble is not None:
            found += 1
            assert page == 1 or isinstance(trouble, RegisterDamaged)
            assert told(trouble)
        copy.unlink()
    # A free page holds nothing that could be missed.
    assert found >= 11


def test_a_desk_that_has_seen_damage_writes_nothing_more_until_a_backup_is_back(
    filled: Path, tmp_path: Path, opened: Open
) -> None:
    desk = opened(filled)
    copy = backup.back_up(desk.register.engine, tmp_path / "copy.db")
    with desk.register.reading() as work:
        root = work.connection.exec_driver_sql(
            "SELECT rootpage FROM sqlite_master WHERE type = 'table' AND name = 'visit'"
        ).scalar_one()
        size = work.connection.exec_driver_sql("PRAGMA page_size").scalar_one()
    desk.register.close()
    spoil(filled, root, size, random.Random(1))
    with pytest.raises(RegisterDamaged) as damaged:
        visits(desk)
    assert "reception check" in told(damaged.value)
    assert "reception restore" in told(damaged.value)
    before = filled.read_bytes()
    command, _ = read_command({"act": "register_petition", "channel": "post", "content": "x"})
    for _ in range(2):
        with pytest.raises(RegisterDamaged):
            execute(desk, command)
    assert filled.read_bytes() == before
    with suppress(FileNotFoundError):
        assert filled.with_name(filled.name + "-wal").stat().st_size == 0
    backup.restore(copy, url_of(filled))
    assert execute(desk, command).no == "D-2026-0013"
    assert len(visits(desk)) == 12
    assert check(desk) == []
