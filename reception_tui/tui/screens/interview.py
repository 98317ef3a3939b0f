"""A few yes/no questions, each with its article, that settle what a petition is."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from reception_tui import i18n
from reception_tui.desk.queries.content import interview
from reception_tui.domain.content import ContentKind
from reception_tui.domain.content_questions import Interview, Question, Settled, next_step
from reception_tui.i18n import formats, tr
from reception_tui.tui.actions import Place, bindings_at
from reception_tui.tui.screen import ReceptionScreen
from reception_tui.tui.widgets.record_list import Line, RecordList
from reception_tui.tui.widgets.status_line import StatusLine

YES, NO = "yes", "no"


class InterviewScreen(ReceptionScreen[ContentKind]):
    """Dismissed with what the answers settle; with nothing when it is no petition or was left."""

    place = Place.DIALOG
    without = frozenset({"save"})
    AUTO_FOCUS = "RecordList"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_at(Place.DIALOG),
        Binding("1", "answer(1)", show=False),
        Binding("2", "answer(0)", show=False),
        Binding("backspace", "back", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.interview: Interview | None = None
        self.answers: list[bool] = []

    def compose(self) -> ComposeResult:
        """Lay out the question above the two answers."""
        yield StatusLine()
        yield Static(id="page", markup=False)
        yield RecordList()
        yield from self.frame_bottom()

    def screen_title(self) -> str:
        """Return the screen's name."""
        return tr("WHAT IS IT?")

    def help_text(self) -> str:
        """Return how the questions are answered."""
        return tr("1 or Enter: yes; 2: no; Backspace goes back a question. Esc leaves without an answer.")

    async def on_mount(self) -> None:
        """Ask the first question."""
        self.interview = await self.reception.desk.ask(interview)
        self.query_one(RecordList).show([Line(YES, f" 1  {tr('yes')}"), Line(NO, f" 2  {tr('no')}")])
        self._show()

    def _show(self) -> None:
        if self.interview is None:
            return
        step = next_step(self.interview, self.answers)
        if isinstance(step, Settled):
            self._end(step)
            return
        self.query_one("#page", Static).update(_told(step, len(self.answers) + 1))

    def _end(self, settled: Settled) -> None:
        if settled.kind is None:
            self.reception.announce(tr("This is no petition: answer it, or keep it on file."))
        self.dismiss(settled.kind)

    @on(RecordList.Opened)
    def _chosen(self, event: RecordList.Opened) -> None:
        self.action_answer(event.key == YES)

    def action_answer(self, yes: int) -> None:
        """Answer the question."""
        self.answers.append(bool(yes))
        self._show()

    def action_back(self) -> None:
        """Go back a question."""
        if self.answers:
            self.answers.pop()
            self._show()


def _told(question: Question, number: int) -> str:
    en = i18n.lang() == "en"
    ask, article = (question.ask_en, question.article_en) if en else (question.ask_vi, question.article_vi)
    return f"\n {formats.number(number)}. {ask}\n    ({article})\n"
