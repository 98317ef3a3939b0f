"""What the program asks of the machine for itself, before anything of the register is in memory."""

from __future__ import annotations

import os
import sys

_PR_SET_DUMPABLE = 4
_ONLY_OWNER = 0o077


def close_to_others() -> None:
    """Let nobody but the owner read what the program writes, and let no crash write its memory to a file.

    Where the system knows neither, as on Windows, its own rights of the user's folder stand.
    """
    os.umask(_ONLY_OWNER)
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
