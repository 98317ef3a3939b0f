"""The list of what is overdue, due today and due soon."""

from __future__ import annotations

from typing import Any

from reception_tui.desk.queries.overdue import DueList
from reception_tui.domain.reference import Reference
from reception_tui.i18n import formats, tr
from reception_tui.reports.model import Document, Heading
from reception_tui.reports.nightly import due_row, letterhead, near_blocks, overdue_blocks


def as_json(found: DueList) -> dict[str, Any]:
    """Return the list in the shape that the command line promises."""
    return {"as_of": found.as_of, "rows": [due_row(row) for row in found.rows], "counts": found.counts}


def document(found: DueList, reference: Reference) -> Document:
    """Return the list as a document, grouped by whose limit it is."""
    return Document(
        head=letterhead(reference),
        title=tr("Overdue and due"),
        subtitle=(tr("As of {day}.").format(day=formats.day(found.as_of)),),
        blocks=(
            Heading(tr("Overdue")),
            *overdue_blocks(found, reference),
            Heading(tr("Due today and soon")),
            *near_blocks(found, reference),
        ),
    )
