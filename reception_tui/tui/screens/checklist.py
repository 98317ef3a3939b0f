"""The eligibility checklist: what the record shows is answered already; the rest is asked, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from reception_tui import i18n
from reception_tui.desk.deciding import checklist_of
from reception_tui.domain.eligibility import Answer, Checklist, Fact
from reception_tui.domain.kinds import PetitionKind
from reception_tui.i18n import tr
from reception_tui.reports.contents import checklist_lines
from reception_tui.store.work import Row
from reception_tui.tui.actions import Place, bindings_at
from reception_tui.tui.screen import ReceptionScreen
from reception_tui.tui.widgets.record_list import Line, RecordList
from reception_tui.tui.widgets.status_line import StatusLine

_SIGNS = {Answer.MET: "✓", Answer.FAILED: "✗", Answer.EXCUSED: "✓", Answer.OPEN: "?", Answer.NOTED: "•"}


class ChecklistScreen(ReceptionScreen[Checklist]):
    """Dismissed with the checklist as it was answered."""

    place = Place.DIALOG
    AUTO_FOCUS = "RecordList"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_at(Place.DIALOG),
        Binding("1", "answer(1)", show=False),
        Binding("2", "answer(0)", show=False),
        Binding("backspace", "forget", show=False),
    ]

    def __init__(self, kind: PetitionKind, petition: Row, people: Sequence[Row]) -> None:
        super().__init__()
        self.kind, self.petition, self.people = kind, petition, people
        self.answers: dict[Fact, bool] = {}

    def compose(self) -> ComposeResult:
        """Lay out the questions above what follows from them."""
        yield StatusLine()
        yield RecordList()
        yield Static(id="page", markup=False)
        yield from self.frame_bottom()

    def screen_title(self) -> str:
        """Return the screen's name."""
        return tr("CAN IT BE PROCESSED?")

    def help_text(self) -> str:
        """Return how the lines are answered."""
        return tr("1 answers yes, 2 no, Backspace takes the answer back; Enter changes it. F9 takes the result over.")

    def on_mount(self) -> None:
        """Show the checklist."""
        self._show()

    def checklist(self) -> Checklist:
        """Return the checklist as it is answered now."""
        desk = self.reception.desk
        return checklist_of(
            desk.reference, self.kind, self.petition, self.people, self.answers, self.petition["received_on"]
        )

    def _show(self) -> None:
        found = self.checklist()
        self.query_one(RecordList).show(list(self._lines(found)))
        said = {True: tr("Eligible."), False: tr("Not eligible."), None: tr("Not clear yet.")}
        lines = [said[found.eligible], *checklist_lines(found, self.reception.desk.reference)]
        self.query_one("#page", Static).update("\n".join(line for line in lines if not line.startswith("?")))

    def _lines(self, found: Checklist) -> Iterator[Line]:
        en = i18n.lang() == "en"
        asked = self.reception.desk.reference.eligibility.questions
        for one in found.items:
            known = asked.get(one.item.fact)
            text = (known.text_en if en else known.text_vi) if known is not None else one.item.what_vi
            if one.answer is Answer.MET:
                text = " ".join((text, tr("yes") if one.item.wanted else tr("no")))
            yield Line(
                one.item.fact, f" {_SIGNS[one.answer]} {text}  ({one.item.article_en if en else one.item.article_vi})"
            )
            for fact in one.asks:
                if fact is not one.item.fact and fact in asked:
                    yield Line(fact, f"   ? {asked[fact].text_en if en else asked[fact].text_vi}")

    @on(RecordList.Opened)
    def _toggle(self, event: RecordList.Opened) -> None:
        fact = Fact(event.key)
        self._answer(fact, not self.answers.get(fact, False))

    def action_answer(self, yes: int) -> None:
        """Answer the marked line and go to the next."""
        key = self.query_one(RecordList).current
        if key:
            self._answer(Fact(key), bool(yes))
            self.query_one(RecordList).action_move(1)

    def action_forget(self) -> None:
        """Take the answer of the marked line back."""
        key = self.query_one(RecordList).current
        if key:
            self.answers.pop(Fact(key), None)
            self._show()

    def _answer(self, fact: Fact, value: bool) -> None:
        self.answers[fact] = value
        self._show()

    def action_save(self) -> None:
        """Take the result over."""
        self.dismiss(self.checklist())
