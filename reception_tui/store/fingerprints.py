"""Keyed fingerprints of what is sealed: whether two cases are by the same people, told to nobody without the key.

The key is that of a sealed case of its own, so it is given to officers, taken from them, and changed as every other.
Each fingerprint is salted by its case: equal names give no equal fingerprints, and whoever has the file sees nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import select

from reception_tui.domain.text import fold
from reception_tui.store import keys, seals
from reception_tui.store.tables import TABLES
from reception_tui.store.work import Row, Work

PURPOSE = "search"
"""The purpose of the one sealed case that seals no words."""

_SALT_BYTES = 16
_FEWEST_DIGITS = 8


def search_case(work: Work) -> int | None:
    """Return the case whose key makes fingerprints; None as long as there is none."""
    rows = work.rows("sealed_case", purpose=PURPOSE)
    return int(rows[0]["id"]) if rows else None


def new_search_case(work: Work, holders: Iterable[str]) -> tuple[int, bytes]:
    """Make the key of fingerprints for those public keys; return its case and private key."""
    return keys.new_case(work, holders, PURPOSE)


def texts_of(people: Iterable[Row]) -> frozenset[str]:
    """Return what of these people is made into fingerprints: names without marks, numbers, telephones."""
    found = set()
    for person in people:
        found |= {f"name {fold(person['name'])}"} if person["name"] else set()
        found |= {f"number {person[name]}" for name in ("id_number", "phone") if person[name]}
    return frozenset(found)


def texts_asked(typed: str) -> frozenset[str]:
    """Return what somebody who types this may look for: a whole name, or a number however it is grouped."""
    names, digits = typed.split(), "".join(c for c in typed if c.isdigit())
    found = {f"name {fold(' '.join(names))}"} if len(names) > 1 and not digits else set()
    return frozenset(found | ({f"number {digits}"} if len(digits) >= _FEWEST_DIGITS else set()))


def learn(work: Work, case_id: int, texts: Collection[str], key: bytes) -> None:
    """Keep the fingerprints of a case that are not kept yet, under the newest of the keys."""
    known = {row["digest"] for row in work.rows("fingerprint", case_id=case_id)}
    for text in sorted(texts):
        if known.isdisjoint(_digests(text, case_id, key)):
            work.insert("fingerprint", case_id=case_id, digest=_digests(text, case_id, key)[0])


def cases_like(work: Work, texts: Collection[str], key: bytes, *, but: int = 0) -> list[int]:
    """Return the cases, all but one, of which a fingerprint is that of one of the texts, the oldest first."""
    if not texts:
        return []
    table = TABLES["fingerprint"]
    query = select(table.c.case_id, table.c.digest).where(table.c.voided.is_(None), table.c.case_id != but)
    found = set()
    for row in work.connection.execute(query):
        if any(row.digest in _digests(text, row.case_id, key) for text in texts):
            found.add(int(row.case_id))
    return sorted(found)


def known_cases(work: Work) -> frozenset[int]:
    """Return the cases that have fingerprints."""
    table = TABLES["fingerprint"]
    return frozenset(work.connection.execute(select(table.c.case_id).distinct()).scalars())


def _digests(text: str, case_id: int, key: bytes) -> list[str]:
    """Return the fingerprints of a text for a case under each of several keys in a row, the newest first."""
    salt = str(case_id).rjust(_SALT_BYTES, "0").encode()
    return [seals.fingerprint(text, one, salt) for one in seals.ring(key)]
