"""Dates and numbers as the office writes them, the same on every machine."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from reception_tui import i18n
from reception_tui.config import OFFICE_ZONE
from reception_tui.i18n import mark, tr

_MINUTE = 60
_WEEKDAYS = (
    mark("Monday"),
    mark("Tuesday"),
    mark("Wednesday"),
    mark("Thursday"),
    mark("Friday"),
    mark("Saturday"),
    mark("Sunday"),
)
_WEEKDAYS_SHORT = (mark("Mon"), mark("Tue"), mark("Wed"), mark("Thu"), mark("Fri"), mark("Sat"), mark("Sun"))


def day(value: date | None) -> str:
    """Return a date as dd/mm/yyyy; nothing for none."""
    return "" if value is None else f"{value.day:02}/{value.month:02}/{value.year:04}"


def short_day(value: date) -> str:
    """Return a date as dd/mm."""
    return f"{value.day:02}/{value.month:02}"


def moment(at: str) -> str:
    """Return a time of the journal as dd/mm hh:mm of the office."""
    local = datetime.fromisoformat(at).astimezone(OFFICE_ZONE)
    return f"{short_day(local.date())} {local:%H:%M}"


def weekday(value: date) -> str:
    """Return the name of the day of the week."""
    return tr(_WEEKDAYS[value.weekday()])


def weekday_short(value: date) -> str:
    """Return the short name of the day of the week."""
    return tr(_WEEKDAYS_SHORT[value.weekday()])


def number(value: int | Decimal) -> str:
    """Return a number with thousands parted: by dots in Vietnamese, by commas in English."""
    text = f"{value:,}"
    return text if i18n.lang() == "en" else text.translate(str.maketrans(",.", ".,"))


def duration(wait: timedelta) -> str:
    """Return a time to wait in words: seconds up to two minutes, then minutes."""
    seconds = -(-wait // timedelta(seconds=1))
    if seconds < 2 * _MINUTE:
        return tr("{count} seconds").format(count=seconds)
    return tr("{count} minutes").format(count=number(-(-seconds // _MINUTE)))


def sentence_case(text: str) -> str:
    """Return `text` with a capital first letter; the others stay as they are."""
    return text[:1].upper() + text[1:]
