"""A sealed copy as it lies on the disk: libsodium's secretstream under a key that is sealed to the recovery key.

The file begins with a line that says what it is and a line about the copy: for whom it is sealed, the key of the
stream, what kind of register it holds, and the head of that register's journal. Then come pieces of one length; the
last one is marked as the last, so that a file that was cut off is refused like one that was changed. Each piece answers
for that line.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reception_tui.domain.errors import BackupBroken, DiskFull, FileExists, FileUnreadable, FileUnwritable, NoKey
from reception_tui.store import seals
from reception_tui.store.backup import sync

MAGIC = b"reception backup 1\n"
OF_FILE, OF_SERVER = "file", "server"
_PIECE = 64 * 1024
_LONGEST_LINE = 4096


@dataclass(frozen=True, slots=True)
class Written:
    """A sealed copy that was read back whole.

    `digest` is the SHA-256 of the file, `head` number and hash of the last entry of the journal in it, `key` the key of
    its stream, which is nowhere else.
    """

    path: Path
    digest: str
    size: int
    head: tuple[int, str]
    key: bytes = field(repr=False)


def write(
    destination: Path,
    recovery: str,
    kind: str,
    head: tuple[int, str],
    plain: Iterable[bytes],
    check: Callable[[Path, bytes], object] | None = None,
) -> Written:
    """Write a sealed copy, which appears under its name only once it was read back whole and `check` found no fault.

    `check` gets the file and its key. Raises `FileExists`, `FileUnwritable`, `DiskFull`, `BackupBroken`, and `NoKey`
    for a register without a recovery key.
    """
    from nacl.bindings import crypto_secretstream_xchacha20poly1305_keygen

    if destination.exists():
        raise FileExists("dest", path=str(destination))
    if not recovery:
        raise NoKey("dest", officer="*")
    key = crypto_secretstream_xchacha20poly1305_keygen()
    about = {"for": recovery, "key": seals.seal(key, recovery), "kind": kind, "journal": list(head)}
    partial = destination.with_name(destination.name + ".partial")
    try:
        destination.parent.mkdir(parents=True, exist_ok=True)
        partial.unlink(missing_ok=True)
        meant = hashlib.sha256()
        with os.fdopen(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.writelines(_sealed(_counted(plain, meant), key, json.dumps(about).encode() + b"\n"))
        sync(partial)
        found = hashlib.sha256()
        for piece in pieces(partial, key):
            found.update(piece)
        if found.digest() != meant.digest():
            raise BackupBroken(path=str(partial))
        if check is not None:
            check(partial, key)
        digest, size = digest_of(partial), partial.stat().st_size
        partial.replace(destination)
    except OSError as error:
        raise (DiskFull if error.errno == errno.ENOSPC else FileUnwritable)(path=str(destination)) from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
    return Written(destination, digest, size, head, key)


def is_sealed(path: Path) -> bool:
    """Tell whether a file is a sealed copy. Raises `FileUnreadable`."""
    try:
        with path.open("rb") as file:
            return file.read(len(MAGIC)) == MAGIC
    except OSError as error:
        raise FileUnreadable("src", path=str(path)) from error


def about(path: Path) -> dict[str, Any]:
    """Return what a sealed copy says of itself. Raises `BackupBroken`, `FileUnreadable`."""
    try:
        with path.open("rb") as file:
            if file.read(len(MAGIC)) != MAGIC:
                raise BackupBroken(path=str(path))
            told = json.loads(file.readline(_LONGEST_LINE))
    except ValueError as error:
        raise BackupBroken(path=str(path)) from error
    except OSError as error:
        raise FileUnreadable("src", path=str(path)) from error
    if not isinstance(told, dict):
        raise BackupBroken(path=str(path))
    return told


def key_of(path: Path, private: bytes) -> bytes:
    """Return the key of a copy's stream, by the private recovery key. Raises `BackupBroken`, `SealBroken`."""
    return seals.unseal(str(about(path).get("key", "")), private)


def pieces(path: Path, key: bytes) -> Iterator[bytes]:
    """Yield what a sealed copy holds. Raises `BackupBroken`, at the latest where the file ends too early."""
    from nacl import bindings as sodium

    final = sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL
    length = _PIECE + sodium.crypto_secretstream_xchacha20poly1305_ABYTES
    tag = sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
    with path.open("rb") as file:
        file.seek(len(MAGIC))
        told = hashlib.sha256(file.readline(_LONGEST_LINE)).digest()
        state = sodium.crypto_secretstream_xchacha20poly1305_state()
        try:
            start = file.read(sodium.crypto_secretstream_xchacha20poly1305_HEADERBYTES)
            sodium.crypto_secretstream_xchacha20poly1305_init_pull(state, start, key)
            while piece := file.read(length):
                if tag == final:
                    raise BackupBroken(path=str(path))
                plain, tag = sodium.crypto_secretstream_xchacha20poly1305_pull(state, piece, told)
                yield plain
        except (RuntimeError, ValueError, TypeError) as error:
            raise BackupBroken(path=str(path)) from error
    if tag != final:
        raise BackupBroken(path=str(path))


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file as it lies on the disk. Raises `FileUnreadable`."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise FileUnreadable("src", path=str(path)) from error


def _counted(plain: Iterable[bytes], digest: Any) -> Iterator[bytes]:
    """Yield what is to be sealed in pieces of one length, the last one shorter; at least one."""
    rest = bytearray()
    for part in plain:
        digest.update(part)
        rest += part
        while len(rest) > _PIECE:
            yield bytes(rest[:_PIECE])
            del rest[:_PIECE]
    yield bytes(rest)


def _sealed(plain: Iterator[bytes], key: bytes, line: bytes) -> Iterator[bytes]:
    from nacl import bindings as sodium

    state = sodium.crypto_secretstream_xchacha20poly1305_state()
    yield MAGIC + line + sodium.crypto_secretstream_xchacha20poly1305_init_push(state, key)
    told = hashlib.sha256(line).digest()
    push = sodium.crypto_secretstream_xchacha20poly1305_push
    before = next(plain)
    for piece in plain:
        yield push(state, before, told, sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE)
        before = piece
    yield push(state, before, told, sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL)
