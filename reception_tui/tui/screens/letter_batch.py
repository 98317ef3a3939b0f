"""Letters about many records: what each would be or lacks, one agreement, one entry; then all saved or printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Label

from reception_tui.config import papers_folder
from reception_tui.desk.acts.letters import last_letters
from reception_tui.desk.letter_batches import BatchLine, due, preview
from reception_tui.desk.letters import Request, book_of
from reception_tui.desk.queries.letter_templates import template_of
from reception_tui.domain.errors import BadPeriod, RegisterError
from reception_tui.domain.letter_paper import LetterPaper, from_json
from reception_tui.domain.letters import About, LetterKind
from reception_tui.domain.paper_commands import IssueLetters
from reception_tui.domain.reference import Reference
from reception_tui.domain.windows import Window
from reception_tui.i18n import formats, tr
from reception_tui.i18n.labels import label
from reception_tui.i18n.sentences import of_error
from reception_tui.reports.formats import SUFFIXES, Format, Written
from reception_tui.reports.letters import in_the_way, in_vietnamese
from reception_tui.reports.letters import written as letter_file
from reception_tui.store.work import Work
from reception_tui.tui import choices
from reception_tui.tui.actions import Place, bindings_at
from reception_tui.tui.fields import DayField, Field, LineField, PickField, Spec
from reception_tui.tui.form import FormScreen
from reception_tui.tui.screen import ReceptionScreen
from reception_tui.tui.screens.letter_form import SAID_FACTS, file_name, said_field
from reception_tui.tui.screens.paper import OF_SOME_PAPERS
from reception_tui.tui.widgets.record_list import Line, RecordList
from reception_tui.tui.widgets.status_line import StatusLine


@dataclass(frozen=True, slots=True)
class Issued:
    """A letter that went out: its record, what its file is called, its words, and the office's Word file."""

    no: str
    name: str
    paper: LetterPaper
    template: bytes | None


class LettersForm(FormScreen):
    """F4 on the desk: which letters, about which records."""

    def screen_title(self) -> str:
        """Return the form's name."""
        return tr("LETTERS ABOUT MANY RECORDS")

    def help_text(self) -> str:
        """Return how the records are found."""
        return tr(
            "The records for which such a letter is due in these days, and none was written, are put in by themselves; "
            "others can be typed. F9 shows every letter before any goes out."
        )

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the fields; those that only some letters need show when they are missing."""
        reference, today = self.reception.desk.reference, self.reception.desk.desk.today
        listed = tr("Numbers of petitions or visits, or codes of bodies, parted by blanks.")
        return [
            [PickField(Spec("kind", tr("Letter"), needed=True), choices.of_kind(LetterKind))],
            [
                DayField(Spec("first", tr("First day"), needed=True), today, reference.calendar, today),
                DayField(Spec("last", tr("Last day"), needed=True), today, reference.calendar, today),
            ],
            [LineField(Spec("records", tr("Records"), needed=True, help=listed))],
            [LineField(Spec("signer", tr("Signed by"), later=True))],
            *([said_field(fact, reference, self)] for fact in SAID_FACTS),
        ]

    async def prepare(self) -> None:
        """Hide what only some letters need."""
        for fact in SAID_FACTS:
            self.show_field(fact, shown=False)

    async def entered(self, field: Field) -> Field | None:
        """Put in the records for which the letter is due, and ask for what only the officer can say."""
        if field.spec.name in ("kind", "first", "last") and self.typed_value("kind"):
            found = await self._due()
            if found:
                self.field("records").put(" ".join(found))
        if field.spec.name == "records" and field.value_given():
            await self._ask_for_more()
        return None

    async def advice(self) -> Sequence[str]:
        """Tell how many letters are due."""
        if not self.typed_value("kind"):
            return ()
        count = len((self.typed_value("records") or "").split())
        return [tr("Records: {count}. F9 shows every letter.").format(count=formats.number(count))]

    async def save(self, values: dict[str, Any]) -> str:
        """Show the letters; nothing goes out yet."""
        if values["last"] < values["first"]:
            raise BadPeriod("last", first=values["first"], last=values["last"])
        request, records = self._request(values["signer"] or ""), tuple(values["records"].split())
        self.reception.open("letter_batch", request, records, then=self._back)
        return ""

    def _back(self, issued: bool | None) -> None:
        if issued:
            self.dismiss("letters")

    async def _due(self) -> tuple[str, ...]:
        first, last = self.typed_value("first"), self.typed_value("last")
        if first is None or last is None or last < first:
            return ()
        desk = self.reception.desk
        return await desk.ask(due, desk.reference, LetterKind(self.typed_value("kind")), Window(first, last))

    async def _ask_for_more(self) -> None:
        desk = self.reception.desk
        records = (self.typed_value("records") or "").split()
        lines = await desk.ask_opened(_previewed, desk.reference, self._request(""), records)
        lacking = {one.name for line in lines for one in line.missing}
        for fact in SAID_FACTS:
            self.show_field(fact, shown=fact in lacking or bool(self.typed_value(fact)))

    def _request(self, signer: str) -> Request:
        desk = self.reception.desk.desk
        said = {fact.value: self.typed_value(fact) for fact in SAID_FACTS}
        return Request(
            LetterKind(self.typed_value("kind")),
            About.PETITION,
            desk.today,
            officer=desk.officer.name,
            signer=signer,
            say={name: value for name, value in said.items() if value},
        )


class LetterBatchScreen(ReceptionScreen[bool]):
    """Every letter of the batch. F9 lets those out that are ready; then F9 saves them all, Ctrl+P prints them.

    Dismissed with whether letters went out.
    """

    place = Place.PAPER
    AUTO_FOCUS = "RecordList"
    without = (OF_SOME_PAPERS | {"save_text"}) - {"leave_out"}
    BINDINGS: ClassVar[list[BindingType]] = bindings_at(Place.PAPER)

    def __init__(self, request: Request, records: tuple[str, ...]) -> None:
        super().__init__()
        self.request, self.records = request, tuple(dict.fromkeys(records))
        self.lines: list[BatchLine] = []
        self.left_out: set[str] = set()
        self.issued: list[Issued] = []

    def compose(self) -> ComposeResult:
        """Lay out the list under what will happen."""
        yield StatusLine()
        yield Label(id="counts", classes="heading", markup=False)
        yield RecordList(empty=tr("There is no such letter to write."))
        yield from self.frame_bottom()

    def screen_title(self) -> str:
        """Return the kind of letter."""
        return tr("LETTERS: {kind}").format(kind=label(self.request.kind)).upper()

    def help_text(self) -> str:
        """Return what the keys do."""
        return tr(
            "Enter shows a letter, or opens the record that lacks something; Space leaves one out. F9 issues all that "
            "are ready, in one entry that can be undone; then F9 saves them as PDF and Ctrl+P prints them."
        )

    async def on_mount(self) -> None:
        """Draw the letters up."""
        await self.reread()

    async def reread(self) -> None:
        """Draw them up again: something that was missing may have been entered."""
        if not self.issued:
            desk = self.reception.desk
            self.lines = await desk.ask_opened(_previewed, desk.reference, self.request, self.records)
        self._show()

    @property
    def ready(self) -> tuple[str, ...]:
        """Return the records whose letters go out."""
        return tuple(line.no for line in self.lines if line.ok and line.no not in self.left_out)

    def can_do(self, act: str) -> bool:
        """Tell whether an act can be done: what did not go out is neither printed nor saved as Word."""
        return bool(self.issued) != (act == "leave_out")

    def action_leave_out(self) -> None:
        """Leave the marked letter out, or take it in again."""
        marked = self.query_one(RecordList).current
        if marked and not self.issued:
            self.left_out ^= {marked}
            self._show()

    def action_save(self) -> None:
        """Issue the letters; once they are out, save them."""
        if self.issued:
            self._save_all(Format.PDF)
        elif self.ready:
            self._issue(self.reception.hold_keys())
        else:
            self.tell(tr("No letter is ready: open what lacks something with Enter."), trouble=True)

    async def action_leave(self) -> None:
        """Go back."""
        self.dismiss(bool(self.issued))

    def action_save_word(self) -> None:
        """Save them as Word files."""
        if self.issued:
            self._save_all(Format.DOCX)

    async def action_print_paper(self) -> None:
        """Print them all on the machine's own printer."""
        from reception_tui.reports.printing import send

        if not self.issued:
            self.tell(tr("Nothing is issued yet: F9 issues the letters."), trouble=True)
            return
        for count, one in enumerate(self.issued):
            fault = await self.reception.desk.aside(send, self._written(one, Format.PDF), one.name)
            if fault is not None:
                done = tr("Printed before it: {count}.").format(count=formats.number(count))
                self.tell(f"{one.name}: {fault.sentence} {done}", trouble=True)
                return
        self.tell(tr("Letters given to the printer: {count}.").format(count=formats.number(len(self.issued))))

    @work(exclusive=True, group="save")
    async def _issue(self, release: Any) -> None:
        request, ready = self.request, self.ready
        command = IssueLetters(
            kind=request.kind, records=ready, on=request.on, signer=request.signer, say=dict(request.say)
        )
        try:
            await self.reception.act(command)
            self.issued = await self.reception.desk.ask_opened(_issued, request.kind, ready)
        except RegisterError as error:
            self.tell(of_error(error), trouble=True)
        else:
            self._show()
            told = tr("Letters issued: {count}. F9 saves them, Ctrl+P prints them.")
            self.tell(told.format(count=formats.number(len(self.issued))))
        finally:
            release()

    def _save_all(self, wanted: Format) -> None:
        folder = papers_folder()
        notice = ""
        for one in self.issued:
            try:
                written = self._written(one, wanted)
            except RegisterError as error:
                self.tell(of_error(error), trouble=True)
                return
            path = folder / f"{one.name}{SUFFIXES[written.format]}"
            notice = written.sentence
            try:
                folder.mkdir(parents=True, exist_ok=True)
                path.write_bytes(written.data)
            except OSError as error:
                told = tr("The file {path} cannot be written: {why}.")
                self.tell(told.format(path=path, why=error.strerror), trouble=True)
                return
        told = tr("{count} letters are in {path}.").format(count=formats.number(len(self.issued)), path=folder)
        self.tell(" ".join(filter(None, (told, notice))))

    def _written(self, one: Issued, wanted: Format) -> Written:
        return letter_file(one.paper, one.template, wanted, self.request.on)

    @on(RecordList.Opened)
    def _open(self, event: RecordList.Opened) -> None:
        gone = next((one for one in self.issued if one.no == event.key), None)
        if gone is not None:
            self.reception.open("letter_paper", gone.paper, gone.name, gone.template, self.request.on)
            return
        line = next(line for line in self.lines if line.no == event.key)
        if line.draft is not None and line.ok:
            self.reception.open("paper_shown", in_vietnamese(line.draft.paper()))
        elif self.request.kind is not LetterKind.REMINDER_BODY:
            self.reception.open_number(line.no)

    def _show(self) -> None:
        gone = {one.no: one.name for one in self.issued}
        shown = [_line(line, line.no in self.left_out, gone.get(line.no, "")) for line in self.lines]
        self.query_one(RecordList).show(shown)
        told = tr("Letters: {all} · ready {ready} · lacking something {held} · left out {out} · F9 issues")
        held = sum(not line.ok for line in self.lines)
        if self.issued:
            told = tr("Letters: {all} · issued {ready} · lacking something {held}")
        self.query_one("#counts", Label).update(
            told.format(
                all=formats.number(len(self.lines)),
                ready=formats.number(len(self.issued) or len(self.ready)),
                held=formats.number(held),
                out=formats.number(len(self.left_out)),
            )
        )


def _line(line: BatchLine, left_out: bool, issued: str) -> Line:
    if issued:
        return Line(line.no, f" ✓ {line.no:<14} {issued}")
    if not line.ok:
        return Line(line.no, f" ✗ {line.no:<14} {in_the_way(line)}", "red")
    if left_out:
        told = tr("left out")
        return Line(line.no, f" ○ {line.no:<14} {told}", "dim")
    told = tr("ready to print")
    return Line(line.no, f" • {line.no:<14} {told}")


def _previewed(work: Work, reference: Reference, request: Request, records: Sequence[str]) -> list[BatchLine]:
    return preview(work, reference, book_of(work), request, records)


def _issued(work: Work, kind: LetterKind, records: Sequence[str]) -> list[Issued]:
    return [
        Issued(no, file_name(row, no), from_json(row["paper"]), template_of(work, row))
        for no, row in last_letters(work, kind, records)
    ]
