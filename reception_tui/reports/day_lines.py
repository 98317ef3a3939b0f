"""Reception days, tasks and the law's minimum in single lines, and as the command line tells them."""

from __future__ import annotations

from typing import Any

from reception_tui import i18n
from reception_tui.desk.queries.day_news import ComingDay, TaskNews
from reception_tui.desk.queries.days import DayRow
from reception_tui.desk.queries.minimums import MinimumMet
from reception_tui.domain.reception_days import Per
from reception_tui.domain.reference import Reference
from reception_tui.i18n import formats, tr
from reception_tui.i18n.labels import label


def coming_line(one: ComingDay) -> str:
    """Return a reception day that comes in one line: when, whose, how many are registered, whether it is posted."""
    told = tr("{no} on {day}: {host}; {registered} registered, {invited} invited; {posted}.")
    if one.unposted:
        posted = tr("NOT POSTED, and the last day for it has come")
    else:
        posted = tr("posted") if one.posted else tr("not posted yet")
    return told.format(
        no=one.no,
        day=f"{formats.weekday_short(one.on)} {formats.day(one.on)}",
        host=label(one.host),
        registered=formats.number(one.registered),
        invited=formats.number(one.invited),
        posted=posted,
    )


def task_line(one: TaskNews, reference: Reference) -> str:
    """Return what happened on a task in one line."""
    if one.step is None:
        what = tr("task given")
    else:
        what = label(one.step) + (f" ({formats.number(one.round)})" if one.round else "")
    told = tr("{no}: {what}; {body}, by {day}.")
    return told.format(no=one.no, what=what, body=body_name(one.body, reference), day=formats.day(one.due))


def body_name(code: str, reference: Reference) -> str:
    """Return the name of a body; its code where the directory does not know it."""
    body = reference.directory.bodies.get(code)
    return code if body is None else body.name(i18n.lang())


def minimum_line(one: MinimumMet, reference: Reference) -> str:
    """Return in one sentence that a host received less often than the law wants."""
    text = tr("{host} received on {days} of {wanted} days in {time} ({article}).")
    return text.format(
        host=host_of(one, reference),
        days=formats.number(len(one.days)),
        wanted=formats.number(one.wanted),
        time=time_of(one),
        article=one.rule.article_en if i18n.lang() == "en" else one.rule.article,
    )


def day_json(one: DayRow) -> dict[str, Any]:
    """Return a planned day as the command line tells it."""
    return {
        "no": one.no,
        "on": one.on,
        "time": one.time,
        "host": one.host,
        "body": one.body,
        "kind": one.kind,
        "place": one.place,
        "content": one.content,
        "attendees": list(one.attendees),
        "state": one.state,
        "wanted_on": one.wanted_on,
        "published_on": one.published_on,
        "publish_by": one.latest,
        "session": one.session,
        "registered": one.registered,
        "received": one.received,
        "absent": one.absent,
    }


def minimum_json(one: MinimumMet) -> dict[str, Any]:
    """Return what the law wants of a host and what was done, as the command line tells it."""
    return {
        "host": one.host,
        "body": one.body,
        "from": one.window.first,
        "to": one.window.last,
        "wanted": one.wanted,
        "days": list(one.days),
        "rule": one.rule.rule,
        "over": one.over,
        "met": one.met,
    }


def why_moved(day: DayRow) -> str:
    """Return why the calendar moved a day off the one that its rule gave; nothing where it did not."""
    if not day.moved_off:
        return ""
    closed = tr("weekend")
    if day.closed is not None:
        closed = day.closed.what_en if i18n.lang() == "en" else day.closed.what_vi
    return tr("instead of {day} ({why})").format(day=formats.short_day(day.wanted_on), why=closed)


def host_of(one: MinimumMet, reference: Reference) -> str:
    """Return who receives: the host of the seat, or the head of a body or commune."""
    body = reference.directory.bodies.get(one.body)
    commune = reference.directory.communes.get(one.body)
    if commune is not None:
        return tr("Chairman of {commune}").format(commune=commune.name)
    return label(one.host) if body is None else f"{label(one.host)}, {body.name(i18n.lang())}"


def time_of(one: MinimumMet) -> str:
    """Return the month or week in figures."""
    if one.per is Per.MONTH:
        return f"{one.window.first:%m/%Y}"
    return f"{formats.short_day(one.window.first)}–{formats.day(one.window.last)}"
