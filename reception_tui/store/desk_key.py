"""The key of this desk: a file beside the user's settings, never in the register.

It seals what is not saved yet, and makes marks of rows that were taken in, which tell nothing to who has the register.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from reception_tui.domain.errors import FileUnreadable

_BYTES = 32
_MARK_BYTES = 10


def sealed_here(text: str) -> str:
    """Return a text that only this user on this machine opens."""
    from nacl.secret import SecretBox

    return SecretBox(_key(_place())).encrypt(text.encode()).hex()


def opened_here(sealed: str) -> str | None:
    """Return a text that was sealed here; None for one of another desk."""
    from nacl.exceptions import CryptoError
    from nacl.secret import SecretBox

    try:
        return SecretBox(_key(_place())).decrypt(bytes.fromhex(sealed)).decode()
    except (CryptoError, ValueError):
        return None


def marks_of(digests: Iterable[str]) -> list[str]:
    """Return the marks by which this user on this machine knows rows again; elsewhere they say nothing.

    Where no key can be kept they are known nowhere.
    """
    try:
        key = _key(_place())
    except FileUnreadable:
        key = secrets.token_bytes(_BYTES)
    return [hashlib.blake2b(one.encode(), digest_size=_MARK_BYTES, key=key).hexdigest() for one in digests]


def _place() -> Path:
    from platformdirs import user_data_path

    return user_data_path("reception", appauthor=False) / "desk.key"


@cache
def _key(place: Path) -> bytes:
    """Return the key of the file, made when there is none. Raises `FileUnreadable`."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            handle = os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except FileExistsError:
            found = place.read_bytes()
        else:
            found = secrets.token_bytes(_BYTES)
            with os.fdopen(handle, "wb") as file:
                file.write(found)
    except OSError as error:
        raise FileUnreadable("draft", path=str(place)) from error
    if len(found) != _BYTES:
        raise FileUnreadable("draft", path=str(place))
    return found
