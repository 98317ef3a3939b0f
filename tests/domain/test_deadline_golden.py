"""The engine gives the dates that were counted by hand in golden/deadlines.toml."""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from reception_tui.domain.deadline import Clock, Deadline, Extension, Pause, compute, steps
from reception_tui.domain.errors import NoRuleInForce
from reception_tui.domain.kinds import Instance
from reception_tui.domain.reference import Reference
from reception_tui.domain.rules import Measure, read_flags
from reception_tui.store.reference import build
from reception_tui.store.reference.files import read_files

TABLE = Path(__file__).parent / "golden" / "deadlines.toml"
CASES: list[dict[str, Any]] = tomllib.loads(TABLE.read_text(encoding="utf-8"))["case"]
KNOWN = {
    *("case", "stage", "on", "with", "extend", "pause", "instance", "void", "as_of", "done", "rule", "due", "open"),
    *("if_resumed_today", "no_rule", "state", "days_left", "refused", "fault", "assumed", "warn_due"),
    *("provisional", "article", "hand"),
}


COUNTED = [case for case in CASES if "no_rule" not in case]
WITHOUT_RULE = [case for case in CASES if "no_rule" in case]


def name_of(case: dict[str, Any]) -> str:
    return f"{CASES.index(case) + 1:03}-{case['stage']}-{case['on']}"


@cache
def reference() -> Reference:
    return build(read_files())


def instance_of(case: dict[str, Any]) -> Instance | None:
    return Instance(case["instance"]) if "instance" in case else None


def answer_to(case: dict[str, Any]) -> Deadline:
    known = reference()
    clock = Clock(
        rule=known.book.rule_on(case["stage"], case["on"], instance_of(case)),
        anchor=case["on"],
        flags=read_flags(case.get("with", [])),
        extensions=tuple(Extension(one["days"], one["on"]) for one in case.get("extend", [])),
        pauses=tuple(Pause(*days) for days in case.get("pause", [])),
        done=case.get("done"),
        void=case.get("void", False),
    )
    return compute(clock, known.calendar, case.get("as_of", case["on"]), known.office.due_soon_within())


def expected_of(case: dict[str, Any]) -> dict[str, Any]:
    """What the table says, under the names of the answer; days_left and state only where it says them."""
    wanted = {
        "rule_id": case["rule"],
        "due": None if case.get("open") else case["due"],
        "if_resumed_today": case.get("if_resumed_today"),
        "provisional": case.get("provisional", False),
        "refused": case.get("refused", 0),
        "faults": {case["fault"]} if "fault" in case else set(),
        "assumed": case.get("assumed"),
        "warn_due": case.get("warn_due"),
    }
    return wanted | {name: case[name] for name in ("state", "days_left") if name in case}


@pytest.mark.parametrize("case", COUNTED, ids=name_of)
def test_the_engine_agrees_with_the_count_by_hand(case: dict[str, Any]) -> None:
    found = answer_to(case)
    got = {name: getattr(found, name, None) for name in expected_of(case)}
    got |= {"refused": len(found.refused), "faults": {one.fault for one in found.refused}}
    assert got == expected_of(case), case["hand"]


@pytest.mark.parametrize("case", WITHOUT_RULE, ids=name_of)
def test_where_the_law_gives_no_number_of_days_the_book_has_no_rule(case: dict[str, Any]) -> None:
    with pytest.raises(NoRuleInForce):
        reference().book.rule_on(case["stage"], case["on"], instance_of(case))


@pytest.mark.parametrize("case", COUNTED, ids=name_of)
def test_the_days_shown_to_the_officer_end_on_the_due_date(case: dict[str, Any]) -> None:
    found = answer_to(case)
    shown = steps(found, reference().calendar)
    last = case.get("due") or case["if_resumed_today"]
    assert (shown[-1].day if shown else found.clock.anchor) == last, case["hand"]
    assert [step.n for step in shown if step.n] == list(range(1, (found.allowance or 0) + 1))


def test_every_case_can_be_read_and_checked_by_a_lawyer() -> None:
    for case in CASES:
        assert set(case) <= KNOWN, case
        assert case["article"], case
        assert case["hand"], case
        assert ("due" in case) + ("open" in case) + ("no_rule" in case) == 1, case
        assert ("open" in case) == ("if_resumed_today" in case), case
    assert max(Counter(case["case"] for case in CASES).values()) == 1
    assert len(CASES) >= 220


def test_every_limit_of_the_law_is_counted_at_least_twice() -> None:
    limits: set[str] = set()
    for provision in reference().book.provisions:
        if provision.measure is Measure.LIMIT:
            limits |= {provision.rule, *(variant.rule for variant in provision.variants)}
    counted = Counter(case["rule"] for case in CASES if "rule" in case)
    assert {rule for rule in limits if counted[rule] < 2} == set()
