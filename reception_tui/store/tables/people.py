"""People, matters and officers."""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel


class Person(SQLModel, table=True):
    """A natural person, or the one who speaks for an organisation."""

    id: int | None = Field(default=None, primary_key=True)
    name: str
    id_number: str = Field(default="", index=True)
    birth_year: int | None = None
    gender: str = ""
    commune: str = ""
    address: str = ""
    phone: str = Field(default="", index=True)
    organisation: str = ""
    sealed: str = ""
    version: int = 1
    voided: int | None = None


class Matter(SQLModel, table=True):
    """What several visits and petitions are about."""

    id: int | None = Field(default=None, primary_key=True)
    no: str = Field(unique=True)
    opened_on: date
    title: str = ""
    sealed: str = ""
    version: int = 1
    voided: int | None = None


class Officer(SQLModel, table=True):
    """A member of staff. `pin_given`: the PIN is known to the keeper who set it and has to be changed."""

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True)
    name: str
    roles: str = ""
    pin_hash: str = ""
    pin_given: bool = False
    active: bool = True
    version: int = 1
    voided: int | None = None
