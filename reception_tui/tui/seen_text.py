"""Lines about people and papers that may have been here before."""

from __future__ import annotations

from collections.abc import Iterator

from reception_tui import i18n
from reception_tui.desk.queries.delegations import SeenDelegation
from reception_tui.desk.queries.ledger import Ledger
from reception_tui.desk.queries.seen import Seen, SeenPaper
from reception_tui.domain.kinds import VisitResult
from reception_tui.domain.reference import Reference
from reception_tui.domain.text import shorten
from reception_tui.i18n import formats, tr
from reception_tui.i18n.labels import label
from reception_tui.i18n.seen import of_reasons, of_step
from reception_tui.reports.watch import promised


def person_line(seen: Seen, reference: Reference) -> str:
    """Return one person in a line: who, how often here, what was answered last, and why it may be they."""
    commune = reference.directory.communes.get(seen.commune)
    who = " ".join(filter(None, (seen.name, str(seen.birth_year or ""), commune.name if commune else "")))
    return (
        f"{'≡' if seen.likeness.likely else '≈'} {who} · {_history(seen.ledger)} · {of_reasons(seen.likeness.reasons)}"
    )


def _history(ledger: Ledger) -> str:
    parts = [
        tr("{visits} visits, {petitions} petitions").format(
            visits=formats.number(len(ledger.visits)), petitions=formats.number(len(ledger.cases))
        )
    ]
    if ledger.visits:
        parts.append(tr("last {day}").format(day=formats.day(ledger.visits[0].on)))
    answer = ledger.last_answer
    if answer is not None:
        parts.append(tr("answered {day} {number}").format(day=formats.day(answer.on), number=answer.number).strip())
    if ledger.in_force:
        parts.append(tr("decision in force"))
    if ledger.promises:
        first = ledger.promises[0]
        parts.append(tr("promised for {day}: {what}").format(day=formats.day(first.on), what=promised(first)))
    elif ledger.due is not None:
        parts.append(tr("owed by {day}").format(day=formats.day(ledger.due.on)))
    return ", ".join(parts)


def paper_line(seen: SeenPaper) -> str:
    """Return one earlier paper or visit in a line, with what it has in common."""
    title = seen.case.title if seen.case is not None else tr("visit")
    sign = "≡" if seen.likeness.duplicate else "≈"
    return f"{sign} {seen.no} {formats.day(seen.on)} {title} · {of_reasons(seen.likeness.reasons)}"


def delegation_line(seen: SeenDelegation) -> str:
    """Return an earlier visit of a delegation in a line: how many came again, and what they were told."""
    told = [label(VisitResult(seen.result)) if seen.result else tr("result open")]
    if seen.promised is not None:
        told.append(tr("promised for {day}").format(day=formats.day(seen.promised)))
    again = tr("{shared} of {named} people again").format(
        shared=formats.number(seen.shared), named=formats.number(seen.named)
    )
    said = ", ".join((*told, *([seen.matter] if seen.matter else [])))
    return f"≡ {seen.no} {formats.day(seen.on)} · {again} · {said} · {shorten(seen.content, 40)}"


def ledger_lines(ledger: Ledger, reference: Reference) -> Iterator[str]:
    """Yield what was asked, what was answered by which paper, and what is lawful next."""
    yield step_line(ledger, reference)
    for one in ledger.promises:
        yield tr("{no} promised for {day}: {what}").format(no=one.no, day=formats.day(one.on), what=promised(one))
    for case in ledger.cases:
        yield f"{case.no} {formats.day(case.received_on)} {case.title}"
        for answer in case.answers:
            yield f"    {formats.day(answer.on)} {answer.number}".rstrip()
        if case.final_after is not None:
            yield "    " + tr("In force after {day}.").format(day=formats.day(case.final_after))
        if case.due is not None:
            yield "    " + tr("Owed by {day} ({stage}).").format(day=formats.day(case.due.on), stage=case.due.stage)
    for visit in ledger.visits:
        result = label(VisitResult(visit.result)) if visit.result else tr("result open")
        yield f"{visit.no} {formats.day(visit.on)} {result} {visit.refusal}".rstrip()


def step_line(ledger: Ledger, reference: Reference) -> str:
    """Return the lawful next step for one who comes again."""
    instrument = reference.book.instruments[ledger.step.article.instrument]
    return of_step(ledger.step, instrument.title_en if i18n.lang() == "en" else instrument.title_vi)
