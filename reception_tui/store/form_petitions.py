"""Petitions as the forms of processing and resolution ask for them, as they stood on the last day of the window.

Everything is taken from dated rows: what was decided, sent, resolved or withdrawn by then, never the state of today.
"""

from __future__ import annotations

import operator
from collections.abc import Iterator, Mapping
from datetime import date
from functools import reduce
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    FromClause,
    ScalarSelect,
    Table,
    and_,
    case,
    exists,
    func,
    literal,
    not_,
    or_,
    select,
    union_all,
)

from reception_tui.domain.kinds import (
    Book,
    Channel,
    Closing,
    DispositionKind,
    Instance,
    Jurisdiction,
    OutcomeResult,
    PetitionKind,
    PetitionState,
)
from reception_tui.domain.windows import Window
from reception_tui.store.tables import TABLES

_PETITION, _DISPOSITION, _MOVE = TABLES["petition"], TABLES["disposition"], TABLES["move"]
_REFERRAL, _OUTCOME, _CLOCK = TABLES["referral"], TABLES["outcome"], TABLES["clock"]
_AUTHOR = TABLES["petition_person"]

Condition = ColumnElement[bool]

REPEATS = (Instance.SECOND.value, Instance.AGAIN.value)

# What was done on a petition by the last day, one bit for each.
_TAKEN, _SENT, _URGED, _RETURNED, _ANSWERED, _FILED, _NO_ACTION = (1 << i for i in range(7))
_DONE = {
    DispositionKind.ACCEPT: _TAKEN,
    DispositionKind.PROPOSE_ACCEPTANCE: _TAKEN,
    DispositionKind.REFUSE_ACCEPTANCE: _TAKEN,
    DispositionKind.FORWARD: _SENT,
    DispositionKind.TO_INVESTIGATORS: _SENT,
    DispositionKind.REPORT_TO_HEAD: _URGED,
    DispositionKind.RETURN: _RETURNED,
    DispositionKind.ANSWER: _ANSWERED,
    DispositionKind.KEEP_ON_FILE: _FILED,
    DispositionKind.NO_ACTION: _NO_ACTION,
}
_WITHDRAWN, _REPLIED = 1, 2
_ENDED = {Closing.WITHDRAWN: _WITHDRAWN, Closing.REPLIED: _REPLIED, Closing.ANSWERED: _REPLIED}
_FOUND, _TERMINATED = 1, 2
_RESULTS = {result: _TERMINATED if result is OutcomeResult.TERMINATED else _FOUND for result in OutcomeResult}

MATTERS = frozenset({"matter", "matter_kind", "matter_ours", "matter_ours_kind", "matter_reception", "matter_stock"})
_WITHIN_A_KIND = frozenset({"matter_kind", "matter_ours_kind", "matter_stock"})
_WITHIN_OURS = frozenset({"matter_ours", "matter_ours_kind", "matter_stock"})

_BY_AUTHORS = frozenset({"one", "nameless"})
_BY_RESULT = frozenset({"guided", "forwarded", "urged", "not_urged", "passed_on"}) | {
    f"did.{what}" for what in ("returned", "answered", "filed", "no_action")
}
_BY_STATUS = frozenset(
    {"considered", "accepted", "not_accepted", "dropped", "resolved", "resolving", "unresolved", "pending"}
)
_BY_LIMIT = frozenset({"late", "in_time"})


def counted(petition: Table) -> Condition:
    """A petition that counts: of the petition book, in force, and not a paper whose parts count instead.

    Such a petition is found by its id or its day: the book is asked so that nobody reads the whole book for it.
    """
    return and_(
        petition.c.voided.is_(None),
        petition.c.state != PetitionState.SPLIT.value,
        func.coalesce(petition.c.book, "") == Book.PETITIONS.value,
    )


def intake(window: Window, names: frozenset[str], always: frozenset[str]) -> CTE:
    """Return the petitions received in the window or not processed when it began (02/XLD, guidance on column 1).

    `names` are the questions to be answered of each; only rows of which all of `always` holds are wanted.
    """
    return _facts(window, names, always, only_intake=True)


def stock(window: Window, names: frozenset[str], always: frozenset[str]) -> CTE:
    """Return the petitions received in the window or not finished when it began."""
    return _facts(window, names, always, only_intake=False)


def _facts(window: Window, names: frozenset[str], always: frozenset[str], *, only_intake: bool) -> CTE:
    known = _known(window, names, always)
    answers = _answers(known, window)
    inner = select(
        known.c.id.label("key"),
        known.c.id.label("record_id"),
        known.c.received_on.label("on"),
        known.c.kind,
        known.c.field,
        _is_intake(known, window).label("in_intake"),
        *(answers[name].label(name) for name in sorted(names)),
    ).cte("petitions")
    wanted = [column for column in inner.c if column.name != "in_intake"]
    query = select(*wanted)
    return (query.where(inner.c.in_intake) if only_intake else query).cte("facts")


def _known(window: Window, names: frozenset[str], always: frozenset[str]) -> CTE:
    """Return what is known of each petition on the last day, kept by the database so that it is read once."""
    within = (counted(_PETITION), *_narrowed(names, always))
    unfinished = union_all(
        select(_PETITION.c.id).where(_PETITION.c.finished_on.is_(None)),
        select(_PETITION.c.id).where(_PETITION.c.finished_on >= window.first),
    )
    halves = (
        _columns(window, names, fresh=True).where(
            *within,
            _PETITION.c.book == Book.PETITIONS.value,
            _PETITION.c.received_on.between(window.first, window.last),
        ),
        _columns(window, names, fresh=False).where(
            *within, _PETITION.c.id.in_(unfinished), _PETITION.c.received_on < window.first
        ),
    )
    return union_all(*halves).cte("known").prefix_with("MATERIALIZED")


def _narrowed(names: frozenset[str], always: frozenset[str]) -> Iterator[Condition]:
    """Yield what may be asked of the rows at once, as every question asks it and no matter is counted across it."""
    asked = names & MATTERS
    for kind in PetitionKind:
        if kind.value in always and asked <= _WITHIN_A_KIND:
            yield _PETITION.c.kind == kind.value
    if "ours" in always and asked <= _WITHIN_OURS:
        yield _PETITION.c.jurisdiction != Jurisdiction.OTHER.value
        yield _PETITION.c.eligible.is_(True)


def _columns(window: Window, names: frozenset[str], *, fresh: bool) -> Any:
    """Return what is known of each petition; what no question of `names` needs is not looked up."""
    last = window.last
    sent = _until(_REFERRAL, _REFERRAL.c.sent_on, last)
    decided = (
        select(func.min(_DISPOSITION.c.on))
        .where(_DISPOSITION.c.petition_id == _PETITION.c.id, _DISPOSITION.c.voided.is_(None))
        .scalar_subquery()
    )
    done = _bits(_DISPOSITION, _DISPOSITION.c.kind, _DONE, last)
    authors = exists().where(_AUTHOR.c.petition_id == _PETITION.c.id, _AUTHOR.c.voided.is_(None))
    overdue = exists().where(
        _CLOCK.c.petition_id == _PETITION.c.id,
        _CLOCK.c.due < last,
        or_(_CLOCK.c.done.is_(None), _CLOCK.c.done > last),
    )
    looked_up: Mapping[str, tuple[frozenset[str], ColumnElement[int]]] = {
        "named": (_BY_AUTHORS, _flag(authors)),
        "ended_by": (_BY_STATUS, _bits(_MOVE, _MOVE.c.closing, _ENDED, last)),
        "outcomes": (_BY_STATUS, _bits(_OUTCOME, _OUTCOME.c.result, _RESULTS, last)),
        "sent": (_BY_RESULT, _flag(exists().where(sent, _REFERRAL.c.task.is_(False)))),
        "with_body": (_BY_STATUS, _flag(exists().where(sent))),
        "overdue": (_BY_LIMIT, _flag(overdue)),
    }
    return select(
        _PETITION.c.id,
        _PETITION.c.received_on,
        _PETITION.c.kind,
        _PETITION.c.field,
        _PETITION.c.jurisdiction,
        _PETITION.c.handled_on,
        _PETITION.c.finished_on,
        func.coalesce(_PETITION.c.matter_id, -_PETITION.c.id).label("matter"),
        literal(1 if fresh else 0).label("fresh"),
        _flag(_PETITION.c.eligible.is_(True)).label("can"),
        _flag(_PETITION.c.eligible.is_(False)).label("cannot"),
        _flag(_PETITION.c.instance.in_(REPEATS)).label("again"),
        _flag(_PETITION.c.signatories > 1).label("many"),
        _flag(or_(_PETITION.c.visit_id.is_not(None), _PETITION.c.channel == Channel.IN_PERSON.value)).label("came"),
        _flag(_by(_PETITION.c.accepted_on, last)).label("taken_up"),
        # A petition of the window that left our hands in it was processed in it: no paper need be looked up.
        (case((_by(_PETITION.c.handled_on, last), _PETITION.c.handled_on), else_=decided) if fresh else decided).label(
            "decided_on"
        ),
        (done if names & _BY_RESULT else case((_PETITION.c.jurisdiction == "", done), else_=0)).label("done"),
        *((found if names & needed else literal(0)).label(name) for name, (needed, found) in looked_up.items()),
    ).select_from(_PETITION)


def _until(table: Table, day: ColumnElement[date], last: date) -> Condition:
    return and_(table.c.petition_id == _PETITION.c.id, table.c.voided.is_(None), day <= last)


def _bits(table: Table, column: ColumnElement[str], bits: Mapping[Any, int], last: date) -> ColumnElement[int]:
    """Return the sum of the bits of every kind of row that a petition has by the last day."""
    kinds: dict[int, list[str]] = {}
    for kind, bit in bits.items():
        kinds.setdefault(bit, []).append(kind.value)
    each = [bit * func.max(case((column.in_(values), 1), else_=0)) for bit, values in kinds.items()]
    found: ScalarSelect[Any] = (
        select(reduce(operator.add, each)).where(_until(table, table.c.on, last)).scalar_subquery()
    )
    return func.coalesce(found, 0)


def _flag(condition: Condition) -> ColumnElement[int]:
    return case((condition, 1), else_=0)


def _by(day: ColumnElement[Any], last: date) -> Condition:
    """Tell whether a day is known and came by `last`; never unknown, so that it can be denied."""
    return and_(day.is_not(None), day <= last)


def _is_intake(known: FromClause, window: Window) -> Condition:
    """Received in the window, or without any result of processing when it began."""
    c = known.c
    before = (and_(day.is_not(None), day < window.first) for day in (c.decided_on, c.handled_on, c.finished_on))
    return or_(c.fresh == 1, not_(or_(*before)))


def _answers(known: FromClause, window: Window) -> dict[str, Condition]:
    """Return every named question about a petition."""
    c, last = known.c, window.last
    processed = or_(_by(c.decided_on, last), _by(c.handled_on, last), _by(c.finished_on, last))
    eligible = and_(processed, c.can == 1)
    open_ = c.jurisdiction == ""
    # Where nobody has said who is competent, what was done says it: only our own cases are accepted or refused.
    ours = and_(eligible, or_(c.jurisdiction == Jurisdiction.OURS.value, and_(open_, _has(c.done, _TAKEN))))
    other = and_(eligible, not_(ours))
    urged = _has(c.done, _URGED)
    sent = and_(or_(c.sent == 1, _has(c.done, _SENT)), not_(urged))
    ended = _by(c.finished_on, last)
    withdrawn, replied = _has(c.ended_by, _WITHDRAWN), _has(c.ended_by, _REPLIED)
    found = _has(c.outcomes, _FOUND)
    dropped = or_(withdrawn, _has(c.outcomes, _TERMINATED))
    accepted = and_(not_(dropped), or_(c.taken_up == 1, found))
    resolved = or_(c.outcomes > 0, withdrawn, replied)
    resolving = and_(not_(resolved), not_(ended), or_(c.taken_up == 1, c.with_body == 1))
    answers: dict[str, Condition] = {
        **{kind.value: c.kind == kind.value for kind in PetitionKind},
        "first": c.again == 0,
        "repeat": c.again == 1,
        "fresh": c.fresh == 1,
        "carried": c.fresh == 0,
        "many": c.many == 1,
        "not_many": c.many == 0,
        "one": and_(c.many == 0, c.named == 1),
        "nameless": and_(c.many == 0, c.named == 0),
        "reception": c.came == 1,
        "processed": processed,
        "unprocessed": not_(processed),
        "eligible": eligible,
        "ineligible": and_(processed, c.cannot == 1),
        "ours": ours,
        "other": other,
        "jurisdiction_open": open_,
        "field_open": c.field == "",
        "guided": and_(not_(sent), not_(urged)),
        "forwarded": sent,
        "urged": urged,
        "not_urged": not_(urged),
        "passed_on": or_(sent, urged),
        **{
            f"did.{what}": _has(c.done, bit)
            for what, bit in (
                ("returned", _RETURNED),
                ("answered", _ANSWERED),
                ("filed", _FILED),
                ("no_action", _NO_ACTION),
            )
        },
        "dropped": dropped,
        "accepted": accepted,
        "not_accepted": and_(not_(dropped), not_(accepted), ended),
        "considered": and_(not_(dropped), not_(accepted), not_(ended)),
        "resolved": resolved,
        "resolving": resolving,
        "unresolved": and_(not_(resolved), not_(resolving)),
        "pending": not_(resolved),
        "late": c.overdue == 1,
        "in_time": c.overdue == 0,
    }
    return answers | _matters(known, window, eligible, ours, answers["reception"])


def _matters(
    known: FromClause, window: Window, eligible: Condition, ours: Condition, reception: Condition
) -> dict[str, Condition]:
    """Return whether a petition stands for its matter: the first one in the book, among those of its sort.

    A petition without a matter is a matter of its own. So a matter is counted once, and its parts add up.
    """
    c = known.c
    here, can, mine = _flag(_is_intake(known, window)), _flag(eligible), _flag(ours)
    sorts: Mapping[str, tuple[ColumnElement[Any], ...]] = {
        "matter": (here, can),
        "matter_kind": (here, can, c.kind),
        "matter_ours": (here, mine),
        "matter_ours_kind": (here, mine, c.kind),
        "matter_reception": (here, can, _flag(reception), c.fresh),
        "matter_stock": (mine, c.kind),
    }
    return {
        name: func.row_number().over(partition_by=(c.matter, *among), order_by=c.id) == 1
        for name, among in sorts.items()
    }


def _has(bits: ColumnElement[int], bit: int) -> Condition:
    return bits.op("&")(bit) != 0
