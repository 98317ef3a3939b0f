"""What is lawful with somebody who comes again: receive, explain, or refuse with a notice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from reception_tui.domain.reference import Reference
from reception_tui.domain.repeat_visitor import (
    COMPLAIN_AGAIN,
    EXPLAIN,
    FIRST_TIME,
    RECEIVE_RECOMMENDATION,
    REFUSE,
    Basis,
    Condition,
    HandledCase,
    NextStep,
    Step,
    most_open,
    next_step,
)

LAST = date(2026, 10, 30)
AFTER = date(2026, 10, 31)
SETTLED = HandledCase(
    "complaint", open=False, answered=True, decided="wrong", final_after=LAST, notified=True, explained=True
)


def step(reference: Reference, case: HandledCase, today: date = AFTER) -> Step:
    return next_step(case, reference.book.refusals, today)


def test_a_settled_and_explained_complaint_may_be_refused_in_writing(reference: Reference) -> None:
    found = step(reference, SETTLED)
    assert (found.step, found.article, found.refusal, found.notice) == (NextStep.REFUSE, REFUSE, "TC3", True)
    assert found.confirm == (Condition.REVIEWED,)


def test_until_the_decision_is_in_force_they_may_complain_again(reference: Reference) -> None:
    found = step(reference, SETTLED, LAST)
    assert (found.step, found.article, found.until) == (NextStep.CONTINUE, COMPLAIN_AGAIN, LAST)


def test_a_second_decision_cannot_be_complained_of(reference: Reference) -> None:
    found = step(reference, replace(SETTLED, decided="upheld", second=True), LAST)
    assert (found.step, found.basis) == (NextStep.EXPLAIN, Basis.NOT_YET_IN_FORCE)


@pytest.mark.parametrize(
    ("case", "missing"),
    [
        (replace(SETTLED, explained=False), (Condition.EXPLAINED,)),
        (replace(SETTLED, notified=False), (Condition.NOTIFIED,)),
        (replace(SETTLED, notified=False, explained=False), (Condition.NOTIFIED, Condition.EXPLAINED)),
    ],
)
def test_what_is_missing_for_a_refusal_is_named(
    reference: Reference, case: HandledCase, missing: tuple[Condition, ...]
) -> None:
    found = step(reference, case)
    assert (found.step, found.article, found.missing) == (NextStep.EXPLAIN, EXPLAIN, missing)


@pytest.mark.parametrize("decided", ["right", "partly_right", "amended", "terminated"])
def test_nobody_is_refused_whose_complaint_was_not_wrong(reference: Reference, decided: str) -> None:
    found = step(reference, replace(SETTLED, decided=decided))
    assert (found.step, found.basis) == (NextStep.EXPLAIN, Basis.DECIDED_FOR_THEM)


@pytest.mark.parametrize("kind", ["recommendation", ""])
def test_the_law_refuses_no_recommendation(reference: Reference, kind: str) -> None:
    assert step(reference, replace(SETTLED, kind=kind)).step is NextStep.EXPLAIN


def test_an_open_case_goes_on(reference: Reference) -> None:
    found = step(reference, HandledCase("recommendation", open=True, answered=False))
    assert (found.step, found.basis, found.article) == (NextStep.CONTINUE, Basis.NOT_DECIDED, RECEIVE_RECOMMENDATION)


def test_a_second_complaint_speaks_for_the_first(reference: Reference) -> None:
    first = step(reference, replace(SETTLED, final_after=None, complained_again=True))
    second = step(reference, replace(SETTLED, decided="upheld", second=True))
    assert first.basis is Basis.COMPLAINED_AGAIN
    assert most_open((first, second)) == second


def test_one_open_case_is_enough_to_be_received(reference: Reference) -> None:
    going_on = step(reference, HandledCase("complaint", open=True, answered=False))
    assert most_open((step(reference, SETTLED), going_on)) == going_on
    assert most_open(()) == FIRST_TIME
