"""The forms as data: their columns and headings, which one holds when, and every fault that a file can have."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reception_tui.domain.errors import ReferenceBroken, UnknownCode
from reception_tui.domain.form_formulas import Ref, Relation, read_check, read_sum
from reception_tui.domain.form_headings import depth, headings
from reception_tui.domain.form_periods import due_days, period_of, previous, year_before
from reception_tui.domain.forms import PREDICATES, Count, Form, FormBook
from reception_tui.domain.periods import read_period
from reception_tui.domain.reference import Reference
from reception_tui.domain.windows import Window
from reception_tui.i18n.sentences import of_error
from reception_tui.store.reference import build
from reception_tui.store.reference.files import read_files
from reception_tui.store.reference.forms import form_book, shipped_forms

IN_FORCE, OF_2021, OF_2024 = "06/2025/TT-TTCP", "02/2021/TT-TTCP", "01/2024/TT-TTCP"
COLUMNS = {"01/TCD": 21, "02/XLD": 25, "03/GQKN": 23, "04/GQTC": 25, "05/KQTH": 31, "06/QLKNTC": 17}
OLD_CODES = ["01/TCD", "02/TCD", *(f"0{n}/XLD" for n in range(1, 5)), *(f"0{n}/KQGQ" for n in range(1, 5))]
FILE, OLD_FILE = "forms/thong-tu-06-2025.toml", "forms/thong-tu-02-2021.toml"


@cache
def book() -> FormBook:
    """The forms that came with the program."""
    return form_book({}, build(read_files()).fields)


def forms_of(circular: str) -> list[Form]:
    return [form for form in book().forms if form.circular.number == circular]


EVERY_FORM = [pytest.param(form, id=f"{form.circular.number[:7]} {form.code}") for form in book().forms]


# --- columns, headings, words


def test_the_forms_in_force_have_the_official_columns() -> None:
    assert {form.code: len(form.cells) for form in forms_of(IN_FORCE)} == COLUMNS
    for form in forms_of(IN_FORCE):
        assert [cell.no for cell in form.cells] == [str(n) for n in range(1, COLUMNS[form.code] + 1)]
        assert form.note_no == str(COLUMNS[form.code] + 1)


def test_each_old_circular_has_the_ten_forms_of_its_time() -> None:
    assert [form.code for form in forms_of(OF_2021)] == OLD_CODES
    assert sorted(form.code for form in forms_of(OF_2024)) == sorted(OLD_CODES)


@pytest.mark.parametrize("form", EVERY_FORM)
def test_the_headings_cover_every_column_from_the_first_header_row_to_the_last(form: Form) -> None:
    covered = Counter(
        (one.row + down, one.column + right)
        for row in headings(form)
        for one in row
        for down in range(one.rows)
        for right in range(one.columns)
    )
    wanted = {(row, column) for row in range(depth(form)) for column in range(len(form.cells))}
    assert set(covered) == wanted
    assert set(covered.values()) == {1}


def test_headings_are_merged_as_on_the_official_sheet() -> None:
    form = next(form for form in forms_of(IN_FORCE) if form.code == "02/XLD")
    found = {(one.words.vi, one.row, one.column): (one.rows, one.columns) for row in headings(form) for one in row}
    assert depth(form) == 4
    assert found["Số đơn thuộc thẩm quyền", 0, 3] == (4, 1)
    assert found["Số đơn thuộc thẩm quyền", 0, 5] == (1, 17)
    assert found["Số đơn không thuộc thẩm quyền", 0, 22] == (2, 3)
    assert found["Phân loại theo kết quả xử lý", 2, 23] == (1, 2)
    assert found["Hướng dẫn", 3, 23] == (1, 1)


@pytest.mark.parametrize("form", EVERY_FORM)
def test_every_cell_is_counted_computed_or_says_why_it_is_typed(form: Form) -> None:
    for cell in form.cells:
        assert sum(way is not None for way in (cell.count, cell.formula, cell.why)) == 1, cell.no
        assert all(words.vi and words.en for words in cell.header)
        assert cell.code.split("=")[0] == cell.no


def test_no_named_question_is_left_that_no_form_asks() -> None:
    asked = {name for form in book().forms for count in counts_of(form) for name in count.where}
    known = {name for names in PREDICATES.values() for name in names}
    assert known <= asked


def counts_of(form: Form) -> list[Count]:
    return [cell.count for cell in form.cells if cell.count] + [remark.count for remark in form.remarks]


# --- which form holds when


@pytest.mark.parametrize(
    ("last", "circular"),
    [
        ("2021-05-10", OF_2021),
        ("2023-12-14", OF_2021),
        ("2024-03-04", OF_2021),
        ("2024-03-05", OF_2024),
        ("2025-09-29", OF_2024),
        ("2025-09-30", IN_FORCE),
        ("2026-11-23", IN_FORCE),
    ],
)
def test_the_last_day_of_the_window_decides_which_circular_holds(last: str, circular: str) -> None:
    day = date.fromisoformat(last)
    window = Window(day.replace(year=day.year - 1), day)
    assert {form.circular.number for form in book().in_force(window)} == {circular}
    assert book().form("02/xld", window).circular.number == circular


def test_a_form_whose_circular_was_not_in_force_is_refused_with_a_sentence() -> None:
    with pytest.raises(UnknownCode) as refused:
        book().form("03/GQKN", read_period("2023"))
    assert refused.value.field == "form"
    assert "03/GQKN" in of_error(refused.value)
    assert "01/KQGQ" in of_error(refused.value)
    with pytest.raises(UnknownCode):
        book().form("02/TCD", read_period("2026-Q3"))
    with pytest.raises(UnknownCode):
        book().form("01/TCD", Window(date(2020, 1, 1), date(2020, 12, 31)))


def test_a_report_is_due_on_the_days_of_the_circular(reference: Reference) -> None:
    for name, last in (("2026-Q1", date(2026, 3, 20)), ("2026-6M", date(2026, 6, 20)), ("2026", date(2026, 12, 20))):
        due = due_days(read_period(name), book(), reference.book)
        assert [one.on for one in due] == [last.replace(day=17), last]
    assert due_days(Window(date(2026, 1, 1), date(2026, 12, 31)), book(), reference.book) == ()
    assert due_days(read_period("2023"), book(), reference.book) == ()


def test_only_some_periods_have_a_report_in_words() -> None:
    names = ("2026-Q1", "2026-Q2", "2026-6M", "2026-Q3", "2026-9M", "2026-Q4", "2026")
    told = [period_of(read_period(name), book()) for name in names]
    assert [one.narrative for one in told if one] == [True, False, True, False, True, False, True]
    assert period_of(read_period("2026-M10"), book()) is None


@pytest.mark.parametrize(
    ("window", "before", "last_year"),
    [
        ("2026-Q3", "2026-Q2", "2025-Q3"),
        ("2026-Q1", "2025-Q4", "2025-Q1"),
        ("2026", "2025", "2025"),
        ("2026-M1", "2025-M12", "2025-M1"),
    ],
)
def test_a_period_is_compared_with_the_one_before_and_with_that_of_last_year(
    window: str, before: str, last_year: str
) -> None:
    assert previous(read_period(window)) == read_period(before)
    assert year_before(read_period(window)) == read_period(last_year)


@given(st.dates(date(2021, 1, 1), date(2030, 12, 31)), st.integers(0, 800))
def test_the_stretch_before_ends_where_the_window_begins(first: date, days: int) -> None:
    window = Window(first, date.fromordinal(first.toordinal() + days))
    before, last_year = previous(window), year_before(window)
    assert before.last.toordinal() == window.first.toordinal() - 1
    assert before.first <= before.last
    assert last_year.first.year == window.first.year - 1
    assert last_year.last < window.last


# --- formulas


def test_a_check_is_read_with_its_sides_and_cells_of_other_forms() -> None:
    check = read_check("12 = 13+14 = 15-16+17")
    assert check.rule == "12=13+14=15-16+17"
    assert check.relations == (Relation.EQUAL, Relation.EQUAL)
    assert [term.sign for term in check.sides[2].terms] == [1, -1, 1]
    assert list(read_check("1>=[03/GQKN]7").refs()) == [Ref("1"), Ref("7", "03/GQKN")]


@pytest.mark.parametrize("text", ["", "1", "=", "1=", "1=2+", "1==2", "1=2*3", "1<2", "1=[XLD", "1=a", "1=2=+"])
def test_what_is_no_check_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_check(text)


@given(st.lists(st.tuples(st.sampled_from("+-"), st.integers(1, 40), st.integers(-50, 50)), min_size=1, max_size=8))
def test_a_sum_adds_and_takes_away(terms: list[tuple[str, int, int]]) -> None:
    values = {Ref(str(no)): value for _, no, value in terms}
    text = "".join(f"{sign}{no}" for sign, no, _ in terms)
    wanted = sum((1 if sign == "+" else -1) * values[Ref(str(no))] for sign, no, _ in terms)  # type: ignore[misc]
    assert read_sum(text).value(values) == wanted


def test_an_empty_cell_is_nothing_among_others_and_unknown_alone() -> None:
    values = {Ref("1"): 3, Ref("2"): 3, Ref("3"): None, Ref("4"): 5}
    assert read_check("1=2+3").broken(values) == ()
    assert read_check("1=2+3").is_judged(values)
    assert not read_check("3<=1").is_judged(values)
    assert read_check("3<=1").broken(values) == ()
    assert len(read_check("4<=1").broken(values)) == 1
    assert len(read_check("1=4=2").broken(values)) == 2


# --- faults of files

CELL_7 = 'no = "7", header = ["Tiếp thường xuyên", "Số vụ việc"], count = "visits"'


@pytest.mark.parametrize(
    ("name", "old", "new", "what"),
    [
        (FILE, 'where = ["by_officer", "matter"]', 'where = ["by_officer", "mater"]', "unknown_query"),
        (FILE, 'where = ["by_officer", "matter"]', 'where = ["by_officer", "group.land"]', "unknown_query"),
        (FILE, '"group.land"', '"group.sea"', "unknown_query"),
        (
            FILE,
            'measure = "people", where = ["by_officer"]',
            'measure = "amount", where = ["by_officer"]',
            "unknown_query",
        ),
        (FILE, CELL_7, CELL_7.replace('count = "visits"', 'formula = "8+99"'), "unknown_name"),
        (FILE, '"1=5+11+17", "2=6', '"1=5+11+71", "2=6', "unknown_cell"),
        (FILE, '"1=[02/XLD]6"', '"1=[02/XLD]60"', "unknown_cell"),
        (FILE, '"1=[02/XLD]6"', '"1=[07/XLD]6"', "unknown_cell"),
        (FILE, '"1=5+11+17", "2=6', '"1=5+*11", "2=6', "not_a_formula"),
        (FILE, 'no = "7", header', 'no = "6", header', "twice"),
        (FILE, '"Số vụ việc"], count', '"Số vụ vịêc"], count', "unknown_word"),
        (FILE, 'note_no = "22"', 'noteno = "22"', "missing"),
        (FILE, 'note_no = "22"', 'note_no = "22"\nnotes = "x"', "unknown_name"),
        (FILE, "in_force = 2025-09-30", "in_force = 2025-09-29", "overlap"),
        (FILE, 'number = "06/2025/TT-TTCP"', 'number = "02/2021/TT-TTCP"', "twice"),
        (FILE, "[circular]", "[circulars]", "missing"),
        (FILE, "{n}", "{m}", "missing"),
        (OLD_FILE, "until = 2024-03-04", "until = 2021-03-04", "ends_before_start"),
        (OLD_FILE, 'also = ["01/2024/TT-TTCP"]', 'also = ["01/2042/TT-TTCP"]', "unknown_code"),
        (OLD_FILE, 'why = "whose"', 'why = "who"', "unknown_code"),
        (OLD_FILE, 'formula = "13+14+15"', 'formula = "13+14+12"', "circular_formula"),
        (OLD_FILE, 'formula = "13+14+15"', 'formula = "13+14+150"', "unknown_cell"),
        (OLD_FILE, 'formula = "13+14+15"', 'formula = "13+14", count = "visits"', "twice"),
        (OLD_FILE, "[[statistical_form]]", "[statistical_form", "not_toml"),
    ],
)
def test_a_broken_file_is_refused_with_its_fault(
    name: str, old: str, new: str, what: str, reference: Reference
) -> None:
    files = shipped_forms()
    assert old in files[name]
    with pytest.raises(ReferenceBroken) as broken:
        form_book({name: files[name].replace(old, new, 1)}, reference.fields)
    faults = broken.value.values.get("faults") or ()
    assert what in {broken.value.values["what"], *(fault.what for fault in faults)}


def test_a_file_of_the_register_is_laid_over_ours(reference: Reference) -> None:
    files = shipped_forms()
    own = files[FILE].replace('title_vi = "Tổng hợp kết quả xử lý đơn"', 'title_vi = "Xử lý đơn"')
    mine = form_book({FILE: own, "law/x.toml": "not read"}, reference.fields)
    assert mine.form("02/XLD", read_period("2026")).title.vi == "Xử lý đơn"
    assert book().form("02/XLD", read_period("2026")).title.vi == "Tổng hợp kết quả xử lý đơn"
