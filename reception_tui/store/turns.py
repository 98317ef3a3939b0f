"""Whose turn it is to write a file: desks stand in line for it.

SQLite lets whoever asks at the right moment write next, so a busy desk can keep the others waiting for seconds. Here
one desk at a time stands first in line (a lock on one file) until it has the turn (a lock on another): who has just
written must go to the end. And whoever writes also brings the log home (the checkpoint), so no two desks do either at
once: the one thing that the WAL-reset defect of SQLite before 3.51.3 needs.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Event, Lock, Thread

from reception_tui.domain.errors import RegisterBusy, RegisterMissing
from reception_tui.store.patience import STEP_SECONDS, Wait

LINE, TURN = "-line", "-turn"
"""What the names of the two files that are locked add to the register's. They are always empty."""


@contextmanager
def turn(path: Path, wait: Wait) -> Iterator[None]:
    """Hold the turn to write the register at `path`.

    Raises `RegisterBusy` when the wait took too long, `WaitLeft` when it was left, `RegisterMissing`.
    """
    if not path.exists():
        # Else a disk that was taken away would get the locks and nothing else.
        raise RegisterMissing(path=str(path))
    with ExitStack() as kept:
        with _locked(path, LINE, wait):
            kept.enter_context(_locked(path, TURN, wait))
        yield


@contextmanager
def _locked(path: Path, suffix: str, wait: Wait) -> Iterator[None]:
    place = _Place(os.open(f"{path}{suffix}", os.O_RDONLY | os.O_CREAT, 0o600))
    try:
        if not place.take():
            place.stand_in_line()
            while not place.taken.wait(STEP_SECONDS):
                if not wait.goes_on():
                    raise RegisterBusy(path=str(path))
        yield
    finally:
        place.leave()


class _Place:
    """A place in line for a lock. Closing the file gives it to the next one, however the desk ends."""

    def __init__(self, file: int) -> None:
        self.taken = Event()
        self._file = file
        self._left = False
        self._in_line = False
        self._lock = Lock()

    def take(self) -> bool:
        """Take the lock if nobody has it."""
        try:
            _lock(self._file, at_once=True)
        except OSError:
            return False
        return True

    def stand_in_line(self) -> None:
        """Wait on a thread of its own, so that the wait can be left; the system keeps the order."""
        self._in_line = True
        Thread(target=self._wait, name="turn", daemon=True).start()

    def _wait(self) -> None:
        _lock(self._file, at_once=False)
        with self._lock:
            if self._left:
                os.close(self._file)
            else:
                self.taken.set()

    def leave(self) -> None:
        """Give the lock back, or give up waiting for it."""
        with self._lock:
            self._left = True
            if self.taken.is_set() or not self._in_line:
                os.close(self._file)


if sys.platform == "win32":
    import msvcrt
    from time import sleep

    def _lock(file: int, *, at_once: bool) -> None:
        while True:
            try:
                msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
            except OSError:
                if at_once:
                    raise
                sleep(STEP_SECONDS / 5)
            else:
                return

else:
    import fcntl

    def _lock(file: int, *, at_once: bool) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | (fcntl.LOCK_NB if at_once else 0))
