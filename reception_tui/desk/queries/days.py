"""Reception days as the schedule shows them, and the queue of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reception_tui.desk.findable import brought_denunciation, is_secret, title_of
from reception_tui.domain.calendar import DecreedDay
from reception_tui.domain.errors import NoRuleInForce
from reception_tui.domain.kinds import Host, ReceivedBy, VisitKind
from reception_tui.domain.letters import LetterKind
from reception_tui.domain.reception_days import DayState, Turn, latest_publication
from reception_tui.domain.reference import Reference
from reception_tui.domain.text import shorten
from reception_tui.store import day_lists
from reception_tui.store.numbers import tidy_number
from reception_tui.store.work import Row, Work

_TITLE_WIDTH = 90


@dataclass(frozen=True, slots=True)
class DayRow:
    """A reception day of the schedule. `closed` is why it was moved off the day that its rule gave.

    `latest` is the last day for posting it; None where the law asks for nothing. `changes` are its notices.
    """

    no: str
    on: date
    time: str
    host: Host
    body: str
    kind: VisitKind
    received_by: ReceivedBy
    place: str
    content: str
    attendees: tuple[str, ...]
    state: DayState
    wanted_on: date
    planned_on: date
    published_on: date | None
    document: str
    latest: date | None
    closed: DecreedDay | None
    session: str
    minutes_on: date | None
    registered: int
    waiting: int
    received: int
    absent: int
    changes: tuple[Row, ...] = ()

    @property
    def moved_off(self) -> bool:
        """Tell whether the calendar moved it when it was planned."""
        planned = self.changes[0]["from_on"] if self.changes else self.on
        return bool(planned != self.wanted_on)

    def is_unposted_on(self, today: date) -> bool:
        """Tell whether it should have been posted by `today` and is not."""
        late = self.latest is not None and self.latest <= today <= self.on
        return late and self.state is DayState.PLANNED


@dataclass(frozen=True, slots=True)
class Place:
    """One place in the queue. `who` and `content` are empty where they are secret; `invited` is the letter's day."""

    ord: int
    no: str
    time: str
    who: str
    head_count: int
    content: str
    turn: Turn
    visit: str
    registered_on: date
    invited: date | None
    secret: bool


@dataclass(frozen=True, slots=True)
class Queue:
    """A reception day with its places in order. `invite_by` is the last day for the citizens' invitations.

    `invite_attendees_by` is that for those of the bodies that attend.
    """

    day: DayRow
    places: tuple[Place, ...]
    invite_by: date
    invite_attendees_by: date

    @property
    def next(self) -> Place | None:
        """Return the place that is called next."""
        return next((one for one in self.places if one.turn is Turn.WAITING), None)


def day_rows(work: Work, reference: Reference, first: date, last: date) -> list[DayRow]:
    """Return the reception days of a time, the earliest first."""
    return [_day(work, reference, row) for row in day_lists.days_between(work.connection, first, last)]


def queue_of(work: Work, reference: Reference, no: str) -> Queue:
    """Return a reception day with its queue. Raises `UnknownRecord`."""
    row = work.by_no("planned_day", tidy_number(no), "day")
    found = day_lists.days_between(work.connection, row["on"], row["on"])
    day = next((_day(work, reference, one) for one in found if one["id"] == row["id"]), None)
    if day is None:
        day = _day(work, reference, {**row, **dict.fromkeys(("registered", "waiting", "received", "absent"), 0)})
    places = sorted(work.rows("registration", day_id=row["id"]), key=lambda one: one["ord"])
    invite_by = reference.calendar.add_working_days(row["on"], -reference.days.invite_citizen)
    attendees_by = reference.calendar.add_working_days(row["on"], -reference.days.invite_attendees)
    return Queue(day, tuple(_place(work, one) for one in places), invite_by, attendees_by)


def uninvited(found: Queue) -> tuple[Place, ...]:
    """Return those who wait and to whom no invitation went out."""
    return tuple(one for one in found.places if one.turn is Turn.WAITING and one.invited is None)


def _day(work: Work, reference: Reference, row: Row) -> DayRow:
    changes = tuple(work.rows("day_change", day_id=row["id"]))
    planned = changes[0]["from_on"] if changes else row["on"]
    moved = planned != row["wanted_on"]
    return DayRow(
        no=row["no"],
        on=row["on"],
        time=row["time"],
        host=Host(row["host"]),
        body=row["body"],
        kind=VisitKind(row["kind"]),
        received_by=ReceivedBy(row["received_by"]),
        place=row["place"],
        content=row["content"],
        attendees=tuple(filter(None, row["attendees"].split(","))),
        state=_state(row),
        wanted_on=row["wanted_on"],
        planned_on=row["planned_on"],
        published_on=row["published_on"],
        document=row["document_number"],
        latest=_latest(reference, row),
        closed=reference.calendar.decreed(row["wanted_on"]) if moved else None,
        session=row.get("session") or "",
        minutes_on=row.get("minutes_on"),
        registered=row["registered"],
        waiting=row["waiting"],
        received=row["received"],
        absent=row["absent"],
        changes=changes,
    )


def _state(row: Row) -> DayState:
    if row["cancelled_on"] is not None:
        return DayState.CANCELLED
    if row["held_on"] is not None:
        return DayState.HELD
    return DayState.PLANNED if row["published_on"] is None else DayState.PUBLISHED


def _latest(reference: Reference, row: Row) -> date | None:
    stage = reference.days.publish_stage
    if not stage or row["kind"] == VisitKind.AD_HOC:
        return None
    try:
        rule = reference.book.rule_on(stage, row["on"])
    except NoRuleInForce:
        return None
    return None if rule.limit is None else latest_publication(reference.calendar, row["on"], rule.limit)


def _place(work: Work, row: Row) -> Place:
    table = "visit" if row["visit_id"] is not None else "petition"
    record = work.row(table, row[f"{table}_id"])
    secret = brought_denunciation(work, record) if table == "visit" else is_secret(work, record)
    links = sorted(work.rows(f"{table}_person", **{f"{table}_id": record["id"]}), key=lambda one: one["ord"])
    names = [] if secret else [work.row("person", one["person_id"])["name"] for one in links]
    title = title_of(record) if table == "petition" else shorten(record["content"], _TITLE_WIDTH)
    received = row["received_visit_id"]
    return Place(
        ord=row["ord"],
        no=record["no"],
        time=row["time"],
        who=names[0] if names else "",
        head_count=record["head_count"] if table == "visit" else max(1, len(links)),
        content="" if secret else title,
        turn=Turn(row["turn"]),
        visit=work.row("visit", received)["no"] if received is not None else "",
        registered_on=row["on"],
        invited=_invited(work, table, record, row["on"]),
        secret=secret,
    )


def _invited(work: Work, table: str, record: Row, since: date) -> date | None:
    letters = work.rows("letter", **{f"{table}_id": record["id"]}, kind=LetterKind.INVITATION.value)
    return min((one["on"] for one in letters if one["on"] >= since), default=None)
