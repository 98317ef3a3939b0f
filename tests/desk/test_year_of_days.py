"""The year 2026: every reception day planned by the rules, posted, held through its queue, and reported in 01/TCD.

The figures are counted a second time here, party by party, from what was done; a matter that an officer received and
then the head stands once, under the head.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from reception_tui.desk.checking import check
from reception_tui.desk.door import Desk
from reception_tui.desk.queries.days import DayRow, day_rows
from reception_tui.desk.queries.forms import fill
from reception_tui.desk.queries.minimums import minimums_between
from reception_tui.domain.kinds import CountRule, Host
from reception_tui.domain.periods import read_period
from reception_tui.domain.reception_days import DayState
from reception_tui.domain.windows import Window
from reception_tui.store.reference.forms import form_book

if TYPE_CHECKING:
    from tests.conftest import Act, Clock

YEAR = Window(date(2026, 1, 1), date(2026, 12, 31))
DELEGATION = 5
RANK = {"head": 0, "delegate": 1, "officer": 2}


@dataclass(frozen=True, slots=True)
class Party:
    """One visit as it was played: on which day, who received, how many came, about which matter."""

    on: date
    by: str
    people: int
    matter: str


@dataclass(frozen=True, slots=True)
class Played:
    """What was done in the year: the visits, and the days held with who held them."""

    parties: tuple[Party, ...]
    days: tuple[tuple[date, str], ...]


def reception(act: Act, clock: Clock, day: DayRow, number: int) -> Iterator[Party]:
    """Play one day: who waits comes in the morning, is registered, received; every fifth day a delegate sits."""
    clock.day = day.on
    by = "delegate" if number % 5 == 4 else "head"
    came = [(number + place) % 7 + 1 for place in range(number % 4)]
    visits = [act("log_visit", head_count=people, content=f"Việc {number}.{i}").no for i, people in enumerate(came)]
    for visit in visits:
        act("register_for_session", day=day.no, visit=visit)
    act("hold_session", day=day.no, on=str(day.on), host=day.host.value, received_by=by)
    for place, people in enumerate(came, start=1):
        matter = f"{number}.{place}"
        yield Party(day.on, "officer", people, matter)
        if place % 3 == 0:
            act("take_turn", day=day.no, place=place, turn="absent")
        else:
            act("take_turn", day=day.no, place=place, result="explained")
            yield Party(day.on, by, people, matter)


def year(act: Act, clock: Clock, desk: Desk) -> Played:
    """Plan, post and hold the year; one day is moved, one cancelled, one more is ad hoc."""
    clock.day = date(2025, 12, 1)
    act("plan_schedule", first="2026-01-01", last="2026-12-31")
    assert [one.code for one in act("publish_schedule", first="2026-01-01", last="2026-12-31").notices] == [
        "schedule_published"
    ]
    with desk.register.reading() as work:
        days = day_rows(work, desk.reference, YEAR.first, YEAR.last)
    chairman = [one for one in days if one.host is Host.CHAIRMAN]
    council = [one for one in days if one.host is Host.COUNCIL]
    clock.day = date(2026, 5, 4)
    act("move_session", day=chairman[4].no, to="2026-05-18", why="họp Chính phủ")
    act("cancel_session", day=council[5].no, why="kỳ họp HĐND")
    parties: list[Party] = []
    held: list[tuple[date, str]] = []
    with desk.register.reading() as work:
        days = day_rows(work, desk.reference, YEAR.first, YEAR.last)
    for number, day in enumerate(one for one in days if one.state is not DayState.CANCELLED):
        parties += reception(act, clock, day, number)
        held.append((day.on, "delegate" if number % 5 == 4 else "head"))
    clock.day = date(2026, 12, 30)
    session = act("hold_session", on="2026-12-30", host="chairman", kind="ad_hoc").no
    act("log_visit", session=session, received_by="head", head_count=30, content="Đoàn đông người")
    parties.append(Party(date(2026, 12, 30), "head", 30, "ad hoc"))
    held.append((date(2026, 12, 30), "head"))
    return Played(tuple(parties), tuple(held))


def expected(played: Played, window: Window) -> dict[str, int]:
    """Count columns 1 to 21 of a window from what was played."""
    inside = [one for one in played.parties if window.first <= one.on <= window.last]
    days = [by for on, by in played.days if window.first <= on <= window.last]
    matters = {one.matter: min((two.by for two in inside if two.matter == one.matter), key=RANK.get) for one in inside}
    found: dict[str, int] = {}
    for by, first in (("officer", 5), ("head", 10), ("delegate", 16)):
        mine = [one for one in inside if one.by == by]
        groups = [one for one in mine if one.people >= DELEGATION]
        counts = [len(mine), sum(one.people for one in mine), sum(of == by for of in matters.values())]
        counts += [len(groups), sum(one.people for one in groups)]
        if by != "officer":
            counts.insert(0, days.count(by))
        found |= {str(first + i): count for i, count in enumerate(counts)}
    found |= {"1": len(inside), "2": sum(one.people for one in inside), "3": len(matters)}
    found["4"] = sum(one.people >= DELEGATION for one in inside)
    return found


def test_a_year_of_sessions_comes_to_its_columns(act: Act, clock: Clock, desk: Desk) -> None:
    played = year(act, clock, desk)
    clock.day = date(2026, 12, 31)
    book = form_book({}, desk.reference.fields)
    windows = [YEAR, *(read_period(f"2026-{name}") for name in ("Q1", "Q2", "Q3", "Q4", "6M", "9M", "M5", "M7"))]
    with desk.register.reading() as work:
        for window in windows:
            form = book.form("01/TCD", window)
            found = fill(work, desk.reference, book, form, window, CountRule.PER_PARTY)
            assert found.holds
            shown = {no: value for no, value in found.values.items() if no in expected(played, window)}
            assert shown == expected(played, window), window
        days = day_rows(work, desk.reference, YEAR.first, YEAR.last)
        least = minimums_between(work, desk.reference, YEAR.first, YEAR.last)
    assert len(played.days) == 40
    assert expected(played, YEAR)["10"] > expected(played, YEAR)["16"] > 5
    held = [one for one in days if one.state is DayState.HELD]
    assert len(held) == 39
    assert all(desk.reference.calendar.is_working(one.on) for one in held)
    moved = {f"{one.wanted_on:%d/%m}": f"{one.on:%d/%m}" for one in held if one.host is Host.CHAIRMAN}
    assert moved["15/02"] == "23/02"
    assert "10/01" in {f"{one.on:%d/%m}" for one in held if one.host is Host.PARTY_SECRETARY}
    by_delegate = {on for on, by in played.days if by == "delegate"}
    missed = {one.window.first.month for one in least if one.host is Host.CHAIRMAN and not one.met}
    assert missed == {one.on.month for one in held if one.host is Host.CHAIRMAN and one.on in by_delegate}
    assert check(desk) == []
