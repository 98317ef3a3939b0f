"""What nobody has read of a file: a misspelt name is a fault, never a silent default."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

COMMENTARY = frozenset(
    {
        *("source", "sure", "note", "note_vi", "note_en", "nature", "law_says", "issued_on", "official_code"),
        *("weekend", "instead_of", "practice", "seat", "tag", "head_vi", "head_en", "unit"),
    }
)
"""Names that are for people who read the file, at any depth."""

READ_ELSEWHERE = frozenset(
    {
        *("assumed_delivery_unit", "supplement_review_unit", "reminder_unit", "conclusion_notice_unit", "invite_unit"),
        *("conclusion_notice_days", "invite_citizen_days", "invite_attendees_days", "counter_hours"),
        *("day_opens", "day_closes", "nightly_page_at", "year_opens", "year_closes"),
        *("kinh", "hre", "co", "xo_dang"),
    }
)
"""Names at the top of a file that other parts of the program read."""


class Noted(dict[str, Any]):
    """A table that notes which of its names were asked for."""

    def __init__(self, table: dict[str, Any]) -> None:
        super().__init__({name: noted(value) for name, value in table.items()})
        self.asked: set[str] = set()

    def __getitem__(self, name: str) -> Any:
        """Return a value and note its name."""
        self.asked.add(name)
        return super().__getitem__(name)

    def get(self, name: str, default: Any = None) -> Any:
        """Return a value or the default, and note the name."""
        self.asked.add(name)
        return super().get(name, default)

    def items(self) -> Any:
        """Return all pairs, and note that all were asked for."""
        self.asked.update(self)
        return super().items()


def noted(value: Any) -> Any:
    """Return `value` with every table in it noting what is asked of it."""
    if isinstance(value, dict):
        return Noted(value)
    return [noted(one) for one in value] if isinstance(value, list) else value


def unread(table: Noted, where: str = "") -> Iterator[str]:
    """Yield the names that nobody asked for, with their place in the file."""
    for name in table:
        place = f"{where}.{name}" if where else name
        if name in COMMENTARY or (not where and name in READ_ELSEWHERE):
            continue
        if name not in table.asked:
            yield place
            continue
        value = dict.__getitem__(table, name)
        for i, inner in enumerate(value if isinstance(value, list) else [value], start=1):
            if isinstance(inner, Noted):
                yield from unread(inner, f"{place}[{i}]" if isinstance(value, list) else place)
