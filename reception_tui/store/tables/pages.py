"""The nightly pages that were printed."""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel


class PrintedPage(SQLModel, table=True):
    """A nightly page that a printer took, each time it did. `digest` is of the page's text, `format` what was sent.

    `chain` is a digest of the row and of the page printed before it. It stands outside the journal: the page shows the
    journal's head, and printing must not move it.
    """

    __tablename__ = "printed_page"

    id: int | None = Field(default=None, primary_key=True)
    on: date = Field(index=True)
    number: int
    at: str
    officer: str
    queue: str = ""
    format: str
    digest: str
    chain: str = ""
