"""The journal for who checks: every entry, narrowed by officer, act, record and days; refusals, openings alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from reception_tui.desk.queries.audit import AuditEntry, journal_entry, journal_page, wanted_of
from reception_tui.domain.commands import COMMANDS
from reception_tui.domain.errors import BadPeriod
from reception_tui.i18n import tr
from reception_tui.i18n.doings import act_label
from reception_tui.i18n.journal_words import entry_lines, page_line
from reception_tui.store.journal_pages import Wanted
from reception_tui.tui.actions import Place, bindings_at
from reception_tui.tui.desk_thread import DeskThread
from reception_tui.tui.fields import Choice, DayField, Field, LineField, PickField, Spec
from reception_tui.tui.form import FormScreen
from reception_tui.tui.screen import ReceptionScreen
from reception_tui.tui.widgets.paged_list import PagedLine, PagedList
from reception_tui.tui.widgets.record_list import Line, RecordList
from reception_tui.tui.widgets.status_line import StatusLine

_OTHER_ACTS = ("init", "sign_in", "sign_in_failed", "lock", "unlock", "refuse", "export")


@dataclass(frozen=True, slots=True)
class JournalPages:
    """The entries that fit, the newest first; a place is the number of an entry."""

    desk: DeskThread
    wanted: Wanted

    async def read(
        self, place: tuple[Any, ...] | None, count: int, *, forward: bool, inclusive: bool = False
    ) -> list[PagedLine]:
        """Return the lines behind a place, or before it."""
        at = None if place is None else place[0]
        rows = await self.desk.ask(journal_page, self.wanted, count, at, forward=forward, inclusive=inclusive)
        zone = self.desk.desk.now().tzinfo
        return [PagedLine((row["no"],), Line(f"#{row['no']}", " " + page_line(row, zone)), row) for row in rows]


class JournalScreen(ReceptionScreen[None]):
    """F4 on the desk. Enter shows an entry whole; the list reads on as the cursor nears its end."""

    place = Place.JOURNAL
    AUTO_FOCUS = "RecordList"
    BINDINGS: ClassVar[list[BindingType]] = bindings_at(Place.JOURNAL)

    def __init__(self) -> None:
        super().__init__()
        self.wanted = Wanted()

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        yield StatusLine()
        yield PagedList(empty=tr("No entry fits."))
        yield from self.frame_bottom()

    def screen_title(self) -> str:
        """Return the screen's name, with how the list is narrowed."""
        one = self.wanted
        parts = [one.officer, act_label(one.act) if one.act else "", one.record]
        parts += [tr("refusals")] * one.refusals + [tr("openings")] * one.openings
        narrowed = " · ".join(filter(None, parts))
        return tr("JOURNAL") + (f" · {narrowed}" if narrowed else "")

    def help_text(self) -> str:
        """Return how the journal is read."""
        return tr(
            "Enter shows what an entry changed, before and after; words about people only as changed. F7 narrows by "
            "officer, act, record and days; F4 lists refusals or openings alone. Nothing here can be changed."
        )

    async def on_mount(self) -> None:
        """Read the newest entries."""
        await self.reread()

    async def reread(self) -> None:
        """Read again what is shown."""
        await self.query_one(PagedList).refresh_from(JournalPages(self.reception.desk, self.wanted))
        self.status.title = self.screen_title()

    @on(RecordList.Opened)
    def _open(self, event: RecordList.Opened) -> None:
        self._open_entry(int(event.key.removeprefix("#")))

    @work(exclusive=True, group="journal")
    async def _open_entry(self, no: int) -> None:
        self.reception.open("entry", await self.reception.desk.ask(journal_entry, no))

    async def action_refresh(self) -> None:
        """Read the register again."""
        await self.reread()

    def action_narrow(self) -> None:
        """Ask for what the list is narrowed to."""
        self.reception.open("journal_filter", self.wanted, then=self._narrowed)

    def _narrowed(self, wanted: Any) -> None:
        if isinstance(wanted, Wanted):
            self._take(wanted)

    def action_refusals_only(self) -> None:
        """Show what was refused alone, or everything again."""
        self._take(replace(self.wanted, refusals=not self.wanted.refusals, openings=False))

    def action_openings_only(self) -> None:
        """Show alone what was opened or written to a file, or everything again."""
        self._take(replace(self.wanted, openings=not self.wanted.openings, refusals=False))

    @work(exclusive=True, group="journal")
    async def _take(self, wanted: Wanted) -> None:
        self.wanted = wanted
        await self.query_one(PagedList).show_pages(JournalPages(self.reception.desk, wanted))
        self.status.title = self.screen_title()


class JournalFilterForm(FormScreen):
    """What the journal is narrowed to. Dismissed with it."""

    def __init__(self, wanted: Wanted) -> None:
        super().__init__()
        self.wanted = wanted

    def screen_title(self) -> str:
        """Return the form's name."""
        return tr("NARROW THE JOURNAL")

    def help_text(self) -> str:
        """Return what empty fields mean."""
        return tr("What is left empty asks for all. F9 shows the entries that fit.")

    def rows(self) -> Sequence[Sequence[Field]]:
        """Return the fields."""
        reference, today = self.reception.desk.reference, self.reception.desk.desk.today
        officers = [Choice(one.code, f"{one.code} · {one.name}") for one in self.reception.colleagues]
        acts = [Choice(act, act_label(act)) for act in (*COMMANDS, *_OTHER_ACTS)]
        return [
            [PickField(Spec("officer", tr("Officer")), officers, self.wanted.officer)],
            [PickField(Spec("act", tr("Act")), acts, self.wanted.act)],
            [LineField(Spec("record", tr("Record No.")), self.wanted.record)],
            [DayField(Spec("first", tr("From")), today, reference.calendar)],
            [DayField(Spec("last", tr("To")), today, reference.calendar)],
        ]

    async def save(self, values: dict[str, Any]) -> str:
        """Hand the filter back."""
        first, last = values["first"], values["last"]
        if first is not None and last is not None and last < first:
            raise BadPeriod("last", first=first, last=last)
        wanted = wanted_of(
            self.reception.desk.desk.now().tzinfo,
            officer=values["officer"] or "",
            act=values["act"] or "",
            record=values["record"] or "",
            first=first,
            last=last,
            refusals=self.wanted.refusals,
            openings=self.wanted.openings,
        )
        self.dismiss(wanted)  # type: ignore[arg-type]
        return ""


class EntryScreen(ReceptionScreen[None]):
    """One entry whole."""

    place = Place.READING
    AUTO_FOCUS = "#body"
    BINDINGS: ClassVar[list[BindingType]] = bindings_at(Place.READING)

    def __init__(self, entry: AuditEntry) -> None:
        super().__init__()
        self.entry = entry

    def compose(self) -> ComposeResult:
        """Lay out one scrolling page."""
        yield StatusLine()
        with VerticalScroll(id="body", can_focus=True):
            lines = entry_lines(self.entry, self.reception.desk.desk.now().tzinfo)
            yield Static(Text("\n".join(lines)), id="page", markup=False)
        yield from self.frame_bottom()

    def screen_title(self) -> str:
        """Return the entry's number."""
        return tr("ENTRY #{no}").format(no=self.entry.no)

    def help_text(self) -> str:
        """Return what the arrows mean."""
        return tr("On the left of each arrow stands what was there before, on the right what the act left.")
