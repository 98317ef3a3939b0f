"""Figures are counted from rows, they balance, and no order of acts can make them lie."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reception_tui.config import OFFICE_ZONE
from reception_tui.desk.checking import check
from reception_tui.desk.door import Desk
from reception_tui.desk.queries.day import PeriodFigures, day, page_number, period_figures
from reception_tui.domain.errors import BadPeriod, RegisterError
from reception_tui.domain.kinds import CountRule, PetitionState
from reception_tui.domain.moves import is_open
from reception_tui.domain.office import Officer
from reception_tui.domain.reference import Reference
from reception_tui.domain.windows import Window
from reception_tui.store import figures, journal
from reception_tui.store.engine import url_of
from reception_tui.store.register import open_register

if TYPE_CHECKING:
    from tests.conftest import Act, Clock

TODAY = date(2026, 11, 23)
MONTH = Window(date(2026, 11, 1), date(2026, 11, 30))


def read(desk: Desk, first: date = MONTH.first, last: date = MONTH.last, rule: str = "per_party") -> PeriodFigures:
    with desk.register.reading() as work:
        return period_figures(work, Window(first, last), CountRule(rule))


def nov(number: int) -> date:
    return date(2026, 11, number)


# --- what is counted


def test_visits_people_matters_and_delegations_are_four_different_things(act: Act, desk: Desk) -> None:
    act("log_visit", at="2026-11-20", people=[{"name": "A"}], content="x", matter="new")
    act("log_visit", at="2026-11-20", people=[{"name": "A"}, {"name": "B"}], content="x", matter="VV-2026-1")
    act("log_visit", at="2026-11-21", head_count=12, content="x")
    act("log_visit", at="2026-10-31", head_count=7, content="x")
    found = read(desk)
    assert (found.visits, found.people, found.matters) == (3, 15, 2)
    assert (found.delegations, found.delegation_people) == (1, 12)


def test_the_rule_of_counting_changes_the_visits_and_nothing_else(act: Act, desk: Desk) -> None:
    act("log_visit", head_count=12, content="x")
    act("log_visit", head_count=1, content="x")
    party, person = read(desk), read(desk, rule="per_person")
    assert (party.visits, person.visits) == (2, 13)
    assert (party.people, party.delegations) == (person.people, person.delegations)


def test_what_is_voided_or_undone_is_not_counted(act: Act, desk: Desk) -> None:
    act("log_visit", head_count=12, content="x")
    act("void", visit="LT-2026-1", why="x")
    undone = act("register_petition", content="x", channel="post")
    act("undo", entry=undone.entry)
    found = read(desk)
    assert (found.visits, found.people, found.petitions["received"]) == (0, 0, 0)


def test_petitions_are_counted_by_kind_eligibility_signatories_and_channel(act: Act, desk: Desk) -> None:
    for i, (kind, channel) in enumerate(
        [("complaint", "post"), ("denunciation", "dropbox"), ("recommendation", "post"), ("complaint", "portal")], 1
    ):
        act("register_petition", content="x", channel=channel, signatories=i)
        eligible = {} if i < 4 else {"eligible": False, "why_not": ["KD5"]}
        act("classify", petition=f"D-2026-{i}", kind=kind, **eligible)
    act("register_petition", content="x", channel="post")
    found = read(desk)
    assert found.petitions == {
        "received": 5,
        "multi_signatory": 3,
        "eligible": 3,
        "ineligible": 1,
        "unclassified": 1,
        "complaint": 1,
        "denunciation": 1,
        "recommendation": 1,
    }
    assert {name: count for name, count in found.by_channel.items() if count} == {"post": 3, "dropbox": 1, "portal": 1}


def test_the_parts_of_a_split_petition_are_counted_and_its_paper_is_not(act: Act, desk: Desk) -> None:
    act("register_petition", content="x", channel="post")
    act("split", petition="D-2026-1", parts=[{"content": "a"}, {"content": "b"}, {"content": "c"}])
    found = read(desk)
    assert found.petitions["received"] == 3
    assert found.balance.balances


def test_feedback_is_counted_apart(act: Act, desk: Desk) -> None:
    for channel in ("post", "portal", "portal", "hotline", "in_person"):
        act("register_petition", book="feedback", content="x", channel=channel)
    found = read(desk)
    assert found.petitions["received"] == 0
    assert found.feedback == {"total": 5, "letter": 1, "portal": 2, "hotline_or_in_person": 2}


def test_dispositions_and_sendings_are_counted_on_their_day(act: Act, desk: Desk) -> None:
    for i in range(1, 4):
        act("register_petition", content="x", channel="post", received_on="2026-11-02")
        act("classify", petition=f"D-2026-{i}", kind="complaint", jurisdiction="other", on="2026-11-03")
    act("dispose", petition="D-2026-1", on="2026-11-04", **{"as": "guide"})
    act("forward", petition="D-2026-2", to="STC", co_handlers=["SXD"], sent_on="2026-11-05")
    act("forward", petition="D-2026-3", to="STC", sent_on="2026-11-05")
    act("record_reply", petition="D-2026-3", on="2026-11-10")
    found = read(desk)
    assert {kind: count for kind, count in found.dispositions.items() if count} == {"guide": 1, "forward": 2}
    assert found.referrals == {"sent": 3, "answered": 1, "open": 2}
    assert read(desk, nov(5), nov(9)).referrals == {"sent": 3, "answered": 0, "open": 3}
    assert read(desk, nov(10), nov(10)).referrals == {"sent": 0, "answered": 1, "open": 2}


def test_what_was_entered_late_is_told(act: Act, desk: Desk) -> None:
    act("register_petition", content="x", channel="post", received_on="2026-10-30")
    act("register_petition", content="x", channel="post", received_on="2026-11-20")
    assert read(desk).entered_late == 1
    assert read(desk, nov(23), nov(23)).entered_late == 2


def test_a_reception_day_is_told_with_its_visits_and_people(act: Act, desk: Desk) -> None:
    act("hold_session", on="2026-11-20", host="council")
    for people in (1, 12):
        act("log_visit", at="2026-11-20", session="KT-2026-1", received_by="head", head_count=people, content="x")
    (session,) = read(desk).sessions
    assert (session["no"], session["visits"], session["people"]) == ("KT-2026-0001", 2, 13)


# --- what balances


def test_opening_and_received_less_finished_is_closing(act: Act, desk: Desk) -> None:
    for i, received in enumerate((2, 2, 5, 9), 1):
        act("register_petition", content="x", channel="post", received_on=str(nov(received)))
        act("classify", petition=f"D-2026-{i}", kind="complaint", jurisdiction="other", on=str(nov(received)))
    act("dispose", petition="D-2026-1", on="2026-11-05", **{"as": "guide"})
    act("dispose", petition="D-2026-3", on="2026-11-09", **{"as": "guide"})
    assert read(desk, nov(5), nov(8)).balance == type(read(desk).balance)(2, 1, 1, 2)
    assert read(desk, nov(9), nov(9)).balance == type(read(desk).balance)(2, 1, 1, 2)
    assert read(desk).balance == type(read(desk).balance)(0, 4, 2, 2)


def test_an_outcome_after_the_answer_keeps_the_balance_of_every_day(act: Act, desk: Desk) -> None:
    act("register_petition", content="x", channel="post", received_on="2026-11-02")
    act("classify", petition="D-2026-1", kind="complaint", jurisdiction="other", on="2026-11-02")
    act("forward", petition="D-2026-1", to="STC", sent_on="2026-11-03")
    act("record_reply", petition="D-2026-1", on="2026-11-10")
    act("record_outcome", petition="D-2026-1", on="2026-11-16", result="right")
    assert all(read(desk, nov(n), nov(n)).balance.balances for n in range(1, 24))


def test_the_rows_behind_a_figure_are_as_many_as_it_says(act: Act, desk: Desk) -> None:
    act("log_visit", head_count=12, content="x")
    act("log_visit", head_count=1, content="x")
    act("register_petition", content="x", channel="post")
    with desk.register.reading() as work:
        counted = figures.count(work.connection, MONTH, figures.NAMED)
        for name, named in figures.NAMED.items():
            rows = figures.rows(work.connection, MONTH, name, 100)
            if named.measure is None:
                assert len(rows) == counted[name], name
        assert sum(row["head_count"] for row in figures.rows(work.connection, MONTH, "people", 100)) == 13


def test_a_period_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(BadPeriod):
        Window(nov(2), nov(1))
    assert Window(nov(1), nov(1)).first == nov(1)


# --- the page of a day


def test_the_page_of_a_day_has_its_figures_its_number_and_the_seal_of_the_journal(act: Act, desk: Desk) -> None:
    act("log_visit", head_count=1, content="x")
    with desk.register.reading() as work:
        page = day(work, desk.reference, TODAY, CountRule.PER_PARTY, OFFICE_ZONE)
        before = day(work, desk.reference, TODAY - timedelta(days=1), CountRule.PER_PARTY, OFFICE_ZONE)
        assert page.journal_head == journal.head(work.connection)[1]
    assert (page.on, page.figures.visits, before.figures.visits) == (TODAY, 1, 0)
    assert before.journal_head == journal.GENESIS


def test_an_act_just_before_midnight_belongs_to_the_page_of_its_day(act: Act, desk: Desk, clock: Clock) -> None:
    clock.time = clock.time.replace(hour=23, minute=59)
    act("log_visit", head_count=1, content="x")
    clock.day += timedelta(days=1)
    clock.time = clock.time.replace(hour=0, minute=1)
    act("log_visit", head_count=1, content="x")
    with desk.register.reading() as work:
        pages = [day(work, desk.reference, TODAY + timedelta(days=n), CountRule.PER_PARTY, OFFICE_ZONE) for n in (0, 1)]
        entries = [journal.read(work.connection, no) for no in (2, 3)]
    assert [page.journal_head for page in pages] == [entry.hash for entry in entries if entry]


def test_pages_are_numbered_by_the_working_days_of_the_year(reference: Reference) -> None:
    assert page_number(reference, date(2026, 1, 5)) == 1
    assert page_number(reference, date(2026, 1, 10)) == 6
    assert page_number(reference, date(2026, 1, 11)) == 6
    assert page_number(reference, date(2026, 1, 1)) == 0


# --- whatever is done, in whatever order

KINDS = ("complaint", "denunciation", "recommendation")
BODIES = ("SNNMT", "STC", "SXD", "21040")
AS = (
    "accept",
    "propose_acceptance",
    "guide",
    "guide_to_supplement",
    "return",
    "keep_on_file",
    "report_to_head",
    "answer",
    "no_action",
)
ACTS = (
    "log_visit",
    "register_petition",
    "register_petition",
    "classify",
    "classify",
    "dispose",
    "dispose",
    "forward",
    "forward",
    "remind",
    "record_reply",
    "record_outcome",
    "pause",
    "resume",
    "extend",
    "withdraw",
    "split",
    "link",
    "correct",
    "void",
    "undo",
    "undo",
)
Intent = tuple[str, int, int, int]
INTENTS = st.lists(
    st.tuples(st.sampled_from(ACTS), st.integers(0, 4), st.integers(2, 23), st.integers(0, 35)),
    min_size=6,
    max_size=22,
)


def fields_of(intent: Intent, numbers: list[str], last: int) -> dict[str, Any]:
    """Return the fields of an act that may or may not be possible."""
    act, which, on, pick = intent
    no = numbers[which % len(numbers)] if numbers else "D-2026-1"
    when = str(nov(on))
    fields: dict[str, dict[str, Any]] = {
        "log_visit": {"at": when, "head_count": 1 + pick % 7, "content": "x", "matter": ("", "new")[pick % 2]},
        "register_petition": {"received_on": when, "channel": "post", "content": "x", "signatories": 1 + pick % 3},
        "classify": {
            "petition": no,
            "on": when,
            "kind": KINDS[pick % 3],
            "jurisdiction": ("ours", "other")[pick // 3 % 2],
            **({"eligible": False, "why_not": ["KD1"]} if pick % 7 == 6 else {}),
        },
        "dispose": {"petition": no, "on": when, "as": AS[pick % len(AS)]},
        "forward": {"petition": no, "sent_on": when, "to": BODIES[pick % 4], "co_handlers": BODIES[: pick // 18]},
        "remind": {"petition": no, "on": when},
        "record_reply": {"petition": no, "on": when, "final": pick % 3 > 0, "accepted_on": when},
        "record_outcome": {"petition": no, "on": when, "result": ("right", "settled", "terminated")[pick % 3]},
        "pause": {"petition": no, "on": when},
        "resume": {"petition": no, "on": when},
        "extend": {"petition": no, "on": when, "days": 5 + pick},
        "withdraw": {"petition": no, "on": when, "whole": pick % 2 == 0, "content": "x"},
        "split": {"petition": no, "on": when, "parts": [{"content": "a"}, {"content": "b", "kind": KINDS[pick % 3]}]},
        "link": {"petition": no, "to": numbers[pick % len(numbers)] if numbers else "D-2026-2"},
        "correct": {"petition": no, "set": {"received_on": when, "signatories": 1 + pick % 4}, "why": "x"},
        "void": {"petition": no, "why": "x"},
        "undo": {"entry": 2 + pick % max(1, last)},
    }
    return fields[act]


@settings(max_examples=25)
@given(intents=INTENTS)
@example(intents=[("split", 0, 2, 0), ("split", 2, 2, 1)])
def test_no_order_of_acts_breaks_the_figures_the_journal_or_the_watch_over_petitions(
    intents: list[Intent],
    tmp_path_factory: pytest.TempPathFactory,
    blank_register: Callable[[Path], Path],
    reference: Reference,
    officer: Officer,
    clock: Clock,
    acts_of: Callable[[Desk], Act],
) -> None:
    register = open_register(url_of(blank_register(tmp_path_factory.mktemp("days") / "r.db")))
    desk = Desk(register, reference, officer, clock)
    act = acts_of(desk)
    numbers: list[str] = []
    last = 0
    for intent in [("register_petition", 0, 2, 0), ("register_petition", 0, 3, 1), *intents]:
        try:
            done = act(intent[0], **fields_of(intent, numbers, last))
        except RegisterError:
            continue
        last = done.entry
        if intent[0] == "register_petition":
            numbers.append(done.no)
        if intent[0] == "split":
            numbers += [f"{done.no}.1", f"{done.no}.2"]
    assert check(desk) == []
    with register.reading() as work:
        for first, final in [(1, 30), (2, 2), (2, 12), (13, 23), *((n, n) for n in range(4, 24, 5))]:
            found = period_figures(work, Window(nov(first), nov(final)), CountRule.PER_PARTY)
            assert found.balance.balances, (first, final, found.balance)
        counting: set[int] = {
            row["petition_id"]
            for row in work.rows("clock")
            if row["live_from"] <= TODAY
            and (row["live_until"] is None or row["live_until"] >= TODAY)
            and (row["done"] is None or row["done"] > TODAY)
        }
        for petition in work.rows("petition"):
            assert (petition["id"] in counting) is is_open(PetitionState(petition["state"])), petition["no"]
    register.close()
