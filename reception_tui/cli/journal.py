"""The journal on the command line: who did what, what was refused, what left the register."""

from __future__ import annotations

import argparse
from typing import Any

from reception_tui.cli.answer import DONE, print_json, print_text
from reception_tui.cli.options import desk_of
from reception_tui.desk.queries.audit import AuditEntry, journal_entry, journal_page, wanted_of
from reception_tui.domain.rights import View
from reception_tui.i18n import tr
from reception_tui.i18n.journal_words import entry_lines, page_line


def journal(args: argparse.Namespace) -> int:
    """List entries, the newest first, or show one whole."""
    desk = desk_of(args, View.JOURNAL)
    try:
        with desk.reading() as work:
            zone = desk.now().tzinfo
            if args.entry:
                return _one(args, journal_entry(work, args.entry), zone)
            wanted = wanted_of(
                zone,
                officer=args.by,
                act=args.act,
                record=args.record,
                first=args.first,
                last=args.last,
                refusals=args.refusals,
                openings=args.openings,
            )
            rows = journal_page(work, wanted, args.limit, args.before)
    finally:
        desk.register.close()
    if args.json:
        print_json({"entries": rows, "next": rows[-1]["no"] if len(rows) == args.limit else None})
    else:
        lines = [page_line(row, zone) for row in rows] or [tr("No entry fits.")]
        if len(rows) == args.limit:
            lines.append(tr("Older ones: add --before {no}.").format(no=rows[-1]["no"]))
        print_text("\n".join(lines))
    return DONE


def _one(args: argparse.Namespace, entry: AuditEntry, zone: Any) -> int:
    if args.json:
        print_json(_facts(entry))
    else:
        print_text("\n".join(entry_lines(entry, zone)))
    return DONE


def _facts(entry: AuditEntry) -> dict[str, Any]:
    return {
        "no": entry.no,
        "at": entry.at.isoformat(),
        "officer": entry.officer,
        "act": entry.act,
        "subject": entry.subject,
        "undoes": entry.undoes,
        "undone_by": entry.undone_by,
        "facts": entry.facts,
        "changes": [
            {"table": one.table, "row": one.row, "private": True}
            if one.secret
            else {
                "table": one.table,
                "row": one.row,
                "column": one.column,
                "before": one.before,
                "after": one.after,
            }
            for one in entry.changed
        ],
        "hash": entry.hash,
    }
