"""Petitions and what was decided on them."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

_VOID: dict[str, Any] = {
    "sqlite_where": text("voided IS NOT NULL"),
    "postgresql_where": text("voided IS NOT NULL"),
}


def _in_force(name: str, *columns: str) -> Index:
    """Return an index of what is in force: a list of it is counted without reading a row."""
    valid = text("voided IS NULL")
    return Index(name, *columns, sqlite_where=valid, postgresql_where=valid)


class Petition(SQLModel, table=True):
    """One paper or electronic petition. `handled_on` is the first day on which it left our hands or ended."""

    __table_args__ = (
        Index("ix_petition_received", "book", "received_on", "id"),
        _in_force("ix_petition_state", "book", "state", "received_on", "id"),
        _in_force("ix_petition_officer", "book", "officer", "received_on", "id"),
        Index("ix_petition_void", "book", "received_on", "id", **_VOID),
    )

    id: int | None = Field(default=None, primary_key=True)
    no: str = Field(unique=True)
    book: str
    sealed_code: str = Field(default="", index=True)
    received_on: date
    entered_on: date = Field(index=True)
    channel: str
    title: str = ""
    content: str
    signatories: int = 1
    dated: date | None = None
    signed: bool = True
    wants_result: bool = False
    forwarded_by: str = ""
    against_body: str = ""
    against_person: str = ""
    against_office: str = ""
    against_commune: str = ""
    kind: str = ""
    instance: str = ""
    field: str = ""
    eligible: bool | None = None
    why_not: str = ""
    jurisdiction: str = ""
    flags: str = ""
    discipline: bool = False
    situations: str = ""
    classified_on: date | None = None
    state: str
    closing: str = ""
    handled_on: date | None = None
    accepted_on: date | None = None
    awaiting_since: date | None = None
    outcome_on: date | None = None
    finished_on: date | None = Field(default=None, index=True)
    officer: str
    visit_id: int | None = Field(default=None, foreign_key="visit.id", index=True)
    matter_id: int | None = Field(default=None, foreign_key="matter.id", index=True)
    parent_id: int | None = Field(default=None, foreign_key="petition.id", index=True)
    note: str = ""
    sealed: str = ""
    version: int = 1
    voided: int | None = None


class PetitionPerson(SQLModel, table=True):
    """Who wrote a petition, in the order of the paper."""

    __tablename__ = "petition_person"

    id: int | None = Field(default=None, primary_key=True)
    petition_id: int = Field(foreign_key="petition.id", index=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    ord: int
    representative: bool = False
    version: int = 1
    voided: int | None = None


class Move(SQLModel, table=True):
    """A step of a petition from one state to another, on the day it happened."""

    id: int | None = Field(default=None, primary_key=True)
    petition_id: int = Field(foreign_key="petition.id", index=True)
    on: date = Field(index=True)
    act: str
    before: str
    after: str
    closing: str = ""
    version: int = 1
    voided: int | None = None


class Disposition(SQLModel, table=True):
    """A decision on what becomes of a petition."""

    id: int | None = Field(default=None, primary_key=True)
    petition_id: int = Field(foreign_key="petition.id", index=True)
    kind: str
    on: date = Field(index=True)
    why: str = ""
    document_number: str = ""
    document_date: date | None = None
    note: str = ""
    officer: str
    sealed: str = ""
    version: int = 1
    voided: int | None = None


class Suspension(SQLModel, table=True):
    """Time that is not counted on one stage of a petition."""

    id: int | None = Field(default=None, primary_key=True)
    petition_id: int = Field(foreign_key="petition.id", index=True)
    stage: str
    start: date
    end: date | None = None
    ground: str = ""
    document_number: str = ""
    document_date: date | None = None
    version: int = 1
    voided: int | None = None


class Extension(SQLModel, table=True):
    """A decision that extends one stage of a petition."""

    id: int | None = Field(default=None, primary_key=True)
    petition_id: int = Field(foreign_key="petition.id", index=True)
    stage: str
    decided_on: date
    days: int
    ground: str = ""
    document_number: str = ""
    document_date: date | None = None
    sealed: str = ""
    version: int = 1
    voided: int | None = None


class Withdrawal(SQLModel, table=True):
    """The petitioner takes the petition back, wholly or in part."""

    id: int | None = Field(default=None, primary_key=True)
    petition_id: int = Field(foreign_key="petition.id", index=True)
    on: date
    whole: bool
    content: str = ""
    document_number: str = ""
    document_date: date | None = None
    sealed: str = ""
    version: int = 1
    voided: int | None = None
