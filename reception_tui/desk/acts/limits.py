"""Limits that are paused, resumed and extended by decision."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from reception_tui.desk.acts.steps import allowed
from reception_tui.desk.cases import case_facts
from reception_tui.desk.context import Context, Done, Notice, Row, paper
from reception_tui.desk.queries.possible import grounds_on
from reception_tui.domain.commands import ExtendClock, PauseClock, ResumeClock
from reception_tui.domain.deadline import Extension, compute
from reception_tui.domain.errors import (
    AlreadyPaused,
    BadNumber,
    ExtensionRefused,
    NoClockRunning,
    NotPaused,
    PauseNotKnown,
    UnknownCode,
)
from reception_tui.domain.follow_up import RunningClock
from reception_tui.domain.rules import Provision


def pause(context: Context, command: PauseClock) -> Done:
    """Suspend a limit from a day on. Raises `PauseNotKnown` where the law of that day knows no suspension."""
    petition = context.petition(command.petition)
    allowed("pause", petition)
    day = context.day(command.on, "on", not_before=petition["received_on"])
    clock = _running(context, petition, command.stage, day, lambda rule: bool(grounds_on(rule, day)))
    rule = clock.deadline.clock.rule if clock.deadline else None
    grounds = grounds_on(rule, day) if rule else []
    if not grounds:
        raise PauseNotKnown("stage", stage=clock.stage, on=day)
    codes = tuple(ground.code for ground in grounds)
    if command.ground and command.ground not in codes:
        raise UnknownCode("ground", value=command.ground, choices=codes)
    if any(
        row["end"] is None for row in context.work.rows("suspension", petition_id=petition["id"], stage=clock.stage)
    ):
        raise AlreadyPaused("stage", stage=clock.stage)
    context.work.insert(
        "suspension",
        petition_id=petition["id"],
        stage=clock.stage,
        start=day,
        ground=command.ground or codes[0],
        **paper(command.document),
    )
    context.work.touch("petition", petition["id"])
    return Done(str(petition["no"]))


def resume(context: Context, command: ResumeClock) -> Done:
    """End the open suspension of a limit."""
    petition = context.petition(command.petition)
    allowed("resume", petition)
    rows = [row for row in context.work.rows("suspension", petition_id=petition["id"]) if row["end"] is None]
    fitting = [row for row in rows if command.stage.strip().upper() in ("", row["stage"].upper())]
    if not fitting:
        raise NotPaused("stage", stage=command.stage)
    day = context.day(command.on, "on", not_before=fitting[0]["start"])
    context.work.update("suspension", fitting[0]["id"], {"end": day})
    context.work.touch("petition", petition["id"])
    return Done(str(petition["no"]))


def extend(context: Context, command: ExtendClock) -> Done:
    """Extend a limit. Raises `ExtensionRefused` when the rule's policy does not let."""
    petition = context.petition(command.petition)
    allowed("extend", petition)
    day = context.day(command.on, "on", not_before=petition["received_on"])
    if command.days < 1:
        raise BadNumber("days", value=command.days)
    clock = _running(context, petition, command.stage, day, lambda rule: rule.extension is not None)
    if clock.deadline is None:
        raise NoClockRunning("stage", stage=clock.stage)
    known = clock.deadline.clock
    asked = Extension(command.days, day)
    tried = compute(
        type(known)(known.rule, known.anchor, known.flags, (*known.extensions, asked), known.pauses, known.done),
        context.reference.calendar,
        day,
        context.reference.office.due_soon_within(clock.stage),
    )
    for refused in tried.refused:
        if refused.extension == asked:
            raise ExtensionRefused("days", value=command.days, why=refused.fault, limit=refused.limit)
    context.work.insert(
        "extension",
        petition_id=petition["id"],
        stage=clock.stage,
        decided_on=day,
        days=command.days,
        ground=command.ground,
        **paper(command.document),
    )
    context.work.touch("petition", petition["id"])
    notices = (Notice("complexity_assumed", {"flag": tried.assumed}),) if tried.assumed else ()
    return Done(str(petition["no"]), notices)


def _running(context: Context, petition: Row, stage: str, day: date, fits: Callable[[Provision], bool]) -> RunningClock:
    """Return the limit that runs on `day`: of the named stage, or else the last one whose rule `fits`."""
    clocks = context.reference.planner.plan(case_facts(context.work, petition))
    wanted = stage.strip().upper()
    open_ = [
        (clock, clock.deadline.clock.rule)
        for clock in clocks
        if clock.deadline is not None and clock.anchor <= day and (clock.done is None or clock.done > day)
    ]
    of_stage = [(clock, rule) for clock, rule in open_ if wanted in ("", clock.stage.upper())]
    if not of_stage:
        raise NoClockRunning("stage", stage=wanted or petition["no"])
    live = [
        (clock, rule)
        for clock, rule in of_stage
        if clock.live_from <= day and (clock.live_until is None or day <= clock.live_until)
    ]
    fitting = [clock for clock, rule in live or of_stage if fits(rule)]
    return fitting[-1] if fitting else (live or of_stage)[-1][0]
