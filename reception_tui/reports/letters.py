"""Letters as documents: what was filled in, set out as Decree 30/2020/NĐ-CP asks (annex I)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reception_tui import i18n
from reception_tui.desk.letter_batches import BatchLine
from reception_tui.domain.letter_paper import LetterPaper, PaperBlock
from reception_tui.i18n import tr
from reception_tui.i18n.labels import label
from reception_tui.i18n.sentences import of_error
from reception_tui.reports.formats import Format, Written, write
from reception_tui.reports.model import (
    Align,
    Block,
    Column,
    Document,
    Fields,
    Heading,
    Letterhead,
    Paragraph,
    Signature,
    Style,
    Table,
)

_STYLES = {style.value: style for style in Style}


def document(paper: LetterPaper) -> Document:
    """Return a letter as a document. The same letter gives the same document, whatever the day and the language."""
    return Document(
        head=Letterhead(
            parent=paper.parent,
            issuer=paper.issuer,
            place_and_date=paper.place_and_date,
            number=paper.number,
            national=True,
            subject=paper.subject,
        ),
        title=paper.title,
        subtitle=paper.subtitle,
        blocks=_blocks(paper.blocks),
        form=paper.form,
        landscape=paper.landscape,
        recipients=paper.recipients,
        signatures=tuple(Signature(one.capacity, one.name, one.remark) for one in paper.signatures),
        stamp=paper.stamp,
    )


def in_vietnamese(paper: LetterPaper) -> Document:
    """Return a letter as a document: letters are Vietnamese whatever language the program speaks."""
    spoken = i18n.lang()
    i18n.use("vi")
    try:
        return document(paper)
    finally:
        i18n.use(spoken)


def written(paper: LetterPaper, template: bytes | None, wanted: Format, made: date) -> Written:
    """Return a letter as a file, in Vietnamese whatever language the program speaks.

    A Word file is laid out by `template`, the office's own, where there is one. Raises `TemplateRefused`.
    """
    spoken = i18n.lang()
    i18n.use("vi")
    try:
        if template is not None and wanted is Format.DOCX:
            return _templated(paper, template, made)
        return write(document(paper), wanted, made)
    finally:
        i18n.use(spoken)


def _templated(paper: LetterPaper, template: bytes, made: date) -> Written:
    from reception_tui.reports.word.template import fill

    return Written(fill(template, paper, made), Format.DOCX)


def batch_table(lines: Sequence[BatchLine]) -> Table:
    """Return what a batch of letters would do: each record, and what keeps its letter from being printed."""
    columns = (Column(tr("Petition")), Column(tr("Letter"), share=1))
    rows = tuple((line.no, in_the_way(line) or tr("ready to print")) for line in lines)
    held = sum(not line.ok for line in lines)
    note = tr("{count} of {all} letters cannot be printed yet.").format(count=held, all=len(lines)) if held else ""
    return Table(columns, rows, note)


def in_the_way(line: BatchLine) -> str:
    """Return in one sentence what keeps a letter from being printed; nothing when it may be."""
    if line.error is not None:
        return of_error(line.error)
    told = [
        tr("“{what}” is missing: enter it {where}").format(what=label(one.name), where=label(one.where))
        for one in line.missing
    ]
    if line.places:
        names = dict.fromkeys(label(one.name) for one in line.places)
        told.append(tr("the text would tell who the denouncer is ({places})").format(places=", ".join(names)))
    return "; ".join(told)


def _blocks(blocks: Sequence[PaperBlock]) -> tuple[Block, ...]:
    """Return the blocks; dotted lines that follow one another become one block."""
    found: list[Block] = []
    for block in blocks:
        if block.columns:
            columns = tuple(
                Column(one.title, Align.RIGHT if one.right else Align.LEFT, one.share) for one in block.columns
            )
            found.append(Table(columns, block.rows, block.text))
        elif block.style == "heading":
            found.append(Heading(block.text))
        elif block.style == "field":
            line = (block.label, block.text)
            last = found[-1] if found else None
            if isinstance(last, Fields):
                found[-1] = Fields((*last.lines, line))
            else:
                found.append(Fields((line,)))
        else:
            found.append(Paragraph(block.text, _STYLES[block.style]))
    return tuple(found)
