"""How long papers are kept and what a person may ask, from law/retention.toml."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reception_tui.domain.kinds import Closing
from reception_tui.domain.retention import PersonalRight, Retention, RetentionRule
from reception_tui.domain.rules import Certainty
from reception_tui.store.reference.reader import Reader, readers


def read_retention(law: Mapping[str, Mapping[str, Any]]) -> Retention:
    """Return the rules of keeping. Raises `ReferenceBroken`."""
    files = list(readers(law))
    return Retention(
        tuple(_rule(table) for file in files for table in file.each("retention", "code")),
        tuple(_right(table) for file in files for table in file.each("personal_data", "code")),
    )


def _rule(table: Reader) -> RetentionRule:
    table.text("source")
    table.choice("sure", Certainty)
    return RetentionRule(
        code=table.text("code"),
        closings=tuple(sorted(table.choices("closings", Closing))),
        years=table.maybe_number("years"),
        name_vi=table.text("name_vi"),
        name_en=table.text("name_en"),
        article=table.text("article"),
        then_vi=table.text("then_vi"),
        then_en=table.text("then_en"),
        in_force=table.must_day("in_force"),
    )


def _right(table: Reader) -> PersonalRight:
    table.text("source")
    table.choice("sure", Certainty)
    return PersonalRight(
        code=table.text("code"),
        article=table.text("article"),
        text_vi=table.text("text_vi"),
        text_en=table.text("text_en"),
        in_force=table.must_day("in_force"),
    )
