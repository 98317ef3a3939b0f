"""What goes to the national database, as it is looked through before it leaves: one record, and all that was sent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reception_tui.desk.queries.national import Reviewed
from reception_tui.domain.reference import Reference
from reception_tui.i18n import formats, tr
from reception_tui.reports.model import Align, Block, Column, Document, Paragraph, Table
from reception_tui.reports.nightly import letterhead
from reception_tui.store.work import Row


def record_document(one: Reviewed, reference: Reference) -> Document:
    """Return a record field by field, as it would leave, and what it lacks."""
    rows = tuple((code, _shown(value)) for code, value in one.fields.items())
    blocks: list[Block] = [Table((Column(tr("Field")), Column(tr("Value"), share=1)), rows)]
    if one.lacks:
        blocks.append(
            Paragraph(tr("Lacks {fields}: it stays here until they are filled in.").format(fields=", ".join(one.lacks)))
        )
    if one.sealed:
        blocks.append(Paragraph(tr("A denunciation: its code leaves, no name and no word.")))
    if one.sent:
        blocks.append(Paragraph(tr("It was sent before.")))
    return Document(
        head=letterhead(reference, reference.board.place),
        title=tr("RECORD FOR THE NATIONAL DATABASE"),
        subtitle=(f"{one.kind} {one.no}",),
        blocks=tuple(blocks),
    )


def submissions_document(rows: Sequence[Row], reference: Reference) -> Document:
    """Return everything that was sent, the last first: when, by whom, of which days, how many, in which file."""
    columns = (
        Column(tr("Sent on")),
        Column(tr("Officer")),
        Column(tr("Of the days")),
        Column(tr("Records"), Align.RIGHT),
        Column(tr("File"), share=1),
        Column(tr("Digest")),
    )
    lines = tuple(
        (
            formats.day(row["on"]),
            row["officer"],
            f"{formats.day(row['first'])} – {formats.day(row['last'])}",
            formats.number(row["count"]),
            row["file"],
            row["digest"][:16],
        )
        for row in reversed(rows)
    )
    blocks: tuple[Block, ...] = (Table(columns, lines),) if lines else (Paragraph(tr("Nothing was sent yet.")),)
    return Document(
        head=letterhead(reference, reference.board.place),
        title=tr("SENT TO THE NATIONAL DATABASE"),
        subtitle=(),
        blocks=blocks,
        landscape=True,
    )


def _shown(value: object) -> str:
    return formats.day(value) if isinstance(value, date) else str(value)
