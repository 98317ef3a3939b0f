"""A register that cannot be written for a while: the officer is told, may leave, and nothing that was typed is lost."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from time import monotonic

import pytest
from textual.pilot import Pilot

from reception_tui.config import Settings
from reception_tui.domain.office import Officer
from reception_tui.store import drafts
from reception_tui.store.engine import url_of
from reception_tui.store.register import create_register, open_register
from reception_tui.tui import desk_thread, in_hand
from reception_tui.tui.app import ReceptionApp
from reception_tui.tui.kept_form import KeptForm
from tests.conftest import Clock
from tests.postgres import Server, private_server, why_not
from tests.tui.conftest import TODAY, settled, text_of

SOON = 20
BEFORE = 3


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(in_hand, "HELD_SECONDS", 0.05)
    monkeypatch.setattr(desk_thread, "SOON_SECONDS", 0.05)


async def until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    began = monotonic()
    while not holds():
        assert monotonic() - began < SOON, text_of(pilot)
        await pilot.pause(0.02)


async def typed(pilot: Pilot[None]) -> None:
    """Open a visit form and fill in what it needs."""
    await pilot.press("f2")
    await settled(pilot)
    form = pilot.app.screen
    assert isinstance(form, KeptForm)
    for name, text in (("name", "Nguyen Van A"), ("content", "Hoi ve dat")):
        form.field(name).put(text)
    await settled(pilot)


def visits(place: str) -> int:
    register = open_register(place)
    with register.reading() as work:
        found = len(work.rows("visit"))
    register.close()
    return found


def kept_drafts(place: str) -> list[str]:
    register = open_register(place)
    with register.reading() as work:
        found = [str(one.values["name"]) for one in drafts.every(work.connection)]
    register.close()
    return found


@pytest.fixture
def other(path: Path) -> Iterator[sqlite3.Connection]:
    """Another program that can lock the file."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


async def test_a_save_waits_for_a_locked_file_and_goes_through_when_the_lock_goes(
    path: Path, other: sqlite3.Connection
) -> None:
    app = ReceptionApp(Settings(db=url_of(path), today=TODAY))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await typed(pilot)
        other.execute("BEGIN EXCLUSIVE")
        await pilot.press("f9")
        await until(pilot, lambda: "Đang lưu…" in text_of(pilot))
        assert "locked" not in text_of(pilot)
        other.execute("ROLLBACK")
        await until(pilot, lambda: "LT-2026-0004" in text_of(pilot))
        await settled(pilot)
    assert visits(url_of(path)) == BEFORE + 1


async def test_a_form_whose_save_waits_can_be_left_and_its_draft_is_kept_once_the_lock_goes(
    path: Path, other: sqlite3.Connection
) -> None:
    app = ReceptionApp(Settings(db=url_of(path), today=TODAY))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await typed(pilot)
        other.execute("BEGIN EXCLUSIVE")
        await pilot.press("f9")
        await until(pilot, lambda: "Đang lưu…" in text_of(pilot))
        await pilot.press("f10")
        await until(pilot, lambda: app.screen is app.desk_screen())
        await until(pilot, lambda: "Đang giữ 1 biểu mẫu" in text_of(pilot))
        await pilot.press("f10")
        await pilot.pause()
        assert app.is_running
        assert "Chưa vào sổ" in text_of(pilot)
        other.execute("ROLLBACK")
        await until(pilot, lambda: "đã vào sổ" in text_of(pilot))
        await settled(pilot)
    assert visits(url_of(path)) == BEFORE
    assert kept_drafts(url_of(path)) == ["Nguyen Van A"]


async def test_a_form_that_is_held_comes_back_when_it_is_opened_again_and_leaves_one_draft(
    path: Path, other: sqlite3.Connection
) -> None:
    app = ReceptionApp(Settings(db=url_of(path), today=TODAY))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await typed(pilot)
        other.execute("BEGIN EXCLUSIVE")
        await pilot.press("f10")
        await until(pilot, lambda: app.screen is app.desk_screen())
        await pilot.press("f2")
        await until(pilot, lambda: "Nguyen Van A" in text_of(pilot))
        other.execute("ROLLBACK")
        await settled(pilot)
        await pilot.press("f10")
        await until(pilot, lambda: app.screen is app.desk_screen())
        await settled(pilot)
    assert kept_drafts(url_of(path)) == ["Nguyen Van A"]


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be moved")
async def test_a_file_that_is_gone_is_told_of_and_the_save_goes_through_when_it_is_back(path: Path) -> None:
    app = ReceptionApp(Settings(db=url_of(path), today=TODAY))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await typed(pilot)
        path.rename(path.with_name("away"))
        await pilot.press("f9")
        await until(pilot, lambda: "Không thấy tệp sổ" in text_of(pilot))
        assert "Nguyen Van A" in text_of(pilot)
        await until(pilot, lambda: app._out_of_reach)
        path.with_name("away").rename(path)
        await until(pilot, lambda: "Đã liên lạc lại được với sổ" in text_of(pilot))
        await pilot.press("f9")
        await until(pilot, lambda: "LT-2026-0004" in text_of(pilot))
        await settled(pilot)
    assert visits(url_of(path)) == BEFORE + 1


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be moved")
async def test_what_cannot_be_read_is_not_called_empty(path: Path) -> None:
    app = ReceptionApp(Settings(db=url_of(path), today=TODAY))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        path.rename(path.with_name("away"))
        await pilot.press("f6")
        await settled(pilot)
        assert "BẢNG THEO DÕI" in text_of(pilot)
        assert "Không có việc" not in text_of(pilot)
        assert "Không thấy tệp sổ" in text_of(pilot)
        path.with_name("away").rename(path)
        await until(pilot, lambda: "D-2026-0001" in text_of(pilot))


@pytest.fixture
def own(seed_files: dict[str, str], officer: Officer, clock: Clock) -> Iterator[tuple[Server, str]]:
    """A server of this test's own, and the address of a register on it."""
    if why_not():
        pytest.skip(why_not())
    with private_server() as running:
        url = running.url(running.fresh())
        create_register(url, seed_files, officer, "", clock()).close()
        yield running, url


async def test_a_save_waits_for_a_server_can_be_left_and_the_draft_is_kept_when_it_is_back(
    own: tuple[Server, str],
) -> None:
    server, url = own
    app = ReceptionApp(Settings(db=url, today=TODAY))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await typed(pilot)
        server.stop()
        await pilot.press("f9")
        await until(pilot, lambda: "Đang lưu…" in text_of(pilot))
        await pilot.press("f10")
        await until(pilot, lambda: app.screen is app.desk_screen())
        server.start()
        await until(pilot, lambda: "đã vào sổ" in text_of(pilot))
        assert kept_drafts(url) == ["Nguyen Van A"]
        await pilot.press("f2")
        await until(pilot, lambda: "Nguyen Van A" in text_of(pilot))
        server.stop()
        await pilot.press("f9")
        await until(pilot, lambda: "Đang lưu…" in text_of(pilot))
        server.start()
        await until(pilot, lambda: "LT-2026-0001" in text_of(pilot))
        await settled(pilot)
    assert visits(url) == 1
    assert kept_drafts(url) == []
