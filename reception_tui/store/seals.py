"""Sealing words for those who hold a key: libsodium's boxes, and argon2id for what a passphrase guards.

Whoever has a public key can seal; only its private half opens. Nothing here knows what the words are about.
"""

from __future__ import annotations

import base64
import secrets
from dataclasses import dataclass

from reception_tui.domain.errors import SealBroken, WrongPassphrase

_BLOCK = 128
"""Sealed words are filled up to a multiple of this, so that their length tells little."""

_KEY_BYTES = 32
_HALF_GROUPS = 4


@dataclass(frozen=True, slots=True, repr=False)
class Pair:
    """A key pair: `public` as text, `private` as its 32 bytes, which no `repr` shows."""

    public: str
    private: bytes


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess at a passphrase costs: rounds and bytes of argon2id."""

    rounds: int
    memory: int


USUAL_COST = Cost(3, 64 * 1024 * 1024)
"""RFC 9106 for machines without memory to spare, as for the PIN itself: three passes over 64 MiB."""


def new_pair() -> Pair:
    """Return a fresh key pair."""
    from nacl.public import PrivateKey

    key = PrivateKey.generate()
    return Pair(_text(bytes(key.public_key)), bytes(key))


def pair_of(private: bytes) -> Pair:
    """Return the pair of a private half."""
    from nacl.public import PrivateKey

    return Pair(_text(bytes(PrivateKey(private).public_key)), private)


def seal(words: bytes, public: str) -> str:
    """Return `words` so that only the private half of `public` opens them."""
    from nacl.bindings import sodium_pad
    from nacl.public import PublicKey, SealedBox

    return _text(SealedBox(PublicKey(_bytes(public))).encrypt(sodium_pad(words, _BLOCK)))


def check_public(public: str) -> None:
    """Raise `SealBroken` for what is no public key: nothing could be sealed for its holder, nor for others beside."""
    if len(_bytes(public)) != _KEY_BYTES:
        raise SealBroken("public_key")


def unseal(sealed: str, private: bytes) -> bytes:
    """Return what was sealed. Raises `SealBroken` when it was changed or sealed for somebody else.

    `private` may be several keys in a row, as of a case whose lock was changed: one of them opens.
    """
    from nacl.bindings import sodium_unpad
    from nacl.exceptions import CryptoError
    from nacl.public import PrivateKey, SealedBox

    box = _bytes(sealed)
    for key in ring(private):
        try:
            return sodium_unpad(SealedBox(PrivateKey(key)).decrypt(box), _BLOCK)
        except (CryptoError, ValueError):
            continue
    raise SealBroken


def ring(private: bytes) -> list[bytes]:
    """Return the single keys of several in a row, the newest first."""
    return [private[at : at + _KEY_BYTES] for at in range(0, len(private), _KEY_BYTES)]


def fits(private: bytes, public: str) -> bool:
    """Tell whether the newest of several private keys in a row is that of `public`."""
    return len(private) >= _KEY_BYTES and pair_of(private[:_KEY_BYTES]).public == public


def wrap(private: bytes, passphrase: str, cost: Cost = USUAL_COST) -> str:
    """Return a private half that only `passphrase` gives back."""
    from nacl.pwhash.argon2id import SALTBYTES
    from nacl.secret import SecretBox

    salt = secrets.token_bytes(SALTBYTES)
    box = SecretBox(_stretched(passphrase, salt, cost)).encrypt(private)
    return "$".join(("argon2id", str(cost.rounds), str(cost.memory), _text(salt), _text(bytes(box))))


def unwrap(wrapped: str, passphrase: str) -> bytes:
    """Return the private half behind a passphrase. Raises `WrongPassphrase`, `SealBroken`."""
    from nacl.exceptions import CryptoError
    from nacl.secret import SecretBox

    try:
        _, rounds, memory, salt, box = wrapped.split("$")
        key = _stretched(passphrase, _bytes(salt), Cost(int(rounds), int(memory)))
    except ValueError as error:
        raise SealBroken from error
    try:
        return SecretBox(key).decrypt(_bytes(box))
    except CryptoError as error:
        raise WrongPassphrase("pin") from error


def halves(private: bytes) -> tuple[str, str]:
    """Return two texts that give the private half back together, and tell nothing one by one."""
    pad = secrets.token_bytes(_KEY_BYTES)
    other = bytes(a ^ b for a, b in zip(private, pad, strict=True))
    return _printed(pad), _printed(other)


def joined(first: str, second: str) -> bytes:
    """Return the private half that two texts were split from. Raises `SealBroken` for what is no half."""
    one, two = _read(first), _read(second)
    return bytes(a ^ b for a, b in zip(one, two, strict=True))


def fingerprint(text: str, key: bytes, salt: bytes) -> str:
    """Return a digest of `text` that nobody can compute or compare without the key. `salt` has at most 16 bytes."""
    from nacl.encoding import RawEncoder
    from nacl.hash import blake2b

    return _text(blake2b(text.encode(), digest_size=16, key=key, salt=salt, encoder=RawEncoder))


def _stretched(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    from nacl.pwhash import argon2id

    return argon2id.kdf(_KEY_BYTES, passphrase.encode(), salt, opslimit=cost.rounds, memlimit=cost.memory)


def _printed(half: bytes) -> str:
    """Return a half in groups that can be copied by hand, with a check at the end."""
    text = base64.b32encode(half + _sum(half)).decode().rstrip("=")
    return "-".join(text[at : at + _HALF_GROUPS] for at in range(0, len(text), _HALF_GROUPS))


def _read(typed: str) -> bytes:
    kept = "".join(c for c in typed.upper() if c.isascii() and c.isalnum())
    try:
        raw = base64.b32decode(kept + "=" * (-len(kept) % 8))
    except ValueError as error:
        raise SealBroken("half") from error
    half, check = raw[:_KEY_BYTES], raw[_KEY_BYTES:]
    if len(half) != _KEY_BYTES or check != _sum(half):
        raise SealBroken("half")
    return half


def _sum(half: bytes) -> bytes:
    import hashlib

    return hashlib.sha256(half).digest()[:3]


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except ValueError as error:
        raise SealBroken from error
