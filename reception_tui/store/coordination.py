"""What the monthly meeting of the bodies at the seat is about: who received whom, and whose each matter is.

Everything is told as it stood at the end of the last day of the window.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from reception_tui.domain.kinds import Book, PetitionState
from reception_tui.domain.windows import Window
from reception_tui.store.tables import TABLES

_VISIT, _SESSION, _PETITION, _REFERRAL = TABLES["visit"], TABLES["session"], TABLES["petition"], TABLES["referral"]
_TASK, _HOLDING, _MATTER, _MEETING = TABLES["task"], TABLES["holding"], TABLES["matter"], TABLES["meeting"]

Rows = list[dict[str, Any]]


def visits(connection: Connection, window: Window) -> Rows:
    """Return the visits of the window, each with the host of its reception day."""
    query = (
        select(_VISIT, func.coalesce(_SESSION.c.host, "").label("host"))
        .outerjoin(_SESSION, _SESSION.c.id == _VISIT.c.session_id)
        .where(_VISIT.c.voided.is_(None), _VISIT.c.on.between(window.first, window.last))
        .order_by(_VISIT.c.on, _VISIT.c.id)
    )
    return _dicts(connection, query)


def sessions(connection: Connection, window: Window) -> dict[str, int]:
    """Return how many reception days each host held in the window."""
    query = (
        select(_SESSION.c.host, func.count())
        .where(_SESSION.c.voided.is_(None), _SESSION.c.on.between(window.first, window.last))
        .group_by(_SESSION.c.host)
    )
    return {str(host): int(count) for host, count in connection.execute(query)}


def sent(connection: Connection, as_of: date, bodies: Sequence[str]) -> Rows:
    """Return the sendings that one of `bodies` had not answered at the end of a day, each with its petition."""
    query = (
        select(_PETITION, _REFERRAL.c.body, _REFERRAL.c.sent_on.label("since"))
        .join(_PETITION, _PETITION.c.id == _REFERRAL.c.petition_id)
        .where(
            _REFERRAL.c.voided.is_(None),
            _counted(),
            _REFERRAL.c.body.in_(bodies),
            _REFERRAL.c.sent_on <= as_of,
            or_(_REFERRAL.c.answered_on.is_(None), _REFERRAL.c.answered_on > as_of),
            _unfinished(as_of),
        )
        .order_by(_REFERRAL.c.id)
    )
    return _dicts(connection, query)


def tasks(connection: Connection, as_of: date, bodies: Sequence[str]) -> Rows:
    """Return the tasks that one of `bodies` had not done at the end of a day."""
    query = (
        select(_TASK)
        .where(
            _TASK.c.voided.is_(None),
            _TASK.c.body.in_(bodies),
            _TASK.c.given_on <= as_of,
            or_(_TASK.c.done_on.is_(None), _TASK.c.done_on > as_of),
        )
        .order_by(_TASK.c.id)
    )
    return _dicts(connection, query)


def holdings(connection: Connection, as_of: date) -> Rows:
    """Return the matters that a body had said it holds at the end of a day, each with the matter's number and title."""
    query = (
        select(_HOLDING, _MATTER.c.no, _MATTER.c.title)
        .join(_MATTER, _MATTER.c.id == _HOLDING.c.matter_id)
        .where(
            _HOLDING.c.voided.is_(None),
            _MATTER.c.voided.is_(None),
            _HOLDING.c.since <= as_of,
            or_(_HOLDING.c.until.is_(None), _HOLDING.c.until > as_of),
        )
        .order_by(_HOLDING.c.id)
    )
    return _dicts(connection, query)


def petitions_of(connection: Connection, matters: Sequence[int], petitions: Sequence[int], as_of: date) -> Rows:
    """Return the petitions of those matters, and those petitions, that were not finished at the end of a day.

    `away` tells whether another body had it then and had not answered.
    """
    away = (
        select(_REFERRAL.c.id)
        .where(
            _REFERRAL.c.petition_id == _PETITION.c.id,
            _REFERRAL.c.voided.is_(None),
            _REFERRAL.c.task.is_(False),
            _REFERRAL.c.sent_on <= as_of,
            or_(_REFERRAL.c.answered_on.is_(None), _REFERRAL.c.answered_on > as_of),
        )
        .exists()
    )
    which = or_(_PETITION.c.matter_id.in_(matters), _PETITION.c.id.in_(petitions))
    query = (
        select(_PETITION, away.label("away"))
        .where(which, _counted(), _PETITION.c.received_on <= as_of, _unfinished(as_of))
        .order_by(_PETITION.c.id)
    )
    return _dicts(connection, query)


def meetings(connection: Connection) -> Rows:
    """Return the coordination meetings, the last first."""
    query = select(_MEETING).where(_MEETING.c.voided.is_(None)).order_by(_MEETING.c.on.desc(), _MEETING.c.id.desc())
    return _dicts(connection, query)


def _counted() -> ColumnElement[bool]:
    of_books = _PETITION.c.book.in_((Book.PETITIONS.value, Book.FEEDBACK.value))
    return and_(_PETITION.c.voided.is_(None), _PETITION.c.state != PetitionState.SPLIT.value, of_books)


def _unfinished(as_of: date) -> ColumnElement[bool]:
    return or_(_PETITION.c.finished_on.is_(None), _PETITION.c.finished_on > as_of)


def _dicts(connection: Connection, query: Any) -> Rows:
    return [dict(row) for row in connection.execute(query).mappings()]
