"""Who is kept away from what."""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel


class Recusal(SQLModel, table=True):
    """An officer who may not open, act on or see a matter, or a record that belongs to none."""

    id: int | None = Field(default=None, primary_key=True)
    officer: str = Field(index=True)
    matter_id: int | None = Field(default=None, foreign_key="matter.id")
    petition_id: int | None = Field(default=None, foreign_key="petition.id")
    visit_id: int | None = Field(default=None, foreign_key="visit.id")
    ground: str
    on: date
    lifted_on: date | None = None
    version: int = 1
    voided: int | None = None
