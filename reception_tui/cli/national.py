"""The export to the national database: reviewed first, written down when it was sent."""

from __future__ import annotations

import argparse
import hashlib
from datetime import date
from pathlib import Path

from reception_tui.cli.answer import DONE, NO, print_json, print_text
from reception_tui.cli.options import desk_of
from reception_tui.desk.door import execute
from reception_tui.desk.queries.national import package, review
from reception_tui.domain.commands import RecordSubmission
from reception_tui.domain.errors import FileUnwritable
from reception_tui.domain.rights import View
from reception_tui.i18n import formats, tr


def _write(path: Path, data: bytes) -> None:
    """Write the file before it is noted as sent."""
    try:
        path.write_bytes(data)
    except OSError as error:
        raise FileUnwritable(path=str(path)) from error


def export_national(args: argparse.Namespace, first: date, last: date) -> int:
    """Write the records that lack nothing and were not sent before; exit 1 when some lack a field.

    `--send` writes down that they were sent.
    """
    desk = desk_of(args, View.EXPORT)
    try:
        with desk.reading() as work:
            found = review(work, desk.reference_of(work), first, last)
        ready = [one for one in found if not one.lacks and not one.sent]
        lacking = [one for one in found if one.lacks]
        data = package(ready, first, last, desk.today)
        _write(args.output, data)
        entry = None
        if args.send:
            command = RecordSubmission(
                first=first,
                last=last,
                file=args.output.name,
                digest=hashlib.sha256(data).hexdigest(),
                records=tuple(one.no for one in ready),
            )
            entry = execute(desk, command).entry
    finally:
        desk.register.close()
    if args.json:
        lacks = [{"no": one.no, "lacks": list(one.lacks)} for one in lacking]
        sent = sum(one.sent for one in found)
        print_json(
            {"rows": len(ready), "lacking": lacks, "sent_before": sent, "path": str(args.output), "entry": entry}
        )
    else:
        told = tr("{rows} records are in {path}; {lacking} lack a field and stay here.")
        lines = [told.format(rows=formats.number(len(ready)), path=args.output, lacking=formats.number(len(lacking)))]
        lines += [f"  {one.no}: {', '.join(one.lacks)}" for one in lacking[:40]]
        print_text("\n".join(lines))
    return NO if lacking else DONE
