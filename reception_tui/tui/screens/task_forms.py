"""Conclusions of a reception day, the tasks that they give, and what becomes of these."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from reception_tui.desk.queries.tasks import TaskPage, task_page
from reception_tui.domain.commands import Conclude, Document, TaskGiven, TaskProgress
from reception_tui.domain.kinds import Book
from reception_tui.domain.reception_days import TaskStep
from reception_tui.domain.reference import Reference
from reception_tui.i18n import formats, tr
from reception_tui.i18n.labels import label
from reception_tui.reports.day_lines import body_name
from reception_tui.store.numbers import book_of
from reception_tui.tui import choices
from reception_tui.tui.actions import Place, bindings_at
from reception_tui.tui.fields import DayField, Field, LineField, NoteField, PickField, Spec
from reception_tui.tui.form import FormScreen
from reception_tui.tui.screen import ReceptionScreen
from reception_tui.tui.widgets.record_body import RecordBody
from reception_tui.tui.widgets.status_line import StatusLine

_NOTE_ROWS = 3


class ConcludeForm(FormScreen):
    """A conclusion, with a task for one body; called again it adds the next one."""

    def __init__(self, session: str, visit: str = "") -> None:
        super().__init__()
        self.session, self.visit = session, visit

    def screen_title(self) -> str:
        """Return the form's name with the reception day's number."""
        return tr("CONCLUSION OF {no}").format(no=self.session)

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the fields."""
        reference, today = self.reception.desk.reference, self.reception.desk.desk.today
        told = tr("The day that the citizen was told; it becomes a promise on the record.")
        return [
            [NoteField(Spec("conclusion", tr("Conclusion")), _NOTE_ROWS)],
            [PickField(Spec("body", tr("Body")), choices.bodies(reference, today))],
            [LineField(Spec("what", tr("What is to be done")))],
            [DayField(Spec("by", tr("By")), today, reference.calendar)],
            [LineField(Spec("record", tr("Record")), self.visit)],
            [DayField(Spec("promised", tr("Promised for"), help=told), today, reference.calendar)],
            [LineField(Spec("number", tr("Document No."), later=True))],
        ]

    async def save(self, values: dict[str, Any]) -> str:
        """Enter the conclusion and its task."""
        tasks: tuple[TaskGiven, ...] = ()
        if values["body"]:
            record = values["record"] or ""
            of = {"visit" if book_of(record) is Book.VISITS else "petition": record} if record else {}
            desk = self.reception.desk.desk
            tasks = (
                TaskGiven(
                    body=values["body"],
                    what=values["what"] or values["conclusion"] or "",
                    by=values["by"] or desk.today,
                    promised=values["promised"],
                    **of,
                ),
            )
        paper = Document(values["number"]) if values["number"] else None
        return await self.act(
            Conclude(session=self.session, conclusion=values["conclusion"] or "", tasks=tasks, document=paper)
        )

    def field_of_error(self, name: str) -> str:
        """Return the form's field for a field of the command."""
        found = super().field_of_error(name)
        return {"visit": "record", "petition": "record"}.get(found, found)


class TaskStepForm(FormScreen):
    """What became of a task."""

    def __init__(self, no: str, step: TaskStep = TaskStep.PROGRESS) -> None:
        super().__init__()
        self.no, self.step = no, step

    def screen_title(self) -> str:
        """Return the form's name with the task's number."""
        return tr("TASK {no}").format(no=self.no)

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the fields."""
        reference, today = self.reception.desk.reference, self.reception.desk.desk.today
        return [
            [PickField(Spec("step", tr("What happened"), needed=True), choices.of_kind(TaskStep), self.step)],
            [LineField(Spec("number", tr("Document No."), later=True))],
            [DayField(Spec("on", tr("Day"), needed=True), today, reference.calendar, today)],
            [NoteField(Spec("content", tr("Content")), _NOTE_ROWS)],
        ]

    async def save(self, values: dict[str, Any]) -> str:
        """Enter the step."""
        return await self.act(
            TaskProgress(
                task=self.no,
                step=TaskStep(values["step"]),
                on=values["on"],
                content=values["content"] or "",
                document=Document(values["number"] or "", values["on"]),
            )
        )


class TaskPageScreen(ReceptionScreen[None]):
    """Enter on a task anywhere."""

    place = Place.TASK
    AUTO_FOCUS = "#body"
    BINDINGS: ClassVar[list[BindingType]] = bindings_at(Place.TASK)

    def __init__(self, no: str) -> None:
        super().__init__()
        self.no = no
        self.page: TaskPage | None = None

    def compose(self) -> ComposeResult:
        """Lay out one scrolling page."""
        yield StatusLine()
        with RecordBody(id="body"):
            yield Static(id="page", markup=False)
        yield from self.frame_bottom()

    def screen_title(self) -> str:
        """Return the task's number."""
        return tr("TASK {no}").format(no=self.no)

    async def show_record(self, book: str, no: str) -> bool:
        """Show another task."""
        if book == "task":
            self.no = no
            await self.reread()
            self.status.title = self.screen_title()
        return book == "task"

    async def on_mount(self) -> None:
        """Read the task."""
        await self.reread()

    async def reread(self) -> None:
        """Read the task again."""
        self.page = await self.reception.desk.ask(task_page, self.no)
        self.query_one("#page", Static).update(Text("\n").join(_lines(self.page, self.reception.desk.reference)))

    def can_do(self, act: str) -> bool:
        """Tell whether the task still waits for its body."""
        return self.page is not None and self.page.task["done_on"] is None

    def action_task_progress(self) -> None:
        """Enter what became of it."""
        if self.can_do("task_progress"):
            self.reception.open("task_progress", self.no)


def _lines(page: TaskPage, reference: Reference) -> Iterator[Text]:
    task = page.task
    yield Text(page.title, style="bold")
    yield Text(tr("{body}, by {day}").format(body=body_name(task["body"], reference), day=formats.day(task["due"])))
    by_paper = tr("Given on {day} by the Chairman's paper {number}.")
    given = tr("Given on {day} at {no}.") if page.source else by_paper
    yield Text(given.format(day=formats.day(task["given_on"]), no=page.source, number=task["document_number"] or "…"))
    if page.about:
        yield Text(tr("It is about {no}.").format(no=page.about))
    yield Text()
    for move in page.moves:
        step = label(TaskStep(move["step"])) + (f" ({move['round']})" if move["round"] else "")
        content = "" if page.secret else move["content"]
        yield Text(f"{formats.day(move['on'])}  {step}  {move['document_number']}  {content}".rstrip())
