"""The schema of the register, and the numbered steps from each released one to the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import Connection, bindparam, insert, inspect, select, update
from sqlmodel import SQLModel

from reception_tui.domain.errors import NotARegister, RegisterNewer, RegisterOlder, ServerHasNoRegister
from reception_tui.store import forgetting, journal_guards, search
from reception_tui.store.engine import is_on_server
from reception_tui.store.server import shown
from reception_tui.store.tables import TABLES

_SETTING = TABLES["register_setting"]

_SETTINGS = select(_SETTING.c.key, _SETTING.c.value).where(_SETTING.c.key.in_(bindparam("keys", expanding=True)))

SCHEMA_VERSION = 1

MOVED_TO = "moved_to"
"""The setting by which a register that was moved away says where it lies now."""

STEPS: Mapping[int, Callable[[Connection], None]] = {}
"""From version n-1 to n, by n. Each runs in one transaction, after a backup."""


def create(connection: Connection) -> None:
    """Make the tables of a new register."""
    SQLModel.metadata.create_all(connection)
    search.create_index(connection)
    journal_guards.put_up(connection)
    forgetting.make_index_forget(connection)
    write_setting(connection, "schema_version", str(SCHEMA_VERSION))


def is_there(connection: Connection) -> bool:
    """Tell whether the database holds a register."""
    return inspect(connection).has_table("register_setting")


def version(connection: Connection) -> int:
    """Return the schema version. Raises `NotARegister` for a database that holds something else."""
    if not is_there(connection):
        if is_on_server(connection):
            raise ServerHasNoRegister(path=shown(connection.engine))
        raise NotARegister(path=connection.engine.url.database or "")
    return int(read_setting(connection, "schema_version") or 0)


def pending(connection: Connection) -> list[int]:
    """Return the steps that this register still needs. Raises `RegisterNewer`, `RegisterOlder`, `NotARegister`."""
    found = version(connection)
    if found > SCHEMA_VERSION:
        raise RegisterNewer(found=found, known=SCHEMA_VERSION)
    steps = list(range(found + 1, SCHEMA_VERSION + 1))
    if any(step not in STEPS for step in steps):
        raise RegisterOlder(path=shown(connection.engine))
    return steps


def run(connection: Connection, step: int) -> None:
    """Take one step and record it, in the caller's transaction."""
    STEPS[step](connection)
    write_setting(connection, "schema_version", str(step))


def read_setting(connection: Connection, key: str) -> str | None:
    """Return a fact about the register, or None."""
    return connection.execute(select(_SETTING.c.value).where(_SETTING.c.key == key)).scalar_one_or_none()


def read_settings(connection: Connection, *keys: str) -> dict[str, str]:
    """Return those of the facts about the register that are known."""
    found = connection.execute(_SETTINGS, {"keys": keys})
    return {row.key: row.value for row in found}


def write_setting(connection: Connection, key: str, value: str) -> None:
    """Set a fact about the register."""
    if connection.execute(update(_SETTING).where(_SETTING.c.key == key).values(value=value)).rowcount == 0:
        connection.execute(insert(_SETTING), {"key": key, "value": value})
