"""Whether this machine could print now: its print service, and the queue that takes the nightly page."""

from __future__ import annotations

import os
import shutil
import subprocess
from enum import StrEnum

_PATIENCE = 5


class PrinterState(StrEnum):
    """What stands between a paper and the printer."""

    UNKNOWN = "unknown"
    READY = "ready"
    NO_SERVICE = "no_service"
    NO_QUEUE = "no_queue"


def printer_state(queue: str = "") -> PrinterState:
    """Return whether the print service knows that queue, or any at all where none is named."""
    service = shutil.which("lpstat")
    if service is None:
        return PrinterState.NO_SERVICE
    try:
        done = subprocess.run(  # noqa: S603 - the service is found by name, and no shell reads the words
            [service, "-e"],
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
            env=os.environ | {"LC_ALL": "C.UTF-8"},
        )
    except (subprocess.TimeoutExpired, OSError):
        return PrinterState.NO_SERVICE
    queues = done.stdout.decode(errors="replace").split()
    return PrinterState.READY if (queue in queues if queue else queues) else PrinterState.NO_QUEUE
