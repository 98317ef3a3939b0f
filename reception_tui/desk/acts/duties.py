"""Duties that no other act shows: a decision sent, the citizen told, a visitor answered."""

from __future__ import annotations

from datetime import date

from reception_tui.desk.cases import case_facts, visit_facts
from reception_tui.desk.context import Context, Done, Row, paper
from reception_tui.domain.commands import Document, Fulfil
from reception_tui.domain.errors import MissingField, NoClockRunning
from reception_tui.domain.follow_up import ANSWER_VISITOR, SENDING, RunningClock, duties


def fulfil(context: Context, command: Fulfil) -> Done:
    """Say that a duty was done on a day. Raises `NoClockRunning` when no such duty is open."""
    if command.visit:
        return _answer_visitor(context, command)
    if not command.petition:
        raise MissingField("petition")
    petition = context.petition(command.petition)
    clock = _open_duty(context, petition, command.stage)
    day = context.day(command.on, "on", not_before=clock.anchor)
    _record(context, day, clock.stage, command.document, command.note, petition_id=petition["id"])
    context.work.touch("petition", petition["id"])
    return Done(str(petition["no"]))


def record_sending(context: Context, petition: Row, day: date, document: Document | None) -> None:
    """Say that the decision on a petition was sent, when the law sets a limit for that."""
    after = context.work.row("petition", petition["id"])
    for duty in duties(case_facts(context.work, after)):
        if duty.stage in SENDING:
            _record(context, day, duty.stage, document, "", petition_id=petition["id"])


def _answer_visitor(context: Context, command: Fulfil) -> Done:
    visit = context.visit(command.visit)
    day = context.day(command.on, "on", not_before=visit["on"])
    open_ = context.reference.planner.plan_visit(visit_facts(context.work, visit))
    if not any(clock.done is None for clock in open_):
        raise NoClockRunning("visit", stage=ANSWER_VISITOR)
    _record(context, day, ANSWER_VISITOR, command.document, command.note, visit_id=visit["id"])
    context.work.touch("visit", visit["id"])
    return Done(str(visit["no"]))


def _open_duty(context: Context, petition: Row, stage: str) -> RunningClock:
    """Return the open duty of that stage, or the first one when none is named."""
    case = case_facts(context.work, petition)
    owed = {duty.stage for duty in duties(case)}
    clocks = [one for one in context.reference.planner.plan(case) if one.key in owed and one.done is None]
    wanted = stage.strip().upper()
    for clock in clocks:
        if wanted in ("", clock.stage.upper()):
            return clock
    raise NoClockRunning("stage", stage=wanted or petition["no"])


def _record(context: Context, day: date, stage: str, document: Document | None, note: str, **of: int) -> None:
    context.work.insert(
        "fulfilment", **of, stage=stage, on=day, note=note, officer=context.officer.code, **paper(document)
    )
