"""Law as dated data: provisions, their variants and policies, and the book that picks one by date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from reception_tui.domain.errors import NoRuleInForce, UnknownFlag, UnknownStage
from reception_tui.domain.kinds import DispositionKind, Instance, PetitionKind


class Unit(StrEnum):
    """Unit of a limit: working days or calendar days."""

    WORKING_DAYS = "WD"
    CALENDAR_DAYS = "CD"


class Measure(StrEnum):
    """What the number of a provision means."""

    LIMIT = "limit"
    LEAD = "lead"
    FREQUENCY = "frequency"
    DAY_OF_MONTH = "day_of_month"
    NONE = "none"


class Flag(StrEnum):
    """A circumstance, declared by an officer, that changes a limit."""

    REMOTE = "remote"
    COMPLEX = "complex"
    ESPECIALLY_COMPLEX = "especially_complex"
    SEVERAL_PLACES = "several_places"
    DISMISSAL = "dismissal"


class Certainty(StrEnum):
    """How sure a fact of the law files is."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    RECALLED = "recalled"
    INFERRED = "inferred"


@dataclass(frozen=True, slots=True)
class Instrument:
    """A law, decree, circular or local decision."""

    code: str
    number: str
    title_vi: str
    title_en: str
    in_force: date
    until: date | None
    source: str
    sure: Certainty


@dataclass(frozen=True, slots=True)
class Variant:
    """Another limit when all flags of `when` are declared."""

    rule: str
    when: frozenset[Flag]
    limit: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class ExtensionPolicy:
    """How often and by how much a limit may be extended by decision."""

    each_at_most: int
    count_none: int
    count_complex: int
    count_especially_complex: int
    each_at_most_when: Mapping[Flag, int] = field(default_factory=dict)
    by_vi: str = ""
    by_en: str = ""
    form: str = ""
    before_expiry: bool = True

    def count(self, flags: frozenset[Flag]) -> int:
        """Return how many extensions the declared complexity allows; undeclared, the most that any would."""
        if Flag.ESPECIALLY_COMPLEX in flags:
            return self.count_especially_complex
        if Flag.COMPLEX in flags:
            return self.count_complex
        return max(self.count_none, self.count_complex, self.count_especially_complex)

    def longest(self, flags: frozenset[Flag]) -> int:
        """Return how many days one extension may add under the declared circumstances."""
        return max([self.each_at_most, *(days for flag, days in self.each_at_most_when.items() if flag in flags)])


@dataclass(frozen=True, slots=True)
class PauseGround:
    """A lawful ground on which time is not counted."""

    code: str
    what_vi: str
    what_en: str
    article: str
    in_force: date | None = None
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Tell whether the ground is law on `day`."""
        return (self.in_force is None or self.in_force <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Provision:
    """One version of one legal limit."""

    rule: str
    stage: str
    instrument: str
    article: str
    article_en: str
    kinds: frozenset[PetitionKind]
    instances: frozenset[Instance]
    discipline: bool
    duty: str
    measure: Measure
    from_event: str
    limit: int | None
    unit: Unit | None
    in_force: date
    until: date | None
    what_vi: str
    what_en: str
    source: str
    sure: Certainty
    note_vi: str = ""
    note_en: str = ""
    warn_limit: int | None = None
    warn_unit: Unit | None = None
    variants: tuple[Variant, ...] = ()
    extension: ExtensionPolicy | None = None
    rolls: bool = True
    pause_grounds: tuple[PauseGround, ...] = ()

    def holds_on(self, day: date) -> bool:
        """Tell whether this version applies to an anchor event on `day`."""
        return self.in_force <= day and (self.until is None or day <= self.until)

    def fits(self, instance: Instance | None) -> bool:
        """Tell whether the provision is about this instance, as far as it tells instances apart."""
        return instance is None or not self.instances or instance in self.instances

    def limit_under(self, flags: frozenset[Flag]) -> tuple[str, int, Unit] | None:
        """Return rule id, limit and unit under the declared `flags`; None when the law sets no limit.

        The variant that asks for the most of the declared flags decides. What is especially complex is complex.
        """
        if self.limit is None or self.unit is None:
            return None
        if Flag.ESPECIALLY_COMPLEX in flags:
            flags |= {Flag.COMPLEX}
        fitting = [variant for variant in self.variants if variant.when <= flags]
        if not fitting:
            return self.rule, self.limit, self.unit
        best = max(fitting, key=lambda variant: (len(variant.when), variant.limit))
        return best.rule, best.limit, best.unit


@dataclass(frozen=True, slots=True)
class Gap:
    """A time in which a stage has no rule, and why."""

    stage: str
    first: date
    last: date
    why_vi: str
    why_en: str


@dataclass(frozen=True, slots=True)
class GroupRule:
    """How many representatives a group of so many people has (Law on Citizen Reception 2013, art. 29)."""

    from_people: int
    to_people: int | None
    representatives_min: int
    representatives_max: int
    in_writing: bool
    article: str
    in_force: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class DelegationThreshold:
    """From how many people on a visit counts as a delegation."""

    people: int
    in_force: date
    until: date | None
    article: str


@dataclass(frozen=True, slots=True)
class LegalCode:
    """A coded reason of the law: of refusal, non-acceptance or ineligibility."""

    code: str
    what_vi: str
    what_en: str
    article: str
    in_force: date | None = None
    until: date | None = None
    written_notice: bool = False

    def holds_on(self, day: date) -> bool:
        """Tell whether the code may be used on `day`."""
        return (self.in_force is None or self.in_force <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class DispositionRule:
    """The name, form and source of one way to dispose of a petition."""

    kind: DispositionKind
    name_vi: str
    name_en: str
    form: str
    article: str


@dataclass(frozen=True)
class RuleBook:
    """All provisions, and views of them by date."""

    instruments: Mapping[str, Instrument]
    provisions: tuple[Provision, ...]
    gaps: tuple[Gap, ...] = ()
    group_rules: tuple[GroupRule, ...] = ()
    thresholds: tuple[DelegationThreshold, ...] = ()
    refusals: tuple[LegalCode, ...] = ()
    non_acceptances: tuple[LegalCode, ...] = ()
    acceptance_conditions: tuple[LegalCode, ...] = ()
    ineligibilities: tuple[LegalCode, ...] = ()
    dispositions: tuple[DispositionRule, ...] = ()
    _by_stage: dict[str, tuple[Provision, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_stage: dict[str, list[Provision]] = {}
        for provision in self.provisions:
            by_stage.setdefault(provision.stage.upper(), []).append(provision)
        object.__setattr__(self, "_by_stage", {stage: tuple(found) for stage, found in by_stage.items()})

    def stages(self) -> tuple[str, ...]:
        """Return the codes of all stages, in the order of the files."""
        return tuple(versions[0].stage for versions in self._by_stage.values())

    def rule_on(self, stage: str, day: date, instance: Instance | None = None) -> Provision:
        """Return the version of `stage`, in capitals or not, that applies to an anchor event on `day`.

        Where first and second instance differ, `instance` decides; without it the first one is taken.

        Raises `UnknownStage`, or `NoRuleInForce` when no version covers the day.
        """
        versions = self._by_stage.get(stage.strip().upper())
        if not versions:
            raise UnknownStage("stage", value=stage, choices=self.stages())
        for provision in versions:
            if provision.holds_on(day) and provision.fits(instance):
                return provision
        raise NoRuleInForce("stage", stage=stage, on=day)

    def in_force_on(self, day: date) -> tuple[Provision, ...]:
        """Return every provision that applies to an event on `day`."""
        return tuple(provision for provision in self.provisions if provision.holds_on(day))

    def grounds_of_refusal(self, kind: PetitionKind) -> tuple[LegalCode, ...]:
        """Return the coded reasons for not accepting a petition of that kind.

        A complaint falls under a case of the law; a denunciation lacks a condition.
        """
        if kind is PetitionKind.COMPLAINT:
            return self.non_acceptances
        return self.acceptance_conditions if kind is PetitionKind.DENUNCIATION else ()

    def delegation_from(self, day: date) -> int:
        """Return from how many people on a party counts as a delegation on `day`."""
        return _dated(self.thresholds, day).people

    def group_rule(self, people: int, day: date) -> GroupRule | None:
        """Return the rule of representation for a group of `people` on `day`; None for a smaller party."""
        for rule in self.group_rules:
            fits = rule.from_people <= people and (rule.to_people is None or people <= rule.to_people)
            if fits and rule.in_force <= day and (rule.until is None or day <= rule.until):
                return rule
        return None


def _dated(thresholds: Iterable[DelegationThreshold], day: date) -> DelegationThreshold:
    for threshold in thresholds:
        if threshold.in_force <= day and (threshold.until is None or day <= threshold.until):
            return threshold
    raise NoRuleInForce("head_count", stage="delegation", on=day)


def read_flags(names: Iterable[str]) -> frozenset[Flag]:
    """Return the flags of those names. Raises `UnknownFlag`."""
    flags = set()
    for name in names:
        try:
            flags.add(Flag(name))
        except ValueError:
            raise UnknownFlag("with", value=name, choices=tuple(Flag)) from None
    return frozenset(flags)
