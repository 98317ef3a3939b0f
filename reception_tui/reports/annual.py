"""The paragraph of the yearly report on reception and petitions, every number counted from rows."""

from __future__ import annotations

from typing import Any

from reception_tui import i18n
from reception_tui.desk.queries.day import PeriodFigures
from reception_tui.domain.kinds import Host
from reception_tui.domain.reference import Reference
from reception_tui.i18n import formats, tr
from reception_tui.i18n.labels import label
from reception_tui.reports.model import Document, Paragraph
from reception_tui.reports.nightly import letterhead


def as_json(figures: PeriodFigures, reference: Reference) -> dict[str, Any]:
    """Return the report in the shape that the command line promises."""
    petitions = figures.petitions
    return {
        "window": {"from": figures.window.first, "to": figures.window.last},
        "count_rule": figures.rule,
        "visits": figures.visits,
        "people": figures.people,
        "delegations": figures.delegations,
        "delegation_people": figures.delegation_people,
        "petitions": petitions["received"],
        "multi_signatory": petitions["multi_signatory"],
        "eligible": petitions["eligible"],
        "complaint": petitions["complaint"],
        "denunciation": petitions["denunciation"],
        "recommendation": petitions["recommendation"],
        "feedback": figures.feedback,
        "sessions": _sessions(figures),
        "text": "\n".join(sentences(figures, reference)),
    }


def document(figures: PeriodFigures, reference: Reference) -> Document:
    """Return the report as a document."""
    window = figures.window
    return Document(
        head=letterhead(reference),
        title=tr("Reception of citizens and processing of petitions"),
        subtitle=(
            tr("Figures from {first} to {last}.").format(
                first=formats.day(window.first), last=formats.day(window.last)
            ),
            tr("Counting: {rule}.").format(rule=label(figures.rule)),
        ),
        blocks=tuple(Paragraph(sentence) for sentence in sentences(figures, reference)),
    )


def sentences(figures: PeriodFigures, reference: Reference) -> tuple[str, ...]:
    """Return the paragraph, a sentence for each subject."""
    n = formats.number
    petitions, feedback = figures.petitions, figures.feedback
    board = reference.directory.bodies[reference.board.body].name(i18n.lang())
    visits = tr(
        "In the period the {board} received {visits} visits by {people} people in all, among them {delegations} "
        "delegations of {delegation_people} people."
    ).format(
        board=board,
        visits=n(figures.visits),
        people=n(figures.people),
        delegations=n(figures.delegations),
        delegation_people=n(figures.delegation_people),
    )
    received = tr(
        "It took in {received} petitions ({multi} of them signed by several people); {eligible} fulfil the conditions "
        "for processing, of them {complaint} complaints, {denunciation} denunciations and {recommendation} "
        "recommendations; {ineligible} do not."
    ).format(
        received=n(petitions["received"]),
        multi=n(petitions["multi_signatory"]),
        eligible=n(petitions["eligible"]),
        complaint=n(petitions["complaint"]),
        denunciation=n(petitions["denunciation"]),
        recommendation=n(petitions["recommendation"]),
        ineligible=n(petitions["ineligible"]),
    )
    regulations = tr(
        "There were {total} items of feedback on administrative regulations: {letter} by letter, {portal} through the "
        "National Public Service Portal, {direct} by hotline and in person."
    ).format(
        total=n(feedback["total"]),
        letter=n(feedback["letter"]),
        portal=n(feedback["portal"]),
        direct=n(feedback["hotline_or_in_person"]),
    )
    return (visits, *_session_sentences(figures), received, regulations)


def _session_sentences(figures: PeriodFigures) -> tuple[str, ...]:
    held = [f"{label(Host(host))} ({formats.number(days)})" for host, days in _sessions(figures).items()]
    return (tr("It served reception days of: {hosts}.").format(hosts="; ".join(held)),) if held else ()


def _sessions(figures: PeriodFigures) -> dict[str, int]:
    counted: dict[str, int] = {}
    for row in figures.sessions:
        counted[row["host"]] = counted.get(row["host"], 0) + 1
    return counted
