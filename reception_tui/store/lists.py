"""Lists of the desk, read page by page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    ScalarSelect,
    Select,
    Table,
    and_,
    func,
    not_,
    or_,
    select,
    union_all,
)

from reception_tui.domain.kinds import Book, Owner, PetitionState
from reception_tui.store.tables import TABLES

_CLOCK, _PETITION = TABLES["clock"], TABLES["petition"]
_REFERRAL, _REMINDER = TABLES["referral"], TABLES["reminder"]
_VISIT, _PERSON, _VISIT_PERSON = TABLES["visit"], TABLES["person"], TABLES["visit_person"]
_SESSION, _ENTRY, _ESCALATION = TABLES["session"], TABLES["entry"], TABLES["escalation"]


def counting_on(day: date | BindParameter[date]) -> ColumnElement[bool]:
    """The clocks that counted on `day`: started, not done, not paused, and not yet replaced by the next stage.

    A pause that began after the limit had ended does not count.
    """
    paused = and_(
        _CLOCK.c.paused_from <= day,
        or_(_CLOCK.c.paused_until.is_(None), _CLOCK.c.paused_until > day),
        or_(_CLOCK.c.due.is_(None), _CLOCK.c.paused_from <= _CLOCK.c.due),
    )
    return and_(
        _CLOCK.c.live_from <= day,
        or_(_CLOCK.c.live_until.is_(None), _CLOCK.c.live_until >= day),
        or_(_CLOCK.c.done.is_(None), _CLOCK.c.done > day),
        or_(_CLOCK.c.paused_from.is_(None), not_(paused)),
    )


def not_done_by(day: date) -> ColumnElement[bool]:
    """The clocks that were not done at the end of `day`, by their ids: few of all, and found without the others."""
    found = union_all(
        select(_CLOCK.c.id).where(_CLOCK.c.done.is_(None)), select(_CLOCK.c.id).where(_CLOCK.c.done > day)
    )
    return _CLOCK.c.id.in_(found)


def unfinished_on(day: date) -> ColumnElement[bool]:
    """The petitions that were not finished at the end of `day`, by their ids, found without the others."""
    found = union_all(
        select(_PETITION.c.id).where(_PETITION.c.finished_on.is_(None)),
        select(_PETITION.c.id).where(_PETITION.c.finished_on > day),
    )
    return _PETITION.c.id.in_(found)


def due_until(connection: Connection, as_of: date, until: date, body: str = "") -> list[dict[str, Any]]:
    """Return the clocks that counted on `as_of` and were due by `until`, the longest overdue first.

    A clock that no rule gives a date, and that is not paused, is overdue without a date: it comes first.
    """
    query = (
        due_rows(as_of)
        .where(
            not_done_by(as_of),
            counting_on(as_of),
            or_(_CLOCK.c.due <= until, and_(_CLOCK.c.due.is_(None), _CLOCK.c.owner == Owner.NOBODY.value)),
        )
        .order_by(_CLOCK.c.due.is_not(None), _CLOCK.c.due, _CLOCK.c.id)
    )
    if body:
        query = query.where(_CLOCK.c.body == body)
    return rows_of(connection, query)


def due_rows(as_of: date | BindParameter[date]) -> Select[Any]:
    """Return the question for clocks with what is told of each: its record, and the letters of until then."""
    return (
        select(
            _CLOCK,
            func.coalesce(_PETITION.c.no, _VISIT.c.no).label("no"),
            func.coalesce(_PETITION.c.kind, "").label("kind"),
            func.coalesce(_PETITION.c.sealed_code, "").label("sealed_code"),
            func.coalesce(_PETITION.c.sealed, _VISIT.c.sealed).label("sealed"),
            func.coalesce(_PETITION.c.title, "").label("title"),
            func.coalesce(_PETITION.c.content, _VISIT.c.content).label("content"),
            func.coalesce(_PETITION.c.officer, _VISIT.c.officer).label("officer"),
            _until(_REMINDER, func.count(), as_of).label("reminders"),
            _until(_REMINDER, func.max(_REMINDER.c.on), as_of).label("last_reminder"),
            _until(_ESCALATION, func.max(_ESCALATION.c.on), as_of).label("escalated_on"),
        )
        .select_from(_CLOCK)
        .outerjoin(_PETITION, _PETITION.c.id == _CLOCK.c.petition_id)
        .outerjoin(_VISIT, _VISIT.c.id == _CLOCK.c.visit_id)
    )


def _until(table: Table, what: ColumnElement[Any], as_of: date | BindParameter[date]) -> ScalarSelect[Any]:
    """Return `what` over the letters to a clock's body up to `as_of`."""
    fitting = (table.c.referral_id == _CLOCK.c.referral_id, table.c.voided.is_(None), table.c.on <= as_of)
    return select(what).select_from(table).where(*fitting).scalar_subquery()


def unowned(connection: Connection) -> list[dict[str, Any]]:
    """Return the open petitions on which no limit runs: nobody would ever look at them again."""
    running = select(_CLOCK.c.petition_id).where(_CLOCK.c.done.is_(None), _CLOCK.c.petition_id.is_not(None))
    query = select(_PETITION.c.id, _PETITION.c.no, _PETITION.c.state).where(
        _PETITION.c.voided.is_(None),
        _PETITION.c.state.not_in([PetitionState.FINISHED.value, PetitionState.SPLIT.value]),
        _PETITION.c.id.not_in(running),
    )
    return rows_of(connection, query)


def count_visits(connection: Connection, day: date) -> tuple[int, int]:
    """Return how many visits a day had, and how many people came."""
    query = select(func.count(), func.coalesce(func.sum(_VISIT.c.head_count), 0))
    visits, people = connection.execute(query.where(_VISIT.c.on == day, _VISIT.c.voided.is_(None))).one()
    return int(visits), int(people)


def visits_of_groups(connection: Connection, limit: int) -> list[dict[str, Any]]:
    """Return the latest visits of several people who are named, the newest first."""
    several = select(_VISIT_PERSON.c.visit_id).where(_VISIT_PERSON.c.ord == 2, _VISIT_PERSON.c.voided.is_(None))
    query = (
        select(_VISIT)
        .where(_VISIT.c.voided.is_(None), _VISIT.c.head_count > 1, _VISIT.c.id.in_(several))
        .order_by(_VISIT.c.id.desc())
        .limit(limit)
    )
    return rows_of(connection, query)


def people_of_visits(connection: Connection, visits: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    """Return the people of several visits, by visit, in the order of the rosters."""
    query = (
        select(_VISIT_PERSON.c.visit_id, _PERSON)
        .join(_PERSON, _VISIT_PERSON.c.person_id == _PERSON.c.id)
        .where(_VISIT_PERSON.c.visit_id.in_(visits), _VISIT_PERSON.c.voided.is_(None))
        .order_by(_VISIT_PERSON.c.visit_id, _VISIT_PERSON.c.ord)
    )
    found: dict[int, list[dict[str, Any]]] = {}
    for row in rows_of(connection, query):
        found.setdefault(row["visit_id"], []).append(row)
    return found


def latest_communes(connection: Connection, visits: int) -> list[str]:
    """Return the communes of the last visitors, the newest first, each once."""
    query = (
        select(_PERSON.c.commune)
        .join(_VISIT_PERSON, _VISIT_PERSON.c.person_id == _PERSON.c.id)
        .join(_VISIT, _VISIT.c.id == _VISIT_PERSON.c.visit_id)
        .where(_VISIT_PERSON.c.ord == 1, _PERSON.c.commune != "", _VISIT.c.voided.is_(None))
        .order_by(_VISIT.c.id.desc())
        .limit(visits)
    )
    return list(dict.fromkeys(connection.execute(query).scalars()))


def latest_entries(connection: Connection, limit: int, officer: str = "") -> list[dict[str, Any]]:
    """Return the last lines of the journal, the newest first."""
    query = select(_ENTRY.c.no, _ENTRY.c.at, _ENTRY.c.officer, _ENTRY.c.act, _ENTRY.c.subject, _ENTRY.c.undoes)
    if officer:
        query = query.where(_ENTRY.c.officer == officer)
    return rows_of(connection, query.order_by(_ENTRY.c.no.desc()).limit(limit))


def latest_subject(connection: Connection, acts: Sequence[str]) -> str:
    """Return what the newest entry of those acts is about; nothing where there is none."""
    query = select(_ENTRY.c.subject).where(_ENTRY.c.act.in_(acts)).order_by(_ENTRY.c.no.desc()).limit(1)
    return connection.execute(query).scalar_one_or_none() or ""


def entries_about(connection: Connection, no: str, limit: int = 200) -> list[dict[str, Any]]:
    """Return the last lines of the journal about a record, the newest first."""
    query = select(_ENTRY.c.no, _ENTRY.c.at, _ENTRY.c.officer, _ENTRY.c.act, _ENTRY.c.subject, _ENTRY.c.undoes)
    return rows_of(connection, query.where(_ENTRY.c.subject == no).order_by(_ENTRY.c.no.desc()).limit(limit))


def open_petitions(connection: Connection, states: Sequence[PetitionState], limit: int) -> list[dict[str, Any]]:
    """Return petitions in those states, the oldest first."""
    query = (
        select(_PETITION)
        .where(
            _PETITION.c.voided.is_(None),
            _PETITION.c.book == Book.PETITIONS.value,
            _PETITION.c.state.in_([state.value for state in states]),
        )
        .order_by(_PETITION.c.received_on, _PETITION.c.id)
        .limit(limit)
    )
    return rows_of(connection, query)


def sessions_between(connection: Connection, first: date, last: date) -> list[dict[str, Any]]:
    """Return the reception days of a period, with how many visits and people each had."""
    query = (
        select(
            _SESSION,
            func.count(_VISIT.c.id).label("visits"),
            func.coalesce(func.sum(_VISIT.c.head_count), 0).label("people"),
        )
        .outerjoin(_VISIT, and_(_VISIT.c.session_id == _SESSION.c.id, _VISIT.c.voided.is_(None)))
        .where(_SESSION.c.on.between(first, last), _SESSION.c.voided.is_(None))
        .group_by(_SESSION.c.id)
        .order_by(_SESSION.c.on, _SESSION.c.id)
    )
    return rows_of(connection, query)


def rows_of(connection: Connection, query: Select[Any]) -> list[dict[str, Any]]:
    """Return what a query finds, each row by column; made from tuples, which takes half as long as from mappings."""
    found = connection.execute(query)
    names = tuple(found.keys())
    return [dict(zip(names, row, strict=True)) for row in found]


def first_received(connection: Connection) -> date | None:
    """Return the day of the oldest petition; None in an empty book."""
    found: date | None = connection.execute(select(func.min(_PETITION.c.received_on))).scalar_one()
    return found


def visits_since(connection: Connection, first: date) -> list[dict[str, Any]]:
    """Return the visits in force from that day on, the oldest first."""
    query = select(_VISIT).where(_VISIT.c.voided.is_(None), _VISIT.c.on >= first)
    return [dict(row) for row in connection.execute(query.order_by(_VISIT.c.id)).mappings()]
