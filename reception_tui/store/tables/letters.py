"""Letters that were issued, and the Word files by which the office lays them out."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel


class LetterTemplate(SQLModel, table=True):
    """A Word file of the office for one form of letter, in base64; without any, the program's own layout again.

    The latest row of a form counts; a letter keeps the one by which it went out.
    """

    __tablename__ = "letter_template"

    id: int | None = Field(default=None, primary_key=True)
    form: str = Field(index=True)
    name: str = ""
    data: str = ""
    on: date
    officer: str
    version: int = 1
    voided: int | None = None


class Letter(SQLModel, table=True):
    """A letter as it went out. `paper` holds every word of it, so that a reprint is the same; `no` is its number with
    the symbol. `series` is the book in which it is numbered: one for each symbol and year, empty when it has no number.
    """

    __table_args__ = (
        Index(
            "ix_letter_number",
            "series",
            "year",
            "number",
            unique=True,
            sqlite_where=text("number IS NOT NULL"),
            postgresql_where=text("number IS NOT NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    form: str
    series: str = ""
    year: int
    number: int | None = None
    no: str = Field(default="", index=True)
    on: date = Field(index=True)
    petition_id: int | None = Field(default=None, foreign_key="petition.id", index=True)
    visit_id: int | None = Field(default=None, foreign_key="visit.id", index=True)
    body: str = ""
    secret: bool = False
    paper: str
    template_id: int | None = Field(default=None, foreign_key="letter_template.id")
    officer: str
    sealed: str = ""
    version: int = 1
    voided: int | None = None
