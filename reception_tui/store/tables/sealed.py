"""Keys: of officers, of sealed cases, and what was opened."""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel


class OfficerKey(SQLModel, table=True):
    """The public key of an officer. The latest one in force is the officer's; earlier ones open what they were for."""

    __tablename__ = "officer_key"

    id: int | None = Field(default=None, primary_key=True)
    officer: str = Field(index=True)
    public_key: str
    version: int = 1
    voided: int | None = None


class KeyWrap(SQLModel, table=True):
    """The private half of an officer's key, behind the officer's passphrase. It is never in the journal."""

    __tablename__ = "key_wrap"

    public_key: str = Field(primary_key=True)
    wrapped: str


class SealedCase(SQLModel, table=True):
    """A case whose words are sealed: anybody seals with its public key, its holders open.

    That of the purpose `search` seals no words: its private key makes fingerprints.
    """

    __tablename__ = "sealed_case"

    id: int | None = Field(default=None, primary_key=True)
    public_key: str
    purpose: str = ""
    version: int = 1
    voided: int | None = None


class CaseKey(SQLModel, table=True):
    """The private key of a case, sealed for one holder: the public key of an officer or of the recovery."""

    __tablename__ = "case_key"

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="sealed_case.id", index=True)
    holder: str = Field(index=True)
    wrapped: str
    version: int = 1
    voided: int | None = None


class Fingerprint(SQLModel, table=True):
    """A keyed fingerprint of a name, number or telephone that is sealed for a case."""

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="sealed_case.id", index=True)
    digest: str
    version: int = 1
    voided: int | None = None


class Opening(SQLModel, table=True):
    """Sealed words that an officer opened, or was refused: the day, until when, why, and who stood by."""

    id: int | None = Field(default=None, primary_key=True)
    petition_id: int | None = Field(default=None, foreign_key="petition.id", index=True)
    visit_id: int | None = Field(default=None, foreign_key="visit.id", index=True)
    on: date = Field(index=True)
    until: str = ""
    reason: str
    second: str = ""
    refused: str = ""
    officer: str
    sealed: str = ""
    version: int = 1
    voided: int | None = None
