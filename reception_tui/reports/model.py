"""A document apart from how it is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Align(StrEnum):
    """How a column stands."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered or plain heading."""

    text: str


class Style(StrEnum):
    """How a paragraph looks."""

    BODY = "body"
    BOLD = "bold"
    ITALIC = "italic"
    CENTRED = "centred"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str
    style: Style = Style.BODY


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, and its share of the width (0: as wide as its longest cell)."""

    title: str
    align: Align = Align.LEFT
    share: int = 0


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """A cell of a header with several rows: how many columns and header rows it covers."""

    text: str
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns. `note` stands below when there is something to say about them.

    `header` replaces the titles of the columns where the header has several rows; `totals` is how many of the last
    rows are sums.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    header: tuple[tuple[HeaderCell, ...], ...] = ()
    totals: int = 0


@dataclass(frozen=True, slots=True)
class Figures:
    """Short lines of a name and a figure, set side by side where there is room."""

    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """Named counts to be compared at a glance."""

    lines: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class DayLine:
    """One count a day, the oldest first, drawn as a line of small columns."""

    title: str
    first: date
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Fields:
    """Dotted lines of a paper that is filled in: a name and its value, one under another."""

    lines: tuple[tuple[str, str], ...]


Block = Heading | Paragraph | Table | Figures | Bars | DayLine | Fields


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who issues the paper, under whom, and where and when.

    `national` puts the country's name and motto beside the issuer; `subject` stands under the number of a letter.
    """

    parent: str
    issuer: str
    place_and_date: str = ""
    number: str = ""
    national: bool = False
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: the capacity in one or more lines, a remark under it, and the name."""

    capacity: tuple[str, ...]
    name: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A paper: letterhead, title, blocks, who gets and who signs it, and the last line.

    `form` is the number of the official form, at the top right; `stamp` marks a copy, like "not signed yet".
    """

    head: Letterhead
    title: str
    subtitle: tuple[str, ...]
    blocks: tuple[Block, ...]
    last_line: str = ""
    form: str = ""
    landscape: bool = False
    recipients: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()
    stamp: str = ""
