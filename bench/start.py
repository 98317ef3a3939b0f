"""How soon the desk stands: --help against a bare Python, first paint and first rows against a blank Textual app.

Each round starts every case once, one after the other, so that what else the machine does falls on all alike. Peers
that are given (`--peers FOLDER` of their programs) are started in the same rounds.

Run: python bench/start.py [--rounds N] [--db REGISTER] [--peers FOLDER]
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 30.0
COLUMNS, ROWS = 80, 24
BLANK = """
from textual.app import App
from textual.widgets import Static

class Blank(App):
    def compose(self):
        yield Static("stands now")

Blank().run()
"""
PEERS = {
    "vit": (("vit",), "Priority"),
    "visidata": (("vd", "{csv}"), "nobody"),
    "harlequin": (("harlequin", "-a", "sqlite", "{db}"), "Query Editor"),
    "posting": (("posting",), "Send"),
}
"""What starts each peer, and a text that stands on its first screen."""


@dataclass(frozen=True, slots=True)
class Case:
    """A program in a terminal and the texts whose appearing is timed, in order."""

    name: str
    command: Sequence[str]
    marks: Sequence[str]
    times: list[list[float]] = field(default_factory=list)
    officer: str = ""
    """Who sits at the desk without signing in."""


def shown_after(case: Case, home: str) -> list[float]:
    """Return the seconds until each mark was painted; fewer when the program never showed the rest."""
    begun = time.perf_counter()
    pid, fd = pty.fork()
    if pid == 0:
        kept = {name: os.environ[name] for name in ("PATH",) if name in os.environ}
        kept |= {
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "HOME": home,
            "PYTHONPATH": str(ROOT),
            "RECEPTION_LANG": "en",
            "RECEPTION_OFFICER": case.officer,
        }
        os.execvpe(case.command[0], list(case.command), kept)
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    painted, found = b"", []
    try:
        while len(found) < len(case.marks) and time.perf_counter() - begun < PATIENCE:
            ready, _, _ = select.select([fd], [], [], 0.1)
            if ready:
                painted += os.read(fd, 65536)
            while len(found) < len(case.marks) and case.marks[len(found)].encode() in painted:
                found.append(time.perf_counter() - begun)
    except OSError:
        pass
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    os.close(fd)
    return found


def run_after(command: Sequence[str]) -> float:
    """Return the seconds that a whole process takes."""
    begun = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=ROOT, env=os.environ | {"RECEPTION_LANG": "vi"})
    return time.perf_counter() - begun


def main() -> int:
    """Print the table of starts."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--db", type=Path, help="a register to open; else the demonstration register is built")
    parser.add_argument("--today", default="2023-12-29")
    parser.add_argument("--peers", type=Path, help="folder that holds vit, vd, harlequin, posting")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        _measure(args, Path(home))
    return 0


def _measure(args: argparse.Namespace, home: Path) -> None:
    python = sys.executable
    db = args.db or _demonstration(home)
    (home / "blank.py").write_text(BLANK, encoding="utf-8")
    program = (python, "-m", "reception_tui", "--db", str(db), "--today", args.today)
    cases = [
        Case("blank Textual app", (python, str(home / "blank.py")), ("stands now",)),
        Case("the desk", program, ("RECEPTION DESK", "D-2023-"), officer="thao"),
        *_peers(args.peers, home, db),
    ]
    floors: dict[str, list[float]] = {"python -c pass": [], "reception --help": []}
    for _ in range(args.rounds):
        floors["python -c pass"].append(run_after((python, "-c", "pass")))
        floors["reception --help"].append(run_after((python, "-m", "reception_tui", "--help")))
        for case in cases:
            case.times.append(shown_after(case, str(home)))
    bare = statistics.median(floors["python -c pass"])
    for name, times in floors.items():
        _tell(name, times, bare, "bare Python")
    blank = statistics.median(one[0] for one in cases[0].times)
    for case in cases:
        for at, mark in enumerate(case.marks):
            times = [one[at] for one in case.times if len(one) > at]
            if not times:
                print(f"{case.name:<42} never showed {mark!r}")
                continue
            _tell(f"{case.name}: {('first paint', 'first rows')[at]}", times, blank, "blank")


def _tell(name: str, times: Sequence[float], floor: float, of: str) -> None:
    middle = statistics.median(times)
    print(f"{name:<42} {middle * 1000:8.1f} ms   {middle / floor:5.2f} × {of}")


def _demonstration(home: Path) -> Path:
    command = (sys.executable, "-m", "reception_tui", "demo", "--dir", str(home), "--no-open")
    subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    return home / "demo.db"


def _peers(folder: Path | None, home: Path, db: Path) -> list[Case]:
    if folder is None:
        return []
    csv = home / "rows.csv"
    csv.write_text("who,what\n" + "nobody,nothing\n" * 1000, encoding="utf-8")
    found = []
    for name, (command, shown) in PEERS.items():
        program = folder / command[0]
        if program.exists():
            told = [part.format(csv=csv, db=db) for part in command[1:]]
            found.append(Case(name, (str(program), *told), (shown,)))
    return found


if __name__ == "__main__":
    sys.exit(main())
