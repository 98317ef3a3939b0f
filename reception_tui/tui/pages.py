"""What the long lists are read from: records of a book, and what is late and near, as lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from reception_tui.desk.queries.board import BoardGroup, read_board
from reception_tui.desk.queries.listing import Listed, read_listed
from reception_tui.domain.listing import View
from reception_tui.reports.nightly import OWNERS
from reception_tui.store.listing import Day
from reception_tui.tui import lines
from reception_tui.tui.desk_thread import DeskThread
from reception_tui.tui.widgets.paged_list import PagedLine
from reception_tui.tui.widgets.record_list import Line

Place = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class ListedPages:
    """The records of a view."""

    desk: DeskThread
    view: View
    line: Callable[[Listed], Line]

    async def read(self, place: Place | None, count: int, *, forward: bool, inclusive: bool = False) -> list[PagedLine]:
        """Return the lines behind a place, or before it."""
        today = Day(self.desk.desk.today, self.desk.desk.now().tzinfo)
        found = await self.desk.ask(read_listed, self.view, today, place, count, forward=forward, inclusive=inclusive)
        return [PagedLine(one.place, self.line(one), one) for one in found]


@dataclass(frozen=True, slots=True)
class DuePages:
    """All that is late and near, whosever it is, the longest overdue first."""

    desk: DeskThread

    async def read(self, place: Place | None, count: int, *, forward: bool, inclusive: bool = False) -> list[PagedLine]:
        """Return the lines behind a place, or before it."""
        reference, today = self.desk.reference, self.desk.desk.today
        at = None if place is None else (place[0], place[1], place[2])
        found = await self.desk.ask(read_board, reference, today, None, at, count, forward=forward, inclusive=inclusive)
        return [PagedLine(at, lines.due_line(row, reference), row) for at, row in found]


_HEADING = (date.min, -1, 0)


@dataclass(frozen=True, slots=True)
class BoardPages:
    """The board: a heading for each owner with its counts, then what is late and near, the longest overdue first.

    A place is the number of the owner's group, and the place within it.
    """

    desk: DeskThread
    groups: Sequence[BoardGroup]

    async def read(self, place: Place | None, count: int, *, forward: bool, inclusive: bool = False) -> list[PagedLine]:
        """Return the lines behind a place, or before it."""
        order = range(len(self.groups)) if forward else range(len(self.groups) - 1, -1, -1)
        found: list[PagedLine] = []
        for at in order:
            if place is not None and (at < place[0] if forward else at > place[0]):
                continue
            within = place[1] if place is not None and at == place[0] else None
            part = await self._group(at, within, count - len(found), forward=forward, inclusive=inclusive)
            found = [*found, *part] if forward else [*part, *found]
            if len(found) >= count:
                break
        return found

    async def _group(
        self, at: int, place: Place | None, count: int, *, forward: bool, inclusive: bool
    ) -> list[PagedLine]:
        heading = self._heading(at)
        if place == _HEADING and not forward:
            return [heading] if inclusive else []
        behind = None if place is None or place == _HEADING else (place[0], place[1], place[2])
        group, reference, today = self.groups[at], self.desk.reference, self.desk.desk.today
        rows = await self.desk.ask(
            read_board, reference, today, group, behind, count, forward=forward, inclusive=inclusive
        )
        found = [PagedLine((at, here), lines.board_line(row), row) for here, row in rows]
        if forward:
            first = place is None or (place == _HEADING and inclusive)
            return ([heading, *found] if first else found)[:count]
        return [heading, *found] if len(found) < count else found

    def _heading(self, at: int) -> PagedLine:
        return PagedLine((at, _HEADING), lines.board_heading(self.desk.reference, self.groups[at]))


def in_order(desk: DeskThread, groups: Sequence[BoardGroup]) -> list[BoardGroup]:
    """Return groups as the board shows them: first what nobody owns, then ours, then each body by its name."""
    return sorted(groups, key=lambda one: (OWNERS.index(one.owner), lines.group_name(desk.reference, one)))
