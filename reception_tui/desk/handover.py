"""Unfinished forms handed from one officer to another: one form, or all of a desk at the end of a shift."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from reception_tui.store import drafts
from reception_tui.store.work import Work

_FROM = "<"
"""Stands before the officer who handed the form over, where the time stands of one that was put aside."""


def hand_over(work: Work, forms: Iterable[drafts.Draft], to: str, now: datetime) -> int:
    """Give unfinished forms to another officer, and return how many. They are no facts of the register yet."""
    count = 0
    for one in forms:
        record = one.about.partition(drafts.PARKED)[0]
        about = f"{record}{drafts.PARKED}{_FROM}{one.officer} {now:%H:%M:%S}"
        drafts.keep(work.connection, one.id, to, one.form, about, one.updated, one.values)
        count += 1
    return count


def handed_by(draft: drafts.Draft) -> str:
    """Return the officer who handed the form over; nothing when its own officer put it aside."""
    rest = draft.about.partition(drafts.PARKED)[2]
    return rest.removeprefix(_FROM).partition(" ")[0] if rest.startswith(_FROM) else ""


def handed_to(work: Work, officer: str) -> list[drafts.Draft]:
    """Return the forms that others handed to the officer and that were not taken up yet."""
    return [one for one in drafts.of_officer(work.connection, officer) if handed_by(one)]
