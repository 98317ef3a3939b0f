"""Lists of the register as rows for a spreadsheet: what the screen shows of each line, in columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, tzinfo
from typing import Any

from reception_tui.desk.queries.exporting import Exported
from reception_tui.desk.queries.find import Hit
from reception_tui.desk.queries.listing import Listed
from reception_tui.desk.queries.overdue import DueRow
from reception_tui.domain.listing import Listing
from reception_tui.domain.reference import Reference
from reception_tui.i18n import mark, tr
from reception_tui.i18n.doings import act_label, duty
from reception_tui.i18n.labels import label
from reception_tui.reports.nightly import owner_name

HIT_BOOKS: Mapping[str, str] = {
    "petition": mark("petition"),
    "visit": mark("visit"),
    "person": mark("person"),
    "matter": mark("matter"),
    "session": mark("reception day"),
    "body": mark("body"),
}
"""What a record that was found is called, by the book that it is in."""

_HEADINGS: Mapping[str, str] = {
    "number": mark("Number"),
    "day": mark("Day"),
    "kind": mark("Kind"),
    "name": mark("Name"),
    "content": mark("Content"),
    "body": mark("Body"),
    "due": mark("Due"),
    "done": mark("Done on"),
    "officer": mark("Officer"),
    "owner": mark("Waits for"),
    "duty": mark("What is due"),
    "state": mark("State"),
    "days_late": mark("Working days late"),
    "reminders": mark("Reminders"),
    "entry": mark("Entry"),
    "at": mark("Time"),
    "act": mark("What was done"),
}


def of_listed(listing: Listing, found: Iterable[Listed], reference: Reference, zone: tzinfo | None) -> Exported:
    """Return people, tasks or entries of the journal as rows."""
    rows: Mapping[Listing, Callable[[Listed], dict[str, Any]]] = {
        Listing.PEOPLE: lambda one: {"name": one.title, "content": one.row["text"]},
        Listing.TASKS: lambda one: _task(one, reference),
        Listing.JOURNAL: lambda one: _entry(one.row, zone),
    }
    return _table(listing.value, [rows[listing](one) for one in found])


def of_hits(found: Iterable[Hit]) -> Exported:
    """Return what was found as rows."""
    return _table(
        Listing.SEARCH.value,
        [
            {
                "kind": tr(HIT_BOOKS.get(one.book, one.book)),
                "number": one.no,
                "day": one.on,
                "name": one.title,
                "content": one.snippet,
            }
            for one in found
        ],
    )


def of_board(found: Iterable[DueRow], reference: Reference) -> Exported:
    """Return what is late and near as rows."""
    return _table(
        "board",
        [
            {
                "number": one.petition,
                "due": one.due,
                "days_late": one.days,
                "state": label(one.state),
                "owner": owner_name(one, reference),
                "duty": duty(one.duty),
                "reminders": one.reminders,
                "content": one.title,
            }
            for one in found
        ],
    )


def _task(one: Listed, reference: Reference) -> dict[str, Any]:
    row = one.row
    body = reference.directory.bodies.get(row["body"])
    return {
        "number": row["no"],
        "day": row["given_on"],
        "body": body.name_vi if body is not None else row["body"],
        "due": row["due"],
        "done": row["done_on"],
        "content": one.title,
        "officer": row["officer"],
    }


def _entry(row: Mapping[str, Any], zone: tzinfo | None) -> dict[str, Any]:
    at = datetime.fromisoformat(row["at"]).astimezone(zone)
    return {
        "entry": row["no"],
        "day": at.date(),
        "at": f"{at:%H:%M}",
        "officer": row["officer"],
        "act": act_label(row["act"]),
        "number": row["subject"],
    }


def _table(name: str, rows: Sequence[dict[str, Any]]) -> Exported:
    codes = tuple(rows[0]) if rows else ("number",)
    return Exported(name, codes, tuple(tr(_HEADINGS[code]) for code in codes), tuple(rows))
