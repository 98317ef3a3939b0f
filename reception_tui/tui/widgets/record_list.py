"""A list of records drawn line by line: it costs the same for ten rows and for a hundred thousand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from textwrap import wrap
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reception_tui.i18n import tr

MARK = "▶"


@dataclass(frozen=True, slots=True)
class Line:
    """One row: the record that it opens (empty for a heading), its text, and how it is drawn."""

    key: str
    text: str
    style: str = ""


class RecordList(ScrollView, can_focus=True):
    """Rows with a cursor that skips headings. Posts `Opened` on Enter."""

    DEFAULT_CSS = """
    RecordList { height: 1fr; scrollbar-size-horizontal: 0; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "jump(0)", show=False),
        Binding("end", "jump(-1)", show=False),
        Binding("enter", "open", show=False),
    ]

    cursor: reactive[int] = reactive(0)

    class Opened(Message):
        """Enter was pressed on a record."""

        def __init__(self, record_list: RecordList, key: str) -> None:
            super().__init__()
            self.record_list = record_list
            self.key = key

        @property
        def control(self) -> RecordList:
            """Return the list that was used."""
            return self.record_list

    class Moved(Message):
        """The cursor has come to another record."""

        def __init__(self, record_list: RecordList) -> None:
            super().__init__()
            self.record_list = record_list

        @property
        def control(self) -> RecordList:
            """Return the list that was used."""
            return self.record_list

    def __init__(self, *, empty: str = "", id: str | None = None) -> None:  # noqa: A002 - textual's own name
        super().__init__(id=id)
        self.lines: Sequence[Line] = ()
        self._given: Sequence[Line] = ()
        self.empty = empty
        self.is_read = False
        """Whether the register has answered: until then nobody knows that there is nothing."""
        self.marked: frozenset[str] = frozenset()
        """Keys of the records that something is to be done with together."""

    def show(self, lines: Sequence[Line]) -> None:
        """Show these rows; the cursor stays on its record when that is still there.

        Of records from which the officer is recused only the number is shown.
        """
        self._given = lines
        lines = [part for line in lines for part in self._fitted(self.shown(line))]
        current = self.current
        self.lines, self.is_read = lines, True
        self.virtual_size = Size(self.size.width, max(1, len(lines)))
        same = next((i for i, line in enumerate(lines) if current and line.key == current), None)
        self.cursor = same if same is not None else self._nearest(0, 1)
        self.refresh()

    def on_resize(self) -> None:
        """Lay headings out anew that are wider than the list is now, or were before."""
        if any(not line.key for line in self._given):
            self.show(self._given)

    def _fitted(self, line: Line) -> list[Line]:
        """Return a heading on as many rows as it needs; a record has one row."""
        width = self.size.width
        if line.key or not width or cell_len(line.text) <= width:
            return [line]
        indent = " " * (len(line.text) - len(line.text.lstrip()) + 2)
        rows = wrap(line.text, width, subsequent_indent=indent, drop_whitespace=True, replace_whitespace=False)
        return [Line("", row, line.style) for row in rows]

    def shown(self, line: Line) -> Line:
        """Return a line as the officer may see it: of what they are recused from only the number."""
        kept: frozenset[str] = getattr(self.app, "kept_numbers", frozenset())
        no = next((word for word in line.key.split() if word in kept), "") if kept else ""
        return replace(line, text=" " + tr("{no}: recused").format(no=no), style="") if no else line

    @property
    def current(self) -> str:
        """Return the key of the record under the cursor; empty when there is none."""
        return self.lines[self.cursor].key if 0 <= self.cursor < len(self.lines) else ""

    def keys(self) -> list[str]:
        """Return the keys of all records, in order."""
        return [line.key for line in self.lines if line.key]

    def mark(self, keys: frozenset[str]) -> None:
        """Show these records as marked."""
        self.marked = keys
        self.refresh()

    async def go(self, step: int) -> None:
        """Go to the next or the last record."""
        self.action_move(step)

    async def walk(self, step: int, record: Callable[[str], object]) -> str:
        """Go on to the next record that is another one than this; return its key, nothing at the end of the list."""
        here = record(self.current)
        while True:
            before = self.current
            await self.go(step)
            if self.current == before:
                return ""
            if record(self.current) != here:
                return self.current

    def watch_cursor(self, _old: int, new: int) -> None:
        """Keep the cursor's row in sight."""
        self.keep_in_sight(new)
        self.refresh()
        self.show_cursor()
        self.post_message(self.Moved(self))

    def on_focus(self) -> None:
        """Put the terminal's own cursor on the row."""
        self.show_cursor()

    def show_cursor(self) -> None:
        """Put the terminal's own cursor on the row, for magnifiers and Braille lines that follow it."""
        if self.has_focus:
            self.app.cursor_position = self.region.offset + Offset(0, self.cursor - round(self.scroll_y))

    def keep_in_sight(self, new: int) -> None:
        """Scroll so that a row is in sight, with the heading above the first one."""
        top, height = round(self.scroll_y), max(1, self.size.height)
        if new < top or (new == 1 and self.lines and not self.lines[0].key):
            self.scroll_to(y=0 if new <= 1 else new, animate=False)
        elif new >= top + height:
            self.scroll_to(y=new - height + 1, animate=False)

    def action_move(self, step: int) -> None:
        """Go to the next or the last record."""
        self.cursor = self._nearest(self.cursor + step, step)

    def action_page(self, step: int) -> None:
        """Go a page on or back."""
        self.cursor = self._nearest(self.cursor + step * max(1, self.size.height - 1), step)

    def action_jump(self, to: int) -> None:
        """Go to the first or the last record."""
        self.cursor = self._nearest(0, 1) if to == 0 else self._nearest(len(self.lines) - 1, -1)

    def action_open(self) -> None:
        """Open the record under the cursor."""
        if self.current:
            self.post_message(self.Opened(self, self.current))

    def _nearest(self, wanted: int, step: int) -> int:
        """Return the record at `wanted`, or the next one in the direction of `step`, or the cursor as it is."""
        direction = 1 if step >= 0 else -1
        found = min(max(wanted, 0), len(self.lines) - 1)
        while 0 <= found < len(self.lines):
            if self.lines[found].key:
                return found
            found += direction
        return self.cursor if self.current else 0

    def render_line(self, y: int) -> Strip:
        """Draw one row of the screen."""
        row = round(self.scroll_y) + y
        width = self.size.width
        base = self.rich_style
        if not self.lines and y == 0:
            told = self.empty if self.is_read else "…"
            return Strip([Segment(f" {told}"[:width], base)]).extend_cell_length(width, base)
        if row >= len(self.lines):
            return Strip.blank(width, base)
        line = self.lines[row]
        style = base + self.app.console.get_style(line.style) if line.style else base
        if row == self.cursor and line.key:
            style += Style(reverse=self.has_focus, underline=not self.has_focus)
        text = f"{MARK}{line.text[1:]}" if line.key and line.key in self.marked else line.text
        if cell_len(text) > width:
            # What is cut off says so: half a word could be read as another one.
            text = f"{set_cell_size(text, width - 1).rstrip()}…"
        return Strip([Segment(text, style)]).adjust_cell_length(width, style)
