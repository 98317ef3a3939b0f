"""A filled statistical form as a document in the official layout, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from reception_tui import i18n
from reception_tui.desk.queries.forms import CheckResult, FilledForm
from reception_tui.domain.form_formulas import Amount
from reception_tui.domain.form_headings import depth, headings
from reception_tui.domain.forms import Cell
from reception_tui.domain.reference import Reference
from reception_tui.domain.windows import Window
from reception_tui.i18n import formats, tr
from reception_tui.i18n.labels import label
from reception_tui.reports.model import Align, Block, Column, Document, HeaderCell, Heading, Paragraph, Style, Table
from reception_tui.reports.nightly import letterhead

_UNIT_SHARE, _WORDS_SHARE = 3, 6
_PERCENT = 100
_LONGEST_CODE = 10


def as_json(filled: FilledForm) -> dict[str, Any]:
    """Return the form in the shape that the command line promises; a cell that waits for an officer is null."""
    lang = i18n.lang()
    return {
        "form": filled.form.code,
        "instrument": filled.form.circular.number,
        "window": _window(filled.window),
        "count_rule": filled.rule,
        "cells": _numbers(filled.values),
        "checks": [
            {
                "rule": result.check.rule,
                "holds": result.holds,
                "judged": result.judged,
                "rows": [row.no for row in result.rows],
            }
            for result in filled.checks
        ],
        "remarks": [remark.text.of(lang).format(n=_number(value)) for remark, value in filled.remarks],
        "entered": [
            {"cell": cell.no, "why": cell.why.of(lang)}
            for cell in filled.form.cells
            if cell.is_entered and cell.why is not None
        ],
        "due": [{"stage": due.stage, "rule": due.rule, "on": due.on} for due in filled.due],
        "compared": [{"window": _window(window), "cells": _numbers(values)} for window, values in filled.before],
    }


def document(filled: FilledForm, reference: Reference) -> Document:
    """Return the form as a document: the official columns across, then notes, broken checks and the comparison."""
    lang = i18n.lang()
    return Document(
        head=letterhead(reference),
        title=filled.form.title.of(lang),
        subtitle=tuple(subtitle(filled)),
        blocks=(official_table(filled, unit(reference)), *_below(filled), *_broken(filled), *_comparison(filled)),
        last_line=" · ".join(due_lines(filled, reference)),
        form=filled.form.code,
        landscape=True,
    )


def subtitle(filled: FilledForm) -> Iterator[str]:
    """Yield the lines under the title: the window of the data, the rule of counting, the circular."""
    lang = i18n.lang()
    window = filled.window
    shown = tr("Figures from {first} to {last}.").format(first=formats.day(window.first), last=formats.day(window.last))
    yield f"{filled.period.name.of(lang)}. {shown}" if filled.period is not None else shown
    yield tr("Counting: {rule}.").format(rule=label(filled.rule))
    yield tr("Form {form} of Circular {circular}.").format(form=filled.form.code, circular=filled.form.circular.number)


def unit(reference: Reference) -> str:
    """Return the name of the unit whose row it is: the body that keeps the register."""
    return reference.directory.bodies[reference.board.body].name(i18n.lang())


def official_table(filled: FilledForm, name: str) -> Table:
    """Return the table of the form: its header of several rows, the row of column codes, and the unit's row."""
    lang = i18n.lang()
    cells = filled.form.cells
    header = [
        tuple(HeaderCell(one.words.of(lang), one.columns, one.rows) for one in row) for row in headings(filled.form)
    ]
    header[0] = (HeaderCell(tr("Unit"), 1, depth(filled.form)), *header[0])
    codes = (HeaderCell(tr("Code")), *(HeaderCell(shown_code(cell)) for cell in cells))
    return Table(
        columns=(
            Column(tr("Unit"), share=_UNIT_SHARE),
            *(Column(cell.header[-1].of(lang), Align.RIGHT) for cell in cells),
        ),
        rows=((name, *(shown(filled.values[cell.no]) for cell in cells)),),
        header=(*header, codes),
    )


def shown_code(cell: Cell) -> str:
    """Return the code of a column as its header shows it: a long one can be broken after each equals sign."""
    return cell.code if len(cell.code) <= _LONGEST_CODE else cell.code.replace("=", "= ")


def shown(value: Amount | None) -> str:
    """Return a cell as the office writes it; nothing where an officer is to write."""
    return "" if value is None else formats.number(value)


def note_lines(filled: FilledForm) -> Iterator[str]:
    """Yield the row of notes of the form: what makes its columns plain, and which cells wait for an officer."""
    lang = i18n.lang()
    told = [remark.text.of(lang).format(n=formats.number(value)) for remark, value in filled.remarks]
    yield tr("{number}. Notes: {notes}").format(number=filled.form.note_no, notes=" ".join(told)).rstrip()
    for why in dict.fromkeys(cell.why for cell in filled.empty if cell.why is not None):
        columns = ", ".join(cell.no for cell in filled.empty if cell.why == why)
        yield tr("Columns {columns}: {why}").format(columns=columns, why=why.of(lang))


def check_sentence(result: CheckResult) -> str:
    """Return what to tell of a check that does not hold: the check, and the rows that break it."""
    rows = ", ".join(row.no for row in result.rows)
    return tr("{rule} does not hold: look at {rows}.").format(rule=result.check.rule, rows=rows or "…")


def due_lines(filled: FilledForm, reference: Reference) -> Iterator[str]:
    """Yield by when the report is to be sent, and to whom."""
    for due in filled.due:
        rule = reference.book.rule_on(due.stage, filled.window.last)
        what = rule.what_en if i18n.lang() == "en" else rule.what_vi
        yield tr("{what}: by {day}").format(what=what, day=formats.day(due.on))


def _below(filled: FilledForm) -> Iterator[Block]:
    for line in note_lines(filled):
        yield Paragraph(line, Style.NOTE)


def _broken(filled: FilledForm) -> Iterator[Block]:
    broken = [result for result in filled.checks if not result.holds]
    if broken:
        yield Heading(tr("Checks that do not hold"))
        for result in broken:
            yield Paragraph(check_sentence(result))


def _comparison(filled: FilledForm) -> Iterator[Block]:
    """Yield each column beside the period before and the same period of last year."""
    if not filled.before:
        return
    titles = (tr("Period before"), tr("Last year"))
    yield Heading(tr("Compared with the period before and the same period of last year"))
    yield Table(
        columns=(
            Column(tr("Code")),
            Column(tr("Column of the form"), share=_WORDS_SHARE),
            Column(tr("This period"), Align.RIGHT),
            *(column for title in titles for column in (Column(title, Align.RIGHT), Column(tr("Change"), Align.RIGHT))),
        ),
        rows=tuple(_compared(filled, cell) for cell in filled.form.cells if not cell.is_entered),
        note="; ".join(f"{title}: {_days(window)}" for title, (window, _) in zip(titles, filled.before, strict=True)),
    )


def _compared(filled: FilledForm, cell: Cell) -> tuple[str, ...]:
    now = filled.values[cell.no]
    told = [cell.no, full_name(cell), shown(now)]
    for _, values in filled.before:
        then = values[cell.no]
        told += [shown(then), change(now, then)]
    return tuple(told)


def full_name(cell: Cell) -> str:
    """Return all headings above a column, the topmost first."""
    return " – ".join(dict.fromkeys(words.of(i18n.lang()) for words in cell.header))


def change(now: Amount | None, then: Amount | None) -> str:
    """Return by how much a figure rose or fell: in per cent, or as a number where nothing was there before."""
    if now is None or then is None or now == then:
        return ""
    sign = "+" if now > then else "-"
    apart = abs(Decimal(now) - Decimal(then))
    if then == 0:
        return f"{sign}{formats.number(apart)}"
    percent = apart * _PERCENT / Decimal(then)
    return f"{sign}{formats.number(percent.quantize(Decimal('0.1')))}%"


def _days(window: Window) -> str:
    return f"{formats.day(window.first)} – {formats.day(window.last)}"


def _window(window: Window) -> dict[str, Any]:
    return {"from": window.first, "to": window.last}


def _numbers(values: Mapping[str, Amount | None]) -> dict[str, int | float | None]:
    return {no: None if value is None else _number(value) for no, value in values.items()}


def _number(value: Amount) -> int | float:
    return value if isinstance(value, int) else float(value)
