"""A register lifted to the newest schema: on a copy first, then where it lies, all steps or none."""

from __future__ import annotations

import glob
import re
import shutil
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Engine

from reception_tui.domain.errors import StorageTrouble
from reception_tui.store import backup, keys, migrations
from reception_tui.store.engine import file_behind, open_engine, reading, url_of, writing
from reception_tui.store.file import discard_file
from reception_tui.store.sealed_backup import back_up_sealed
from reception_tui.store.work import Work

_BEFORE, _SEALED = ".before-schema-", ".backup"
_PLAIN = re.compile(rf"{_BEFORE}\d+(-\d+)?")


def upgrade(engine: Engine, to: int) -> None:
    """Take every step that the register needs, up to the schema `to`.

    Of a file a copy is taken before; it stays beside it, and is sealed as every copy is once the register is lifted. A
    copy of that one is lifted on trial first: what fails there leaves the register alone. Raises what a step raises,
    `BackupBroken`, and storage trouble.
    """
    path = file_behind(engine)
    if path is not None:
        _try_on(backup.back_up(engine, _copy_place(path, to)))
    _lift(engine)
    if path is not None:
        _seal_copies(engine, path)


def _lift(engine: Engine) -> None:
    with writing(engine) as connection:
        # Another desk may have been quicker.
        for step in migrations.pending(connection):
            migrations.run(connection, step)


def _seal_copies(engine: Engine, path: Path) -> None:
    """Have sealed copies take the place of the clear ones from before this upgrade and those that failed.

    What was clear in the register then may be sealed in it later. A copy that cannot be sealed stays as it is.
    """
    with reading(engine) as connection:
        recovery = keys.public_key_of(Work(connection), keys.RECOVERY)
    for copy in sorted(path.parent.glob(f"{glob.escape(path.name)}{_BEFORE}*")):
        if recovery and _PLAIN.fullmatch(copy.name.removeprefix(path.name)):
            with suppress(StorageTrouble):
                of_copy = open_engine(url_of(copy))
                try:
                    back_up_sealed(of_copy, copy.with_name(copy.name + _SEALED), recovery)
                finally:
                    of_copy.dispose()
                discard_file(copy)


def _try_on(copy: Path) -> None:
    """Lift a copy of the copy and look whether it is whole then; nothing stays of it."""
    trial = copy.with_name(f"{copy.name}.trial")
    try:
        shutil.copyfile(copy, trial)
        engine = open_engine(url_of(trial))
        try:
            _lift(engine)
        finally:
            engine.dispose()
        backup.verify_file(trial)
    finally:
        discard_file(trial)


def _copy_place(path: Path, step: int) -> Path:
    """Return where the copy before an upgrade goes; one of an upgrade that failed is kept beside it."""
    place = path.with_name(f"{path.name}{_BEFORE}{step}")
    places = (place, *(place.with_name(f"{place.name}-{count}") for count in range(2, 1000)))
    return next(one for one in places if not one.exists() and not one.with_name(one.name + _SEALED).exists())
