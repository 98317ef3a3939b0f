"""Reports that were signed, and the figures in them that an officer entered."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import Column, Numeric
from sqlmodel import Field, SQLModel


class SignedReport(SQLModel, table=True):
    """A report as it was signed. `figures` holds every figure of it as JSON, so that it can be printed again as it was.

    One report over one window under one rule of counting stands signed at most once; undoing the act frees it.
    """

    __tablename__ = "signed_report"

    id: int | None = Field(default=None, primary_key=True)
    form: str = Field(index=True)
    first: date
    last: date
    count_rule: str
    signer: str
    on: date
    figures: str
    officer: str
    version: int = 1
    voided: int | None = None


class EnteredFigure(SQLModel, table=True):
    """What an officer entered in a column of a form that the register cannot count, for one window of data.

    A figure that is entered again changes its row; one that is taken out has no `value`.
    """

    __tablename__ = "entered_figure"

    id: int | None = Field(default=None, primary_key=True)
    circular: str
    form: str = Field(index=True)
    first: date
    last: date
    cell: str
    value: Decimal | None = Field(default=None, sa_column=Column(Numeric(18, 2, asdecimal=True), nullable=True))
    on: date
    officer: str
    version: int = 1
    voided: int | None = None
