"""How officers look at lists."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel


class SavedView(SQLModel, table=True):
    """A view of a list that an officer named. The one without a name is how the list was left, and at which record."""

    __tablename__ = "saved_view"
    __table_args__ = (UniqueConstraint("officer", "listing", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    officer: str
    listing: str
    name: str = ""
    updated: str
    body: str
