"""Input of one thing a line."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from reception_tui.domain.errors import FileUnreadable


def lines_of(name: str) -> Iterator[str]:
    """Yield the lines of a file, or of standard input for `-`, that hold something. Raises `FileUnreadable`."""
    if name == "-":
        yield from _filled(sys.stdin)
        return
    try:
        with Path(name).open(encoding="utf-8-sig") as file:
            yield from _filled(file)
    except (OSError, UnicodeDecodeError) as error:
        raise FileUnreadable("file", path=name) from error


def _filled(lines: Iterable[str]) -> Iterator[str]:
    return (line for line in lines if line.strip())
