"""The periods of the statistical forms: which one a window is, what it is compared with, by when it is due.

Circular 06/2025/TT-TTCP, art. 7; the comparison is that of its form of report No. 02.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date

from reception_tui.domain.calendar import ONE_DAY
from reception_tui.domain.errors import NoRuleInForce
from reception_tui.domain.forms import FormBook, ReportPeriod
from reception_tui.domain.periods import read_period
from reception_tui.domain.rules import RuleBook
from reception_tui.domain.windows import Window

BODIES_SEND, PROVINCE_SENDS = "RPT-01", "RPT-02"
"""The stages of sending a periodic report: to the province, and from it to the Government Inspectorate."""

_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Due:
    """By when the report over a window is sent, and the rule that says so."""

    stage: str
    rule: str
    on: date


def period_of(window: Window, book: FormBook) -> ReportPeriod | None:
    """Return the period of reporting that the window is exactly; None for any other stretch of days."""
    for period in book.periods:
        if read_period(f"{window.last.year}{period.suffix}") == window:
            return period
    return None


def due_days(window: Window, forms: FormBook, rules: RuleBook) -> tuple[Due, ...]:
    """Return by when the report over a period of reporting is sent; nothing for any other stretch of days."""
    if period_of(window, forms) is None:
        return ()
    found = []
    for stage in (BODIES_SEND, PROVINCE_SENDS):
        try:
            rule = rules.rule_on(stage, window.last)
        except NoRuleInForce:
            continue
        if rule.limit is not None:
            found.append(Due(stage, rule.rule, window.last.replace(day=rule.limit)))
    return tuple(found)


def previous(window: Window) -> Window:
    """Return the stretch right before: as many months long where the window is whole months, else as many days."""
    last = window.first - ONE_DAY
    end = window.last + ONE_DAY
    months = (end.year - window.first.year) * _MONTHS + end.month - window.first.month
    if end.day == window.first.day and months > 0:
        return Window(_months_before(window.first, months), last)
    return Window(window.first - (end - window.first), last)


def year_before(window: Window) -> Window:
    """Return the same stretch one year earlier."""
    end = window.last + ONE_DAY
    return Window(_months_before(window.first, _MONTHS), _months_before(end, _MONTHS) - ONE_DAY)


def _months_before(day: date, months: int) -> date:
    """Return the same day of the month so many months earlier; the last one there is in a shorter month."""
    year, month = divmod(day.year * _MONTHS + day.month - 1 - months, _MONTHS)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
