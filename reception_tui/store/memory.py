"""Keys and words in memory: out of the files that a system writes when a program falls, and gone when they are closed.

Python cannot overwrite a text. What is let go of lies in free memory until something else is put there, so that is
done: the C library overwrites what it frees, and Python's own free blocks are filled once and freed again.
"""

from __future__ import annotations

import gc
import sys
from functools import cache

_PR_SET_DUMPABLE = 4
_M_PERTURB = -6
_OVERWRITTEN_WITH = 0x02

_SMALL, _STEP = 512, 16
"""Python keeps blocks of up to so many bytes itself, in sizes of so many."""

_OF_EACH_SIZE = 6 * 1024 * 1024
"""So much is filled of each size; a desk that has worked for hours has less free."""

_BYTES_AROUND, _ARRAY_FROM = 33, 48
"""What `bytes` take besides their bytes; smaller blocks are filled by arrays, whose bytes stand apart."""

_KEPT_AT_HAND = (24, 1033, 16, 8)
"""Sizes of the blocks that the C library keeps for its next use without overwriting them, and how many of each."""


@cache
def keep_out_of_dumps() -> bool:
    """Let no core dump of this program be written and no other program of the user read it; tell whether that holds."""
    if sys.platform != "linux":
        return False
    import ctypes
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return bool(ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) == 0)


@cache
def overwrite_what_is_freed() -> bool:
    """Have the C library overwrite what it frees from now on; tell whether it can. Small blocks are Python's own."""
    if sys.platform != "linux":
        return False
    import ctypes

    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    return mallopt is not None and bool(mallopt(_M_PERTURB, _OVERWRITTEN_WITH))


def wipe_freed() -> None:
    """Overwrite the free memory of this program, which takes a fifth of a second; what is referred to stays.

    Of what the C library keeps at hand for each thread, that of this thread: others have `wipe_at_hand`.
    """
    gc.collect()
    for size in range(_STEP, _SMALL + 1, _STEP):
        count = _OF_EACH_SIZE // size
        if size < _ARRAY_FROM:
            filled: list[bytes | bytearray] = [bytearray(size - 1) for _ in range(count // 4)]
        else:
            filled = [bytes(size - _BYTES_AROUND) for _ in range(count)]
        del filled
    wipe_at_hand()


def wipe_at_hand() -> None:
    """Overwrite the small blocks that the C library keeps for the next use of this thread."""
    if sys.platform != "linux":
        return
    import ctypes

    library = ctypes.CDLL(None)
    library.malloc.restype, library.free.argtypes = ctypes.c_void_p, [ctypes.c_void_p]
    first, last, step, count = _KEPT_AT_HAND
    for size in range(first, last, step):
        blocks = [library.malloc(size) for _ in range(count)]
        for block in blocks:
            if block:
                ctypes.memset(block, 0, size)
                library.free(block)
    if hasattr(library, "malloc_trim"):
        library.malloc_trim(0)
