"""Tables of web pages as grids: what portals and old programs give out under the name of a spreadsheet."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from reception_tui.desk.importing.encodings import decode
from reception_tui.desk.importing.sheet_facts import MOST_COLUMNS, MOST_ROWS, Grid, Row
from reception_tui.domain.errors import SheetRefused

_CELLS = ("td", "th")


@dataclass(slots=True)
class _Table:
    rows: list[list[str]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    taken: set[tuple[int, int]] = field(default_factory=set)
    cell: tuple[int, int] | None = None
    text: list[str] = field(default_factory=list)

    def open_cell(self, across: int, down: int) -> None:
        """Begin a cell at the next place that no cell above reaches into."""
        self.close_cell()
        if not self.rows:
            self.rows.append([])
        row, place = len(self.rows) - 1, len(self.rows[-1])
        while (row, place) in self.taken:
            self.rows[-1].append("")
            place += 1
        if place >= MOST_COLUMNS:
            return
        self.cell = (row, place)
        down = down if len(self.taken) < MOST_ROWS else 1
        self.rows[-1] += [""] * across
        self.taken |= {(row + i, place + j) for i in range(1, down) for j in range(across)}
        if across > 1 or down > 1:
            self.merged.append((row, place, row + down - 1, place + across - 1))

    def close_cell(self) -> None:
        """Keep what the open cell says, each of its lines tidied."""
        if self.cell is not None:
            row, place = self.cell
            lines = (" ".join(line.split()) for line in "".join(self.text).split("\n"))
            self.rows[row][place] = "\n".join(filter(None, lines))
        self.cell = None
        self.text.clear()


class _Reader(HTMLParser):
    def __init__(self, name: str) -> None:
        super().__init__(convert_charrefs=True)
        self.name = name
        self.open: list[_Table] = []
        self.found: list[_Table] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a table, a row or a cell, or a new line within one."""
        if tag == "table":
            self.open.append(_Table())
            self.found.append(self.open[-1])
        elif self.open and tag == "tr":
            self.open[-1].close_cell()
            if len(self.open[-1].rows) >= MOST_ROWS:
                raise SheetRefused("file", why="too_many_rows", value=self.name)
            self.open[-1].rows.append([])
        elif self.open and tag in _CELLS:
            told = dict(attrs)
            self.open[-1].open_cell(_span(told.get("colspan")), _span(told.get("rowspan")))
        elif self.open and tag in ("br", "p", "div"):
            self.open[-1].text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """End a table or a cell."""
        if self.open and tag in (*_CELLS, "tr"):
            self.open[-1].close_cell()
        elif self.open and tag == "table":
            self.open.pop().close_cell()

    def handle_data(self, data: str) -> None:
        """Take the words of the open cell; line ends of the page's source are only spaces."""
        if self.open and self.open[-1].cell is not None:
            self.open[-1].text.append(data.replace("\r", " ").replace("\n", " "))


def read_tables(data: bytes, name: str) -> list[Grid]:
    """Return the tables of a page that have several rows and columns. Raises `SheetRefused` where there is none."""
    found = decode(data)
    reader = _Reader(name)
    reader.feed(found.text)
    reader.close()
    tables = [one for one in reader.found if len(one.rows) > 1 and max(map(len, one.rows)) > 1]
    if not tables:
        raise SheetRefused("file", why="web_page", value=name)
    several = len(tables) > 1
    return [
        Grid(f"{number}" if several else "", _rows(one), found.encoding, merged=tuple(one.merged))
        for number, one in enumerate(tables, start=1)
    ]


def _rows(table: _Table) -> list[Row]:
    return [row[:MOST_COLUMNS] for row in table.rows]


def _span(said: str | None) -> int:
    return min(int(said), MOST_COLUMNS) if said and said.strip().isdigit() and int(said) > 0 else 1
