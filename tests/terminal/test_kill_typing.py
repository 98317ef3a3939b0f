"""kill -9 while somebody types: when the form is opened again, at most the last two seconds are missing."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from nacl.secret import SecretBox
from screen import KEYS, Terminal

pytestmark = pytest.mark.terminal

LOST_AT_MOST = 2.0
"""Seconds of typing that a kill may cost."""

FEW, MANY, SIDE_BY_SIDE = 4, 200, 4
LONGEST = 6.0
SHORTEST = 3
FORM = "GHI LƯỢT TIẾP"
STORY = (
    "Ông trình bày: năm 1998 gia đình khai hoang thửa đất số 118, tờ bản đồ số 24, canh tác ổn định đến nay. "
    "Ngày 12/5/2026 UBND xã ra quyết định thu hồi mà không kiểm đếm cây trồng, không niêm yết phương án. "
)
WHAT_IS_TYPED = (
    ("id_number", "051058001234"),
    ("name", "Trần Thị Mai Hương"),
    ("commune", ""),
    ("phone", "0905123456"),
    ("address", "12 Phan Bội Châu, tổ 4, thôn Đông Yên"),
    ("head_count", ""),
    ("content", STORY * 3),
)
"""The fields in their order; between them is one Enter."""


class Typist:
    """Somebody who types a visit at a pace of their own, and remembers when each letter was seen.

    On a machine that has other work the desk may be behind the hands: what it has not shown yet nobody takes for kept.
    """

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.waiting: deque[tuple[str, str]] = deque()
        self.seen: list[tuple[float, str, str]] = []

    def type_for(self, desk: Terminal, seconds: float) -> float:
        """Type until the time is over; return the moment of the kill."""
        ends = time.monotonic() + seconds
        pace = self.dice.choice((0.004, 0.03, 0.1))
        for name, text in WHAT_IS_TYPED:
            for i in range(len(text) + 1):
                if time.monotonic() >= ends:
                    return time.monotonic()
                if i < len(text):
                    desk.type(text[i])
                    self.waiting.append((name, text[: i + 1]))
                else:
                    desk.type(KEYS["ENTER"])
                desk.read(pace * self.dice.uniform(0.5, 1.5))
                self._look(desk)
                if self.dice.random() < 0.01:
                    desk.read(min(self.dice.uniform(0.3, 1.2), max(0.0, ends - time.monotonic())))
        return time.monotonic()

    def _look(self, desk: Terminal) -> None:
        """Note what stands before the cursor by now; the first letters of a word could be those of another."""
        before = desk.before_cursor()
        found = next((i for i, (_, text) in enumerate(self.waiting) if _is_before(text, before)), -1)
        for _ in range(found + 1):
            self.seen.append((time.monotonic(), *self.waiting.popleft()))

    def seen_by(self, moment: float) -> dict[str, str]:
        """Return what the fields were seen to hold at a moment."""
        return {name: text for at, name, text in self.seen if at <= moment}


def _is_before(text: str, before: str) -> bool:
    word = text.rpartition(" ")[2]
    return len(word) >= SHORTEST and before.endswith(word)


def draft_of(register_file: Path) -> dict[str, str]:
    """Return the draft that the register holds, read behind the program's back."""
    with closing(sqlite3.connect(f"{register_file.as_uri()}?mode=ro", uri=True)) as connection:
        rows = connection.execute("SELECT body FROM draft").fetchall()
    assert len(rows) <= 1, "one form left several drafts"
    if not rows:
        return {}
    key = (Path.home() / ".local/share/reception/desk.key").read_bytes()
    found: dict[str, str] = json.loads(SecretBox(key).decrypt(bytes.fromhex(rows[0][0])))
    return found


def run_until_killed(seed: int, register_file: Path) -> None:
    """Type, kill at a random moment, open again, and look for what had been typed two seconds before."""
    dice = random.Random(seed)
    arguments = ("--db", str(register_file), "--today", "2026-11-23", "--lang", "vi")
    desk = Terminal(*arguments)
    try:
        desk.wait_for("Hôm nay chưa tiếp ai")
        desk.type(KEYS["F2"])
        desk.wait_for(FORM)
        typist = Typist(dice)
        killed = typist.type_for(desk, dice.uniform(0.2, LONGEST))
    finally:
        desk.kill()
    kept = draft_of(register_file)
    for name, text in typist.seen_by(killed - LOST_AT_MOST).items():
        assert len(kept.get(name, "")) >= len(text), (seed, name, text, kept.get(name))
    for name, text in WHAT_IS_TYPED:
        assert not text or text.startswith(kept.get(name, "")), (seed, name, kept.get(name))
    look_again(arguments, kept)


def look_again(arguments: tuple[str, ...], kept: dict[str, str]) -> None:
    """Open the form again: it says that a draft is back, and shows its first fields."""
    desk = Terminal(*arguments)
    try:
        desk.wait_for("Hôm nay chưa tiếp ai")
        desk.type(KEYS["F2"])
        shown = [kept[name].strip() for name in ("id_number", "name", "phone", "address") if kept.get(name)]
        desk.wait_for(FORM, *shown, *(("^X",) if kept else ()))
    finally:
        desk.kill()


def run_side_by_side(seeds: range, register_file: Path, folder: Path) -> None:
    """Type at several desks at once, each with a register of its own."""
    with ThreadPoolExecutor(SIDE_BY_SIDE) as typists:
        under_way = []
        for seed in seeds:
            own = folder / f"{seed}.db"
            shutil.copyfile(register_file, own)
            under_way.append(typists.submit(run_until_killed, seed, own))
        failed = [str(one.exception()) for one in under_way if one.exception() is not None]
    assert failed == [], f"{len(failed)} of {len(under_way)}"


def test_a_kill_costs_at_most_two_seconds_of_typing(register_file: Path, tmp_path: Path) -> None:
    run_side_by_side(range(FEW), register_file, tmp_path)


@pytest.mark.slow
def test_two_hundred_kills_cost_at_most_two_seconds_of_typing_each(register_file: Path, tmp_path: Path) -> None:
    run_side_by_side(range(1000, 1000 + MANY), register_file, tmp_path)


def test_a_kill_in_the_middle_of_a_roster_leaves_who_is_named_and_the_line_that_is_typed(register_file: Path) -> None:
    arguments = ("--db", str(register_file), "--today", "2026-11-23", "--lang", "vi")
    desk = Terminal(*arguments)
    try:
        desk.wait_for("Hôm nay chưa tiếp ai")
        desk.type(KEYS["F2"] + "\rNgười Đầu\r\r\r\r\r\r30\r")
        desk.wait_for("DANH SÁCH ĐOÀN")
        for i in range(8):
            desk.type(f"Người Thứ {i}\r")
        desk.type("Người Đang Gõ")
        desk.wait_for("Người Thứ 7", "Người Đang Gõ")
        desk.read(LOST_AT_MOST)
    finally:
        desk.kill()
    desk = Terminal(*arguments)
    try:
        desk.wait_for("Hôm nay chưa tiếp ai")
        desk.type(KEYS["F2"])
        desk.wait_for("DANH SÁCH ĐOÀN", "Người Thứ 0", "Người Thứ 7", "Người Đang Gõ")
        desk.type(KEYS["ESC"])
        desk.wait_for(FORM, "Người Đầu", "30")
    finally:
        desk.kill()
