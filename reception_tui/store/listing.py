"""Lists of the register read by keyset pages: a page costs the same at the first record and at the millionth."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Date, Integer, Select, and_, bindparam, func, or_, select, tuple_

from reception_tui.domain.kinds import Book, PetitionKind, PetitionState
from reception_tui.domain.listing import Filter, Listing, Order, View
from reception_tui.store.lists import counting_on
from reception_tui.store.prepared import Prepared
from reception_tui.store.tables import TABLES
from reception_tui.store.work import Row

Place = tuple[Any, ...]
"""Where a record stands in its list: its day, if the list goes by days, and its number in the table."""

_PETITION, _VISIT, _CLOCK = TABLES["petition"], TABLES["visit"], TABLES["clock"]
_REFERRAL, _TASK, _ENTRY = TABLES["referral"], TABLES["task"], TABLES["entry"]
_SEARCH, _PERSON, _VISIT_PERSON = TABLES["search_row"], TABLES["person"], TABLES["visit_person"]
_DONE = (PetitionState.FINISHED.value, PetitionState.SPLIT.value)
_TODAY = bindparam("today", type_=Date)


@dataclass(frozen=True, slots=True)
class Day:
    """The day that is today, in the zone in which the office counts its days."""

    on: date
    zone: tzinfo | None = None


_BOOKS = {Listing.PETITIONS: Book.PETITIONS, Listing.FEEDBACK: Book.FEEDBACK}
_PLACES: Mapping[Listing, tuple[ColumnElement[Any], ...]] = {
    Listing.PETITIONS: (_PETITION.c.received_on, _PETITION.c.id),
    Listing.FEEDBACK: (_PETITION.c.received_on, _PETITION.c.id),
    Listing.VISITS: (_VISIT.c.on, _VISIT.c.id),
    Listing.PEOPLE: (_SEARCH.c.record_id,),
    Listing.TASKS: (_TASK.c.id,),
    Listing.JOURNAL: (_ENTRY.c.no,),
}


def read_page(
    connection: Connection,
    view: View,
    today: Day,
    place: Place | None,
    count: int,
    *,
    forward: bool = True,
    inclusive: bool = False,
) -> list[tuple[Place, Row]]:
    """Return the next `count` records behind a place, or before it, each with its own place, in the list's order.

    Without a place they are the first of the list, or the last.
    """
    asked = view.filter.given()
    query = _page(view.listing, tuple(asked), view.order, forward, place is not None, inclusive)
    given = _given(view, today) | {"count": count}
    given |= {f"place{i}": value for i, value in enumerate(place or ())}
    rows = query.rows(connection, given)
    if not forward:
        rows.reverse()
    names = [column.name for column in _PLACES[view.listing]]
    return [(tuple(row[name] for name in names), row) for row in rows]


def count_until(connection: Connection, view: View, today: Day, most: int) -> int:
    """Return how many records the list holds; `most` when they are more than that."""
    query = _count(view.listing, tuple(view.filter.given()))
    return int(connection.execute(query, _given(view, today) | {"count": most}).scalar_one())


def numbers_of(connection: Connection, view: View, today: Day, most: int) -> list[str]:
    """Return the numbers of the first `most` records of the list."""
    return [row["no"] for _, row in read_page(connection, view, today, None, most)]


def values_of(asked: Filter, today: Day) -> dict[str, Any]:
    """Return the values that `petition_conditions` stand for."""
    return {f"is_{name}": value for name, value in asked.given().items()} | {"today": today.on}


def _given(view: View, today: Day) -> dict[str, Any]:
    asked = dict(view.filter.given())
    if view.listing is Listing.JOURNAL:
        if "first" in asked:
            asked["first"] = _instant(asked["first"], today.zone)
        if "last" in asked:
            asked["last"] = _instant(asked["last"] + timedelta(days=1), today.zone)
    return {f"is_{name}": value for name, value in asked.items()} | {"today": today.on}


def _instant(day: date, zone: tzinfo | None) -> str:
    """Return when a day of the office begins, as the journal writes it."""
    return datetime.combine(day, time(), zone).astimezone(UTC).isoformat(timespec="seconds")


# Statements are made once for each combination of filters: making one costs more than carrying it out.


@cache
def _page(
    listing: Listing, asked: tuple[str, ...], order: Order, forward: bool, from_place: bool, inclusive: bool
) -> Prepared:
    columns = _PLACES[listing]
    downwards = (order is Order.NEWEST) is forward
    query = _rows(listing).where(*_conditions(listing, asked))
    if from_place:
        here = tuple_(*columns)
        there = tuple_(*(bindparam(f"place{i}", type_=column.type) for i, column in enumerate(columns)))
        if downwards:
            query = query.where(here <= there if inclusive else here < there)
        else:
            query = query.where(here >= there if inclusive else here > there)
    ordered = [column.desc() if downwards else column.asc() for column in columns]
    return Prepared(query.order_by(*ordered).limit(bindparam("count", type_=Integer)))


@cache
def _count(listing: Listing, asked: tuple[str, ...]) -> Select[Any]:
    some = select(_PLACES[listing][-1]).where(*_conditions(listing, asked)).limit(bindparam("count", type_=Integer))
    return select(func.count()).select_from(some.subquery())


def _rows(listing: Listing) -> Select[Any]:
    """Return the columns that a list shows."""
    if listing in _BOOKS:
        due = select(func.min(_CLOCK.c.due)).where(_CLOCK.c.petition_id == _PETITION.c.id, *_running())
        return select(_PETITION, due.scalar_subquery().label("due"))
    if listing is Listing.VISITS:
        due = select(func.min(_CLOCK.c.due)).where(_CLOCK.c.visit_id == _VISIT.c.id, *_running())
        first = (
            select(_PERSON.c.name)
            .join(_VISIT_PERSON, _VISIT_PERSON.c.person_id == _PERSON.c.id)
            .where(_VISIT_PERSON.c.visit_id == _VISIT.c.id, _VISIT_PERSON.c.voided.is_(None))
            .order_by(_VISIT_PERSON.c.ord)
            .limit(1)
        )
        return select(
            _VISIT,
            due.scalar_subquery().label("due"),
            first.scalar_subquery().label("first_name"),
            _brought_denunciation().label("denounced"),
        )
    if listing is Listing.PEOPLE:
        return select(_SEARCH.c.record_id, _SEARCH.c.no, _SEARCH.c.title, _SEARCH.c.text)
    if listing is Listing.TASKS:
        return select(_TASK)
    return select(_ENTRY.c.no, _ENTRY.c.at, _ENTRY.c.officer, _ENTRY.c.act, _ENTRY.c.subject, _ENTRY.c.undoes)


def _brought_denunciation() -> ColumnElement[bool]:
    """Whether a denunciation was brought on a visit or on its matter; one that was voided keeps its secret."""
    denounces = or_(
        _PETITION.c.kind == PetitionKind.DENUNCIATION.value, _PETITION.c.sealed_code != "", _PETITION.c.sealed != ""
    )
    # Two questions, not one with OR: each goes by an index of its own.
    brought = select(_PETITION.c.id).where(_PETITION.c.visit_id == _VISIT.c.id, denounces).exists()
    of_matter = select(_PETITION.c.id).where(_PETITION.c.matter_id == _VISIT.c.matter_id, denounces).exists()
    return or_(_VISIT.c.sealed != "", brought, of_matter)


def _running() -> tuple[ColumnElement[bool], ...]:
    return (_CLOCK.c.done.is_(None), counting_on(_TODAY))


def _conditions(listing: Listing, asked: tuple[str, ...]) -> list[ColumnElement[bool]]:
    if listing in _BOOKS:
        return [_PETITION.c.book == _BOOKS[listing].value, *petition_conditions(asked)]
    if listing is Listing.VISITS:
        return list(_of_visits(asked))
    if listing is Listing.PEOPLE:
        return [_SEARCH.c.book == "person"]
    if listing is Listing.TASKS:
        return list(_of_tasks(asked))
    return list(_of_entries(asked))


def petition_conditions(asked: tuple[str, ...]) -> Iterable[ColumnElement[bool]]:
    """Yield what petitions must fulfil that are asked for by those names of a filter."""
    yield _PETITION.c.voided.is_not(None) if "void" in asked else _PETITION.c.voided.is_(None)
    for name in ("kind", "state", "officer", "field"):
        if name in asked:
            yield _PETITION.c[name] == bindparam(f"is_{name}")
    yield from _within(_PETITION.c.received_on, asked)
    if "open" in asked:
        yield _PETITION.c.state.not_in(_DONE)
    if "owner" in asked or "overdue" in asked:
        fitting = [_CLOCK.c.petition_id.is_not(None), *_running()]
        fitting += [_CLOCK.c[name] == bindparam(f"is_{name}") for name in ("owner", "body") if name in asked]
        if "overdue" in asked:
            fitting.append(_is_late())
        yield _PETITION.c.id.in_(select(_CLOCK.c.petition_id).where(*fitting))
    elif "body" in asked:
        sent = select(_REFERRAL.c.petition_id).where(
            _REFERRAL.c.body == bindparam("is_body"), _REFERRAL.c.voided.is_(None)
        )
        yield _PETITION.c.id.in_(sent)


def _of_visits(asked: tuple[str, ...]) -> Iterable[ColumnElement[bool]]:
    yield _VISIT.c.voided.is_not(None) if "void" in asked else _VISIT.c.voided.is_(None)
    if "kind" in asked:
        yield _VISIT.c.kind == bindparam("is_kind")
    if "state" in asked:
        yield _VISIT.c.result == bindparam("is_state")
    if "officer" in asked:
        yield _VISIT.c.officer == bindparam("is_officer")
    yield from _within(_VISIT.c.on, asked)
    if "open" in asked or "overdue" in asked:
        fitting = [_CLOCK.c.visit_id.is_not(None), *_running()]
        if "overdue" in asked:
            fitting.append(_is_late())
        yield _VISIT.c.id.in_(select(_CLOCK.c.visit_id).where(*fitting))


def _of_tasks(asked: tuple[str, ...]) -> Iterable[ColumnElement[bool]]:
    yield _TASK.c.voided.is_not(None) if "void" in asked else _TASK.c.voided.is_(None)
    for name in ("body", "officer"):
        if name in asked:
            yield _TASK.c[name] == bindparam(f"is_{name}")
    yield from _within(_TASK.c.given_on, asked)
    if "open" in asked or "overdue" in asked:
        yield _TASK.c.done_on.is_(None)
    if "overdue" in asked:
        yield _TASK.c.due < _TODAY


def _of_entries(asked: tuple[str, ...]) -> Iterable[ColumnElement[bool]]:
    if "kind" in asked:
        yield _ENTRY.c.act == bindparam("is_kind")
    if "officer" in asked:
        yield _ENTRY.c.officer == bindparam("is_officer")
    if "first" in asked:
        yield _ENTRY.c.at >= bindparam("is_first")
    if "last" in asked:
        yield _ENTRY.c.at < bindparam("is_last")


def _within(column: ColumnElement[Any], asked: tuple[str, ...]) -> Iterable[ColumnElement[bool]]:
    if "first" in asked:
        yield column >= bindparam("is_first", type_=column.type)
    if "last" in asked:
        yield column <= bindparam("is_last", type_=column.type)


def _is_late() -> ColumnElement[bool]:
    return or_(_CLOCK.c.due < _TODAY, and_(_CLOCK.c.due.is_(None), _CLOCK.c.owner == "nobody"))
