"""Keep an empty and a full register of the schema as it is, for the tests of upgrades. `make schema` runs it.

To be run when a version is released: from then on its registers lie in offices. The full one comes of the acts in
tests/store/schemas/acts.jsonl; a table that is new should be written to by one of them.
"""

from __future__ import annotations

import io
import json
import shutil
import sqlite3
import sys
import tarfile
import tempfile
from contextlib import closing
from datetime import datetime
from pathlib import Path

from reception_tui.config import OFFICE_ZONE
from reception_tui.desk.door import Desk, execute
from reception_tui.desk.reading import read_command
from reception_tui.domain.office import Officer
from reception_tui.store import keys, seals
from reception_tui.store.engine import url_of
from reception_tui.store.migrations import SCHEMA_VERSION
from reception_tui.store.reference import build
from reception_tui.store.reference.files import read_files
from reception_tui.store.register import create_register

SCHEMAS = Path(__file__).resolve().parents[1] / "tests" / "store" / "schemas"
OFFICER = Officer("lan", "Lan", frozenset({"receiver", "handler", "head", "keeper"}))
PIN, CHEAP = "2468", seals.Cost(1, 8192)
DAY = datetime(2026, 11, 23, 9, 0, tzinfo=OFFICE_ZONE)


def made(path: Path, acts: str) -> bytes:
    """Return the file of a register in which those acts were done."""
    files = read_files()
    own = keys.made_for(PIN, seals.pair_of(b"o" * 32), CHEAP)
    register = create_register(
        url_of(path), files, OFFICER, "", DAY, officer_keys=own, recovery=seals.pair_of(b"r" * 32)
    )
    desk = Desk(register, build(files), OFFICER, lambda: DAY)
    for line in acts.splitlines():
        execute(desk, read_command(json.loads(line))[0])
    register.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute("VACUUM")
    return path.read_bytes()


def main() -> int:
    """Write the archive of this schema, in the place of an earlier one of the same number."""
    place = SCHEMAS / f"{SCHEMA_VERSION:04}.tar.xz"
    acts = (SCHEMAS / "acts.jsonl").read_text(encoding="utf-8")
    folder = Path(tempfile.mkdtemp())
    try:
        contents = {f"{name}.db": made(folder / f"{name}.db", done) for name, done in (("empty", ""), ("full", acts))}
    finally:
        shutil.rmtree(folder)
    with tarfile.open(place, "w:xz", preset=9) as archive:
        for name, content in contents.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    sys.stdout.write(f"{place.name}: {place.stat().st_size} bytes\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
