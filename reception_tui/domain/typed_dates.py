"""Days as people type them: `5`, `5/3`, `050326`, `hn`, `+3`, `-1`. Always day before month."""

from __future__ import annotations

import re
from datetime import date, timedelta

from reception_tui.domain.errors import BadTypedDate
from reception_tui.domain.text import fold

TODAY_WORDS = frozenset({"hn", "hom nay", "nay", "today", "t", "."})
YESTERDAY_WORDS = frozenset({"hq", "hom qua", "qua", "yesterday"})
_SHIFT = re.compile(r"([+-])(\d{1,4})")
_PARTS = re.compile(r"(\d{1,2})(?:[/.\- ](\d{1,2})(?:[/.\- ](\d{2}|\d{4}))?)?")
_SOLID = re.compile(r"(\d{2})(\d{2})(\d{2}|\d{4})?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


def read_typed_date(typed: str, today: date, field: str = "on") -> date:
    """Return the day that was meant, seen from `today`. Raises `BadTypedDate`.

    What is left out is taken from today: `5` is the 5th of this month, `5/3` the 5th of March of this year.
    """
    text = fold(typed).strip()
    if text in TODAY_WORDS:
        return today
    if text in YESTERDAY_WORDS:
        return today - timedelta(days=1)
    try:
        found = _shifted(text, today) or _written(text, today)
    except (ValueError, OverflowError):
        found = None
    if found is None:
        raise BadTypedDate(field, value=typed)
    return found


def _shifted(text: str, today: date) -> date | None:
    match = _SHIFT.fullmatch(text)
    if match is None:
        return None
    days = int(match[2])
    return today + timedelta(days=days if match[1] == "+" else -days)


def _written(text: str, today: date) -> date | None:
    iso = _ISO.fullmatch(text)
    if iso is not None:
        return date(int(iso[1]), int(iso[2]), int(iso[3]))
    match = _PARTS.fullmatch(text) or _SOLID.fullmatch(text)
    if match is None:
        return None
    day, month, year = match[1], match[2], match[3]
    return date(_year(year, today), int(month or today.month), int(day))


def _year(written: str | None, today: date) -> int:
    if written is None:
        return today.year
    return int(written) if len(written) == 4 else today.year // 100 * 100 + int(written)
