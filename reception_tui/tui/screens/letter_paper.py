"""A letter that went out, as a paper: its Word file is laid out by the office's own where there is one."""

from __future__ import annotations

from datetime import date

from reception_tui.domain.errors import RegisterError
from reception_tui.domain.letter_paper import LetterPaper
from reception_tui.i18n.sentences import of_error
from reception_tui.reports.formats import Format, Written
from reception_tui.reports.letters import in_vietnamese, written
from reception_tui.tui.screens.paper import PaperScreen


class LetterPaperScreen(PaperScreen):
    """Saved and printed like any paper."""

    def __init__(self, paper: LetterPaper, name: str, template: bytes | None, on: date) -> None:
        super().__init__(in_vietnamese(paper), name)
        self.paper, self.template, self.on = paper, template, on

    def action_save_word(self) -> None:
        """Save it as a Word file."""
        try:
            self.put(self._written(Format.DOCX))
        except RegisterError as error:
            self.tell(of_error(error), trouble=True)

    def _written(self, wanted: Format) -> Written:
        return written(self.paper, self.template, wanted, self.on)
