"""Figures of reports, each a named question over rows: it can be counted, and its very rows can be shown.

Figures of one group are read in one pass. `measure` says what each row adds: one, or its head count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, case, func, or_, select, true

from reception_tui.domain.calendar import ONE_DAY
from reception_tui.domain.kinds import Book, Channel, DispositionKind, PetitionKind, PetitionState
from reception_tui.domain.windows import Window
from reception_tui.store.lists import unfinished_on
from reception_tui.store.tables import TABLES

VISIT, PETITION, MOVE = TABLES["visit"], TABLES["petition"], TABLES["move"]
DISPOSITION, REFERRAL, SESSION = TABLES["disposition"], TABLES["referral"], TABLES["session"]

Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of one table that a window selects. `joined` are tables that conditions may also name."""

    table: Table
    within: Callable[[Window], Condition]
    joined: tuple[tuple[Table, Condition], ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """One figure: a condition on the rows of a group, and what each adds."""

    group: str
    condition: Condition
    measure: ColumnElement[Any] | None = None


def _counted(petition: Table) -> Condition:
    """A petition that counts: in force, and not a paper whose parts count instead."""
    return and_(petition.c.voided.is_(None), petition.c.state != PetitionState.SPLIT.value)


_OURS = and_(_counted(PETITION), PETITION.c.book == Book.PETITIONS.value)
# Found by the day of another table, or of its entry, a petition is of some book: that is asked so that nobody reads
# the whole book for it.
_OURS_FOUND = and_(_counted(PETITION), func.coalesce(PETITION.c.book, "") == Book.PETITIONS.value)
_FEEDBACK = and_(_counted(PETITION), PETITION.c.book == Book.FEEDBACK.value)
_OF_PETITION = ((PETITION, PETITION.c.id == REFERRAL.c.petition_id),)

GROUPS: Mapping[str, Group] = {
    "visits": Group(VISIT, lambda w: and_(VISIT.c.voided.is_(None), VISIT.c.on.between(w.first, w.last))),
    "received": Group(PETITION, lambda w: and_(_OURS, PETITION.c.received_on.between(w.first, w.last))),
    "feedback": Group(PETITION, lambda w: and_(_FEEDBACK, PETITION.c.received_on.between(w.first, w.last))),
    "opening": Group(
        PETITION,
        lambda w: and_(
            _OURS_FOUND,
            PETITION.c.received_on < w.first,
            unfinished_on(w.first - ONE_DAY),
        ),
    ),
    "closing": Group(
        PETITION,
        lambda w: and_(
            _OURS_FOUND,
            PETITION.c.received_on <= w.last,
            unfinished_on(w.last),
        ),
    ),
    "finished": Group(
        MOVE,
        lambda w: and_(
            MOVE.c.voided.is_(None),
            MOVE.c.after == PetitionState.FINISHED.value,
            MOVE.c.before != PetitionState.FINISHED.value,
            MOVE.c.on.between(w.first, w.last),
            _OURS_FOUND,
        ),
        ((PETITION, PETITION.c.id == MOVE.c.petition_id),),
    ),
    "dispositions": Group(
        DISPOSITION,
        lambda w: and_(DISPOSITION.c.voided.is_(None), DISPOSITION.c.on.between(w.first, w.last), _OURS_FOUND),
        ((PETITION, PETITION.c.id == DISPOSITION.c.petition_id),),
    ),
    "sent": Group(REFERRAL, lambda w: and_(_sent_by(w), REFERRAL.c.sent_on >= w.first), _OF_PETITION),
    "answered": Group(
        REFERRAL,
        lambda w: and_(REFERRAL.c.voided.is_(None), _OURS_FOUND, REFERRAL.c.answered_on.between(w.first, w.last)),
        _OF_PETITION,
    ),
    "referrals_open": Group(
        REFERRAL,
        lambda w: and_(
            _sent_by(w),
            or_(REFERRAL.c.answered_on.is_(None), REFERRAL.c.answered_on > w.last),
            unfinished_on(w.last),
        ),
        _OF_PETITION,
    ),
    "sessions": Group(SESSION, lambda w: and_(SESSION.c.voided.is_(None), SESSION.c.on.between(w.first, w.last))),
    "late": Group(
        PETITION,
        lambda w: and_(_OURS_FOUND, PETITION.c.entered_on.between(w.first, w.last), PETITION.c.received_on < w.first),
    ),
}


def _sent_by(window: Window) -> Condition:
    return and_(REFERRAL.c.voided.is_(None), _OURS_FOUND, REFERRAL.c.sent_on <= window.last)


_LETTERS = (Channel.POST, Channel.DROPBOX, Channel.FORWARDED)
_PORTAL = (Channel.PORTAL, Channel.ONLINE)
_DIRECT = (Channel.HOTLINE, Channel.IN_PERSON)


def _channel(*channels: Channel) -> Condition:
    return PETITION.c.channel.in_([channel.value for channel in channels])


NAMED: Mapping[str, Named] = {
    "visits": Named("visits", true()),
    "people": Named("visits", true(), VISIT.c.head_count),
    "delegations": Named("visits", VISIT.c.delegation),
    "delegation_people": Named("visits", VISIT.c.delegation, VISIT.c.head_count),
    "received": Named("received", true()),
    "multi_signatory": Named("received", PETITION.c.signatories > 1),
    "eligible": Named("received", PETITION.c.eligible.is_(True)),
    "ineligible": Named("received", PETITION.c.eligible.is_(False)),
    "unclassified": Named("received", PETITION.c.eligible.is_(None)),
    **{
        kind.value: Named("received", and_(PETITION.c.eligible.is_(True), PETITION.c.kind == kind.value))
        for kind in PetitionKind
    },
    **{f"channel.{channel}": Named("received", _channel(channel)) for channel in Channel},
    "feedback": Named("feedback", true()),
    "feedback.letter": Named("feedback", _channel(*_LETTERS)),
    "feedback.portal": Named("feedback", _channel(*_PORTAL)),
    "feedback.hotline_or_in_person": Named("feedback", _channel(*_DIRECT)),
    "opening": Named("opening", true()),
    "closing": Named("closing", true()),
    "finished": Named("finished", true()),
    **{f"disposition.{kind}": Named("dispositions", DISPOSITION.c.kind == kind.value) for kind in DispositionKind},
    "sent": Named("sent", true()),
    "answered": Named("answered", true()),
    "referrals_open": Named("referrals_open", true()),
    "sessions": Named("sessions", true()),
    "late": Named("late", true()),
}
"""Every figure by name."""


def count(connection: Connection, window: Window, names: Iterable[str]) -> dict[str, int]:
    """Return the figures of those names, one query for each group."""
    by_group: dict[str, list[str]] = {}
    for name in names:
        by_group.setdefault(NAMED[name].group, []).append(name)
    found: dict[str, int] = {}
    for group, wanted in by_group.items():
        columns = [func.coalesce(func.sum(_amount(NAMED[name])), 0).label(name) for name in wanted]
        row = connection.execute(_from(GROUPS[group], window, select(*columns))).one()
        found |= {name: int(value) for name, value in zip(wanted, row, strict=True)}
    return found


def matters(connection: Connection, window: Window) -> int:
    """Return how many matters the visits of the window are about; a visit without one is a matter of its own."""
    matter = func.coalesce(VISIT.c.matter_id, -VISIT.c.id)
    query = _from(GROUPS["visits"], window, select(func.count(matter.distinct())))
    return int(connection.execute(query).scalar_one())


def rows(connection: Connection, window: Window, name: str, limit: int) -> list[dict[str, Any]]:
    """Return the rows behind a figure, the oldest first."""
    named = NAMED[name]
    group = GROUPS[named.group]
    query = _from(group, window, select(group.table)).where(named.condition).order_by(group.table.c.id).limit(limit)
    return [dict(row) for row in connection.execute(query).mappings()]


def _amount(named: Named) -> ColumnElement[Any]:
    return case((named.condition, 1 if named.measure is None else named.measure), else_=0)


def _from(group: Group, window: Window, query: Select[Any]) -> Select[Any]:
    source: Any = group.table
    for table, on in group.joined:
        source = source.join(table, on)
    return query.select_from(source).where(group.within(window))
