"""What every screen says at its top about the day: who waits, which number was given last, what was not printed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from reception_tui.desk.queries.night import unprinted
from reception_tui.domain.backup_rules import Standing
from reception_tui.domain.reference import Reference
from reception_tui.store import copies, day_lists, journal, lists, nights
from reception_tui.store.work import Work

_GIVE_A_NUMBER = ("log_visit", "register_petition")


@dataclass(frozen=True, slots=True)
class FrameFacts:
    """How many wait in today's reception days, the last register number, the nights not printed and their queue,
    and how the copies of the register stand.
    """

    waiting: int = 0
    last_no: str = ""
    unprinted: tuple[date, ...] = ()
    queue: str = ""
    copies: Standing = field(default_factory=Standing)


def frame_facts(work: Work, reference: Reference, today: date) -> FrameFacts:
    """Return what the top of the screen tells on a day."""
    days = day_lists.days_between(work.connection, today, today)
    return FrameFacts(
        sum(day["waiting"] for day in days if day["cancelled_on"] is None),
        lists.latest_subject(work.connection, _GIVE_A_NUMBER),
        unprinted(work, reference, today),
        nights.last_queue(work.connection),
        copies.standing(work.connection),
    )


def last_written(work: Work) -> datetime | None:
    """Return when the last entry of the journal was written; None of an empty one."""
    at = journal.last_at(work.connection)
    return None if at is None else datetime.fromisoformat(at)
