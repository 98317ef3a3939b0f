"""A busy week: what the program says of every day against what was entered."""

from __future__ import annotations

import json
import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest

from tests.cli.conftest import OPENED, Json, Reception, Scene, days, keys_of

WEEK = days("2026-08-20", "2026-08-23")  # the end of one; its Saturday is worked
WORKED = [day for day in WEEK if date.fromisoformat(day).weekday() < 5 or day == "2026-08-22"]
AFTER = ["2026-09-09", "2026-10-31"]
LOOKED_AT = ["2026-08-22", *AFTER]
LISTS = ("overdue", "due_today", "due_soon")
CHANNELS = ("in_person", "post", "dropbox", "forwarded", "online", "portal", "hotline")
BODIES = ("21025", "21028", "SXD", "SNNMT", "TTr")
LAST = WEEK[-1]

SUMMARY = {
    "date", "number", "window", "window.from", "window.to", "count_rule",
    "visits", "visits.visits", "visits.people", "visits.matters", "visits.delegations", "visits.delegation_people",
    "petitions", "petitions.received", "petitions.multi_signatory", "petitions.eligible", "petitions.ineligible",
    "petitions.complaint", "petitions.denunciation", "petitions.recommendation", "petitions.by_channel",
    "dispositions", "referrals", "referrals.sent", "referrals.answered", "referrals.open",
    "overdue", "due_today", "due_soon", "sessions", "promises",
    "balance", "balance.opening", "balance.received", "balance.finished", "balance.closing", "balance.balances",
    "journal_head",
}  # fmt: skip
ROW = {"petition", "kind", "owner", "body", "stage", "rule", "due", "days", "state", "reminders"}
ANNUAL = {
    "window", "count_rule", "visits", "people", "delegations", "delegation_people", "petitions", "multi_signatory",
    "eligible", "complaint", "denunciation", "recommendation", "feedback", "feedback.total", "feedback.letter",
    "feedback.portal", "feedback.hotline_or_in_person", "sessions", "text",
}  # fmt: skip


@dataclass(slots=True)
class Tally:
    """The tester's own count of one day."""

    visits: int = 0
    people: int = 0
    delegations: int = 0
    delegation_people: int = 0
    received: int = 0
    multi_signatory: int = 0
    ineligible: int = 0
    channels: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    ways: Counter[str] = field(default_factory=Counter)
    sent: int = 0
    answered: int = 0
    finished: int = 0
    feedback: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class Clerk:
    """Makes up a day's acts and counts them; every choice comes from one seed."""

    dice: random.Random = field(default_factory=lambda: random.Random(20260820))
    tally: dict[str, Tally] = field(default_factory=lambda: {day: Tally() for day in WEEK})
    petitions: int = 0
    feedback: int = 0
    away: list[tuple[str, str]] = field(default_factory=list)

    def people(self, day: str, count: int) -> list[Json]:
        return [{"name": f"Người {day[5:]} {self.dice.randrange(10**6)}"} for _ in range(count)]

    def visit(self, day: str) -> Json:
        """Return one party received: a person, a family, or a delegation, named or only counted."""
        count = self.dice.choice((1, 1, 1, 1, 2, 3, 4, 5, 6, 12))
        tally = self.tally[day]
        tally.visits += 1
        tally.people += count
        if count >= 5:
            tally.delegations += 1
            tally.delegation_people += count
        act: Json = {"act": "log_visit", "at": day, "content": f"Nội dung {self.dice.random()}", "result": "explained"}
        named = self.dice.randrange(1, count + 1)
        return act | {"people": self.people(day, named), "head_count": count}

    def petition(self, today: str, entered_for: str) -> list[Json]:
        """Return a petition, its classification and what becomes of it."""
        self.petitions += 1
        no, tally = f"D-2026-{self.petitions:04}", self.tally[entered_for]
        channel = self.dice.choice(CHANNELS)
        signatories = self.dice.choice((1, 1, 1, 2, 7))
        tally.received += 1
        tally.channels[channel] += 1
        tally.multi_signatory += signatories > 1
        acts: list[Json] = [
            {
                "act": "register_petition", "received_on": entered_for, "channel": channel, "content": f"Đơn {no}",
                "petitioners": self.people(today, 1), "signatories": signatories, "against": {"body": "SYT"},
            },
        ]  # fmt: skip
        if self.dice.random() < 0.1:
            return acts  # left for later: not classified
        kind = self.dice.choice(("complaint", "denunciation", "recommendation"))
        classify: Json = {"act": "classify", "petition": no, "kind": kind, "field": "land", "on": today}
        if self.dice.random() < 0.25:
            tally.ineligible += 1
            self.tally[today].ways["keep_on_file"] += 1
            self.tally[today].finished += 1
            return [
                *acts,
                classify | {"eligible": False, "why_not": ["KD5"], "jurisdiction": "other"},
                {"act": "dispose", "petition": no, "as": "keep_on_file", "on": today},
            ]
        tally.kinds[kind] += 1
        acts.append(classify | {"eligible": True, "jurisdiction": "other", "instance": "first"})
        if self.dice.random() < 0.8:
            body = self.dice.choice(BODIES)
            self.tally[today].sent += 1
            self.tally[today].ways["forward"] += 1
            acts.append({"act": "forward", "petition": no, "to": body, "sent_on": today, "received_on": today})
            self.away.append((no, body))
        return acts

    def answer(self, today: str) -> list[Json]:
        """Return a body's last word on one of the petitions that are away, and the end of it."""
        if not self.away:
            return []
        no, body = self.away.pop(self.dice.randrange(len(self.away)))
        self.tally[today].answered += 1
        self.tally[today].finished += 1
        reply = {"act": "record_reply", "petition": no, "body": body, "on": today, "content": "Đã giải quyết"}
        return [reply | {"final": True}]

    def item(self, day: str) -> Json:
        """Return one item of feedback on administrative regulations."""
        self.feedback += 1
        channel = self.dice.choice(("post", "portal", "hotline", "in_person"))
        self.tally[day].feedback[channel] += 1
        return {
            "act": "register_petition", "book": "feedback", "received_on": day, "channel": channel,
            "content": "Thủ tục rườm rà", "petitioners": self.people(day, 1),
        }  # fmt: skip

    def day(self, today: str) -> list[Json]:
        """Return everything that is entered on a day: some of it happened the day before."""
        yesterday = (date.fromisoformat(today) - timedelta(days=1)).isoformat()
        acts = [self.visit(today) for _ in range(self.dice.randrange(3, 7))]
        for _ in range(self.dice.randrange(10, 15)):
            late = yesterday in self.tally and self.dice.random() < 0.15
            acts += self.petition(today, yesterday if late else today)
        if self.dice.random() < 0.6:
            acts.append(self.item(today))
        for _ in range(self.dice.randrange(4)):
            acts += self.answer(today)
        if self.away and self.dice.random() < 0.5:
            no, body = self.dice.choice(self.away)
            acts.append({"act": "remind", "petition": no, "body": body, "on": today})
        return acts


def worked_out() -> Clerk:
    """Return the clerk after the week."""
    clerk = Clerk()
    for day in WORKED:
        clerk.day(day)
    return clerk


def play(reception: Reception) -> None:
    """Enter the week day by day, and ask for every day's page and some days' lists afterwards."""
    clerk = Clerk()
    for day in WORKED:
        reception.do(*clerk.day(day), day=day)
    reception.day = AFTER[-1]
    said = {
        "overdue": {day: reception.overdue(day) for day in LOOKED_AT},
        "summary": {day: reception.summary(day) for day in [*WEEK, AFTER[0]]},
    }
    (reception.folder / "said.json").write_text(json.dumps(said), "utf-8")


@pytest.fixture
def week(scene: Scene) -> Reception:
    """The register of the week, a while later; nobody changes it."""
    reception = scene("week", play)
    reception.day = AFTER[-1]
    return reception


@pytest.fixture
def said(week: Reception) -> dict[str, dict[str, Json]]:
    """What the program said of those days."""
    found: dict[str, dict[str, Json]] = json.loads((week.folder / "said.json").read_text("utf-8"))
    return found


def test_every_key_of_the_contract_is_in_the_nightly_page(said: dict[str, dict[str, Json]]) -> None:
    for page in said["summary"].values():
        assert keys_of(page) >= SUMMARY
        assert page["count_rule"] in {"per_party", "per_person"}
        assert set(page["petitions"]["by_channel"]) >= set(CHANNELS)
        assert page["window"]["from"] <= page["window"]["to"] == page["date"]
        for name in (*LISTS, "sessions", "promises"):
            assert isinstance(page[name], list)


def test_every_key_of_the_contract_is_in_the_lists_of_what_is_due(said: dict[str, dict[str, Json]]) -> None:
    for day, answer in said["overdue"].items():
        assert set(answer) >= {"as_of", "rows", "counts"}
        assert answer["as_of"] == day
        assert set(answer["counts"]) >= set(LISTS)
        for row in answer["rows"]:
            assert set(row) >= ROW
            assert row["owner"] in {"us", "body", "citizen", "nobody"}
            assert (row["body"] is not None) is (row["owner"] == "body")
            assert row["kind"] in {"complaint", "denunciation", "recommendation", None}


@pytest.mark.parametrize("day", LOOKED_AT)
def test_state_of_a_row_follows_from_its_due_day_and_counts_are_the_rows(
    said: dict[str, dict[str, Json]], day: str
) -> None:
    answer = said["overdue"][day]
    petitions = [row["petition"] for row in answer["rows"]]
    assert len(petitions) == len(set(petitions)), "in one list at most"
    states = Counter(row["state"] for row in answer["rows"])
    assert {name: states[name] for name in LISTS} == {name: answer["counts"][name] for name in LISTS}
    for row in answer["rows"]:
        due = row["due"]
        assert row["state"] == ("overdue" if due < day else "due_today" if due == day else "due_soon"), row
        assert (row["days"] > 0) <= (due < day), row


def test_nightly_page_and_list_of_the_day_agree(said: dict[str, dict[str, Json]]) -> None:
    for day in sorted(set(said["overdue"]) & set(said["summary"])):
        rows = said["overdue"][day]["rows"]
        for name in LISTS:
            assert said["summary"][day][name] == [row for row in rows if row["state"] == name], (day, name)


def test_what_is_overdue_stays_overdue_until_something_is_done(said: dict[str, dict[str, Json]]) -> None:
    """Nothing was entered after the week, so the list of the overdue can only grow."""
    seen: set[str] = set()
    for day in AFTER:
        late = {row["petition"] for row in said["overdue"][day]["rows"] if row["state"] == "overdue"}
        assert seen <= late, day
        seen = late


def test_every_open_petition_is_overdue_in_the_end_with_the_body_that_has_it(said: dict[str, dict[str, Json]]) -> None:
    """No petition is ever lost sight of: two months later each one that nobody answered is overdue."""
    last = [row for row in said["overdue"][AFTER[-1]]["rows"] if row["petition"].startswith("D-")]
    assert {row["state"] for row in last} == {"overdue"}
    assert {(row["petition"], row["body"]) for row in last if row["owner"] == "body"} == set(worked_out().away)
    assert len(last) == said["summary"][AFTER[0]]["balance"]["closing"]


def test_reminders_are_counted_on_the_row(week: Reception, said: dict[str, dict[str, Json]]) -> None:
    sent = Counter(
        act["petition"] for clerk in (Clerk(),) for day in WORKED for act in clerk.day(day) if act["act"] == "remind"
    )
    assert sent
    for row in said["overdue"][AFTER[-1]]["rows"]:
        assert row["reminders"] == sent[row["petition"]], row


@pytest.mark.parametrize("day", WEEK)
def test_figures_of_the_nightly_page_are_what_was_entered(said: dict[str, dict[str, Json]], day: str) -> None:
    page, mine = said["summary"][day], worked_out().tally[day]
    visits = {key: page["visits"][key] for key in ("visits", "people", "delegations", "delegation_people")}
    assert visits == {
        "visits": mine.visits,
        "people": mine.people,
        "delegations": mine.delegations,
        "delegation_people": mine.delegation_people,
    }
    petitions = page["petitions"]
    assert petitions["received"] == mine.received
    assert petitions["multi_signatory"] == mine.multi_signatory
    assert petitions["ineligible"] == mine.ineligible
    assert petitions["eligible"] == mine.kinds.total()
    assert {kind: petitions[kind] for kind in mine.kinds} == mine.kinds
    assert {channel: petitions["by_channel"][channel] for channel in CHANNELS} == {
        channel: mine.channels[channel] for channel in CHANNELS
    }
    assert page["referrals"]["sent"] == mine.sent
    assert page["referrals"]["answered"] == mine.answered
    assert {way: n for way, n in page["dispositions"].items() if n} == +mine.ways


def test_balance_and_open_referrals_are_carried_from_day_to_day(said: dict[str, dict[str, Json]]) -> None:
    """Opening + received − finished = closing, and one day closes as the next one opens."""
    clerk, open_, away = worked_out(), 0, 0
    for day in WEEK:
        mine, page = clerk.tally[day], said["summary"][day]
        away += mine.sent - mine.answered
        assert page["referrals"]["open"] == away, day
        assert page["balance"] == {
            "opening": open_,
            "received": mine.received,
            "finished": mine.finished,
            "closing": open_ + mine.received - mine.finished,
            "balances": True,
        }, day
        open_ = page["balance"]["closing"]
    assert away == len(clerk.away) > 0


def test_body_filter_gives_the_rows_of_that_body_and_their_counts(
    week: Reception, said: dict[str, dict[str, Json]]
) -> None:
    day = "2026-09-09"
    answer = week.overdue(day, "--body", "SXD")
    assert answer["rows"]
    assert answer["rows"] == [row for row in said["overdue"][day]["rows"] if row["body"] == "SXD"]
    assert sum(answer["counts"][name] for name in LISTS) == len(answer["rows"])


def test_numbers_of_the_pages_rise_and_each_tells_the_head_of_the_journal_of_its_evening(
    said: dict[str, dict[str, Json]],
) -> None:
    numbers = [said["summary"][day]["number"] for day in WORKED]
    assert numbers == sorted(set(numbers))
    heads = [said["summary"][day]["journal_head"] for day in WORKED]
    assert len(set(heads)) == len(WORKED), "something was written on every day"
    assert said["summary"][AFTER[0]]["journal_head"] == heads[-1], "and nothing afterwards"


def test_asking_changes_nothing(week: Reception, said: dict[str, dict[str, Json]]) -> None:
    week.clean()
    assert week.ask("summary", "--date", LAST) == said["summary"][LAST], "--json is --format json"


def annual(reception: Reception, *options: str) -> Json:
    return reception.ask("report", "annual", "--format", "json", *options)


@pytest.mark.parametrize("rule", ["per_party", "per_person"])
def test_annual_report_counts_parties_or_people_and_says_which(week: Reception, rule: str) -> None:
    report = annual(week, "--from", WEEK[0], "--to", LAST, "--count", rule)
    tallies = worked_out().tally.values()
    people = sum(tally.people for tally in tallies)
    feedback = sum((tally.feedback for tally in tallies), Counter[str]())
    assert keys_of(report) >= ANNUAL
    assert report["count_rule"] == rule
    assert report["window"] == {"from": WEEK[0], "to": LAST}
    assert report["people"] == people
    assert report["visits"] == (people if rule == "per_person" else sum(tally.visits for tally in tallies))
    assert report["delegations"] == sum(tally.delegations for tally in tallies)
    assert report["delegation_people"] == sum(tally.delegation_people for tally in tallies)
    assert report["petitions"] == sum(tally.received for tally in tallies)
    assert report["multi_signatory"] == sum(tally.multi_signatory for tally in tallies)
    kinds = sum((tally.kinds for tally in tallies), Counter[str]())
    assert {kind: report[kind] for kind in kinds} == kinds
    assert report["eligible"] == kinds.total()
    assert report["feedback"] == {
        "total": feedback.total(),
        "letter": feedback["post"],
        "portal": feedback["portal"],
        "hotline_or_in_person": feedback["hotline"] + feedback["in_person"],
    }
    assert str(report["people"]) in report["text"]


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2026-9M", "2025-12-15", "2026-09-14"),
    ],
)
def test_period_is_the_window_of_the_circular(week: Reception, period: str, first: str, last: str) -> None:
    report = annual(week, "--period", period)
    assert report["window"] == {"from": first, "to": last}
    inside = first <= WEEK[0] and last >= LAST
    assert report["petitions"] == (sum(t.received for t in worked_out().tally.values()) if inside else 0)


def test_page_is_written_to_a_file_in_both_languages_with_vietnamese_dates(week: Reception) -> None:
    for lang in ("vi", "en"):
        file = week.folder / f"page-{lang}.txt"
        week.lang = lang
        ran = week.run("summary", "--date", "2026-08-20", "--format", "text", "--output", file)
        assert ran.code == 0
        text = file.read_text("utf-8")
        assert "20/08/2026" in text
        assert "2026-08-20" not in text
        assert max(len(line) for line in text.splitlines()) <= 80


def test_day_before_the_register_was_opened_is_all_noughts(week: Reception) -> None:
    page: Any = week.summary(OPENED)
    assert page["visits"]["visits"] == page["petitions"]["received"] == page["balance"]["closing"] == 0
    assert page["balance"]["balances"] is True
    assert page["overdue"] == page["due_today"] == page["due_soon"] == []
