"""What a list of the register shows: which book, which of its records, in what order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from enum import StrEnum
from typing import Any


class Listing(StrEnum):
    """A list that can be walked through from its first record to its last."""

    PETITIONS = "petitions"
    FEEDBACK = "feedback"
    VISITS = "visits"
    PEOPLE = "people"
    TASKS = "tasks"
    JOURNAL = "journal"
    SEARCH = "search"


class Order(StrEnum):
    """Which end of a list comes first."""

    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which records a list shows; what is empty leaves nothing out.

    `kind` is one of petitions, or of visits; `state` a state of petitions, or how a visit ended. `owner` and `body`
    are those of a limit that counts now, `overdue` that it has passed. `open` leaves out what is finished; `void` shows
    the numbers that are out of force, and only them.
    """

    kind: str = ""
    state: str = ""
    owner: str = ""
    body: str = ""
    officer: str = ""
    field: str = ""
    first: date | None = None
    last: date | None = None
    overdue: bool = False
    open: bool = False
    void: bool = False

    def given(self) -> Mapping[str, Any]:
        """Return what is asked for, by name."""
        return {one.name: value for one in fields(self) if (value := getattr(self, one.name))}

    def without(self, name: str) -> Filter:
        """Return the filter with one thing less asked for."""
        return replace(self, **{name: getattr(Filter(), name)})


_MARKS = ("overdue", "open", "void")

FILTERS: Mapping[Listing, tuple[str, ...]] = {
    Listing.PETITIONS: ("kind", "state", "owner", "body", "officer", "field", "first", "last", *_MARKS),
    Listing.FEEDBACK: ("kind", "state", "owner", "body", "officer", "field", "first", "last", *_MARKS),
    Listing.VISITS: ("kind", "state", "officer", "first", "last", *_MARKS),
    Listing.PEOPLE: (),
    Listing.TASKS: ("body", "officer", "first", "last", *_MARKS),
    Listing.JOURNAL: ("kind", "officer", "first", "last"),
    Listing.SEARCH: ("kind", "state", "owner", "body", "first", "last"),
}
"""What can be asked for in each list."""


@dataclass(frozen=True, slots=True)
class View:
    """A way of looking at a list. `name` is what an officer called it; `code` tells one that came with the program."""

    listing: Listing
    filter: Filter = field(default_factory=Filter)
    order: Order = Order.NEWEST
    name: str = ""
    code: str = ""


def built_in(listing: Listing, officer: str, today: date) -> tuple[View, ...]:
    """Return the views that every officer has; the first one shows everything."""
    month = today.replace(day=1)
    offered: dict[Listing, tuple[tuple[str, Filter], ...]] = {
        Listing.PETITIONS: _of_petitions(officer),
        Listing.FEEDBACK: _of_petitions(officer),
        Listing.VISITS: (
            ("today", Filter(first=today, last=today)),
            ("this_month", Filter(first=month)),
            ("mine", Filter(officer=officer)),
            ("unanswered", Filter(open=True)),
            ("overdue", Filter(overdue=True)),
            ("void", Filter(void=True)),
        ),
        Listing.TASKS: (("open", Filter(open=True)), ("overdue", Filter(overdue=True))),
        Listing.JOURNAL: (
            ("mine", Filter(officer=officer)),
            ("today", Filter(first=today, last=today)),
        ),
    }
    views = (("all", Filter()), *offered.get(listing, ()))
    return tuple(View(listing, asked, code=code) for code, asked in views)


def _of_petitions(officer: str) -> tuple[tuple[str, Filter], ...]:
    return (
        ("overdue", Filter(overdue=True)),
        ("open", Filter(open=True)),
        ("unclassified", Filter(state="received")),
        ("with_bodies", Filter(state="forwarded")),
        ("mine", Filter(officer=officer, open=True)),
        ("denunciations", Filter(kind="denunciation")),
        ("void", Filter(void=True)),
    )


def as_plain(view: View) -> dict[str, Any]:
    """Return a view as plain values, to be kept."""
    asked = {
        name: value.isoformat() if isinstance(value, date) else value for name, value in view.filter.given().items()
    }
    return {"filter": asked, "order": view.order.value}


def from_plain(listing: Listing, kept: Mapping[str, Any], name: str = "") -> View:
    """Return a view from what was kept; what a newer program called otherwise is left out."""
    known = {one.name for one in fields(Filter)}
    asked: dict[str, Any] = {}
    for key, value in dict(kept.get("filter", {})).items():
        if key in known:
            asked[key] = date.fromisoformat(value) if key in ("first", "last") else value
    order = kept.get("order", "")
    return View(listing, Filter(**asked), Order(order) if order in list(Order) else Order.NEWEST, name)
