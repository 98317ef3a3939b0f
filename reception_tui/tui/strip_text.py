"""The strip of days: a week a row, every day with its number or the reason why it does not count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import groupby

from rich.text import Text

from reception_tui.domain.calendar import ONE_DAY, WorkCalendar
from reception_tui.domain.deadline import Deadline, Mark, Step, steps
from reception_tui.i18n import formats, tr
from reception_tui.reports.deadlines import why

CELL = 10
_SIGNS = {Mark.WEEKEND: "·", Mark.PAUSED: "=", Mark.ROLLED: "→"}
_STYLES = {
    Mark.COUNTED: "",
    Mark.WORKED_SATURDAY: "worked",
    Mark.WEEKEND: "quiet",
    Mark.HOLIDAY: "holiday",
    Mark.PAUSED: "paused",
    Mark.ROLLED: "today",
}


def strip(found: Deadline, calendar: WorkCalendar, today: date) -> Iterator[Text]:
    """Yield the strip from the week of the anchor to that of the last day, then the reasons."""
    counted = {step.day: step for step in steps(found, calendar)}
    anchor = found.clock.anchor
    last = found.due or found.if_resumed_today or anchor
    monday = anchor - timedelta(days=anchor.weekday())
    week = [monday + timedelta(days=i) for i in range(7)]
    yield Text(" " * 7 + "".join(f"{formats.weekday_short(day):<{CELL}}" for day in week), style="bold")
    while monday <= last:
        row = Text(f"{formats.short_day(monday)}  ")
        for i in range(7):
            row.append_text(_cell(monday + timedelta(days=i), found, counted, today))
        yield row
        monday += 7 * ONE_DAY
    yield Text()
    yield Text(tr("▶ event  1 2 3 counted  · weekend  = not counted  → moved on  ■ due  [ ] today"), style="quiet")
    yield from _reasons(counted.values(), calendar)


def _cell(day: date, found: Deadline, counted: Mapping[date, Step], today: date) -> Text:
    step = counted.get(day)
    style = ""
    if day == found.clock.anchor:
        text = "▶"
    elif step is None:
        text = ""
    else:
        text = _mark(step)
        style = _STYLES[step.mark]
    if day == (found.due or found.if_resumed_today):
        text, style = f"{text}■", "bold reverse"
    if day == today:
        text = f"[{text}]"
    return Text(f"{text:<{CELL}}", style=style)


def _mark(step: Step) -> str:
    if step.mark is Mark.HOLIDAY:
        return tr("hol")
    if step.mark is Mark.WORKED_SATURDAY:
        return f"{step.n} {tr('made up')}"
    return str(step.n) if step.n is not None else _SIGNS[step.mark]


def _reasons(counted: Iterable[Step], calendar: WorkCalendar) -> Iterator[Text]:
    """Yield one line for each run of days that needs a reason."""
    for (mark, reason), run in groupby(counted, key=lambda step: (step.mark, why(step, calendar))):
        if mark in (Mark.HOLIDAY, Mark.WORKED_SATURDAY, Mark.PAUSED):
            days = [formats.short_day(step.day) for step in run]
            span = days[0] if len(days) == 1 else f"{days[0]}–{days[-1]}"
            yield Text(f"{span}: {reason}")
