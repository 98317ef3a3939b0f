"""Which nightly pages a printer took."""

from __future__ import annotations

from reception_tui.desk.door import Desk
from reception_tui.desk.queries.day import Day
from reception_tui.store import digests, nights
from reception_tui.store.work import Work


def note_printed(work: Work, desk: Desk, page: Day, *, queue: str, format_: str, digest: str) -> bool:
    """Keep that the page of a day was printed. Return True where it tells something else than the one printed before.

    It is no act: the page shows the head of the journal, and a line about the printing would move it.
    """
    before = nights.digests_of(work.connection, page.on)
    printed = {
        "on": page.on,
        "number": page.number,
        "at": desk.now().isoformat(timespec="seconds"),
        "officer": desk.officer.code,
        "queue": queue,
        "format": format_,
        "digest": digest,
    }
    work.insert("printed_page", **printed, chain=digests.of_page(printed, digests.last_page(work.connection)))
    return bool(before) and before[-1] != digest
