"""Which report, and for when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reception_tui import i18n
from reception_tui.desk.queries.forms import book_of
from reception_tui.desk.queries.signed import ANNUAL, seen_report
from reception_tui.domain.errors import MissingField
from reception_tui.domain.forms import Form
from reception_tui.domain.kinds import CountRule
from reception_tui.domain.periods import read_period
from reception_tui.domain.windows import Window
from reception_tui.i18n import tr
from reception_tui.tui import choices
from reception_tui.tui.fields import Choice, DayField, Field, LineField, PickField, Spec
from reception_tui.tui.form import FormScreen
from reception_tui.tui.screens.report_papers import PAPERS, paper_choices, paper_of


class ReportFormScreen(FormScreen):
    """F4 on the desk: which report, and for when."""

    def screen_title(self) -> str:
        """Return the form's name."""
        return tr("REPORT")

    def help_text(self) -> str:
        """Return how a period is written."""
        return tr("A period is 2023, 2026-Q3, 2026-6M, 2026-9M or 2026-M10; or give the first and the last day.")

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the fields."""
        reference, today = self.reception.desk.reference, self.reception.desk.desk.today
        year = str(today.year)
        return [
            [LineField(Spec("period", tr("Period"), help=self.help_text()), year)],
            [
                DayField(Spec("first", tr("First day")), today, reference.calendar),
                DayField(Spec("last", tr("Last day")), today, reference.calendar),
            ],
            [PickField(Spec("form", tr("Which report"), needed=True), self._forms, ANNUAL)],
            [PickField(Spec("count", tr("Counting")), choices.of_kind(CountRule), CountRule.PER_PARTY)],
        ]

    def _forms(self, typed: str) -> list[Choice]:
        known = [Choice(ANNUAL, tr("yearly paragraph"), "nam annual")]
        known += paper_choices()
        known += [Choice(form.code, f"{form.code} {form.title.of(i18n.lang())}") for form in self._in_force]
        folded = typed.strip().lower()
        return [one for one in known if folded in f"{one.code} {one.label} {one.words}".lower()]

    _in_force: tuple[Form, ...] = ()

    async def prepare(self) -> None:
        """Read which forms are in force today."""
        desk = self.reception.desk
        book = await desk.ask(book_of, desk.reference)
        self._in_force = book.forms

    async def save(self, values: dict[str, Any]) -> str:
        """Show the report. Raises `BadPeriodName`, and `UnknownCode` for a form that was not in force."""
        window = self._window(values)
        desk, rule = self.reception.desk, CountRule(values["count"] or CountRule.PER_PARTY)
        if values["form"] == ANNUAL:
            self.reception.open("annual", await desk.ask(seen_report, desk.reference, ANNUAL, window, rule))
            return ""
        if values["form"] in PAPERS:
            drawn = await desk.ask(paper_of, desk.reference, values["form"], window, rule)
            self.reception.open("paper", drawn, f"{PAPERS[values['form']]}-{window.last}")
            return ""
        self.reception.open("figures", await desk.ask(seen_report, desk.reference, values["form"], window, rule))
        return ""

    def _window(self, values: dict[str, Any]) -> Window:
        if values["first"] is not None and values["last"] is not None:
            return Window(values["first"], values["last"])
        if not values["period"]:
            raise MissingField("period")
        return read_period(values["period"])
