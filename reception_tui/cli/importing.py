"""Spreadsheets taken into the register: a dry run with every refused cell, and then for good."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from reception_tui.cli.answer import DONE, NO, print_json, print_text
from reception_tui.cli.options import desk_of
from reception_tui.config import write_whole
from reception_tui.desk.door import Desk
from reception_tui.desk.importing.maps import columns_text, find_map, map_text, read_map
from reception_tui.desk.importing.progress import Progress, unwatched
from reception_tui.desk.importing.report import Report, open_sheets, prepared_at, take_in, try_out, words_at
from reception_tui.desk.importing.rows import Prepared, Rejection, Sheet
from reception_tui.domain.errors import FileExists, FileUnwritable, HeadingsUnknown
from reception_tui.domain.kinds import Book
from reception_tui.i18n import formats, tr
from reception_tui.i18n.sentences import of_double, of_error
from reception_tui.i18n.sheets import of_order

_SHOWN = 40


def import_file(args: argparse.Namespace) -> int:
    """Try a spreadsheet, or take it in with `--commit`; exit 1 when rows were refused."""
    desk = desk_of(args)
    try:
        book = Book(args.book)
        words = words_at(desk, book)
        given = None if args.map is None else read_map(find_map(args.map), words)
        progress = unwatched if args.json or not sys.stderr.isatty() else _bar()
        prepared = _prepared(desk, args, book, given, progress)
        if args.commit:
            report = take_in(desk, prepared, args.file.name, progress, doubles=args.doubles)
        else:
            report = try_out(desk, prepared, progress, doubles=args.doubles)
    finally:
        desk.register.close()
    if args.json:
        print_json(as_json(prepared, report))
    else:
        print_text("\n".join(_lines(prepared, report, committed=args.commit)))
    return NO if report.rejected else DONE


def _prepared(
    desk: Desk, args: argparse.Namespace, book: Book, given: Mapping[str, str] | None, progress: Progress
) -> Prepared:
    """Return the file's records, and save how its columns were understood: also, and first of all, where they were not.

    Raises `HeadingsUnknown`.
    """
    grids = open_sheets(args.file, progress)
    try:
        prepared = prepared_at(desk, grids, book, given, progress=progress)
    except HeadingsUnknown as error:
        if args.save_map is not None:
            _save(find_map(args.save_map), columns_text(book.value, dict(error.values["headings"])))
        raise
    if args.save_map is not None:
        _save(find_map(args.save_map), map_text(book.value, [one.layout for one in prepared.sheets]))
    return prepared


def as_json(prepared: Prepared, report: Report) -> dict[str, Any]:
    """Return a report as the command line promises it."""
    several = len(prepared.sheets) > 1
    return {
        "rows": report.rows,
        "ok": report.ok,
        "rejected": [_rejected(prepared, one, several=several) for one in report.rejected],
        "duplicates": [
            {
                "row": one.row,
                **({"sheet": one.sheet} if several else {}),
                "code": one.why,
                "of": one.of,
                "why": of_double(one.why, one.of),
            }
            for one in report.doubles
        ],
        "committed": report.entry is not None,
        "entry": report.entry,
        "numbers": [report.numbers[0], report.numbers[-1]] if report.entry is not None and report.numbers else [],
        "columns": {
            one.layout.headings[place]: code
            for one in prepared.sheets
            for place, code in sorted(one.layout.columns.items())
        },
        "unknown_columns": [text for one in prepared.sheets for text in one.layout.unknown.values()],
        "encoding": prepared.sheets[0].grid.encoding,
        "skipped": [row for _, row in prepared.skipped],
    }


def _rejected(prepared: Prepared, one: Rejection, *, several: bool) -> dict[str, Any]:
    heading, _ = prepared.cell(one.sheet, one.row, one.column)
    found = {"row": one.row, "column": heading, "value": one.value, "why": of_error(one.error, heading)}
    return found | {"code": one.error.values.get("why", one.error.code)} | ({"sheet": one.sheet} if several else {})


def _lines(prepared: Prepared, report: Report, *, committed: bool) -> list[str]:
    lines = []
    alike: dict[tuple[str, ...], list[str]] = {}
    for sheet in prepared.sheets:
        alike.setdefault(tuple(_columns(prepared, sheet)), []).append(sheet.grid.name)
    for columns, names in alike.items():
        told_of = ", ".join(filter(None, names))
        lines += [tr("Columns{sheet}:").format(sheet=f" ({told_of})" if told_of else ""), *columns]
    told_rows = tr("{rows} rows: {ok} good, {rejected} refused cells, {doubles} left out as doubles.")
    lines.append(
        told_rows.format(
            rows=formats.number(report.rows),
            ok=formats.number(report.ok),
            rejected=formats.number(len(report.rejected)),
            doubles=formats.number(len(report.doubles)),
        )
    )
    for one in report.rejected[:_SHOWN]:
        heading, _ = prepared.cell(one.sheet, one.row, one.column)
        line = tr("✗ row {row}, {column}, “{value}”: {why}")
        row = _place(prepared, one.sheet, one.row)
        lines.append(line.format(row=row, column=heading, value=one.value, why=of_error(one.error, heading)))
    for one_double in report.doubles[:_SHOWN]:
        place = _place(prepared, one_double.sheet, one_double.row)
        lines.append(f"= {place}: {of_double(one_double.why, one_double.of)}")
    lines += left_alone(prepared)
    if report.entry is not None:
        done = tr("Taken in as entry {entry} of the journal: undo it as one.")
        lines.append(done.format(entry=report.entry))
    elif committed:
        lines.append(tr("Nothing was taken in."))
    else:
        lines.append(tr("This was a dry run: nothing was written. Add --commit to take the good rows in."))
    return lines


def _columns(prepared: Prepared, sheet: Sheet) -> Iterator[str]:
    for place, code in sorted(sheet.layout.columns.items()):
        order = of_order(sheet.orders.get(code))
        label = prepared.labels.get(code, code)
        yield f"  {sheet.layout.headings[place]} → {label}{f' ({order})' if order else ''}"
    for text in sheet.layout.unknown.values():
        yield f"  {text} → –"


def _place(prepared: Prepared, sheet: str, row: int) -> str:
    """Return where a row stands: its number, with the sheet where there are several."""
    return f"{row} ({sheet})" if len(prepared.sheets) > 1 else str(row)


def left_alone(prepared: Prepared) -> list[str]:
    """Return which lines of the file were taken for no record, in one sentence; nothing where there are none."""
    if not prepared.skipped:
        return []
    rows = ", ".join(_place(prepared, sheet, row) for sheet, row in prepared.skipped[:_SHOWN])
    more = "…" if len(prepared.skipped) > _SHOWN else ""
    return [tr("Left alone as totals, sections or signatures: rows {rows}.").format(rows=rows + more)]


def _bar() -> Progress:
    def progress(done: int, of: int) -> bool:
        told = f"{done * 100 // of:3} %" if of else formats.number(done)
        sys.stderr.write(f"\r{told}" + ("\n" if done == of else ""))
        sys.stderr.flush()
        return True

    return progress


def _save(path: Path, text: str) -> None:
    if path.exists():
        raise FileExists("save_map", path=str(path))
    try:
        write_whole(path, text)
    except OSError as error:
        raise FileUnwritable(path=str(path)) from error
