"""Rows of lists, in words and columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, tzinfo
from itertools import groupby

from reception_tui.desk.queries.overdue import DueRow
from reception_tui.domain.deadline import ClockState
from reception_tui.domain.kinds import Owner, PetitionKind, VisitResult
from reception_tui.domain.office import Advice
from reception_tui.domain.reference import Reference
from reception_tui.domain.text import shorten
from reception_tui.i18n import formats, tr
from reception_tui.i18n.doings import act_label, duty
from reception_tui.i18n.labels import label
from reception_tui.reports.nightly import owner_name, owner_order
from reception_tui.store.work import Row
from reception_tui.tui.widgets.record_list import Line

SIGNS = {
    ClockState.OVERDUE: "‼",
    ClockState.DUE_TODAY: "!",
    ClockState.DUE_SOON: "•",
    ClockState.PAUSED: "=",
    ClockState.MET: "✓",
    ClockState.MET_LATE: "✓",
}
"""A sign for each state, so that colour is never alone."""

STYLES = {
    ClockState.OVERDUE: "bold #ff8787",
    ClockState.DUE_TODAY: "bold #ffd166",
    ClockState.DUE_SOON: "#ffe8a3",
}


def visits(rows: Iterable[Row]) -> list[Line]:
    """Return the rows of today's visits."""
    found = []
    for row in rows:
        who = row["first_name"] or row["no"]
        if row["head_count"] > 1:
            who = tr("{who} and {others} more").format(who=who, others=row["head_count"] - 1)
        result = label(VisitResult(row["result"])) if row["result"] else tr("result open")
        sign = "◆" if row["delegation"] else " "
        text = f"{sign}{row['time']:<5} {row['no']}  {shorten(who, 24):<24} {result:<18} {row['content']}"
        found.append(Line(row["no"], text))
    return found


def due(rows: Iterable[DueRow], reference: Reference) -> list[Line]:
    """Return the rows of what is late and near, the longest overdue first."""
    return [due_line(row, reference) for row in rows]


def due_line(row: DueRow, reference: Reference) -> Line:
    """Return one row of what is late or near."""
    owner = shorten(owner_name(row, reference, short=True), 20)
    text = (
        f"{SIGNS[row.state]} {row.petition:<12} {formats.day(row.due):<10} {due_words(row):<17} "
        f"{owner:<20} {duty(row.duty)}"
    )
    return Line(row.petition, text, STYLES.get(row.state, ""))


def due_words(row: DueRow) -> str:
    """Return how late or near it is, in words."""
    if row.days is None:
        return tr("no date")
    if row.state is ClockState.OVERDUE:
        return tr("late {days} days").format(days=row.days)
    return tr("due today") if row.state is ClockState.DUE_TODAY else tr("{days} days left").format(days=-row.days)


def board_key(row: DueRow) -> str:
    """Return what a row of the board is known by; the number of its record is the first word."""
    return f"{row.petition} {row.stage} {row.body}"


def board(rows: Iterable[DueRow], reference: Reference) -> Iterator[Line]:
    """Yield the follow-up board: a heading for each owner with its counts, then its rows."""
    ordered = sorted(rows, key=lambda row: (owner_order(row), owner_name(row, reference), -_lateness(row)))
    for name, group in groupby(ordered, key=lambda row: owner_name(row, reference)):
        members = list(group)
        late = sum(row.state is ClockState.OVERDUE for row in members)
        counts = tr("{late} overdue, {near} near").format(late=late, near=len(members) - late)
        yield Line("", f" {name}: {counts}", "bold underline")
        for row in members:
            text = (
                f"{SIGNS[row.state]} {row.petition:<12} {formats.day(row.due):<10} {due_words(row):<15} "
                f"{shorten(duty(row.duty), 14):<14} {chased(row):<12} {row.title}"
            )
            yield Line(board_key(row), text, STYLES.get(row.state, ""))


def chased(row: DueRow) -> str:
    """Return how often the body was reminded, and what is to be done now (→)."""
    if row.owner is Owner.NOBODY:
        return tr("→ find owner")
    if row.escalated_on is not None:
        return tr("reported {day}").format(day=formats.short_day(row.escalated_on))
    times = f"{row.reminders}× " if row.reminders else ""
    advice = {
        Advice.NONE: tr("reminded") if row.reminders else "",
        Advice.REMIND: tr("→ remind"),
        Advice.ESCALATE: tr("→ report"),
    }
    return times + advice[row.advice]


def entries(rows: Iterable[Row], zone: tzinfo | None) -> list[Line]:
    """Return the rows of the journal's last entries."""
    found = []
    for row in rows:
        at = datetime.fromisoformat(row["at"]).astimezone(zone)
        when = f"{formats.short_day(at.date())} {at:%H:%M}"
        found.append(
            Line(
                f"{row['no']} {row['subject']}",
                f" #{row['no']:<6} {when}  {row['officer']:<10} {act_label(row['act']):<26} {row['subject']}",
            )
        )
    return found


def petition_line(row: Row, title: str) -> str:
    """Return a petition in one line."""
    kind = label(PetitionKind(row["kind"])) if row["kind"] else tr("not classified")
    return f"{row['no']:<12} {formats.day(row['received_on'])} {kind:<12} {shorten(title, 40)}"


def _lateness(row: DueRow) -> int:
    return 10**6 if row.days is None else row.days
