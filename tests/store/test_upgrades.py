"""Registers of every released schema, empty and full, open in this program; an upgrade that fails or is killed costs
nothing."""

from __future__ import annotations

import subprocess
import sys
import tarfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reception_tui.desk.checking import check
from reception_tui.desk.door import Desk
from reception_tui.store import migrations
from reception_tui.store.backup import restore
from reception_tui.store.engine import url_of
from reception_tui.store.reference import build
from reception_tui.store.register import open_register, reference_files
from reception_tui.store.sealed_stream import key_of, pieces
from tests.conftest import recovery_pair

if TYPE_CHECKING:
    from collections.abc import Callable

    from reception_tui.domain.office import Officer
    from tests.conftest import Clock, Dump

SCHEMAS = Path(__file__).parent / "schemas"
KEPT = sorted(int(one.name[:4]) for one in SCHEMAS.glob("*.tar.xz"))
pytestmark = pytest.mark.file_only


def unpacked(version: int, name: str, path: Path) -> Path:
    """Put a kept register at a path."""
    with tarfile.open(SCHEMAS / f"{version:04}.tar.xz") as archive:
        found = archive.extractfile(f"{name}.db")
        assert found is not None
        path.write_bytes(found.read())
    return path


def test_every_schema_that_was_released_is_kept() -> None:
    assert list(range(1, migrations.SCHEMA_VERSION + 1)) == KEPT, "run `make schema`"


@pytest.mark.parametrize("name", ["empty", "full"])
@pytest.mark.parametrize("version", KEPT)
def test_a_register_of_a_released_schema_is_lifted_and_holds(
    version: int, name: str, tmp_path: Path, clock: Clock, officer: Officer
) -> None:
    path = unpacked(version, name, tmp_path / "old.db")
    register = open_register(url_of(path))
    try:
        with register.reading() as work:
            assert migrations.version(work.connection) == migrations.SCHEMA_VERSION
            desk = Desk(register, build(reference_files(work)), officer, clock)
            numbers = [row["no"] for row in work.every("petition")]
        faults = check(desk)
        if version == migrations.SCHEMA_VERSION and any(one.code == "schema_changed" for one in faults):
            pytest.skip("this schema is not released yet and has changed: `make schema` before it is")
        assert faults == []
        assert numbers == ([] if name == "empty" else ["D-2026-0001", "D-2026-0002", "D-2026-0003"])
        copies = list(path.parent.glob(f"old.db.before-schema-{migrations.SCHEMA_VERSION}*"))
        assert bool(copies) == (version < migrations.SCHEMA_VERSION)
    finally:
        register.close()


_THREE_STEPS = """
import os, sys
from reception_tui.store import migrations
from reception_tui.store.backup import restore
from reception_tui.store.engine import url_of
from reception_tui.store.register import open_register

def step(n, dies=0):
    def take(connection):
        connection.exec_driver_sql(f"CREATE TABLE more{n} (x)")
        connection.exec_driver_sql("UPDATE visit SET note = note || 'x'")
        if dies == n and connection.engine.url.database.endswith(where):
            os._exit(9)
    return take

path, dies, where = sys.argv[1], int(sys.argv[2]), sys.argv[3]
migrations.STEPS = {n: step(n, dies) for n in (2, 3, 4)}
migrations.SCHEMA_VERSION = 4
open_register(url_of(path)).close()
"""


def lift(path: Path, dies: int, where: str) -> int:
    args = [sys.executable, "-c", _THREE_STEPS, str(path), str(dies), where]
    return subprocess.run(args, check=False).returncode


@pytest.mark.parametrize("where", [pytest.param(".trial", marks=pytest.mark.slow), "reception.db"])
def test_an_upgrade_killed_in_its_middle_leaves_the_register_as_it_was_and_the_next_one_finishes(
    path: Path, where: str, dump_file: Callable[[Path | str], Dump]
) -> None:
    before = dump_file(path)
    assert lift(path, 3, where) == 9
    assert dump_file(path) == before
    assert lift(path, 0, where) == 0
    after = dump_file(path)
    assert ("schema_version", "4") in after["register_setting"]
    assert {"more2", "more3", "more4"} <= set(after)
    copies = sorted(path.parent.glob(f"{path.name}.before-schema-*"))
    assert [one.name for one in copies] == [f"{path.name}.before-schema-4{more}.backup" for more in ("-2", "")]
    for copy in copies:
        back = copy.with_name(f"{copy.name}.db")
        restore(copy, url_of(back), pieces(copy, key_of(copy, recovery_pair().private)))
        assert dump_file(back) == before
