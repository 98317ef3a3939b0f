"""What F1 quotes about a field, from its file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping

from reception_tui.domain.errors import ReferenceBroken
from reception_tui.domain.field_rules import FieldRule
from reception_tui.store.reference.reader import Reader

FILE = "words/field-rules.toml"


def read_field_rules(files: Mapping[str, str]) -> tuple[FieldRule, ...]:
    """Return the rules of all fields; none in a register that was made without them. Raises `ReferenceBroken`."""
    if FILE not in files:
        return ()
    try:
        parsed = tomllib.loads(files[FILE])
    except tomllib.TOMLDecodeError as error:
        raise ReferenceBroken(FILE, what="not_toml", where=str(error)) from None
    return tuple(_rule(table) for table in Reader(FILE, parsed).each("field_rule", "field"))


def _rule(table: Reader) -> FieldRule:
    table.text("source")
    return FieldRule(
        table.text("screen"),
        table.text("field"),
        table.text("article"),
        table.text("text_vi"),
        table.text("text_en"),
        table.names("stages"),
    )
