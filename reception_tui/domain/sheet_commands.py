"""Commands about spreadsheets: taken in whole, and records sent to the national database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from reception_tui.domain.command_parts import Command
from reception_tui.domain.kinds import Book


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRow:
    """One record of a spreadsheet: the acts that enter it, the first of which gives it its number.

    `row` is where the spreadsheet shows it. `number`, `matter` and `sealed_code` are what the spreadsheet calls it: a
    number of our own books is kept where it comes in its turn. `digest` tells it when the same file comes again.
    """

    row: int
    sheet: str = ""
    digest: str = ""
    number: str = ""
    matter: str = ""
    matter_title: str = ""
    sealed_code: str = ""
    commands: tuple[Command, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportBatch(Command):
    """Enter the rows of a spreadsheet as one entry of the journal, which one undo takes back.

    What was taken before, or looks like what the register has, is left out unless `doubles` are wanted.
    """

    act: ClassVar[str] = "import_batch"
    book: Book
    source: str = ""
    rows: tuple[ImportRow, ...]
    doubles: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSubmission(Command):
    """Write down that records were sent to the national database, by whom and when."""

    act: ClassVar[str] = "record_submission"
    first: date
    last: date
    file: str
    digest: str
    records: tuple[str, ...]
    note: str = ""


SHEET_COMMANDS: tuple[type[Command], ...] = (ImportBatch, RecordSubmission)
