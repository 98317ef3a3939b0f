"""PINs and passphrases: made into hashes, and compared with them."""

from __future__ import annotations

from datetime import datetime

from reception_tui.domain.office import Officer
from reception_tui.domain.rights import Failures, SignInRules, check_secret
from reception_tui.domain.text import clean
from reception_tui.store import sign_ins
from reception_tui.store.work import Work


def hash_pin(pin: str) -> str:
    """Return the argon2id hash of a PIN or passphrase (RFC 9106: 64 MiB, three passes), which does not tell it."""
    from argon2 import PasswordHasher

    return PasswordHasher().hash(clean(pin))


def checked_hash(rules: SignInRules, pin: str, officer: Officer, field: str = "pin") -> str:
    """Return the hash of a new PIN. Raises what `check_secret` raises for one that is not good enough."""
    check_secret(rules, clean(pin), officer, field)
    return hash_pin(pin)


def pin_fits(stored: str, pin: str) -> bool:
    """Tell whether `pin` is the one behind the stored hash."""
    from argon2 import PasswordHasher
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return PasswordHasher().verify(stored, clean(pin))
    except (InvalidHashError, VerificationError):
        return False


def failures_of(work: Work, code: str) -> Failures:
    """Return the wrong PINs of an officer since the last right one."""
    count, last = sign_ins.failures(work.connection, code)
    return Failures(count, None if last is None else datetime.fromisoformat(last))
