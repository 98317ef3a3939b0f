"""Input: one thing a line, or a whole text."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TextIO

from reception_tui.domain.errors import FileUnreadable

_ENCODING = "utf-8-sig"


def lines_of(name: str) -> Iterator[str]:
    """Yield the lines of a file, or of standard input for `-`, that hold something. Raises `FileUnreadable`."""
    try:
        with _opened(name) as file:
            yield from (line for line in file if line.strip())
    except (OSError, UnicodeDecodeError) as error:
        raise FileUnreadable("file", path=name) from error


def text_of(name: str) -> str:
    """Return all of a file, or of standard input for `-`. Raises `FileUnreadable`."""
    try:
        with _opened(name) as file:
            return file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise FileUnreadable("file", path=name) from error


def _opened(name: str) -> AbstractContextManager[TextIO]:
    if name != "-":
        return Path(name).open(encoding=_ENCODING)
    reconfigure = getattr(sys.stdin, "reconfigure", None)
    if reconfigure is not None:
        # A letter that cannot be read is refused: it must not come into the register as a question mark.
        reconfigure(encoding=_ENCODING, errors="strict")
    return nullcontext(sys.stdin)
