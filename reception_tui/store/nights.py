"""What the nightly page looks at besides figures: counts day by day, what nobody will call up, what was printed.

Every question takes a day and answers as it stood at the end of that day, so that a page printed later is the same.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from reception_tui.domain.calendar import ONE_DAY
from reception_tui.domain.kinds import Book, Owner, PetitionState
from reception_tui.store.lists import counting_on, not_done_by, rows_of, unfinished_on
from reception_tui.store.tables import TABLES

_CLOCK, _PETITION, _VISIT = TABLES["clock"], TABLES["petition"], TABLES["visit"]
_REFERRAL, _PAGE = TABLES["referral"], TABLES["printed_page"]


def visits_by_day(connection: Connection, first: date, last: date) -> tuple[int, ...]:
    """Return how many visits each day of the period had."""
    query = (
        select(_VISIT.c.on, func.count())
        .where(_VISIT.c.voided.is_(None), _VISIT.c.on.between(first, last))
        .group_by(_VISIT.c.on)
    )
    return _by_day(connection, query, first, last)


def petitions_by_day(connection: Connection, first: date, last: date) -> tuple[int, ...]:
    """Return how many petitions were received on each day of the period; feedback is another book."""
    query = (
        select(_PETITION.c.received_on, func.count())
        .where(
            _PETITION.c.voided.is_(None),
            _PETITION.c.state != PetitionState.SPLIT.value,
            _PETITION.c.book == Book.PETITIONS.value,
            _PETITION.c.received_on.between(first, last),
        )
        .group_by(_PETITION.c.received_on)
    )
    return _by_day(connection, query, first, last)


def without_clock(connection: Connection, day: date) -> list[dict[str, Any]]:
    """Return the petitions that were open at the end of `day` and on which no limit had been started or ran."""
    return _petitions(connection, day, ~_has_clock(_started(day)))


def without_owner(connection: Connection, day: date) -> list[dict[str, Any]]:
    """Return the petitions and visits with a limit that counted on `day` and is nobody's."""
    query = (
        select(func.coalesce(_PETITION.c.no, _VISIT.c.no).label("no"), _CLOCK.c.live_from.label("since"))
        .select_from(_CLOCK)
        .outerjoin(_PETITION, _PETITION.c.id == _CLOCK.c.petition_id)
        .outerjoin(_VISIT, _VISIT.c.id == _CLOCK.c.visit_id)
        .where(not_done_by(day), counting_on(day), _CLOCK.c.owner == Owner.NOBODY.value)
        .order_by(_CLOCK.c.id)
    )
    return rows_of(connection, query)


def paused_without_end(connection: Connection, day: date) -> list[dict[str, Any]]:
    """Return the petitions whose limit stood still at the end of `day`, with no other limit that would call them up."""
    dated = _has_clock(counting_on(day), _CLOCK.c.due.is_not(None))
    query = (
        select(_PETITION.c.no, func.min(_CLOCK.c.paused_from).label("since"))
        .join(_CLOCK, _CLOCK.c.petition_id == _PETITION.c.id)
        .where(_open_on(day), _started(day), _stood_still(day), ~dated)
        .group_by(_PETITION.c.id, _PETITION.c.no)
        .order_by(_PETITION.c.id)
    )
    return rows_of(connection, query)


def unacknowledged(connection: Connection, day: date, sent_before: date) -> list[dict[str, Any]]:
    """Return what was sent to bodies before a day and of which, at the end of `day`, no body had said it has it."""
    heard = (_REFERRAL.c.received_on, _REFERRAL.c.accepted_on, _REFERRAL.c.resolved_on, _REFERRAL.c.answered_on)
    query = (
        select(_PETITION.c.no, _REFERRAL.c.body, func.min(_REFERRAL.c.sent_on).label("since"))
        .join(_REFERRAL, _REFERRAL.c.petition_id == _PETITION.c.id)
        .where(
            _open_on(day),
            _REFERRAL.c.voided.is_(None),
            _REFERRAL.c.sent_on < sent_before,
            *(or_(column.is_(None), column > day) for column in heard),
        )
        .group_by(_PETITION.c.id, _PETITION.c.no, _REFERRAL.c.body)
        .order_by(func.min(_REFERRAL.c.sent_on), _PETITION.c.id)
    )
    return rows_of(connection, query)


def due_dates(connection: Connection, day: date) -> list[dict[str, Any]]:
    """Return the due dates of the limits that counted on `day` and were not over, by petition or visit."""
    query = (
        select(func.coalesce(_PETITION.c.no, _VISIT.c.no).label("no"), _CLOCK.c.due)
        .select_from(_CLOCK)
        .outerjoin(_PETITION, _PETITION.c.id == _CLOCK.c.petition_id)
        .outerjoin(_VISIT, _VISIT.c.id == _CLOCK.c.visit_id)
        .where(not_done_by(day), counting_on(day), _CLOCK.c.due >= day)
        .order_by(_CLOCK.c.due, _CLOCK.c.id)
    )
    return rows_of(connection, query)


def last_printed(connection: Connection) -> date | None:
    """Return the latest working day whose page was printed; None where none ever was."""
    found: date | None = connection.execute(select(func.max(_PAGE.c.on))).scalar_one()
    return found


def last_queue(connection: Connection) -> str:
    """Return the print queue that took the last page; nothing where it was the machine's own or none was printed."""
    query = select(_PAGE.c.queue).order_by(_PAGE.c.id.desc()).limit(1)
    return connection.execute(query).scalar_one_or_none() or ""


def digests_of(connection: Connection, day: date) -> tuple[str, ...]:
    """Return the digests of the pages of a day that were printed, the first one first."""
    query = select(_PAGE.c.digest).where(_PAGE.c.on == day).order_by(_PAGE.c.id)
    return tuple(connection.execute(query).scalars())


def _has_clock(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """The petitions that have such a limit."""
    found = select(_CLOCK.c.id).where(_CLOCK.c.petition_id == _PETITION.c.id, *conditions)
    return found.correlate(_PETITION).exists()


def _open_on(day: date) -> ColumnElement[bool]:
    return and_(
        _PETITION.c.voided.is_(None),
        _PETITION.c.state != PetitionState.SPLIT.value,
        _PETITION.c.received_on <= day,
        unfinished_on(day),
    )


def _started(day: date) -> ColumnElement[bool]:
    return and_(
        _CLOCK.c.live_from <= day,
        or_(_CLOCK.c.live_until.is_(None), _CLOCK.c.live_until >= day),
        or_(_CLOCK.c.done.is_(None), _CLOCK.c.done > day),
    )


def _stood_still(day: date) -> ColumnElement[bool]:
    return and_(
        _CLOCK.c.paused_from <= day,
        or_(_CLOCK.c.paused_until.is_(None), _CLOCK.c.paused_until > day),
    )


def _petitions(connection: Connection, day: date, *conditions: ColumnElement[bool]) -> list[dict[str, Any]]:
    query = (
        select(_PETITION.c.no, _PETITION.c.received_on.label("since"))
        .where(_open_on(day), *conditions)
        .order_by(_PETITION.c.id)
    )
    return rows_of(connection, query)


def _by_day(connection: Connection, query: Any, first: date, last: date) -> tuple[int, ...]:
    found = {row[0]: row[1] for row in connection.execute(query)}
    return tuple(found.get(first + number * ONE_DAY, 0) for number in range((last - first).days + 1))
