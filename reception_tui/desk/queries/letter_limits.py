"""The limits that a letter tells: when something is due, by which article, who is late, and how it was counted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reception_tui.desk.queries.running import clock_views
from reception_tui.desk.refresh import planned_for_petition, planned_for_visit
from reception_tui.domain.calendar import DayKind
from reception_tui.domain.deadline import ClockState, Mark, Step, steps
from reception_tui.domain.errors import NoRuleInForce, RegisterError
from reception_tui.domain.follow_up import ASKED_DATE, REPORT_BACK, RunningClock
from reception_tui.domain.kinds import Owner
from reception_tui.domain.letter_paper import Value
from reception_tui.domain.letters import Wording
from reception_tui.domain.reference import Reference
from reception_tui.domain.rules import Provision
from reception_tui.store.work import Row, Work

ANY = "any"
_VISIT = "visit"


def limit_facts(
    work: Work, reference: Reference, wording: Wording, record: Row, wanted: str
) -> tuple[dict[str, Value], tuple[dict[str, str], ...]]:
    """Return one limit of a petition or visit, and how it was counted, day by day; nothing when it has no such limit.

    `wanted` is the limit's key (process, resolve, visit), the code of its stage, or `any` for the first that runs.
    """
    clock = _chosen(_planned(work, reference, record), wanted)
    if clock is None or clock.deadline is None or clock.due is None:
        return {}, ()
    found = clock.deadline
    rule = found.clock.rule
    facts: dict[str, Value] = {
        "due": clock.due,
        "due_what": rule.what_vi,
        "due_from": clock.anchor,
        "due_article": _source(reference, rule),
    }
    if found.allowance is not None and found.unit is not None:
        facts |= {"due_days": found.allowance, "due_unit": wording.word(found.unit.value)}
    days = tuple(
        {
            "day": f"{step.day.day:02}/{step.day.month:02}/{step.day.year:04}",
            "weekday": wording.word(f"day{step.day.isoweekday()}"),
            "n": "" if step.n is None else str(step.n),
            "why": _why(reference, wording, step),
        }
        for step in steps(found, reference.calendar)
    )
    return facts, days


def report_back(reference: Reference, on: date) -> dict[str, Value]:
    """Return within how many days a body tells us the result (Law on Citizen Reception 2013, art. 27(2))."""
    try:
        rule = reference.book.rule_on(REPORT_BACK, on)
    except NoRuleInForce:
        return {}
    if rule.limit is None or rule.unit is None:
        return {}
    return {"report_days": rule.limit, "report_unit": rule.unit, "report_article": _source(reference, rule)}


def ours_late(work: Work, reference: Reference, record: Row, on: date) -> dict[str, Value]:
    """Return by when we ought to have answered, when that day is past."""
    late = [
        clock.due
        for clock in _planned(work, reference, record)
        if clock.owner is Owner.US and clock.done is None and clock.due is not None and clock.due < on
    ]
    return {"promised_on": min(late)} if late else {}


def their_late(
    work: Work, reference: Reference, wording: Wording, petition: Row, referral: int, on: date
) -> dict[str, Value]:
    """Return with what a body is late on that day: what, since when, by which article, how many working days."""
    for view in clock_views(work, reference, petition["no"], on):
        clock = view.clock
        if clock.referral != referral or view.state is not ClockState.OVERDUE or clock.due is None:
            continue
        days = reference.calendar.working_days_between(clock.due, on)
        facts: dict[str, Value] = {"late_due": clock.due, "late_days": days}
        if clock.deadline is not None:
            rule = clock.deadline.clock.rule
            return facts | {"late_what": rule.what_vi, "late_article": _source(reference, rule)}
        return facts | {"late_what": wording.word(ASKED_DATE), "late_article": wording.word("asked_in")}
    return {}


def _planned(work: Work, reference: Reference, record: Row) -> Sequence[RunningClock]:
    try:
        if "head_count" in record:
            return planned_for_visit(work, reference, record)
        return planned_for_petition(work, reference, record)
    except RegisterError:
        return ()


def _chosen(clocks: Sequence[RunningClock], wanted: str) -> RunningClock | None:
    if wanted == ANY:
        counted = [one for one in clocks if one.deadline is not None and one.due is not None]
        return next((one for one in counted if one.done is None), counted[-1] if counted else None)
    keys = (wanted.lower(), _VISIT) if wanted == "process" else (wanted.lower(),)
    return next((one for one in clocks if one.key in keys or one.stage.upper() == wanted.upper()), None)


def _source(reference: Reference, rule: Provision) -> str:
    """Return the article with its law; an article that names its law itself needs no second name."""
    instrument = reference.book.instruments[rule.instrument]
    if instrument.number and instrument.number in rule.article:
        return rule.article
    return ", ".join(filter(None, (rule.article, f"{instrument.title_vi} {instrument.number}".strip())))


def _why(reference: Reference, wording: Wording, step: Step) -> str:
    """Return why a day was counted or not: the name and decision of a day off, the ground of a pause."""
    if step.mark is Mark.PAUSED:
        return step.why or wording.word(Mark.PAUSED.value)
    calendar = reference.calendar
    decreed = calendar.decreed(step.day)
    if decreed is not None and calendar.kind(step.day) in (DayKind.HOLIDAY, DayKind.WORKED_SATURDAY):
        return f"{decreed.what_vi} ({decreed.decision})" if decreed.decision else decreed.what_vi
    return wording.word(step.mark.value)
