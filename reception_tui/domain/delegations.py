"""Delegations: who may speak for a group (Law on Citizen Reception 2013, art. 29)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reception_tui.domain.errors import HeadCountTooSmall, NobodyNamed, TooManyRepresentatives
from reception_tui.domain.people import PersonEntry
from reception_tui.domain.rules import GroupRule, RuleBook


@dataclass(frozen=True, slots=True)
class Party:
    """Who came, counted and checked against the rule of representation of the day."""

    head_count: int
    is_delegation: bool
    rule: GroupRule | None
    representatives: int
    missing_names: int
    lacks_representative: bool
    lacks_appointment: bool


def check_party(
    people: Sequence[PersonEntry], head_count: int | None, appointment: bool, book: RuleBook, day: date
) -> Party:
    """Return the party as counted.

    Raises `NobodyNamed`, `HeadCountTooSmall`, `TooManyRepresentatives`. A group that has not chosen its
    representatives yet, or has not done so in writing, is received all the same: that is only told.
    """
    named = len(people)
    count = head_count if head_count is not None else named
    if count < 1:
        raise NobodyNamed("people")
    if count < named:
        raise HeadCountTooSmall("head_count", value=count, named=named)
    rule = book.group_rule(count, day)
    representatives = sum(person.representative for person in people)
    if rule is not None and representatives > rule.representatives_max:
        raise TooManyRepresentatives(
            "people", value=representatives, most=rule.representatives_max, people=count, article=rule.article
        )
    return Party(
        head_count=count,
        is_delegation=count >= book.delegation_from(day),
        rule=rule,
        representatives=representatives,
        missing_names=count - named,
        lacks_representative=rule is not None and representatives < rule.representatives_min,
        lacks_appointment=rule is not None and rule.in_writing and not appointment,
    )
