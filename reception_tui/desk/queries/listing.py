"""The records of a list, page by page, as they may be shown: of a denunciation only its code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from reception_tui.desk.findable import is_denunciation, is_secret, title_of
from reception_tui.desk.recusals import is_kept_person
from reception_tui.desk.tasks import is_secret_task, task_title
from reception_tui.domain.kinds import PetitionState
from reception_tui.domain.listing import Listing, View
from reception_tui.domain.text import shorten
from reception_tui.store import listing
from reception_tui.store.listing import Day, Place
from reception_tui.store.work import Row, Work

COUNTED = 2_000
"""More records than these are not counted one by one."""

_TITLE_WIDTH = 90
_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Listed:
    """One record of a list: where it stands, what opens it, and what may be shown of it.

    `book` and `no` open its page. `title` is empty where what it is about is kept secret; `due` is the nearest day of
    a limit that runs on it.
    """

    place: Place
    book: str
    no: str
    title: str
    row: Row
    due: date | None = None
    secret: bool = False


def read_listed(
    work: Work,
    view: View,
    today: Day,
    place: Place | None,
    count: int,
    *,
    forward: bool = True,
    inclusive: bool = False,
) -> list[Listed]:
    """Return the next records of a list behind a place, or those before it; from an end where no place is given."""
    found = listing.read_page(work.connection, view, today, place, count, forward=forward, inclusive=inclusive)
    if view.listing in (Listing.PETITIONS, Listing.FEEDBACK):
        return [_petition(work, at, row) for at, row in found]
    if view.listing is Listing.VISITS:
        return [_visit(work, at, row) for at, row in found]
    if view.listing is Listing.PEOPLE:
        return [_person(work, at, row) for at, row in found]
    if view.listing is Listing.TASKS:
        return [_task(work, at, row) for at, row in found]
    return [Listed(at, "entry", str(row["no"]), row["subject"], row) for at, row in found]


def read_whole(work: Work, view: View, today: Day) -> list[Listed]:
    """Return every record of a list, in its order."""
    found: list[Listed] = []
    while True:
        page = read_listed(work, view, today, found[-1].place if found else None, _AT_ONCE)
        found += page
        if len(page) < _AT_ONCE:
            return found


def count_records(work: Work, view: View, today: Day) -> int:
    """Return how many records a list holds, one more than `COUNTED` when they are too many to count."""
    return listing.count_until(work.connection, view, today, COUNTED + 1)


def _petition(work: Work, place: Place, row: Row) -> Listed:
    row = work.shown("petition", row)
    secret = is_denunciation(row) or work.is_kept("petition", row)
    if not secret and (row["parent_id"] is not None or row["state"] == PetitionState.SPLIT):
        secret = is_secret(work, row)
    title = "" if secret and not is_denunciation(row) else title_of(row)
    return Listed(place, "petition", row["no"], title, row, row["due"], secret)


def _visit(work: Work, place: Place, row: Row) -> Listed:
    if not row["denounced"] and not work.is_kept("visit", row):
        return Listed(place, "visit", row["no"], shorten(row["content"], _TITLE_WIDTH), row, row["due"])
    hidden: Mapping[str, object] = {"first_name": "", "content": "", "request": "", "note": ""}
    return Listed(place, "visit", row["no"], "", {**row, **hidden}, row["due"], secret=True)


def _person(work: Work, place: Place, row: Row) -> Listed:
    no = str(row["record_id"])
    if not is_kept_person(work, row["record_id"]):
        return Listed(place, "person", no, row["title"], row)
    return Listed(place, "person", no, "", {**row, "title": "", "text": ""}, secret=True)


def _task(work: Work, place: Place, row: Row) -> Listed:
    due = None if row["done_on"] is not None else row["due"]
    return Listed(place, "task", row["no"], task_title(work, row), row, due, is_secret_task(work, row))
