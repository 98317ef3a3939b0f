"""How far a spreadsheet has come, told to those who wait for it; their answer may stop it."""

from __future__ import annotations

from collections.abc import Callable

from reception_tui.domain.errors import Stopped

Progress = Callable[[int, int], bool]
"""Told how much of how much is done, 0 of 0 where nobody knows; answers whether to go on."""

TOLD_EVERY = 250


def unwatched(_done: int, _of: int) -> bool:
    """Go on, whatever is told."""
    return True


def tell(progress: Progress, done: int, of: int) -> None:
    """Tell how far it is. Raises `Stopped` where nobody wants it to go on."""
    if not progress(done, of):
        raise Stopped("rows")
