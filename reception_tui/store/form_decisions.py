"""Decisions, conclusions and answers of a window as the forms of resolution ask for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    FromClause,
    Table,
    and_,
    case,
    exists,
    literal,
    or_,
    select,
    union_all,
)

from reception_tui.domain.kinds import Channel, Figure, Jurisdiction, OutcomeResult, PetitionKind
from reception_tui.domain.windows import Window
from reception_tui.store.form_petitions import REPEATS, counted
from reception_tui.store.tables import TABLES

_PETITION, _OUTCOME, _FIGURE = TABLES["petition"], TABLES["outcome"], TABLES["outcome_figure"]
_WITHDRAWAL, _REFERRAL, _CLOCK = TABLES["withdrawal"], TABLES["referral"], TABLES["clock"]

_WITHDRAWN = "withdrawn"
_RESOLVING = "resolve"
"""The key of the clock on our own resolution."""

Condition = ColumnElement[bool]


def decisions(window: Window, names: frozenset[str], _always: frozenset[str]) -> CTE:
    """Return what was decided in the window, and what was withdrawn wholly, with the answer to each named question."""
    decided = _with_petition(
        _OUTCOME, window, _OUTCOME.c.id.label("key"), _OUTCOME.c.result.label("result"), _late(_OUTCOME)
    )
    withdrawn = _with_petition(
        _WITHDRAWAL, window, (-_WITHDRAWAL.c.id).label("key"), literal(_WITHDRAWN).label("result"), _late(_WITHDRAWAL)
    ).where(_WITHDRAWAL.c.whole.is_(True))
    rows = union_all(decided, withdrawn).cte("decisions").prefix_with("MATERIALIZED")
    found = [result.value for result in OutcomeResult if result is not OutcomeResult.TERMINATED]
    named = (
        OutcomeResult.RIGHT,
        OutcomeResult.WRONG,
        OutcomeResult.PARTLY_RIGHT,
        OutcomeResult.UPHELD,
        OutcomeResult.AMENDED,
        OutcomeResult.TERMINATED,
    )
    answers = _of_petition(rows) | {
        "found": rows.c.result.in_(found),
        _WITHDRAWN: rows.c.result == _WITHDRAWN,
        **{result.value: rows.c.result == result.value for result in named},
        "late": rows.c.late == 1,
        "in_time": rows.c.late == 0,
    }
    return _chosen(rows, answers, names, rows.c.key)


def amounts(window: Window, names: frozenset[str], _always: frozenset[str]) -> CTE:
    """Return the amounts of what was decided in the window."""
    rows = (
        _with_petition(_OUTCOME, window, _FIGURE.c.id.label("key"), _FIGURE.c.figure, _FIGURE.c.amount)
        .where(_FIGURE.c.outcome_id == _OUTCOME.c.id, _FIGURE.c.voided.is_(None))
        .cte("amounts")
    )
    answers = _of_petition(rows) | {f"figure.{figure}": rows.c.figure == figure.value for figure in Figure}
    return _chosen(rows, answers, names, rows.c.key, rows.c.amount)


def answers(window: Window, names: frozenset[str], _always: frozenset[str]) -> CTE:
    """Return the answers of the window to petitions that were forwarded; a task of ours is not forwarded."""
    rows = (
        select(_REFERRAL.c.id.label("key"), _REFERRAL.c.answered_on.label("on"), *_petition_columns())
        .select_from(_REFERRAL.join(_PETITION, _PETITION.c.id == _REFERRAL.c.petition_id))
        .where(
            counted(_PETITION),
            _REFERRAL.c.voided.is_(None),
            _REFERRAL.c.task.is_(False),
            _REFERRAL.c.answered_on.between(window.first, window.last),
        )
        .cte("answers")
    )
    return _chosen(rows, _of_petition(rows), names, rows.c.key)


def _with_petition(table: Table, window: Window, *columns: ColumnElement[Any]) -> Any:
    """Return the rows in force of the window, joined with their petition."""
    return (
        select(*columns, table.c.on, *_petition_columns())
        .select_from(table.join(_PETITION, _PETITION.c.id == table.c.petition_id))
        .where(counted(_PETITION), table.c.voided.is_(None), table.c.on.between(window.first, window.last))
    )


def _petition_columns() -> tuple[ColumnElement[Any], ...]:
    jurisdiction = _PETITION.c.jurisdiction
    ours = or_(jurisdiction == Jurisdiction.OURS.value, and_(jurisdiction == "", _PETITION.c.accepted_on.is_not(None)))
    came = or_(_PETITION.c.visit_id.is_not(None), _PETITION.c.channel == Channel.IN_PERSON.value)
    return (
        _PETITION.c.id.label("record_id"),
        _PETITION.c.kind.label("kind"),
        _flag(_PETITION.c.instance.in_(REPEATS)).label("again"),
        _flag(ours).label("is_ours"),
        _flag(came).label("came"),
    )


def _late(table: Table) -> ColumnElement[int]:
    """Tell whether the limit of resolution had passed by then."""
    due = exists().where(
        _CLOCK.c.petition_id == table.c.petition_id, _CLOCK.c.key == _RESOLVING, _CLOCK.c.due < table.c.on
    )
    return _flag(due).label("late")


def _flag(condition: Condition) -> ColumnElement[int]:
    return case((condition, 1), else_=0)


def _of_petition(rows: FromClause) -> dict[str, Condition]:
    return {
        **{kind.value: rows.c.kind == kind.value for kind in PetitionKind},
        "first": rows.c.again == 0,
        "repeat": rows.c.again == 1,
        "ours": rows.c.is_ours == 1,
        "reception": rows.c.came == 1,
    }


def _chosen(
    rows: FromClause, answers: Mapping[str, Condition], names: frozenset[str], *columns: ColumnElement[Any]
) -> CTE:
    questions = (answers[name].label(name) for name in sorted(names))
    return select(*columns, rows.c.record_id, rows.c.on, *questions).cte("facts")
