"""The engine and a naive reckoning written apart from it agree on random clocks."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest

from reception_tui.domain.deadline import Clock, Extension, Pause, compute, steps
from reception_tui.domain.errors import NoRuleInForce
from reception_tui.domain.kinds import Instance
from reception_tui.domain.reference import Reference
from reception_tui.domain.rules import Flag, read_flags
from reception_tui.store.reference import build
from reception_tui.store.reference.files import read_files
from tests.domain import deadline_oracle as oracle

FIRST, LAST = date(2019, 1, 1), date(2027, 12, 31)
SWITCHES = (date(2020, 12, 9), date(2020, 12, 10), date(2026, 6, 30), date(2026, 7, 1))
CLOSED = sorted(oracle.DAYS_OFF | oracle.WORKED_SATURDAYS)


@cache
def reference() -> Reference:
    return build(read_files())


@dataclass(frozen=True)
class Facts:
    """One random clock, in plain values."""

    stage: str
    instance: str | None
    on: date
    flags: tuple[str, ...]
    extensions: tuple[tuple[int, date], ...]
    pauses: tuple[tuple[date, date | None], ...]
    as_of: date
    done: date | None
    void: bool


def some_day(dice: random.Random) -> date:
    """Any day of the nine years; every third one beside a day off, a worked Saturday or a switch of the law."""
    pick = dice.random()
    if pick < 0.25:
        return dice.choice(CLOSED) + timedelta(days=dice.randint(-45, 3))
    if pick < 0.33:
        return dice.choice(SWITCHES)
    return FIRST + timedelta(days=dice.randint(0, (LAST - FIRST).days))


def some_facts(dice: random.Random) -> Facts:
    stage = "TC-06" if dice.random() < 0.3 else dice.choice(oracle.STAGES)
    on = max(FIRST, some_day(dice))

    def near(before: int, after: int) -> date:
        return on + timedelta(days=dice.randint(-before, after))

    pauses: list[tuple[date, date | None]] = []
    for _ in range(dice.choice((0, 0, 1, 1, 2, 3))):
        start = near(10, 110)
        length = dice.choice((0, 1, dice.randint(2, 12), dice.randint(2, 60), dice.randint(60, 300)))
        pauses.append((start, None if dice.random() < 0.15 else start + timedelta(days=length)))
    if len(pauses) > 1 and dice.random() < 0.3:
        # An overlap on purpose: the second begins inside the first, or is the first once more.
        pauses[1] = (pauses[0][0] + timedelta(days=dice.randint(0, 5)), pauses[1][1] and pauses[0][1])
        if pauses[1][1] is not None and pauses[1][1] < pauses[1][0]:
            pauses[1] = pauses[0]
    lengths = (30, 30, 30, 15, 10, 1, 31, 45, 0)
    return Facts(
        stage=stage,
        instance=dice.choice(("first", "second")) if stage == "KN-15" or dice.random() < 0.1 else None,
        on=on,
        flags=tuple(flag for flag in Flag if dice.random() < 0.25),
        extensions=tuple((dice.choice(lengths), near(5, 130)) for _ in range(dice.choice((0, 0, 1, 2, 3)))),
        pauses=tuple(pauses),
        as_of=near(10, 200),
        done=near(0, 150) if dice.random() < 0.3 else None,
        void=dice.random() < 0.02,
    )


def engine_says(facts: Facts) -> dict[str, Any] | None:
    known = reference()
    instance = Instance(facts.instance) if facts.instance else None
    try:
        rule = known.book.rule_on(facts.stage, facts.on, instance)
    except NoRuleInForce:
        return None
    clock = Clock(
        rule=rule,
        anchor=facts.on,
        flags=read_flags(facts.flags),
        extensions=tuple(Extension(days, on) for days, on in facts.extensions),
        pauses=tuple(Pause(start, end) for start, end in facts.pauses),
        done=facts.done,
        void=facts.void,
    )
    found = compute(clock, known.calendar, facts.as_of, known.office.due_soon_within())
    return {
        "rule": found.rule_id,
        "allowance": found.allowance,
        "due": found.due,
        "warn_due": found.warn_due,
        "if_resumed_today": found.if_resumed_today,
        "state": str(found.state),
        "days_left": found.days_left,
        "refused": len(found.refused),
        "provisional": found.provisional,
        "steps": [(step.day, str(step.mark), step.n) for step in steps(found, known.calendar)],
    }


def oracle_says(facts: Facts) -> dict[str, Any] | None:
    if oracle.find_provision(facts.stage, facts.on, facts.instance) is None:
        return None
    found = oracle.answer(
        facts.stage,
        facts.on,
        flags=frozenset(facts.flags),
        extensions=[oracle.Extension(days, on) for days, on in facts.extensions],
        pauses=list(facts.pauses),
        as_of=facts.as_of,
        done=facts.done,
        instance=facts.instance,
        void=facts.void,
    )
    return {
        "rule": found.rule,
        "allowance": found.allowance,
        "due": found.due,
        "warn_due": found.warn_due,
        "if_resumed_today": found.if_resumed_today,
        "state": found.state,
        "days_left": found.days_left,
        "refused": found.refused,
        "provisional": found.provisional,
        "steps": [(mark.day, mark.mark, mark.n) for mark in found.steps],
    }


def agree(seed: int, cases: int) -> None:
    dice = random.Random(seed)
    for _ in range(cases):
        facts = some_facts(dice)
        assert engine_says(facts) == oracle_says(facts), facts


@pytest.mark.parametrize("seed", range(10))
def test_engine_and_naive_reckoning_agree(seed: int) -> None:
    agree(20261123 + seed, 500)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(40))
def test_engine_and_naive_reckoning_agree_on_very_many_clocks(seed: int) -> None:
    agree(40000000 + seed, 2500)


def test_the_random_clocks_reach_every_stage_state_and_mark() -> None:
    """Agreement means little where nothing happens: see that the dice do roll everything."""
    dice = random.Random(7)
    met: set[str] = set()
    for _ in range(4000):
        facts = some_facts(dice)
        said = oracle_says(facts)
        if said is not None:
            met |= {facts.stage, said["state"], *(mark for _, mark, _ in said["steps"])}
            met |= {f"refused {said['refused']}", f"open {said['due'] is None}", f"provisional {said['provisional']}"}
    states = {"not_started", "running", "due_soon", "due_today", "overdue", "paused", "met", "met_late", "void"}
    marks = {"counted", "weekend", "holiday", "worked_saturday", "paused", "rolled"}
    others = {"refused 0", "refused 1", "refused 2", "refused 3", "open True", "open False", "provisional True"}
    assert {*oracle.STAGES, *states, *marks, *others} - met == set()
