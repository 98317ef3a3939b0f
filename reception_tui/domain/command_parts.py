"""What every command is, and the parts that commands are made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from reception_tui.domain.kinds import (
    PetitionKind,
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, with the time of day (HH:MM) when it is known."""

    on: date
    time: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A numbered paper. The number may come later from the office's clerk."""

    number: str = ""
    date: date | None = None


@dataclass(frozen=True, slots=True)
class Against:
    """Whom a petition complains of or denounces."""

    body: str = ""
    person: str = ""
    office: str = ""
    commune: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One content of a petition that holds several."""

    content: str
    kind: PetitionKind | None = None
    title: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """Base of all commands. `version` is that of the record as the officer saw it, when it was on screen."""

    act: ClassVar[str]
    version: int | None = None
