"""Days, periods and rosters as people type them."""

from __future__ import annotations

import unicodedata
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reception_tui.domain.errors import BadPeriodName, RegisterError
from reception_tui.domain.kinds import Gender, Instance, OutcomeResult, PetitionKind
from reception_tui.domain.outcomes import RESULTS, results_of
from reception_tui.domain.people import PersonEntry
from reception_tui.domain.periods import read_period
from reception_tui.domain.roster import households, read_headings, read_roster, read_roster_line
from reception_tui.domain.typed_dates import read_typed_date

TODAY = date(2026, 11, 23)


# --- days


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("hn", TODAY),
        ("Hôm nay", TODAY),
        (".", TODAY),
        ("hq", date(2026, 11, 22)),
        ("hôm qua", date(2026, 11, 22)),
        ("+3", date(2026, 11, 26)),
        ("-1", date(2026, 11, 22)),
        ("5", date(2026, 11, 5)),
        ("5/3", date(2026, 3, 5)),
        ("5-3", date(2026, 3, 5)),
        ("5.3.25", date(2025, 3, 5)),
        ("5 3 2025", date(2025, 3, 5)),
        ("0503", date(2026, 3, 5)),
        ("050326", date(2026, 3, 5)),
        ("05032025", date(2025, 3, 5)),
        ("2026-03-05", date(2026, 3, 5)),
        (" 5/3 ", date(2026, 3, 5)),
        ("29/2/2024", date(2024, 2, 29)),
    ],
)
def test_a_day_is_typed_short_and_day_before_month(typed: str, day: date) -> None:
    assert read_typed_date(typed, TODAY) == day


@pytest.mark.parametrize("typed", ["", "31/2", "29/2/2026", "32", "5/13", "x", "5/3/2", "++3", "0", "0/0", "2026"])
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(RegisterError) as refused:
        read_typed_date(typed, TODAY, "at")
    assert (refused.value.field, refused.value.values["value"]) == ("at", typed)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.sampled_from(["/", "-", ".", " "]))
def test_a_day_typed_whole_is_that_day_whatever_stands_between(day: date, between: str) -> None:
    for year in (f"{day.year}", f"{day.year % 100:02}"):
        assert read_typed_date(between.join((str(day.day), str(day.month), year)), TODAY) == day
    assert read_typed_date(f"{day:%d%m%Y}", TODAY) == read_typed_date(day.isoformat(), TODAY) == day


@given(st.text(max_size=12), st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_whatever_is_typed_is_a_day_or_refused(typed: str, today: date) -> None:
    try:
        found = read_typed_date(typed, today)
    except RegisterError:
        return
    assert isinstance(found, date)


# --- periods


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("2023", date(2022, 12, 15), date(2023, 12, 14)),
        ("2026-Q1", date(2025, 12, 15), date(2026, 3, 14)),
        ("2026-Q3", date(2026, 6, 15), date(2026, 9, 14)),
        ("2026-q4", date(2026, 9, 15), date(2026, 12, 14)),
        ("2026-6M", date(2025, 12, 15), date(2026, 6, 14)),
        ("2026-9m", date(2025, 12, 15), date(2026, 9, 14)),
        ("2026-M1", date(2025, 12, 15), date(2026, 1, 14)),
        ("2026-M10", date(2026, 9, 15), date(2026, 10, 14)),
    ],
)
def test_a_period_runs_from_the_fifteenth_to_the_fourteenth(name: str, first: date, last: date) -> None:
    window = read_period(name)
    assert (window.first, window.last) == (first, last)


@pytest.mark.parametrize("name", ["", "23", "2026-Q5", "2026-Q0", "2026-3M", "2026-M13", "2026-M0", "2026-", "Q3-2026"])
def test_what_is_no_period_is_refused(name: str) -> None:
    with pytest.raises(BadPeriodName):
        read_period(name)


@pytest.mark.parametrize("names", [["Q1", "Q2", "Q3", "Q4"], [f"M{n}" for n in range(1, 13)]])
def test_the_periods_of_a_year_follow_each_other_without_a_day_between(names: list[str]) -> None:
    windows = [read_period(f"2026-{name}") for name in names]
    for earlier, later in pairwise(windows):
        assert later.first == earlier.last + timedelta(days=1)
    year = read_period("2026")
    assert (windows[0].first, windows[-1].last) == (year.first, year.last)


# --- rosters


@pytest.mark.parametrize(
    ("line", "person"),
    [
        ("Nguyễn Văn Đường", PersonEntry("Nguyễn Văn Đường")),
        ("1. nguyễn văn đường", PersonEntry("Nguyễn Văn Đường")),
        ("* Lê Ba", PersonEntry("Lê Ba", representative=True)),
        ("Lê Ba *", PersonEntry("Lê Ba", representative=True)),
        ("Lê Ba; 051082001234; 0905123456", PersonEntry("Lê Ba", "051082001234", phone="0905123456")),
        ("2) Lê Ba\t1961\tthôn 3, xã Bình Sơn", PersonEntry("Lê Ba", birth_year=1961, address="thôn 3, xã Bình Sơn")),
        ("Lê Ba, thôn 3", PersonEntry("Lê Ba", address="thôn 3")),
        (
            "1. Nguyễn Văn A – 1960 – thôn Đông Yên",
            PersonEntry("Nguyễn Văn A", birth_year=1960, address="thôn Đông Yên"),
        ),
        ("1.Nguyễn Văn A", PersonEntry("Nguyễn Văn A")),
        ("12/ Trần Thị Bé (sinh năm 1958)", PersonEntry("Trần Thị Bé", birth_year=1958)),
        ("- Bà Trần Thị Bé sn 1958", PersonEntry("Trần Thị Bé", birth_year=1958, gender=Gender.FEMALE)),
        ("3) Ông Lê Ba, thôn 3", PersonEntry("Lê Ba", gender=Gender.MALE, address="thôn 3")),
        ("Nguyễn Văn Đường 1971.....", PersonEntry("Nguyễn Văn Đường", birth_year=1971)),
        ("LÊ BA; nam; 0905123456", PersonEntry("Lê Ba", gender=Gender.MALE, phone="0905123456")),
        (unicodedata.normalize("NFD", "Nguyễn Đường; thôn Hạ"), PersonEntry("Nguyễn Đường", address="thôn Hạ")),
        ("+ Lê Tư; 1990", PersonEntry("Lê Tư", birth_year=1990, household="+")),
        ("4. * Lê Năm", PersonEntry("Lê Năm", representative=True)),
        ("", None),
        ("  ", None),
        ("3.", None),
    ],
)
def test_a_line_of_a_roster_is_a_person(line: str, person: PersonEntry | None) -> None:
    assert read_roster_line(line, TODAY) == person


SHEET = """STT\tHọ và tên\tNăm sinh\tSố CCCD\tĐịa chỉ\tHộ\tĐại diện
1\tNGUYỄN VĂN AN\t1960\t051060001111\tthôn Đông Yên\t1\tx
2\tTrần Thị Bé\t12/5/1962\t\tthôn Đông Yên\t1\t
3\tLê Ba\t\t\tthôn Hạ.....\t2\t
\t\t\t\t\t\t
\tTổng cộng: 3\t\t\t\t\t"""


def test_a_list_of_a_spreadsheet_is_read_by_its_headings() -> None:
    first, second, third, *rest = read_roster(SHEET.splitlines(), TODAY)
    assert first == PersonEntry(
        "Nguyễn Văn An", "051060001111", 1960, address="thôn Đông Yên", household="1", representative=True
    )
    assert second == PersonEntry("Trần Thị Bé", birth_year=1962, address="thôn Đông Yên", household="1")
    assert third == PersonEntry("Lê Ba", address="thôn Hạ", household="2")
    assert households((first, second, third)) == 2
    assert [one.name for one in rest] == []


def test_a_list_of_a_phone_names_households_with_a_plus() -> None:
    people = read_roster(("1. Lê Ba – 1960", "+ Lê Tư", "+ Lê Năm", "2. Trần Sáu"), TODAY)
    assert [one.name for one in people] == ["Lê Ba", "Lê Tư", "Lê Năm", "Trần Sáu"]
    assert [one.household for one in people] == ["Lê Ba", "Lê Ba", "Lê Ba", ""]
    assert households(people) == 2
    assert households(people[3:]) == 0


@pytest.mark.parametrize("line", ["Nguyễn Tên; 1960", "Họ tên", "Trần Thị Bé; thôn 3", "Lê Thị Nam; nữ"])
def test_a_person_is_no_row_of_headings(line: str) -> None:
    assert read_headings(line) == ()


@given(st.text(max_size=60))
def test_whatever_a_line_holds_it_is_a_person_or_nobody(line: str) -> None:
    found = read_roster_line(line, TODAY)
    assert found is None or found.name


# --- outcomes


def test_every_petition_that_can_be_classified_has_results() -> None:
    assert {kind for kind, _ in RESULTS} == set(PetitionKind)
    for kind, instance in RESULTS:
        assert results_of(kind.value, instance.value)[-1] is OutcomeResult.TERMINATED
    assert results_of("complaint", Instance.SECOND) == (
        OutcomeResult.UPHELD,
        OutcomeResult.AMENDED,
        OutcomeResult.TERMINATED,
    )
