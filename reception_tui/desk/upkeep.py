"""What keeps the register from being lost: copies made, old ones taken away, and a copy tried every week.

It runs by itself, behind a desk or with the nightly page. The journal keeps what was done and what failed.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from reception_tui.desk.door import Desk, note
from reception_tui.domain.errors import AnotherRegister, BackupBroken, FileUnreadable, NoKey, StorageTrouble
from reception_tui.store import copies, journal, keys, sealed_backup, sealed_stream, server_backup
from reception_tui.store.journal_rows import verify_rows
from reception_tui.store.sealed_stream import Written

WHOLE, BYTES = "whole", "bytes"
"""How a copy was tried: restored and read, or held against the digest of when it was made."""


@dataclass(frozen=True, slots=True)
class Copied:
    """A copy that was made, and older ones that were taken away."""

    path: Path
    digest: str
    gone: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Tried:
    """A copy that was tried: its file, how, how many entries its journal has, and what is wrong with it."""

    path: str
    how: str
    entries: int = 0
    fault: str = ""

    @property
    def holds(self) -> bool:
        """Tell whether nothing is wrong with it."""
        return not self.fault


@dataclass(frozen=True, slots=True)
class Kept:
    """What was done to keep the register from being lost; nothing where nothing was due."""

    copied: Copied | None = None
    failed: StorageTrouble | NoKey | None = None
    tried: Tried | None = None


def keep_up(desk: Desk) -> Kept:
    """Make a copy if one is due, and try one if that is due. What fails is journalled once a day and returned.

    Words that were sealed leave the index before it is copied; where they cannot now, the next time tries again.
    """
    with suppress(StorageTrouble):
        desk.register.clean_index()
    rules, now = desk.reference.backup, desk.now()
    with desk.register.reading() as work:
        before = copies.standing(work.connection)
    copied, failed = None, None
    if before.is_copy_due(rules, now):
        try:
            copied = copy_now(desk)
        except (StorageTrouble, NoKey) as error:
            failed = error
            if not before.failed:
                note(desk, copies.BACK_UP, facts={"failed": error.code})
    with desk.register.reading() as work:
        after = copies.standing(work.connection)
    return Kept(copied, failed, try_last(desk) if after.is_drill_due(rules, now) else None)


def copy_now(desk: Desk) -> Copied:
    """Make a sealed copy in the office's folder and take away what is kept no longer. Raises as `copy_to` does."""
    rules, engine = desk.reference.backup, desk.register.engine
    written = _written(desk, copies.place_for(engine, rules, desk.now()))
    copies.keep_key(engine, written.digest, written.key)
    _note(desk, written, {"file": written.path.name})
    return Copied(written.path, written.digest, copies.take_away_old(engine, rules))


def copy_to(desk: Desk, destination: Path) -> Copied:
    """Make a sealed copy in a place of the officer's own choice, whose name the journal does not tell.

    Raises `FileExists`, `BackupBroken`, `NoKey`, and storage trouble.
    """
    written = _written(desk, destination)
    _note(desk, written, {})
    return Copied(written.path, written.digest)


def try_last(desk: Desk, private: bytes | None = None) -> Tried:
    """Try the last copy in the office's folder: restored and read with its key, else held against its digest.

    `private` is the recovery key, where its two keepers have given their halves.
    """
    with desk.register.reading() as work:
        known = copies.last_kept(work.connection)
    if not known:
        return _tell(desk, Tried("", BYTES, fault="file_unreadable"))
    path = copies.folder_of(desk.register.engine, desk.reference.backup) / str(known["file"])
    return try_copy(desk, path, private, known)


def try_copy(desk: Desk, path: Path, private: bytes | None, known: Mapping[str, object] | None = None) -> Tried:
    """Try a sealed copy; nothing is put in the place of the register. `known` is what the journal says of it."""
    how, entries = BYTES, 0
    try:
        digest = sealed_stream.digest_of(path)
        if known is not None and digest != known["digest"]:
            raise BackupBroken(path=str(path))
        about = sealed_stream.about(path)
        no, hash_ = about.get("journal", [0, ""])
        key = sealed_stream.key_of(path, private) if private else copies.kept_key(desk.register.engine, digest)
        if key is not None:
            how = WHOLE
            if _head_of(path, key, about) != (no, hash_):
                raise BackupBroken(path=str(path))
        with desk.register.reading() as work:
            if not journal.holds(work.connection, no, hash_):
                raise AnotherRegister(path=str(path))
        entries = no
    except (StorageTrouble, FileUnreadable) as error:
        return _tell(desk, Tried(str(path), how, fault=error.code))
    return _tell(desk, Tried(str(path), how, entries))


def _head_of(path: Path, key: bytes, about: Mapping[str, object]) -> tuple[int, str]:
    """Return the head of the journal in a copy that was restored and read whole. Raises `BackupBroken`."""
    if about.get("kind") == sealed_stream.OF_SERVER:
        return server_backup.verify(path, lambda: sealed_stream.pieces(path, key))
    with sealed_backup.opened_in_memory(path, key) as connection:
        if any(True for _ in journal.verify(connection)) or any(True for _ in verify_rows(connection)):
            raise BackupBroken(path=str(path))
        return journal.head(connection)


def _written(desk: Desk, destination: Path) -> Written:
    with desk.register.reading() as work:
        recovery = keys.public_key_of(work, keys.RECOVERY)
    make = sealed_backup.back_up_sealed if desk.register.path is not None else server_backup.back_up_sealed
    return make(desk.register.engine, destination, recovery)


def _note(desk: Desk, written: Written, facts: Mapping[str, object]) -> None:
    note(desk, copies.BACK_UP, facts={**facts, "digest": written.digest, "size": written.size, "head": written.head[0]})


def _tell(desk: Desk, tried: Tried) -> Tried:
    facts: dict[str, object] = {"how": tried.how, "entries": tried.entries}
    note(desk, copies.DRILL, facts=facts | ({"fault": tried.fault} if tried.fault else {}))
    return tried
