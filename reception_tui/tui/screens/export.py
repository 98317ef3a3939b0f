"""A book, or a list with its filter, written to a file from the desk."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reception_tui.config import papers_folder
from reception_tui.desk.queries.exporting import Exported, Wanted, exported
from reception_tui.domain.errors import BadPeriod, FileExists, FileUnwritable
from reception_tui.domain.kinds import Book
from reception_tui.domain.text import words
from reception_tui.i18n import formats, tr
from reception_tui.reports.exporting import FORMATS, write
from reception_tui.tui import choices
from reception_tui.tui.fields import Choice, DayField, Field, LineField, PickField, Spec
from reception_tui.tui.form import FormScreen

if TYPE_CHECKING:
    from reception_tui.tui.app import ReceptionApp

BOOKS = (Book.VISITS, Book.PETITIONS, Book.FEEDBACK, Book.SESSIONS)


class ExportForm(FormScreen):
    """Which book, of which days, in what format, to which file."""

    def __init__(self, book: Book = Book.PETITIONS) -> None:
        super().__init__()
        self.book = book

    def screen_title(self) -> str:
        """Return the form's name."""
        return tr("WRITE A BOOK TO A FILE")

    def help_text(self) -> str:
        """Return what comes out."""
        return tr("Denunciations come out under their codes alone. The file can be taken in again.")

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the fields."""
        reference, today = self.reception.desk.reference, self.reception.desk.desk.today
        formats_ = [Choice(one, one.upper()) for one in FORMATS]
        return [
            [PickField(Spec("book", tr("Book"), needed=True), choices.of_kind(BOOKS), self.book)],
            [DayField(Spec("first", tr("First day"), needed=True), today, reference.calendar, date(today.year, 1, 1))],
            [DayField(Spec("last", tr("Last day"), needed=True), today, reference.calendar, today)],
            [PickField(Spec("format", tr("Format"), needed=True), formats_, FORMATS[0])],
            [LineField(Spec("file", tr("File"), needed=True))],
        ]

    async def save(self, values: dict[str, Any]) -> str:
        """Write the file."""
        first, last = values["first"], values["last"]
        if last < first:
            raise BadPeriod("last", first=first, last=last)
        path = _free_place(values["file"], values["format"])
        desk = self.reception.desk
        wanted = Wanted(Book(values["book"]), first, last, without=self.reception.kept_numbers)
        return await _write(self.reception, await desk.ask(exported, desk.reference, wanted), values["format"], path)


Gather = Callable[[], Awaitable[Exported]]
"""Reads what is to be written."""


class ExportListForm(FormScreen):
    """In what format, to which file a list goes: what it shows with its filter, or the marked records alone."""

    def __init__(self, name: str, told: str, gather: Gather) -> None:
        """`name` is what the file is called, `told` what goes into it."""
        super().__init__()
        self.list_name, self.told, self.gather = name, told, gather

    def screen_title(self) -> str:
        """Return the form's name."""
        return tr("WRITE A LIST TO A FILE")

    def help_text(self) -> str:
        """Return what comes out."""
        return tr("What the list shows with its filter comes out; where records are marked, those alone.")

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the fields."""
        formats_ = [Choice(one, one.upper()) for one in FORMATS]
        name = "-".join(words(self.list_name))
        place = papers_folder() / f"{name}-{self.reception.desk.desk.now():%Y%m%d-%H%M%S}"
        told = tr("Without an ending it gets that of its format.")
        return [
            [PickField(Spec("format", tr("Format"), needed=True, help=self.told), formats_, FORMATS[0])],
            [LineField(Spec("file", tr("File"), needed=True, help=f"{self.told}. {told}"), str(place))],
        ]

    async def save(self, values: dict[str, Any]) -> str:
        """Write the file."""
        path = _free_place(values["file"], values["format"])
        return await _write(self.reception, await self.gather(), values["format"], path)


def _free_place(said: str, wanted: str) -> Path:
    """Return where the file is to lie. Raises `FileExists`."""
    path = Path(said).expanduser()
    path = path if path.suffix else path.with_suffix(f".{wanted}")
    if path.exists():
        raise FileExists("file", path=str(path))
    return path


async def _write(reception: ReceptionApp, found: Exported, wanted: str, path: Path) -> str:
    """Write rows to a file, with an entry that they left, and return where it lies. Raises `FileUnwritable`."""
    desk = reception.desk
    await desk.exported(found.name, len(found.rows))
    data = await desk.aside(write, found, wanted, desk.desk.today)
    try:
        await desk.aside(_put, path, data)
    except OSError as error:
        raise FileUnwritable(path=str(path)) from error
    reception.announce(tr("{rows} records are in {path}.").format(rows=formats.number(len(found.rows)), path=path))
    return str(path)


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
