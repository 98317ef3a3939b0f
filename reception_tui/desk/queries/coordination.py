"""The list of the monthly meeting: what each body at the seat received and holds, and what several of them hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reception_tui.desk.findable import brought_denunciation, is_secret, title_of
from reception_tui.desk.queries.tasks import TaskLine, line_of
from reception_tui.desk.tasks import is_secret_task, task_title
from reception_tui.domain.calendar import ONE_DAY
from reception_tui.domain.coordination import HoldingWay
from reception_tui.domain.kinds import VisitResult
from reception_tui.domain.reference import Reference
from reception_tui.domain.text import shorten
from reception_tui.domain.windows import Window
from reception_tui.store import coordination as lists
from reception_tui.store.numbers import tidy_number
from reception_tui.store.work import Row, Work

_TITLE_WIDTH = 90

Key = tuple[str, int]
"""A matter, or a record that belongs to none and is a matter of its own: table and id."""


@dataclass(frozen=True, slots=True)
class Held:
    """One body's hold on a matter: since when, why, and by which record or paper. `late`: its day has passed."""

    body: str
    way: HoldingWay
    since: date
    no: str
    late: bool = False


@dataclass(frozen=True, slots=True)
class HeldMatter:
    """A matter with those who hold it. `no` is that of the matter, else of its record; `record` opens a page."""

    no: str
    record: str
    title: str
    secret: bool
    held: tuple[Held, ...]

    @property
    def bodies(self) -> tuple[str, ...]:
        """Return the bodies that hold it, each once."""
        return tuple(dict.fromkeys(one.body for one in self.held))

    @property
    def several(self) -> bool:
        """Tell whether more than one of the bodies at the seat holds it."""
        return len(self.bodies) > 1


@dataclass(frozen=True, slots=True)
class SeatBody:
    """One body at the seat: what it received in the window, and how many matters it holds at its end."""

    body: str
    days: int
    visits: int
    people: int
    holds: int
    late: int


@dataclass(frozen=True, slots=True)
class Coordination:
    """The list of a meeting. `matters` are those that a body besides the Board holds; those of several come first."""

    window: Window
    bodies: tuple[SeatBody, ...]
    matters: tuple[HeldMatter, ...]

    @property
    def several(self) -> tuple[HeldMatter, ...]:
        """Return the matters that several bodies hold."""
        return tuple(one for one in self.matters if one.several)


@dataclass(frozen=True, slots=True)
class MeetingHeld:
    """A meeting that was held, with its list as it stood, and the tasks that it gave."""

    meeting: Row
    attendees: tuple[str, ...]
    found: Coordination
    tasks: tuple[TaskLine, ...]


def coordination(work: Work, reference: Reference, window: Window) -> Coordination:
    """Return the list of a meeting that looks back on a time."""
    seat = tuple(reference.days.seat)
    holds: dict[Key, list[Held]] = {}
    received = lists.visits(work.connection, window)
    _by_sending(work, holds, seat, window.last)
    _by_task(work, holds, seat, window.last)
    _by_visit(reference, holds, received)
    _by_note(work, holds, window.last)
    _by_board(work, reference, holds, window.last)
    board = reference.board.body
    matters = [_matter(work, key, held) for key, held in holds.items() if {one.body for one in held} - {board}]
    matters.sort(key=lambda one: (not one.several, min(held.since for held in one.held), one.no))
    days = lists.sessions(work.connection, window)
    return Coordination(window, tuple(_body(reference, body, days, received, matters) for body in seat), tuple(matters))


def next_window(work: Work, today: date) -> Window:
    """Return what the next meeting looks back on: since the last one, or since the month began."""
    found = lists.meetings(work.connection)
    month = today.replace(day=1)
    first = found[0]["last"] + ONE_DAY if found else month
    return Window(first if first <= today else month, today)


def meeting_held(work: Work, reference: Reference, no: str) -> MeetingHeld:
    """Return a meeting that was held. Raises `UnknownRecord`."""
    meeting = work.by_no("meeting", tidy_number(no), "no")
    tasks = [{**row, "session": meeting["no"], "told": ""} for row in work.rows("task", meeting_id=meeting["id"])]
    return MeetingHeld(
        meeting,
        tuple(filter(None, meeting["attendees"].split(","))),
        coordination(work, reference, Window(meeting["first"], meeting["last"])),
        tuple(line_of(work, row, None) for row in tasks),
    )


def meetings(work: Work) -> tuple[Row, ...]:
    """Return the meetings that were held, the last first."""
    return tuple(lists.meetings(work.connection))


def seat_of(reference: Reference, visit: Row) -> str:
    """Return which body at the seat received: the one that is named, that of the host, else the Board."""
    if visit["seat"]:
        return str(visit["seat"])
    hosts = reference.days.seat.items()
    return next((body for body, of in hosts if visit["host"] in of), reference.board.body)


def _key(row: Row, table: str) -> Key:
    return (table, row["id"]) if row["matter_id"] is None else ("matter", row["matter_id"])


def _by_sending(work: Work, holds: dict[Key, list[Held]], seat: tuple[str, ...], as_of: date) -> None:
    for row in lists.sent(work.connection, as_of, seat):
        held = Held(row["body"], HoldingWay.SENT, row["since"], _shown_no(row))
        holds.setdefault(_key(row, "petition"), []).append(held)


def _by_task(work: Work, holds: dict[Key, list[Held]], seat: tuple[str, ...], as_of: date) -> None:
    for row in lists.tasks(work.connection, as_of, seat):
        held = Held(row["body"], HoldingWay.TASK, row["given_on"], row["no"], row["due"] < as_of)
        about = next((table for table in ("petition", "visit") if row[f"{table}_id"] is not None), "")
        key = _key(work.row(about, row[f"{about}_id"]), about) if about else ("task", row["id"])
        holds.setdefault(key, []).append(held)


def _by_visit(reference: Reference, holds: dict[Key, list[Held]], received: Sequence[Row]) -> None:
    """A body that received a citizen has the matter, unless it was explained or refused there and then."""
    settled = (VisitResult.EXPLAINED, VisitResult.REFUSED)
    for row in received:
        body = seat_of(reference, row)
        if row["result"] not in settled and body != reference.board.body:
            holds.setdefault(_key(row, "visit"), []).append(Held(body, HoldingWay.RECEIVED, row["on"], row["no"]))


def _by_note(work: Work, holds: dict[Key, list[Held]], as_of: date) -> None:
    for row in lists.holdings(work.connection, as_of):
        held = Held(row["body"], HoldingWay.NOTED, row["since"], row["document_number"])
        holds.setdefault(("matter", row["matter_id"]), []).append(held)


def _by_board(work: Work, reference: Reference, holds: dict[Key, list[Held]], as_of: date) -> None:
    """The Board holds what it has not finished and did not pass on whole."""
    matters = [id_ for table, id_ in holds if table == "matter"]
    petitions = [id_ for table, id_ in holds if table == "petition"]
    for row in lists.petitions_of(work.connection, matters, petitions, as_of):
        if not row["away"]:
            held = Held(reference.board.body, HoldingWay.OPEN, row["received_on"], _shown_no(row))
            holds[_key(row, "petition")].append(held)


def _matter(work: Work, key: Key, held: list[Held]) -> HeldMatter:
    table, id_ = key
    row = work.row(table, id_)
    told = tuple(sorted(held, key=lambda one: (one.since, one.body, one.no)))
    if table == "task":
        return HeldMatter(row["no"], row["no"], task_title(work, row), is_secret_task(work, row), told)
    if table == "petition":
        secret = is_secret(work, row)
        return HeldMatter(_shown_no(row), row["no"], "" if secret else title_of(row), secret, told)
    if table == "visit":
        secret = brought_denunciation(work, row)
        return HeldMatter(row["no"], row["no"], "" if secret else shorten(row["content"], _TITLE_WIDTH), secret, told)
    petitions, visits = work.rows("petition", matter_id=id_), work.rows("visit", matter_id=id_)
    secret = any(is_secret(work, one) for one in petitions) or any(brought_denunciation(work, one) for one in visits)
    record = next((one["no"] for one in (*petitions, *visits)), "")
    return HeldMatter(row["no"], record, "" if secret else shorten(row["title"], _TITLE_WIDTH), secret, told)


def _shown_no(row: Row) -> str:
    return str(row["sealed_code"] or row["no"])


def _body(
    reference: Reference, body: str, days: dict[str, int], received: Sequence[Row], matters: Sequence[HeldMatter]
) -> SeatBody:
    mine = [row for row in received if seat_of(reference, row) == body]
    holds = [held for one in matters for held in one.held if held.body == body]
    return SeatBody(
        body=body,
        days=sum(days.get(host.value, 0) for host in reference.days.seat[body]),
        visits=len(mine),
        people=sum(row["head_count"] for row in mine),
        holds=sum(body in one.bodies for one in matters),
        late=sum(held.late for held in holds),
    )
