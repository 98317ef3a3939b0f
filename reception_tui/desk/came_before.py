"""Whether a denouncer came before: told to who has just opened the case and holds the key of fingerprints."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from reception_tui.desk.context import Context
from reception_tui.desk.findable import title_of
from reception_tui.desk.recusals import kept_from
from reception_tui.store import fingerprints, keys
from reception_tui.store import register as registers
from reception_tui.store.seals import Pair
from reception_tui.store.work import Row, Work

_CAUGHT_UP = 200
"""So many earlier cases get their fingerprints at one opening; the others at the next."""


def came_before(context: Context, pair: Pair, case_id: int) -> tuple[tuple[str, ...], int | None, bytes]:
    """Return the codes of other cases by the same people, and the case and key of fingerprints.

    Nothing, and no key, for an officer who does not hold the key: others learn not even that there is an answer.
    """
    work = context.work
    search, key = _search_key(context, pair)
    if search is None:
        return (), None, b""
    held = {row["case_id"] for row in work.rows("case_key", holder=pair.public)}
    late = sorted(held - fingerprints.known_cases(work) - {search, case_id})[:_CAUGHT_UP]
    own: frozenset[str] = frozenset()
    for one in (*late, case_id):
        with _opened(work, one, keys.case_key(work, one, pair) or b""):
            texts = fingerprints.texts_of(work.sealed_rows("person", one))
        fingerprints.learn(work, one, texts, key)
        own = texts
    return _codes(context, fingerprints.cases_like(work, own, key, but=case_id)), search, key


def sealed_like(work: Work, typed: str) -> list[Row]:
    """Return the papers by somebody of that name, number or telephone, where the key of fingerprints is open here."""
    search = fingerprints.search_case(work) if work.keys else None
    key = work.open_key(search)
    if key is None:
        return []
    return list(_papers(work, fingerprints.cases_like(work, fingerprints.texts_asked(typed), key)))


def _search_key(context: Context, pair: Pair) -> tuple[int | None, bytes]:
    """Return the case and key of fingerprints; the first officer of a role that holds cases makes it."""
    work = context.work
    search = fingerprints.search_case(work)
    if search is None:
        if not context.officer.roles & context.reference.secrets.holder_roles:
            return None, b""
        return fingerprints.new_search_case(work, [pair.public, *_holders(context)])
    key = keys.case_key(work, search, pair)
    if key is None:
        return None, b""
    for public in _holders(context):
        keys.give_case(work, search, key, public)
    return search, key


def _holders(context: Context) -> list[str]:
    """Return the public keys of the officers of the roles that hold every case, and that of the recovery."""
    wanted = context.reference.secrets.holder_roles
    codes = [one.code for one in registers.officers(context.work) if one.active and one.roles & wanted]
    return [public for code in (keys.RECOVERY, *codes) if (public := keys.public_key_of(context.work, code))]


def _codes(context: Context, cases: Collection[int]) -> tuple[str, ...]:
    kept = kept_from(context.work, context.officer.code).numbers
    return tuple(title_of(row) for row in _papers(context.work, cases) if row["no"] not in kept)


def _papers(work: Work, cases: Collection[int]) -> Iterator[Row]:
    """Yield the papers in force of cases, without their parts."""
    for case_id in cases:
        for row in work.sealed_rows("petition", case_id):
            if row["voided"] is None and row["parent_id"] is None:
                yield row


@contextmanager
def _opened(work: Work, case_id: int, key: bytes) -> Iterator[None]:
    """Let one more case be open in this unit of work, for a moment."""
    before = work.keys
    work.keys = {**before, case_id: key}
    try:
        yield
    finally:
        work.keys = before
