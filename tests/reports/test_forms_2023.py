"""The register of 2023 in the forms of the circular of its time: the report's figures, every check, the rows behind."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reception_tui.desk.demonstration import build as build_register
from reception_tui.desk.queries.forms import FilledForm, fill, rows_behind
from reception_tui.domain.forms import Form
from reception_tui.domain.kinds import CountRule
from reception_tui.domain.periods import read_period
from reception_tui.domain.reference import Reference
from reception_tui.domain.windows import Window
from reception_tui.store.engine import url_of
from reception_tui.store.register import Register
from tests.desk.test_register_2023 import part_of_2023

from .test_forms_book import EVERY_FORM, book

YEAR = Window(date(2023, 1, 1), date(2023, 12, 31))
PARTY, PERSON = CountRule.PER_PARTY, CountRule.PER_PERSON


def filled(
    register: Register, reference: Reference, form: Form | str, window: Window = YEAR, rule: CountRule = PARTY
) -> FilledForm:
    found = book().form(form, window) if isinstance(form, str) else form
    with register.reading() as work:
        return fill(work, reference, book(), found, window, rule)


def cells(found: FilledForm, *numbers: int) -> list[object]:
    return [found.values[str(number)] for number in numbers]


@pytest.mark.parametrize("window", [YEAR, read_period("2023")], ids=["calendar_year", "report_year"])
def test_reception_is_that_of_the_report(year_2023: Register, reference: Reference, window: Window) -> None:
    by_party = filled(year_2023, reference, "01/TCD", window)
    assert by_party.form.circular.number == "02/2021/TT-TTCP"
    assert cells(by_party, 1, 2, 4, 5, 8, 9) == [231, 355, 231, 355, 12, 136]
    by_person = filled(year_2023, reference, "01/TCD", window, PERSON)
    assert cells(by_person, 1, 2, 4, 5, 8, 9) == [355, 355, 355, 355, 12, 136]
    assert cells(by_party, 13, 14, 22, 23) == [0, 0, 0, 0]


def test_petitions_are_those_of_the_report(year_2023: Register, reference: Reference) -> None:
    found = filled(year_2023, reference, "01/XLD")
    assert cells(found, 1, 2, 3, 4, 5, 8) == [1079, 0, 0, 0, 79, 1079]
    assert cells(found, 9, 11, 12, 13) == [689, 185, 63, 441]
    assert cells(filled(year_2023, reference, "02/XLD"), 9) == [185]
    assert cells(filled(year_2023, reference, "03/XLD"), 11) == [63]
    assert cells(filled(year_2023, reference, "04/XLD"), 11) == [441]
    received = [filled(year_2023, reference, f"0{n}/XLD").values["1"] for n in (2, 3, 4)]
    assert sum(int(value or 0) for value in received) == 1079


def test_what_was_not_processed_when_the_data_closed_is_handed_to_the_next_period(
    year_2023: Register, reference: Reference
) -> None:
    half, later = Window(date(2022, 12, 15), date(2023, 6, 14)), Window(date(2023, 6, 15), date(2023, 12, 14))
    closed, after = filled(year_2023, reference, "01/XLD", half), filled(year_2023, reference, "01/XLD", later)
    left = int(closed.values["1"] or 0) - int(closed.values["8"] or 0)
    assert 0 < left < 60
    assert sum(int(after.values[no] or 0) for no in "234") == left
    assert int(closed.values["9"] or 0) + int(after.values["9"] or 0) == 689


def test_today_s_form_on_that_year_says_the_same(year_2023: Register, reference: Reference) -> None:
    today = book().form("02/XLD", read_period("2026"))
    found = filled(year_2023, reference, today)
    assert cells(found, 1, 2, 3) == [1079, 1079, 689]
    assert found.holds


@pytest.mark.parametrize("form", EVERY_FORM)
@pytest.mark.parametrize("window", [YEAR, read_period("2023"), read_period("2023-Q2")], ids=str)
def test_every_check_of_every_form_holds(year_2023: Register, reference: Reference, form: Form, window: Window) -> None:
    found = filled(year_2023, reference, form, window)
    assert [result.check.rule for result in found.checks if not result.holds] == []
    waiting = {cell.no for cell in found.empty}
    for result in found.checks:
        assert result.judged or waiting & {ref.cell for ref in result.check.refs()}, result.check.rule


@pytest.mark.parametrize("form", EVERY_FORM)
def test_the_rows_behind_every_cell_come_to_it(year_2023: Register, reference: Reference, form: Form) -> None:
    for window, rule in ((YEAR, PARTY), (read_period("2023-Q3"), PERSON)):
        found = filled(year_2023, reference, form, window, rule)
        with year_2023.reading() as work:
            for cell in form.cells:
                rows = rows_behind(work, reference, form, cell, window, rule)
                assert sum(row.adds for row in rows) == (found.values[cell.no] or 0), cell.no
                if cell.count is not None and cell.count.source == "intake":
                    assert len(rows) == found.values[cell.no]


def test_denunciations_show_their_code_and_nothing_else(year_2023: Register, reference: Reference) -> None:
    form = book().form("01/XLD", YEAR)
    with year_2023.reading() as work:
        rows = rows_behind(work, reference, form, "12", YEAR, PARTY)
        everything = rows_behind(work, reference, form, "1", YEAR, PARTY)
    assert len(rows) == 63
    assert all(row.no.startswith("TC-2023-") and row.title == row.no for row in rows)
    secret = {row.no for row in everything if row.no.startswith("TC-")}
    assert len(secret) == 156
    assert all(row.title == row.no for row in everything if row.no in secret)


def test_a_row_that_is_left_out_moves_the_figures(reference: Reference, tmp_path: Path) -> None:
    january = Window(date(2023, 1, 1), date(2023, 1, 31))
    forms = []
    for name, gone in (("whole", frozenset[str]()), ("less", frozenset({"P0003"}))):
        folder = part_of_2023(tmp_path / name, until=str(january.last), leave_out=gone)
        register = build_register(url_of(folder.with_suffix(".db")), folder=folder)
        forms.append(filled(register, reference, "01/XLD", january))
        register.close()
    before, after = forms
    moved = {no: int(after.values[no] or 0) - int(before.values[no] or 0) for no in after.values}
    assert {no for no, by in moved.items() if by == -1} >= {"1", "6", "8", "9", "13", "22", "24"}
    assert set(moved.values()) == {0, -1}
    assert after.holds


def test_the_period_before_and_that_of_last_year_stand_beside(year_2023: Register, reference: Reference) -> None:
    window = read_period("2023-Q3")
    with year_2023.reading() as work:
        form = book().form("01/XLD", window)
        found = fill(work, reference, book(), form, window, PARTY, compare=True)
        before = fill(work, reference, book(), form, read_period("2023-Q2"), PARTY)
    (quarter, last), (year, then) = found.before
    assert (quarter, year) == (read_period("2023-Q2"), read_period("2022-Q3"))
    assert last == before.values
    assert set(then.values()) == {0}
    assert found.period is not None
    assert found.period.name.vi == "Quý III"
