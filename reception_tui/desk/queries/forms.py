"""A statistical form over a window: its cells, its checks with the rows that break them, and the rows of each cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from reception_tui.desk.findable import brought_denunciation, is_secret, title_of
from reception_tui.desk.queries import entered as typed_in
from reception_tui.domain.form_formulas import Amount, Check, Ref, Relation, Sum
from reception_tui.domain.form_periods import Due, due_days, period_of, previous, year_before
from reception_tui.domain.forms import Cell, Count, Form, FormBook, Remark, ReportPeriod
from reception_tui.domain.kinds import CountRule
from reception_tui.domain.reference import Reference
from reception_tui.domain.text import shorten
from reception_tui.domain.windows import Window
from reception_tui.store import form_facts
from reception_tui.store.form_facts import FactRow
from reception_tui.store.reference.forms import form_book
from reception_tui.store.register import reference_files
from reception_tui.store.work import Row, Work

_TITLE_WIDTH = 90
_ROWS_NAMED = 20


@dataclass(frozen=True, slots=True)
class FormRow:
    """One row behind a cell. Of a secret record `no` and `title` hold nothing but its code.

    A row that an officer entered is no record that could be opened: it has `entered`, and its `title` is who did it.
    """

    no: str
    title: str
    on: date
    adds: Amount
    entered: bool = False


@dataclass(frozen=True, slots=True)
class CheckResult:
    """Whether a check holds. It is not `judged` while cells that decide it wait for an officer; `rows` break it."""

    check: Check
    holds: bool
    judged: bool
    rows: tuple[FormRow, ...] = ()


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A form over a window. `values` holds None where the register cannot know and nobody has entered it.

    `before` are the cells of the period before and of the same period of last year, in this order, when compared.
    """

    form: Form
    window: Window
    rule: CountRule
    values: Mapping[str, Amount | None]
    checks: tuple[CheckResult, ...]
    remarks: tuple[tuple[Remark, Amount], ...]
    period: ReportPeriod | None = None
    due: tuple[Due, ...] = ()
    before: tuple[tuple[Window, Mapping[str, Amount | None]], ...] = ()

    @property
    def holds(self) -> bool:
        """Tell whether no check is contradicted."""
        return all(check.holds for check in self.checks)

    @property
    def empty(self) -> tuple[Cell, ...]:
        """Return the cells that wait for an officer."""
        return tuple(cell for cell in self.form.cells if self.values[cell.no] is None)


def book_of(work: Work, reference: Reference) -> FormBook:
    """Return the forms that the register goes by."""
    return form_book(reference_files(work), reference.fields)


def fill(
    work: Work,
    reference: Reference,
    book: FormBook,
    form: Form,
    window: Window,
    rule: CountRule,
    *,
    compare: bool = False,
) -> FilledForm:
    """Return the form with every cell counted from rows.

    `compare` adds the period before and the same period of last year (form of report No. 02, Circular 06/2025).
    """
    seen = _Seen(work, reference, window, rule)
    counts = seen.count((*_counts(form), *(remark.count for remark in form.remarks)))
    values = _values(form, counts, typed_in.entered_cells(work, form, window))
    known: dict[Ref, Amount | None] = {Ref(no): value for no, value in values.items()}
    for code in {ref.form for ref in form.refs_outside()}:
        needed = frozenset(ref.cell for ref in form.refs_outside() if ref.form == code)
        told = seen.values(book.beside(form, code).only(needed))
        known |= {Ref(no, code): told[no] for no in needed}
    earlier = (previous(window), year_before(window)) if compare else ()
    return FilledForm(
        form=form,
        window=window,
        rule=rule,
        values=values,
        checks=tuple(_judged(seen, book, form, check, known) for check in form.checks),
        remarks=tuple((remark, counts[remark.count]) for remark in form.remarks if counts[remark.count]),
        period=period_of(window, book),
        due=due_days(window, book, reference.book),
        before=tuple((one, _Seen(work, reference, one, rule).values(form)) for one in earlier),
    )


def fill_all(work: Work, reference: Reference, window: Window, rule: CountRule) -> tuple[FilledForm, ...]:
    """Return every form by which a report over the window is drawn up."""
    book = book_of(work, reference)
    return tuple(fill(work, reference, book, form, window, rule) for form in book.in_force(window))


def rows_behind(
    work: Work,
    reference: Reference,
    form: Form,
    cell: Cell | str,
    window: Window,
    rule: CountRule,
    limit: int | None = None,
) -> tuple[FormRow, ...]:
    """Return the rows behind a cell: what they add comes to the cell. Raises `UnknownCode`."""
    found = form.cell(cell) if isinstance(cell, str) else cell
    facts = _Seen(work, reference, window, rule).rows(form, found, limit)
    return tuple(_shown(work, row) for row in facts[:limit])


@dataclass(frozen=True, slots=True)
class _Seen:
    """The register as a report over one window sees it."""

    work: Work
    reference: Reference
    window: Window
    rule: CountRule

    def count(self, counts: Iterable[Count]) -> dict[Count, Amount]:
        return form_facts.count(self.work.connection, self.window, self.rule, self.reference.fields, counts)

    def values(self, form: Form) -> dict[str, Amount | None]:
        return _values(form, self.count(_counts(form)), typed_in.entered_cells(self.work, form, self.window))

    def rows(self, form: Form, cell: Cell, limit: int | None = None) -> list[FactRow]:
        """Return the rows behind a cell; those behind a cell that a formula takes away add less than nothing."""
        if cell.count is not None:
            fields = self.reference.fields
            return form_facts.rows(self.work.connection, self.window, self.rule, fields, cell.count, limit)
        if cell.formula is None:
            return typed_in.entered_facts(self.work, form, cell.no, self.window)
        return [
            replace(row, amount=term.sign * row.amount)
            for term in cell.formula.terms
            for row in self.rows(form, form.cell(term.ref.cell), limit)
        ]

    def added(self, book: FormBook, form: Form, side: Sum) -> dict[_Key, FactRow]:
        """Return what each record adds to one side of a check."""
        found: dict[_Key, FactRow] = {}
        for term in side.terms:
            of = book.beside(form, term.ref.form)
            for row in self.rows(of, of.cell(term.ref.cell)):
                key = (row.table, row.record_id)
                before = found[key].amount if key in found else 0
                found[key] = replace(row, amount=before + term.sign * row.amount)
        return found


_Key = tuple[str, int]


def _counts(form: Form) -> Iterator[Count]:
    return (cell.count for cell in form.cells if cell.count is not None)


def _values(form: Form, counts: Mapping[Count, Amount], entered: Mapping[str, Amount]) -> dict[str, Amount | None]:
    """Return what stands in each cell of a form, in the order of the form."""
    values: dict[Ref, Amount | None] = {}
    for cell in form.in_order():
        if cell.count is not None:
            values[Ref(cell.no)] = counts[cell.count]
        elif cell.formula is not None:
            values[Ref(cell.no)] = cell.formula.value(values)
        else:
            values[Ref(cell.no)] = entered.get(cell.no)
    return {cell.no: values[Ref(cell.no)] for cell in form.cells}


def _judged(seen: _Seen, book: FormBook, form: Form, check: Check, values: Mapping[Ref, Amount | None]) -> CheckResult:
    broken = check.broken(values)
    guilty: dict[_Key, FactRow] = {}
    for left, relation, right in broken:
        guilty |= _apart(seen.added(book, form, left), relation, seen.added(book, form, right))
    rows = tuple(_shown(seen.work, row) for row in list(guilty.values())[:_ROWS_NAMED])
    return CheckResult(check, not broken, check.is_judged(values), rows)


def _apart(left: Mapping[_Key, FactRow], relation: Relation, right: Mapping[_Key, FactRow]) -> dict[_Key, FactRow]:
    """Return the records that do not stand on both sides as the check wants it."""
    found = {}
    for key in (*left, *(key for key in right if key not in left)):
        first = left[key].amount if key in left else 0
        second = right[key].amount if key in right else 0
        if not relation.holds(first, second):
            found[key] = left[key] if key in left else right[key]
    return found


def _shown(work: Work, fact: FactRow) -> FormRow:
    """Return a row as it may be shown: of what is kept secret nothing but the code or number."""
    row = work.row(fact.table, fact.record_id)
    if fact.table == typed_in.TABLE:
        return FormRow(f"{row['form']} [{row['cell']}]", _who(work, row["officer"]), fact.on, fact.amount, entered=True)
    if fact.table == "petition":
        code = str(row["sealed_code"] or row["no"])
        if is_secret(work, row):
            return FormRow(code, code, fact.on, fact.amount)
        return FormRow(str(row["no"]), title_of(row), fact.on, fact.amount)
    if fact.table == "visit":
        hidden = brought_denunciation(work, row)
        return FormRow(str(row["no"]), str(row["no"]) if hidden else _first_words(row), fact.on, fact.amount)
    return FormRow(str(row["no"]), str(row["place"] or row["no"]), fact.on, fact.amount)


def _first_words(row: Row) -> str:
    return shorten(row["content"], _TITLE_WIDTH)


def _who(work: Work, code: str) -> str:
    found = work.rows("officer", code=code)
    return str(found[0]["name"]) if found else code
