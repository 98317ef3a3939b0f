"""Which row heads a sheet, and which column is which: titles above, headings in two lines, merged cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reception_tui.desk.importing.joining import MARKS
from reception_tui.desk.importing.sheet_facts import Grid, Row
from reception_tui.desk.importing.words import Column, Words, squeeze
from reception_tui.domain.errors import HeadingsUnknown

SIGN = " – "
"""Between the lines of one heading."""

_DEEPEST = 40
_MOST_LINES = 3
_YEAR = re.compile(r"\b(?:nam|thang \d{1,2}|t\d{1,2}|quy (?:\d|i{1,3}|iv))(?: nam)? (?:19|20)\d\d\b")
_FIGURE = re.compile(r"\d+( \d+)*( |$)")
_ORDINAL = re.compile(r"\(?\s*(\d{1,2}|[a-z])\s*\)?(\s*=.*)?")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a sheet's headings are. `columns` maps the place of a column to its code; `unknown` to a heading alone.

    `first` is the first row of data, from zero; `year` is the one that the title names.
    """

    columns: Mapping[int, str]
    unknown: Mapping[int, str]
    headings: Mapping[int, str]
    first: int
    year: int | None = None


def lay_out(grid: Grid, words: Words, given: Mapping[str, str] | None = None) -> Layout:
    """Return the layout of a sheet. `given` maps headings to column codes and goes before what the words say.

    Raises `HeadingsUnknown` with the columns that nothing was found for.
    """
    chosen = {squeeze(heading): code for heading, code in (given or {}).items()}
    best: tuple[int, int, int, dict[int, str]] | None = None
    for top in range(min(_DEEPEST, len(grid.rows))):
        if sum(_is_filled(value) for value in grid.rows[top]) < 2:
            continue
        for lines in range(1, min(_MOST_LINES, len(grid.rows) - top) + 1):
            if lines > 1 and not _may_be_headings(grid.rows[top + lines - 1]):
                break
            found = _columns(_joined(grid, top, lines), words, chosen)
            score = sum(3 if exact else 2 for _, exact in found.values())
            score += 4 * sum(any(_covers(words, code, one.code) for code, _ in found.values()) for one in words.needed)
            if len(found) >= 2 and (best is None or score > best[0]):
                best = (score, top, lines, {place: code for place, (code, _) in found.items()})
    missing = [
        one.label
        for one in words.needed
        if best is None or not any(_covers(words, code, one.code) for code in best[3].values())
    ]
    if best is None or missing:
        told = _nearest(grid, best and best[1:])
        raise HeadingsUnknown("file", sheet=grid.name, missing=missing, headings=told)
    _, top, lines, columns = best
    texts = {place: _shown(parts) for place, parts in _joined(grid, top, lines).items()}
    first = top + lines
    while first < len(grid.rows) and _is_numbering(grid.rows[first]):
        first += 1
    unknown = {place: text for place, text in texts.items() if place not in columns and text}
    headings = {place: texts[place] for place in columns}
    return Layout(columns, unknown, headings, first, _year_of((*grid.rows[:top], (grid.name,))))


def _nearest(grid: Grid, best: tuple[int, int, Mapping[int, str]] | None) -> tuple[tuple[str, str], ...]:
    """Return what stands over the columns in the rows that come nearest to headings, each with its code."""
    rows = grid.rows[:_DEEPEST]
    if best is None and not rows:
        return ()
    likely = max(range(len(rows)), key=lambda at: sum(isinstance(value, str) and _is_word(value) for value in rows[at]))
    top, lines, columns = best or (likely, 1, {})
    over = {place: _shown(parts) for place, parts in _joined(grid, top, lines).items()}
    return tuple((heading, columns.get(place, "")) for place, heading in over.items() if heading)


def _may_be_headings(row: Row) -> bool:
    """Tell whether a row may be a further line of headings: none of its cells is a figure or a day."""
    return all(isinstance(value, str) and _is_word(value) for value in row if _is_filled(value))


def _is_word(value: str) -> bool:
    return bool(value.strip()) and _FIGURE.match(squeeze(value)) is None


def own_name(headings: Iterable[str], heading: str) -> str:
    """Return what a map calls a column: the lowest line of its heading, or all of it where another one has that too."""
    lowest = heading.rpartition(SIGN)[2]
    same = [one for one in headings if one.rpartition(SIGN)[2] == lowest]
    return lowest if len(same) < 2 else heading


def _covers(words: Words, code: str, wanted: str) -> bool:
    return code == wanted or wanted in words.column(code).parts


def _joined(grid: Grid, top: int, lines: int) -> dict[int, list[str]]:
    """Return what stands over each column, line by line; a merged heading stands over all that it covers."""
    rows = [list(grid.rows[at]) for at in range(top, top + lines)]
    width = max(map(len, rows))
    over: dict[int, list[str]] = {place: [] for place in range(width)}
    known = [merge for merge in grid.merged if top <= merge[0] < top + lines]
    for at, row in enumerate(rows):
        carried = ""
        for place in range(width):
            value = row[place] if place < len(row) else None
            text = str(value).strip() if _is_filled(value) else ""
            if text:
                carried = text
            elif known:
                text = next(
                    (
                        str(rows[m[0] - top][m[1]] or "").strip()
                        for m in known
                        if m[0] - top == at and m[1] <= place <= m[3] and m[1] < len(rows[m[0] - top])
                    ),
                    "",
                )
            elif at < lines - 1 and _below(rows, at, place):
                text = carried
            if text and text not in over[place]:
                over[place].append(text)
    return over


def _below(rows: Sequence[Row], at: int, place: int) -> bool:
    return any(place < len(row) and _is_filled(row[place]) for row in rows[at + 1 :])


def _columns(over: Mapping[int, list[str]], words: Words, chosen: Mapping[str, str]) -> dict[int, tuple[str, bool]]:
    """Return the code of each column that is recognised, and whether its heading is exactly a known one."""
    offers: list[tuple[int, int, str, bool]] = []
    taken: dict[int, tuple[str, bool]] = {}
    for place, parts in over.items():
        texts = list(_readings(parts))
        given = next((chosen[text] for text in texts if text in chosen), None)
        if given is not None:
            if given:
                taken[place] = (given, True)
            continue
        offers += ((strength, -place, code, exact) for strength, code, exact in _offers(texts, words))
    used = {code for code, _ in taken.values()}
    for _, place, code, exact in sorted(offers, reverse=True):
        if -place not in taken and code not in used and _shown(over[-place]):
            taken[-place] = (code, exact)
            used.add(code)
    # A mark for women tells nothing without one for men; and a column of years is called like that of men.
    alone = MARKS.keys() - {code for code, _ in taken.values()}
    return {place: found for place, found in taken.items() if not alone or found[0] not in MARKS}


def _readings(parts: Sequence[str]) -> Iterator[str]:
    """Yield what a heading of several lines may be called: its lowest line, all of it, its first line."""
    lines = [_bare(part) for part in parts]
    if parts:
        yield squeeze(parts[-1])
    for text in (lines[-1:], lines, lines[:1]):
        joined = squeeze(" ".join(text))
        if joined:
            yield joined


def _bare(heading: str) -> str:
    """Return a heading without what stands in brackets behind it."""
    bare = re.sub(r"\([^)]*\)?", " ", heading)
    return bare if squeeze(bare) else heading


def _offers(texts: Sequence[str], words: Words) -> Iterator[tuple[int, str, bool]]:
    for rank, text in enumerate(texts):
        for column in words.columns:
            strength = _strength(text, column)
            if strength:
                yield strength - 5 * rank, column.code, strength >= 1000


def _strength(text: str, column: Column) -> int:
    if text in column.names:
        return 1000 + len(text) - column.names.index(text)
    held = [len(name) for name in column.names if len(name) > 3 and f" {name} " in f" {text} "]
    return max(held, default=0) if len(text) <= 80 else 0


def _is_numbering(row: Row) -> bool:
    """Tell whether a row only numbers the columns: 1, 2, 3 or (1), (2), A, B."""
    filled = [squeeze(_whole(value)) for value in row if _is_filled(value)]
    return len(filled) >= 3 and all(_ORDINAL.fullmatch(text) for text in filled) and len(set(filled)) == len(filled)


def _whole(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _is_filled(value: object) -> bool:
    return value is not None and str(value).strip() != ""


def _shown(parts: Sequence[str]) -> str:
    return SIGN.join(" ".join(part.split()) for part in parts)


def _year_of(rows: Sequence[Row]) -> int | None:
    """Return the year that a title names, when it names just one."""
    found = {
        int(year[0][-4:])
        for row in rows
        for value in row
        if _is_filled(value)
        for year in _YEAR.finditer(squeeze(str(value)))
    }
    return found.pop() if len(found) == 1 else None
