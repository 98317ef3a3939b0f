"""What the law has the receiver do with somebody who comes again on a matter that was handled before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from reception_tui.domain.kinds import OutcomeResult, PetitionKind
from reception_tui.domain.rules import LegalCode

REFUSAL = "TC3"
"""The code of refusing one whose case was resolved and explained (Law on Citizen Reception 2013, art. 9(3))."""

_AGAINST_THEM = frozenset({OutcomeResult.WRONG, OutcomeResult.UPHELD})


class NextStep(StrEnum):
    """What the law has the receiver do, the most open first."""

    CONTINUE = "continue"
    EXPLAIN = "explain"
    REFUSE = "refuse"


class Basis(StrEnum):
    """Why that is the step."""

    NOTHING_BEFORE = "nothing_before"
    NOT_DECIDED = "not_decided"
    ANSWERED = "answered"
    MAY_STILL_COMPLAIN = "may_still_complain"
    COMPLAINED_AGAIN = "complained_again"
    NOT_YET_IN_FORCE = "not_yet_in_force"
    DECIDED_FOR_THEM = "decided_for_them"
    IN_FORCE = "in_force"
    IN_FORCE_AND_EXPLAINED = "in_force_and_explained"


class Condition(StrEnum):
    """What must hold before a visitor may be refused (Law on Citizen Reception 2013, art. 9(3))."""

    NOTIFIED = "notified"
    EXPLAINED = "explained"
    REVIEWED = "reviewed"


@dataclass(frozen=True, slots=True)
class Article:
    """A place in a law, by the law's code."""

    instrument: str
    article: int
    clause: int
    point: str = ""


RECEIVE = Article("TCD-2013", 26, 1, "a")
RECEIVE_RECOMMENDATION = Article("TCD-2013", 26, 2)
EXPLAIN = Article("TCD-2013", 26, 1, "c")
REFUSE = Article("TCD-2013", 9, 3)
COMPLAIN_AGAIN = Article("KN-2011", 33, 1)


@dataclass(frozen=True, slots=True)
class HandledCase:
    """What is known of a petition that was handled before.

    `decided` is the result of the decision on it, `final_after` the last day before that decision takes effect;
    `second`: it was on a second complaint; `complained_again`: one came in about it. `notified`: it has a number;
    `explained`: its author was received and it was explained after that.
    """

    kind: str
    open: bool
    answered: bool
    decided: str = ""
    final_after: date | None = None
    second: bool = False
    complained_again: bool = False
    notified: bool = False
    explained: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """The lawful next step, its article, and its reason.

    `until`: the last day of a time in which they may still complain. `missing` are the conditions of a refusal that the
    register does not bear out, `confirm` those that it cannot know: the head must have seen them. `refusal` is the
    code of the refusal; `notice`: it must be given in writing.
    """

    step: NextStep
    basis: Basis
    article: Article
    until: date | None = None
    missing: tuple[Condition, ...] = ()
    confirm: tuple[Condition, ...] = ()
    refusal: str = ""
    notice: bool = False


FIRST_TIME = Step(NextStep.CONTINUE, Basis.NOTHING_BEFORE, RECEIVE)


def next_step(case: HandledCase, refusals: tuple[LegalCode, ...], today: date) -> Step:
    """Return the lawful next step on one case. Of those that are told here, only a complaint may end in a refusal."""
    complaint = case.kind == PetitionKind.COMPLAINT
    receive = RECEIVE_RECOMMENDATION if case.kind == PetitionKind.RECOMMENDATION else RECEIVE
    if case.decided and case.decided not in _AGAINST_THEM:
        return Step(NextStep.EXPLAIN, Basis.DECIDED_FOR_THEM, EXPLAIN if complaint else receive)
    if case.decided and complaint:
        return _after_decision(case, refusals, today)
    if case.decided or (case.answered and not case.open):
        return Step(NextStep.EXPLAIN, Basis.ANSWERED, EXPLAIN if complaint else receive)
    return Step(NextStep.CONTINUE, Basis.NOT_DECIDED, receive)


def most_open(steps: tuple[Step, ...]) -> Step:
    """Return the step for somebody with several cases: who has one left open is received.

    A case that went on as a second complaint is spoken for by that one.
    """
    order = tuple(NextStep)
    spoken_for = (step for step in steps if step.basis is not Basis.COMPLAINED_AGAIN)
    return min(spoken_for, key=lambda step: order.index(step.step), default=FIRST_TIME)


def _after_decision(case: HandledCase, refusals: tuple[LegalCode, ...], today: date) -> Step:
    if case.complained_again:
        return Step(NextStep.CONTINUE, Basis.COMPLAINED_AGAIN, RECEIVE)
    if case.final_after is None or today <= case.final_after:
        if case.second:
            return Step(NextStep.EXPLAIN, Basis.NOT_YET_IN_FORCE, EXPLAIN, case.final_after)
        return Step(NextStep.CONTINUE, Basis.MAY_STILL_COMPLAIN, COMPLAIN_AGAIN, case.final_after)
    held = ((Condition.NOTIFIED, case.notified), (Condition.EXPLAINED, case.explained))
    missing = tuple(condition for condition, holds in held if not holds)
    if missing:
        return Step(NextStep.EXPLAIN, Basis.IN_FORCE, EXPLAIN, missing=missing, confirm=(Condition.REVIEWED,))
    notice = any(code.code == REFUSAL and code.holds_on(today) and code.written_notice for code in refusals)
    return Step(
        NextStep.REFUSE,
        Basis.IN_FORCE_AND_EXPLAINED,
        REFUSE,
        confirm=(Condition.REVIEWED,),
        refusal=REFUSAL,
        notice=notice,
    )
