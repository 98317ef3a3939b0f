"""Programs in a terminal of their own, and how soon a text stands on it."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
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
    "vit": (("vit",), "Description"),
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


@contextmanager
def in_terminal(command: Sequence[str], home: str, officer: str = "") -> Iterator[tuple[int, int]]:
    """Give the process of a program in a terminal of its own, and the file that reads what it paints; then kill it."""
    pid, fd = pty.fork()
    if pid == 0:
        kept = {name: os.environ[name] for name in ("PATH",) if name in os.environ}
        kept |= {
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "HOME": home,
            "PYTHONPATH": str(ROOT),
            "RECEPTION_LANG": "en",
            "RECEPTION_OFFICER": officer,
        }
        os.execvpe(command[0], list(command), kept)
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    try:
        yield pid, fd
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(fd)


def painted(fd: int, wait_seconds: float) -> bytes:
    """Return what was painted meanwhile. Raises `OSError` once the program has gone."""
    return os.read(fd, 65536) if select.select([fd], [], [], wait_seconds)[0] else b""


def shown_after(case: Case, home: str) -> list[float]:
    """Return the seconds until each mark was painted; fewer when the program never showed the rest."""
    begun = time.perf_counter()
    seen, found = b"", []
    with in_terminal(case.command, home, case.officer) as (_, fd), suppress(OSError):
        while len(found) < len(case.marks) and time.perf_counter() - begun < PATIENCE:
            seen += painted(fd, 0.1)
            while len(found) < len(case.marks) and case.marks[len(found)].encode() in seen:
                found.append(time.perf_counter() - begun)
    return found


def run_after(command: Sequence[str]) -> float:
    """Return the seconds that a whole process takes."""
    begun = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=ROOT, env=os.environ | {"RECEPTION_LANG": "vi"})
    return time.perf_counter() - begun
