"""A paper on the screen as it would be printed: saved, printed, or agreed to."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from reception_tui.config import papers_folder
from reception_tui.i18n import tr
from reception_tui.reports.formats import SUFFIXES, Format, Written, write
from reception_tui.reports.model import Document, Table
from reception_tui.reports.text import WIDTH, render
from reception_tui.tui.actions import Place, bindings_at
from reception_tui.tui.screen import ReceptionScreen
from reception_tui.tui.widgets.status_line import StatusLine

_MARGIN = 4
OF_SOME_PAPERS = frozenset(
    {"sign_report", "enter_figures", "leave_out", "other_day", "print_missed", "save_sheet", "save_all_forms"}
)
"""What only some papers can do; each takes back what it can."""


class PaperScreen(ReceptionScreen[None]):
    """A paper that can be saved as PDF, Word or text, and printed. `name` is what its file is called."""

    place = Place.PAPER
    without = OF_SOME_PAPERS - {"save_sheet"}
    AUTO_FOCUS = "#body"
    BINDINGS: ClassVar[list[BindingType]] = bindings_at(Place.PAPER)

    def __init__(self, document: Document | None = None, name: str = "") -> None:
        super().__init__()
        self._document, self.file_name = document, name

    @property
    def document(self) -> Document:
        """Return the paper that is shown."""
        if self._document is None:
            message = "the paper is not drawn up yet"
            raise RuntimeError(message)
        return self._document

    def compose(self) -> ComposeResult:
        """Lay out one scrolling page."""
        yield StatusLine()
        with VerticalScroll(id="body", can_focus=True):
            yield Static(id="page", markup=False)
        yield from self.frame_bottom()

    def screen_title(self) -> str:
        """Return what the file is called."""
        return tr("PAPER {name}").format(name=self.file_name)

    def help_text(self) -> str:
        """Return what can be done with it."""
        return tr(
            "F9 saves it as PDF, Ctrl+P prints it; F4 saves it as Word, text or spreadsheet; all go to your documents."
        )

    async def on_mount(self) -> None:
        """Show the paper."""
        self._document = await self.drawn_up()
        self.show(self._document)

    def show(self, document: Document) -> None:
        """Show the paper as text."""
        width = min(WIDTH, self.app.size.width - _MARGIN)
        self.query_one("#page", Static).update(render(document, width))

    def can_do(self, act: str) -> bool:
        """Tell whether an act can be done: a paper without a table makes no spreadsheet."""
        if act == "save_sheet":
            return self._document is not None and any(isinstance(one, Table) for one in self._document.blocks)
        return super().can_do(act)

    async def drawn_up(self) -> Document:
        """Return the paper."""
        return self.document

    def action_save(self) -> None:
        """Save it as PDF."""
        self.put(self._written(Format.PDF))

    def action_save_word(self) -> None:
        """Save it as a Word file."""
        self.put(self._written(Format.DOCX))

    def action_save_sheet(self) -> None:
        """Save it as a spreadsheet."""
        self.put(self._written(Format.XLSX))

    def action_save_text(self) -> None:
        """Save it as plain text."""
        self.put(self._written(Format.TEXT))

    def put(self, written: Written, name: str = "") -> None:
        """Save the bytes in the papers folder, and tell where."""
        path = papers_folder() / f"{name or self.file_name}{SUFFIXES[written.format]}"
        try:
            _put(path, written.data)
        except OSError as error:
            self.tell(
                tr("The file {path} cannot be written: {why}.").format(path=path, why=error.strerror), trouble=True
            )
            return
        self.tell(" ".join(filter(None, (tr("Saved as {path}.").format(path=path), written.sentence))))

    async def action_print_paper(self) -> None:
        """Print it on the machine's own printer."""
        from reception_tui.reports.printing import send

        written = self._written(Format.PDF)
        fault = await self.reception.desk.aside(send, written, self.file_name)
        if fault is not None:
            self.tell(fault.sentence, trouble=True)
            return
        self.tell(tr("Given to the printer."))

    def _written(self, wanted: Format) -> Written:
        return write(self.document, wanted, self.reception.desk.desk.today)


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
