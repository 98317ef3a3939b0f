"""Tables as plain text. One that is too wide is told in parts, each beginning with the first column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reception_tui.reports.grid import Placed, above, header_rows, part, placed
from reception_tui.reports.model import Align, Column, Table
from reception_tui.reports.text_frame import wrapped

_GAP = 2
_SPACE = " " * _GAP
_LONGEST_FIRST = 24


def table_lines(table: Table, width: int) -> Iterator[str]:
    """Yield the lines of a table, none longer than `width`."""
    texts = [[*cells, *(row[i] for row in table.rows)] for i, cells in enumerate(above(table))]
    natural = [_longest(cells) for cells in texts]
    least = [min(size, _longest_word(cells)) for size, cells in zip(natural, texts, strict=True)]
    parts = _parts(table, natural, least, width)
    if len(parts) > 1:
        least[0] = max(least[0], min(natural[0], _LONGEST_FIRST))
    for number, kept in enumerate(parts):
        if number:
            yield ""
        yield from _part(table, kept, _widths(table, kept, natural, least, width))
    if table.note:
        yield from wrapped(table.note, width)


def _longest(cells: Iterable[str]) -> int:
    return max((len(line) for cell in cells for line in cell.split("\n")), default=0)


def _longest_word(cells: Iterable[str]) -> int:
    return max((len(word) for cell in cells for word in cell.split()), default=1)


def _room(widths: Iterable[int]) -> int:
    sizes = list(widths)
    return sum(sizes) + _GAP * (len(sizes) - 1)


def _parts(table: Table, natural: Sequence[int], least: Sequence[int], width: int) -> list[list[int]]:
    """Return the columns of each part: all in one where they fit, else as many at a time as fit after the first.

    Columns under one heading stay together where a part can hold them.
    """
    if len(natural) < 3 or _room(least) <= width:
        return [list(range(len(natural)))]
    room = width - max(least[0], min(natural[0], _LONGEST_FIRST))
    parts: list[list[int]] = []
    used = room
    for group in _groups(table, least, room):
        whole = sum(least[column] + _GAP for column in group)
        for column in group:
            size = least[column] + _GAP
            if used + (whole if column == group[0] and whole <= room else size) > room:
                parts.append([0])
                used = 0
            parts[-1].append(column)
            used += size
    return parts


def _groups(table: Table, least: Sequence[int], room: int) -> list[list[int]]:
    """Return the columns after the first, grouped by the uppermost headings that fit into `room`."""
    cells = sorted(placed(table), key=lambda cell: cell.row)
    groups: dict[tuple[int, int], list[int]] = {}
    for column in range(1, len(least)):
        over = [range(cell.column, cell.column + cell.columns) for cell in cells]
        fitting = (span for span in over if column in span and sum(least[c] + _GAP for c in span) <= room)
        span = next(fitting, range(column, column + 1))
        groups.setdefault((span.start, span.stop), []).append(column)
    return list(groups.values())


def _widths(table: Table, kept: Sequence[int], natural: Sequence[int], least: Sequence[int], width: int) -> list[int]:
    """Return the widths of those columns: as long as their cells where there is room, else shared by need."""
    wanted = {column: natural[column] for column in kept}
    over = _room(wanted.values()) - width
    for shrinkable in ([c for c in kept if table.columns[c].share], [c for c in kept if not table.columns[c].share]):
        slack = {column: wanted[column] - least[column] for column in shrinkable}
        while over > 0 and any(slack.values()):
            widest = max(slack, key=lambda column: (slack[column], wanted[column]))
            wanted[widest] -= 1
            slack[widest] -= 1
            over -= 1
    while over > 0 and max(wanted.values()) > 1:
        wanted[max(wanted, key=lambda column: wanted[column])] -= 1
        over -= 1
    return [wanted[column] for column in kept]


def _part(table: Table, kept: Sequence[int], widths: Sequence[int]) -> Iterator[str]:
    columns = [table.columns[column] for column in kept]
    yield from _header(table, kept, columns, widths)
    rule = _SPACE.join("─" * size for size in widths)
    yield rule
    sums = len(table.rows) - table.totals
    for number, row in enumerate(table.rows):
        if table.totals and number == sums and number:
            yield rule
        yield from _row([row[column] for column in kept], columns, widths)


def _header(table: Table, kept: Sequence[int], columns: Sequence[Column], widths: Sequence[int]) -> Iterator[str]:
    cells = list(part(placed(table), kept))
    shown = [_cell_lines(cell, columns, widths) for cell in cells]
    heights = [0] * header_rows(table)
    for cell, lines in zip(cells, shown, strict=True):
        if cell.rows == 1:
            heights[cell.row] = max(heights[cell.row], len(lines))
    for cell, lines in zip(cells, shown, strict=True):
        bottom = cell.row + cell.rows
        heights[bottom - 1] += max(0, len(lines) - sum(heights[cell.row : bottom]))
    canvas = [[" "] * _room(widths) for _ in range(sum(heights))]
    for cell, lines in zip(cells, shown, strict=True):
        left = _room(widths[: cell.column]) + _GAP if cell.column else 0
        top = sum(heights[: cell.row])
        for down, line in enumerate(lines):
            canvas[top + down][left : left + len(line)] = line
    yield from ("".join(line) for line in canvas)


def _cell_lines(cell: Placed, columns: Sequence[Column], widths: Sequence[int]) -> list[str]:
    """Return the lines of a header cell; one over several columns stands in the middle, over a rule."""
    if cell.columns == 1:
        column, size = columns[cell.column], widths[cell.column]
        return [_put(line, size, column.align) for line in wrapped(cell.text, size)]
    size = _room(widths[cell.column : cell.column + cell.columns])
    return [*(line.center(size) for line in wrapped(cell.text, size)), "─" * size]


def _row(cells: Sequence[str], columns: Sequence[Column], widths: Sequence[int]) -> Iterator[str]:
    shown = [wrapped(cell, size) for cell, size in zip(cells, widths, strict=True)]
    for i in range(max(len(lines) for lines in shown)):
        yield _SPACE.join(
            _put(lines[i] if i < len(lines) else "", size, column.align)
            for lines, column, size in zip(shown, columns, widths, strict=True)
        )


def _put(text: str, width: int, align: Align) -> str:
    return text.rjust(width) if align is Align.RIGHT else text.ljust(width)
