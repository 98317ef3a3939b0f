"""What a petition reads like, and whether it can be processed, in words and in JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reception_tui import i18n
from reception_tui.domain.content import ContentKind, Reading
from reception_tui.domain.content_questions import Interview, Question, next_step
from reception_tui.domain.eligibility import Answer, Checklist
from reception_tui.domain.reference import Reference
from reception_tui.i18n import formats, tr
from reception_tui.i18n.labels import label


@dataclass(frozen=True, slots=True)
class Advised:
    """Everything that is said of one text: how it reads, its checklist, and the interview for what it leaves open."""

    reading: Reading
    checklist: Checklist | None
    interview: Interview


def as_json(told: Advised, reference: Reference) -> dict[str, Any]:
    """Return the answer in the shape that the command line promises."""
    reading, checklist = told.reading, told.checklist
    en = i18n.lang() == "en"
    return {
        "kind": reading.kind,
        "confidence": round(reading.confidence, 3),
        "title_says": reading.title_says,
        "field": reading.field,
        "evidence": [
            {
                "phrase": one.phrase,
                "start": one.start,
                "for": one.for_,
                "why": one.why_en if en else one.why_vi,
                "reason": one.why,
                "points": one.points,
            }
            for one in reading.evidence
        ],
        "parts": [{"kind": part.kind, "start": part.start, "end": part.end} for part in reading.parts],
        "eligible": None if checklist is None else checklist.eligible,
        "why_not": [] if checklist is None else list(checklist.reasons),
        "questions": questions(told, reference),
    }


def questions(told: Advised, reference: Reference) -> list[dict[str, str]]:
    """Return what an officer has to be asked: the kind when the text does not tell it, then the open facts."""
    en = i18n.lang() == "en"
    found = []
    first = next_step(told.interview, ()) if told.reading.kind is None else None
    if isinstance(first, Question):
        found.append(
            {
                "code": first.code,
                "ask": first.ask_en if en else first.ask_vi,
                "article": first.article_en if en else first.article_vi,
            }
        )
    if told.checklist is not None:
        asked = reference.eligibility.questions
        for fact in told.checklist.asks:
            item = next(one.item for one in told.checklist.items if fact in one.asks)
            known = asked.get(fact)
            ask = (known.text_en if en else known.text_vi) if known is not None else fact.value
            found.append({"code": fact.value, "ask": ask, "article": item.article_en if en else item.article_vi})
    return found


def checklist_lines(checklist: Checklist, reference: Reference) -> list[str]:
    """Return what the checklist says so far: the reasons against, the notice that follows, what is still open."""
    en = i18n.lang() == "en"
    failed = [one.item for one in checklist.items if one.answer is Answer.FAILED]
    lines = [f"✗ {one.reason} {one.what_en if en else one.what_vi}" for one in failed]
    if checklist.proposal is not None:
        notice = checklist.proposal.notice
        lines.append(tr("Follows: {what}.").format(what=notice.what_en if en else notice.what_vi))
    asked = reference.eligibility.questions
    open_ = [asked[fact].text_en if en else asked[fact].text_vi for fact in checklist.asks if fact in asked]
    return lines + [f"? {one}" for one in open_]


def as_text(told: Advised, reference: Reference) -> str:
    """Return the answer for people."""
    lines = list(reading_lines(told.reading, reference))
    lines += [f"? {one['ask']} ({one['article']})" for one in questions(told, reference)]
    return "\n".join(lines)


def reading_lines(reading: Reading, reference: Reference) -> list[str]:
    """Return how a text reads, a line for the verdict and one for each reason."""
    if reading.kind is None:
        lines = [tr("By its content: the text does not tell. Ask question by question.")]
    else:
        told = tr("By its content: {kind} ({sure} %), field: {field}.")
        lines = [
            told.format(
                kind=kind_label(reading.kind),
                sure=round(100 * reading.confidence),
                field=_field(reading.field, reference),
            )
        ]
    if reading.title_says is not None and reading.title_says is not reading.kind:
        lines.append(tr("The title says {kind}.").format(kind=kind_label(reading.title_says)))
    en = i18n.lang() == "en"
    lines += [f"“{one.phrase}”: {one.why_en if en else one.why_vi}" for one in reading.evidence]
    return lines


def kind_label(kind: ContentKind) -> str:
    """Return what a kind by content is called."""
    return label(kind)


def _field(code: str, reference: Reference) -> str:
    known = reference.fields.get(code)
    if known is None:
        return code
    return formats.sentence_case(known.name_en if i18n.lang() == "en" else known.name_vi)
