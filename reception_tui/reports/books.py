"""The reception book (form 03 of Circular 04/2021/TT-TTCP) and the petition book as papers that lie across."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from reception_tui.desk.queries.books import Paper, Person, PetitionLine, VisitLine
from reception_tui.domain.kinds import (
    Channel,
    Closing,
    DispositionKind,
    Instance,
    Jurisdiction,
    OutcomeResult,
    PetitionKind,
    PetitionState,
    ReceivedBy,
    VisitResult,
)
from reception_tui.domain.reference import Reference
from reception_tui.domain.text import shorten
from reception_tui.domain.windows import Window
from reception_tui.i18n import formats, tr
from reception_tui.i18n.labels import label
from reception_tui.reports.model import Align, Column, Document, HeaderCell, Table
from reception_tui.reports.nightly import letterhead

_FORM = "Mẫu số 03"
_SUMMARY = 240
_NAMES = 3
_MARK = "x"


def reception_json(lines: Sequence[VisitLine], window: Window) -> dict[str, Any]:
    """Return the reception book in the shape that the command line promises."""
    return {"book": "visits", "window": _window(window), "rows": [asdict(line) for line in lines]}


def petition_json(lines: Sequence[PetitionLine], window: Window) -> dict[str, Any]:
    """Return the petition book in the shape that the command line promises."""
    return {"book": "petitions", "window": _window(window), "rows": [asdict(line) for line in lines]}


def reception_document(lines: Sequence[VisitLine], window: Window, reference: Reference) -> Document:
    """Return the reception book with the twelve columns of its form."""
    top = (
        HeaderCell(tr("Row"), 1, 2),
        HeaderCell(tr("Day received"), 1, 2),
        HeaderCell(tr("Name and address"), 1, 2),
        HeaderCell(tr("Identity card or passport"), 1, 2),
        HeaderCell(tr("Content of the case"), 1, 2),
        HeaderCell(tr("Kind of petition, number of people"), 1, 2),
        HeaderCell(tr("Body that has resolved it"), 1, 2),
        HeaderCell(tr("Handling"), 3, 1),
        HeaderCell(tr("Result followed"), 1, 2),
        HeaderCell(tr("Remarks"), 1, 2),
    )
    second = (
        HeaderCell(tr("Accepted")),
        HeaderCell(tr("Returned, citizen guided")),
        HeaderCell(tr("Petition forwarded")),
    )
    shares = (0, 0, 5, 0, 7, 3, 3, 0, 3, 4, 4, 3)
    rows = tuple(_visit_cells(number, line) for number, line in enumerate(lines, start=1))
    return _document(tr("Reception book"), _FORM, (top, second), shares, rows, window, reference)


def petition_document(lines: Sequence[PetitionLine], window: Window, reference: Reference) -> Document:
    """Return the petition book: each petition, where it came from, and what became of it."""
    top = tuple(
        HeaderCell(title)
        for title in (
            tr("Row"),
            tr("Register number"),
            tr("Date of receipt"),
            tr("Source"),
            tr("Name and address"),
            tr("Signatories"),
            tr("Content of the petition"),
            tr("Kind of petition"),
            tr("Conditions, competence"),
            tr("Handling"),
            tr("Sent to"),
            tr("Result followed"),
        )
    )
    shares = (0, 0, 0, 3, 5, 0, 7, 3, 3, 4, 4, 4)
    rows = tuple(_petition_cells(number, line) for number, line in enumerate(lines, start=1))
    return _document(tr("Petition book"), "", (top,), shares, rows, window, reference)


def _document(
    title: str,
    form: str,
    header: tuple[tuple[HeaderCell, ...], ...],
    shares: Sequence[int],
    rows: tuple[tuple[str, ...], ...],
    window: Window,
    reference: Reference,
) -> Document:
    codes = tuple(HeaderCell(f"({number})") for number in range(1, len(shares) + 1))
    columns = tuple(
        Column(codes[at].text, Align.RIGHT if at == 0 else Align.LEFT, share) for at, share in enumerate(shares)
    )
    told = tr("Entries from {first} to {last}: {count}.")
    return Document(
        head=letterhead(reference),
        title=title,
        subtitle=(
            told.format(
                first=formats.day(window.first), last=formats.day(window.last), count=formats.number(len(rows))
            ),
        ),
        blocks=(Table(columns, rows, header=(*header, codes)),),
        form=form,
        landscape=True,
    )


def _visit_cells(number: int, line: VisitLine) -> tuple[str, ...]:
    papers = line.petitions
    kinds = dict.fromkeys(_kind(one) for one in papers)
    people = tr("{count} people").format(count=formats.number(line.head_count))
    return (
        str(number),
        formats.day(line.on),
        _codes(line) if line.secret else _names(line.people, line.head_count),
        _hidden() if line.secret else "; ".join(one.id_number for one in line.people[:_NAMES] if one.id_number),
        _hidden() if line.secret else _content(line),
        "; ".join((*filter(None, kinds), people)),
        _joined(one.solved_by for one in papers),
        _MARK if any(one.is_taken for one in papers) else "",
        _joined(_decision(paper) for one in papers for paper in one.sent_back),
        _joined(_sending(paper) for one in papers for paper in one.sent_to),
        _joined(_result(one) for one in papers),
        _joined(_remarks(line)),
    )


def _petition_cells(number: int, line: PetitionLine) -> tuple[str, ...]:
    source = label(Channel(line.channel))
    fits = {None: "", True: tr("eligible"), False: tr("not eligible")}[line.eligible]
    whose = label(Jurisdiction(line.jurisdiction)) if line.jurisdiction else ""
    return (
        str(number),
        line.no,
        formats.day(line.on),
        f"{source}: {line.forwarded_by}" if line.forwarded_by else source,
        _hidden() if line.secret else _names(line.people, line.signatories),
        formats.number(line.signatories),
        _hidden() if line.secret else shorten(line.content, _SUMMARY),
        _kind(line),
        _joined((fits, whose)),
        _joined(_decision(paper) for paper in line.decided),
        _joined(_sending(paper) for paper in (*line.sent_to, *line.tasks)),
        _result(line),
    )


def _hidden() -> str:
    return tr("[kept secret]")


def _codes(line: VisitLine) -> str:
    codes = [one.no for one in line.petitions if one.secret]
    return _joined((*codes, _hidden()))


def _names(people: Sequence[Person], count: int) -> str:
    told = [", ".join(filter(None, (one.name, one.address))) for one in people[:_NAMES]]
    more = count - len(told)
    if told and more > 0:
        told.append(tr("and {count} others").format(count=formats.number(more)))
    return "; ".join(told)


def _content(line: VisitLine) -> str:
    told = shorten(line.content, _SUMMARY)
    if not line.request:
        return told
    wanted = tr("Request: {what}").format(what=shorten(line.request, _SUMMARY))
    return f"{told} {wanted}"


def _kind(line: PetitionLine) -> str:
    if not line.kind:
        return ""
    kind = label(PetitionKind(line.kind))
    again = line.instance in (Instance.SECOND.value, Instance.AGAIN.value)
    return f"{kind} ({label(Instance(line.instance))})" if again else kind


def _decision(paper: Paper) -> str:
    return _numbered(label(DispositionKind(paper.what)), paper)


def _sending(paper: Paper) -> str:
    return _numbered(paper.what, paper)


def _numbered(what: str, paper: Paper) -> str:
    """Return what was decided with the number and the day of its paper; the day it was done where it has none."""
    if paper.number:
        told = tr("{what}, No. {number} of {day}")
        return told.format(what=what, number=paper.number, day=formats.day(paper.dated or paper.on))
    return f"{what}, {formats.day(paper.on)}"


def _result(line: PetitionLine) -> str:
    found = [_numbered(label(OutcomeResult(one.what)), one) for one in line.outcomes]
    if line.closing and line.finished_on is not None:
        found.append(f"{label(Closing(line.closing))}, {formats.day(line.finished_on)}")
    elif not found:
        found.append(label(PetitionState(line.state)))
    return _joined(found)


def _remarks(line: VisitLine) -> Iterable[str]:
    if not line.secret:
        yield line.no
    if line.received_by != ReceivedBy.OFFICER:
        yield label(ReceivedBy(line.received_by))
    if line.delegation:
        yield tr("delegation")
    if line.result and not line.petitions:
        yield label(VisitResult(line.result))
    yield shorten(line.note, _SUMMARY)


def _joined(texts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(filter(None, texts)))


def _window(window: Window) -> dict[str, Any]:
    return {"from": window.first, "to": window.last}
