"""The law behind the fields of forms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

ANY_SCREEN = "*"


@dataclass(frozen=True, slots=True)
class FieldRule:
    """What the law says about a field of a screen: its words, their article, and the limits that begin with it."""

    screen: str
    field: str
    article: str
    text_vi: str
    text_en: str
    stages: tuple[str, ...] = ()


def rule_of(rules: Sequence[FieldRule], screen: str, field: str) -> FieldRule | None:
    """Return the rule of a field on a screen, its own before the one that holds everywhere; None without one."""
    found = [rule for rule in rules if rule.field == field and rule.screen in {screen, ANY_SCREEN}]
    return min(found, key=lambda rule: rule.screen == ANY_SCREEN, default=None)
