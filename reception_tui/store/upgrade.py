"""A register lifted to the newest schema: on a copy first, then where it lies, all steps or none."""

from __future__ import annotations

import shutil
from pathlib import Path

from sqlalchemy import Engine

from reception_tui.store import backup, migrations
from reception_tui.store.engine import file_behind, open_engine, url_of, writing
from reception_tui.store.file import SIDECARS


def upgrade(engine: Engine, to: int) -> None:
    """Take every step that the register needs, up to the schema `to`.

    Of a file a copy is taken before; it stays beside it. A copy of that one is lifted on trial first: what fails there
    leaves the register alone. Raises what a step raises, `BackupBroken`, and storage trouble.
    """
    path = file_behind(engine)
    if path is not None:
        _try_on(backup.back_up(engine, _copy_place(path, to)))
    _lift(engine)


def _lift(engine: Engine) -> None:
    with writing(engine) as connection:
        # Another desk may have been quicker.
        for step in migrations.pending(connection):
            migrations.run(connection, step)


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
        for leftover in ("", *SIDECARS):
            trial.with_name(trial.name + leftover).unlink(missing_ok=True)


def _copy_place(path: Path, step: int) -> Path:
    """Return where the copy before an upgrade goes; one of an upgrade that failed is kept beside it."""
    place = path.with_name(f"{path.name}.before-schema-{step}")
    further = (place.with_name(f"{place.name}-{count}") for count in range(2, 1000))
    return place if not place.exists() else next(one for one in further if not one.exists())
