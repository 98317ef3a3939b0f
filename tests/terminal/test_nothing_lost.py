"""A half-filled form comes back: the terminal closed, the screen locked, the disk full, the desk handed over."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

import pytest
from screen import KEYS, ROOT, Terminal
from streams import Program

from reception_tui.config import OFFICE_ZONE
from reception_tui.desk.opening import FIRST_ROLES
from reception_tui.desk.pins import hash_pin
from reception_tui.domain.office import Officer
from reception_tui.store.reference.files import read_files
from reception_tui.store.register import create_register

OPENED = "Hôm nay chưa tiếp ai"
FORM = "GHI LƯỢT TIẾP"
LOCKED = "Màn hình đang ẩn"
HALF = KEYS["F2"] + "\rTrần Thị Bưởi\r1950\r"
SHOWN = ("Trần Thị Bưởi", "1950")
PIN = "4711"
SHIFT_F4 = "\x1b[1;2S"
NOW = datetime(2026, 11, 23, 7, 0, tzinfo=OFFICE_ZONE)
DISK = "12m"
Open = Callable[..., Terminal]
pytestmark = pytest.mark.terminal


def open_again(open_desk: Open, *shown: str) -> Terminal:
    """Open the desk and the form, and look that it is as it was."""
    desk = open_desk()
    desk.wait_for(OPENED)
    desk.type(KEYS["F2"])
    desk.wait_for(FORM, *shown, "^X")
    return desk


def test_a_form_comes_back_to_the_last_letter_when_the_terminal_is_closed(open_desk: Open) -> None:
    desk = open_desk()
    desk.wait_for(OPENED)
    desk.type(HALF + "\rSơn Hạ\r")
    desk.wait_for(*SHOWN, "Xã Sơn Hạ")
    # The draft of a second ago holds none of what comes now.
    desk.read(1.5)
    desk.type("0905")
    desk.wait_for("0905")
    assert os.WTERMSIG(desk.close()) == signal.SIGHUP
    open_again(open_desk, *SHOWN, "0905")


def test_a_form_comes_back_to_the_last_letter_when_the_machine_goes_down(open_desk: Open) -> None:
    desk = open_desk()
    desk.wait_for(OPENED)
    desk.type(HALF)
    desk.wait_for(*SHOWN)
    os.kill(desk.pid, signal.SIGTERM)
    assert os.WEXITSTATUS(desk.ended()) == 128 + signal.SIGTERM
    open_again(open_desk, *SHOWN)


def test_a_form_that_was_hidden_by_key_is_as_it_was_and_survives_a_kill(open_desk: Open) -> None:
    desk = open_desk()
    desk.wait_for(OPENED)
    desk.type(HALF)
    desk.wait_for(*SHOWN)
    desk.type(KEYS["F12"])
    assert SHOWN[0] not in desk.wait_for(LOCKED)
    desk.type(KEYS["F12"])
    desk.wait_for(FORM, *SHOWN)
    desk.type(KEYS["F12"])
    desk.wait_for(LOCKED)
    desk.kill()
    open_again(open_desk, *SHOWN)


def test_a_form_that_was_locked_by_time_opens_with_the_pin_and_survives_a_kill(tmp_path: Path) -> None:
    place = tmp_path / "locking.db"
    officer = Officer("lan", "Nguyễn Thị Lan", FIRST_ROLES)
    create_register(f"sqlite:///{place}", read_files(), officer, hash_pin(PIN), NOW).close()
    arguments = ("--db", str(place), "--today", "2026-11-23", "--lang", "vi")
    desk = Program("idle", *arguments)
    try:
        desk.wait_for("ĐĂNG NHẬP", "Nguyễn Thị Lan")
        desk.type(f"lan\r{PIN}\r")
        desk.wait_for(OPENED)
        desk.type(HALF)
        desk.wait_for(*SHOWN)
        os.kill(desk.pid, signal.SIGUSR1)
        assert SHOWN[0] not in desk.wait_for(LOCKED)
        desk.type("1111\r")
        desk.wait_for("Mã PIN không đúng")
        assert SHOWN[0] not in desk.text()
        desk.type(f"{PIN}\r")
        desk.wait_for(FORM, *SHOWN)
        os.kill(desk.pid, signal.SIGUSR1)
        desk.wait_for(LOCKED)
    finally:
        desk.kill()
    desk = Terminal(*arguments)
    try:
        desk.wait_for("ĐĂNG NHẬP", "Nguyễn Thị Lan")
        desk.type(f"lan\r{PIN}\r")
        desk.wait_for(OPENED)
        desk.type(KEYS["F2"])
        desk.wait_for(FORM, *SHOWN, "^X")
    finally:
        desk.kill()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a few megabytes; only root may make one."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = shutil.which("mount")
    made = mount and subprocess.run(
        [mount, "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", str(place)], capture_output=True, check=False
    )
    if not made or made.returncode:
        pytest.skip("a small disk can only be made by root on Linux")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def fill(place: Path) -> None:
    """Write a file until there is no room for more of it."""
    with suppress(OSError), place.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))


def test_a_full_disk_is_said_and_the_form_comes_back(small_disk: Path) -> None:
    place = small_disk / "reception.db"
    officer = Officer("lan", "Nguyễn Thị Lan", FIRST_ROLES)
    create_register(f"sqlite:///{place}", read_files(), officer, "", NOW).close()
    desk = Terminal("--db", str(place), "--today", "2026-11-23", "--lang", "vi")
    filler = small_disk / "filler"
    try:
        desk.wait_for(OPENED)
        desk.type(KEYS["F2"])
        desk.wait_for(FORM)
        fill(filler)
        desk.type(HALF.removeprefix(KEYS["F2"]))
        shown = desk.wait_for(*SHOWN, "đầy")
        assert "Traceback" not in shown
        # The form may be left and comes back, though the register cannot take it.
        desk.type(KEYS["ESC"])
        desk.wait_for(OPENED)
        desk.type(KEYS["F2"])
        desk.wait_for(FORM, *SHOWN)
        filler.unlink()
        desk.type(KEYS["ESC"])
        desk.wait_for(OPENED)
        desk.kill()
        desk = Terminal("--db", str(place), "--today", "2026-11-23", "--lang", "vi")
        desk.wait_for(OPENED)
        desk.type(KEYS["F2"])
        desk.wait_for(FORM, *SHOWN, "^X")
    finally:
        desk.kill()


@pytest.mark.parametrize("left", [False, True], ids=["open form, closed terminal", "left form, machine going down"])
def test_what_the_register_could_not_take_is_kept_sealed_and_comes_back(
    open_desk: Open, register_file: Path, *, left: bool
) -> None:
    desk = open_desk()
    desk.wait_for(OPENED)
    desk.type(KEYS["F2"])
    desk.wait_for(FORM)
    with closing(sqlite3.connect(register_file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        desk.type(HALF.removeprefix(KEYS["F2"]))
        desk.wait_for(*SHOWN)
        if left:
            desk.type(KEYS["ESC"])
            desk.wait_for(OPENED)
            os.kill(desk.pid, signal.SIGTERM)
            desk.ended()
        else:
            desk.close()
    held = sorted((Path(os.environ["HOME"]) / ".local/share/reception/held").iterdir())
    assert [stat.S_IMODE(file.stat().st_mode) for file in held] == [0o600]
    assert "Bưởi" not in (body := held[0].read_text())
    assert "Bưởi".encode().hex() not in body
    open_again(open_desk, *SHOWN)
    assert not held[0].exists()


# Several visitors at once, and another officer


def sit_down(place: Path, officer: str) -> Terminal:
    """Open the desk for an officer who has no PIN."""
    desk = Terminal("--db", str(place), "--today", "2026-11-23", "--lang", "vi")
    desk.wait_for("ĐĂNG NHẬP", "Trần Minh")
    desk.type(f"{officer}\r\r")
    desk.wait_for("BÀN TIẾP CÔNG DÂN", "Lượt tiếp hôm nay")
    return desk


def open_unfinished(desk: Terminal) -> str:
    """Open the list of forms put aside."""
    desk.type(KEYS["F4"] + "chua xong\r")
    return desk.wait_for("CHƯA XONG")


def test_visitors_are_put_aside_and_taken_up_again_and_one_goes_to_another_officer(
    register_file: Path,
) -> None:
    minh = json.dumps({"act": "change_officer", "code": "minh", "name": "Trần Minh", "roles": ["receiver"]})
    command = [sys.executable, "-m", "reception_tui", "act", "-", "--json", "--db", str(register_file)]
    subprocess.run(command, input=minh, text=True, check=True, capture_output=True, cwd=ROOT)
    desk = sit_down(register_file, "lan")
    try:
        desk.type(HALF)
        desk.wait_for(*SHOWN)
        # The next two come while the first looks for a paper.
        desk.type(KEYS["F2"] + "\rLê Văn Hai\r1961\r")
        desk.wait_for("Lê Văn Hai", "1961")
        desk.type(KEYS["F2"] + "\rPhạm Ba\r1972\r")
        desk.wait_for("Phạm Ba", "1972")
        desk.type(KEYS["ESC"])
        desk.wait_for("BÀN TIẾP CÔNG DÂN")
        shown = open_unfinished(desk)
        assert shown.index("Phạm Ba") < shown.index("Lê Văn Hai") < shown.index(SHOWN[0])
        # The second one is taken up again and finished.
        desk.type(KEYS["DOWN"] + "\r")
        desk.wait_for(FORM, "Lê Văn Hai", "1961")
        desk.type("\r" * 5 + "Hỏi đất\r\rgiai" + KEYS["F9"])
        desk.wait_for("CHƯA XONG", "LT-2026-0001")
        # The first one, now the last in the list, goes to the other officer.
        desk.type(KEYS["DOWN"])
        desk.read(0.3)
        desk.type(SHIFT_F4)
        desk.wait_for("BÀN GIAO CHO", "Trần Minh")
        desk.type("\r")
        desk.wait_for("minh ← lan")
    finally:
        desk.kill()
    desk = sit_down(register_file, "minh")
    try:
        desk.wait_for("bàn giao")
        open_unfinished(desk)
        desk.wait_for("Phạm Ba", f"minh ← lan         lượt tiếp      {SHOWN[0]}")
        desk.type(KEYS["DOWN"] + "\r")
        desk.wait_for(FORM, *SHOWN)
        desk.type("\r" * 5 + "Nộp thêm giấy tờ\r\rgiai" + KEYS["F9"])
        desk.wait_for("LT-2026-0002")
    finally:
        desk.kill()
    with closing(sqlite3.connect(register_file)) as connection:
        kept = connection.execute(
            """SELECT visit.officer, person.name, content, result FROM visit JOIN visit_person ON visit_id = visit.id
            JOIN person ON person_id = person.id ORDER BY visit.id"""
        ).fetchall()
    assert kept == [
        ("lan", "Lê Văn Hai", "Hỏi đất", "explained"),
        ("minh", SHOWN[0], "Nộp thêm giấy tờ", "explained"),
    ]
