"""A real terminal for tests: the program runs behind a pseudo-terminal, and what it paints can be read."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from contextlib import suppress
from pathlib import Path

import pyte

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0


class Terminal:
    """One run of the program at `columns` × `rows`."""

    command: tuple[str, ...] = (sys.executable, "-m", "reception_tui")

    def __init__(self, *arguments: str, columns: int = 80, rows: int = 24, **environment: str) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.painted = b""
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
            kept |= {"TERM": "xterm-256color", "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT), **environment}
            os.execve(self.command[0], [*self.command, *arguments], kept)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def type(self, text: str | bytes) -> None:
        """Send bytes in one write, as an input method or a scanner does."""
        os.write(self._fd, text.encode() if isinstance(text, str) else text)

    def read(self, seconds: float = 0.0) -> None:
        """Take in what the program paints within `seconds`."""
        ends = time.monotonic() + seconds
        while True:
            ready, _, _ = select.select([self._fd], [], [], max(0.0, min(0.02, ends - time.monotonic())))
            if ready:
                try:
                    painted = os.read(self._fd, 65536)
                except OSError:
                    return
                self.painted += painted
                self._stream.feed(painted)
            elif time.monotonic() >= ends:
                return

    def take(self, seconds: float) -> float | None:
        """Take in the next thing that is painted; return when it came, nothing when nothing comes in time."""
        if not select.select([self._fd], [], [], max(0.0, seconds))[0]:
            return None
        try:
            painted = os.read(self._fd, 65536)
        except OSError:
            return None
        came = time.perf_counter()
        self.painted += painted
        self._stream.feed(painted)
        return came

    def before_cursor(self, beyond: int = 0) -> str:
        """Return what stands before the cursor on its line; an input of textual's own puts the cursor 1 `beyond`."""
        cursor = self.screen.cursor
        return self.screen.display[cursor.y][: max(0, cursor.x - beyond)]

    def text(self) -> str:
        """Return the screen as lines of text."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def wait_for(self, *wanted: str, gone: bool = False) -> str:
        """Return the screen once it holds every wanted text (or none of them); fail when it never does."""
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            self.read(0.02)
            shown = self.text()
            if all((one in shown) is not gone for one in wanted):
                return shown
        message = f"the screen never {'lost' if gone else 'showed'} {wanted!r}:\n{self.text()}"
        raise AssertionError(message)

    def ended(self) -> int:
        """Wait until the program has ended by itself, taking in what it paints; return how `waitpid` tells it."""
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            self.read(0.05)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                return status
        message = f"the program never ended:\n{self.text()}"
        raise AssertionError(message)

    def close(self) -> int:
        """Close the terminal, as somebody who closes its window; return how `waitpid` tells the program's end."""
        os.close(self._fd)
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                return status
            time.sleep(0.02)
        message = "the program outlived its terminal"
        raise AssertionError(message)

    def kill(self) -> None:
        """End the program as a power cut would."""
        try:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        except (ProcessLookupError, ChildProcessError):
            pass
        with suppress(OSError):
            os.close(self._fd)


KEYS = {
    "F1": "\x1bOP",
    "F2": "\x1bOQ",
    "F3": "\x1bOR",
    "F4": "\x1bOS",
    "F5": "\x1b[15~",
    "F6": "\x1b[17~",
    "F7": "\x1b[18~",
    "F8": "\x1b[19~",
    "F9": "\x1b[20~",
    "F10": "\x1b[21~",
    "F12": "\x1b[24~",
    "SHIFT_F7": "\x1b[18;2~",
    "UP": "\x1b[A",
    "DOWN": "\x1b[B",
    "LEFT": "\x1b[D",
    "RIGHT": "\x1b[C",
    "ENTER": "\r",
    "TAB": "\t",
    "ESC": "\x1b",
    "BS": "\x7f",
    "CTRL_E": "\x05",
    "CTRL_L": "\x0c",
    "CTRL_N": "\x0e",
    "CTRL_O": "\x0f",
    "CTRL_R": "\x12",
    "CTRL_T": "\x14",
    "CTRL_U": "\x15",
    "CTRL_X": "\x18",
    "CTRL_Y": "\x19",
    "CTRL_Z": "\x1a",
}
"""What a terminal sends for each key."""
