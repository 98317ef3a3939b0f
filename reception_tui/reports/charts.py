"""Counts drawn with characters, the same on a terminal, a line printer and in a table cell."""

from __future__ import annotations

from collections.abc import Sequence

_LEVELS = "▁▂▃▄▅▆▇█"
_BLOCK = "█"


def columns(counts: Sequence[int]) -> str:
    """Return one character a count; only nothing at all stands on the ground line."""
    most = max(counts, default=0)
    return "".join(_LEVELS[_level(count, most)] for count in counts)


def bar(count: int, most: int, width: int) -> str:
    """Return a bar of at most `width` characters, in proportion to `most`; whatever is not zero shows."""
    if count <= 0 or most <= 0:
        return ""
    return _BLOCK * max(1, round(width * count / most))


def _level(count: int, most: int) -> int:
    if count <= 0:
        return 0
    return max(1, round((len(_LEVELS) - 1) * count / most))
