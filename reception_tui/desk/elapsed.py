"""Time that passes whatever the clock on the wall says."""

from __future__ import annotations

import sys
import time


def seconds() -> float:
    """Return seconds that only ever grow, also while the machine sleeps where the system counts that."""
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()
