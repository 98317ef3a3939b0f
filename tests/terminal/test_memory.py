"""The memory of a desk: no core dump tells it, and sealed words are not in it any more once they are closed."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from denouncers import denouncer
from screen import KEYS, PATIENCE, Terminal

from reception_tui.domain.reference import Reference
from tests.conftest import PIN
from tests.in_process import run
from tests.leak_scan import Hunt, of_person
from tests.memory_image import image

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="memory of processes, as Linux shows it")

DAY = "2026-11-23"
OPENED, TYPED = denouncer(0), denouncer(1)


@pytest.fixture
def core_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the programs of a test leave their core dumps, of any size; skipped where this machine writes none."""
    folder, control = tmp_path / "fell", tmp_path / "control"
    for one in (folder, control):
        one.mkdir()
    before = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (before[1], before[1]))
    ended = subprocess.Popen([sys.executable, "-c", "import os; os.abort()"], cwd=control)
    _, status = os.waitpid(ended.pid, 0)
    if not os.WCOREDUMP(status):
        resource.setrlimit(resource.RLIMIT_CORE, before)
        pattern = Path("/proc/sys/kernel/core_pattern").read_text("utf-8").strip()
        pytest.skip(f"no program leaves a core dump here: limit {before[1]}, pattern {pattern!r}")
    monkeypatch.chdir(folder)
    yield folder
    resource.setrlimit(resource.RLIMIT_CORE, before)


@pytest.fixture
def desk(path: Path, reference: Reference) -> Iterator[Terminal]:
    """A desk on a register with a denunciation."""
    paper = {
        "act": "register_petition", "received_on": DAY, "channel": "post", "petitioners": [OPENED],
        "title": "Đơn tố cáo", "content": f"Tôi là {OPENED['name']}, gọi tôi theo số {OPENED['phone']}",
    }  # fmt: skip
    said = run(path, DAY, reference, "act", "-", "--json", stdin=json.dumps(paper))
    assert json.loads(said.out)["ok"], said
    terminal = Terminal("--db", str(path), "--today", DAY)
    terminal.wait_for("BÀN TIẾP CÔNG DÂN")
    yield terminal
    terminal.kill()


def type_denunciation(desk: Terminal) -> None:
    """Type a denunciation into the form of a petition."""
    desk.type(KEYS["F3"])
    desk.wait_for("VÀO SỔ ĐƠN")
    who = TYPED
    # The year of birth stands in the number.
    desk.type(f"{who['id_number']}\r{who['name']}\r\r{who['phone']}\r{who['address']}\r\r\r\r\r")
    desk.type(f"Đơn tố cáo\rTôi là {who['name']}")
    desk.wait_for(who["phone"], who["address"], f"Tôi là {who['name']}")


def read_sealed(desk: Terminal) -> None:
    """Open the sealed words and look at them."""
    desk.type(f"{KEYS['F7']}D-2026-0001\r")
    desk.wait_for("ĐƠN D-2026-0001")
    desk.type(KEYS["F4"])
    desk.wait_for("VIỆC CÓ THỂ LÀM")
    desk.type("open_identity\r")
    desk.wait_for("Lý do")
    desk.type(f"ban giao\r{PIN}{KEYS['F9']}")
    desk.wait_for(OPENED["name"], OPENED["phone"])


def close_all(desk: Terminal) -> None:
    """Go back to the bottom of the stack."""
    for _ in range(3):
        desk.type(KEYS["ESC"])
        desk.read(0.3)
    desk.wait_for("BÀN TIẾP CÔNG DÂN")


def told_of(desk: Terminal, who: dict[str, Any]) -> set[str]:
    """Return what the memory of a desk tells of somebody: their name, a number, the address."""
    pieces = list(image(desk.pid))
    return {found.what for found in Hunt(of_person(who)).as_kept(pieces, "memory")}


@pytest.mark.parametrize("ending", [signal.SIGSEGV, signal.SIGABRT], ids=["fault", "abort"])
def test_a_desk_that_holds_secrets_and_falls_leaves_no_core_dump(
    core_folder: Path, desk: Terminal, ending: signal.Signals
) -> None:
    read_sealed(desk)
    close_all(desk)
    type_denunciation(desk)
    os.kill(desk.pid, ending)
    _, status = os.waitpid(desk.pid, 0)
    assert os.WTERMSIG(status) == ending
    assert not os.WCOREDUMP(status)
    assert [*core_folder.iterdir()] == []


def test_words_that_were_opened_are_gone_from_memory_once_they_are_closed_and_the_desk_is_covered(
    desk: Terminal,
) -> None:
    read_sealed(desk)
    assert told_of(desk, OPENED) == {"name", "id_number", "phone", "address"}
    close_all(desk)
    desk.type(KEYS["F12"])
    desk.wait_for("BÀN TIẾP CÔNG DÂN", gone=True)
    ends = time.monotonic() + PATIENCE
    while (told := told_of(desk, OPENED)) and time.monotonic() < ends:
        desk.read(0.5)
    assert told == set()
