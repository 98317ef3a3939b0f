"""A morning at the counter, typed through a real terminal at 80×24."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from screen import KEYS, ROOT, Terminal

OPENED = "Hôm nay chưa tiếp ai"
Open = Callable[..., Terminal]


def reception(register_file: Path, *arguments: str) -> Any:
    """Return the JSON answer of one command on the register."""
    command = [sys.executable, "-m", "reception_tui", *arguments, "--db", str(register_file), "--today", "2026-11-23"]
    run = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        timeout=60,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
    )
    assert run.returncode in (0, 1), run.stderr
    return json.loads(run.stdout)


def burst(*words: str) -> str:
    """Return text as an input method sends it: plain letters, backspaces, and the letters with marks, in one go."""
    return " ".join(f"{plain}{KEYS['BS'] * len(tail)}{tail}" for plain, tail in (word.split("|") for word in words))


@pytest.mark.parametrize("pace", [0.0, 0.001, 0.005, 0.02], ids=["one burst", "1 ms", "5 ms", "20 ms"])
def test_vietnamese_typed_as_bursts_stands_in_its_field_as_it_was_meant(open_desk: Open, pace: float) -> None:
    desk = open_desk()
    desk.wait_for(OPENED)
    keys = KEYS["F2"] + "\r" + "nguoi\x7f\x7f\x7fười Duc\x7f\x7fức" + "\r1971\r"
    if pace:
        for key in split_keys(keys):
            desk.type(key)
            desk.read(pace)
    else:
        desk.type(keys)
    shown = desk.wait_for("Họ và tên người Đức".replace("Đ", "D"), "1971")
    assert "nguoi" not in shown


def split_keys(text: str) -> list[str]:
    """Return the keys of a stream one by one; an escape sequence is one key."""
    found: list[str] = []
    rest = text
    while rest:
        key = next((code for code in KEYS.values() if len(code) > 1 and rest.startswith(code)), rest[0])
        found.append(key)
        rest = rest[len(key) :]
    return found


def test_keys_typed_before_the_form_is_there_are_not_lost(open_desk: Open) -> None:
    desk = open_desk()
    desk.type(KEYS["F2"] + "051082001234\rTran Van Ba\r")
    desk.wait_for("051082001234", "Tran Van Ba", "1982")


def test_a_scanned_number_ends_in_its_own_field(open_desk: Open) -> None:
    desk = open_desk()
    desk.wait_for(OPENED)
    desk.type(KEYS["F2"])
    desk.wait_for("GHI LƯỢT TIẾP")
    desk.type("051082001234\rabc")
    shown = desk.wait_for("Họ và tên abc")
    assert "051082001234abc" not in shown


def test_an_error_keeps_what_was_typed_and_later_keys_do_not_act(open_desk: Open, register_file: Path) -> None:
    desk = open_desk()
    desk.wait_for(OPENED)
    desk.type(KEYS["F2"] + "12345\r" + KEYS["F9"])
    desk.wait_for("✗", "12345")
    assert "GHI LƯỢT TIẾP" in desk.text()
    assert reception(register_file, "find", "12345", "--json")["hits"] == []


def test_a_form_that_is_left_comes_back_as_it_was(open_desk: Open) -> None:
    desk = open_desk()
    desk.wait_for(OPENED)
    desk.type(KEYS["F2"] + "\rPhạm Thị Sáu\r1950\r")
    desk.wait_for("Phạm Thị Sáu", "1950")
    desk.type(KEYS["ESC"])
    desk.wait_for(OPENED)
    desk.type(KEYS["F2"])
    desk.wait_for("Phạm Thị Sáu", "1950", "^X")


def test_a_visit_a_delegation_a_petition_and_its_forwarding_are_on_the_nights_page(
    open_desk: Open, register_file: Path
) -> None:
    desk = open_desk()
    desk.wait_for(OPENED)

    desk.type(KEYS["F2"] + "051082001234\r" + burst("Duong|ường").replace("D", "Đ") + " Văn An\rsơn hạ\r\r\r\r")
    desk.wait_for("Đường Văn An", "Xã Sơn Hạ")
    desk.type("Hỏi về giá bồi thường đất\r\rgiai thich\r" + KEYS["F9"])
    desk.wait_for("LT-2026-0001", "BÀN TIẾP CÔNG DÂN")

    desk.type(KEYS["F2"] + "\rLê Thị Bé\r1965\r\r\r\r\r12\r")
    desk.wait_for("DANH SÁCH ĐOÀN ĐÔNG NGƯỜI", "1/12")
    for i in range(11):
        desk.type(f"{'*' if i == 0 else ''}Người Thứ {i}; 19{60 + i}\r")
    desk.wait_for("12/12", "★ Người Thứ 0", "✓")
    desk.type(KEYS["F9"])
    desk.wait_for("GHI LƯỢT TIẾP", "Giấy cử đại diện")
    desk.type("\rĐoàn về dự án tái định cư\r\rnhan don\r" + KEYS["F9"])
    desk.wait_for("VÀO SỔ ĐƠN", "LT-2026-0002")

    desk.type(KEYS["F9"])
    desk.wait_for("ĐƠN D-2026-0001", "Người Thứ 0 ★")
    desk.type(KEYS["CTRL_L"])
    desk.wait_for("PHÂN LOẠI D-2026-0001")
    desk.type("kn\r\rdat\rco\r")
    desk.wait_for("Đất đai")
    desk.type("khong thuoc\r" + KEYS["F9"])
    desk.wait_for("ĐƠN D-2026-0001", "khiếu nại", "QUÁ TRÌNH XỬ LÝ")
    desk.type(KEYS["F5"])
    desk.wait_for("CHUYỂN ĐƠN D-2026-0001")
    desk.type("binh son\r\r15/PC-BTCD\r" + KEYS["F9"])
    desk.wait_for("ĐƠN D-2026-0001", "UBND xã Bình Sơn", "15/PC-BTCD")

    page = reception(register_file, "summary", "--json")
    assert page["visits"]["visits"] == 2
    assert page["visits"]["people"] == 13
    assert page["visits"]["delegations"] == 1
    assert page["visits"]["delegation_people"] == 12
    assert page["petitions"]["received"] == page["petitions"]["complaint"] == 1
    assert page["referrals"] == {"sent": 1, "answered": 0, "open": 1}
    assert page["balance"]["balances"] is True
    assert reception(register_file, "check", "--json")["findings"] == []


def test_the_screen_is_hidden_at_once_and_comes_back(open_desk: Open) -> None:
    desk = open_desk()
    desk.wait_for(OPENED)
    desk.type(KEYS["F2"] + "\rĐặng Bí Mật\r")
    desk.wait_for("Đặng Bí Mật")
    desk.type(KEYS["F12"])
    desk.wait_for("Đặng Bí Mật", gone=True)
    desk.type(KEYS["F12"])
    desk.wait_for("Đặng Bí Mật")


def test_the_terminal_is_not_asked_for_every_key(open_desk: Open) -> None:
    desk = open_desk()
    desk.wait_for(OPENED)
    assert b"\x1b[>" not in desk.painted or b"u" not in desk.painted.split(b"\x1b[>", 1)[1][:4]
