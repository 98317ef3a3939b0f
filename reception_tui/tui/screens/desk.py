"""The desk at a glance: today's visits, what is late and near, the last entries."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Label

from reception_tui.i18n import formats, tr
from reception_tui.tui.actions import Place, bindings_at
from reception_tui.tui.entry_line import entry_line
from reception_tui.tui.first_words import tell_what_waits
from reception_tui.tui.screen import ReceptionScreen, Walk
from reception_tui.tui.screen_table import page_of
from reception_tui.tui.widgets.paged_list import PagedList
from reception_tui.tui.widgets.record_list import Line, RecordList
from reception_tui.tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from reception_tui.desk.queries.today import Today
    from reception_tui.store.light import Glance


class DeskScreen(ReceptionScreen[None]):
    """The bottom of the stack: it is painted before the register is open."""

    place = Place.DESK
    AUTO_FOCUS = "#visits"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_at(Place.DESK),
        Binding("tab", "app.focus_next", show=False),
    ]

    def compose(self) -> ComposeResult:
        """Lay out the three lists."""
        yield StatusLine()
        yield Label(tr("Today's visits"), classes="heading", id="visits-heading", markup=False)
        yield PagedList(id="visits", empty=tr("Nobody has been received today: F2 logs a visit."))
        yield Label(tr("Overdue and due"), classes="heading", id="due-heading", markup=False)
        yield PagedList(id="due", empty=tr("Nothing is overdue or due soon."))
        yield Label(tr("Last entries"), classes="heading", markup=False)
        yield PagedList(id="entries", empty=tr("The journal is empty."))
        yield from self.frame_bottom()

    def screen_title(self) -> str:
        """Return the name of the register."""
        return tr("RECEPTION DESK")

    def help_text(self) -> str:
        """Return what the desk screen is for."""
        return tr(
            "Tab goes from list to list, ↑ and ↓ through the rows, Enter opens the record. "
            "F2 logs a visit, F3 registers a petition, F7 finds anything."
        )

    def on_key(self, event: events.Key) -> None:
        """Search for what is typed or scanned where there is no field: a number and Enter open its record."""
        if event.character and event.character.isalnum():
            event.stop()
            self.reception.open("search", event.character)

    async def show_glance(self, glance: Glance) -> None:
        """Show the first rows before the register is open: who may sign in, or what was done last."""
        if glance.asks_who(self.reception.settings.officer):
            await self.reception.ask_who_sits_here([Line(one.code, one.name) for one in glance.officers])
            return
        zone = self.reception.settings.now().tzinfo
        self.query_one("#entries", PagedList).show([entry_line(row, zone) for row in glance.entries])

    async def register_opened(self) -> None:
        """Fill the lists once the register is open; ask who sits here when that is not clear."""
        if await self._must_sign_in():
            await self.reception.ask_who_sits_here()
            return
        self.reception.signed_in = True
        await self.reception.know_officer()
        await self.reread()
        await tell_what_waits(self.reception)
        self.on_screen_resume()

    async def _must_sign_in(self) -> bool:
        """Tell whether a PIN is set, or several officers share the register and none was named."""
        from reception_tui.store import register

        ask = self.reception.desk.ask
        if self.reception.settings.officer:
            return bool(await ask(register.pin_hash, self.reception.desk.desk.officer.code))
        active = [officer for officer in await ask(register.officers) if officer.active]
        return len(active) > 1 or bool(await ask(register.pin_hash, active[0].code))

    async def reread(self) -> None:
        """Read today's state of the register."""
        if not self.reception.signed_in:
            return
        from reception_tui.desk.queries.today import today

        desk = self.reception.desk
        await self._show(await desk.ask(today, desk.reference, desk.desk.today))

    async def _show(self, found: Today) -> None:
        from reception_tui.domain.listing import Filter, Listing, View
        from reception_tui.tui import lines
        from reception_tui.tui.pages import DuePages, ListedPages

        counted = tr("Today's visits: {visits} visits, {people} people").format(
            visits=formats.number(found.visits), people=formats.number(found.people)
        )
        self.query_one("#visits-heading", Label).update(counted)
        late, today, soon = found.due.counts.values()
        self.query_one("#due-heading", Label).update(
            tr("Overdue {late} · due today {today} · due soon {soon}").format(
                late=formats.number(late), today=formats.number(today), soon=formats.number(soon)
            )
        )
        desk = self.reception.desk
        zone = desk.desk.now().tzinfo
        todays = View(Listing.VISITS, Filter(first=found.on, last=found.on))
        for name, pages in (
            ("#visits", ListedPages(desk, todays, lines.todays_visit)),
            ("#due", DuePages(desk)),
            ("#entries", ListedPages(desk, View(Listing.JOURNAL), lambda one: entry_line(one.row, zone))),
        ):
            if name != "#visits" or "find" not in self.reception.forbidden:
                await self.query_one(name, PagedList).refresh_from(pages)

    @on(RecordList.Opened)
    def _open(self, event: RecordList.Opened) -> None:
        at = self._subject_at if event.record_list.id == "entries" else self._record_at
        book, no = at(event.key)
        if book:
            self.reception.open_record(book, no, Walk(event.record_list, at))

    def _record_at(self, key: str) -> tuple[str, str]:
        return page_of(key), key

    def _subject_at(self, key: str) -> tuple[str, str]:
        """Return the record that an entry of the journal is about; nothing where it is about none, or several."""
        no = key.partition(" ")[2]
        return page_of(no), no

    async def action_refresh(self) -> None:
        """Read the register again."""
        await self.reread()

    def action_change_language(self) -> None:
        """Speak the other language from now on."""
        self.reception.change_language()

    def can_do(self, act: str) -> bool:
        """Tell whether an act can be done here: dates are counted only for what is late or near."""
        if act == "undo_entry":
            return bool(self.query_one("#entries", RecordList).current)
        return act != "strip" or bool(self._marked_limit())

    def action_undo_entry(self) -> None:
        """Show what the marked entry changed."""
        key = self.query_one("#entries", RecordList).current
        if key:
            self.reception.open("undo", int(key.partition(" ")[0]))

    def action_strip(self) -> None:
        """Show how the date of the marked row was counted."""
        no = self._marked_limit()
        if no:
            self.reception.open("strip", no)

    def _marked_limit(self) -> str:
        """Return the number whose limit is marked; tasks have a date that was given, and no count."""
        no = self.query_one("#due", RecordList).current
        return "" if no.startswith("GV-") else no

    def action_lists(self) -> None:
        """Choose a list of the register."""
        self.reception.open("lists")

    def action_unfinished(self) -> None:
        """Show forms put aside, and records that still lack something."""
        self.reception.open("unfinished")

    def action_report(self) -> None:
        """Show a statistical form or the yearly paragraph."""
        self.reception.open("report")

    def action_hold_session(self) -> None:
        """Enter a reception day of a leader that was held."""
        self.reception.open("hold_session")

    def action_days(self) -> None:
        """Show the schedule of reception days."""
        self.reception.open("days")

    def action_national(self) -> None:
        """Look through what goes to the national database."""
        self.reception.open("national")

    def action_coordination(self) -> None:
        """Show the list of the monthly meeting."""
        self.reception.open("coordination")

    def action_give_task(self) -> None:
        """Give a body a task by the Chairman's paper."""
        self.reception.open("give_task")

    def action_announce_day(self) -> None:
        """Enter a newly decreed day off or worked Saturday."""
        self.reception.open("announce_day")

    def action_import_sheet(self) -> None:
        """Take a spreadsheet in, after it was looked at."""
        self.reception.open("import_form")

    def action_journal(self) -> None:
        """Show who did what."""
        self.reception.open("journal")

    def action_copies(self) -> None:
        """Copy the register, or try the last copy."""
        self.reception.open("copies")

    def action_retire_officer(self) -> None:
        """Take an officer out of service."""
        self.reception.open("retire_officer")

    def action_recover_cases(self) -> None:
        """Give an officer every sealed case."""
        self.reception.open("recover_cases")

    def action_destruction_list(self) -> None:
        """Show which papers are eligible for destruction."""
        self.reception.open("destruction_list")

    def action_own_pin(self) -> None:
        """Change one's own PIN."""
        self._open_own_pin()

    @work(exclusive=True, group="pin")
    async def _open_own_pin(self) -> None:
        from reception_tui.desk.sign_in import has_pin

        desk = self.reception.desk
        self.reception.open("own_pin", has_pin=await desk.ask(has_pin, desk.desk.officer.code))

    def action_summary(self) -> None:
        """Show the nightly page as it stands."""
        self.reception.open("nightly_page")

    def action_letter_template(self) -> None:
        """The office's own Word files for its letters."""
        self.reception.open("letter_template")

    def action_letters(self) -> None:
        """Write letters about many records at once."""
        self.reception.open("letters")

    def action_quit(self) -> None:
        """Leave the desk; once more where the register has not taken every form yet."""
        if self.reception.in_hand.may_end():
            self.app.exit()
