"""Lists about promises, planned reception days, queues and tasks, each as it stood at the end of a day."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Connection, Date, and_, bindparam, case, func, or_, select

from reception_tui.store.prepared import Prepared
from reception_tui.store.tables import TABLES

_PROMISE, _PETITION, _VISIT = TABLES["promise"], TABLES["petition"], TABLES["visit"]
_DAY, _SESSION, _REGISTRATION = TABLES["planned_day"], TABLES["session"], TABLES["registration"]
_MEETING = TABLES["meeting"]
_TASK, _MOVE, _CHANGE, _LETTER = TABLES["task"], TABLES["task_move"], TABLES["day_change"], TABLES["letter"]
_AS_OF: BindParameter[date] = bindparam("as_of", type_=Date)


def promises(connection: Connection, on: date, since: date) -> list[dict[str, Any]]:
    """Return the promises made until `on` that had not ended before `since`, the earliest first."""
    ended = func.coalesce(_PROMISE.c.kept_on, _PROMISE.c.moved_on)
    query = (
        select(_PROMISE, func.coalesce(_PETITION.c.no, _VISIT.c.no).label("no"))
        .outerjoin(_PETITION, _PETITION.c.id == _PROMISE.c.petition_id)
        .outerjoin(_VISIT, _VISIT.c.id == _PROMISE.c.visit_id)
        .where(
            _PROMISE.c.voided.is_(None),
            _PETITION.c.voided.is_(None),
            _VISIT.c.voided.is_(None),
            _PROMISE.c.made_on <= on,
            or_(ended.is_(None), ended >= since),
        )
        .order_by(_PROMISE.c.on, _PROMISE.c.id)
    )
    return _dicts(connection, query)


def days_between(connection: Connection, first: date, last: date) -> list[dict[str, Any]]:
    """Return the planned days of a time with how many are registered, received and absent, the earliest first."""
    counts = [
        func.coalesce(func.sum(_is_turn(turn)), 0).label(turn) for turn in ("waiting", "received", "absent", "given_up")
    ]
    query = (
        select(
            _DAY,
            func.count(_REGISTRATION.c.id).label("registered"),
            *counts,
            _SESSION.c.no.label("session"),
            _SESSION.c.minutes_on,
        )
        .outerjoin(_REGISTRATION, and_(_REGISTRATION.c.day_id == _DAY.c.id, _REGISTRATION.c.voided.is_(None)))
        .outerjoin(_SESSION, _SESSION.c.id == _DAY.c.session_id)
        .where(_DAY.c.voided.is_(None), _DAY.c.on.between(first, last))
        .group_by(_DAY.c.id, _SESSION.c.no, _SESSION.c.minutes_on)
        .order_by(_DAY.c.on, _DAY.c.time, _DAY.c.id)
    )
    return _dicts(connection, query)


def days_then(connection: Connection, day: date) -> list[dict[str, Any]]:
    """Return the days that were on the schedule at the end of a day and not held or cancelled then.

    `then` is the day on which each was to be; `registered` and `invited` count those of until then.
    """
    moved = (
        select(_CHANGE.c.from_on)
        .where(_CHANGE.c.day_id == _DAY.c.id, _CHANGE.c.voided.is_(None), _CHANGE.c.on > day)
        .order_by(_CHANGE.c.id)
        .limit(1)
        .scalar_subquery()
    )
    places = (_REGISTRATION.c.day_id == _DAY.c.id, _REGISTRATION.c.voided.is_(None), _REGISTRATION.c.on <= day)
    registered = select(func.count()).select_from(_REGISTRATION).where(*places).scalar_subquery()
    letter = select(_LETTER.c.id).where(
        _LETTER.c.kind == "invitation",
        _LETTER.c.voided.is_(None),
        _LETTER.c.on.between(_REGISTRATION.c.on, day),
        or_(_LETTER.c.visit_id == _REGISTRATION.c.visit_id, _LETTER.c.petition_id == _REGISTRATION.c.petition_id),
    )
    invited = select(func.count()).select_from(_REGISTRATION).where(*places, letter.correlate(_REGISTRATION).exists())
    query = select(
        _DAY,
        func.coalesce(moved, _DAY.c.on).label("then"),
        registered.label("registered"),
        invited.scalar_subquery().label("invited"),
    ).where(
        _DAY.c.voided.is_(None),
        _DAY.c.planned_on <= day,
        or_(_DAY.c.held_on.is_(None), _DAY.c.held_on > day),
        or_(_DAY.c.cancelled_on.is_(None), _DAY.c.cancelled_on > day),
    )
    return _dicts(connection, query)


def days_received(connection: Connection, until: date) -> list[dict[str, Any]]:
    """Return each reception day that a host held in person until a day: host, body, day; ad hoc ones are not told."""
    held = and_(_DAY.c.voided.is_(None), _DAY.c.held_on.is_not(None), _DAY.c.session_id.is_(None))
    elsewhere = select(_DAY.c.host, _DAY.c.body, _DAY.c.held_on.label("on")).where(
        held, _DAY.c.kind == "periodic", _DAY.c.received_by == "head", _DAY.c.held_on <= until
    )
    here = select(_SESSION.c.host, func.coalesce(_DAY.c.body, "").label("body"), _SESSION.c.on).outerjoin(
        _DAY, and_(_DAY.c.session_id == _SESSION.c.id, _DAY.c.voided.is_(None))
    )
    here = here.where(
        _SESSION.c.voided.is_(None),
        _SESSION.c.kind == "periodic",
        _SESSION.c.received_by == "head",
        _SESSION.c.on <= until,
    )
    return _dicts(connection, here.union(elsewhere))


def first_days(connection: Connection, until: date) -> list[dict[str, Any]]:
    """Return since when each host has stood in the register, planned or held: host, body, day."""
    planned = select(_DAY.c.host, _DAY.c.body, func.min(_DAY.c.on).label("on")).where(
        _DAY.c.voided.is_(None), _DAY.c.planned_on <= until
    )
    return _dicts(connection, planned.group_by(_DAY.c.host, _DAY.c.body))


def tasks_open(connection: Connection, as_of: date, body: str = "") -> list[dict[str, Any]]:
    """Return the tasks that waited for their body at the end of a day, with the letters of until then."""
    return _open_tasks(of_body=bool(body)).rows(connection, {"as_of": as_of, "of": body})


@cache
def _open_tasks(*, of_body: bool) -> Prepared:
    query = (
        select(
            _TASK,
            _move(func.count(), "reminder", _AS_OF).label("reminders"),
            _move(func.max(_MOVE.c.on), "reminder", _AS_OF).label("last_reminder"),
            _move(func.max(_MOVE.c.on), "report", _AS_OF).label("escalated_on"),
        )
        .where(
            _TASK.c.voided.is_(None),
            _TASK.c.given_on <= _AS_OF,
            or_(_TASK.c.done_on.is_(None), _TASK.c.done_on > _AS_OF),
        )
        .order_by(_TASK.c.due, _TASK.c.id)
    )
    return Prepared(query.where(_TASK.c.body == bindparam("of")) if of_body else query)


def tasks_given(connection: Connection, until: date, done_since: date) -> list[dict[str, Any]]:
    """Return the tasks given until a day that were not done before another, with what the body told last."""
    last = (
        select(_MOVE.c.content)
        .where(_MOVE.c.task_id == _TASK.c.id, _MOVE.c.voided.is_(None), _MOVE.c.on <= until, _MOVE.c.step != "reminder")
        .order_by(_MOVE.c.on.desc(), _MOVE.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    query = (
        select(_TASK, func.coalesce(_SESSION.c.no, _MEETING.c.no, "").label("session"), last.label("told"))
        .outerjoin(_SESSION, _SESSION.c.id == _TASK.c.session_id)
        .outerjoin(_MEETING, _MEETING.c.id == _TASK.c.meeting_id)
        .where(
            _TASK.c.voided.is_(None),
            _TASK.c.given_on <= until,
            or_(_TASK.c.done_on.is_(None), _TASK.c.done_on >= done_since),
        )
        .order_by(_TASK.c.body, _TASK.c.due, _TASK.c.id)
    )
    return _dicts(connection, query)


def _move(what: Any, step: str, as_of: BindParameter[date]) -> Any:
    fitting = (_MOVE.c.task_id == _TASK.c.id, _MOVE.c.step == step, _MOVE.c.voided.is_(None), _MOVE.c.on <= as_of)
    return select(what).select_from(_MOVE).where(*fitting).scalar_subquery()


def _is_turn(turn: str) -> Any:
    return case((_REGISTRATION.c.turn == turn, 1), else_=0)


def _dicts(connection: Connection, query: Any) -> list[dict[str, Any]]:
    return [dict(row) for row in connection.execute(query).mappings()]
