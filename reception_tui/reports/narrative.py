"""The periodic report in words (form 02 of Circular 06/2025/TT-TTCP): figures filled in, sentences drafted.

Where only people can write stands "…". Headings are those of the outline, in its order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

from reception_tui import i18n
from reception_tui.desk.queries.forms import FilledForm
from reception_tui.desk.queries.narrative import Narrative
from reception_tui.domain.form_formulas import Amount
from reception_tui.domain.forms import Cell
from reception_tui.domain.reference import Reference
from reception_tui.i18n import formats, mark, tr
from reception_tui.i18n.labels import label
from reception_tui.reports import annual, forms
from reception_tui.reports.model import Block, Document, Heading, Letterhead, Paragraph, Signature, Style
from reception_tui.reports.narrative_outline import OUTLINE, Filled, Part, Sentence, Title, Written
from reception_tui.reports.nightly import letterhead

OPEN = "…"
"""Stands where only people can write."""

_FORM = "Mẫu số 02"
_RECIPIENTS = (mark("The Government Inspectorate;"), mark("The Provincial People's Committee;"), mark("Files."))
_PERCENT = 100


def as_json(found: Narrative, reference: Reference) -> dict[str, Any]:
    """Return the report in the shape that the command line promises: each heading with the texts under it."""
    sections: list[dict[str, Any]] = []
    for block in _blocks(found, reference):
        if isinstance(block, Heading) or (isinstance(block, Paragraph) and block.style is Style.BOLD):
            sections.append({"heading": block.text, "text": []})
        elif isinstance(block, Paragraph):
            sections[-1]["text"].append(block.text)
    return {
        "window": {"from": found.window.first, "to": found.window.last},
        "count_rule": found.rule,
        "sections": sections,
        "open": sum(text.endswith(OPEN) for section in sections for text in section["text"]),
    }


def document(found: Narrative, reference: Reference) -> Document:
    """Return the report as a document, to be finished by hand in Word."""
    head = letterhead(reference)
    place = tr("{place}, day … month … year …").format(place=reference.board.place)
    shown = tr("Figures from {first} to {last}.").format(
        first=formats.day(found.window.first), last=formats.day(found.window.last)
    )
    period = f"{found.period.name.of(i18n.lang())}. " if found.period is not None else ""
    return Document(
        head=Letterhead(head.parent, head.issuer, place, tr("No.: …/BC-…"), national=True),
        title=tr("Report on the reception of citizens and the resolution of complaints and denunciations"),
        subtitle=(f"{period}{shown}", tr("Counting: {rule}.").format(rule=label(found.rule))),
        blocks=tuple(_blocks(found, reference)),
        form=_FORM,
        recipients=tuple(tr(one) for one in _RECIPIENTS),
        signatures=(Signature((tr("Head of the body"),), OPEN),),
    )


def _blocks(found: Narrative, reference: Reference) -> Iterator[Block]:
    for part in OUTLINE:
        yield _block(part, found, reference)


def _block(part: Part, found: Narrative, reference: Reference) -> Block:
    if isinstance(part, Title):
        return Heading(tr(part.words)) if part.chapter else Paragraph(tr(part.words), Style.BOLD)
    if isinstance(part, Written):
        return Paragraph(" ".join(filter(None, (tr(part.words) if part.words else "", OPEN))))
    if isinstance(part, Filled):
        return Paragraph(_listed(tr(part.words) if part.words else "-", found.forms[part.form], part.first, part.last))
    return Paragraph(_DRAFTS[part](found, reference))


def _listed(lead: str, filled: FilledForm, first: int, last: int) -> str:
    """Return figures of a form under the words of its own headings; the first is compared with last year."""
    cells = [cell for cell in filled.form.cells if first <= int(cell.no) <= last]
    told = []
    for above, under in groupby(cells, key=lambda cell: cell.header[:-1]):
        figures = ", ".join(_told(filled, cell, compared=cell is cells[0]) for cell in under)
        told.append(f"{above[-1].of(i18n.lang())}: {figures}" if above else figures)
    return f"{lead} {'; '.join(told)}."


def _told(filled: FilledForm, cell: Cell, *, compared: bool) -> str:
    name, value = cell.header[-1].of(i18n.lang()), filled.values[cell.no]
    shown = f"{name} {forms.shown(value) or OPEN}"
    _, last_year = filled.before
    then = last_year[1][cell.no]
    return f"{shown} {_beside(value, then)}" if compared and value is not None and then is not None else shown


def _beside(now: Amount, then: Amount) -> str:
    """Return a figure of the same period of last year, and by how much it rose or fell."""
    moved = forms.change(now, then)
    if not moved:
        return tr("(same period of last year {then})").format(then=formats.number(then))
    return tr("(same period of last year {then}, {change})").format(then=formats.number(then), change=moved)


def _situation(found: Narrative, _reference: Reference) -> str:
    now, before = found.now.petitions["received"], found.before.petitions["received"]
    told = tr("In the period {received} petitions were received {compared}. Factors of influence: …")
    return told.format(received=formats.number(now), compared=_beside(now, before))


def _complaints(found: Narrative, _reference: Reference) -> str:
    now, before = found.now.petitions["complaint"], found.before.petitions["complaint"]
    told = tr("Eligible complaints: {count} {compared}. Within competence, by field: {shares}. New matters: …")
    shares = _shares(found.forms["02/XLD"], "6", range(9, 12))
    return told.format(count=formats.number(now), compared=_beside(now, before), shares=shares)


def _denunciations(found: Narrative, _reference: Reference) -> str:
    now, before = found.now.petitions["denunciation"], found.before.petitions["denunciation"]
    told = tr("Eligible denunciations: {count} {compared}. Within competence, by field: {shares}. New matters: …")
    shares = _shares(found.forms["02/XLD"], "12", range(15, 19))
    return told.format(count=formats.number(now), compared=_beside(now, before), shares=shares)


def _shares(filled: FilledForm, whole: str, parts: range) -> str:
    """Return each field with its count and its share of the whole."""
    every = filled.values[whole] or 0
    told = []
    for no in parts:
        cell = filled.form.cell(str(no))
        value = filled.values[cell.no] or 0
        share = f" ({formats.number(round(value * _PERCENT / every))}%)" if every else ""
        told.append(f"{cell.header[-1].of(i18n.lang()).lower()} {formats.number(value)}{share}")
    return ", ".join(told)


def _reception(found: Narrative, reference: Reference) -> str:
    return annual.sentences(found.now, reference)[0]


def _chairman(found: Narrative, _reference: Reference) -> str:
    told = tr(
        "The Chairman of the Provincial People's Committee received in person on {days} days and by a delegate on "
        "{delegated}; the Law on Citizen Reception (art. 12) asks for at least one day a month, {owed} in the period."
    )
    return told.format(
        days=formats.number(found.chairman_days),
        delegated=formats.number(found.delegate_days),
        owed=formats.number(found.owed_days),
    )


def _petitions(found: Narrative, reference: Reference) -> str:
    return annual.sentences(found.now, reference)[-2]


_DRAFTS: dict[Sentence, Callable[[Narrative, Reference], str]] = {
    Sentence.SITUATION: _situation,
    Sentence.COMPLAINTS: _complaints,
    Sentence.DENUNCIATIONS: _denunciations,
    Sentence.RECEPTION: _reception,
    Sentence.CHAIRMAN: _chairman,
    Sentence.PETITIONS: _petitions,
}
