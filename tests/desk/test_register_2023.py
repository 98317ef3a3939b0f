"""The demonstration register of 2023: it adds up to the report, to the unit, and it is counted from rows."""

from __future__ import annotations

import calendar
import csv
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from reception_tui.config import OFFICE_ZONE
from reception_tui.desk.checking import check
from reception_tui.desk.demonstration import build
from reception_tui.desk.door import Desk
from reception_tui.desk.queries.day import period_figures
from reception_tui.desk.queries.overdue import DueList, due_list
from reception_tui.domain.deadline import ClockState
from reception_tui.domain.errors import FileUnreadable, ReferenceBroken, RegisterBusy, RegisterExists
from reception_tui.domain.kinds import Book, Channel, CountRule, Host, Owner
from reception_tui.domain.office import Officer
from reception_tui.domain.reference import Reference
from reception_tui.domain.text import words
from reception_tui.domain.windows import Window
from reception_tui.store import demonstration as sources
from reception_tui.store import figures, integrity, journal, journal_rows, lists, numbers
from reception_tui.store.engine import url_of
from reception_tui.store.register import Register, create_register, open_register
from tests.once import once

FOLDER = sources.demonstration_folder(2023)
YEAR = Window(date(2023, 1, 1), date(2023, 12, 31))
REPORT_YEAR = Window(date(2022, 12, 15), date(2023, 12, 14))
REPORT_DAY = date(2023, 12, 29)
FIRST_DAY, LAST_RECEIVED, LAST_DAY = date(2023, 1, 3), date(2023, 12, 14), date(2023, 12, 28)

REPORTED = {
    "visits": 231,
    "people": 355,
    "delegations": 12,
    "delegation_people": 136,
    "received": 1079,
    "multi_signatory": 79,
    "eligible": 689,
    "ineligible": 390,
    "unclassified": 0,
    "complaint": 185,
    "denunciation": 63,
    "recommendation": 441,
    "feedback": 255,
    "feedback.letter": 25,
    "feedback.portal": 130,
    "feedback.hotline_or_in_person": 100,
}


@pytest.fixture(scope="session")
def lessened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """The register built without one visit, one petition and one item of feedback."""

    def less(folder: Path) -> None:
        build(url_of(folder / "demo.db"), folder=part_of_2023(folder / "source", leave_out=GONE)).close()

    register = open_register(url_of(once(tmp_path_factory, "2023-lessened", less) / "demo.db"))
    yield register
    register.close()


def _figures(register: Register) -> dict[str, int]:
    """Return every named figure of the year."""
    with register.reading() as work:
        return figures.count(work.connection, YEAR, figures.NAMED)


def _told(register: Register) -> list[tuple[Any, ...]]:
    """Return what the journal tells, but for what is sealed, which is never sealed twice alike."""
    with register.reading() as work:
        entries = work.connection.exec_driver_sql("SELECT no, at, officer, act, subject, changes FROM entry").all()
    return [(*row[:-1], re.sub(SEALED, '"…"', row[-1])) for row in entries]


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def part_of_2023(
    folder: Path, *, leave_out: frozenset[str] = frozenset(), since: str = "", until: str = "2024", **change: Any
) -> Path:
    """Copy the source files to `folder`, without rows of those keys or received outside `since` to `until`."""
    shutil.copytree(FOLDER, folder)
    for name in ("sessions", "visits", "petitions", "feedback"):
        kept = [row for row in _rows(name) if row["key"] not in leave_out and since <= _day(row) <= until]
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(_rows(name)[0]))
            writer.writeheader()
            writer.writerows(row | change.get(row["key"], {}) for row in kept)
    return folder


def _day(row: dict[str, str]) -> str:
    return (row.get("entered_on") or row.get("at") or row.get("on") or row["received_on"])[:10]


PETITIONS = {row["key"]: row for row in _rows("petitions")}
FEEDBACK = {row["key"]: row for row in _rows("feedback")}
VISITS = {row["key"]: row for row in _rows("visits")}
BROUGHT = {row["visit"] for row in PETITIONS.values()} - {""}

SEALED = r'"(?:c|p|sealed|public_key|holder|wrapped)":"[^"]*"'
LONE_VISIT = next(key for key, row in VISITS.items() if row["head_count"] == "1" and key not in BROUGHT)
ONE_WRITER = [key for key, row in PETITIONS.items() if not row["signatories"] and not row["visit"]]
COMPLAINT = next(key for key in ONE_WRITER if PETITIONS[key]["record_outcome.result"] == "partly_right")
LETTER = next(key for key, row in FEEDBACK.items() if row["channel"] == "post")
GONE = frozenset({LONE_VISIT, COMPLAINT, LETTER})


@pytest.mark.parametrize("window", [YEAR, REPORT_YEAR], ids=["calendar_year", "report_year"])
@pytest.mark.parametrize(("rule", "visits"), [(CountRule.PER_PARTY, 231), (CountRule.PER_PERSON, 355)])
def test_the_year_adds_up_to_the_report(year_2023: Register, window: Window, rule: CountRule, visits: int) -> None:
    with year_2023.reading() as work:
        found = period_figures(work, window, rule)
    assert (found.visits, found.people) == (visits, 355)
    assert (found.delegations, found.delegation_people) == (12, 136)
    assert found.petitions == {name: REPORTED[name] for name in found.petitions}
    assert found.feedback == {"total": 255, "letter": 25, "portal": 130, "hotline_or_in_person": 100}
    assert sum(found.by_channel.values()) == 1079
    assert found.by_channel[Channel.PORTAL] == found.by_channel[Channel.HOTLINE] == 0
    assert found.balance.balances
    hosts = Counter(session["host"] for session in found.sessions)
    assert hosts[Host.PARTY_SECRETARY] >= 11
    assert hosts[Host.CHAIRMAN] >= 12
    assert hosts[Host.COUNCIL] >= 4
    assert all(session["visits"] == 0 for session in found.sessions)


def test_each_figure_is_as_many_as_the_rows_behind_it(year_2023: Register) -> None:
    found = _figures(year_2023)
    assert {name: found[name] for name in REPORTED} == REPORTED
    with year_2023.reading() as work:
        for name in REPORTED:
            rows = figures.rows(work.connection, YEAR, name, 2000)
            added = (row["head_count"] for row in rows) if name.endswith("people") else (1 for _ in rows)
            assert sum(added) == found[name], name


def test_the_sources_hold_what_the_report_says() -> None:
    _, left_out = sources.in_force(sources.read_source(FOLDER))
    assert left_out == []
    texts = [row["content"] for row in (*PETITIONS.values(), *FEEDBACK.values(), *VISITS.values())]
    assert len(set(texts)) > 1200
    assert all(not text.isascii() for text in texts)
    heads = [int(row["head_count"]) for row in VISITS.values()]
    delegations = [count for count in heads if count >= 5]
    assert (len(heads), sum(heads), heads.count(1)) == (231, 355, 219)
    assert (len(delegations), sum(delegations), max(delegations)) == (12, 136, 25)
    assert {(row["kind"], row["received_by"]) for row in VISITS.values()} == {("regular", "officer")}
    signatories = [int(row["signatories"]) for row in PETITIONS.values() if row["signatories"]]
    assert len([count for count in signatories if count > 1]) == 79
    assert max(signatories) <= 40
    reasons = Counter(code for row in PETITIONS.values() for code in row["classify.why_not"].split())
    assert {"KD1", "KD2", "KD3", "KD4", "KD5", "KD6", "KD9"} <= reasons.keys()


def test_a_row_that_is_removed_moves_the_figures(year_2023: Register, lessened: Register) -> None:
    whole, less = _figures(year_2023), _figures(lessened)
    moved = {name: less[name] - whole[name] for name in REPORTED if less[name] != whole[name]}
    one_less = ("visits", "people", "received", "eligible", "complaint", "feedback", "feedback.letter")
    assert moved == dict.fromkeys(one_less, -1)
    assert (less["visits"], less["people"], less["received"], less["feedback"]) == (230, 354, 1078, 254)
    with lessened.reading() as work:
        assert period_figures(work, YEAR, CountRule.PER_PERSON).visits == 354
        assert period_figures(work, YEAR, CountRule.PER_PARTY).balance.balances


def test_without_the_visit_of_a_delegation_its_people_and_its_petition_are_gone_too(tmp_path: Path) -> None:
    delegation = next(row for key, row in VISITS.items() if int(row["head_count"]) > 4 and key in BROUGHT)
    brought = next(row for row in PETITIONS.values() if row["visit"] == delegation["key"])
    month, end = delegation["at"][:7], f"{delegation['at'][:7]}-99"
    whole = part_of_2023(tmp_path / "whole", since=month, until=end)
    less = part_of_2023(tmp_path / "less", since=month, until=end, leave_out=frozenset({delegation["key"]}))
    built = [build(url_of(folder.with_suffix(".db")), folder=folder) for folder in (whole, less)]
    before, after = map(_figures, built)
    for register in built:
        register.close()
    moved = {name: after[name] - before[name] for name in REPORTED if after[name] != before[name]}
    one_less = ("visits", "delegations", "received", "multi_signatory", "eligible", brought["classify.kind"])
    people = -int(delegation["head_count"])
    assert moved == dict.fromkeys(one_less, -1) | {"people": people, "delegation_people": people}


def test_the_journal_and_the_rows_agree(year_2023: Register, reference: Reference) -> None:
    with year_2023.reading() as work:
        assert list(journal.verify(work.connection)) == []
        assert list(journal_rows.verify_rows(work.connection)) == []
        times = [row["at"] for row in lists.latest_entries(work.connection, 20_000)]
    assert times == sorted(times, reverse=True)
    evening = datetime(2023, 12, 29, 17, tzinfo=OFFICE_ZONE)
    assert check(Desk(year_2023, reference, Officer("x", "x", frozenset()), lambda: evening)) == []


def test_no_number_is_left_out(year_2023: Register) -> None:
    with year_2023.reading() as work:
        last = {book: last for book, _, last in numbers.last_numbers(work.connection)}
        assert list(integrity.number_gaps(work.connection)) == []
        assert last[Book.MATTERS] == len(work.rows("matter"))
        assert last[Book.DENUNCIATIONS] == len(work.rows("petition", kind="denunciation"))
    assert (last[Book.VISITS], last[Book.PETITIONS], last[Book.FEEDBACK]) == (231, 1079, 255)


def test_every_month_balances_and_hands_its_stock_to_the_next(year_2023: Register) -> None:
    stock = 0
    with year_2023.reading() as work:
        for month in range(1, 13):
            window = Window(date(2023, month, 1), date(2023, month, calendar.monthrange(2023, month)[1]))
            balance = period_figures(work, window, CountRule.PER_PARTY).balance
            assert balance.balances, month
            assert balance.opening == stock, month
            stock = balance.closing
    assert 40 < stock < 200


def test_two_builds_give_the_same_journal(tmp_path: Path) -> None:
    winter = part_of_2023(tmp_path / "source", until="2023-02-10")
    heads = []
    told: list[tuple[int, int]] = []
    for name in ("a", "b"):
        register = build(
            url_of(tmp_path / f"{name}.db"), folder=winter, progress=lambda done, of: told.append((done, of))
        )
        heads.append(_told(register))
        register.close()
    assert heads[0] == heads[1]
    assert told[-1] == (len(heads[0]) - 1, len(heads[0]) - 1)


@pytest.mark.slow
def test_two_builds_of_the_whole_year_give_the_same_journal(year_2023: Register, tmp_path: Path) -> None:
    register = build(url_of(tmp_path / "again.db"))
    assert _told(register) == _told(year_2023)
    register.close()


@pytest.fixture(scope="session")
def due(year_2023: Register, reference: Reference) -> DueList:
    """What was overdue, due and soon due on the day of the report."""
    with year_2023.reading() as work:
        return due_list(work, reference, REPORT_DAY)


def test_the_day_of_the_report_has_a_tail_of_overdue_referrals(due: DueList) -> None:
    overdue = [row for row in due.in_state(ClockState.OVERDUE) if row.owner is Owner.BODY]
    assert 40 <= len(overdue) <= 70
    assert len({row.body for row in overdue}) >= 10
    assert {"accept", "resolve", "report_back", "answer"} <= {row.duty for row in overdue}
    assert {0, 1, 2, 3} <= {row.reminders for row in overdue}
    assert {row.kind for row in overdue} == {"complaint", "denunciation", "recommendation"}
    assert {row.petition[:2] for row in overdue} == {"D-", "PA"}


def test_some_is_due_that_day_and_soon_and_some_of_it_is_ours(year_2023: Register, due: DueList) -> None:
    found = _figures(year_2023)
    assert 0.7 <= found["answered"] / found["sent"] <= 0.9
    counts = due.counts
    assert 1 <= counts[ClockState.DUE_TODAY] <= 10
    assert 3 <= counts[ClockState.DUE_SOON] <= 30
    owners = Counter(row.owner for row in due.in_state(ClockState.OVERDUE))
    assert 1 <= owners[Owner.US] <= 6
    assert owners[Owner.NOBODY] == 0


def test_no_denouncer_can_be_found_by_search(year_2023: Register) -> None:
    with year_2023.reading() as work:
        found = "\n".join(
            f" {' '.join(words(' '.join((row['title'], row['text'], row['folded']))))} "
            for row in work.rows("search_row")
        )
    papers = {key for key, row in (PETITIONS | FEEDBACK).items() if row.get("classify.kind") == "denunciation"}
    secret = {
        row[name] for row in _rows("people") if row["of"] in papers for name in ("name", "id_number", "phone")
    } - {""}
    assert len(secret) > 200
    assert [one for one in secret if f" {' '.join(words(one))} " in found] == []


def test_everything_happened_on_working_days_of_the_year(reference: Reference) -> None:
    told: dict[str, set[date]] = {"received": set(), "done": set()}
    for name in sources.FILES:
        for row in _rows(name):
            for column, cell in row.items():
                column_ = column.partition(".")[2] or column
                if cell and column_ in ("on", "at", "received_on", "entered_on", "sent_on"):
                    early = column in ("received_on", "entered_on", "at") and name != "replies"
                    told["received" if early else "done"].add(date.fromisoformat(cell[:10]))
    assert {day for days in told.values() for day in days if not reference.calendar.is_working(day)} == set()
    assert (min(told["received"]), max(told["received"])) == (FIRST_DAY, LAST_RECEIVED)
    assert FIRST_DAY <= min(told["done"]) <= max(told["done"]) <= LAST_DAY


def test_invented_people_have_numbers_of_the_right_form_and_one_number_each() -> None:
    names: dict[str, str] = {}
    for row in _rows("people"):
        number = row["id_number"]
        if number:
            assert re.fullmatch(r"051[0-3]\d{2}99\d{4}", number)
            assert names.setdefault(number, row["name"]) == row["name"]
            century, woman = divmod(int(number[3]), 2)
            assert bool(woman) == (row["gender"] == "nữ")
            if row["birth_year"]:
                assert int(row["birth_year"]) == 1900 + 100 * century + int(number[4:6])
        assert not row["phone"] or re.fullmatch(r"0900\d{6}", row["phone"])
    assert any(not row["id_number"] for row in _rows("people"))


def test_a_refused_act_names_file_and_row_and_leaves_nothing_behind(tmp_path: Path) -> None:
    folder = part_of_2023(tmp_path / "source", until="2023-01-12", P0003={"classify.field": "weather"})
    with pytest.raises(ReferenceBroken) as broken:
        build(url_of(tmp_path / "out" / "demo.db"), folder=folder)
    assert broken.value.field == "petitions.csv"
    assert broken.value.values["what"] == "unknown_code"
    assert broken.value.values["where"].startswith("row 4 classify")
    assert list((tmp_path / "out").iterdir()) == []


def test_sources_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    twice = part_of_2023(tmp_path / "twice", until="2023-01-12", V002={"key": "V001"})
    with pytest.raises(ReferenceBroken) as broken:
        build(url_of(tmp_path / "demo.db"), folder=twice)
    assert (broken.value.field, broken.value.values["what"]) == ("visits.csv", "twice")
    odd = part_of_2023(tmp_path / "odd", until="2023-01-12")
    path = odd / "visits.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",content,", ",contents,", 1), encoding="utf-8")
    with pytest.raises(ReferenceBroken) as broken:
        build(url_of(tmp_path / "demo.db"), folder=odd)
    assert (broken.value.field, broken.value.values["what"]) == ("visits.csv", "missing_field")
    with pytest.raises(FileUnreadable):
        build(url_of(tmp_path / "demo.db"), 1999)


def test_only_a_demonstration_register_is_replaced(
    tmp_path: Path, seed_files: dict[str, str], officer: Officer
) -> None:
    folder = part_of_2023(tmp_path / "source", until="2023-01-12")
    letter, real, demo = tmp_path / "letter.db", tmp_path / "real.db", tmp_path / "demo.db"
    letter.write_text("Kính gửi")
    create_register(url_of(real), seed_files, officer, "", datetime(2023, 1, 3, tzinfo=OFFICE_ZONE)).close()
    before = {path: path.read_bytes() for path in (letter, real)}
    for path in before:
        with pytest.raises(RegisterExists):
            build(url_of(path), folder=folder)
    assert {path: path.read_bytes() for path in before} == before
    first = build(url_of(demo), folder=folder)
    assert sources.demonstration_year(first) == 2023
    with first.reading() as work:
        work.rows("officer")
        with pytest.raises(RegisterBusy):
            build(url_of(demo), folder=folder)
    first.close()
    again = build(url_of(demo), folder=folder)
    assert demo.stat().st_mode & 0o077 == 0
    again.close()
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith("demo")) == ["demo.db"]
