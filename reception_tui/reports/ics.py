"""Reception days as an iCalendar file (RFC 5545). The same days give the same bytes on every machine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from reception_tui.desk.queries.days import DayRow
from reception_tui.domain.reception_days import DayState
from reception_tui.i18n import tr
from reception_tui.i18n.labels import label

_LONGEST_LINE = 75
_HALF_DAY = timedelta(hours=4)
_STATUS = {
    DayState.PLANNED: "TENTATIVE",
    DayState.PUBLISHED: "CONFIRMED",
    DayState.HELD: "CONFIRMED",
    DayState.CANCELLED: "CANCELLED",
}


def calendar(days: Iterable[DayRow], zone: tzinfo, issuer: str) -> bytes:
    """Return the days as one calendar. A day that was moved or cancelled takes the place of what was sent before."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//reception//register//VI",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(issuer)}",
    ]
    for day in days:
        lines += _event(day, zone)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line)).encode()


def _event(day: DayRow, zone: tzinfo) -> Iterator[str]:
    changed = max((change["on"] for change in day.changes), default=day.published_on or day.planned_on)
    yield "BEGIN:VEVENT"
    yield f"UID:{day.no.lower()}@reception"
    yield f"DTSTAMP:{_moment(datetime.combine(changed, time(), zone))}"
    yield f"SEQUENCE:{len(day.changes)}"
    yield from _when(day, zone)
    summary = tr("{host} receives citizens").format(host=label(day.host))
    yield f"SUMMARY:{_text(summary)}"
    if day.place:
        yield f"LOCATION:{_text(day.place)}"
    if day.content:
        yield f"DESCRIPTION:{_text(day.content)}"
    yield f"STATUS:{_STATUS[day.state]}"
    yield "TRANSP:OPAQUE"
    yield "END:VEVENT"


def _when(day: DayRow, zone: tzinfo) -> Iterator[str]:
    """Yield the beginning and end: half a day from the hour that is known, else the whole day."""
    if day.time:
        begins = datetime.combine(day.on, time.fromisoformat(day.time), zone)
        yield f"DTSTART:{_moment(begins)}"
        yield f"DTEND:{_moment(begins + _HALF_DAY)}"
    else:
        yield f"DTSTART;VALUE=DATE:{_day(day.on)}"
        yield f"DTEND;VALUE=DATE:{_day(day.on + timedelta(days=1))}"


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _day(day: date) -> str:
    return f"{day:%Y%m%d}"


def _text(text: str) -> str:
    """Return a text with what means something to the format taken out of harm's way."""
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Yield a line in pieces of at most 75 octets; no letter is cut in two, each piece but the first is set in."""
    piece = ""
    for letter in line:
        if len((piece + letter).encode()) > _LONGEST_LINE:
            yield piece
            piece = " "
        piece += letter
    yield piece
