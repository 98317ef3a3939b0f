"""The cells of a sheet, whatever file they came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

MOST_ROWS = 300_000
MOST_COLUMNS = 256

Row = Sequence[Any]


class Faulty(str):
    """A cell that holds no value to take: an error of the spreadsheet, or a formula that was never worked out."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one sheet, row by row from the first. `merged` are the merged ranges, from zero.

    `epoch` is the day from which the sheet counts its days.
    """

    name: str
    rows: Sequence[Row]
    encoding: str
    delimiter: str = ""
    epoch: date = date(1899, 12, 30)
    merged: tuple[tuple[int, int, int, int], ...] = field(default=())
