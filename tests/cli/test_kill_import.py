"""The plug is pulled while a spreadsheet is taken in: all of it is there, or nothing, and the file can come again."""

from __future__ import annotations

import random
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.cli.conftest import PROGRAM, Reception

FEW, MANY = 400, 3000
_QUICK = 0.002


def spreadsheet(folder: Path, rows: int) -> Path:
    """Return a reception book of so many visits, no two of them alike."""
    lines = ["STT;Ngày tiếp;Họ và tên;Địa chỉ;Nội dung"]
    for n in range(1, rows + 1):
        day = f"{n % 28 + 1:02}/{n % 12 + 1:02}/2025"
        lines.append(f"{n};{day};Người Thứ {n};thôn {n}, xã Tịnh Hòa;Hỏi việc số {n} của thửa {n * 7}")
    path = folder / "so-tiep.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def start(reception: Reception, sheet: Path) -> subprocess.Popen[bytes]:
    """Begin to take the spreadsheet in."""
    return subprocess.Popen(
        [*PROGRAM, "import", str(sheet), "--book", "visits", "--commit", "--json",
         "--db", str(reception.db), "--today", reception.day],
        stdout=subprocess.DEVNULL,
        env=reception.environment(),
        cwd=reception.folder,
    )  # fmt: skip


def killed(child: subprocess.Popen[bytes], seconds: float, log: Path | None = None) -> bool:
    """Kill the program after so long, or at once when its log begins to grow; tell whether it was still at work."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and child.poll() is None:
        if log is not None and log.exists() and log.stat().st_size:
            break
        try:
            child.wait(_QUICK)
        except subprocess.TimeoutExpired:
            continue
    child.send_signal(signal.SIGKILL)
    return child.wait() == -signal.SIGKILL


def visits(reception: Reception) -> int:
    """Return how many visits the register holds."""
    return int(reception.rows("SELECT count(*) FROM visit")[0][0])


def kill_again_and_again(reception: Reception, rows: int, times: int, seed: int) -> None:
    """Kill the import so many times on one register, every other time in its commit; then let it finish."""
    sheet, dice = spreadsheet(reception.folder, rows), random.Random(seed)
    log = reception.db.with_name(reception.db.name + "-wal")
    caught = longest = 0.0
    for turn in range(times):
        began = time.monotonic()
        if turn % 2 == 0:
            caught += killed(start(reception, sheet), 60.0, log)
            longest = max(longest, time.monotonic() - began)
        else:
            caught += killed(start(reception, sheet), dice.uniform(0.2, 1.0) * longest)
        held = {table: reception.rows(f"SELECT count(*) FROM {table}")[0][0] for table in ("visit", "visit_person")}
        assert set(held.values()) in ({0}, {rows}), held
        assert len(reception.rows("SELECT no FROM entry WHERE act = 'import_batch'")) == held["visit"] // rows
        if held["visit"]:
            break
    assert caught, "it was never killed in the middle"
    reception.run("import", sheet, "--book", "visits", "--commit")
    assert visits(reception) == rows, "all of it is there"
    report = reception.ask("import", sheet, "--book", "visits", "--commit")
    assert (report["ok"], len(report["duplicates"]), visits(reception)) == (0, rows, rows), "and nothing twice"
    reception.clean()


def test_killed_in_the_middle_nothing_is_half_taken_in(reception: Reception) -> None:
    kill_again_and_again(reception, FEW, 2, 1)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 7))
def test_killed_at_many_moments_nothing_is_half_taken_in(reception: Reception, seed: int) -> None:
    kill_again_and_again(reception, MANY, 8, seed)
