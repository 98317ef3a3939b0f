"""Whether a host has received as often as the law wants: week by week or month by month."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from reception_tui.domain.calendar import ONE_DAY
from reception_tui.domain.errors import NoRuleInForce
from reception_tui.domain.kinds import Host
from reception_tui.domain.reception_days import Minimum, Per
from reception_tui.domain.reference import Reference
from reception_tui.domain.rules import Provision
from reception_tui.domain.windows import Window
from reception_tui.store import day_lists, lists
from reception_tui.store.work import Work

_WEEK = 7


@dataclass(frozen=True, slots=True)
class MinimumMet:
    """How often a host received in a week or month, beside what the law wants of it. `over`: the time has ended."""

    host: Host
    body: str
    window: Window
    per: Per
    wanted: int
    days: tuple[date, ...]
    rule: Provision
    over: bool

    @property
    def met(self) -> bool:
        """Tell whether it was often enough."""
        return len(self.days) >= self.wanted


def minimums(work: Work, reference: Reference, on: date) -> tuple[MinimumMet, ...]:
    """Return the hosts that fell short in the last week or month that had ended at the end of `on`."""
    month_before = (on.replace(day=1) - ONE_DAY).replace(day=1)
    found = minimums_between(work, reference, month_before, on)
    last: dict[tuple[Host, str], MinimumMet] = {}
    for one in found:
        if one.over:
            last[one.host, one.body] = one
    return tuple(one for one in last.values() if not one.met)


def minimums_between(work: Work, reference: Reference, first: date, last: date) -> tuple[MinimumMet, ...]:
    """Return every host's weeks or months that touch a time, as it stood at the end of `last`.

    A host is looked at from the first day that the register knows of it, planned or held; a week or month that had
    begun before is not counted against it.
    """
    found: list[MinimumMet] = []
    held = _held(work, last)
    for (host, body), since in sorted(_since(work, last).items()):
        rule = _minimum(reference, host, body)
        if rule is not None:
            found += _periods(reference, rule, host, body, held.get((host, body), []), max(first, since), last)
    return tuple(sorted(found, key=lambda one: (one.host, one.body, one.window.first)))


def _periods(
    reference: Reference, minimum: Minimum, host: Host, body: str, held: list[date], since: date, last: date
) -> Iterator[MinimumMet]:
    day = since
    while day <= last:
        try:
            rule = reference.book.rule_on(minimum.stage, day)
        except NoRuleInForce:
            return
        per = minimum.per.get(rule.rule)
        if per is None or rule.limit is None:
            return
        window = _window(day, per)
        if rule.until is not None and rule.until < window.last:
            # A week that the old law began and the new one ends is nobody's whole week.
            day = rule.until + ONE_DAY
            continue
        if window.first >= since:
            days = tuple(one for one in held if window.first <= one <= window.last)
            over = not any(_open_days(reference, last + ONE_DAY, window.last))
            yield MinimumMet(host, body, window, per, rule.limit, days, rule, over)
        day = window.last + ONE_DAY


def _open_days(reference: Reference, first: date, last: date) -> Iterator[date]:
    """Yield the working days that are left of a time."""
    day = first
    while day <= last:
        if reference.calendar.is_working(day):
            yield day
        day += ONE_DAY


def _window(day: date, per: Per) -> Window:
    if per is Per.WEEK:
        first = day - timedelta(days=day.weekday())
        return Window(first, first + timedelta(days=_WEEK - 1))
    first = day.replace(day=1)
    after = (first + timedelta(days=31)).replace(day=1)
    return Window(first, after - ONE_DAY)


def _minimum(reference: Reference, host: Host, body: str) -> Minimum | None:
    """Return the rule for a host: of heads there is one for communes and one for all others."""
    commune = body in reference.directory.communes
    for one in reference.days.minimums:
        if one.host is host and (host is not Host.HEAD or one.communes is commune):
            return one
    return None


def _held(work: Work, until: date) -> dict[tuple[Host, str], list[date]]:
    found: dict[tuple[Host, str], set[date]] = {}
    for row in day_lists.days_received(work.connection, until):
        found.setdefault((Host(row["host"]), row["body"]), set()).add(row["on"])
    return {key: sorted(days) for key, days in found.items()}


def _since(work: Work, until: date) -> dict[tuple[Host, str], date]:
    """Return since when each host has stood in the register."""
    found = {(Host(row["host"]), row["body"]): row["on"] for row in day_lists.first_days(work.connection, until)}
    for row in lists.sessions_between(work.connection, date.min, until):
        key = (Host(row["host"]), "")
        found[key] = min(found.get(key, row["on"]), row["on"])
    return found
