"""The program fell over a defect: one sentence to the officer, the places in the code to the log, no word of the error.

What an error says, and what stood in the variables around it, may be about people.
"""

from __future__ import annotations

import logging
import sys
import threading
from contextlib import suppress
from types import TracebackType

from reception_tui import logs
from reception_tui.i18n import tr


def sentence() -> str:
    """Return what the officer is told."""
    told = tr("The program has a defect and stopped; what was saved is safe. Where it happened stands in {path}.")
    return told.format(path=logs.place())


def fallen(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    """Write down an error that nobody caught, and tell of it."""
    if issubclass(kind, KeyboardInterrupt):
        return
    logs.note_crash((error or kind()).with_traceback(trace))
    with suppress(OSError):
        sys.stderr.write(sentence() + "\n")


def take_over() -> None:
    """Have threads and libraries keep to that too: what they would put on the screen holds the words of errors."""
    threading.excepthook = lambda args: fallen(args.exc_type, args.exc_value, args.exc_traceback)
    root = logging.getLogger()
    if not root.handlers:
        root.addHandler(logging.NullHandler())
