"""Reports that were signed."""

from __future__ import annotations

from datetime import date

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
