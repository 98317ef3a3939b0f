"""The monthly meeting with the bodies that sit at the seat, and the matters that one of them has of its own."""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel


class Meeting(SQLModel, table=True):
    """A coordination meeting: the days that it looked back on, who took part, what was concluded."""

    id: int | None = Field(default=None, primary_key=True)
    no: str = Field(unique=True)
    on: date = Field(index=True)
    first: date
    last: date
    attendees: str = ""
    conclusion: str = ""
    document_number: str = ""
    document_date: date | None = None
    officer: str
    sealed: str = ""
    version: int = 1
    voided: int | None = None


class Holding(SQLModel, table=True):
    """A matter that a body said it holds too, from a day until another, under a paper of its own."""

    id: int | None = Field(default=None, primary_key=True)
    matter_id: int = Field(foreign_key="matter.id", index=True)
    body: str = Field(index=True)
    since: date
    until: date | None = None
    document_number: str = ""
    document_date: date | None = None
    note: str = ""
    officer: str
    sealed: str = ""
    version: int = 1
    voided: int | None = None
