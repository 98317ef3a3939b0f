"""Which records a letter should go out about, and has not."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, Select, func, select

from reception_tui.domain.kinds import Channel, DispositionKind, ReferralRole, VisitResult
from reception_tui.domain.letters import LetterKind
from reception_tui.domain.windows import Window
from reception_tui.store.tables import TABLES

_PETITION, _VISIT, _LETTER = TABLES["petition"], TABLES["visit"], TABLES["letter"]
_DISPOSITION, _REFERRAL, _REMINDER = TABLES["disposition"], TABLES["referral"], TABLES["reminder"]


def decided(
    connection: Connection, kind: LetterKind, decisions: Iterable[DispositionKind], window: Window
) -> tuple[str, ...]:
    """Return the petitions on which one of those decisions was made in the window."""
    made = select(_DISPOSITION.c.petition_id).where(
        _DISPOSITION.c.voided.is_(None),
        _DISPOSITION.c.kind.in_(sorted(decisions)),
        _DISPOSITION.c.on.between(window.first, window.last),
    )
    return _petitions(connection, kind, _PETITION.c.id.in_(made))


def sent(connection: Connection, kind: LetterKind, window: Window) -> tuple[str, ...]:
    """Return the petitions that were sent to a body in the window and are not answered."""
    gone = select(_REFERRAL.c.petition_id).where(
        _REFERRAL.c.voided.is_(None),
        _REFERRAL.c.role == ReferralRole.LEAD.value,
        _REFERRAL.c.answered_on.is_(None),
        _REFERRAL.c.sent_on.between(window.first, window.last),
    )
    return _petitions(connection, kind, _PETITION.c.id.in_(gone))


def received(connection: Connection, kind: LetterKind, channel: Channel, window: Window) -> tuple[str, ...]:
    """Return the petitions that came by that channel in the window."""
    came = _PETITION.c.received_on.between(window.first, window.last)
    return _petitions(connection, kind, _PETITION.c.channel == channel.value, came)


def visited(
    connection: Connection,
    kind: LetterKind,
    window: Window,
    *,
    result: VisitResult | None = None,
    delegation: bool = False,
) -> tuple[str, ...]:
    """Return the visits of the window with that result, or of delegations."""
    wanted: list[ColumnElement[bool]] = [_VISIT.c.voided.is_(None), _VISIT.c.on.between(window.first, window.last)]
    if result is not None:
        wanted.append(_VISIT.c.result == result.value)
    if delegation:
        wanted.append(_VISIT.c.delegation.is_(True))
    issued = _issued(kind, _LETTER.c.visit_id)
    query = select(_VISIT.c.no).where(*wanted, _VISIT.c.id.not_in(issued)).order_by(_VISIT.c.on, _VISIT.c.id)
    return tuple(connection.execute(query).scalars())


def chased(connection: Connection, window: Window) -> frozenset[tuple[str, str]]:
    """Return the petitions with the bodies that were reminded of them in the window."""
    query = (
        select(_shown_no(), _REFERRAL.c.body)
        .join(_REFERRAL, _REFERRAL.c.petition_id == _PETITION.c.id)
        .join(_REMINDER, _REMINDER.c.referral_id == _REFERRAL.c.id)
        .where(_REMINDER.c.voided.is_(None), _REMINDER.c.on.between(window.first, window.last))
    )
    return frozenset((row[0], row[1]) for row in connection.execute(query))


def _petitions(connection: Connection, kind: LetterKind, *wanted: ColumnElement[bool]) -> tuple[str, ...]:
    query = (
        select(_shown_no())
        .where(_PETITION.c.voided.is_(None), *wanted, _PETITION.c.id.not_in(_issued(kind, _LETTER.c.petition_id)))
        .order_by(_PETITION.c.received_on, _PETITION.c.id)
    )
    return tuple(connection.execute(query).scalars())


def _issued(kind: LetterKind, of: ColumnElement[int]) -> Select[int]:
    return select(of).where(_LETTER.c.voided.is_(None), _LETTER.c.kind == kind.value, of.is_not(None))


def _shown_no() -> ColumnElement[str]:
    """Return the number of a petition as it is shown: of a denunciation its code."""
    return func.coalesce(func.nullif(_PETITION.c.sealed_code, ""), _PETITION.c.no)
