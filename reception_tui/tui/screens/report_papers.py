"""The papers over a period that are not forms: the two books and the periodic report in words."""

from __future__ import annotations

from collections.abc import Mapping

from reception_tui.desk.queries.books import petition_book, reception_book
from reception_tui.desk.queries.narrative import narrative
from reception_tui.domain.kinds import CountRule
from reception_tui.domain.reference import Reference
from reception_tui.domain.windows import Window
from reception_tui.i18n import tr
from reception_tui.reports import books
from reception_tui.reports import narrative as words
from reception_tui.reports.model import Document
from reception_tui.store.work import Work
from reception_tui.tui.fields import Choice

BOOK, PETITION_BOOK, NARRATIVE = "book", "petition-book", "narrative"
PAPERS: Mapping[str, str] = {
    BOOK: "so-tiep-cong-dan",
    PETITION_BOOK: "so-don",
    NARRATIVE: "bao-cao-dinh-ky",
}
"""Each paper, and what its file is called."""


def paper_choices() -> list[Choice]:
    """Return the papers as choices of the list of reports."""
    return [
        Choice(NARRATIVE, tr("periodic report in words"), "mau 02 dinh ky narrative"),
        Choice(BOOK, tr("reception book"), "so tiep cong dan mau 03 book"),
        Choice(PETITION_BOOK, tr("petition book"), "so don petition"),
    ]


def paper_of(work: Work, reference: Reference, which: str, window: Window, rule: CountRule) -> Document:
    """Return one of the papers over the window."""
    if which == BOOK:
        return books.reception_document(reception_book(work, reference, window), window, reference)
    if which == PETITION_BOOK:
        return books.petition_document(petition_book(work, reference, window), window, reference)
    return words.document(narrative(work, reference, window, rule), reference)
