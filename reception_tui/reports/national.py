"""What goes to the national database, as it is looked through before it leaves: one record, and all that was sent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reception_tui.desk.queries.national import Reviewed, field_names
from reception_tui.domain.reference import Reference
from reception_tui.i18n import formats, lang, tr
from reception_tui.reports.model import Align, Block, Column, Document, Paragraph, Table
from reception_tui.reports.nightly import letterhead
from reception_tui.store.work import Row


def record_document(one: Reviewed, reference: Reference) -> Document:
    """Return a record field by field, as it would leave, and what it lacks."""
    rows = tuple((_name(code), _shown(value)) for code, value in one.fields.items())
    blocks: list[Block] = [Table((Column(tr("Field")), Column(tr("Value"), share=1)), rows)]
    if one.lacks:
        blocks.append(
            Paragraph(tr("Lacks {fields}: it stays here until they are filled in.").format(fields=lacking(one)))
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


def lacking(one: Reviewed) -> str:
    """Return in words which fields a record lacks."""
    return ", ".join(map(_name, one.lacks))


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


def _name(code: str) -> str:
    return field_names()[code].of(lang())


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    return formats.day(value) if isinstance(value, date) else str(value)
