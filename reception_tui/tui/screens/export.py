"""A book written to a file from the desk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from reception_tui.desk.queries.exporting import Wanted, exported
from reception_tui.domain.errors import BadPeriod, FileExists, FileUnwritable
from reception_tui.domain.kinds import Book
from reception_tui.i18n import formats, tr
from reception_tui.reports.exporting import FORMATS, write
from reception_tui.tui import choices
from reception_tui.tui.fields import Choice, DayField, Field, LineField, PickField, Spec
from reception_tui.tui.form import FormScreen

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
        path = Path(values["file"]).expanduser()
        if path.exists():
            raise FileExists("file", path=str(path))
        desk = self.reception.desk
        wanted = Wanted(Book(values["book"]), first, last, without=self.reception.kept_numbers)
        found = await desk.ask(exported, desk.reference, wanted)
        await desk.exported(values["book"], len(found.rows))
        data = await desk.aside(write, found, values["format"], desk.desk.today)
        try:
            await desk.aside(path.write_bytes, data)
        except OSError as error:
            raise FileUnwritable(path=str(path)) from error
        told = tr("{rows} records are in {path}.").format(rows=formats.number(len(found.rows)), path=path)
        self.reception.announce(told)
        return str(path)
