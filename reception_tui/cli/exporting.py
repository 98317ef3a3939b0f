"""Books written out as spreadsheets or JSON."""

from __future__ import annotations

import argparse
from datetime import date

from reception_tui.cli.answer import DONE, print_json, print_text
from reception_tui.cli.options import desk_of
from reception_tui.desk.door import note_export
from reception_tui.desk.queries.exporting import Wanted, exported
from reception_tui.desk.recusals import kept_from
from reception_tui.domain.errors import BadPeriod, FileExists, FileUnwritable
from reception_tui.domain.kinds import Book
from reception_tui.domain.rights import View
from reception_tui.i18n import formats, tr
from reception_tui.reports.exporting import write

_FIRST, _LAST = date(1900, 1, 1), date(2199, 12, 31)


def export_file(args: argparse.Namespace) -> int:
    """Write a book's records of a period to a file; without a period all of them."""
    first, last = args.first or _FIRST, args.last or _LAST
    if last < first:
        raise BadPeriod("to", first=first, last=last)
    if args.output.exists():
        raise FileExists("output", path=str(args.output))
    if args.book == "national":
        from reception_tui.cli.national import export_national

        return export_national(args, first, last)
    desk = desk_of(args, View.EXPORT)
    try:
        with desk.reading() as work:
            kept = kept_from(work, desk.officer.code)
            wanted = Wanted(Book(args.book), first, last, args.kind, args.state, kept.numbers)
            found = exported(work, desk.reference_of(work), wanted)
        note_export(desk, args.book, len(found.rows))
    finally:
        desk.register.close()
    try:
        args.output.write_bytes(write(found, args.format, desk.today))
    except OSError as error:
        raise FileUnwritable(path=str(args.output)) from error
    if args.json:
        print_json({"book": args.book, "rows": len(found.rows), "path": str(args.output), "format": args.format})
    else:
        told = tr("{rows} records are in {path}.")
        print_text(told.format(rows=formats.number(len(found.rows)), path=args.output))
    return DONE
