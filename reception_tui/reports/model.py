"""A document apart from how it is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Align(StrEnum):
    """How a column stands."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered or plain heading."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, and its share of the width (0: as wide as its longest cell)."""

    title: str
    align: Align = Align.LEFT
    share: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns. `note` stands below when there is something to say about them."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """Short lines of a name and a figure, set side by side where there is room."""

    lines: tuple[tuple[str, str], ...]


Block = Heading | Paragraph | Table | Figures


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who issues the paper, under whom, and where and when."""

    parent: str
    issuer: str
    place_and_date: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A paper: letterhead, title, blocks, and the last line."""

    head: Letterhead
    title: str
    subtitle: tuple[str, ...]
    blocks: tuple[Block, ...]
    last_line: str = ""
