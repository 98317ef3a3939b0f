"""What is late and near, counted by whose it is and read page by page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Date,
    Integer,
    and_,
    bindparam,
    case,
    func,
    or_,
    select,
    tuple_,
)

from reception_tui.domain.kinds import Owner
from reception_tui.store.lists import counting_on, due_rows
from reception_tui.store.prepared import Prepared
from reception_tui.store.tables import TABLES
from reception_tui.store.work import Row

_CLOCK = TABLES["clock"]
_AS_OF = bindparam("as_of", type_=Date)
_PLACE = (_CLOCK.c.due, _CLOCK.c.id)


@dataclass(frozen=True, slots=True)
class Horizon:
    """Until which day a limit is near: `last` for most stages, and a day of their own for some."""

    as_of: date
    last: date
    of_stage: Mapping[str, date]


@dataclass(frozen=True, slots=True)
class Group:
    """Limits to be read together: those of one owner and body, or all; `undated` are those without a date."""

    owner: str = ""
    body: str = ""
    undated: bool = False


def count_groups(connection: Connection, horizon: Horizon) -> list[Row]:
    """Return for each owner and body how many limits are late, due today, and near in all."""
    query = _counts(tuple(horizon.of_stage))
    return list(query.rows(connection, _given(horizon)))


def read_group(
    connection: Connection,
    horizon: Horizon,
    group: Group,
    place: tuple[date | None, int] | None,
    count: int,
    *,
    forward: bool,
    inclusive: bool = False,
) -> list[Row]:
    """Return the next limits of a group behind a place, or those before it, the longest overdue first."""
    query = _page(tuple(horizon.of_stage), group, forward, place is not None, inclusive)
    given = _given(horizon) | {"count": count, "owner": group.owner, "body": group.body}
    if place is not None:
        given |= {"due": place[0], "id": place[1]}
    rows: list[Row] = list(query.rows(connection, given))
    return rows if forward else rows[::-1]


def _given(horizon: Horizon) -> dict[str, Any]:
    near = {f"last{i}": day for i, day in enumerate(horizon.of_stage.values())}
    return {"as_of": horizon.as_of, "last": horizon.last} | near


@cache
def _counts(stages: tuple[str, ...]) -> Prepared:
    late = or_(_CLOCK.c.due.is_(None), _CLOCK.c.due < _AS_OF)
    return Prepared(
        select(
            _CLOCK.c.owner,
            _CLOCK.c.body,
            func.sum(case((late, 1), else_=0)).label("late"),
            func.sum(case((_CLOCK.c.due == _AS_OF, 1), else_=0)).label("today"),
            func.sum(case((_CLOCK.c.due.is_(None), 1), else_=0)).label("undated"),
            func.count().label("all"),
        )
        .where(_CLOCK.c.done.is_(None), counting_on(_AS_OF), or_(_is_undated(), _is_near(stages)))
        .group_by(_CLOCK.c.owner, _CLOCK.c.body)
    )


@cache
def _page(stages: tuple[str, ...], group: Group, forward: bool, from_place: bool, inclusive: bool) -> Prepared:
    query = due_rows(_AS_OF).where(_CLOCK.c.done.is_(None), counting_on(_AS_OF))
    query = query.where(_is_undated() if group.undated else _is_near(stages))
    if group.owner:
        query = query.where(_CLOCK.c.owner == bindparam("owner"), _CLOCK.c.body == bindparam("body"))
    columns = _PLACE[1:] if group.undated else _PLACE
    if from_place:
        here = tuple_(*columns)
        there = tuple_(*(bindparam(column.name, type_=column.type) for column in columns))
        if forward:
            query = query.where(here >= there if inclusive else here > there)
        else:
            query = query.where(here <= there if inclusive else here < there)
    ordered = [column.asc() if forward else column.desc() for column in columns]
    return Prepared(query.order_by(*ordered).limit(bindparam("count", type_=Integer)))


def _is_undated() -> ColumnElement[bool]:
    return and_(_CLOCK.c.due.is_(None), _CLOCK.c.owner == Owner.NOBODY.value)


def _is_near(stages: tuple[str, ...]) -> ColumnElement[bool]:
    if not stages:
        return _CLOCK.c.due <= bindparam("last", type_=Date)
    days = [(_CLOCK.c.stage == stage, bindparam(f"last{i}", type_=Date)) for i, stage in enumerate(stages)]
    own = case(*days, else_=bindparam("last", type_=Date))
    return _CLOCK.c.due <= own
