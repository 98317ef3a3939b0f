"""What would come of a spreadsheet, line by line: refused cells, rows left out, columns, lines that are no records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reception_tui.desk.importing.doubles import Double
from reception_tui.desk.importing.report import Report
from reception_tui.desk.importing.rows import Prepared, Rejection
from reception_tui.domain.text import shorten
from reception_tui.i18n import formats, tr
from reception_tui.i18n.sentences import of_double, of_error
from reception_tui.tui.widgets.record_list import Line

MOST_SHOWN = 500
"""So many lines of a kind are shown: who has more of them mends the file itself."""

CELL, COLUMN = "cell ", "column "
"""Before the place of a refused cell, or of a heading, in the key of its line."""

Edits = Mapping[tuple[str, int, str], str]


def counts(report: Report) -> str:
    """Return how many rows are good, refused and left out."""
    told = tr("{rows} rows: {ok} good, {rejected} refused cells, {doubles} left out as doubles.")
    return told.format(
        rows=formats.number(report.rows),
        ok=formats.number(report.ok),
        rejected=formats.number(len(report.rejected)),
        doubles=formats.number(len(report.doubles)),
    )


def lines(prepared: Prepared, report: Report, headings: Sequence[tuple[str, str]], edits: Edits) -> list[Line]:
    """Return every line of the preview; `headings` are those of the columns, each with what it was taken for."""
    several = len(prepared.sheets) > 1
    cells = (_cell(at, one, prepared, edits, several=several) for at, one in enumerate(report.rejected[:MOST_SHOWN]))
    found = [*cells, *_more(len(report.rejected)), *column_lines(headings)]
    found += [Line("", _double(one, several=several)) for one in report.doubles[:MOST_SHOWN]]
    found += _more(len(report.doubles))
    for name, row in prepared.skipped[:MOST_SHOWN]:
        found.append(
            Line("", tr("{row:>7} {sheet} left alone: a total, section or signature").format(row=row, sheet=name))
        )
    return [*found, *_more(len(prepared.skipped))]


def column_lines(headings: Sequence[tuple[str, str]]) -> list[Line]:
    """Return a line for each column: its heading, and what it is taken for."""
    return [
        Line(f"{COLUMN}{at}", f" {shorten(name, 40)} → {meant or '–'}") for at, (name, meant) in enumerate(headings)
    ]


def _cell(at: int, one: Rejection, prepared: Prepared, edits: Edits, *, several: bool) -> Line:
    heading, _ = prepared.cell(one.sheet, one.row, one.column)
    sheet = f"{shorten(one.sheet, 8):<8} " if several else ""
    mended = edits.get((one.sheet, one.row, one.column))
    told = of_error(one.error, heading) if mended is None else f"✎ {mended}"
    return Line(f"{CELL}{at}", f" {one.row:>6} {sheet}{shorten(heading, 18):<18} {told}")


def _double(one: Double, *, several: bool) -> str:
    sheet = f"{shorten(one.sheet, 8):<8} " if several else ""
    return f"={one.row:>6} {sheet}{of_double(one.why, one.of)}"


def _more(count: int) -> Iterator[Line]:
    if count > MOST_SHOWN:
        yield Line("", tr("        … and {count} more").format(count=formats.number(count - MOST_SHOWN)))
