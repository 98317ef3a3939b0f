"""Questions to the register."""

from __future__ import annotations

import argparse
import time

from reception_tui.cli.answer import DONE, print_json, print_text
from reception_tui.cli.options import desk_of
from reception_tui.domain.rights import View
from reception_tui.i18n import formats, tr


def find(args: argparse.Namespace) -> int:
    """Search everything."""
    from reception_tui.desk.queries.find import find as search
    from reception_tui.desk.recusals import kept_from

    desk = desk_of(args, View.RECORDS)
    typed = " ".join(args.text)
    with desk.reading() as work:
        started = time.perf_counter()
        kept = kept_from(work, desk.officer.code)
        hits = search(work, desk.reference, typed, args.limit, desk.today, kept=kept)
        spent = (time.perf_counter() - started) * 1000
    desk.register.close()
    if args.json:
        found = [
            {
                "book": hit.book,
                "no": hit.no or str(hit.record_id),
                "title": hit.title,
                "on": hit.on,
                "snippet": hit.snippet,
            }
            for hit in hits
        ]
        print_json({"hits": found, "ms": round(spent, 3)})
    elif hits:
        print_text("\n".join(f"{hit.no:<14} {formats.day(hit.on):<10}  {hit.title}\n    {hit.snippet}" for hit in hits))
    else:
        print_text(tr("Nothing was found for “{typed}”.").format(typed=typed))
    return DONE


def overdue(args: argparse.Namespace) -> int:
    """List what is overdue, due today and due soon."""
    from reception_tui.desk.queries.overdue import due_list
    from reception_tui.desk.recusals import kept_from
    from reception_tui.reports import late
    from reception_tui.reports.text import render

    desk = desk_of(args, View.FIGURES)
    as_of = args.as_of or desk.today
    body = desk.reference.directory.body(args.body, "body").code if args.body else ""
    with desk.reading() as work:
        found = due_list(work, desk.reference, as_of, body, kept_from(work, desk.officer.code).numbers)
    desk.register.close()
    if args.json:
        print_json(late.as_json(found))
    else:
        print_text(render(late.document(found, desk.reference)))
    return DONE
