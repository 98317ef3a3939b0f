"""The table of who is competent, as dated data: matters, offices, lines, and the line that decides on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from reception_tui.domain.kinds import Instance, PetitionKind
from reception_tui.domain.rules import Certainty
from reception_tui.domain.text import fold
from reception_tui.domain.tiers import Ladder, Rank, Tier


class Matter(StrEnum):
    """What a petition is about, where that leads out of the ordinary lines (reception law 2013, art. 12(4))."""

    ADMINISTRATIVE = "administrative"
    DISCIPLINE = "discipline"
    MANAGED_FIELD = "managed_field"
    PARTY = "party"
    INTERNAL_AFFAIRS = "internal_affairs"
    COUNCIL = "council"
    PROCEEDINGS = "proceedings"
    CRIME = "crime"


class Find(StrEnum):
    """How an office of the table is turned into a body."""

    OWN = "own"
    UP = "up"
    SUPERIOR = "superior"
    FIELD = "field"
    FIXED = "fixed"
    CONCERNED = "concerned"
    ABOVE_RESOLVER = "above_resolver"


@dataclass(frozen=True, slots=True)
class OfficeRule:
    """An office that resolves petitions, and how its body is found.

    `bodies` may be several: any one of them is competent when `one_of`. `others` may stand beside them; `fallback`
    takes their place when all of them are barred.
    """

    code: str
    find: Find
    name_vi: str
    name_en: str
    tier: Tier | None = None
    bodies: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    fallback: tuple[str, ...] = ()
    one_of: bool = False


@dataclass(frozen=True, slots=True)
class CompetenceRule:
    """One version of one line. Without tiers or ranks it holds for all; `why` says why there is nobody.

    `dissolved`: the line is about the people of a body that was dissolved.
    """

    code: str
    kind: PetitionKind
    instances: frozenset[Instance]
    matter: Matter
    tiers: frozenset[Tier]
    ranks: frozenset[Rank]
    office: str
    why: str
    article_vi: str
    article_en: str
    in_force: date
    until: date | None
    sure: Certainty
    dissolved: bool = False

    def holds_on(self, day: date) -> bool:
        """Tell whether this line is law on `day`."""
        return self.in_force <= day and (self.until is None or day <= self.until)

    def covers(self, cell: Cell) -> bool:
        """Tell whether the line is about such a petition."""
        return (
            cell.kind is self.kind
            and cell.instance in self.instances
            and cell.matter is self.matter
            and cell.dissolved is self.dissolved
            and (not self.tiers or cell.tier in self.tiers)
            and (not self.ranks or cell.rank in self.ranks)
        )


@dataclass(frozen=True, slots=True)
class Cell:
    """What decides which line of the table holds."""

    kind: PetitionKind
    instance: Instance
    matter: Matter
    tier: Tier | None
    rank: Rank
    dissolved: bool = False


@dataclass(frozen=True, slots=True)
class Competence:
    """The whole table. `province`: whose bodies are meant when only a field is known.

    `party_words` in an office show that somebody is denounced as a member of the Party, unless `state_words` show that
    it is for a duty of the State.
    """

    ladder: Ladder
    offices: Mapping[str, OfficeRule]
    rules: tuple[CompetenceRule, ...]
    province: str
    party_words: tuple[str, ...] = ()
    state_words: tuple[str, ...] = ()

    def rule_on(self, day: date, cell: Cell) -> CompetenceRule | None:
        """Return the line that decides on `day`; None when the table has none."""
        return next((rule for rule in self.rules if rule.holds_on(day) and rule.covers(cell)), None)

    def is_party_office(self, typed: str) -> bool:
        """Tell whether an office is one of the Party, whoever else its holder may be."""
        return any(word in fold(typed) for word in self.party_words)

    def is_state_office(self, typed: str) -> bool:
        """Tell whether an office is one of the State."""
        return any(word in fold(typed) for word in self.state_words)
