"""One search for everything; results as you type, numbers jump."""

from __future__ import annotations

import json
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from reception_tui.desk.queries.exporting import Exported
from reception_tui.desk.queries.find import Hit, find
from reception_tui.desk.recusals import kept_from
from reception_tui.desk.views import forget_view, keep_view, views_of
from reception_tui.domain.listing import Listing, View, from_plain
from reception_tui.domain.text import shorten
from reception_tui.i18n import formats, tr
from reception_tui.i18n.listing import filter_words, listing_name
from reception_tui.reports.list_sheet import HIT_BOOKS, of_hits
from reception_tui.store.work import Work
from reception_tui.tui.actions import Place, bindings_at
from reception_tui.tui.fields import LineField, Spec
from reception_tui.tui.screen import ReceptionScreen, Walk
from reception_tui.tui.widgets.record_list import Line, RecordList
from reception_tui.tui.widgets.status_line import StatusLine

LIMIT = 100
EXPORTED = 10_000
"""So much of what was found goes to a file at most."""

_LAST, _VIEW = "last ", "view "
"""Before a search of this sitting, or a view that was kept, in place of a book."""


class SearchScreen(ReceptionScreen[None]):
    """F7."""

    place = Place.SEARCH
    AUTO_FOCUS = "LineField"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_at(Place.SEARCH),
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
    ]

    def __init__(self, typed: str = "") -> None:
        """`typed` is what was typed before the line was there to take it."""
        super().__init__()
        self._typed = typed
        self._asked = 0
        self.view = View(Listing.SEARCH)
        self.views: tuple[View, ...] = ()
        self._hits: list[Hit] = []

    def compose(self) -> ComposeResult:
        """Lay out the line above the results."""
        yield StatusLine()
        line = LineField(Spec("text", tr("Find")), self._typed)
        line.select_on_focus = not self._typed
        yield line
        yield RecordList(empty=tr("Type a name, a number, a telephone, a subject, a place or a body."))
        yield from self.frame_bottom()

    def screen_title(self) -> str:
        """Return the screen's name and what it is filtered by."""
        words = filter_words(self.view, self.reception.desk.reference, {})
        return " · ".join(filter(None, (tr("FIND"), self.view.name, words)))

    def help_text(self) -> str:
        """Return how to search."""
        return tr(
            "Words may be typed without marks and in any order; a register number jumps to its record. "
            "↑ and ↓ go through what was found, Enter opens it; ← → there go to the hit before and after. F4 "
            "filters by kind, state, owner, body or time; F9 keeps the filter under a name. ↓ in the empty line goes "
            "through the kept filters and the last searches. Shift+↓ marks; Shift+F7 writes what was found, or what is "
            "marked, to a file."
        )

    async def on_mount(self) -> None:
        """Leave the cursor in the line, with what was kept and the last searches below it."""
        self.query_one(RecordList).can_focus = False
        await self._read_views()
        if not self._typed:
            self._show_last()

    async def _read_views(self) -> None:
        desk = self.reception.desk
        found = await desk.ask(views_of, Listing.SEARCH, desk.desk.officer.code, desk.desk.today)
        self.views = tuple(one for one in found if one.name)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        self._typed = event.value
        self._search(event.value)

    @work(exclusive=True, group="search", exit_on_error=False)
    async def _search(self, typed: str) -> None:
        await self._show(typed)

    async def _show(self, typed: str) -> list[Hit]:
        if not typed.strip():
            self._asked += 1
            self._show_last()
            return []
        desk, asked = self.reception.desk, self._next()
        reference, today, wanted = desk.reference, desk.desk.today, self.view.filter
        officer = desk.desk.officer.code

        def question(work: Work) -> list[Hit] | None:
            # One that was overtaken while it waited its turn is not asked at all.
            if asked != self._asked:
                return None
            return find(work, reference, typed, LIMIT, today, wanted, kept_from(work, officer))

        hits = await desk.ask_opened(question)
        if hits is None or asked != self._asked:
            return []
        self._hits = hits
        marked = self.query_one(RecordList).marked & {_key(hit) for hit in hits}
        self.query_one(RecordList).mark(marked)
        self.query_one(RecordList).show([_line(hit) for hit in hits])
        return hits

    def _next(self) -> int:
        self._asked += 1
        return self._asked

    def _show_last(self) -> None:
        """Show the filters that were kept, and what was searched for last in this sitting."""
        self._hits = []
        shown: list[Line] = []
        if self.views:
            shown.append(Line("", " " + tr("Kept filters"), "bold underline"))
            shown += [Line(f"{_VIEW}{at}", f"  {self._told(one)}") for at, one in enumerate(self.views)]
        if last := self.reception.remembered.searches:
            shown.append(Line("", " " + tr("Last searches"), "bold underline"))
            shown += [Line(f"{_LAST}{one}", f"  {one}") for one in last]
        self.query_one(RecordList).mark(frozenset())
        self.query_one(RecordList).show(shown)

    def _told(self, view: View) -> str:
        return f"{shorten(view.name, 30):<30} {filter_words(view, self.reception.desk.reference, {})}"

    def action_filter_hits(self) -> None:
        """Choose what is to be found besides the words."""
        self.reception.open("filter", self.view, {}, then=self._filtered)

    def _filtered(self, kept: str | None) -> None:
        if kept is not None:
            self._take(from_plain(Listing.SEARCH, json.loads(kept)))

    def _take(self, view: View) -> None:
        """Find by this view from now on; a filter that was kept comes with its name."""
        self.view = next((one for one in self.views if one.filter == view.filter), view)
        self.status.title = self.screen_title()
        self._search(self._typed)

    # Kept filters, marks, files

    def action_save(self) -> None:
        """Keep the filter under a name."""
        if self.view.filter.given():
            self.reception.open("name_view", self.view.name, then=self._named)
        else:
            self.tell(tr("There is no filter to keep: F4, Filter, sets one."), trouble=True)

    def _named(self, name: str | None) -> None:
        if name:
            self.call_later(self._keep, name)

    async def _keep(self, name: str) -> None:
        desk = self.reception.desk
        await desk.write(keep_view, self.view, desk.desk.officer.code, name, desk.desk.now())
        await self._read_views()
        self._take(View(Listing.SEARCH, self.view.filter, name=name))
        self.reception.announce(tr("The filter “{name}” is kept: the empty line offers it.").format(name=name))

    async def action_forget_view(self) -> None:
        """Forget the kept filter that is in use."""
        if self.view.name:
            desk = self.reception.desk
            await desk.write(forget_view, self.view, desk.desk.officer.code)
            await self._read_views()
            self._take(View(Listing.SEARCH, self.view.filter))

    def can_do(self, act: str) -> bool:
        """Tell whether an act of the menu can be done here now."""
        if act in ("mark_hit", "export"):
            return bool(self._hits)
        return bool(self.view.name) if act == "forget_view" else act != "save" or bool(self.view.filter.given())

    def action_mark_hit(self) -> None:
        """Mark what is under the cursor, or take its mark away, and go on."""
        shown = self.query_one(RecordList)
        if self._hits and shown.current:
            shown.mark(shown.marked ^ {shown.current})
            shown.action_move(1)

    def action_export(self) -> None:
        """Write what is marked to a file, else all that can be found by these words and this filter."""
        if not self._hits:
            self.tell(tr("Nothing was found that could be written."), trouble=True)
            return
        marked, typed = self.query_one(RecordList).marked, self._typed
        many = tr("{count} marked records").format(count=formats.number(len(marked)))
        told = many if marked else tr("what was found by “{words}”").format(words=typed.strip())
        self.reception.open("export_list", listing_name(Listing.SEARCH), told, lambda: self._gather(typed, marked))

    async def _gather(self, typed: str, marked: frozenset[str]) -> Exported:
        desk, wanted = self.reception.desk, self.view.filter
        reference, today, officer = desk.reference, desk.desk.today, desk.desk.officer.code

        def question(work: Work) -> list[Hit]:
            return find(work, reference, typed, EXPORTED, today, wanted, kept_from(work, officer))

        return of_hits(one for one in await desk.ask_opened(question) if not marked or _key(one) in marked)

    def action_move(self, by: int) -> None:
        """Go through the results."""
        self.query_one(RecordList).action_move(by)

    def action_page(self, by: int) -> None:
        """Go through the results page by page."""
        self.query_one(RecordList).action_page(by)

    async def action_refresh(self) -> None:
        """Search again."""
        await self._show(self._typed)

    async def reread(self) -> None:
        """Search again after something was changed."""
        if self._typed:
            await self._show(self._typed)

    @on(Input.Submitted)
    async def _entered(self, event: Input.Submitted) -> None:
        """Open the marked result; when Enter came faster than the results, search first."""
        event.stop()
        marked = self.query_one(RecordList).current
        if marked.startswith(_LAST) and not event.value.strip():
            self.query_one(LineField).put(marked.removeprefix(_LAST))
            return
        if marked.startswith(_VIEW) and not event.value.strip():
            self._take(self.views[int(marked.removeprefix(_VIEW))])
            return
        hits = await self._show(event.value)
        keys = [_key(hit) for hit in hits]
        key = marked if marked in keys else next(iter(keys), "")
        if key:
            self.reception.remembered.keep_search(event.value)
            through = self.query_one(RecordList)
            through.cursor = through.keys().index(key)
            self.reception.open_record(*_record_at(key), Walk(through, _record_at))


def _record_at(key: str) -> tuple[str, str]:
    book, _, no = key.partition(" ")
    return book, no


def _key(hit: Hit) -> str:
    return f"{hit.book} {hit.no or hit.record_id}"


def _line(hit: Hit) -> Line:
    book = tr(HIT_BOOKS.get(hit.book, hit.book))
    when = formats.day(hit.on)
    text = f" {book:<10} {hit.no:<13} {when:<10} {shorten(hit.title, 40):<40} {hit.snippet}"
    return Line(_key(hit), text)
