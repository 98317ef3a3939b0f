"""What leaves for the national database, looked through record by record before it does."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Label

from reception_tui.config import papers_folder
from reception_tui.desk.queries.national import Reviewed, package, review, submissions
from reception_tui.domain.commands import RecordSubmission
from reception_tui.domain.errors import BadPeriod, RegisterError
from reception_tui.i18n import formats, tr
from reception_tui.i18n.sentences import of_error
from reception_tui.reports.national import lacking, record_document, submissions_document
from reception_tui.tui.actions import Place, bindings_at
from reception_tui.tui.fields import DayField, Field, Spec
from reception_tui.tui.form import FormScreen
from reception_tui.tui.screen import ReceptionScreen
from reception_tui.tui.widgets.record_list import Line, RecordList
from reception_tui.tui.widgets.status_line import StatusLine


class NationalForm(FormScreen):
    """Of which days the records are looked through."""

    def screen_title(self) -> str:
        """Return the form's name."""
        return tr("NATIONAL DATABASE")

    def help_text(self) -> str:
        """Return what happens on saving."""
        return tr("F9 shows every record as it would leave; nothing is written before F9 there.")

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the fields."""
        reference, today = self.reception.desk.reference, self.reception.desk.desk.today
        first = today.replace(day=1)
        return [
            [DayField(Spec("first", tr("First day"), needed=True), today, reference.calendar, first)],
            [DayField(Spec("last", tr("Last day"), needed=True), today, reference.calendar, today)],
        ]

    async def save(self, values: dict[str, Any]) -> str:
        """Show what would leave."""
        if values["last"] < values["first"]:
            raise BadPeriod("last", first=values["first"], last=values["last"])
        self.reception.open("national_review", values["first"], values["last"], then=self._was_sent)
        return ""

    def _was_sent(self, sent: bool | None) -> None:
        if sent:
            self.dismiss(None)


class NationalReview(ReceptionScreen[bool]):
    """Every record of a time as it would leave. F9 writes the file and notes what was sent."""

    place = Place.NATIONAL
    BINDINGS: ClassVar[list[BindingType]] = bindings_at(Place.NATIONAL)

    def __init__(self, first: date, last: date) -> None:
        super().__init__()
        self.first, self.last = first, last
        self.found: list[Reviewed] = []
        self.held_back: set[str] = set()

    def compose(self) -> ComposeResult:
        """Lay out the counts above the list."""
        yield StatusLine()
        yield Label("", id="counts", classes="heading", markup=False)
        yield RecordList(empty=tr("There is no record of these days."))
        yield from self.frame_bottom()

    def screen_title(self) -> str:
        """Return the screen's name."""
        return tr("WHAT WOULD LEAVE")

    def help_text(self) -> str:
        """Return how the list is worked."""
        return tr(
            "· leaves, ✗ lacks a field and stays, ✓ was sent before, – held back by you. Enter shows the very fields. "
            "F4 holds a record back, opens it to fill in what it lacks, and lists what was sent. F9 writes the file "
            "into your documents folder and notes what left, when and by whom."
        )

    async def on_mount(self) -> None:
        """Read the records."""
        await self.reread()

    async def reread(self) -> None:
        """Read the records again: what was filled in meanwhile leaves too."""
        desk = self.reception.desk
        self.found = await desk.ask(review, desk.reference, self.first, self.last)
        self._show()

    def _show(self) -> None:
        told = tr("{first} – {last}: {ready} leave, {lacking} lack a field, {sent} sent before, {held} held back")
        self.query_one("#counts", Label).update(
            told.format(
                first=formats.short_day(self.first),
                last=formats.day(self.last),
                ready=formats.number(len(self.leaving())),
                lacking=formats.number(sum(bool(one.lacks) for one in self.found)),
                sent=formats.number(sum(one.sent for one in self.found)),
                held=formats.number(len(self.held_back)),
            )
        )
        self.query_one(RecordList).show([self._line(one) for one in self.found])

    def leaving(self) -> list[Reviewed]:
        """Return the records that leave."""
        return [one for one in self.found if not one.lacks and not one.sent and one.no not in self.held_back]

    def _line(self, one: Reviewed) -> Line:
        if one.lacks:
            lacks = tr("lacks {fields}").format(fields=lacking(one))
            return Line(one.no, f"✗ {one.no:<13} {lacks}", "bold #ff8787")
        sign = "✓" if one.sent else "–" if one.no in self.held_back else "·"
        told = [value for value in list(one.fields.values())[1:] if not isinstance(value, bool | date)]
        names = " · ".join(map(str, told[:4]))
        return Line(one.no, f"{sign} {one.no:<13} {' '.join(names.split())}", "dim" if sign != "·" else "")

    @on(RecordList.Opened)
    def _open(self, event: RecordList.Opened) -> None:
        one = self._marked()
        if one is not None:
            self.reception.open("paper", record_document(one, self.reception.desk.reference), one.no)

    def can_do(self, act: str) -> bool:
        """Tell whether an act can be done on the marked record."""
        one = self._marked()
        if act == "hold_back":
            return one is not None and not one.lacks and not one.sent
        return act != "open_record" or one is not None

    def action_hold_back(self) -> None:
        """Keep the marked record here, or let it leave after all."""
        one = self._marked()
        if one is not None and self.can_do("hold_back"):
            self.held_back ^= {one.no}
            self._show()

    def action_open_record(self) -> None:
        """Open the marked record, to fill in what it lacks."""
        one = self._marked()
        if one is not None:
            self.reception.open_number(one.no)

    async def action_sent_before(self) -> None:
        """Show everything that was sent."""
        desk = self.reception.desk
        rows = await desk.ask(submissions)
        self.reception.open("paper", submissions_document(rows, desk.reference), "CSDLQG")

    def action_save(self) -> None:
        """Write the file and note what left."""
        ready = self.leaving()
        if not ready:
            self.tell(tr("No record can leave: fill in what they lack first."), trouble=True)
            return
        self._send(ready)

    @work(exclusive=True, group="save")
    async def _send(self, ready: list[Reviewed]) -> None:
        release = self.reception.hold_keys()
        try:
            await self._written(ready)
        except RegisterError as error:
            self.tell(of_error(error), trouble=True)
        finally:
            release()

    async def _written(self, ready: list[Reviewed]) -> None:
        desk = self.reception.desk
        data = package(ready, self.first, self.last, desk.desk.today)
        digest = hashlib.sha256(data).hexdigest()
        path = papers_folder() / f"CSDLQG-{self.first}-{self.last}-{digest[:8]}.json"
        try:
            await desk.aside(_put, path, data)
        except OSError as error:
            told = tr("The file {path} cannot be written: {why}.").format(path=path, why=error.strerror)
            self.tell(told, trouble=True)
            return
        numbers = tuple(one.no for one in ready)
        outcome = await self.reception.act(
            RecordSubmission(first=self.first, last=self.last, file=path.name, digest=digest, records=numbers)
        )
        done = tr("{count} records are in {path}; entry {entry} notes that they were sent.")
        self.reception.announce(done.format(count=formats.number(len(ready)), path=path, entry=outcome.entry))
        self.dismiss(True)

    def _marked(self) -> Reviewed | None:
        key = self.query_one(RecordList).current
        return next((one for one in self.found if one.no == key), None)


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
