"""Visits and reception days as form 01/TCD asks for them.

A case that the head also received is counted once, under the head (form 01/TCD of Circular 06/2025/TT-TTCP, guidance);
visits and people are those who really came.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import CTE, ColumnElement, and_, case, func, not_, select, true

from reception_tui.domain.kinds import Host, ReceivedBy
from reception_tui.domain.windows import Window
from reception_tui.store.tables import TABLES

_VISIT, _SESSION = TABLES["visit"], TABLES["session"]

_RANK = {ReceivedBy.HEAD.value: 0, ReceivedBy.DELEGATE.value: 1}
_REST = len(_RANK)


def visits(window: Window, names: frozenset[str], _always: frozenset[str]) -> CTE:
    """Return the visits of the window with the answer to each of the named questions."""
    times = (
        select(_VISIT.c.matter_id, func.count().label("times"))
        .where(_VISIT.c.voided.is_(None), _VISIT.c.matter_id.is_not(None), _VISIT.c.on <= window.last)
        .group_by(_VISIT.c.matter_id)
        .subquery()
    )
    matter = func.coalesce(_VISIT.c.matter_id, -_VISIT.c.id)
    rank = case(_RANK, value=_VISIT.c.received_by, else_=_REST)
    first_of_matter = func.row_number().over(partition_by=matter, order_by=(rank, _VISIT.c.id))
    repeated = func.coalesce(times.c.times, 1) > 1
    answers: Mapping[str, ColumnElement[bool]] = {
        "by_officer": _VISIT.c.received_by == ReceivedBy.OFFICER.value,
        "by_head": _VISIT.c.received_by == ReceivedBy.HEAD.value,
        "by_delegate": _VISIT.c.received_by == ReceivedBy.DELEGATE.value,
        "delegation": and_(true(), _VISIT.c.delegation),
        "matter": first_of_matter == 1,
        "once": not_(repeated),
        "repeated": repeated,
    }
    return (
        select(
            _VISIT.c.id.label("key"),
            _VISIT.c.id.label("record_id"),
            _VISIT.c.on,
            _VISIT.c.head_count,
            *(answers[name].label(name) for name in sorted(names)),
        )
        .select_from(_VISIT.outerjoin(times, times.c.matter_id == _VISIT.c.matter_id))
        .where(_VISIT.c.voided.is_(None), _VISIT.c.on.between(window.first, window.last))
        .cte("facts")
    )


def reception_days(window: Window, names: frozenset[str], _always: frozenset[str]) -> CTE:
    """Return the reception sessions of the window; two of one leader on one day are one day."""
    first_of_day = func.row_number().over(
        partition_by=(_SESSION.c.on, _SESSION.c.host, _SESSION.c.received_by), order_by=_SESSION.c.id
    )
    answers: Mapping[str, ColumnElement[bool]] = {
        "by_head": _SESSION.c.received_by == ReceivedBy.HEAD.value,
        "by_delegate": _SESSION.c.received_by == ReceivedBy.DELEGATE.value,
        "day": first_of_day == 1,
        **{f"host.{host}": _SESSION.c.host == host.value for host in Host},
    }
    return (
        select(
            _SESSION.c.id.label("key"),
            _SESSION.c.id.label("record_id"),
            _SESSION.c.on,
            *(answers[name].label(name) for name in sorted(names)),
        )
        .where(_SESSION.c.voided.is_(None), _SESSION.c.on.between(window.first, window.last))
        .cte("facts")
    )
