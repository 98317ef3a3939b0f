"""The folder of the register's copies: what lies in it, what is taken away, and the key of the newest one.

The key of the newest copy stays on the machine that made it, sealed with the key of the desk, so that the copy can be
tried without the two keepers of the recovery key. The next copy replaces it.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime, tzinfo
from pathlib import Path

from sqlalchemy import Connection, Engine, func, select

from reception_tui.domain.backup_rules import BackupRules, Standing, kept
from reception_tui.domain.errors import FileUnreadable
from reception_tui.store import desk_key, journal, migrations
from reception_tui.store.demonstration import MARK
from reception_tui.store.engine import file_behind
from reception_tui.store.tables import TABLES

BACK_UP = "back_up"
"""The act under which the journal keeps that the register was copied, or could not be."""

DRILL = "restore_drill"
"""The act under which the journal keeps that a copy was tried."""

_ENTRY = TABLES["entry"]
_SUFFIX = ".backup"
_STAMP = "%Y%m%d-%H%M%S"
_NAME = re.compile(r"(?P<stem>.+)-(?P<stamp>\d{8}-\d{6})" + re.escape(_SUFFIX))


def folder_of(engine: Engine, rules: BackupRules) -> Path:
    """Return where the copies of a register lie: where the office says, else beside it, or in the user's data."""
    if rules.folder:
        return Path(rules.folder).expanduser()
    path = file_behind(engine)
    if path is not None:
        return path.with_name("backups")
    from platformdirs import user_data_path

    return user_data_path("reception", appauthor=False) / "backups"


def place_for(engine: Engine, rules: BackupRules, at: datetime) -> Path:
    """Return where a copy that is made now is to lie."""
    return folder_of(engine, rules) / f"{_stem(engine)}-{at.strftime(_STAMP)}{_SUFFIX}"


def lying_there(engine: Engine, rules: BackupRules) -> Mapping[datetime, Path]:
    """Return the copies of this register that the program made itself, by the local time of each, the newest first."""
    found = {}
    folder, stem = folder_of(engine, rules), _stem(engine)
    for path in folder.iterdir() if folder.is_dir() else ():
        known = _NAME.fullmatch(path.name)
        if known is not None and known["stem"] == stem:
            with suppress(ValueError):
                found[datetime.strptime(known["stamp"], _STAMP)] = path  # noqa: DTZ007 - the local time in the name
    return dict(sorted(found.items(), reverse=True))


def take_away_old(engine: Engine, rules: BackupRules) -> tuple[Path, ...]:
    """Take the copies away that the office keeps no longer; return them. Other files of the folder stay."""
    there = lying_there(engine, rules)
    staying = kept(there, rules)
    gone = []
    for path in (path for at, path in there.items() if at not in staying):
        # One that cannot be taken away now is tried again after the next copy.
        with suppress(OSError):
            path.unlink()
            gone.append(path)
    return tuple(gone)


def standing(connection: Connection, until: str = "", zone: tzinfo | None = None) -> Standing:
    """Return how the copies of the register stand by its journal, now or at a moment (UTC, ISO).

    Its moments are told in `zone`. A register for demonstration has none that matter.
    """
    if migrations.read_setting(connection, MARK) is not None:
        return Standing()
    attempt, tried = _last(connection, BACK_UP, until), _last(connection, DRILL, until)
    copied = _last(connection, BACK_UP, until, having='"digest":')
    first = connection.execute(select(_ENTRY.c.at).where(_ENTRY.c.no == 1)).scalar_one_or_none()

    def moment(at: str) -> datetime:
        return datetime.fromisoformat(at).astimezone(zone or UTC)

    return Standing(
        since=None if first is None else moment(first),
        copied=None if copied is None else moment(copied.at),
        failed="" if attempt is None else str(attempt.facts.get("failed", "")),
        tried=None if tried is None else moment(tried.at),
        how="" if tried is None else str(tried.facts.get("how", "")),
        fault="" if tried is None else str(tried.facts.get("fault", "")),
    )


def last_kept(connection: Connection) -> Mapping[str, object]:
    """Return what the journal says of the last copy in the office's folder; nothing where there is none."""
    found = _last(connection, BACK_UP, having='"file":')
    return {} if found is None else found.facts


def _last(connection: Connection, act: str, until: str = "", having: str = "") -> journal.Entry | None:
    query = select(func.max(_ENTRY.c.no)).where(_ENTRY.c.act == act)
    if until:
        query = query.where(_ENTRY.c.at < until)
    if having:
        query = query.where(_ENTRY.c.changes.contains(having))
    return journal.read(connection, connection.execute(query).scalar() or 0)


def keep_key(engine: Engine, digest: str, key: bytes) -> None:
    """Keep the key of the newest copy on this machine, in the place of the one before, if it can be written."""
    place = _key_place(engine)
    fresh = place.with_suffix(".new")
    with suppress(OSError, FileUnreadable):
        place.parent.mkdir(parents=True, exist_ok=True)
        sealed = desk_key.sealed_here(json.dumps({"digest": digest, "key": key.hex()}))
        with os.fdopen(os.open(fresh, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w", encoding="ascii") as file:
            file.write(sealed)
        fresh.replace(place)


def kept_key(engine: Engine, digest: str) -> bytes | None:
    """Return the key of the copy of that digest; None where this machine has it not."""
    with suppress(OSError, FileUnreadable, ValueError):
        told = desk_key.opened_here(_key_place(engine).read_text(encoding="ascii"))
        known = json.loads(told or "{}")
        if known.get("digest") == digest:
            return bytes.fromhex(known["key"])
    return None


def _key_place(engine: Engine) -> Path:
    from platformdirs import user_data_path

    name = hashlib.sha256(engine.url.render_as_string(hide_password=True).encode()).hexdigest()[:16]
    return user_data_path("reception", appauthor=False) / "copies" / f"{name}.key"


def _stem(engine: Engine) -> str:
    path = file_behind(engine)
    name = path.stem if path is not None else engine.url.database or "reception"
    return re.sub(r"[^\w.-]", "_", name)
