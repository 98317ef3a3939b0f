"""An open register: the one way from the desk to its rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, select

from reception_tui.domain.errors import RegisterExists, RegisterMoved
from reception_tui.domain.office import Officer
from reception_tui.store import forgetting, journal, keys, migrations, seals, server
from reception_tui.store.engine import file_behind, file_of, open_engine, reading, writing
from reception_tui.store.keys import OfficerKeys
from reception_tui.store.once import Unsure
from reception_tui.store.prepared import Prepared
from reception_tui.store.reference import version_of
from reception_tui.store.seals import Pair
from reception_tui.store.tables import TABLES
from reception_tui.store.upgrade import upgrade
from reception_tui.store.work import Work

_OFFICER = TABLES["officer"]
_BY_CODE = Prepared(select(_OFFICER).where(_OFFICER.c.code == bindparam("code")))
REFERENCE_VERSION = "reference_version"


class _TriedOnly(Exception):
    """Ends a transaction of which nothing is to be kept."""


@dataclass(frozen=True, slots=True)
class Register:
    """A register that is open for reading and writing.

    `halves` are those of the recovery key, of a register that was made just now: they are nowhere else.
    """

    engine: Engine
    unsure: list[Unsure] = field(default_factory=list, compare=False)
    """Acts of which nobody knows whether the server kept them."""
    halves: tuple[str, str] | None = field(default=None, repr=False, compare=False)

    @contextmanager
    def writing(self) -> Iterator[Work]:
        """Give one unit of work; all of it is kept, or nothing."""
        with writing(self.engine) as connection:
            yield Work(connection)

    @contextmanager
    def trying(self) -> Iterator[Work]:
        """Give one unit of work of which nothing is kept."""
        with suppress(_TriedOnly), writing(self.engine) as connection:
            yield Work(connection)
            raise _TriedOnly

    @contextmanager
    def reading(self) -> Iterator[Work]:
        """Give a view of one state of the register."""
        with reading(self.engine) as connection:
            yield Work(connection)

    @property
    def path(self) -> Path | None:
        """Return the file of the register; None on a server."""
        return file_behind(self.engine)

    @property
    def place(self) -> str:
        """Return what tells this register from others: its file, or its server and database without the password."""
        return str(self.path.resolve()) if self.path else self.engine.url.render_as_string(hide_password=True)

    def forget_clear_words(self) -> None:
        """Take words that were sealed out of the log in which the database may still hold them."""
        forgetting.empty_log(self.engine)

    def clean_index(self) -> None:
        """Take words that were sealed out of an index too large to be cleaned by the act that sealed them."""
        forgetting.clean_index_in_pieces(self.engine)

    def close(self) -> None:
        """Let go of the file or server."""
        self.engine.dispose()


def open_register(url: str) -> Register:
    """Return the register at `url`, brought to the newest schema.

    An upgrade is tried on a copy first, which is kept. Raises `RegisterMissing`, `NotARegister`,
    `RegisterNewer`, `NetworkShare`.
    """
    register = Register(open_engine(url))
    try:
        with reading(register.engine) as connection:
            steps = migrations.pending(connection)
            refuse_moved(connection)
        if steps:
            upgrade(register.engine, steps[-1])
    except BaseException:
        register.close()
        raise
    return register


def refuse_moved(connection: Connection) -> None:
    """Raise `RegisterMoved` when the register lies elsewhere now."""
    to = migrations.read_setting(connection, migrations.MOVED_TO)
    if to:
        raise RegisterMoved(path=to)


def create_register(
    url: str,
    files: dict[str, str],
    officer: Officer,
    pin_hash: str,
    at: datetime,
    *,
    durable: bool = True,
    officer_keys: OfficerKeys | None = None,
    recovery: Pair | None = None,
) -> Register:
    """Return a new, empty register that holds its reference files and its first officer.

    The recovery key is made now, unless it is given. Raises `RegisterExists`, `NetworkShare`.
    """
    path = file_of(url)
    if path is not None and path.exists():
        raise RegisterExists(path=str(path))
    pair = recovery or seals.new_pair()
    register = Register(open_engine(url, create=True, durable=durable), halves=seals.halves(pair.private))
    try:
        with register.writing() as work:
            if path is None and migrations.is_there(work.connection):
                raise RegisterExists(path=server.shown(register.engine))
            migrations.create(work.connection)
            for name, text in sorted(files.items()):
                work.insert("reference_file", name=name, digest=journal.digest_of(text), text=text)
            work.insert(
                "officer",
                code=officer.code,
                name=officer.name,
                roles=",".join(sorted(officer.roles)),
                pin_hash=pin_hash,
            )
            keys.give_recovery_key(work, pair.public)
            if officer_keys is not None:
                keys.give_key(work, officer.code, officer_keys)
            migrations.write_setting(work.connection, REFERENCE_VERSION, version_of(files))
            journal.append(work.connection, work.changes, at=at, officer=officer.code, act="init", subject="")
    except BaseException:
        register.close()
        raise
    return register


def reference_files(work: Work) -> dict[str, str]:
    """Return the law, calendar, bodies, words and office files that this register goes by."""
    return {row["name"]: row["text"] for row in work.rows("reference_file")}


def reference_version(work: Work) -> str:
    """Return the version of the reference files that this register goes by now. Raises `RegisterMoved`.

    Every act begins with it: a desk that was open when the register was moved away writes no more here.
    """
    known = migrations.read_settings(work.connection, REFERENCE_VERSION, migrations.MOVED_TO)
    if migrations.MOVED_TO in known:
        raise RegisterMoved(path=known[migrations.MOVED_TO])
    return known.get(REFERENCE_VERSION, "")


def take_reference_file(work: Work, name: str, text: str) -> None:
    """Lay a file over the register's own of that name, or beside them when there is none."""
    digest = journal.digest_of(text)
    known = work.every("reference_file", name=name)
    if known:
        work.update("reference_file", known[0]["id"], {"digest": digest, "text": text, "voided": None})
    else:
        work.insert("reference_file", name=name, digest=digest, text=text)


def note_reference_version(work: Work) -> None:
    """Keep the version of the reference files as they stand now: every desk goes by it from here on."""
    migrations.write_setting(work.connection, REFERENCE_VERSION, version_of(reference_files(work)))


def officers(work: Work) -> list[Officer]:
    """Return every officer, the first one first."""
    return [_officer(dict(row)) for row in work.rows("officer")]


def officer_of(work: Work, code: str) -> Officer | None:
    """Return the officer of that code as the register knows them now; None for one that it does not know."""
    row = _BY_CODE.row(work.connection, {"code": code})
    return None if row is None else _officer(row)


def pin_hash(work: Work, code: str) -> str:
    """Return the stored PIN hash of an officer; empty when none is set."""
    return (
        work.connection.execute(select(_OFFICER.c.pin_hash).where(_OFFICER.c.code == code)).scalar_one_or_none() or ""
    )


def _officer(row: Mapping[str, Any]) -> Officer:
    return Officer(row["code"], row["name"], frozenset(filter(None, row["roles"].split(","))), row["active"])
