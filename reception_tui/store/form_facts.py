"""What the cells of the statistical forms count: one query for each source of rows, and the very rows of each cell.

Every named question is a column of its source, so a cell and the rows behind it can never disagree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import CTE, BigInteger, ColumnElement, Connection, and_, case, cast, func, literal, select, true

from reception_tui.domain.form_formulas import Amount
from reception_tui.domain.forms import GROUP, OLD_GROUP, Adds, Count, Source
from reception_tui.domain.kinds import CountRule, PetitionKind
from reception_tui.domain.reference import SubjectField
from reception_tui.domain.windows import Window
from reception_tui.store import form_decisions, form_petitions, form_visits

Fields = Mapping[str, SubjectField]

_SPARE_GROUP = "other"
"""Where a petition is counted whose subject field nobody has said; a remark under the form tells how many."""

_HUNDREDTHS, _MILLIONTHS = -2, -6


@dataclass(frozen=True, slots=True)
class FactRow:
    """A row behind a cell: the record that it stands for, its day, and what it adds."""

    table: str
    record_id: int
    on: date
    amount: Amount


_RECORDS: Mapping[Source, str] = {
    Source.VISITS: "visit",
    Source.RECEPTION_DAYS: "session",
    Source.INTAKE: "petition",
    Source.STOCK: "petition",
    Source.DECISIONS: "petition",
    Source.AMOUNTS: "petition",
    Source.ANSWERS: "petition",
}

_FACTS: Mapping[Source, Callable[[Window, frozenset[str], frozenset[str]], CTE]] = {
    Source.VISITS: form_visits.visits,
    Source.RECEPTION_DAYS: form_visits.reception_days,
    Source.INTAKE: form_petitions.intake,
    Source.STOCK: form_petitions.stock,
    Source.DECISIONS: form_decisions.decisions,
    Source.AMOUNTS: form_decisions.amounts,
    Source.ANSWERS: form_decisions.answers,
}


def count(
    connection: Connection, window: Window, rule: CountRule, fields: Fields, counts: Iterable[Count]
) -> dict[Count, Amount]:
    """Return what each question comes to, one query for each source of rows."""
    by_source: dict[Source, list[Count]] = {}
    for one in dict.fromkeys(counts):
        by_source.setdefault(one.source, []).append(one)
    found: dict[Count, Amount] = {}
    for source, wanted in by_source.items():
        facts = _facts(source, window, wanted)
        sums = [
            func.coalesce(func.sum(case((_matches(facts, one, fields), _added(facts, one, rule)), else_=0)), 0)
            for one in wanted
        ]
        labelled = [column.label(f"n{i}") for i, column in enumerate(sums)]
        row = connection.execute(select(*labelled).select_from(facts)).one()
        found |= {one: _shown(one.adds, int(value)) for one, value in zip(wanted, row, strict=True)}
    return found


def rows(
    connection: Connection, window: Window, rule: CountRule, fields: Fields, one: Count, limit: int | None = None
) -> list[FactRow]:
    """Return the rows behind a question, the oldest first; what they add comes to its figure."""
    facts = _facts(one.source, window, [one])
    query = (
        select(facts.c.record_id, facts.c.on, _added(facts, one, rule).label("added"))
        .where(_matches(facts, one, fields))
        .order_by(facts.c.on, facts.c.record_id, facts.c.key)
        .limit(limit)
    )
    table = _RECORDS[one.source]
    return [
        FactRow(table, row.record_id, row.on, _shown(one.adds, int(row.added))) for row in connection.execute(query)
    ]


def _facts(source: Source, window: Window, counts: Sequence[Count]) -> CTE:
    asked = [frozenset(name for name in one.where if not name.startswith((GROUP, OLD_GROUP))) for one in counts]
    return _FACTS[source](window, frozenset().union(*asked), frozenset.intersection(*asked))


def _matches(facts: CTE, one: Count, fields: Fields) -> ColumnElement[bool]:
    conditions = [
        _in_group(facts, name, fields) if name.startswith((GROUP, OLD_GROUP)) else facts.c[name] for name in one.where
    ]
    return and_(true(), *conditions)


def _in_group(facts: CTE, name: str, fields: Fields) -> ColumnElement[bool]:
    """Tell whether the subject field of a petition counts under a group of the form, which depends on its kind."""
    prefix = OLD_GROUP if name.startswith(OLD_GROUP) else GROUP
    group = name.removeprefix(prefix)
    known = {
        f"{kind}/{field.code}"
        for field in fields.values()
        for kind in PetitionKind
        if (field.old_groups if prefix == OLD_GROUP else field.groups)[kind] == group
    }
    if group == _SPARE_GROUP:
        known |= {f"{kind}/" for kind in PetitionKind}
    return (facts.c.kind + literal("/") + facts.c.field).in_(sorted(known))


def _added(facts: CTE, one: Count, rule: CountRule) -> ColumnElement[Any]:
    """Return what a row adds: a whole number; amounts in hundredths, so that no sum is rounded."""
    if one.adds in (Adds.AMOUNT, Adds.MILLION_DONG):
        return cast(func.round(facts.c.amount * 100), BigInteger)
    if one.adds is Adds.PEOPLE or (one.adds is Adds.VISITS and rule is CountRule.PER_PERSON):
        return facts.c.head_count
    return literal(1)


def _shown(adds: Adds, value: int) -> Amount:
    if adds is Adds.MILLION_DONG:
        return _plain(Decimal(value).scaleb(_HUNDREDTHS + _MILLIONTHS))
    return _plain(Decimal(value).scaleb(_HUNDREDTHS)) if adds is Adds.AMOUNT else value


def _plain(value: Decimal) -> Amount:
    return int(value) if value == value.to_integral_value() else value.normalize()
