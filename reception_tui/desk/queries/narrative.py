"""What the periodic report in words tells: the statistical forms over its window, and the same period of last year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reception_tui.desk.queries.day import PeriodFigures, period_figures
from reception_tui.desk.queries.forms import FilledForm, fill
from reception_tui.domain.calendar import ONE_DAY
from reception_tui.domain.form_periods import period_of, year_before
from reception_tui.domain.forms import Form, FormBook, ReportPeriod
from reception_tui.domain.kinds import CountRule, Host, ReceivedBy
from reception_tui.domain.reference import Reference
from reception_tui.domain.windows import Window
from reception_tui.store.reference.forms import form_book
from reception_tui.store.register import reference_files
from reception_tui.store.work import Work

FORMS = ("01/TCD", "02/XLD", "03/GQKN", "04/GQTC", "05/KQTH", "06/QLKNTC")
"""The forms that the outline of the report leans on, section by section (Circular 06/2025/TT-TTCP, form 02)."""

_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Narrative:
    """The figures of the report. `chairman_days` and `delegate_days` are days; `owed_days` what the law asks for."""

    window: Window
    rule: CountRule
    period: ReportPeriod | None
    now: PeriodFigures
    before: PeriodFigures
    forms: Mapping[str, FilledForm]
    chairman_days: int
    delegate_days: int
    owed_days: int


def narrative(work: Work, reference: Reference, window: Window, rule: CountRule) -> Narrative:
    """Return the figures of the periodic report; its forms are those of the circular that the outline belongs to."""
    book = form_book(reference_files(work), reference.fields)
    now = period_figures(work, window, rule)
    return Narrative(
        window=window,
        rule=rule,
        period=period_of(window, book),
        now=now,
        before=period_figures(work, year_before(window), rule),
        forms={code: fill(work, reference, book, _newest(book, code), window, rule, compare=True) for code in FORMS},
        chairman_days=_days(now, ReceivedBy.HEAD),
        delegate_days=_days(now, ReceivedBy.DELEGATE),
        owed_days=_whole_months(window),
    )


def _newest(book: FormBook, code: str) -> Form:
    return max((form for form in book.forms if form.code == code), key=lambda form: form.circular.in_force)


def _days(figures: PeriodFigures, by: ReceivedBy) -> int:
    rows: tuple[Mapping[str, Any], ...] = figures.sessions
    return len({row["on"] for row in rows if row["host"] == Host.CHAIRMAN and row["received_by"] == by})


def _whole_months(window: Window) -> int:
    """Return how many whole months the window has: at least one reception day of the Chairman falls in each."""
    end = window.last + ONE_DAY
    months = (end.year - window.first.year) * _MONTHS + end.month - window.first.month
    return max(0, months - (end.day < window.first.day))
