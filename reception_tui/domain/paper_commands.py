"""Commands about what goes out on paper: letters, and the figures of reports."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from reception_tui.domain.command_parts import Command
from reception_tui.domain.kinds import CountRule
from reception_tui.domain.letters import LetterKind


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueLetter(Command):
    """Issue a letter out of the register, under the next number of its book or the one that is given.

    `body` is who gets it, where the register does not say; `say` what only the officer can: a new date, a reason.
    """

    act: ClassVar[str] = "issue_letter"
    kind: LetterKind
    petition: str = ""
    visit: str = ""
    body: str = ""
    petitions: tuple[str, ...] = ()
    stage: str = ""
    on: date | None = None
    number: int | None = None
    signer: str = ""
    say: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueLetters(Command):
    """Issue one kind of letter about many records at once: each under the next number of its book, or none of them.

    `records` are numbers of petitions and visits; of a reminder to a body with its list, the codes of bodies.
    """

    act: ClassVar[str] = "issue_letters"
    kind: LetterKind
    records: tuple[str, ...]
    body: str = ""
    on: date | None = None
    signer: str = ""
    say: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLetterTemplate(Command):
    """Lay letters of a form out by a Word file of the office; `data` is the file in base64.

    Without any the program's own layout holds again.
    """

    act: ClassVar[str] = "set_letter_template"
    form: str
    name: str = ""
    data: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignReport(Command):
    """Keep the figures of a report as they are signed; what is corrected later is shown as a correction to it.

    `form` is the number of a statistical form, or `annual`; `from` and `to` are the first and the last day of its data.
    """

    act: ClassVar[str] = "sign_report"
    form: str
    from_: date
    to: date
    count: CountRule = CountRule.PER_PARTY
    signer: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class CellFigure:
    """What stands in a column of a form; without a value what stood there is taken out."""

    cell: str
    value: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterFigures(Command):
    """Enter figures of a form that the register cannot know: enforcement, state management, confirmations.

    `from` and `to` are the first and the last day of the report's data.
    """

    act: ClassVar[str] = "enter_figures"
    form: str
    from_: date
    to: date
    figures: tuple[CellFigure, ...]


PAPER_COMMANDS: tuple[type[Command], ...] = (SignReport, EnterFigures, IssueLetter, IssueLetters, SetLetterTemplate)
"""Each of them, as `commands` lists them."""
