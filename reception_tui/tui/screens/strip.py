"""How a date was counted: every day labelled, what if something had been otherwise, and the annex on paper."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from reception_tui.desk.queries.running import clock_views
from reception_tui.domain.calendar import ONE_DAY
from reception_tui.domain.deadline import Clock, ClockState, Deadline, Extension, Pause, compute
from reception_tui.domain.errors import RegisterError
from reception_tui.i18n import formats, tr
from reception_tui.i18n.sentences import of_error, of_notice
from reception_tui.reports import deadlines
from reception_tui.tui.actions import Place, bindings_at
from reception_tui.tui.screen import ReceptionScreen
from reception_tui.tui.strip_text import strip
from reception_tui.tui.widgets.status_line import StatusLine

_URGENT = (ClockState.OVERDUE, ClockState.DUE_TODAY, ClockState.DUE_SOON, ClockState.PAUSED, ClockState.RUNNING)


class StripScreen(ReceptionScreen[None]):
    """Ctrl+K on a petition, on the board, and on the desk's list of what is late and near."""

    place = Place.READING
    AUTO_FOCUS = "#body"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_at(Place.READING),
        Binding("tab", "other_clock(1)", show=False),
        Binding("shift+tab", "other_clock(-1)", show=False),
        Binding("left", "shift(-1)", show=False),
        Binding("right", "shift(1)", show=False),
        Binding("plus", "suppose_extended", show=False),
        Binding("equals_sign", "suppose_paused", show=False),
        Binding("home", "as_it_is", show=False),
        Binding("f9,ctrl+s", "show_annex", show=False),
    ]

    def __init__(self, no: str, rule: str = "") -> None:
        super().__init__()
        self.no = no
        self.first_rule = rule
        self.clocks: list[Clock] = []
        self.at = 0
        self.supposed: Clock | None = None

    def compose(self) -> ComposeResult:
        """Lay out one scrolling page."""
        yield StatusLine()
        with VerticalScroll(id="body", can_focus=True):
            yield Static(id="page", markup=False)
        yield from self.frame_bottom()

    def screen_title(self) -> str:
        """Return the petition's number."""
        return tr("HOW {no} WAS COUNTED").format(no=self.no)

    def help_text(self) -> str:
        """Return what can be tried here."""
        return tr(
            "Tab shows the other limits. ← and → suppose that it was received a day earlier or later, + that it "
            "is extended, = that it is suspended from today; Home goes back to what is. "
            "F9 shows it as an annex."
        )

    async def on_mount(self) -> None:
        """Read the limits; begin with the one asked for, else with the most urgent."""
        desk = self.reception.desk
        found = await desk.ask(clock_views, desk.reference, self.no, desk.desk.today)
        views = sorted(
            (view for view in found if view.clock.deadline is not None),
            key=lambda view: (
                view.clock.rule_id != self.first_rule,
                _URGENT.index(view.state) if view.state in _URGENT else len(_URGENT),
            ),
        )
        self.clocks = [view.clock.deadline.clock for view in views if view.clock.deadline is not None]
        self._show()

    def action_other_clock(self, by: int) -> None:
        """Show another limit of the petition."""
        if self.clocks:
            self.at = (self.at + by) % len(self.clocks)
            self.supposed = None
            self._show()

    def action_shift(self, days: int) -> None:
        """Suppose that it began on another day, by the rule of that day."""
        clock = self._clock()
        if clock is None:
            return
        anchor = clock.anchor + days * ONE_DAY
        try:
            rule = self.reception.desk.reference.book.rule_on(clock.rule.stage, anchor)
        except RegisterError as error:
            self.tell(of_error(error), trouble=True)
            return
        self._suppose(replace(clock, anchor=anchor, rule=rule))

    def action_suppose_extended(self) -> None:
        """Suppose that it is extended today by as much as the law lets."""
        clock = self._clock()
        if clock is None or clock.rule.extension is None:
            self.tell(tr("This limit cannot be extended by law."), trouble=True)
            return
        days = clock.rule.extension.longest(clock.flags)
        found = self._computed(clock)
        decided = min(self.reception.desk.desk.today, found.due or self.reception.desk.desk.today)
        self._suppose(replace(clock, extensions=(*clock.extensions, Extension(days, decided))))

    def action_suppose_paused(self) -> None:
        """Suppose that it is suspended from today on."""
        clock = self._clock()
        if clock is not None:
            self._suppose(replace(clock, pauses=(*clock.pauses, Pause(self.reception.desk.desk.today))))

    def action_as_it_is(self) -> None:
        """Go back to what is."""
        self.supposed = None
        self._show()

    def action_show_annex(self) -> None:
        """Show the count as an annex to a letter, to be saved or printed."""
        clock = self._clock()
        if clock is None:
            return
        desk = self.reception.desk
        document = deadlines.annex(self._computed(clock), desk.reference, self.no, desk.desk.today)
        self.reception.open("paper", document, f"{self.no}-{clock.rule.stage}")

    def _clock(self) -> Clock | None:
        if self.supposed is not None:
            return self.supposed
        return self.clocks[self.at] if self.clocks else None

    def _suppose(self, clock: Clock) -> None:
        self.supposed = clock
        self.tell("")
        self._show()

    def _computed(self, clock: Clock) -> Deadline:
        desk = self.reception.desk
        soon = desk.reference.office.due_soon_within(clock.rule.stage)
        return compute(clock, desk.reference.calendar, desk.desk.today, soon)

    def _show(self) -> None:
        clock, page = self._clock(), self.query_one("#page", Static)
        if clock is None:
            page.update(tr("No limit that the law sets runs on this petition."))
            return
        desk = self.reception.desk
        found = self._computed(clock)
        lines = [Text(deadlines.sentence(found, desk.reference))]
        if self.supposed is not None:
            lines.insert(0, Text(tr("SUPPOSED, not recorded; Home goes back."), style="bold reverse"))
        elif len(self.clocks) > 1:
            place = tr("Limit {at} of {all}; Tab shows the next.")
            told = place.format(at=formats.number(self.at + 1), all=formats.number(len(self.clocks)))
            lines.insert(0, Text(told, style="bold"))
        lines += [Text(f"! {of_notice(*one)}") for one in deadlines.warnings(found, desk.reference.calendar)]
        lines.append(Text())
        lines += strip(found, desk.reference.calendar, desk.desk.today)
        keys = tr(
            "What if: ← → received earlier, later · + extended · = suspended · Home as it is. F9 shows the annex."
        )
        lines += [Text(), Text(keys, style="quiet")]
        page.update(Text("\n").join(lines))
