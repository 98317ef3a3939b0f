"""A list of the register from its first record to its last: filtered, kept as a view, walked through."""

from __future__ import annotations

import json
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Label

from reception_tui.desk.queries.exporting import LISTED, Exported, exported_list
from reception_tui.desk.queries.listing import COUNTED, Listed, count_records, read_listed, read_whole
from reception_tui.desk.views import forget_view, keep_view, last_left, leave, views_of
from reception_tui.domain.listing import FILTERS, Filter, Listing, Order, View, as_plain, from_plain
from reception_tui.domain.reference import Reference
from reception_tui.domain.text import shorten
from reception_tui.i18n import formats, tr
from reception_tui.i18n.listing import filter_words, listing_name, order_name, view_name
from reception_tui.reports.list_sheet import of_listed
from reception_tui.store.listing import Day
from reception_tui.store.register import officers
from reception_tui.tui.actions import Place, bindings_at
from reception_tui.tui.key_words import named
from reception_tui.tui.list_lines import line_of
from reception_tui.tui.pages import ListedPages
from reception_tui.tui.screen import ReceptionScreen, Walk
from reception_tui.tui.screen_table import page_of
from reception_tui.tui.widgets.paged_list import PagedList
from reception_tui.tui.widgets.record_list import RecordList
from reception_tui.tui.widgets.status_line import StatusLine

_FILTER_WIDTH = 52
_MARKABLE = frozenset({Listing.PETITIONS, Listing.FEEDBACK, Listing.VISITS})
_KEYS = ("filter", "drop_filter", "clear_filter", "turn", "mark", "mark_all", "together", "undo_entry")
MOST_TOGETHER = 200
"""So many records can be marked for one act: more cannot be looked through before it is done."""


class RegisterListScreen(ReceptionScreen[None]):
    """Ctrl+W on the desk. It opens as its officer left it today."""

    place = Place.BOOK
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_at(Place.BOOK),
        Binding("left", "step_view(-1)", show=False, priority=True),
        Binding("right", "step_view(1)", show=False, priority=True),
    ]

    def __init__(self, listing: str) -> None:
        super().__init__()
        self.listing = Listing(listing)
        self.view = View(self.listing)
        self.views: tuple[View, ...] = ()
        self.officers: dict[str, str] = {}
        self.count: int | None = None

    def compose(self) -> ComposeResult:
        """Lay out the counts above the list."""
        yield StatusLine()
        yield Label("", id="counts", classes="heading", markup=False)
        yield PagedList(
            empty=tr("Nothing fits: {drop_filter} takes the last filter away.").format(**named("drop_filter"))
        )
        yield from self.frame_bottom()

    def screen_title(self) -> str:
        """Return the list's name."""
        return listing_name(self.listing).upper()

    def help_text(self) -> str:
        """Return how the list is used."""
        return tr(
            "← → go from view to view, {filter} filters by key, {drop_filter} takes the last filter away, "
            "{clear_filter} all; {turn} turns the order round, F9 keeps the view under a name. {mark} marks, "
            "{mark_all} marks all, {together} does something to all that is marked, {undo_entry} shows what an "
            "entry changed, Shift+F7 writes the list or what is marked to a file. Enter opens the record; there "
            "← → go to the record before and after. A letter or digit searches everything."
        ).format(**named(*_KEYS))

    @property
    def list(self) -> PagedList:
        """Return the list."""
        return self.query_one(PagedList)

    async def on_mount(self) -> None:
        """Open the list as it was left today, else its first view."""
        desk = self.reception.desk
        code, today = desk.desk.officer.code, desk.desk.today
        self.officers = {one.code: one.name for one in await desk.ask(officers)}
        left = await desk.ask(last_left, self.listing, code, today)
        await self._read_views()
        self.view = self.views[0] if left is None else left.view
        await self._show(None if left is None else left.place)

    async def _read_views(self) -> None:
        desk = self.reception.desk
        self.views = await desk.ask(views_of, self.listing, desk.desk.officer.code, desk.desk.today)

    async def _show(self, place: tuple[object, ...] | None = None) -> None:
        """Show the view from its beginning, or at a place."""
        self.list.mark(frozenset())
        desk = self.reception.desk
        line = line_of(self.listing, desk.reference, desk.desk.today, desk.desk.now().tzinfo)
        await self.list.show_pages(ListedPages(desk, self.view, line), place)
        self._tell_counts(None)
        self.status.title = self.screen_title()
        self._count()

    @work(exclusive=True, group="count", exit_on_error=False)
    async def _count(self) -> None:
        """Count behind the list: what is many takes longer to count than to show."""
        desk = self.reception.desk
        today = Day(desk.desk.today, desk.desk.now().tzinfo)
        self.count = await desk.ask(count_records, self.view, today)
        self._tell_counts(self.count)

    def _tell_counts(self, found: int | None) -> None:
        many = tr("more than {count}").format(count=formats.number(COUNTED))
        told = "…" if found is None else (many if found > COUNTED else formats.number(found))
        words = filter_words(self.view, self.reception.desk.reference, self.officers)
        parts = [shorten(words, _FILTER_WIDTH)] if words else []
        parts += [tr("{count} records").format(count=told), order_name(self.view.order)]
        if name := view_name(self.view):
            parts.append(tr("view: {name}").format(name=name))
        if marked := len(self.list.marked):
            parts.append(tr("{count} marked").format(count=formats.number(marked)))
        self.query_one("#counts", Label).update(" · ".join(parts))

    async def reread(self) -> None:
        """Read again after something was changed."""
        if self.views:
            await self.list.reread()
            self._count()

    async def action_refresh(self) -> None:
        """Read the list again."""
        await self.reread()

    def on_key(self, event: events.Key) -> None:
        """Search for what is typed where there is no field."""
        if event.character and event.character.isalnum():
            event.stop()
            self.reception.open("search", event.character)

    # Opening records, and leaving

    @on(RecordList.Opened)
    def _open(self, event: RecordList.Opened) -> None:
        record = self.list.current_record
        if isinstance(record, Listed):
            self.reception.open_record(*self.record_at(event.key), Walk(self.list, self.record_at))

    def record_at(self, key: str) -> tuple[str, str]:
        """Return book and number of the record behind a line."""
        if self.listing is Listing.JOURNAL:
            subject = key.partition(" ")[2]
            return page_of(subject), subject
        book, _, no = key.partition(" ")
        return book, no

    async def action_leave(self) -> None:
        """Go back; the list opens here again."""
        await self._remember()
        self.dismiss()

    async def _remember(self) -> None:
        desk = self.reception.desk
        place = self.list.current_place
        await desk.write(leave, self.view, desk.desk.officer.code, place, desk.desk.now())

    # Views, filters, order

    async def action_step_view(self, by: int) -> None:
        """Go to the next view of the list."""
        names = [(one.code, one.name) for one in self.views]
        here = (self.view.code, self.view.name)
        at = names.index(here) + by if here in names else 0
        self.view = self.views[at % len(self.views)]
        await self._show()
        await self._remember()

    def action_filter(self) -> None:
        """Choose by what the list is filtered."""
        if FILTERS[self.listing]:
            self.reception.open("filter", self.view, self.officers, then=self._filtered)
        else:
            self.tell(tr("This list has no filters: F7 finds people by name, number, telephone or place."))

    def _filtered(self, kept: str | None) -> None:
        if kept is not None:
            self.call_later(self._take, from_plain(self.listing, json.loads(kept)).filter)

    async def _take(self, asked: Filter) -> None:
        """Show what is asked for; a view that is changed is not that view any more."""
        place = self.list.current_place if asked == self.view.filter else None
        self.view = View(self.listing, asked, self.view.order)
        self.view = next((one for one in self.views if (one.filter, one.order) == (asked, self.view.order)), self.view)
        await self._show(place)
        await self._remember()

    async def action_drop_filter(self) -> None:
        """Take the last filter away."""
        given = [name for name in FILTERS[self.listing] if getattr(self.view.filter, name)]
        if given:
            await self._take(self.view.filter.without(given[-1]))

    async def action_clear_filter(self) -> None:
        """Take every filter away."""
        await self._take(Filter())

    async def action_turn(self) -> None:
        """Turn the order round; the cursor stays on its record."""
        order = Order.OLDEST if self.view.order is Order.NEWEST else Order.NEWEST
        place = self.list.current_place
        self.view = View(self.listing, self.view.filter, order, self.view.name, self.view.code)
        await self._show(place)
        await self._remember()

    def action_save(self) -> None:
        """Keep the view under a name."""
        self.reception.open("name_view", self.view.name, then=self._named)

    def _named(self, name: str | None) -> None:
        if name:
            self.call_later(self._keep, name)

    async def _keep(self, name: str) -> None:
        desk = self.reception.desk
        await desk.write(keep_view, self.view, desk.desk.officer.code, name, desk.desk.now())
        self.view = from_plain(self.listing, as_plain(self.view), name)
        await self._read_views()
        self._tell_counts(None)
        self._count()
        self.reception.announce(tr("The view “{name}” is kept: ← → lead to it.").format(name=name))

    async def action_forget_view(self) -> None:
        """Forget the view that is shown."""
        if self.view.name:
            desk = self.reception.desk
            await desk.write(forget_view, self.view, desk.desk.officer.code)
            self.view = View(self.listing, self.view.filter, self.view.order)
            await self._read_views()
            await self._show(self.list.current_place)

    # Marks

    async def action_mark(self) -> None:
        """Mark the record under the cursor, or take its mark away, and go to the next one."""
        key = self.list.current
        if key and self.listing in _MARKABLE:
            self.list.mark(self.list.marked ^ {key})
            self._tell_counts(self.count)
            await self.list.go(1)

    async def action_mark_all(self) -> None:
        """Mark all that the list shows, or take every mark away."""
        if self.list.marked or self.listing not in _MARKABLE:
            self.list.mark(frozenset())
        else:
            desk = self.reception.desk
            today = Day(desk.desk.today, desk.desk.now().tzinfo)
            found = await desk.ask(read_listed, self.view, today, None, MOST_TOGETHER + 1)
            if len(found) > MOST_TOGETHER:
                most = formats.number(MOST_TOGETHER)
                self.tell(tr("More than {most} records: filter further first.").format(most=most), trouble=True)
                return
            self.list.mark(frozenset(f"{one.book} {one.no}" for one in found))
        self._tell_counts(self.count)

    def action_together(self) -> None:
        """Choose what is to be done to all that is marked, or to the record under the cursor."""
        keys = self.list.marked or ({self.list.current} if self.list.current else set())
        if keys and self.listing in _MARKABLE:
            numbers = sorted((key.partition(" ")[2] for key in keys), key=lambda no: (len(no), no))
            visits = self.listing is Listing.VISITS
            self.reception.open("together_form", numbers, self.officers, visits=visits, then=self._done)

    def _done(self, no: str | None) -> None:
        if no:
            self.list.mark(frozenset())
            self._tell_counts(self.count)

    def can_do(self, act: str) -> bool:
        """Tell whether an act of the menu can be done here now."""
        if act in ("mark_all", "together"):
            return self.listing in _MARKABLE
        if act == "undo_entry":
            return self.listing is Listing.JOURNAL and bool(self.list.current)
        return act != "forget_view" or bool(self.view.name)

    def action_export(self) -> None:
        """Write what is marked to a file, else all that the list shows with its filter."""
        view, marked = self.view, {key.partition(" ")[2] for key in self.list.marked}
        shown = ", ".join(
            filter(None, (listing_name(self.listing), filter_words(view, self._reference, self.officers)))
        )
        many = tr("{count} marked records").format(count=formats.number(len(marked)))
        told = f"{shown}: {many}" if marked else shown
        self.reception.open("export_list", listing_name(self.listing), told, lambda: self._gather(view, marked))

    async def _gather(self, view: View, marked: set[str]) -> Exported:
        desk, kept = self.reception.desk, self.reception.kept_numbers
        today = Day(desk.desk.today, desk.desk.now().tzinfo)
        if view.listing in LISTED:
            return await desk.ask(exported_list, desk.reference, view, today, marked, kept)
        found = await desk.ask(read_whole, view, today)
        return of_listed(view.listing, [one for one in found if one.no not in kept], desk.reference, today.zone)

    @property
    def _reference(self) -> Reference:
        return self.reception.desk.reference

    def action_undo_entry(self) -> None:
        """Show what the marked entry changed."""
        if self.can_do("undo_entry"):
            self.reception.open("undo", int(self.list.current.partition(" ")[0]))
