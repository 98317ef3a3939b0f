"""The ledger of somebody who comes again: what was asked, what was answered by which paper, and what is lawful next.

What anybody denounced is not in it, and of somebody who denounced there is no ledger: to ask for it is to ask for
a person who is not in the register.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from reception_tui.desk.findable import brought_denunciation, is_secret, title_of
from reception_tui.desk.queries.lints import Promise
from reception_tui.desk.queries.promises import promises_waiting
from reception_tui.desk.queries.running import clock_views, views_of_petition
from reception_tui.domain.deadline import Clock, compute
from reception_tui.domain.errors import NoRuleInForce, UnknownRecord
from reception_tui.domain.kinds import (
    DispositionKind,
    Instance,
    OutcomeResult,
    PetitionKind,
    PetitionState,
    VisitResult,
)
from reception_tui.domain.moves import is_open
from reception_tui.domain.reference import Reference
from reception_tui.domain.repeat_visitor import Basis, HandledCase, Step, most_open, next_step
from reception_tui.domain.rules import read_flags
from reception_tui.store.work import Row, Work

_TAKES_EFFECT, _DISCIPLINE_TAKES_EFFECT = "KN-09", "KN-17"
_LETTERS = frozenset(
    {
        DispositionKind.ANSWER,
        DispositionKind.GUIDE,
        DispositionKind.GUIDE_TO_SUPPLEMENT,
        DispositionKind.RETURN,
        DispositionKind.REFUSE_ACCEPTANCE,
    }
)


class AnswerKind(StrEnum):
    """What kind of paper answered."""

    LETTER = "letter"
    REPLY = "reply"
    DECISION = "decision"


@dataclass(frozen=True, slots=True)
class Answer:
    """A paper that answered. `result` is the code of what was decided, or of the kind of letter."""

    on: date
    petition: str
    kind: AnswerKind
    result: str
    body: str
    number: str
    dated: date | None


@dataclass(frozen=True, slots=True)
class Due:
    """The next day by which somebody owes something on a petition or visit."""

    no: str
    stage: str
    owner: str
    body: str
    on: date
    state: str


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One petition of the ledger. `final_after`: the last day before its decision is in force."""

    no: str
    title: str
    kind: str
    received_on: date
    state: str
    closing: str
    matter_id: int | None
    answers: tuple[Answer, ...]
    final_after: date | None
    due: Due | None
    step: Step


@dataclass(frozen=True, slots=True)
class VisitLine:
    """One visit of the ledger."""

    no: str
    on: date
    result: str
    refusal: str
    matter_id: int | None


@dataclass(frozen=True, slots=True)
class Ledger:
    """Everything that may be told of one who comes again, the newest first."""

    person: Row
    visits: tuple[VisitLine, ...]
    cases: tuple[CaseLine, ...]
    due: Due | None
    step: Step
    promises: tuple[Promise, ...] = ()

    @property
    def last_answer(self) -> Answer | None:
        """Return the latest paper that answered any petition."""
        return max((answer for case in self.cases for answer in case.answers), key=lambda one: one.on, default=None)

    @property
    def in_force(self) -> bool:
        """Tell whether a decision is in force."""
        return any(case.step.basis in (Basis.IN_FORCE, Basis.IN_FORCE_AND_EXPLAINED) for case in self.cases)


def ledger(work: Work, reference: Reference, person_id: int, today: date) -> Ledger:
    """Return the ledger of a person. Raises `UnknownRecord`, for one who denounced as for one who is not there."""
    found = find_ledger(work, reference, person_id, today)
    if found is None:
        raise UnknownRecord("person", value=person_id)
    return found


def find_ledger(work: Work, reference: Reference, person_id: int, today: date) -> Ledger | None:
    """Return the ledger of a person; None for one who may not be told of."""
    people = work.rows("person", id=person_id)
    petitions = [work.row("petition", one["petition_id"]) for one in work.rows("petition_person", person_id=person_id)]
    visits = [work.row("visit", one["visit_id"]) for one in work.rows("visit_person", person_id=person_id)]
    if not people or any(is_secret(work, row) for row in petitions):
        return None
    if any(brought_denunciation(work, row) for row in visits):
        return None
    came = _newest(_visit_line(row) for row in visits if row["voided"] is None)
    told = [row for row in petitions if row["voided"] is None and row["state"] != PetitionState.SPLIT]
    cases = [case_line(work, reference, row, today, came, told) for row in sorted(told, key=_by_day, reverse=True)]
    waiting = [row["no"] for row in visits if row["voided"] is None and row["result"] in ("", VisitResult.APPOINTMENT)]
    dues = [case.due for case in cases if case.due is not None]
    dues += [due for no in waiting for due in _visit_dues(work, reference, no, today)]
    return Ledger(
        people[0],
        tuple(came),
        tuple(cases),
        min(dues, key=lambda due: due.on, default=None),
        most_open(tuple(case.step for case in cases)),
        promises_waiting(work, [*(("petition", row) for row in told), *(("visit", row) for row in visits)]),
    )


def case_line(
    work: Work,
    reference: Reference,
    petition: Row,
    today: date,
    came: Iterable[VisitLine] = (),
    others: Iterable[Row] = (),
) -> CaseLine:
    """Return one petition with its answers, whether its decision is in force, and what is lawful next.

    `came` are the visits of its people, `others` their other petitions: a second complaint among them shows that the
    first decision is not final.
    """
    answers = sorted(_answers(work, petition), key=lambda one: one.on, reverse=True)
    decided = _decision(answers)
    again = decided is not None and _complained_again(petition, decided, others)
    final_after = None if decided is None or again else _last_day_before_force(reference, petition, decided)
    dues = _petition_dues(work, reference, petition, today) if is_open(PetitionState(petition["state"])) else ()
    return CaseLine(
        no=petition["no"],
        title=title_of(petition),
        kind=petition["kind"],
        received_on=petition["received_on"],
        state=petition["state"],
        closing=petition["closing"],
        matter_id=petition["matter_id"],
        answers=tuple(answers),
        final_after=final_after,
        due=min(dues, key=lambda due: due.on, default=None),
        step=_step(reference, petition, answers, final_after, today, came, again=again),
    )


def seen_case(work: Work, reference: Reference, petition: Row, today: date) -> CaseLine:
    """Return one petition as `case_line` does, beside what else is known of its matter."""
    matter_id = petition["matter_id"]
    if matter_id is None:
        return case_line(work, reference, petition, today)
    visits = (row for row in work.rows("visit", matter_id=matter_id) if not brought_denunciation(work, row))
    others = [row for row in work.rows("petition", matter_id=matter_id) if not is_secret(work, row)]
    return case_line(work, reference, petition, today, [_visit_line(row) for row in visits], others)


def _answers(work: Work, petition: Row) -> Iterator[Answer]:
    for row in work.rows("disposition", petition_id=petition["id"]):
        if row["kind"] in _LETTERS:
            yield _answer(petition, row, AnswerKind.LETTER, row["kind"])
    for referral in work.rows("referral", petition_id=petition["id"]):
        for row in work.rows("reply", referral_id=referral["id"]):
            if row["final"]:
                yield _answer(petition, row, AnswerKind.REPLY, "", referral["body"])
    for row in work.rows("outcome", petition_id=petition["id"]):
        yield _answer(petition, row, AnswerKind.DECISION, row["result"], row["body"])


def _answer(petition: Row, row: Row, kind: AnswerKind, result: str, body: str = "") -> Answer:
    return Answer(row["on"], petition["no"], kind, result, body, row["document_number"], row["document_date"])


def _complained_again(petition: Row, decided: Answer, others: Iterable[Row]) -> bool:
    """Tell whether a second complaint about the decision came in; without a matter, any of that person's."""
    return petition["instance"] == Instance.FIRST and any(
        other["instance"] == Instance.SECOND
        and other["received_on"] >= decided.on
        and other["matter_id"] in (None, petition["matter_id"])
        for other in others
    )


def _last_day_before_force(reference: Reference, petition: Row, decided: Answer) -> date | None:
    """Return the last day before a decision on a complaint is in force; None for what knows no such day."""
    if petition["kind"] != PetitionKind.COMPLAINT or decided.result == OutcomeResult.TERMINATED:
        return None
    stage = _DISCIPLINE_TAKES_EFFECT if petition["discipline"] else _TAKES_EFFECT
    try:
        rule = reference.book.rule_on(stage, decided.on)
    except NoRuleInForce:
        return None
    flags = read_flags(flag for flag in petition["flags"].split(",") if flag)
    return compute(Clock(rule, decided.on, flags), reference.calendar, decided.on, 0).due


def _step(
    reference: Reference,
    petition: Row,
    answers: list[Answer],
    final_after: date | None,
    today: date,
    came: Iterable[VisitLine],
    *,
    again: bool,
) -> Step:
    decided = _decision(answers)
    explained = decided is not None and any(
        visit.result == VisitResult.EXPLAINED
        and visit.on >= decided.on
        and visit.matter_id in (None, petition["matter_id"])
        for visit in came
    )
    case = HandledCase(
        kind=petition["kind"],
        open=is_open(PetitionState(petition["state"])),
        answered=bool(answers),
        decided=decided.result if decided else "",
        final_after=final_after,
        second=petition["instance"] == Instance.SECOND,
        complained_again=again,
        notified=decided is not None and bool(decided.number),
        explained=explained,
    )
    return next_step(case, reference.book.refusals, today)


def _decision(answers: list[Answer]) -> Answer | None:
    return next((one for one in answers if one.kind is AnswerKind.DECISION), None)


def _petition_dues(work: Work, reference: Reference, petition: Row, today: date) -> Iterator[Due]:
    for view in views_of_petition(work, reference, petition, today):
        if view.clock.done is None and view.clock.due is not None:
            clock = view.clock
            yield Due(petition["no"], clock.stage, clock.owner, clock.body, view.clock.due, view.state)


def _visit_dues(work: Work, reference: Reference, no: str, today: date) -> Iterator[Due]:
    for view in clock_views(work, reference, no, today):
        if view.clock.done is None and view.clock.due is not None:
            yield Due(no, view.clock.stage, view.clock.owner, view.clock.body, view.clock.due, view.state)


def _visit_line(row: Row) -> VisitLine:
    return VisitLine(row["no"], row["on"], row["result"], row["refusal"], row["matter_id"])


def _newest(visits: Iterable[VisitLine]) -> list[VisitLine]:
    return sorted(visits, key=lambda visit: (visit.on, visit.no), reverse=True)


def _by_day(row: Row) -> tuple[date, int]:
    return row["received_on"], row["id"]
