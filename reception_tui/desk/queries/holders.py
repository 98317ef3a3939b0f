"""Who holds the key of a sealed case."""

from __future__ import annotations

from reception_tui.desk.context import petition_of
from reception_tui.store import keys, sealed_words
from reception_tui.store import register as registers
from reception_tui.store.work import Work


def holders_of(work: Work, no: str) -> tuple[str, ...]:
    """Return the codes of the officers who can open a petition; nobody where nothing of it is sealed."""
    case_id = sealed_words.case_of(work.stored("petition", petition_of(work, no)["id"])["sealed"])
    if case_id is None:
        return ()
    held = set(keys.holders_of(work, case_id))
    return tuple(one.code for one in registers.officers(work) if keys.public_key_of(work, one.code) in held)
