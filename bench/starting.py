"""Part: how soon the program stands, against bare Python, a blank Textual app and other terminal programs."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from bench.lives import ROLES
from bench.table import Measure
from bench.terminals import BLANK, PATIENCE, PEERS, Case, in_terminal, painted, run_after, shown_after
from reception_tui.config import OFFICE_ZONE
from reception_tui.domain.office import Officer
from reception_tui.store.engine import url_of
from reception_tui.store.reference.files import read_files
from reception_tui.store.register import create_register

TODAY = "2026-11-23"
SETTLE_SECONDS = 4.0


def measure_start(db: Path, rounds: int, peers: Path | None) -> Iterator[Measure]:
    """Yield the rows of start-up: each round starts every case once."""
    python = sys.executable
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "blank.py").write_text(BLANK, encoding="utf-8")
        program = (python, "-m", "reception_tui", "--db", str(db), "--today", TODAY)
        blank = Case("blank", (python, str(home / "blank.py")), ("stands now",))
        desk = Case("desk", program, ("RECEPTION DESK", "D-20"), officer="lan")
        who = Case("sign-in", program, ("RECEPTION DESK", "Cuong"))
        others = _peers(peers, home, db)
        bare, help_ = [], []
        for _ in range(rounds):
            bare.append(run_after((python, "-c", "pass")))
            help_.append(run_after((python, "-m", "reception_tui", "--help")))
            for case in (blank, desk, who, *others):
                # A peer that showed nothing once is not waited for again.
                if all(case.times):
                    case.times.append(shown_after(case, str(home)))
    yield Measure("`reception --help`", "Python không", _ms(help_), _ms(bare), bar=2.0)
    floor = _first(blank)
    yield Measure("hình đầu tiên · *first paint*", "Textual trống", _first(desk), floor, bar=1.25)
    yield Measure("dòng đầu tiên: bút tích cuối · *first rows*", "Textual trống", _at(desk, 1), floor, bar=1.5)
    yield Measure("dòng đầu tiên: ai đăng nhập · *who signs in*", "Textual trống", _at(who, 1), floor, bar=1.5)
    for case in others:
        if any(case.times):
            yield Measure("hình đầu tiên · *first paint*", case.name, _first(desk), _first(case))
    missing = sorted(set(PEERS) - {case.name for case in others if any(case.times)})
    if missing:
        yield Measure(
            "hình đầu tiên",
            ", ".join(missing),
            _first(desk),
            0,
            why="không đo được: không có ở máy, hoặc không hiện hình; `--peers DIR`, vit cần Taskwarrior",
        )


def _peers(folder: Path | None, home: Path, db: Path) -> list[Case]:
    if folder is None:
        return []
    csv = home / "rows.csv"
    csv.write_text("who,what\n" + "nobody,nothing\n" * 1000, encoding="utf-8")
    found = []
    for name, (command, shown) in PEERS.items():
        program = folder / command[0]
        if program.exists() and (name != "vit" or _tasks(home)):
            told = [part.format(csv=csv, db=db) for part in command[1:]]
            found.append(Case(name, (str(program), *told), (shown,)))
    return found


def _tasks(home: Path) -> bool:
    """Give vit a few tasks; tell whether Taskwarrior, on which it stands, is there."""
    if shutil.which("task") is None:
        return False
    # Without settings of its own vit asks whether to make them.
    (home / ".vit").mkdir()
    (home / ".vit" / "config.ini").touch()
    (home / ".taskrc").write_text(f"data.location={home / '.task'}\nconfirmation=off\n", encoding="utf-8")
    for number in range(20):
        add = ("task", "add", f"nothing {number}", "priority:H")
        subprocess.run(add, check=False, env=os.environ | {"HOME": str(home)}, capture_output=True)
    return True


def _first(case: Case) -> float:
    return _at(case, 0)


def _at(case: Case, mark: int) -> float:
    return _ms([one[mark] for one in case.times if len(one) > mark] or [float("nan")])


def _ms(seconds: list[float]) -> float:
    return statistics.median(seconds) * 1000


def measure_memory(great: Path, size: int) -> Iterator[Measure]:
    """Yield how much memory the open desk takes on a great register, against an empty one."""
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder) / "empty.db"
        at = datetime(2026, 11, 23, 7, tzinfo=OFFICE_ZONE)
        create_register(url_of(empty), read_files(), Officer("lan", "Lan", ROLES), "", at).close()
        small, large = (statistics.median(_resident(db) for _ in range(3)) for db in (empty, great))
    what = f"bộ nhớ của bàn đang mở, {size:,} đơn · *memory*".replace(",", ".")
    yield Measure(what, "sổ trống", large, small, bar=1.3, unit="MB")


def _resident(db: Path) -> float:
    """Return the megabytes that the desk holds once its lists are there and it has come to rest."""
    command = (sys.executable, "-m", "reception_tui", "--db", str(db), "--today", TODAY)
    with tempfile.TemporaryDirectory() as home, in_terminal(command, home, "lan") as (pid, fd):
        seen, until = b"", time.monotonic() + PATIENCE
        while b"Last number" not in seen and time.monotonic() < until:
            seen += painted(fd, 0.2)
        rest = time.monotonic() + SETTLE_SECONDS
        while time.monotonic() < rest:
            painted(fd, 0.2)
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024
