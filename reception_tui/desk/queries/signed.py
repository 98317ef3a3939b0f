"""Reports as they were signed: their figures taken down, read back, and what a recount finds otherwise."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from reception_tui.desk.queries.day import Balance, PeriodFigures, period_figures
from reception_tui.desk.queries.forms import CheckResult, FilledForm, FormRow, book_of, fill
from reception_tui.domain.errors import NotSigned
from reception_tui.domain.form_formulas import Amount
from reception_tui.domain.form_periods import due_days, period_of
from reception_tui.domain.forms import Form, FormBook
from reception_tui.domain.kinds import CountRule
from reception_tui.domain.reference import Reference
from reception_tui.domain.windows import Window
from reception_tui.store.work import Row, Work

ANNUAL = "annual"
"""The yearly paragraph, which is signed like a form."""

_WHOLE = ("visits", "people", "matters", "delegations", "delegation_people", "entered_late")
_GROUPS = ("petitions", "by_channel", "feedback", "dispositions", "referrals")
_TOLD = ("petitions", "feedback")
"""The groups of figures that the paragraph tells."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A figure that a recount finds otherwise. `what` is the number of a column, or the name of a figure."""

    what: str
    signed: Amount | None
    now: Amount | None


@dataclass(frozen=True, slots=True)
class Signed:
    """A report as it was signed, and what has been corrected since. `report` holds the signed figures."""

    signer: str
    on: date
    report: FilledForm | PeriodFigures
    corrections: tuple[Correction, ...]


@dataclass(frozen=True, slots=True)
class SeenReport:
    """A report as it is counted now, and as it was signed where it was. `code` is `annual` or that of a form."""

    code: str
    window: Window
    rule: CountRule
    now: FilledForm | PeriodFigures
    signed: Signed | None = None


def seen_report(work: Work, reference: Reference, code: str, window: Window, rule: CountRule) -> SeenReport:
    """Return a report over a window, counted now, with its signed figures. Raises `UnknownCode`."""
    known = known_code(work, reference, code, window)
    now = _recounted(work, reference, known, window, rule)
    row = row_of(work, known, window, rule)
    return SeenReport(known, window, rule, now, None if row is None else _signed(work, reference, known, row, now))


def known_code(work: Work, reference: Reference, code: str, window: Window) -> str:
    """Return the code of the report as it is kept. Raises `UnknownCode` where its circular was not in force."""
    if code.strip().lower() == ANNUAL:
        return ANNUAL
    return book_of(work, reference).form(code, window).code


def row_of(work: Work, code: str, window: Window, rule: CountRule) -> Row | None:
    """Return the row of a report that stands signed; None where it does not."""
    found = work.rows("signed_report", form=code, first=window.first, last=window.last, count_rule=rule.value)
    return found[-1] if found else None


def figures_now(work: Work, reference: Reference, code: str, window: Window, rule: CountRule) -> str:
    """Return the figures of a report as they are to be kept with its signature."""
    report = _recounted(work, reference, code, window, rule)
    kept = _taken_down(report) if isinstance(report, FilledForm) else _period_taken_down(report)
    return json.dumps(kept, ensure_ascii=False, sort_keys=True, default=str)


def signed_report(work: Work, reference: Reference, code: str, window: Window, rule: CountRule) -> Signed:
    """Return a report with the figures that were signed. Raises `NotSigned`, `UnknownCode`."""
    known = known_code(work, reference, code, window)
    row = row_of(work, known, window, rule)
    if row is None:
        raise NotSigned("form", form=known, first=window.first, last=window.last)
    return _signed(work, reference, known, row, _recounted(work, reference, known, window, rule))


def _signed(work: Work, reference: Reference, known: str, row: Row, now: FilledForm | PeriodFigures) -> Signed:
    kept = json.loads(row["figures"])
    if isinstance(now, PeriodFigures):
        period = _period_read_back(kept, now.window, now.rule)
        return Signed(row["signer"], row["on"], period, _otherwise(_named(period), _named(now)))
    book = book_of(work, reference)
    form = _read_back(kept, book, book.form(known, now.window), now.window, now.rule, reference)
    return Signed(row["signer"], row["on"], form, _otherwise(form.values, now.values))


def _recounted(
    work: Work, reference: Reference, code: str, window: Window, rule: CountRule
) -> FilledForm | PeriodFigures:
    if code == ANNUAL:
        return period_figures(work, window, rule)
    book = book_of(work, reference)
    return fill(work, reference, book, book.form(code, window), window, rule, compare=True)


def _otherwise(signed: Mapping[str, Amount | None], now: Mapping[str, Amount | None]) -> tuple[Correction, ...]:
    return tuple(
        Correction(name, signed.get(name), now.get(name))
        for name in dict.fromkeys((*signed, *now))
        if signed.get(name) != now.get(name)
    )


def _taken_down(filled: FilledForm) -> dict[str, Any]:
    """Return a form as JSON: everything on its paper that is counted from rows."""
    return {
        "cells": filled.values,
        "remarks": [[filled.form.remarks.index(remark), value] for remark, value in filled.remarks],
        "checks": [
            [result.check.rule, result.holds, result.judged, [row.no for row in result.rows]]
            for result in filled.checks
        ],
        "before": [[window.first, window.last, values] for window, values in filled.before],
    }


def _read_back(
    kept: Mapping[str, Any], book: FormBook, form: Form, window: Window, rule: CountRule, reference: Reference
) -> FilledForm:
    checks = {rule_: (holds, judged, rows) for rule_, holds, judged, rows in kept["checks"]}
    return FilledForm(
        form=form,
        window=window,
        rule=rule,
        values=_cells(form, kept["cells"]),
        checks=tuple(
            CheckResult(
                check,
                checks[check.rule][0],
                checks[check.rule][1],
                tuple(FormRow(no, no, window.last, 0) for no in checks[check.rule][2]),
            )
            for check in form.checks
            if check.rule in checks
        ),
        remarks=tuple((form.remarks[at], _amount(value) or 0) for at, value in kept["remarks"]),
        period=period_of(window, book),
        due=due_days(window, book, reference.book),
        before=tuple(
            (Window(date.fromisoformat(first), date.fromisoformat(last)), _cells(form, values))
            for first, last, values in kept["before"]
        ),
    )


def _cells(form: Form, values: Mapping[str, Any]) -> dict[str, Amount | None]:
    """Return the cells in the order of the form: JSON keeps none."""
    return {cell.no: _amount(values.get(cell.no)) for cell in form.cells}


def _amount(value: int | str | None) -> Amount | None:
    return Decimal(value) if isinstance(value, str) else value


def _period_taken_down(figures: PeriodFigures) -> dict[str, Any]:
    balance = figures.balance
    return {
        **{name: getattr(figures, name) for name in (*_WHOLE, *_GROUPS)},
        "balance": [balance.opening, balance.received, balance.finished, balance.closing],
        "sessions": [{"host": row["host"]} for row in figures.sessions],
    }


def _period_read_back(kept: Mapping[str, Any], window: Window, rule: CountRule) -> PeriodFigures:
    return PeriodFigures(
        window=window,
        rule=rule,
        **{name: kept[name] for name in (*_WHOLE, *_GROUPS)},
        balance=Balance(*kept["balance"]),
        sessions=tuple(kept["sessions"]),
    )


def _named(figures: PeriodFigures) -> dict[str, Amount | None]:
    """Return the figures that the paragraph tells, by name."""
    found: dict[str, Amount | None] = {name: getattr(figures, name) for name in _WHOLE[:5] if name != "matters"}
    for group in _TOLD:
        found |= {f"{group}.{name}": value for name, value in getattr(figures, group).items()}
    hosts = [row["host"] for row in figures.sessions]
    return found | {f"sessions.{host}": hosts.count(host) for host in sorted(set(hosts))}
