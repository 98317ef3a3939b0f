"""Which dispositions are lawful for a petition as it is classified (law.md 2.4, 2.5).

Two nested answers. `LAWFUL` is the frame: what the register takes down at all for a kind, a competence and a finding of
eligibility. Inside it the decision matrix, which is dated data, says what the law has done in each situation, the
usual first, each with its article, form and limit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from reception_tui.domain.errors import DispositionNotLawful
from reception_tui.domain.kinds import DispositionKind as D
from reception_tui.domain.kinds import Instance, Jurisdiction, PetitionKind
from reception_tui.domain.rules import Certainty
from reception_tui.domain.situations import Situation, SituationRule

_ALWAYS = (D.REPORT_TO_HEAD, D.KEEP_ON_FILE, D.NO_ACTION)

INELIGIBLE: tuple[D, ...] = (
    D.KEEP_ON_FILE,
    D.RETURN,
    D.GUIDE,
    D.GUIDE_TO_SUPPLEMENT,
    D.TO_INVESTIGATORS,
    D.REPORT_TO_HEAD,
    D.NO_ACTION,
)

LAWFUL: Mapping[tuple[PetitionKind, Jurisdiction], tuple[D, ...]] = MappingProxyType(
    {
        (PetitionKind.COMPLAINT, Jurisdiction.OURS): (
            D.PROPOSE_ACCEPTANCE,
            D.ACCEPT,
            D.GUIDE_TO_SUPPLEMENT,
            D.REFUSE_ACCEPTANCE,
            D.FORWARD,
            D.RETURN,
            *_ALWAYS,
        ),
        (PetitionKind.COMPLAINT, Jurisdiction.OTHER): (D.GUIDE, D.FORWARD, D.RETURN, *_ALWAYS),
        (PetitionKind.DENUNCIATION, Jurisdiction.OURS): (
            D.PROPOSE_ACCEPTANCE,
            D.ACCEPT,
            D.REFUSE_ACCEPTANCE,
            D.GUIDE_TO_SUPPLEMENT,
            D.FORWARD,
            D.TO_INVESTIGATORS,
            *_ALWAYS,
        ),
        (PetitionKind.DENUNCIATION, Jurisdiction.OTHER): (D.FORWARD, D.GUIDE, D.TO_INVESTIGATORS, *_ALWAYS),
        (PetitionKind.RECOMMENDATION, Jurisdiction.OURS): (
            D.ANSWER,
            D.PROPOSE_ACCEPTANCE,
            D.ACCEPT,
            D.FORWARD,
            D.GUIDE,
            *_ALWAYS,
        ),
        (PetitionKind.RECOMMENDATION, Jurisdiction.OTHER): (D.FORWARD, D.GUIDE, D.ANSWER, D.RETURN, *_ALWAYS),
    }
)


def lawful(kind: PetitionKind, jurisdiction: Jurisdiction | None, eligible: bool) -> tuple[D, ...]:
    """Return the dispositions that may be chosen at all, the usual one first.

    While nobody has said who is competent, everything that either side may choose is open.
    """
    if not eligible:
        return INELIGIBLE
    return tuple(dict.fromkeys(one for side in _sides(jurisdiction) for one in LAWFUL[kind, side]))


def check_lawful(
    chosen: D, kind: PetitionKind, jurisdiction: Jurisdiction | None, eligible: bool, field: str = "as"
) -> None:
    """Raise `DispositionNotLawful` unless `chosen` is open to such a petition."""
    choices = lawful(kind, jurisdiction, eligible)
    if chosen not in choices:
        raise DispositionNotLawful(field, value=chosen, kind=kind, jurisdiction=jurisdiction, choices=choices)


@dataclass(frozen=True, slots=True)
class Form:
    """A standard form that a disposition is put in, and the days on which it is the form in force."""

    code: str
    name_vi: str
    name_en: str
    article_vi: str
    article_en: str
    in_force: date
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Tell whether the form is in force on `day`."""
        return self.in_force <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Choice:
    """One lawful disposition: its article, the code of its form, and the stage whose limit binds it."""

    kind: D
    article_vi: str = ""
    article_en: str = ""
    form: str = ""
    limit: str = ""
    rule: str = ""
    sure: Certainty = Certainty.PRIMARY


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that is owed beside the disposition, with its article and the stage whose limit binds it."""

    code: str
    what_vi: str
    what_en: str
    article_vi: str
    article_en: str
    form: str = ""
    limit: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """A choice as the matrix holds it: `limits` by instance, and by its own key for complaints about discipline."""

    kind: D
    article_vi: str
    article_en: str
    form: str = ""
    limit: str = ""
    limits: Mapping[Instance, str] = field(default_factory=dict)
    limit_discipline: str = ""


@dataclass(frozen=True, slots=True)
class DecisionRule:
    """One version of the cells that share an answer. Without options it only adds duties."""

    code: str
    kinds: frozenset[PetitionKind]
    jurisdictions: frozenset[Jurisdiction]
    situations: frozenset[Situation]
    options: tuple[Option, ...]
    duties: tuple[Duty, ...]
    in_force: date
    until: date | None
    sure: Certainty

    def holds_on(self, day: date) -> bool:
        """Tell whether this version is law on `day`."""
        return self.in_force <= day and (self.until is None or day <= self.until)

    def covers(self, kind: PetitionKind, jurisdiction: Jurisdiction, situation: Situation) -> bool:
        """Tell whether the rule holds that cell."""
        return kind in self.kinds and jurisdiction in self.jurisdictions and situation in self.situations


@dataclass(frozen=True, slots=True)
class Matrix:
    """The decision matrix: what each situation is, the cells, and the forms."""

    situations: Mapping[Situation, SituationRule] = field(default_factory=dict)
    rules: tuple[DecisionRule, ...] = ()
    forms: Mapping[str, Form] = field(default_factory=dict)

    def rule_on(
        self, day: date, kind: PetitionKind, jurisdiction: Jurisdiction, situation: Situation
    ) -> DecisionRule | None:
        """Return the version of a cell that is law on `day`; None when the matrix has none."""
        return next(
            (one for one in self.rules if one.holds_on(day) and one.covers(kind, jurisdiction, situation)), None
        )


@dataclass(frozen=True, slots=True)
class Case:
    """What is known of a petition, as far as the matrix depends on it. No situation means the ordinary one."""

    kind: PetitionKind
    jurisdiction: Jurisdiction | None = None
    situations: frozenset[Situation] = frozenset()
    instance: Instance = Instance.FIRST
    discipline: bool = False


def choices(matrix: Matrix, case: Case, on: date) -> tuple[Choice, ...]:
    """Return the lawful dispositions of the case on that day, the usual first, each with article, form and limit.

    Of several situations the gravest decides. Without a matrix the frame is returned, so nobody is left without a way.
    """
    found: dict[D, Choice] = {}
    for rule in _deciding(matrix, case, on):
        for option in rule.options:
            found.setdefault(option.kind, _choice(matrix, rule, option, case, on))
    if found:
        return tuple(found.values())
    return tuple(Choice(one) for one in lawful(case.kind, case.jurisdiction, _is_eligible(matrix, case)))


def duties_beside(matrix: Matrix, case: Case, on: date) -> tuple[Duty, ...]:
    """Return what is owed beside the disposition: every situation adds its own."""
    held = [rule for side in _sides(case.jurisdiction) for rule in _rules(matrix, case, side, on)]
    return tuple(dict.fromkeys(duty for rule in held for duty in rule.duties))


def check_choice(matrix: Matrix, chosen: D, case: Case, on: date, field: str = "as") -> None:
    """Raise `DispositionNotLawful` unless the matrix opens `chosen` to the case on that day."""
    open_ = tuple(one.kind for one in choices(matrix, case, on))
    if chosen not in open_:
        raise DispositionNotLawful(field, value=chosen, kind=case.kind, jurisdiction=case.jurisdiction, choices=open_)


def _sides(jurisdiction: Jurisdiction | None) -> tuple[Jurisdiction, ...]:
    return (jurisdiction,) if jurisdiction is not None else tuple(Jurisdiction)


def _situations(matrix: Matrix, case: Case, side: Jurisdiction) -> list[Situation]:
    """Return the situations of the case that exist on that side, the gravest first, the ordinary one last."""
    held = set(case.situations) | {Situation.ELIGIBLE}
    if case.instance is Instance.SECOND:
        held.add(Situation.SECOND)
    if case.instance is Instance.AGAIN:
        held.add(Situation.AGAIN)
    known = [matrix.situations[one] for one in held if one in matrix.situations]
    known = [one for one in known if case.kind in one.kinds and side in one.jurisdictions]
    return [one.situation for one in sorted(known, key=lambda one: one.rank)]


def _rules(matrix: Matrix, case: Case, side: Jurisdiction, on: date) -> Iterator[DecisionRule]:
    for situation in _situations(matrix, case, side):
        rule = matrix.rule_on(on, case.kind, side, situation)
        if rule is not None:
            yield rule


def _deciding(matrix: Matrix, case: Case, on: date) -> Iterator[DecisionRule]:
    for side in _sides(case.jurisdiction):
        first = next((rule for rule in _rules(matrix, case, side, on) if rule.options), None)
        if first is not None:
            yield first


def _choice(matrix: Matrix, rule: DecisionRule, option: Option, case: Case, on: date) -> Choice:
    limit = option.limits.get(case.instance, option.limit)
    if case.discipline and option.limit_discipline:
        limit = option.limit_discipline
    form = matrix.forms.get(option.form)
    held = option.form if form is not None and form.holds_on(on) else ""
    return Choice(option.kind, option.article_vi, option.article_en, held, limit, rule.code, rule.sure)


def _is_eligible(matrix: Matrix, case: Case) -> bool:
    known = (matrix.situations[one] for one in case.situations if one in matrix.situations)
    return all(one.eligible is not False for one in known)
