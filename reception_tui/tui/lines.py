"""Rows of lists, in words and columns."""

from __future__ import annotations

from reception_tui import i18n
from reception_tui.desk.queries.board import BoardGroup
from reception_tui.desk.queries.listing import Listed
from reception_tui.desk.queries.overdue import DueRow
from reception_tui.domain.deadline import ClockState
from reception_tui.domain.kinds import Owner, PetitionKind, VisitResult
from reception_tui.domain.office import Advice
from reception_tui.domain.reference import Reference
from reception_tui.domain.text import shorten
from reception_tui.i18n import formats, tr
from reception_tui.i18n.doings import duty
from reception_tui.i18n.labels import label
from reception_tui.reports.nightly import owner_name
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
    ClockState.OVERDUE: "overdue",
    ClockState.DUE_TODAY: "today",
    ClockState.DUE_SOON: "soon",
}


def todays_visit(one: Listed) -> Line:
    """Return a visit of today in one line."""
    row = one.row
    who = row["first_name"] or row["no"]
    if row["head_count"] > 1:
        who = tr("{who} and {others} more").format(who=who, others=row["head_count"] - 1)
    result = label(VisitResult(row["result"])) if row["result"] else tr("result open")
    sign = "◆" if row["delegation"] else " "
    return Line(row["no"], f"{sign}{row['time']:<5} {row['no']}  {shorten(who, 24):<24} {result:<18} {one.title}")


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


def board_heading(reference: Reference, group: BoardGroup) -> Line:
    """Return what stands above an owner's rows on the board: whose they are, and how many."""
    counts = tr("{late} overdue, {near} near").format(
        late=formats.number(group.late), near=formats.number(group.all - group.late)
    )
    return Line("", f" {group_name(reference, group)}: {counts}", "bold underline")


def group_name(reference: Reference, group: BoardGroup) -> str:
    """Return whose limits a group of the board holds."""
    body = reference.directory.bodies.get(group.body)
    return body.name(i18n.lang()) if group.owner is Owner.BODY and body is not None else label(group.owner)


def board_line(row: DueRow) -> Line:
    """Return one row of the board."""
    text = (
        f"{SIGNS[row.state]} {row.petition:<12} {formats.day(row.due):<10} {due_words(row):<15} "
        f"{shorten(duty(row.duty), 14):<14} {chased(row):<12} {row.title}"
    )
    return Line(board_key(row), text, STYLES.get(row.state, ""))


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


def petition_line(row: Row, title: str) -> str:
    """Return a petition in one line."""
    kind = label(PetitionKind(row["kind"])) if row["kind"] else tr("not classified")
    return f"{row['no']:<12} {formats.day(row['received_on'])} {kind:<12} {shorten(title, 40)}"
