"""A reception day that was held: who was received, who did not come, what was concluded."""

from __future__ import annotations

from dataclasses import dataclass

from reception_tui.desk.findable import brought_denunciation, title_of
from reception_tui.desk.queries.days import Place, queue_of
from reception_tui.desk.queries.tasks import TaskLine, line_of
from reception_tui.domain.kinds import Host, ReceivedBy, VisitResult
from reception_tui.domain.reception_days import Turn
from reception_tui.domain.reference import Reference
from reception_tui.domain.text import shorten
from reception_tui.store.numbers import tidy_number
from reception_tui.store.work import Row, Work

_CONTENT_WIDTH = 300


@dataclass(frozen=True, slots=True)
class Received:
    """One visit of a reception day. `who` and `content` are empty where they are kept secret."""

    no: str
    time: str
    who: str
    head_count: int
    content: str
    result: VisitResult | None
    petitions: tuple[str, ...]
    secret: bool


@dataclass(frozen=True, slots=True)
class HeldDay:
    """A reception day that was held, as its minutes tell it."""

    session: Row
    host: Host
    received_by: ReceivedBy
    attendees: tuple[str, ...]
    received: tuple[Received, ...]
    missing: tuple[Place, ...]
    tasks: tuple[TaskLine, ...]

    @property
    def nobody_came(self) -> bool:
        """Tell whether no one was received."""
        return not self.received


def held_day(work: Work, reference: Reference, no: str) -> HeldDay:
    """Return what the minutes of a reception day tell. Raises `UnknownRecord`."""
    session = work.by_no("session", tidy_number(no), "session")
    planned = work.rows("planned_day", session_id=session["id"])
    attendees = tuple(filter(None, planned[0]["attendees"].split(","))) if planned else ()
    places = queue_of(work, reference, planned[0]["no"]).places if planned else ()
    tasks = [{**row, "session": session["no"], "told": ""} for row in work.rows("task", session_id=session["id"])]
    return HeldDay(
        session=session,
        host=Host(session["host"]),
        received_by=ReceivedBy(session["received_by"]),
        attendees=attendees,
        received=tuple(_received(work, row) for row in work.rows("visit", session_id=session["id"])),
        missing=tuple(one for one in places if one.turn in (Turn.WAITING, Turn.ABSENT, Turn.GIVEN_UP)),
        tasks=tuple(line_of(work, row, None) for row in tasks),
    )


def _received(work: Work, visit: Row) -> Received:
    secret = brought_denunciation(work, visit)
    links = sorted(work.rows("visit_person", visit_id=visit["id"]), key=lambda one: one["ord"])
    names = [] if secret else [str(work.row("person", one["person_id"])["name"]) for one in links]
    petitions = work.rows("petition", visit_id=visit["id"])
    return Received(
        no=visit["no"],
        time=visit["time"],
        who=names[0] if names else "",
        head_count=visit["head_count"],
        content="" if secret else shorten(visit["content"], _CONTENT_WIDTH),
        result=VisitResult(visit["result"]) if visit["result"] else None,
        petitions=tuple(title_of(row) if secret else str(row["no"]) for row in petitions),
        secret=secret,
    )
