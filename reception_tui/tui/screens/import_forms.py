"""Forms about a spreadsheet: which file goes into which book, one cell typed anew, what a column is, a map's name."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reception_tui.desk.importing.maps import keep_map, kept_map, kept_maps
from reception_tui.domain.errors import RegisterError
from reception_tui.domain.kinds import Book
from reception_tui.i18n import tr
from reception_tui.tui import choices
from reception_tui.tui.fields import Choice, Field, LineField, PickField, Spec
from reception_tui.tui.fields.pick import find_choices
from reception_tui.tui.form import FormScreen
from reception_tui.tui.screens.import_rows import Mended

BOOKS = (Book.VISITS, Book.PETITIONS, Book.FEEDBACK, Book.SESSIONS)


class ImportForm(FormScreen):
    """Which file goes into which book; what would come of it is shown before anything is written."""

    def __init__(self) -> None:
        super().__init__()
        self.mended: Mended | None = None

    def screen_title(self) -> str:
        """Return the form's name."""
        return tr("TAKE IN A SPREADSHEET")

    def help_text(self) -> str:
        """Return what happens on saving."""
        return tr("F9 first shows how the columns are read and every refused cell; nothing is written before F9 there.")

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the fields."""
        told = tr("Only where the columns of such files were named before and kept: F4 lists the maps of this book.")
        return [
            [LineField(Spec("file", tr("File"), needed=True, help=tr("Path of an .xlsx or .csv file.")))],
            [PickField(Spec("book", tr("Book"), needed=True), choices.of_kind(BOOKS), Book.VISITS)],
            [PickField(Spec("map", tr("Map of columns"), help=told), self._maps)],
        ]

    def _maps(self, typed: str) -> list[Choice]:
        book = self.typed_value("book")
        return find_choices(typed, [Choice(name, name) for name in kept_maps(book or "")])

    async def save(self, values: dict[str, Any]) -> str:
        """Show what would come of the file."""
        place = None if values["map"] is None else kept_map(values["map"])
        asked = Mended(Path(values["file"]).expanduser(), Book(values["book"]), place)
        known = self.mended
        # Who stopped and comes back to the same file finds again what was mended in it.
        if known is None or (known.path, known.book, known.map) != (asked.path, asked.book, asked.map):
            self.mended = known = asked
        self.reception.open("import_preview", known, then=self._preview_closed)
        return ""

    def _preview_closed(self, result: Any) -> None:
        if isinstance(result, RegisterError):
            self.call_later(self.show_error, result)
        elif result:
            self.dismiss(None)


class CellForm(FormScreen):
    """One refused cell, typed anew. Dismissed with its text."""

    def __init__(self, heading: str, row: int, value: str) -> None:
        super().__init__()
        self.heading, self.row, self.value = heading, row, value

    def screen_title(self) -> str:
        """Return the form's name."""
        return tr("MEND A CELL")

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the field."""
        label = tr("Row {row}").format(row=self.row)
        return [[LineField(Spec("value", label, help=f"{self.heading}: {self.value}"))]]

    async def save(self, values: dict[str, Any]) -> str:
        """Give the text back."""
        self.dismiss(values["value"] or "")
        return ""


class ColumnForm(FormScreen):
    """What a column of the file is. Dismissed with the code of the register's column, "-" for none."""

    def __init__(self, heading: str, columns: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.heading, self.columns = heading, columns

    def screen_title(self) -> str:
        """Return the form's name."""
        return tr("WHAT A COLUMN IS")

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the field."""
        offered = [*(Choice(code, label) for code, label in self.columns), Choice("-", tr("leave this column out"))]
        return [[PickField(Spec("column", tr("Column"), needed=True, help=f"“{self.heading}”"), offered)]]

    async def save(self, values: dict[str, Any]) -> str:
        """Give the code back."""
        self.dismiss(values["column"])
        return ""


class MapNameForm(FormScreen):
    """What a map of columns is to be called. Dismissed with the name under which it is kept."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def screen_title(self) -> str:
        """Return the form's name."""
        return tr("KEEP THE MAP OF COLUMNS")

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the field of the name."""
        told = tr("The next file with these headings is read alike; the same name replaces the map.")
        return [[LineField(Spec("name", tr("Name"), needed=True, help=told))]]

    async def save(self, values: dict[str, Any]) -> str:
        """Keep the map and return its name. Raises `BadMapName`, `FileUnwritable`."""
        await self.reception.desk.aside(keep_map, values["name"], self.text)
        return str(values["name"])
