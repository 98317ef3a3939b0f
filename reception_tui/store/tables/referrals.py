"""Sendings to other bodies, and what came back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import Column, Numeric
from sqlmodel import Field, SQLModel


class Referral(SQLModel, table=True):
    """A petition sent, or a task given, to a body. `task`: the case stays the Chairman's.

    `override_by` is the second officer who agreed to a body that the law bars, and `override_why` why.
    """

    id: int | None = Field(default=None, primary_key=True)
    petition_id: int = Field(foreign_key="petition.id", index=True)
    body: str = Field(index=True)
    role: str
    task: bool = False
    sent_on: date = Field(index=True)
    received_on: date | None = None
    accepted_on: date | None = None
    resolved_on: date | None = None
    answered_on: date | None = Field(default=None, index=True)
    answer_by: date | None = None
    document_number: str = ""
    document_date: date | None = None
    note: str = ""
    head_note: str = ""
    override_by: str = ""
    override_why: str = ""
    officer: str
    sealed: str = ""
    version: int = 1
    voided: int | None = None


class Reminder(SQLModel, table=True):
    """A numbered chaser. `round` counts those to one body on one petition."""

    id: int | None = Field(default=None, primary_key=True)
    referral_id: int = Field(foreign_key="referral.id", index=True)
    round: int
    on: date = Field(index=True)
    document_number: str = ""
    document_date: date | None = None
    note: str = ""
    officer: str
    sealed: str = ""
    version: int = 1
    voided: int | None = None


class Reply(SQLModel, table=True):
    """What a body answered."""

    id: int | None = Field(default=None, primary_key=True)
    referral_id: int = Field(foreign_key="referral.id", index=True)
    on: date = Field(index=True)
    final: bool
    content: str = ""
    document_number: str = ""
    document_date: date | None = None
    officer: str
    sealed: str = ""
    version: int = 1
    voided: int | None = None


class Outcome(SQLModel, table=True):
    """What was decided on a petition."""

    id: int | None = Field(default=None, primary_key=True)
    petition_id: int = Field(foreign_key="petition.id", index=True)
    body: str = ""
    on: date = Field(index=True)
    result: str
    content: str = ""
    document_number: str = ""
    document_date: date | None = None
    officer: str
    sealed: str = ""
    version: int = 1
    voided: int | None = None


class OutcomeFigure(SQLModel, table=True):
    """An amount of an outcome: whole đồng, square metres, or a count."""

    __tablename__ = "outcome_figure"

    id: int | None = Field(default=None, primary_key=True)
    outcome_id: int = Field(foreign_key="outcome.id", index=True)
    figure: str
    amount: Decimal = Field(sa_column=Column(Numeric(18, 2, asdecimal=True), nullable=False))
    version: int = 1
    voided: int | None = None
