"""One line for each record of a list of the register."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, tzinfo

from reception_tui.desk.queries.listing import Listed
from reception_tui.domain.deadline import ClockState
from reception_tui.domain.kinds import PetitionKind, PetitionState, VisitResult
from reception_tui.domain.listing import Listing
from reception_tui.domain.reference import Reference
from reception_tui.domain.text import shorten
from reception_tui.i18n import formats, tr
from reception_tui.i18n.labels import label
from reception_tui.tui.entry_line import entry_line
from reception_tui.tui.lines import SIGNS, STYLES
from reception_tui.tui.widgets.record_list import Line


def line_of(listing: Listing, reference: Reference, today: date, zone: tzinfo | None) -> Callable[[Listed], Line]:
    """Return what makes a line of each record of a list."""
    if listing in (Listing.PETITIONS, Listing.FEEDBACK):
        return lambda one: _petition(one, today)
    if listing is Listing.VISITS:
        return lambda one: _visit(one, today)
    if listing is Listing.TASKS:
        return lambda one: _task(one, reference, today)
    if listing is Listing.PEOPLE:
        return lambda one: Line(f"person {one.no}", f"  {shorten(_told(one), 30):<30} {one.row['text']}")
    return lambda one: entry_line(one.row, zone)


def _state(due: date | None, today: date) -> ClockState | None:
    if due is None or due > today:
        return None
    return ClockState.DUE_TODAY if due == today else ClockState.OVERDUE


def _sign(one: Listed, today: date) -> tuple[str, str]:
    if one.row["voided"] is not None:
        return "×", "strike"
    state = _state(one.due, today)
    return (" ", "") if state is None else (SIGNS[state], STYLES[state])


def _petition(one: Listed, today: date) -> Line:
    row, (sign, style) = one.row, _sign(one, today)
    kind = label(PetitionKind(row["kind"])) if row["kind"] else tr("not classified")
    state = label(PetitionState(row["state"]))
    text = (
        f"{sign} {row['no']:<12} {formats.day(row['received_on'])} {_brief(kind):<14} {_brief(state):<16} {_told(one)}"
    )
    return Line(f"petition {row['no']}", text, style)


def _visit(one: Listed, today: date) -> Line:
    row, (sign, style) = one.row, _sign(one, today)
    who = row["first_name"] or row["no"]
    if row["head_count"] > 1:
        who = tr("{who} and {others} more").format(who=who, others=row["head_count"] - 1)
    result = label(VisitResult(row["result"])) if row["result"] else tr("result open")
    text = f"{sign} {row['no']:<12} {formats.day(row['on'])} {shorten(who, 18):<18} {result:<19} {_told(one)}"
    return Line(f"visit {row['no']}", text, style)


def _task(one: Listed, reference: Reference, today: date) -> Line:
    row, (sign, style) = one.row, _sign(one, today)
    body = reference.directory.bodies.get(row["body"])
    short = body.short if body is not None else row["body"]
    done = tr("done {day}").format(day=formats.short_day(row["done_on"])) if row["done_on"] is not None else ""
    text = f"{sign} {row['no']:<12} {formats.day(row['due'])} {shorten(short, 20):<20} {done:<10} {one.title}"
    return Line(f"task {row['no']}", text, style)


def _brief(words: str) -> str:
    """Return a label without what follows its comma, as it is written in a narrow column."""
    return words.partition(",")[0]


def _told(one: Listed) -> str:
    return one.title or tr("kept secret")
