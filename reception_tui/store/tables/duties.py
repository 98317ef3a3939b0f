"""What was done about limits: duties fulfilled, and bodies reported to the Chairman."""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel


class Fulfilment(SQLModel, table=True):
    """A duty of a stage that was done on a day, on a petition or for a visitor."""

    id: int | None = Field(default=None, primary_key=True)
    petition_id: int | None = Field(default=None, foreign_key="petition.id", index=True)
    visit_id: int | None = Field(default=None, foreign_key="visit.id", index=True)
    stage: str
    on: date
    document_number: str = ""
    document_date: date | None = None
    note: str = ""
    officer: str
    sealed: str = ""
    version: int = 1
    voided: int | None = None


class Escalation(SQLModel, table=True):
    """A body that stays late, reported to the Chairman (Decree 64/2014/NĐ-CP, art. 15(1))."""

    id: int | None = Field(default=None, primary_key=True)
    referral_id: int = Field(foreign_key="referral.id", index=True)
    on: date
    document_number: str = ""
    document_date: date | None = None
    note: str = ""
    officer: str
    sealed: str = ""
    version: int = 1
    voided: int | None = None
