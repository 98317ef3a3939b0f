"""A second, naive reckoning of every deadline: written from the law and the design, not from the engine.

It reads the law and calendar files itself, walks one day at a time, keeps pauses as plain sets of days, and
shares nothing with `reception_tui.domain.deadline`. Slow and simple on purpose.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

SEED = Path(__file__).resolve().parents[2] / "seed_data"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Extension:
    """A decision to give more days, and the day it was taken."""

    days: int
    on: date


@dataclass(frozen=True)
class Mark:
    """One day of the trace: what it was, and which number it got if it counted."""

    day: date
    mark: str
    n: int | None


@dataclass(frozen=True)
class Answer:
    """What the oracle says about one clock."""

    rule: str
    allowance: int
    due: date | None
    warn_due: date | None
    if_resumed_today: date | None
    state: str
    days_left: int | None
    refused: int
    steps: tuple[Mark, ...]
    provisional: bool


def _files(folder: str) -> list[dict[str, Any]]:
    return [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted((SEED / folder).glob("*.toml"))]


DAYS_OFF: set[date] = set()
WORKED_SATURDAYS: set[date] = set()
COMPLETE_YEARS: set[int] = set()
for _year in _files("calendar"):
    DAYS_OFF |= {row["on"] for row in _year.get("day_off", [])}
    WORKED_SATURDAYS |= {row["on"] for row in _year.get("worked_saturday", [])}
    if _year["complete"]:
        COMPLETE_YEARS.add(_year["year"])

PROVISIONS: list[dict[str, Any]] = [
    provision for law in _files("law") for provision in law.get("provision", []) if provision["measure"] == "limit"
]
STAGES: list[str] = sorted({provision["stage"] for provision in PROVISIONS})
FLAGS: list[str] = sorted({flag for p in PROVISIONS for v in p.get("variant", []) for flag in v["when"]})


def is_working(day: date) -> bool:
    """Monday to Friday unless off, and the Saturdays worked in exchange."""
    if day in WORKED_SATURDAYS:
        return True
    return day.weekday() < 5 and day not in DAYS_OFF


def working_days_after(start: date, end: date) -> int:
    """Working days in (start, end]."""
    count = 0
    while start < end:
        start += ONE_DAY
        count += is_working(start)
    return count


def find_provision(stage: str, on: date, instance: str | None = None) -> dict[str, Any] | None:
    """The one provision of the stage in force on the day of the anchor event."""
    hits = [
        p
        for p in PROVISIONS
        if p["stage"] == stage
        and p["in_force"] <= on <= p.get("until", date.max)
        and (instance is None or not p["instances"] or instance in p["instances"])
    ]
    if len(hits) > 1:
        message = f"{stage} on {on} is ambiguous without an instance"
        raise ValueError(message)
    return hits[0] if hits else None


def base_limit(provision: dict[str, Any], flags: frozenset[str]) -> tuple[str, int]:
    """Rule code and days: the variant that asks for the most of the flags given, else the plain limit."""
    if "especially_complex" in flags:
        flags |= {"complex"}
    rule, limit, asked = provision["rule"], provision["limit"], 0
    for variant in provision.get("variant", []):
        if set(variant["when"]) <= flags and len(variant["when"]) > asked:
            rule, limit, asked = variant["rule"], variant["limit"], len(variant["when"])
    return rule, limit


def day_kind(day: date) -> str:
    """Why an office is closed on that day; a day off that falls on a weekend is a weekend."""
    return "weekend" if day.weekday() >= 5 else "holiday"


def walk(
    anchor: date, allowance: int, unit: str, paused: set[date], open_from: date | None, rolls: bool = True
) -> tuple[date | None, list[Mark]]:
    """Day by day from the one after the anchor; None when an open pause is reached first."""
    steps: list[Mark] = []
    day, n = anchor, 0

    def stopped() -> bool:
        return open_from is not None and day >= open_from

    while n < allowance:
        day += ONE_DAY
        if stopped():
            return None, steps
        if day in paused:
            steps.append(Mark(day, "paused", None))
        elif unit == "WD" and not is_working(day):
            steps.append(Mark(day, day_kind(day), None))
        else:
            n += 1
            special = unit == "WD" and day in WORKED_SATURDAYS
            steps.append(Mark(day, "worked_saturday" if special else "counted", n))
    if allowance == 0 and stopped():
        return None, steps
    if (is_working(day) or not rolls) and day not in paused:
        return day, steps
    while True:
        day += ONE_DAY
        if stopped():
            return None, steps
        if day in paused:
            steps.append(Mark(day, "paused", None))
        elif is_working(day) or not rolls:
            steps.append(Mark(day, "rolled", None))
            return day, steps
        else:
            steps.append(Mark(day, day_kind(day), None))


def grant(
    provision: dict[str, Any],
    base: int,
    flags: frozenset[str],
    anchor: date,
    extensions: list[Extension],
    paused: set[date],
    open_from: date | None,
) -> tuple[int, int]:
    """The allowance with the extensions that count, and how many were refused."""
    policy = provision.get("extension")
    if policy is None:
        return base, len(extensions)
    longest = policy["each_at_most"]
    for flag, days in policy.get("each_at_most_when", {}).items():
        if flag in flags:
            longest = max(longest, days)
    counts = policy["count"]
    if "especially_complex" in flags and "especially_complex" in counts:
        most = counts["especially_complex"]
    elif "complex" in flags:
        most = counts["complex"]
    else:
        most = max(counts.values())
    allowance, granted, refused = base, 0, 0
    for extension in sorted(extensions, key=lambda e: (e.on, e.days)):
        due, _ = walk(anchor, allowance, provision["unit"], paused, open_from, provision.get("rolls", True))
        late = due is not None and extension.on > due
        if not 1 <= extension.days <= longest or extension.on < anchor or late or granted == most:
            refused += 1
        else:
            granted += 1
            allowance += extension.days
    return allowance, refused


def days_of(pauses: list[tuple[date, date | None]]) -> tuple[set[date], date | None]:
    """The paused days as one set, and the day from which everything is paused, if a pause is open."""
    paused: set[date] = set()
    for start, end in pauses:
        day = start
        while end is not None and day < end:
            paused.add(day)
            day += ONE_DAY
    return paused, min((start for start, end in pauses if end is None), default=None)


def state_of(
    anchor: date,
    due: date | None,
    pauses: list[tuple[date, date | None]],
    as_of: date,
    done: date | None,
    void: bool,
) -> str:
    """The one state of the day, first reason first."""
    if void:
        return "void"
    if as_of < anchor:
        return "not_started"
    if done is not None and done <= as_of:
        return "met_late" if due is not None and done > due else "met"
    # A pause that began after the limit had ended excuses nothing.
    if any(start <= as_of and (end is None or as_of < end) and (due is None or start <= due) for start, end in pauses):
        return "paused"
    if due is None:
        return "running"
    if as_of > due:
        return "overdue"
    if as_of == due:
        return "due_today"
    return "due_soon" if working_days_after(as_of, due) <= 5 else "running"


def answer(
    stage: str,
    on: date,
    *,
    flags: frozenset[str] = frozenset(),
    extensions: list[Extension] | None = None,
    pauses: list[tuple[date, date | None]] | None = None,
    as_of: date,
    done: date | None = None,
    instance: str | None = None,
    void: bool = False,
) -> Answer:
    """Everything about one clock on one day."""
    extensions, pauses = extensions or [], pauses or []
    provision = find_provision(stage, on, instance)
    if provision is None:
        message = f"no rule for {stage} on {on}"
        raise LookupError(message)
    rule, base = base_limit(provision, flags)
    unit = provision["unit"]
    paused, open_from = days_of(pauses)
    allowance, refused = grant(provision, base, flags, on, extensions, paused, open_from)
    rolls = provision.get("rolls", True)
    due, steps = walk(on, allowance, unit, paused, open_from, rolls)
    warn_due = None
    if "warn_limit" in provision:
        warn_due, _ = walk(on, provision["warn_limit"], provision["warn_unit"], paused, open_from, rolls)
    resumed = None
    if due is None:
        # An extension granted while the due date was unknown stays granted: only the pause ends today.
        until_today, _ = days_of([(start, as_of if end is None else end) for start, end in pauses])
        resumed, steps = walk(on, allowance, unit, until_today, None, rolls)
    last = due or resumed
    assert last is not None
    left = None
    if due is not None:
        left = working_days_after(as_of, due) if as_of <= due else -working_days_after(due, as_of)
    # Working days lean on every day since the anchor, calendar days only on where the limit ends.
    first = on if unit == "WD" else last
    return Answer(
        rule=rule,
        allowance=allowance,
        due=due,
        warn_due=warn_due,
        if_resumed_today=resumed,
        state=state_of(on, due, pauses, as_of, done, void),
        days_left=left,
        refused=refused,
        steps=tuple(steps),
        provisional=any(year not in COMPLETE_YEARS for year in range(first.year, last.year + 1)),
    )
