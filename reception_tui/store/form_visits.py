"""Visits and reception days as form 01/TCD asks for them.

A case that the head also received is counted once, under the head (form 01/TCD of Circular 06/2025/TT-TTCP, guidance);
visits and people are those who really came.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import CTE, ColumnElement, and_, case, exists, func, not_, or_, select, true

from reception_tui.domain.kinds import Host, ReceivedBy
from reception_tui.domain.windows import Window
from reception_tui.store.tables import TABLES

_VISIT, _SESSION = TABLES["visit"], TABLES["session"]

_RANK = {ReceivedBy.HEAD.value: 0, ReceivedBy.DELEGATE.value: 1}
_REST = len(_RANK)


def visits(window: Window, names: frozenset[str], _always: frozenset[str]) -> CTE:
    """Return the visits of the window with the answer to each of the named questions."""
    # Most visits stand alone: the others of a matter are looked up only where there is one.
    other = _VISIT.alias("other")
    of_matter = and_(other.c.matter_id == _VISIT.c.matter_id, other.c.voided.is_(None), other.c.id != _VISIT.c.id)
    repeated = exists().where(of_matter, other.c.on <= window.last)
    mine, its = (case(_RANK, value=visit.c.received_by, else_=_REST) for visit in (_VISIT, other))
    before = or_(its < mine, and_(its == mine, other.c.id < _VISIT.c.id))
    follows = exists().where(of_matter, other.c.on.between(window.first, window.last), before)
    answers: Mapping[str, ColumnElement[bool]] = {
        "by_officer": _VISIT.c.received_by == ReceivedBy.OFFICER.value,
        "by_head": _VISIT.c.received_by == ReceivedBy.HEAD.value,
        "by_delegate": _VISIT.c.received_by == ReceivedBy.DELEGATE.value,
        "delegation": and_(true(), _VISIT.c.delegation),
        "matter": not_(follows),
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
        .select_from(_VISIT)
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
