"""What the memory of a running program holds: the pages that a core dump of it would write. Linux only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

_LINE = re.compile(r"([0-9a-f]+)-([0-9a-f]+) (\S+) \S+ \S+ \d+\s*(.*)")
_AT_ONCE = 1 << 22
_OVERLAP = 4096


def image(pid: int) -> Iterator[bytes]:
    """Yield the pages of a process that it can have written, in pieces that overlap."""
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for first, last in _regions(pid):
            for start in range(first, last, _AT_ONCE):
                memory.seek(start)
                try:
                    read = memory.read(min(_AT_ONCE + _OVERLAP, last - start))
                except OSError:
                    continue
                if read.strip(b"\0"):
                    yield read


def _regions(pid: int) -> Iterator[tuple[int, int]]:
    for line in Path(f"/proc/{pid}/maps").read_text("utf-8").splitlines():
        first, last, mode, name = _LINE.fullmatch(line).groups()  # type: ignore[union-attr]
        if "w" in mode and name not in ("[vvar]", "[vsyscall]"):
            yield int(first, 16), int(last, 16)
