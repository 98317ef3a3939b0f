"""Rows that are made from others and can be made anew: clocks and the search index."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel


class Clock(SQLModel, table=True):
    """One limit on a petition or for a visitor, as counted from the facts at its last change.

    It is the limit that counts from `live_from` to `live_until`. `due` is empty while it is paused; `paused_from` and
    `paused_until` are those of the last pause. `reference` is the version of law and calendar by which it was counted;
    one that is done keeps it. `seal` is a digest of the row.
    """

    __table_args__ = (
        Index(
            "ix_clock_done",
            "done",
            sqlite_where=text("done IS NOT NULL"),
            postgresql_where=text("done IS NOT NULL"),
        ),
        Index(
            "ix_clock_open_due", "due", "id", sqlite_where=text("done IS NULL"), postgresql_where=text("done IS NULL")
        ),
        Index(
            "ix_clock_open_owner",
            "owner",
            "body",
            "due",
            "id",
            sqlite_where=text("done IS NULL"),
            postgresql_where=text("done IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    petition_id: int | None = Field(default=None, foreign_key="petition.id", index=True)
    visit_id: int | None = Field(default=None, foreign_key="visit.id", index=True)
    referral_id: int | None = None
    key: str
    stage: str
    duty: str
    rule: str
    owner: str
    body: str = ""
    anchor: date
    due: date | None = None
    done: date | None = None
    live_from: date
    live_until: date | None = None
    paused_from: date | None = None
    paused_until: date | None = None
    provisional: bool = False
    reference: str = ""
    seal: str = ""


class SearchRow(SQLModel, table=True):
    """What the search finds: one row for each record, with folded words."""

    __tablename__ = "search_row"
    __table_args__ = (Index("ix_search_row_record", "book", "record_id", unique=True),)

    id: int | None = Field(default=None, primary_key=True)
    book: str
    record_id: int
    no: str = Field(index=True)
    on: date | None = None
    title: str
    text: str
    folded: str
