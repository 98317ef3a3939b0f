"""What must hold of the tables that decisions rest on: each cell filled on each day, each code known, no overlap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise, product
from typing import Protocol

from reception_tui.domain.bodies import Directory
from reception_tui.domain.competence_table import Cell, Competence, CompetenceRule, Find, Matter
from reception_tui.domain.dispositions import DecisionRule, Duty, Matrix, Option, lawful
from reception_tui.domain.eligibility import EligibilityRules
from reception_tui.domain.errors import NoRuleInForce, UnknownStage
from reception_tui.domain.kinds import Instance, PetitionKind
from reception_tui.domain.routing import ALARMS
from reception_tui.domain.rules import RuleBook
from reception_tui.domain.situations import Situation, SituationRule
from reception_tui.domain.tiers import Rank, Tier
from reception_tui.store.reference.checks import ReferenceFault

FIRST_DAY = date(2021, 1, 1)
"""From here on nothing may be without an answer: the register keeps petitions from 2021 on."""

_INSTANCES = {
    PetitionKind.COMPLAINT: (Instance.FIRST, Instance.SECOND),
    PetitionKind.DENUNCIATION: (Instance.FIRST, Instance.AGAIN),
    PetitionKind.RECOMMENDATION: (Instance.FIRST,),
}
_LAW = "law"


class _Dated(Protocol):
    """Anything with days in force."""

    @property
    def in_force(self) -> date: ...

    @property
    def until(self) -> date | None: ...

    def holds_on(self, day: date) -> bool: ...


def _turning_days(versions: Iterable[_Dated], *, first: date = FIRST_DAY, last: date | None = None) -> list[date]:
    """Return the days on which something may change, from `first` to `last`: between two of them nothing does."""
    days = {first}
    for one in versions:
        days |= {one.in_force} | ({one.until + timedelta(days=1)} if one.until is not None else set())
    return sorted(day for day in days if first <= day and (last is None or day <= last))


def _spans(versions: Iterable[_Dated], where: str) -> Iterator[ReferenceFault]:
    for one in versions:
        if one.until is not None and one.until < one.in_force:
            yield ReferenceFault(_LAW, "ends_before_start", where)


def eligibility_faults(rules: EligibilityRules, book: RuleBook, matrix: Matrix) -> Iterator[ReferenceFault]:
    """Yield everything that is wrong in the checklist; nothing when there is none."""
    if not rules.items:
        return
    for item in rules.items:
        yield from _spans([item], item.code)
        for fact in {item.fact, *(fact for excuse in item.excuses for fact in excuse)} - set(rules.questions):
            yield ReferenceFault(_LAW, "missing", f"{item.code} question {fact}")
    for code in dict.fromkeys(item.code for item in rules.items):
        versions = [item for item in rules.items if item.code == code]
        for day in _turning_days(versions):
            if sum(one.holds_on(day) for one in versions) > 1:
                yield ReferenceFault(_LAW, "overlap", f"{code} {day}")
    yield from _reason_faults(rules, book)
    for notice in rules.notices:
        if notice.form and notice.form not in matrix.forms:
            yield ReferenceFault(_LAW, "unknown_code", f"{notice.reason} {notice.form}")


def _reason_faults(rules: EligibilityRules, book: RuleBook) -> Iterator[ReferenceFault]:
    """Yield the days on which a kind has no checklist, a reason no legal code, or a legal code no notice of its own."""
    for day in _turning_days([*rules.items, *rules.notices]):
        known = {one.code for one in book.ineligibilities if one.holds_on(day)}
        for kind in PetitionKind:
            reasons = {item.reason for item in rules.items_on(kind, day) if item.reason}
            if not reasons:
                yield ReferenceFault(_LAW, "gap", f"eligibility {kind} {day}")
            for reason in sorted(reasons - known):
                yield ReferenceFault(_LAW, "unknown_code", f"{reason} {day}")
        for reason in sorted(known):
            held = [one for one in rules.notices if one.reason == reason and one.holds_on(day)]
            if len(held) != 1:
                yield ReferenceFault(_LAW, "overlap" if held else "gap", f"eligibility_notice {reason} {day}")


def matrix_faults(matrix: Matrix, book: RuleBook) -> Iterator[ReferenceFault]:
    """Yield everything that is wrong in the decision matrix; nothing when there is none."""
    if not matrix.rules:
        return
    for situation in Situation:
        if situation not in matrix.situations:
            yield ReferenceFault(_LAW, "missing", f"situation {situation}")
    ranks = [one.rank for one in matrix.situations.values()]
    if len(set(ranks)) != len(ranks):
        yield ReferenceFault(_LAW, "twice", "situation rank")
    seen: set[str] = set()
    for rule in matrix.rules:
        if rule.code in seen:
            yield ReferenceFault(_LAW, "twice", rule.code)
        seen.add(rule.code)
        yield from _rule_faults(matrix, book, rule)
    for known in matrix.situations.values():
        yield from _cell_faults(matrix, known)


def _cell_faults(matrix: Matrix, known: SituationRule) -> Iterator[ReferenceFault]:
    for kind, side in product(sorted(known.kinds), sorted(known.jurisdictions)):
        versions = [one for one in matrix.rules if one.covers(kind, side, known.situation)]
        where = f"{kind} {side} {known.situation}"
        for day in _turning_days(versions):
            held = [one for one in versions if one.holds_on(day)]
            if len(held) != 1:
                yield ReferenceFault(_LAW, "overlap" if held else "gap", f"{where} {day}")
        frames = [lawful(kind, side, known.eligible)] if known.eligible is not None else []
        frames = frames or [lawful(kind, side, eligible=True), lawful(kind, side, eligible=False)]
        for rule in versions:
            for option in rule.options:
                if not all(option.kind in frame for frame in frames):
                    yield ReferenceFault(_LAW, "not_a_choice", f"{where} {option.kind}")


def _rule_faults(matrix: Matrix, book: RuleBook, rule: DecisionRule) -> Iterator[ReferenceFault]:
    yield from _spans([rule], rule.code)
    if not rule.options and not rule.duties:
        yield ReferenceFault(_LAW, "missing", f"{rule.code} choice, duty")
    if len({option.kind for option in rule.options}) != len(rule.options):
        yield ReferenceFault(_LAW, "twice", f"{rule.code} choice")
    for situation in rule.situations:
        known = matrix.situations.get(situation)
        if known is None or not rule.kinds <= known.kinds or not rule.jurisdictions <= known.jurisdictions:
            yield ReferenceFault(_LAW, "not_a_choice", f"{rule.code} {situation}")
    parts: tuple[Option | Duty, ...] = (*rule.options, *rule.duties)
    for part in parts:
        if not part.article_vi or not part.article_en:
            yield ReferenceFault(_LAW, "no_source", rule.code)
        if part.form and part.form not in matrix.forms:
            yield ReferenceFault(_LAW, "unknown_code", f"{rule.code} {part.form}")
    stages = {part.limit for part in parts}
    stages |= {stage for option in rule.options for stage in (*option.limits.values(), option.limit_discipline)}
    for stage in sorted(stages - {""}):
        versions = [one for one in book.provisions if one.stage == stage]
        for day in _turning_days(versions, first=max(FIRST_DAY, rule.in_force), last=rule.until):
            try:
                book.rule_on(stage, day)
            except (NoRuleInForce, UnknownStage):
                yield ReferenceFault(_LAW, "unknown_stage", f"{rule.code} {stage} {day}")


def competence_faults(table: Competence, directory: Directory) -> Iterator[ReferenceFault]:
    """Yield everything that is wrong in the table of who is competent; nothing when there is none."""
    if not table.rules:
        return
    yield from _names(table, directory)
    ends = {one.tier: one.until for one in table.ladder.rules}
    for kind, matter in product(PetitionKind, Matter):
        lines = [one for one in table.rules if one.kind is kind and one.matter is matter]
        for instance, tier, rank in product(_INSTANCES[kind], Tier, Rank):
            yield from _filled(lines, Cell(kind, instance, matter, tier, rank), FIRST_DAY, ends.get(tier))
    for rung in table.ladder.rules:
        if rung.dissolved and rung.until is not None:
            for rank in Rank:
                cell = Cell(
                    PetitionKind.DENUNCIATION, Instance.FIRST, Matter.ADMINISTRATIVE, rung.tier, rank, dissolved=True
                )
                yield from _filled(table.rules, cell, rung.until + timedelta(days=1), None)


def _filled(lines: Iterable[CompetenceRule], cell: Cell, first: date, last: date | None) -> Iterator[ReferenceFault]:
    versions = [one for one in lines if one.covers(cell)]
    for day in _turning_days(versions, first=first, last=last):
        held = [one for one in versions if one.holds_on(day)]
        if len(held) != 1:
            where = f"{cell.kind} {cell.instance} {cell.matter} {cell.tier} {cell.rank} {day}"
            yield ReferenceFault(_LAW, "overlap" if held else "gap", where)


def _names(table: Competence, directory: Directory) -> Iterator[ReferenceFault]:
    codes = [one.code for one in table.rules]
    for earlier, later in pairwise(sorted(codes)):
        if earlier == later:
            yield ReferenceFault(_LAW, "twice", later)
    for rule in table.rules:
        yield from _spans([rule], rule.code)
        if bool(rule.office) is bool(rule.why) or (rule.why and rule.why not in ALARMS):
            yield ReferenceFault(_LAW, "missing", f"{rule.code} office or why")
        if rule.office and rule.office not in table.offices:
            yield ReferenceFault(_LAW, "unknown_code", f"{rule.code} {rule.office}")
    for office in table.offices.values():
        if office.find is Find.FIXED and not office.bodies:
            yield ReferenceFault(_LAW, "missing", f"{office.code} bodies")
        if office.find in (Find.UP, Find.FIELD) and office.tier is None:
            yield ReferenceFault(_LAW, "missing", f"{office.code} tier")
    for code in sorted(_bodies_named(table) - set(directory.bodies)):
        yield ReferenceFault(_LAW, "unknown_body", code)
    for body in directory.bodies.values():
        if table.ladder.tier_of(directory, body) is None:
            yield ReferenceFault("bodies", "no_tier", body.code)


def _bodies_named(table: Competence) -> set[str]:
    offices = table.offices.values()
    fixed = {code for one in offices for code in (*one.bodies, *one.others, *one.fallback)}
    rungs = {code for rung in table.ladder.rules for code in rung.bodies}
    return {table.province, *table.ladder.top.values()} | fixed | rungs
