"""One search for everything; results as you type, numbers jump."""

from __future__ import annotations

import json
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from reception_tui.desk.queries.find import Hit, find
from reception_tui.domain.listing import Listing, View, from_plain
from reception_tui.domain.text import shorten
from reception_tui.i18n import formats, mark, tr
from reception_tui.i18n.listing import filter_words
from reception_tui.store.work import Work
from reception_tui.tui.actions import Place, bindings_at
from reception_tui.tui.fields import LineField, Spec
from reception_tui.tui.screen import ReceptionScreen, Walk
from reception_tui.tui.widgets.record_list import Line, RecordList
from reception_tui.tui.widgets.status_line import StatusLine

LIMIT = 100
_LAST = "last "
"""Before a search of this sitting, in place of a book."""

_BOOKS = {
    "petition": mark("petition"),
    "visit": mark("visit"),
    "person": mark("person"),
    "matter": mark("matter"),
    "session": mark("reception day"),
    "body": mark("body"),
}


class SearchScreen(ReceptionScreen[None]):
    """F7."""

    place = Place.LIST
    without = frozenset({"remind", "remind_body", "escalate", "strip", "find"})
    AUTO_FOCUS = "LineField"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_at(Place.LIST),
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
        return " · ".join(filter(None, (tr("FIND"), words)))

    def help_text(self) -> str:
        """Return how to search."""
        return tr(
            "Words may be typed without marks and in any order; a register number jumps to its record. "
            "↑ and ↓ go through what was found, Enter opens it; ← → there go to the hit before and after. F4 "
            "filters by kind, state, owner, body or time. ↓ in the empty line goes through the last searches."
        )

    def on_mount(self) -> None:
        """Leave the cursor in the line, with the last searches below it."""
        self.query_one(RecordList).can_focus = False
        if not self._typed:
            self._show_last()

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

        def question(work: Work) -> list[Hit] | None:
            # One that was overtaken while it waited its turn is not asked at all.
            return find(work, reference, typed, LIMIT, today, wanted) if asked == self._asked else None

        hits = await desk.ask(question)
        if hits is None or asked != self._asked:
            return []
        self.query_one(RecordList).show([_line(hit) for hit in hits])
        return hits

    def _next(self) -> int:
        self._asked += 1
        return self._asked

    def _show_last(self) -> None:
        """Show what was searched for last in this sitting."""
        last = self.reception.searches
        heading = [Line("", " " + tr("Last searches"), "bold underline")] if last else []
        self.query_one(RecordList).show([*heading, *(Line(f"{_LAST}{one}", f"  {one}") for one in last)])

    def action_filter_hits(self) -> None:
        """Choose what is to be found besides the words."""
        self.reception.open("filter", self.view, {}, then=self._filtered)

    def _filtered(self, kept: str | None) -> None:
        if kept is not None:
            self.view = from_plain(Listing.SEARCH, json.loads(kept))
            self.status.title = self.screen_title()
            self._search(self._typed)

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
        hits = await self._show(event.value)
        keys = [_key(hit) for hit in hits]
        key = marked if marked in keys else next(iter(keys), "")
        if key:
            self.reception.remember_search(event.value)
            through = self.query_one(RecordList)
            through.cursor = through.keys().index(key)
            self.reception.open_record(*_record_at(key), Walk(through, _record_at))


def _record_at(key: str) -> tuple[str, str]:
    book, _, no = key.partition(" ")
    return book, no


def _key(hit: Hit) -> str:
    return f"{hit.book} {hit.no or hit.record_id}"


def _line(hit: Hit) -> Line:
    book = tr(_BOOKS.get(hit.book, hit.book))
    when = formats.day(hit.on)
    text = f" {book:<10} {hit.no:<13} {when:<10} {shorten(hit.title, 40):<40} {hit.snippet}"
    return Line(_key(hit), text)
