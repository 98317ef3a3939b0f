"""The office's rules for its reception days, from their file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from reception_tui.domain.kinds import Host, ReceivedBy, VisitKind
from reception_tui.domain.reception_days import DayRule, Minimum, Per, ReceptionDays, WhenClosed
from reception_tui.store.reference.reader import Reader

_FILE, _FOLLOW_UP = "office/reception-days.toml", "office/follow-up.toml"
_RRULE = re.compile(r"FREQ=(YEARLY|MONTHLY|WEEKLY)(;(INTERVAL|BYMONTH|BYMONTHDAY|BYDAY|BYSETPOS)=[0-9A-Z,+-]+)*")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")

Files = Mapping[str, Mapping[str, Any]]


def read_reception_days(files: Files) -> ReceptionDays:
    """Return how the office plans its reception days; nothing where it has no such file. Raises `ReferenceBroken`."""
    if _FILE not in files:
        return ReceptionDays()
    table = Reader(_FILE, files[_FILE])
    follow_up = Reader(_FOLLOW_UP, files.get(_FOLLOW_UP, {}))
    return ReceptionDays(
        rules=tuple(_rule(one) for one in table.each("rule", "code")),
        minimums=tuple(_minimum(one) for one in table.each("minimum", "stage")),
        when_closed=table.choice("when_closed", WhenClosed),
        keep_in_month=table.truth("keep_in_month"),
        publish_stage=table.text("publish_stage"),
        tell_stage={one.choice("host", Host): one.text("stage") for one in table.each("tell_host", "host")},
        seat={one.text("body"): one.choices("hosts", Host) for one in table.each("seat", "body")},
        invite_citizen=follow_up.number("invite_citizen_days", 0),
        invite_attendees=follow_up.number("invite_attendees_days", 0),
        source=table.text("source"),
    )


def _rule(table: Reader) -> DayRule:
    rrule, time = table.text("rrule"), table.text("time", "")
    if not _RRULE.fullmatch(rrule):
        raise table.broken("not_a_rule", f"rrule={rrule}")
    if time and not _TIME.fullmatch(time):
        raise table.broken("not_a_time", f"time={time}")
    return DayRule(
        code=table.text("code"),
        host=table.choice("host", Host),
        rrule=rrule,
        in_force=table.must_day("in_force"),
        until=table.day("until"),
        kind=table.choice("kind", VisitKind, VisitKind.PERIODIC),
        received_by=table.choice("received_by", ReceivedBy, ReceivedBy.HEAD),
        body=table.text("body", ""),
        time=time,
        place=table.text("place", ""),
        content=table.text("content", ""),
        attendees=table.names("attendees"),
    )


def _minimum(table: Reader) -> Minimum:
    per = table.inner("per")
    if per is None:
        raise table.broken("missing", "per")
    return Minimum(
        stage=table.text("stage"),
        host=table.choice("host", Host),
        per={rule: per.choice(rule, Per) for rule in per.table},
        communes=table.truth("communes"),
    )
