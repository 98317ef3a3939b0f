"""Many letters at once: which are due, and what each of them would be or lacks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from reception_tui.desk.letters import Draft, Place, Request, draft
from reception_tui.desk.queries.overdue import due_list
from reception_tui.domain.deadline import ClockState
from reception_tui.domain.errors import RegisterError
from reception_tui.domain.kinds import Book, Channel, DispositionKind, Owner, VisitResult
from reception_tui.domain.letter_paper import Missing
from reception_tui.domain.letters import About, LetterBook, LetterKind
from reception_tui.domain.reference import Reference
from reception_tui.domain.windows import Window
from reception_tui.store import letters_due
from reception_tui.store.numbers import book_of, tidy_number
from reception_tui.store.work import Work

DECISIONS = {
    LetterKind.GUIDANCE: (DispositionKind.GUIDE, DispositionKind.GUIDE_TO_SUPPLEMENT),
    LetterKind.RETURN: (DispositionKind.RETURN,),
    LetterKind.PROPOSAL: (DispositionKind.PROPOSE_ACCEPTANCE,),
    LetterKind.ACCEPTANCE: (DispositionKind.ACCEPT,),
    LetterKind.NON_ACCEPTANCE: (DispositionKind.REFUSE_ACCEPTANCE,),
}
"""The decisions whose paper a letter is."""


@dataclass(frozen=True, slots=True)
class BatchLine:
    """One letter of a batch: the record, the letter, and what keeps it from being printed."""

    no: str
    draft: Draft | None = None
    error: RegisterError | None = None

    @property
    def missing(self) -> tuple[Missing, ...]:
        """Return what the letter must have and the register has not."""
        return () if self.draft is None else self.draft.missing

    @property
    def places(self) -> tuple[Place, ...]:
        """Return the places in its texts that would tell who denounced."""
        return () if self.draft is None else self.draft.places

    @property
    def ok(self) -> bool:
        """Tell whether the letter may be printed."""
        return not self.missing and not self.places and self.error is None


def preview(
    work: Work, reference: Reference, book: LetterBook, request: Request, records: Iterable[str]
) -> list[BatchLine]:
    """Return for each record its letter, or what is missing or in the way; `request` is what all of them share."""
    lines = []
    for no in records:
        try:
            found = draft(work, reference, book, about(request, no))
            if not found.missing and not found.places:
                # A second fence reads the finished letter: what it holds back must not come as a surprise later.
                found.paper()
            lines.append(BatchLine(no, found))
        except RegisterError as error:
            lines.append(BatchLine(no, error=error))
    return lines


def about(request: Request, record: str) -> Request:
    """Return the request for one record: a petition or visit by its number, or a body by its code."""
    if request.kind is LetterKind.REMINDER_BODY:
        return replace(request, about=About.BODY, body=record)
    of = About.VISIT if book_of(record) is Book.VISITS else About.PETITION
    return replace(request, about=of, no=tidy_number(record))


def due(work: Work, reference: Reference, kind: LetterKind, window: Window) -> tuple[str, ...]:
    """Return the records for which a letter of that kind falls due in those days and has not been issued.

    A decision, a sending, a receipt is due on its own day; reminders are due for what is overdue at the end of the
    window. Of the other kinds only people know: nothing is proposed.
    """
    connection, found = work.connection, tuple[str, ...]()
    if kind in DECISIONS:
        found = letters_due.decided(connection, kind, DECISIONS[kind], window)
    elif kind is LetterKind.TRANSFER:
        found = letters_due.sent(connection, kind, window)
    elif kind is LetterKind.RECEIPT:
        found = letters_due.received(connection, kind, Channel.IN_PERSON, window)
    elif kind is LetterKind.REFUSAL:
        found = letters_due.visited(connection, kind, window, result=VisitResult.REFUSED)
    elif kind in (LetterKind.APPOINTMENT_PAPER, LetterKind.ATTENDANCE):
        found = letters_due.visited(connection, kind, window, delegation=True)
    elif kind in (LetterKind.REMINDER, LetterKind.REMINDER_BODY):
        found = _late(work, reference, kind, window)
    return found


def _late(work: Work, reference: Reference, kind: LetterKind, window: Window) -> tuple[str, ...]:
    """Return what bodies are late with, or these bodies; what was chased in those days already is left out."""
    found = due_list(work, reference, window.last).in_state(ClockState.OVERDUE)
    owed = [row for row in found if row.owner is Owner.BODY and row.body and book_of(row.petition) in _PETITIONS]
    chased = letters_due.chased(work.connection, window)
    rows = [row for row in owed if (row.petition, row.body) not in chased]
    return tuple(dict.fromkeys(row.petition if kind is LetterKind.REMINDER else row.body for row in rows))


_PETITIONS = frozenset({Book.PETITIONS, Book.FEEDBACK, Book.DENUNCIATIONS})
