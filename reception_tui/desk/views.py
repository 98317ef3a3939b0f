"""How an officer looks at a list: the views that came with the program, those that were named, and the last one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from reception_tui.domain.listing import Listing, View, as_plain, built_in, from_plain
from reception_tui.store import views
from reception_tui.store.work import Work

Place = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Left:
    """How a list was left: the view, and the place of the record under the cursor."""

    view: View
    place: Place | None


def views_of(work: Work, listing: Listing, officer: str, today: date) -> tuple[View, ...]:
    """Return the views of a list that an officer can choose from, their own last."""
    own = (from_plain(listing, body, name) for name, body in views.named(work.connection, officer, listing.value))
    return (*built_in(listing, officer, today), *own)


def keep_view(work: Work, view: View, officer: str, name: str, at: datetime) -> None:
    """Keep a view under a name that its officer gave it."""
    views.keep(work.connection, officer, view.listing.value, name, at.isoformat(), as_plain(view))


def forget_view(work: Work, view: View, officer: str) -> None:
    """Forget a view that its officer named."""
    views.forget(work.connection, officer, view.listing.value, view.name)


def leave(work: Work, view: View, officer: str, place: Place | None, at: datetime) -> None:
    """Keep how an officer leaves a list."""
    here = [one.isoformat() if isinstance(one, date) else one for one in place or ()]
    body = as_plain(view) | {"name": view.name, "code": view.code, "place": here}
    views.keep(work.connection, officer, view.listing.value, views.LEFT, at.isoformat(), body)


def last_left(work: Work, listing: Listing, officer: str, today: date) -> Left | None:
    """Return how an officer left a list today; None when they have not yet."""
    found = views.left(work.connection, officer, listing.value)
    if found is None or datetime.fromisoformat(found[0]).date() != today:
        return None
    body = found[1]
    read = from_plain(listing, body, body.get("name", ""))
    view = View(read.listing, read.filter, read.order, read.name, body.get("code", ""))
    here = tuple(date.fromisoformat(one) if isinstance(one, str) else one for one in body.get("place", ()))
    return Left(view, here or None)
