"""Limits paused, resumed and extended by decision."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reception_tui import i18n
from reception_tui.desk.queries.possible import grounds_on, rules_to_extend, rules_to_pause, rules_to_resume
from reception_tui.desk.queries.record import PetitionPage
from reception_tui.domain.commands import Document, ExtendClock, PauseClock, ResumeClock
from reception_tui.domain.rules import Provision
from reception_tui.i18n import tr
from reception_tui.tui.fields import Choice, DayField, Field, LineField, NumberField, PickField, Spec
from reception_tui.tui.form import FormScreen


class LimitForm(FormScreen):
    """What the three forms share: the petition, its limit, the decision."""

    def __init__(self, page: PetitionPage) -> None:
        super().__init__()
        self.page = page
        self.no = str(page.petition["no"])

    def stage_field(self, rules: Sequence[Provision]) -> PickField:
        """Return the field for the limit; the only one is chosen already."""
        en = i18n.lang() == "en"
        options = [Choice(rule.stage, f"{rule.stage} {rule.what_en if en else rule.what_vi}") for rule in rules]
        return PickField(Spec("stage", tr("Limit"), needed=True), options, options[0].code if options else "")

    def decision_rows(self) -> list[list[Field]]:
        """Return the fields of the decision."""
        reference, today = self.reception.desk.reference, self.reception.desk.desk.today
        return [
            [LineField(Spec("number", tr("Decision No."), later=True))],
            [DayField(Spec("on", tr("Decided on"), needed=True), today, reference.calendar, today)],
        ]


class PauseForm(LimitForm):
    """Suspend a limit."""

    def screen_title(self) -> str:
        """Return the form's name with the petition's number."""
        return tr("SUSPEND A LIMIT OF {no}").format(no=self.no)

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the fields; only lawful grounds are offered."""
        today = self.reception.desk.desk.today
        rules = rules_to_pause(self.page.clocks, today)
        en = i18n.lang() == "en"
        grounds = {
            ground.code: Choice(ground.code, ground.what_en if en else ground.what_vi)
            for rule in rules
            for ground in grounds_on(rule, today)
        }
        first = next(iter(grounds), "")
        ground = PickField(Spec("ground", tr("Ground"), needed=True), list(grounds.values()), first)
        return [[self.stage_field(rules)], [ground], *self.decision_rows()]

    async def save(self, values: dict[str, Any]) -> str:
        """Suspend."""
        paper = Document(values["number"] or "", values["on"])
        return await self.act(
            PauseClock(
                petition=self.no, stage=values["stage"], on=values["on"], ground=values["ground"], document=paper
            )
        )


class ResumeForm(LimitForm):
    """End a suspension."""

    def screen_title(self) -> str:
        """Return the form's name with the petition's number."""
        return tr("RESUME A LIMIT OF {no}").format(no=self.no)

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the fields."""
        return [[self.stage_field(rules_to_resume(self.page.clocks))], *self.decision_rows()]

    async def save(self, values: dict[str, Any]) -> str:
        """Resume."""
        paper = Document(values["number"] or "", values["on"])
        return await self.act(ResumeClock(petition=self.no, stage=values["stage"], on=values["on"], document=paper))


class ExtendForm(LimitForm):
    """Extend a limit."""

    def screen_title(self) -> str:
        """Return the form's name with the petition's number."""
        return tr("EXTEND A LIMIT OF {no}").format(no=self.no)

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the fields; only limits that the law lets be extended are offered."""
        rules = rules_to_extend(self.page.clocks)
        most = max((rule.extension.each_at_most for rule in rules if rule.extension is not None), default=0)
        days = Spec("days", tr("Days"), needed=True, help=tr("At most {most} at a time.").format(most=most))
        return [
            [self.stage_field(rules)],
            [NumberField(days)],
            [LineField(Spec("ground", tr("Ground"), later=True))],
            *self.decision_rows(),
        ]

    async def save(self, values: dict[str, Any]) -> str:
        """Extend."""
        return await self.act(
            ExtendClock(
                petition=self.no,
                stage=values["stage"],
                on=values["on"],
                days=values["days"],
                ground=values["ground"] or "",
                document=Document(values["number"] or "", values["on"]),
            )
        )
