"""On which rung of the State a body stands on a day, who stands above it, and the rank of one of its people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from reception_tui.domain.bodies import Body, Directory
from reception_tui.domain.competence import Office, office_of


class Tier(StrEnum):
    """The rungs that competence tells apart (complaints law 2011, art. 17-26; denunciations law 2018, art. 13-21)."""

    PRIME_MINISTER = "prime_minister"
    MINISTRY = "ministry"
    CENTRAL_UNIT = "central_unit"
    VERTICAL = "vertical"
    PROVINCE = "province"
    DEPARTMENT = "department"
    SERVICE_UNIT = "service_unit"
    SUBUNIT = "subunit"
    DISTRICT = "district"
    COMMUNE = "commune"
    COURT = "court"
    PROCURACY = "procuracy"
    PARTY = "party"
    COUNCIL = "council"
    COUNCIL_OFFICE = "council_office"
    FRONT = "front"
    PRESS = "press"
    ENTERPRISE = "enterprise"


class Rank(StrEnum):
    """Whom of a body a petition is about: the body as such, or a person by rank."""

    BODY = "body"
    HEAD = "head"
    DEPUTY = "deputy"
    UNIT_HEAD = "unit_head"
    STAFF = "staff"


_RANK_OF_OFFICE = {
    Office.HEAD: Rank.HEAD,
    Office.DEPUTY: Rank.DEPUTY,
    Office.UNIT_HEAD: Rank.UNIT_HEAD,
    Office.STAFF: Rank.STAFF,
}


def rank_of(typed: str) -> Rank:
    """Return the rank that a typed office means; the body as such when no office is given."""
    return _RANK_OF_OFFICE[office_of(typed)] if typed.strip() else Rank.BODY


@dataclass(frozen=True, slots=True)
class TierRule:
    """Which bodies stand on a tier. A body that ends is dissolved when `dissolved`, else it is merged into others."""

    tier: Tier
    bodies: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    parent_tiers: frozenset[Tier] = frozenset()
    until: date | None = None
    dissolved: bool = False

    def exists_on(self, day: date) -> bool:
        """Tell whether the State has this tier on `day`."""
        return self.until is None or day <= self.until


@dataclass(frozen=True, slots=True)
class Ladder:
    """The tiers of all bodies, and the fields that bodies answer for. The first rule that fits a body decides.

    `top` names who stands above a tier whose bodies have no parent in the directory.
    """

    rules: tuple[TierRule, ...]
    fields: Mapping[str, tuple[str, ...]]
    top: Mapping[Tier, str] = field(default_factory=dict)

    def tier_of(self, directory: Directory, body: Body) -> Tier | None:
        """Return the tier of `body`; None when no rule knows it."""
        rule = self.rule_of(directory, body)
        return rule.tier if rule is not None else None

    def rule_of(self, directory: Directory, body: Body) -> TierRule | None:
        """Return the rule that puts `body` on its tier."""
        parent = directory.bodies.get(body.parent) if body.parent else None
        above = self.tier_of(directory, parent) if parent is not None else None
        for rule in self.rules:
            named = body.code in rule.bodies
            typed = body.type in rule.types and (not rule.parent_tiers or above in rule.parent_tiers)
            if named or typed:
                return rule
        return None

    def superiors(self, directory: Directory, body: Body, day: date) -> tuple[Body, ...]:
        """Return the body directly above `body` on `day`: several when it is not sure which, none when unknown.

        When the parent of today did not exist yet, it is the one of its forerunners that answered for the same field;
        when it exists no more, those that took over.
        """
        if not body.parent:
            tier = self.tier_of(directory, body)
            return (directory.bodies[self.top[tier]],) if tier is not None and tier in self.top else ()
        parent = directory.bodies[body.parent]
        if parent.exists_on(day):
            return (parent,)
        if parent.until is not None and parent.until < day:
            return tuple(directory.heirs(parent, day))
        before = [one for one in directory.bodies.values() if parent.code in one.successors and one.exists_on(day)]
        same_field = [one for one in before if self._answers_for(one.code) & self._answers_for(body.code)]
        return tuple(same_field or before)

    def chain(self, directory: Directory, body: Body, day: date) -> Iterator[Body]:
        """Yield `body` and those above it on `day`, as far as it is sure who they are."""
        seen: set[str] = set()
        current: Body | None = body
        while current is not None and current.code not in seen:
            yield current
            seen.add(current.code)
            above = self.superiors(directory, current, day)
            current = above[0] if len(above) == 1 else None

    def in_field(self, directory: Directory, field: str, tier: Tier, day: date, province: str = "") -> tuple[Body, ...]:
        """Return the bodies of `tier` that answer for `field` on `day`, under `province` when it is given."""
        found = []
        for code in self.fields.get(field, ()):
            body = directory.bodies[code]
            if not body.exists_on(day) or self.tier_of(directory, body) is not tier:
                continue
            if not province or any(one.code == province for one in self.chain(directory, body, day)):
                found.append(body)
        return tuple(found)

    def _answers_for(self, code: str) -> set[str]:
        return {field for field, codes in self.fields.items() if code in codes}
