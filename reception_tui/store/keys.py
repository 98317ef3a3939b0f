"""Keys as the register keeps them: public halves of officers, sealed cases, and who holds the key of which."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from reception_tui.domain.errors import NoKey
from reception_tui.domain.text import clean
from reception_tui.store import seals
from reception_tui.store.journal import Lock
from reception_tui.store.seals import Pair
from reception_tui.store.tables import TABLES
from reception_tui.store.work import Work

RECOVERY = "*"
"""Stands for the office itself among the officers: its private half lies in two halves with two keepers."""

_WRAP = TABLES["key_wrap"]


@dataclass(frozen=True, slots=True)
class OfficerKeys:
    """A new key pair of an officer as it is stored: the public half, and the private one behind the passphrase."""

    public_key: str
    wrapped: str


def made_for(passphrase: str, pair: Pair | None = None, cost: seals.Cost = seals.USUAL_COST) -> OfficerKeys:
    """Return a key pair, a new one unless it is given, that `passphrase` guards."""
    known = pair or seals.new_pair()
    return OfficerKeys(known.public, seals.wrap(known.private, clean(passphrase), cost))


def give_key(work: Work, officer: str, keys: OfficerKeys) -> None:
    """Make `keys` those of an officer from now on; the same pair behind another passphrase replaces the wrap only."""
    seals.check_public(keys.public_key)
    if public_key_of(work, officer) != keys.public_key:
        work.insert("officer_key", officer=officer, public_key=keys.public_key)
    work.connection.execute(delete(_WRAP).where(_WRAP.c.public_key == keys.public_key))
    work.connection.execute(insert(_WRAP), {"public_key": keys.public_key, "wrapped": keys.wrapped})


def give_recovery_key(work: Work, public: str) -> None:
    """Make `public` the office's recovery key."""
    work.insert("officer_key", officer=RECOVERY, public_key=public)


def public_key_of(work: Work, officer: str) -> str:
    """Return the public key of an officer, or of the recovery; empty when there is none."""
    rows = work.rows("officer_key", officer=officer)
    return str(rows[-1]["public_key"]) if rows else ""


def private_key_of(work: Work, officer: str, passphrase: str) -> Pair:
    """Return the key pair of an officer. Raises `NoKey`, `WrongPassphrase`."""
    public = public_key_of(work, officer)
    wrapped = _wrap_of(work.connection, public)
    if not wrapped:
        raise NoKey("pin", officer=officer)
    return Pair(public, seals.unwrap(wrapped, clean(passphrase)))


def _wrap_of(connection: Connection, public: str) -> str:
    found = connection.execute(select(_WRAP.c.wrapped).where(_WRAP.c.public_key == public)).scalar_one_or_none()
    return found or ""


def new_case(work: Work, holders: Iterable[str], purpose: str = "") -> tuple[int, bytes]:
    """Add a sealed case for those public keys; return its number and private key."""
    pair = seals.new_pair()
    case_id = work.insert("sealed_case", public_key=pair.public, purpose=purpose)
    for holder in dict.fromkeys(holders):
        give_case(work, case_id, pair.private, holder)
    return case_id, pair.private


def give_case(work: Work, case_id: int, private: bytes, holder: str) -> None:
    """Give one more public key the key of a case."""
    if not work.rows("case_key", case_id=case_id, holder=holder):
        work.insert("case_key", case_id=case_id, holder=holder, wrapped=seals.seal(private, holder))


def take_case(work: Work, case_id: int, holders: Collection[str], by: int) -> None:
    """Take the key of a case away from public keys, by that entry, and give the case a new lock.

    The register opens nothing for them any more; what is written from now on they cannot open with a key and a file of
    before either. The other holders, who are known by their public keys alone, get the new key beside the old ones.
    """
    for row in work.rows("case_key", case_id=case_id):
        if row["holder"] in holders:
            work.update("case_key", row["id"], {"voided": by})
    pair = seals.new_pair()
    work.update("sealed_case", case_id, {"public_key": pair.public})
    for holder in dict.fromkeys(holders_of(work, case_id)):
        work.insert("case_key", case_id=case_id, holder=holder, wrapped=seals.seal(pair.private, holder))


def take_all(work: Work, officer: str, by: int) -> tuple[int, int]:
    """Take every key away from an officer, by that entry: of cases, and the officer's own.

    Returns how many cases got a new lock, and how many of them nobody but the recovery key holds now.
    """
    own = work.every("officer_key", officer=officer)
    public = {row["public_key"] for row in own}
    cases = sorted({row["case_id"] for key in public for row in work.rows("case_key", holder=key)})
    recovery = {row["public_key"] for row in work.every("officer_key", officer=RECOVERY)}
    for case_id in cases:
        take_case(work, case_id, public, by)
    for row in own:
        if row["voided"] is None:
            work.update("officer_key", row["id"], {"voided": by})
    work.connection.execute(delete(_WRAP).where(_WRAP.c.public_key.in_(public)))
    told = of_words(work, cases)
    return len(told), sum(recovery.issuperset(holders_of(work, case_id)) for case_id in told)


def of_words(work: Work, cases: Iterable[int]) -> list[int]:
    """Return those of the cases that seal words; the one of fingerprints seals none."""
    return [case_id for case_id in cases if not work.stored("sealed_case", case_id)["purpose"]]


def holders_of(work: Work, case_id: int) -> list[str]:
    """Return the public keys that hold the key of a case."""
    return [row["holder"] for row in work.rows("case_key", case_id=case_id)]


def case_key(work: Work, case_id: int, pair: Pair) -> bytes | None:
    """Return the private keys of a case in a row, the newest first, for one of its holders; None for anybody else."""
    rows = work.rows("case_key", case_id=case_id, holder=pair.public)
    return b"".join(seals.unseal(row["wrapped"], pair.private) for row in reversed(rows)) or None


def cases_held(work: Work, pair: Pair) -> Mapping[int, bytes]:
    """Return the private keys of every case that a key pair holds, by case, as `case_key` does."""
    found: dict[int, bytes] = {}
    for row in work.rows("case_key", holder=pair.public):
        found[row["case_id"]] = seals.unseal(row["wrapped"], pair.private) + found.get(row["case_id"], b"")
    return found


def lock_of(work: Work, case_id: int) -> Lock:
    """Return what the journal needs to seal words for a case."""
    return Lock(case_id, work.public_key(case_id))
