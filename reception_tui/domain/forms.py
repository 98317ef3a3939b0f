"""The statistical forms of the Government Inspectorate's circulars, as data: cells, what each counts, checks.

Which form holds follows the last day of the window (law.md 5.1, 5.4): a report is drawn up after its data are closed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from reception_tui.domain.errors import UnknownCode
from reception_tui.domain.form_formulas import Check, Ref, Sum
from reception_tui.domain.kinds import Figure, Host
from reception_tui.domain.rules import Certainty
from reception_tui.domain.windows import Window


class Source(StrEnum):
    """Which rows a cell counts.

    `INTAKE`: petitions received in the window or not yet processed when it began. `STOCK`: those received in it or not
    finished when it began. `DECISIONS`: decisions, conclusions, terminations and whole withdrawals of the window.
    `AMOUNTS`: the figures of those decisions. `ANSWERS`: answers of the window to petitions that were forwarded.
    """

    VISITS = "visits"
    RECEPTION_DAYS = "reception_days"
    INTAKE = "intake"
    STOCK = "stock"
    DECISIONS = "decisions"
    AMOUNTS = "amounts"
    ANSWERS = "answers"


class Adds(StrEnum):
    """What each row adds to its cell. `VISITS` follows the rule of counting; money is shown in millions of đồng."""

    ROWS = "rows"
    VISITS = "visits"
    PEOPLE = "people"
    AMOUNT = "amount"
    MILLION_DONG = "million_dong"


ADDS: Mapping[Source, frozenset[Adds]] = MappingProxyType(
    {source: frozenset({Adds.ROWS}) for source in Source}
    | {
        Source.VISITS: frozenset({Adds.ROWS, Adds.VISITS, Adds.PEOPLE}),
        Source.AMOUNTS: frozenset({Adds.AMOUNT, Adds.MILLION_DONG}),
    }
)
"""What the rows of each source can add."""

_KINDS = frozenset({"complaint", "denunciation", "recommendation"})
_INSTANCES = frozenset({"first", "repeat"})
_PETITIONS = (
    _KINDS
    | _INSTANCES
    | frozenset({"fresh", "carried", "many", "not_many", "one", "nameless", "reception", "processed", "unprocessed"})
    | frozenset({"eligible", "ineligible", "ours", "other", "jurisdiction_open", "field_open"})
    | frozenset({"guided", "forwarded", "urged", "not_urged", "passed_on"})
    | frozenset({f"did.{what}" for what in ("returned", "answered", "filed", "no_action")})
    | frozenset({"considered", "accepted", "not_accepted", "dropped"})
    | frozenset({"resolved", "resolving", "unresolved", "pending", "late", "in_time"})
)
_MATTERS = frozenset({"matter", "matter_kind", "matter_ours", "matter_ours_kind", "matter_reception"})

PREDICATES: Mapping[Source, frozenset[str]] = MappingProxyType(
    {
        Source.VISITS: frozenset({"by_officer", "by_head", "by_delegate", "delegation", "matter", "once", "repeated"}),
        Source.RECEPTION_DAYS: frozenset({"by_head", "by_delegate", "day", *(f"host.{host}" for host in Host)}),
        Source.INTAKE: _PETITIONS | _MATTERS,
        Source.STOCK: _PETITIONS | {"matter_stock"},
        Source.DECISIONS: _KINDS
        | _INSTANCES
        | {"ours", "found", "right", "wrong", "partly_right", "upheld", "amended", "terminated", "withdrawn"}
        | {"in_time", "late"},
        Source.AMOUNTS: _KINDS | {"ours", *(f"figure.{figure}" for figure in Figure)},
        Source.ANSWERS: _KINDS | {"reception"},
    }
)
"""The named questions that can be asked of the rows of each source."""

GROUP, OLD_GROUP = "group.", "old_group."
"""Before the code of a group of fields: in the forms in force, and in those of 2021 and 2024."""

GROUPED = frozenset({Source.INTAKE, Source.STOCK})
"""Sources whose rows have a subject field."""


@dataclass(frozen=True, slots=True)
class Count:
    """A named question: rows of a source for which every one of `where` is true, and what each adds."""

    source: Source
    where: tuple[str, ...] = ()
    adds: Adds = Adds.ROWS


@dataclass(frozen=True, slots=True)
class Words:
    """The same words in both languages."""

    vi: str
    en: str

    def of(self, lang: str) -> str:
        """Return the words in that language."""
        return self.en if lang == "en" else self.vi


@dataclass(frozen=True, slots=True)
class Cell:
    """A column of a form: counted, or computed from other cells, or typed by the officer (`why` says why).

    `header` are the headings above it, the topmost first; a heading that is repeated is one cell of several rows.
    """

    no: str
    code: str
    header: tuple[Words, ...]
    count: Count | None = None
    formula: Sum | None = None
    why: Words | None = None

    @property
    def is_entered(self) -> bool:
        """Tell whether the register cannot know what stands here."""
        return self.count is None and self.formula is None


@dataclass(frozen=True, slots=True)
class Remark:
    """A line of the note under a form that makes plain what a column is made of; `{n}` is its own count."""

    text: Words
    count: Count


@dataclass(frozen=True, slots=True)
class Circular:
    """A circular of the Government Inspectorate with its days in force."""

    number: str
    in_force: date
    until: date | None
    source: str
    sure: Certainty

    def holds_on(self, day: date) -> bool:
        """Tell whether the circular is in force on `day`."""
        return self.in_force <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Form:
    """A statistical form under one circular. `note_no` is the number of its row of notes."""

    code: str
    circular: Circular
    title: Words
    note_no: str
    cells: tuple[Cell, ...]
    checks: tuple[Check, ...]
    remarks: tuple[Remark, ...]
    source: str
    sure: Certainty

    def cell(self, no: str) -> Cell:
        """Return the cell of that number. Raises `UnknownCode`."""
        for cell in self.cells:
            if cell.no == no:
                return cell
        raise UnknownCode("cell", value=no, choices=tuple(cell.no for cell in self.cells))

    def refs_outside(self) -> frozenset[Ref]:
        """Return the cells of other forms that the checks name."""
        return frozenset(ref for check in self.checks for ref in check.refs() if ref.form)

    def only(self, needed: frozenset[str]) -> Form:
        """Return the form with those cells alone, and the ones that their formulas name."""
        kept = set(needed)
        while True:
            under = {
                ref.cell
                for cell in self.cells
                if cell.no in kept and cell.formula is not None
                for ref in cell.formula.refs()
            }
            if under <= kept:
                break
            kept |= under
        return replace(self, cells=tuple(cell for cell in self.cells if cell.no in kept), checks=(), remarks=())

    def in_order(self) -> tuple[Cell, ...]:
        """Return the cells so that each formula comes after the cells that it names."""
        placed: dict[str, Cell] = {}
        waiting = list(self.cells)
        while waiting:
            ready = [one for one in waiting if one.formula is None or all(r.cell in placed for r in one.formula.refs())]
            if not ready:
                raise UnknownCode("cell", value=waiting[0].no, choices=tuple(placed))
            placed |= {one.no: one for one in ready}
            waiting = [one for one in waiting if one.no not in placed]
        return tuple(placed.values())


@dataclass(frozen=True, slots=True)
class ReportPeriod:
    """A period of reporting, by the ending of its name; `narrative`: a report in words goes with its forms."""

    suffix: str
    name: Words
    narrative: bool


@dataclass(frozen=True, slots=True)
class FormBook:
    """Every form of every circular, and the periods of reporting."""

    forms: tuple[Form, ...] = ()
    periods: tuple[ReportPeriod, ...] = ()

    def beside(self, form: Form, code: str) -> Form:
        """Return the form of that code under the same circular; the form itself where no code is given."""
        wanted = code or form.code
        return next(one for one in self.forms if one.code == wanted and one.circular == form.circular)

    def codes(self) -> tuple[str, ...]:
        """Return the code of every form, those in force last kept in the order of the files."""
        return tuple(dict.fromkeys(form.code for form in self.forms))

    def in_force(self, window: Window) -> tuple[Form, ...]:
        """Return the forms by which a report over the window is drawn up."""
        return tuple(form for form in self.forms if form.circular.holds_on(window.last))

    def form(self, code: str, window: Window) -> Form:
        """Return the form of that code for a report over the window.

        Raises `UnknownCode`, naming the forms in force then, when the circular of the form was not in force.
        """
        found = self.in_force(window)
        for form in found:
            if form.code == code.strip().upper():
                return form
        raise UnknownCode("form", value=code, choices=tuple(form.code for form in found))
