"""The rows of the reception book and of the petition book over a window: one query for each table, whatever its length.

`secret` is what `desk.findable` tells of one record: a denunciation, its paper, its parts, the visit that brought it.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select

from reception_tui.domain.kinds import Book, PetitionKind, PetitionState
from reception_tui.domain.windows import Window
from reception_tui.store.tables import TABLES

_VISIT, _VISIT_PERSON, _PERSON = TABLES["visit"], TABLES["visit_person"], TABLES["person"]
_PETITION, _PETITION_PERSON = TABLES["petition"], TABLES["petition_person"]
_HANDLED = ("disposition", "referral", "outcome")

Rows = list[dict[str, Any]]
Grouped = dict[int, Rows]
"""Rows by the record that they belong to."""


def visits(connection: Connection, window: Window) -> Rows:
    """Return the visits of the window in the order of the days, each with `secret`."""
    query = (
        select(_VISIT, _visit_is_secret().label("secret"))
        .where(*_visits_of(window))
        .order_by(_VISIT.c.on, _VISIT.c.time, _VISIT.c.id)
    )
    return _dicts(connection, query)


def visitors(connection: Connection, window: Window) -> Grouped:
    """Return who came on each visit of the window, in the order of the roster; nobody on a secret one."""
    query = (
        select(_PERSON, _VISIT_PERSON.c.visit_id.label("of"))
        .join(_VISIT_PERSON, _VISIT_PERSON.c.person_id == _PERSON.c.id)
        .join(_VISIT, _VISIT.c.id == _VISIT_PERSON.c.visit_id)
        .where(*_visits_of(window), _VISIT_PERSON.c.voided.is_(None), ~_visit_is_secret())
        .order_by(_VISIT_PERSON.c.representative.desc(), _VISIT_PERSON.c.ord, _VISIT_PERSON.c.id)
    )
    return _grouped(connection, query)


def brought(connection: Connection, window: Window) -> Rows:
    """Return the petitions that the visits of the window brought, each with `secret`."""
    return _petitions(connection, _brought_in(window))


def received(connection: Connection, window: Window) -> Rows:
    """Return the petitions received in the window in the order of the book, each with `secret`."""
    return _petitions(connection, _received_in(window))


def petitioners(connection: Connection, window: Window) -> Grouped:
    """Return who wrote each petition received in the window; nobody of a secret one."""
    query = (
        select(_PERSON, _PETITION_PERSON.c.petition_id.label("of"))
        .join(_PETITION_PERSON, _PETITION_PERSON.c.person_id == _PERSON.c.id)
        .join(_PETITION, _PETITION.c.id == _PETITION_PERSON.c.petition_id)
        .where(_received_in(window), _PETITION_PERSON.c.voided.is_(None), ~_petition_is_secret())
        .order_by(_PETITION_PERSON.c.representative.desc(), _PETITION_PERSON.c.ord, _PETITION_PERSON.c.id)
    )
    return _grouped(connection, query)


def handled_after_visits(connection: Connection, window: Window) -> dict[str, Grouped]:
    """Return the decisions, sendings and outcomes on what the visits of the window brought, by table and petition."""
    return _handled(connection, _brought_in(window))


def handled_of_received(connection: Connection, window: Window) -> dict[str, Grouped]:
    """Return the decisions, sendings and outcomes on what was received in the window, by table and petition."""
    return _handled(connection, _received_in(window))


def _petitions(connection: Connection, which: ColumnElement[bool]) -> Rows:
    query = (
        select(_PETITION, _petition_is_secret().label("secret"))
        .where(which)
        .order_by(_PETITION.c.received_on, _PETITION.c.id)
    )
    return _dicts(connection, query)


def _handled(connection: Connection, which: ColumnElement[bool]) -> dict[str, Grouped]:
    found: dict[str, Grouped] = {}
    for name in _HANDLED:
        table = TABLES[name]
        query = (
            select(table, table.c.petition_id.label("of"))
            .join(_PETITION, _PETITION.c.id == table.c.petition_id)
            .where(which, table.c.voided.is_(None))
            .order_by(table.c.id)
        )
        found[name] = _grouped(connection, query)
    return found


def _visits_of(window: Window) -> tuple[ColumnElement[bool], ...]:
    return (_VISIT.c.voided.is_(None), _VISIT.c.on.between(window.first, window.last))


def _counted() -> ColumnElement[bool]:
    return and_(_PETITION.c.voided.is_(None), _PETITION.c.state != PetitionState.SPLIT.value)


def _brought_in(window: Window) -> ColumnElement[bool]:
    return and_(_counted(), _PETITION.c.visit_id.in_(select(_VISIT.c.id).where(*_visits_of(window))))


def _received_in(window: Window) -> ColumnElement[bool]:
    within = _PETITION.c.received_on.between(window.first, window.last)
    return and_(_counted(), _PETITION.c.book == Book.PETITIONS.value, within)


def _denunciations(column: str) -> Select[Any]:
    """Return one column of every denunciation, void or not, but for parts whose splitting was undone."""
    one, paper = _PETITION.alias(), _PETITION.alias()
    shown = func.coalesce(one.c.parent_id, one.c.id) if column == "paper" else one.c[column]
    return (
        select(shown)
        .outerjoin(paper, paper.c.id == one.c.parent_id)
        .where(
            or_(one.c.kind == PetitionKind.DENUNCIATION.value, one.c.sealed_code != "", one.c.sealed != ""),
            or_(one.c.voided.is_(None), one.c.parent_id.is_(None), paper.c.state == PetitionState.SPLIT.value),
            shown.is_not(None),
        )
    )


def _petition_is_secret() -> ColumnElement[bool]:
    return func.coalesce(_PETITION.c.parent_id, _PETITION.c.id).in_(_denunciations("paper"))


def _visit_is_secret() -> ColumnElement[bool]:
    by_matter = and_(_VISIT.c.matter_id.is_not(None), _VISIT.c.matter_id.in_(_denunciations("matter_id")))
    return or_(_VISIT.c.id.in_(_denunciations("visit_id")), by_matter)


def _dicts(connection: Connection, query: Select[Any]) -> Rows:
    return [dict(row) for row in connection.execute(query).mappings()]


def _grouped(connection: Connection, query: Select[Any]) -> Grouped:
    found: Grouped = {}
    for row in _dicts(connection, query):
        found.setdefault(row["of"], []).append(row)
    return found
