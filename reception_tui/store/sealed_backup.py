"""Backups that only the two keepers of the recovery key can read: libsodium's secretstream under a key sealed to it.

The file begins with a line that says what it is and a line with the key of the stream, sealed to the recovery key. Then
come pieces of one length; the last one is marked as the last, so that a file that was cut off is refused like one that
was changed. No clear copy touches the disk.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Engine

from reception_tui.domain.errors import BackupBroken, FileExists, FileUnreadable, NoKey
from reception_tui.store import seals
from reception_tui.store.backup import check_copy, sync
from reception_tui.store.engine import explained

MAGIC = b"reception backup 1\n"
_PIECE = 64 * 1024


def back_up_sealed(engine: Engine, destination: Path, recovery: str) -> Path:
    """Write the register, sealed to the recovery key, and return the file once it was read back whole.

    Raises `FileExists`, `BackupBroken`, `NoKey` for a register without a recovery key.
    """
    from nacl.bindings import crypto_secretstream_xchacha20poly1305_keygen

    if destination.exists():
        raise FileExists("dest", path=str(destination))
    if not recovery:
        raise NoKey("dest", officer="*")
    plain = _copied(engine, destination)
    key = crypto_secretstream_xchacha20poly1305_keygen()
    destination.parent.mkdir(parents=True, exist_ok=True)
    partial = destination.with_name(destination.name + ".partial")
    partial.unlink(missing_ok=True)
    with explained(engine), os.fdopen(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        for piece in _sealed_pieces(plain, key, recovery):
            file.write(piece)
    if hashlib.sha256(_opened(partial, key)).digest() != hashlib.sha256(plain).digest():
        raise BackupBroken(path=str(partial))
    sync(partial)
    partial.replace(destination)
    return destination


def is_sealed(path: Path) -> bool:
    """Tell whether a file is a sealed backup. Raises `FileUnreadable`."""
    try:
        with path.open("rb") as file:
            return file.read(len(MAGIC)) == MAGIC
    except OSError as error:
        raise FileUnreadable("src", path=str(path)) from error


def opened_backup(path: Path, private: bytes) -> bytes:
    """Return the register of a sealed backup, for the private half of the recovery key.

    Raises `BackupBroken` when it was cut off or changed, `SealBroken` when it was sealed for another key.
    """
    head = _head(path)
    return _opened(path, seals.unseal(str(head.get("key", "")), private))


def _copied(engine: Engine, destination: Path) -> bytes:
    """Return a whole copy of the register as it stands, taken while desks work."""
    with explained(engine):
        raw = engine.raw_connection()
        try:
            source: sqlite3.Connection = raw.driver_connection  # type: ignore[assignment]
            copy = sqlite3.connect(":memory:")
            try:
                source.backup(copy)
                check_copy(copy, destination)
                return bytes(copy.serialize())
            finally:
                copy.close()
        finally:
            raw.close()


def _sealed_pieces(plain: bytes, key: bytes, recovery: str) -> Iterator[bytes]:
    from nacl import bindings as sodium

    head = json.dumps({"for": recovery, "key": seals.seal(key, recovery)}).encode() + b"\n"
    state = sodium.crypto_secretstream_xchacha20poly1305_state()
    yield MAGIC + head + sodium.crypto_secretstream_xchacha20poly1305_init_push(state, key)
    told = hashlib.sha256(head).digest()
    for at in range(0, len(plain), _PIECE):
        last = at + _PIECE >= len(plain)
        tag = (
            sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL
            if last
            else sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
        )
        yield sodium.crypto_secretstream_xchacha20poly1305_push(state, plain[at : at + _PIECE], told, tag)


def _head(path: Path) -> dict[str, object]:
    with path.open("rb") as file:
        if file.read(len(MAGIC)) != MAGIC:
            raise BackupBroken(path=str(path))
        try:
            head = json.loads(file.readline(4096))
        except ValueError as error:
            raise BackupBroken(path=str(path)) from error
    if not isinstance(head, dict):
        raise BackupBroken(path=str(path))
    return head


def _opened(path: Path, key: bytes) -> bytes:
    """Return what the pieces of a sealed backup hold. Raises `BackupBroken`."""
    from nacl import bindings as sodium

    length = _PIECE + sodium.crypto_secretstream_xchacha20poly1305_ABYTES
    found: list[bytes] = []
    tag = sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
    with path.open("rb") as file:
        file.seek(len(MAGIC))
        told = hashlib.sha256(file.readline(4096)).digest()
        state = sodium.crypto_secretstream_xchacha20poly1305_state()
        try:
            start = file.read(sodium.crypto_secretstream_xchacha20poly1305_HEADERBYTES)
            sodium.crypto_secretstream_xchacha20poly1305_init_pull(state, start, key)
            while piece := file.read(length):
                if tag == sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL:
                    raise BackupBroken(path=str(path))
                plain, tag = sodium.crypto_secretstream_xchacha20poly1305_pull(state, piece, told)
                found.append(plain)
        except (RuntimeError, ValueError, TypeError) as error:
            raise BackupBroken(path=str(path)) from error
    if tag != sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL:
        raise BackupBroken(path=str(path))
    return b"".join(found)
