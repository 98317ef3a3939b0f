"""Who is competent to resolve a petition on a day, with the article, the reasons, and who must not receive it.

The table is dated data; this only walks it. Where the facts leave more than one body they are named as alternatives,
and where the law or the directory names nobody the answer has no body but a reason: nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from reception_tui.domain.bodies import Body, Directory
from reception_tui.domain.competence import check_receiver
from reception_tui.domain.competence_table import Cell, Competence, CompetenceRule, Find, Matter, OfficeRule
from reception_tui.domain.errors import SentToAccused
from reception_tui.domain.kinds import Instance, PetitionKind
from reception_tui.domain.rules import Certainty
from reception_tui.domain.tiers import Tier, rank_of


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of a petition, as far as competence depends on it. Codes are those of the directory."""

    kind: PetitionKind
    on: date
    instance: Instance = Instance.FIRST
    against_body: str = ""
    against_office: str = ""
    field: str = ""
    commune: str = ""
    matter: Matter = Matter.ADMINISTRATIVE


@dataclass(frozen=True, slots=True)
class Why:
    """A reason: its code, and what fills its sentence."""

    code: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Excluded:
    """A body that must not or cannot receive the petition, and why."""

    body: str
    why: Why


@dataclass(frozen=True, slots=True)
class Route:
    """The answer. `body` is empty when nobody can be named: then one of the `ALARMS` stands in `why`."""

    body: str
    office: str
    rule: str
    article_vi: str
    article_en: str
    why: tuple[Why, ...]
    alternatives: tuple[str, ...] = ()
    excluded: tuple[Excluded, ...] = ()
    sure: Certainty = Certainty.INFERRED

    @property
    def is_alarm(self) -> bool:
        """Tell whether an officer must decide, for want of a fact, a rule or a body."""
        return not self.body


ALARMS = frozenset(
    {
        *("accused_unknown", "accused_not_yet", "no_rule", "no_tier", "court_only", "not_in_law", "no_superior_known"),
        *("no_successor_known", "field_needed", "field_without_body", "several_competent", "all_barred"),
        *("nothing_named", "unit_not_named"),
    }
)
"""The reasons for an answer without a body."""

ACCUSES = frozenset({PetitionKind.COMPLAINT, PetitionKind.DENUNCIATION})
"""The kinds of petition that are directed against somebody."""


def route(competence: Competence, directory: Directory, asked: Asked) -> Route:
    """Return who is competent for the petition on its day, and why; never the one complained of nor one under them.

    Law on Complaints 2011, art. 7, 17-26, 51; Law on Denunciations 2018, art. 12-21, 37, 41; Law on Citizen Reception
    2013, art. 12(4), 26. Raises `UnknownBody`, `UnknownCommune`.
    """
    return _Walk(competence, directory, asked).route()


@dataclass(frozen=True, slots=True)
class _Found:
    """Whom the table names for one accused: sure when `first` is one body; `others` stand beside."""

    rule: CompetenceRule | None = None
    first: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    one_of: bool = False
    why: tuple[Why, ...] = ()


class _Walk:
    """One question on its way through the table."""

    def __init__(self, competence: Competence, directory: Directory, asked: Asked) -> None:
        self.table, self.ladder, self.directory = competence, competence.ladder, directory
        self.asked, self.on, self.rank = asked, asked.on, rank_of(asked.against_office)
        self.matter = asked.matter
        party = asked.kind in ACCUSES and competence.is_party_office(asked.against_office)
        self.both = party and asked.matter is Matter.ADMINISTRATIVE and competence.is_state_office(asked.against_office)
        if party and not self.both and asked.matter is Matter.ADMINISTRATIVE:
            self.matter = Matter.PARTY
        self.accused: list[Body] = []
        self.gone = ""
        self.excluded: dict[str, Why] = {}
        self.why: list[Why] = []

    def route(self) -> Route:
        """Return the answer."""
        if self.matter is not Matter.ADMINISTRATIVE:
            self.why.append(Why("matter", {"matter": self.matter}))
        if not self.asked.against_body:
            return self._composed([self._for_nobody()])
        named = self.directory.body(self.asked.against_body, "against_body", self.on)
        self.why.append(Why("accused", {"body": named.code, "rank": self.rank}))
        if named.from_ is not None and self.on < named.from_:
            unborn = Why("accused_not_yet", {"body": named.code, "from": named.from_})
            return self._composed([_Found(why=(unborn,))])
        self.accused = self.directory.heirs(named, self.on)
        if self.accused == [named]:
            return self._composed([self._for(named)])
        return self._after(named)

    def _after(self, gone: Body) -> Route:
        """Answer for a body that exists no more: its tasks are with others (art. 12(4), (5) for denunciations)."""
        self.gone = gone.code
        heirs = tuple(one.code for one in self.accused)
        if not heirs:
            return self._composed([_Found(why=(Why("no_successor_known", {"body": gone.code}),))])
        known = {"body": gone.code, "until": gone.until, "heirs": heirs, "source": gone.succession}
        self.why.append(Why("succeeded", known))
        self.excluded[gone.code] = Why("no_longer", {"body": gone.code, "until": gone.until, "heirs": heirs})
        rung = self.ladder.rule_of(self.directory, gone)
        administrative = self.matter is Matter.ADMINISTRATIVE and self.asked.kind is PetitionKind.DENUNCIATION
        if administrative and rung is not None and rung.dissolved:
            self.why.append(Why("dissolved", {"body": gone.code}))
            return self._composed([self._for(gone, dissolved=self.asked.instance is Instance.FIRST)])
        if administrative:
            self.why.append(Why("merged", {"body": gone.code, "heirs": heirs}))
        return self._composed([self._for(one) for one in self._meant()])

    def _meant(self) -> list[Body]:
        """Return which of several successors is meant: that of the commune, else that of the field."""
        if len(self.accused) > 1 and self.asked.commune:
            place, local = self._local()
            here = [one for one in self.accused if one.code in local]
            if len(here) == 1:
                self.why.append(Why("heir_by_commune", {"commune": place, "body": here[0].code}))
                return here
        if len(self.accused) > 1 and self.asked.field:
            answering = self.ladder.fields.get(self.asked.field, ())
            fitting = [one for one in self.accused if one.code in answering]
            if len(fitting) == 1:
                self.why.append(Why("heir_by_field", {"field": self.asked.field, "body": fitting[0].code}))
                return fitting
        return self.accused

    def _local(self) -> tuple[str, tuple[str, ...]]:
        """Return the commune asked about, and the committees that govern it on the day."""
        if not self.asked.commune:
            return "", ()
        place = self.directory.commune(self.asked.commune, self.on).code
        body = self.directory.bodies.get(place)
        return place, tuple(one.code for one in self.directory.heirs(body, self.on)) if body is not None else ()

    def _cell(self, tier: Tier | None, matter: Matter, instance: Instance, *, dissolved: bool = False) -> Cell:
        return Cell(self.asked.kind, instance, matter, tier, self.rank, dissolved)

    def _for_nobody(self) -> _Found:
        """Return whom the table names when no body is: for a denunciation only who might be, by the field."""
        asked = self.asked
        rule = self.table.rule_on(self.on, self._cell(None, self.matter, asked.instance))
        if asked.kind not in ACCUSES or self.matter not in (Matter.ADMINISTRATIVE, Matter.DISCIPLINE):
            return self._by(rule, None)
        unknown = Why("accused_unknown")
        if asked.kind is PetitionKind.DENUNCIATION and asked.field:
            managing = self.table.rule_on(self.on, self._cell(None, Matter.MANAGED_FIELD, asked.instance))
            found = self._by(managing, None)
            return _Found(managing, others=found.first, why=(unknown, *found.why))
        return _Found(others=self._local()[1], why=(unknown,))

    def _for(self, body: Body, *, dissolved: bool = False) -> _Found:
        """Return whom the table names for a petition about `body`."""
        tier = self.ladder.tier_of(self.directory, body)
        if tier is None:
            return _Found(why=(Why("no_tier", {"body": body.code}),))
        cell = self._cell(tier, self.matter, self.asked.instance, dissolved=dissolved)
        found = self._by(self.table.rule_on(self.on, cell), body)
        if not self.both:
            return found
        party = self.table.rule_on(self.on, self._cell(tier, Matter.PARTY, self.asked.instance))
        beside = self._by(party, body).first
        why = (*found.why, Why("party_member", {"bodies": beside}))
        return _Found(found.rule, found.first, (*found.others, *beside), found.one_of, why)

    def _by(self, rule: CompetenceRule | None, body: Body | None) -> _Found:
        """Return the bodies that a line of the table names."""
        if rule is None:
            tier = self.ladder.tier_of(self.directory, body) if body is not None else None
            return _Found(why=(Why("no_rule", {"tier": tier, "on": self.on}),))
        if rule.why:
            return _Found(rule, why=(Why(rule.why),))
        office = self.table.offices[rule.office]
        if office.find is Find.FIXED:
            return self._fixed(rule, office)
        if office.find is Find.FIELD:
            return self._of_field(rule, office.tier, body)
        if office.find is Find.CONCERNED:
            return self._concerned(rule, body)
        return self._from(rule, office, body) if body is not None else _Found(rule, why=(Why("accused_unknown"),))

    def _from(self, rule: CompetenceRule, office: OfficeRule, body: Body) -> _Found:
        """Return the bodies that are found by going up from the one complained of."""
        if office.find is Find.OWN:
            return _Found(rule, (body.code,))
        if office.find is Find.ABOVE_RESOLVER:
            return self._above_resolver(rule, body)
        if office.find is Find.SUPERIOR:
            return self._above(rule, body, self.ladder.superiors(self.directory, body, self.on))
        chain = self.ladder.chain(self.directory, body, self.on)
        at_tier = [one for one in chain if self.ladder.tier_of(self.directory, one) is office.tier]
        return self._above(rule, body, at_tier[:1])

    def _above(self, rule: CompetenceRule, body: Body, above: Iterable[Body]) -> _Found:
        codes = tuple(one.code for one in above)
        return _Found(rule, codes, why=() if codes else (Why("no_superior_known", {"body": body.code}),))

    def _fixed(self, rule: CompetenceRule, office: OfficeRule) -> _Found:
        named = first = self._alive(office.bodies)
        if all(self._is_barred(code) for code in named):
            self._exclude(named)
            first = self._alive(office.fallback)
        why = () if first else (Why("all_barred", {"bodies": named}),)
        return _Found(rule, first, self._alive(office.others), office.one_of, why)

    def _alive(self, codes: Iterable[str]) -> tuple[str, ...]:
        heirs = (heir.code for code in codes for heir in self.directory.heirs(self.directory.bodies[code], self.on))
        return tuple(dict.fromkeys(heirs))

    def _answering(self, tier: Tier) -> tuple[str, ...]:
        """Return the bodies of `tier` that answer for the field: departments of the Board's own province only."""
        province = self.table.province if tier is Tier.DEPARTMENT else ""
        found = self.ladder.in_field(self.directory, self.asked.field, tier, self.on, province)
        return tuple(one.code for one in found)

    def _of_field(self, rule: CompetenceRule, tier: Tier | None, body: Body | None) -> _Found:
        if not self.asked.field:
            missing = Why("field_needed", {"body": body.code if body is not None else ""})
            return _Found(rule, why=(missing,))
        codes = self._answering(tier or Tier.DEPARTMENT)
        code = "by_field" if codes else "field_without_body"
        return _Found(rule, codes, why=(Why(code, {"field": self.asked.field, "bodies": codes}),))

    def _concerned(self, rule: CompetenceRule, body: Body | None) -> _Found:
        """Return who a recommendation is for: the body named, else that of the field, else that of the commune."""
        if body is not None:
            return _Found(rule, (body.code,), why=(Why("concerned", {"body": body.code}),))
        place, local = self._local()
        answering = self._answering(Tier.DEPARTMENT) if self.asked.field else ()
        if answering:
            why = Why("by_field", {"field": self.asked.field, "bodies": answering})
            return _Found(rule, answering, local, why=(why,))
        if local:
            return _Found(rule, local, why=(Why("by_commune", {"commune": place, "bodies": local}),))
        known = {"field": self.asked.field}
        return _Found(rule, why=(Why("field_without_body", known) if self.asked.field else Why("nothing_named"),))

    def _above_resolver(self, rule: CompetenceRule, body: Body) -> _Found:
        """Return who stands directly above the one who resolved the first denunciation (art. 37(1), 38(1))."""
        tier = self.ladder.tier_of(self.directory, body)
        then = self.on if body.until is None else min(self.on, body.until)
        first = self._by(self.table.rule_on(then, self._cell(tier, self.matter, Instance.FIRST)), body)
        if len(first.first) != 1:
            return _Found(rule, why=first.why or (Why("several_competent", {"bodies": first.first}),))
        resolver = self.directory.bodies[first.first[0]]
        found = self._above(rule, resolver, self.ladder.superiors(self.directory, resolver, self.on))
        return _Found(rule, found.first, why=(Why("resolved_by", {"body": resolver.code}), *found.why))

    def _is_barred(self, code: str) -> bool:
        return any(self._is_barred_by(self.directory.bodies[code], accused) for accused in self.accused)

    def _is_barred_by(self, body: Body, accused: Body) -> bool:
        try:
            check_receiver(
                self.directory,
                body,
                kind=self.asked.kind,
                instance=self.asked.instance,
                against_body=accused.code,
                against_office=self.asked.against_office,
                field="body",
            )
        except SentToAccused:
            return True
        return False

    def _exclude(self, codes: Iterable[str]) -> None:
        """Put aside those of `codes` that are complained of or stand under the one complained of."""
        accused = {one.code for one in self.accused}
        direct = Why("took_over", {"gone": self.gone}) if self.gone else Why("is_accused")
        for code in codes:
            if code not in self.excluded and self._is_barred(code):
                why = direct if code in accused else Why("under_accused")
                self.excluded[code] = Why(why.code, {"body": code, **why.values})

    def _composed(self, found: list[_Found]) -> Route:
        """Put together what holds for all that took over: one body when they agree, else alternatives."""
        first = list(dict.fromkeys(code for one in found for code in one.first))
        beside = list(dict.fromkeys(code for one in found for code in one.others))
        tempting = self._answering(Tier.DEPARTMENT) if self.asked.field and self.accused else ()
        self._exclude([*first, *beside, *tempting])
        open_ = [code for code in first if code not in self.excluded]
        beside = [code for code in beside if code not in self.excluded and code not in open_]
        for one in found:
            self.why += [reason for reason in one.why if reason not in self.why]
        decided = len(open_) == 1 or (bool(open_) and any(one.one_of for one in found))
        if first and not open_:
            self.why.append(Why("all_barred", {"bodies": tuple(first)}))
        if open_ and not decided:
            self.why.append(Why("several_competent", {"bodies": tuple(open_)}))
        body = open_[0] if decided else ""
        if self.asked.kind in ACCUSES:
            self._exclude(one.code for one in self.accused if one.code != body)
        rule = next((one.rule for one in found if one.rule is not None), None)
        if rule is not None and rule.sure is not Certainty.PRIMARY:
            self.why.append(Why("not_read", {"rule": rule.code}))
        return Route(
            body=body,
            office=rule.office if rule is not None else "",
            rule=rule.code if rule is not None else "",
            article_vi=rule.article_vi if rule is not None else "",
            article_en=rule.article_en if rule is not None else "",
            why=tuple(self.why),
            alternatives=(*(open_[1:] if decided else open_), *beside),
            excluded=tuple(Excluded(code, why) for code, why in self.excluded.items()),
            sure=rule.sure if rule is not None else Certainty.INFERRED,
        )
