"""The tables that decisions rest on, from the files of seed_data/law: eligibility, the decision matrix, competence.

Each is empty when no file holds it: a register that was made before a table existed still opens. What must hold of a
table as a whole is in `deciding_checks`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reception_tui.domain.competence_table import Competence, CompetenceRule, Find, Matter, OfficeRule
from reception_tui.domain.dispositions import DecisionRule, Duty, Form, Matrix, Option
from reception_tui.domain.eligibility import EligibilityItem, EligibilityRules, Fact, NoticeRule, Question
from reception_tui.domain.kinds import DispositionKind, Instance, Jurisdiction, PetitionKind
from reception_tui.domain.rules import Certainty
from reception_tui.domain.sendings import SendingRules
from reception_tui.domain.situations import Situation, SituationRule
from reception_tui.domain.tiers import Ladder, Rank, Tier, TierRule
from reception_tui.store.reference.reader import Reader, readers

Files = Mapping[str, Mapping[str, Any]]


def read_eligibility(law: Files) -> EligibilityRules:
    """Return the checklist of the law files."""
    items: list[EligibilityItem] = []
    notices: list[NoticeRule] = []
    questions: dict[Fact, Question] = {}
    for file in readers(law):
        items += [_item(table) for table in file.each("eligibility_item", "code")]
        notices += [_notice(table) for table in file.each("eligibility_notice", "reason")]
        for table in file.each("eligibility_question", "fact"):
            question = Question(table.choice("fact", Fact), table.text("text_vi"), table.text("text_en"))
            if question.fact in questions:
                raise table.broken("twice", question.fact)
            questions[question.fact] = question
    return EligibilityRules(tuple(items), tuple(notices), questions)


def _item(table: Reader) -> EligibilityItem:
    return EligibilityItem(
        code=table.text("code"),
        kinds=table.choices("kinds", PetitionKind),
        fact=table.choice("fact", Fact),
        wanted=_must_be_truth(table, "wanted"),
        reason=table.text("reason", ""),
        what_vi=table.text("what_vi"),
        what_en=table.text("what_en"),
        article_vi=table.text("article_vi"),
        article_en=table.text("article_en"),
        in_force=table.must_day("in_force"),
        until=table.day("until"),
        sure=table.choice("sure", Certainty),
        excuses=tuple(_facts(one) for one in table.each("excuses")),
        situation=table.maybe_choice("situation", Situation),
        volunteered=table.truth("volunteered"),
    )


def _facts(table: Reader) -> dict[Fact, bool]:
    found = {}
    for name in table.table:
        if name not in tuple(Fact):
            raise table.broken("not_a_choice", name)
        found[Fact(name)] = table.truth(name)
    if not found:
        raise table.broken("missing", "fact")
    return found


def _must_be_truth(table: Reader, name: str) -> bool:
    if name not in table.table:
        raise table.broken("missing", name)
    return table.truth(name)


def _notice(table: Reader) -> NoticeRule:
    return NoticeRule(
        reason=table.text("reason"),
        situation=table.choice("situation", Situation),
        rank=table.number("rank"),
        disposition=table.choice("disposition", DispositionKind),
        unreachable=table.choice("unreachable", DispositionKind),
        form=table.text("form", ""),
        what_vi=table.text("what_vi"),
        what_en=table.text("what_en"),
        article_vi=table.text("article_vi"),
        article_en=table.text("article_en"),
        in_force=table.must_day("in_force"),
        until=table.day("until"),
    )


def read_matrix(law: Files) -> Matrix:
    """Return the decision matrix of the law files."""
    situations: dict[Situation, SituationRule] = {}
    forms: dict[str, Form] = {}
    rules: list[DecisionRule] = []
    for file in readers(law):
        for table in file.each("situation", "code"):
            situation = _situation(table)
            if situation.situation in situations:
                raise table.broken("twice", situation.situation)
            situations[situation.situation] = situation
        for table in file.each("form", "code"):
            form = _form(table)
            if form.code in forms:
                raise table.broken("twice", form.code)
            forms[form.code] = form
        rules += [_decision(table) for table in file.each("decision", "code")]
    return Matrix(situations, tuple(rules), forms)


def _situation(table: Reader) -> SituationRule:
    return SituationRule(
        situation=table.choice("code", Situation),
        kinds=table.choices("kinds", PetitionKind),
        jurisdictions=table.choices("jurisdictions", Jurisdiction),
        rank=table.number("rank"),
        what_vi=table.text("what_vi"),
        what_en=table.text("what_en"),
        eligible=table.truth("eligible") if "eligible" in table.table else None,
    )


def _form(table: Reader) -> Form:
    return Form(
        code=table.text("code"),
        name_vi=table.text("name_vi"),
        name_en=table.text("name_en"),
        article_vi=table.text("article_vi"),
        article_en=table.text("article_en"),
        in_force=table.must_day("in_force"),
        until=table.day("until"),
    )


def _decision(table: Reader) -> DecisionRule:
    return DecisionRule(
        code=table.text("code"),
        kinds=table.choices("kinds", PetitionKind),
        jurisdictions=table.choices("jurisdictions", Jurisdiction),
        situations=table.choices("situations", Situation),
        options=tuple(_option(one) for one in table.each("choice", "as")),
        duties=tuple(_duty(one) for one in table.each("duty", "code")),
        in_force=table.must_day("in_force"),
        until=table.day("until"),
        sure=table.choice("sure", Certainty),
    )


def _option(table: Reader) -> Option:
    limits = {one: table.text(f"limit_{one.value}") for one in Instance if f"limit_{one.value}" in table.table}
    return Option(
        kind=table.choice("as", DispositionKind),
        article_vi=table.text("article_vi"),
        article_en=table.text("article_en"),
        form=table.text("form", ""),
        limit=table.text("limit", ""),
        limits=limits,
        limit_discipline=table.text("limit_discipline", ""),
    )


def _duty(table: Reader) -> Duty:
    return Duty(
        code=table.text("code"),
        what_vi=table.text("what_vi"),
        what_en=table.text("what_en"),
        article_vi=table.text("article_vi"),
        article_en=table.text("article_en"),
        form=table.text("form", ""),
        limit=table.text("limit", ""),
    )


def read_competence(law: Files, bodies: Files) -> Competence:
    """Return the table of who is competent, with the fields that the body files give to bodies."""
    tiers: list[TierRule] = []
    top: dict[Tier, str] = {}
    offices: dict[str, OfficeRule] = {}
    rules: list[CompetenceRule] = []
    words: dict[str, tuple[str, ...]] = {"party_words": (), "state_words": ()}
    province = ""
    for file in readers(law):
        province = file.text("province", province)
        words = {name: file.names(name) or known for name, known in words.items()}
        for table in file.each("tier", "tier"):
            rule = _tier(table)
            tiers.append(rule)
            if "superior" in table.table:
                top[rule.tier] = table.text("superior")
        for table in file.each("office", "code"):
            office = _office(table)
            if office.code in offices:
                raise table.broken("twice", office.code)
            offices[office.code] = office
        rules += [_competent(table) for table in file.each("competent", "code")]
    ladder = Ladder(tuple(tiers), _fields(bodies), top)
    return Competence(ladder, offices, tuple(rules), province, words["party_words"], words["state_words"])


def _fields(bodies: Files) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for file in readers(bodies):
        for table in file.each("body", "code"):
            for field in table.names("fields"):
                found.setdefault(field, []).append(table.text("code"))
    return {field: tuple(codes) for field, codes in found.items()}


def _tier(table: Reader) -> TierRule:
    return TierRule(
        tier=table.choice("tier", Tier),
        bodies=frozenset(table.names("bodies")),
        types=frozenset(table.names("types")),
        parent_tiers=table.choices("parent_tiers", Tier),
        until=table.day("until"),
        dissolved=table.truth("dissolved"),
    )


def _office(table: Reader) -> OfficeRule:
    return OfficeRule(
        code=table.text("code"),
        find=table.choice("find", Find),
        name_vi=table.text("name_vi"),
        name_en=table.text("name_en"),
        tier=table.maybe_choice("tier", Tier),
        bodies=table.names("bodies"),
        others=table.names("others"),
        fallback=table.names("fallback"),
        one_of=table.truth("one_of"),
    )


def _competent(table: Reader) -> CompetenceRule:
    return CompetenceRule(
        code=table.text("code"),
        kind=table.choice("kind", PetitionKind),
        instances=table.choices("instances", Instance),
        matter=table.choice("matter", Matter),
        tiers=table.choices("tiers", Tier),
        ranks=table.choices("ranks", Rank),
        office=table.text("office", ""),
        why=table.text("why", ""),
        article_vi=table.text("article_vi"),
        article_en=table.text("article_en"),
        in_force=table.must_day("in_force"),
        until=table.day("until"),
        sure=table.choice("sure", Certainty),
        dissolved=table.truth("dissolved"),
    )


def read_sending_rules(law: Files) -> SendingRules | None:
    """Return how the office sends petitions on; None when no file says it."""
    for file in readers(law):
        table = file.inner("sending")
        if table is not None:
            return SendingRules(table.number("head_note_from"))
    return None
