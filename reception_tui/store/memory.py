"""Keys in memory stay out of the files that a system writes when a program falls."""

from __future__ import annotations

import sys
from functools import cache

_PR_SET_DUMPABLE = 4


@cache
def keep_out_of_dumps() -> bool:
    """Let no core dump of this program be written and no other program of the user read it; tell whether that holds."""
    if sys.platform != "linux":
        return False
    import ctypes
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return bool(ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) == 0)
