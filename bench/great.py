"""Registers of a thousand to a million petitions, built once and kept.

    python -m bench.great [--keep DIR] [SIZE …]

The smallest is written act by act (`bench/lives.py`), the others are copies of it (`bench/copies.py`). A kept register
is built anew when its tables or the way of building have changed, and gets the indexes and triggers of now.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sqlite3
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from bench import copies, lives
from reception_tui.store.engine import open_engine, url_of
from reception_tui.store.migrations import create

KEPT = Path("~/.cache/reception-bench").expanduser()
LARGEST = 10**6
_MADE_OF = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"


def great_register(keep: Path, petitions: int, template: int = lives.PETITIONS) -> Path:
    """Return a register of so many petitions and half as many visits; it is built where it is not kept already.

    `petitions` is a multiple of `template`, the number of lives that are written act by act. Nobody writes into it.
    """
    keep.mkdir(parents=True, exist_ok=True)
    schema = _schema(keep)
    path = keep / f"{petitions}-{_version(schema)}.db"
    if path.exists():
        _fit(path, schema)
        return path
    for old in keep.glob(f"{petitions}-*.db*"):
        old.unlink()
    began = time.perf_counter()
    unfinished = path.with_suffix(".unfinished")
    _discard(unfinished)
    if petitions <= template:
        lives.build_lives(unfinished, petitions)
    else:
        copies.multiply(great_register(keep, template, template), unfinished, petitions // template)
    with closing(sqlite3.connect(unfinished)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    unfinished.rename(path)
    _discard(unfinished)
    took = time.perf_counter() - began
    size = path.stat().st_size / 1e6
    print(f"register of {petitions:,} petitions: built in {took:.0f} s, {size:,.0f} MB", file=sys.stderr, flush=True)
    return path


def _discard(path: Path) -> None:
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        path.with_name(name).unlink(missing_ok=True)


def _schema(keep: Path) -> list[tuple[str, str, str]]:
    """Return kind, name and SQL of all that a register made now consists of."""
    probe = keep / f"schema-{os.getpid()}.db"
    _discard(probe)
    engine = open_engine(url_of(probe), create=True, durable=False)
    with engine.begin() as connection:
        create(connection)
        found = [tuple(row) for row in connection.exec_driver_sql(_MADE_OF)]
    engine.dispose()
    _discard(probe)
    return found


def _version(schema: Sequence[tuple[str, str, str]]) -> str:
    """Return what changes with the tables or the way of building; all else is fitted to a kept register."""
    tables = repr([sql for kind, _, sql in schema if kind == "table"])
    return hashlib.sha256(f"{copies.WAY} {tables}".encode()).hexdigest()[:12]


def _fit(path: Path, schema: Sequence[tuple[str, str, str]]) -> None:
    """Give a kept register the indexes and triggers that one made now would have, and no others."""
    wanted = {sql for kind, _, sql in schema if kind != "table"}
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        there = {sql: (kind, name) for kind, name, sql in connection.execute(_MADE_OF) if kind != "table"}
        for sql in there.keys() - wanted:
            connection.execute('DROP {} "{}"'.format(*there[sql]))
        for sql in wanted - there.keys():
            connection.execute(sql)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def main() -> int:
    """Build the registers that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--keep", type=Path, default=KEPT)
    parser.add_argument("sizes", type=int, nargs="*", default=[LARGEST])
    args = parser.parse_args()
    for size in args.sizes:
        print(great_register(args.keep, size))
    return 0


if __name__ == "__main__":
    sys.exit(main())
