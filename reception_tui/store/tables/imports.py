"""Spreadsheets that were taken in, and what was sent to the national database."""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel


class ImportBatch(SQLModel, table=True):
    """A spreadsheet that was taken in. `digests` holds one word for each row, by which its machine knows it again."""

    __tablename__ = "import_batch"

    id: int | None = Field(default=None, primary_key=True)
    book: str
    source: str = ""
    on: date
    count: int
    digests: str
    officer: str
    version: int = 1
    voided: int | None = None


class Submission(SQLModel, table=True):
    """Records that left for the national database: of which days, in what file, and their numbers."""

    id: int | None = Field(default=None, primary_key=True)
    on: date = Field(index=True)
    first: date
    last: date
    file: str
    digest: str
    count: int
    records: str
    note: str = ""
    officer: str
    version: int = 1
    voided: int | None = None
