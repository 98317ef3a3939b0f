"""The journal, the numbers of the books, drafts and settings."""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class Entry(SQLModel, table=True):
    """One line of the journal. `hash` covers every other column and the hash before it."""

    no: int | None = Field(default=None, primary_key=True)
    at: str = Field(index=True)
    officer: str = Field(index=True)
    act: str = Field(index=True)
    subject: str = Field(default="", index=True)
    undoes: int | None = None
    changes: str
    prev: str
    hash: str


class EntryText(SQLModel, table=True):
    """The private columns of one change: words that the chain holds only as a salted digest.

    Of sealed words `salt` and `about` are empty, and `body` holds case, salt and words sealed; `about` is the row else.
    """

    __tablename__ = "entry_text"

    id: int | None = Field(default=None, primary_key=True)
    entry_no: int = Field(foreign_key="entry.no", index=True)
    ord: int
    about: str = Field(default="", index=True)
    salt: str
    body: str


class BookNumber(SQLModel, table=True):
    """The last number given in a book in a year."""

    __tablename__ = "book_number"

    book: str = Field(primary_key=True)
    year: int = Field(primary_key=True)
    last: int


class Draft(SQLModel, table=True):
    """An unfinished form of an officer."""

    id: int | None = Field(default=None, primary_key=True)
    officer: str = Field(index=True)
    form: str
    about: str = ""
    updated: str
    body: str


class LastUsed(SQLModel, table=True):
    """What an officer chose last in a field, the newest first: codes parted by blanks. No fact of the register."""

    __tablename__ = "last_used"

    officer: str = Field(primary_key=True)
    field: str = Field(primary_key=True)
    codes: str


class RegisterSetting(SQLModel, table=True):
    """A fact about the register itself: schema version, identity, office name."""

    __tablename__ = "register_setting"

    key: str = Field(primary_key=True)
    value: str


class ReferenceFile(SQLModel, table=True):
    """A law, calendar, bodies, words or office file as this register took it."""

    __tablename__ = "reference_file"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    digest: str
    text: str
    version: int = 1
    voided: int | None = None
