"""The schedule of reception days: planned, published in time, moved or cancelled with a notice."""

from __future__ import annotations

from datetime import date

from reception_tui.desk.context import Context, Done, Notice, Row, paper
from reception_tui.desk.schedules import ScheduledDay, schedule
from reception_tui.domain.commands import (
    CancelSession,
    Document,
    MoveSession,
    PlanSchedule,
    PlanSession,
    PublishSchedule,
)
from reception_tui.domain.errors import BadPeriod, DateTooEarly, DayNotOpen, NoRuleInForce, NothingPlanned, UnknownCode
from reception_tui.domain.kinds import Book, Host, VisitKind
from reception_tui.domain.reception_days import latest_publication
from reception_tui.store import day_lists


def plan_session(context: Context, command: PlanSession) -> Done:
    """Put one reception day on the schedule; a day off is told."""
    directory = context.reference.directory
    body = directory.body(command.body, "body", command.on).code if command.body else ""
    attendees = [directory.body(one, "attendees", command.on).code for one in command.attendees]
    no = _insert(
        context,
        kind=command.kind.value,
        host=command.host.value,
        received_by=command.received_by.value,
        body=body,
        wanted_on=command.on,
        on=command.on,
        time=command.time,
        place=command.place,
        content=command.content,
        attendees=",".join(attendees),
        note=command.note,
    )
    return Done(no, (*_closed(context, command.on), *_publish_by(context, command.on)))


def plan_schedule(context: Context, command: PlanSchedule) -> Done:
    """Put the days of a time on the schedule that the office's rules give and that are not on it yet.

    Raises `BadPeriod`, `UnknownCode`, `NothingPlanned`.
    """
    if command.last < command.first:
        raise BadPeriod("last", first=command.first, last=command.last)
    codes = tuple(rule.code for rule in context.reference.days.rules)
    for code in command.rules:
        if code not in codes:
            raise UnknownCode("rules", value=code, choices=codes)
    wanted = schedule(context.reference, command.first, command.last)
    fresh = [one for one in wanted if _is_wanted(command, one) and not _is_planned(context, one)]
    if not fresh:
        raise NothingPlanned("rules", first=command.first, last=command.last)
    numbers = [_plan(context, one) for one in fresh]
    moved = sum(one.moved.way is not None for one in fresh)
    return Done(numbers[0], (Notice("days_planned", {"count": len(numbers), "moved": moved}),))


def publish_schedule(context: Context, command: PublishSchedule) -> Done:
    """Enter that the schedule of a time was posted; days that the law wants posted earlier are told, each with its day.

    Raises `NothingPlanned`, and `DayNotOpen` where there is nothing left to post.
    """
    on = context.day(command.on, "on")
    rows = [row for row in day_lists.days_between(context.work.connection, command.first, command.last) if is_open(row)]
    if not rows:
        raise NothingPlanned("first", first=command.first, last=command.last)
    notices: list[Notice] = []
    for row in rows:
        if row["published_on"] is None:
            notices += _published_late(context, row, on)
            context.work.update("planned_day", row["id"], {"published_on": on, **paper(command.document)})
    return Done(rows[0]["no"], (Notice("schedule_published", {"count": len(rows)}), *notices))


def move_session(context: Context, command: MoveSession) -> Done:
    """Move a day of the schedule; the new day is announced at the place. Raises `DayNotOpen`, `DateTooEarly`."""
    row = open_day(context, command.day)
    on = context.day(command.on, "on")
    if command.to < on:
        raise DateTooEarly("to", value=command.to, earliest=on)
    _change(context, row, on, command.to, command.why, command.document)
    context.work.update("planned_day", row["id"], {"on": command.to})
    late = _published_late(context, {**row, "on": command.to}, on) if row["published_on"] is not None else []
    notices = (*_closed(context, command.to), Notice("announce_change", {"no": row["no"]}), *late)
    return Done(str(row["no"]), notices)


def cancel_session(context: Context, command: CancelSession) -> Done:
    """Cancel a day of the schedule; those who wait for it are told. Raises `DayNotOpen`."""
    row = open_day(context, command.day)
    on = context.day(command.on, "on")
    _change(context, row, on, None, command.why, command.document)
    context.work.update("planned_day", row["id"], {"cancelled_on": on})
    waiting = len(context.work.rows("registration", day_id=row["id"]))
    notices = [Notice("announce_change", {"no": row["no"]})]
    if waiting:
        notices.append(Notice("tell_registered", {"count": waiting}))
    return Done(str(row["no"]), tuple(notices))


def open_day(context: Context, no: str) -> Row:
    """Return the planned day of that number. Raises `UnknownRecord`, `RecordVoid`, `DayNotOpen`."""
    row = context.planned_day(no)
    if not is_open(row):
        raise DayNotOpen("day", value=row["no"])
    return row


def is_open(row: Row) -> bool:
    """Tell whether a planned day is neither held nor cancelled."""
    return row["held_on"] is None and row["cancelled_on"] is None


def _is_wanted(command: PlanSchedule, one: ScheduledDay) -> bool:
    return not command.rules or one.rule.code in command.rules


def _is_planned(context: Context, one: ScheduledDay) -> bool:
    return bool(context.work.rows("planned_day", rule=one.rule.code, wanted_on=one.moved.wanted))


def _plan(context: Context, one: ScheduledDay) -> str:
    rule = one.rule
    return _insert(
        context,
        rule=rule.code,
        kind=rule.kind.value,
        host=rule.host.value,
        received_by=rule.received_by.value,
        body=rule.body,
        wanted_on=one.moved.wanted,
        on=one.moved.on,
        time=rule.time,
        place=rule.place,
        content=rule.content,
        attendees=",".join(rule.attendees),
    )


def _insert(context: Context, *, on: date, **values: object) -> str:
    no = context.number(Book.DAYS, on)
    officer = context.officer.code
    context.work.insert("planned_day", no=no, on=on, planned_on=context.today, officer=officer, **values)
    return no


def _change(context: Context, row: Row, on: date, to: date | None, why: str, document: Document | None) -> None:
    context.work.insert(
        "day_change",
        day_id=row["id"],
        on=on,
        from_on=row["on"],
        to_on=to,
        why=why,
        officer=context.officer.code,
        **paper(document),
    )


def _closed(context: Context, on: date) -> tuple[Notice, ...]:
    return () if context.reference.calendar.is_working(on) else (Notice("session_on_day_off", {"on": on}),)


def _lead(context: Context, stage: str, on: date) -> tuple[int, str] | None:
    """Return how many working days ahead the law of that day wants it done, and by which article."""
    try:
        rule = context.reference.book.rule_on(stage, on) if stage else None
    except NoRuleInForce:
        return None
    return None if rule is None or rule.limit is None else (rule.limit, rule.article)


def _published_late(context: Context, row: Row, on: date) -> list[Notice]:
    """Return what is to be told of a day that is posted, or whose host is told of it, later than the law wants."""
    days, notices = context.reference.days, []
    if row["kind"] == VisitKind.AD_HOC:
        return []
    for stage in (days.publish_stage, days.tell_stage.get(Host(row["host"]), "")):
        lead = _lead(context, stage, row["on"])
        if lead is not None:
            latest = latest_publication(context.reference.calendar, row["on"], lead[0])
            if on > latest:
                values = {"no": row["no"], "on": row["on"], "latest": latest, "article": lead[1], "days": lead[0]}
                notices.append(Notice("published_late", values))
    return notices


def _publish_by(context: Context, on: date) -> tuple[Notice, ...]:
    lead = _lead(context, context.reference.days.publish_stage, on)
    if lead is None:
        return ()
    latest = latest_publication(context.reference.calendar, on, lead[0])
    return (Notice("publish_by", {"latest": latest, "article": lead[1]}),) if latest >= context.today else ()
