"""A list that is read page by page as it is walked through: its first line comes as fast as its millionth."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

from textual.binding import Binding, BindingType
from textual.geometry import Size

from reception_tui.tui.widgets.record_list import Line, RecordList

PAGE = 100
MOST = 500
"""So many lines are kept at a time; those furthest away are let go and read again when they are come back to."""


@dataclass(frozen=True, slots=True)
class PagedLine:
    """A line with its place in the whole list, and the record that it shows; None for a heading."""

    place: tuple[Any, ...]
    line: Line
    record: Any = None


class Pages(Protocol):
    """What a list is read from."""

    async def read(
        self, place: tuple[Any, ...] | None, count: int, *, forward: bool, inclusive: bool = False
    ) -> list[PagedLine]:
        """Return the lines behind a place, or before it, in the list's order; from an end where there is no place."""


class PagedList(RecordList):
    """Lines that are read when the cursor comes near them."""

    DEFAULT_CSS = """
    PagedList { scrollbar-size-vertical: 0; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "go(-1)", show=False),
        Binding("down", "go(1)", show=False),
        Binding("pageup", "go_page(-1)", show=False),
        Binding("pagedown", "go_page(1)", show=False),
        Binding("home", "go_end(0)", show=False),
        Binding("end", "go_end(-1)", show=False),
    ]

    def __init__(self, *, empty: str = "", id: str | None = None) -> None:  # noqa: A002 - textual's own name
        super().__init__(empty=empty, id=id)
        self._pages: Pages | None = None
        self._held: list[PagedLine] = []
        self._from_start = self._to_end = True
        self._reading = asyncio.Lock()

    @property
    def current_record(self) -> Any:
        """Return the record under the cursor; None when there is none."""
        return self._held[self.cursor].record if 0 <= self.cursor < len(self._held) else None

    @property
    def current_place(self) -> tuple[Any, ...] | None:
        """Return where the record under the cursor stands."""
        return self._held[self.cursor].place if self.current else None

    async def show_pages(self, pages: Pages, at: tuple[Any, ...] | None = None) -> None:
        """Show a list from its beginning, or with the cursor on the record that stands at a place or next to it."""
        async with self._reading:
            self._pages = pages
            held = await pages.read(at, PAGE, forward=True, inclusive=True)
            before = [] if at is None else await pages.read(at, PAGE, forward=False)
            self._from_start = at is None or len(before) < PAGE
            self._to_end = len(held) < PAGE
            self._hold([*before, *held], cursor=len(before))

    async def refresh_from(self, pages: Pages) -> None:
        """Read what is shown from other pages of the same list; the cursor stays on its record."""
        if self._pages is None:
            await self.show_pages(pages)
            return
        self._pages = pages
        await self.reread()

    async def reread(self) -> None:
        """Read again what is shown; the cursor stays on its record, or where that was."""
        if self._pages is None:
            return
        async with self._reading:
            key, cursor = self.current, self.cursor
            top = None if self._from_start or not self._held else self._held[0].place
            count = max(PAGE, len(self._held))
            held = await self._pages.read(top, count, forward=True, inclusive=True)
            self._to_end = len(held) < count
            same = next((i for i, one in enumerate(held) if key and one.line.key == key), None)
            self._hold(held, cursor=cursor if same is None else same)

    def _hold(self, held: Sequence[PagedLine], cursor: int) -> None:
        self._held = list(held)
        self._draw()
        self.set_reactive(RecordList.cursor, max(0, min(cursor, len(self._held) - 1)))
        self.cursor = self._nearest(self.cursor, 1)
        self.keep_in_sight(self.cursor)
        self.post_message(self.Moved(self))

    def _draw(self) -> None:
        self.lines, self.is_read = [self.shown(one.line) for one in self._held], True
        self.virtual_size = Size(self.size.width, max(1, len(self.lines)))
        self.refresh()

    # Moving about

    async def go(self, step: int) -> None:
        """Go to the next or the last record."""
        await self._reach(self.cursor + step)
        self.action_move(step)

    async def action_go(self, step: int) -> None:
        """Go to the next or the last record."""
        await self.go(step)

    async def action_go_page(self, step: int) -> None:
        """Go a page on or back."""
        await self._reach(self.cursor + step * max(1, self.size.height - 1))
        self.action_page(step)

    async def action_go_end(self, to: int) -> None:
        """Go to the first or the last record of the whole list."""
        if self._pages is not None and not (self._from_start if to == 0 else self._to_end):
            async with self._reading:
                held = await self._pages.read(None, PAGE, forward=to == 0)
                self._from_start = to == 0 or len(held) < PAGE
                self._to_end = to != 0 or len(held) < PAGE
                self._hold(held, cursor=0 if to == 0 else len(held) - 1)
        self.action_jump(to)

    async def _reach(self, wanted: int) -> None:
        """Read on until the line that is wanted, and one more, is there."""
        if self._pages is None:
            return
        async with self._reading:
            if wanted <= 0 and not self._from_start:
                found = await self._pages.read(self._held[0].place, PAGE, forward=False)
                self._from_start = len(found) < PAGE
                if len(self._held) + len(found) > MOST:
                    self._to_end = False
                self._held = [*found, *self._held][:MOST]
                self._shift(len(found))
            elif wanted + 1 >= len(self._held) and not self._to_end:
                found = await self._pages.read(self._held[-1].place, PAGE, forward=True)
                self._to_end = len(found) < PAGE
                self._held += found
                over = max(0, len(self._held) - MOST)
                if over:
                    self._from_start = False
                    del self._held[:over]
                self._shift(-over)

    def _shift(self, by: int) -> None:
        """Draw the lines anew; what is in sight stays where it is on the screen."""
        top = round(self.scroll_y) + by
        self._draw()
        self.set_reactive(RecordList.cursor, self.cursor + by)
        self.scroll_to(y=top, animate=False, immediate=True)
