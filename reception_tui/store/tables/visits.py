"""Reception days and visits."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel


class Session(SQLModel, table=True):
    """A reception day of a leader. `minutes_on`: its minutes were read back and signed; `unsigned`: by whom not."""

    id: int | None = Field(default=None, primary_key=True)
    no: str = Field(unique=True)
    on: date = Field(index=True)
    kind: str
    host: str
    received_by: str
    place: str = ""
    conclusion: str = ""
    minutes_on: date | None = None
    unsigned: str = ""
    note: str = ""
    sealed: str = ""
    version: int = 1
    voided: int | None = None


class Visit(SQLModel, table=True):
    """One party received once. `head_count` counts everybody who came, named or not.

    `seat` is the body at the seat that received; empty for the Board, and for that of the reception day's host.
    """

    __table_args__ = (
        Index("ix_visit_on", "on", "id"),
        Index(
            "ix_visit_officer",
            "officer",
            "on",
            "id",
            sqlite_where=text("voided IS NULL"),
            postgresql_where=text("voided IS NULL"),
        ),
        Index(
            "ix_visit_void",
            "on",
            "id",
            sqlite_where=text("voided IS NOT NULL"),
            postgresql_where=text("voided IS NOT NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    no: str = Field(unique=True)
    on: date
    time: str = ""
    kind: str
    mode: str
    received_by: str
    seat: str = ""
    officer: str
    entered_on: date
    head_count: int
    delegation: bool
    content: str
    request: str = ""
    result: str = ""
    refusal: str = ""
    appointment_number: str = ""
    appointment_date: date | None = None
    session_id: int | None = Field(default=None, foreign_key="session.id", index=True)
    matter_id: int | None = Field(default=None, foreign_key="matter.id", index=True)
    note: str = ""
    sealed: str = ""
    version: int = 1
    voided: int | None = None


class VisitPerson(SQLModel, table=True):
    """Who came on a visit, in the order of the roster.

    `household` counts the households of the party from 1; 0: not said.
    """

    __tablename__ = "visit_person"

    id: int | None = Field(default=None, primary_key=True)
    visit_id: int = Field(foreign_key="visit.id", index=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    ord: int
    representative: bool = False
    household: int = 0
    version: int = 1
    voided: int | None = None
