"""Twenty ugly spreadsheets: each is read right, or refused with the very cell."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reception_tui.desk.door import Desk
from reception_tui.desk.importing.report import Report, open_sheets, prepared_at, take_in, try_out
from reception_tui.desk.importing.rows import Prepared
from reception_tui.domain.commands import Classify, Dispose, Forward, LogVisit, RegisterPetition
from reception_tui.domain.errors import HeadingsUnknown, SheetRefused
from reception_tui.domain.kinds import Book, DispositionKind, Gender, PetitionKind
from reception_tui.i18n.sentences import of_error
from reception_tui.i18n.sheets import of_order

FILES = Path(__file__).parent / "files"
PLAIN = ("01-title-totals.csv", "02-comma-bom.csv", "03-tcvn3.csv", "05-cp1258.csv", "07-utf16-tabs.csv",
         "08-month-first.csv", "15-months.xlsx", "17-tcvn3-in-xlsx.xlsx")  # fmt: skip


def tried(desk: Desk, name: str, book: Book = Book.VISITS) -> tuple[Prepared, Report]:
    prepared = prepared_at(desk, open_sheets(FILES / name), book)
    return prepared, try_out(desk, prepared)


def visits(prepared: Prepared) -> list[LogVisit]:
    return [row.commands[0] for row in prepared.rows if isinstance(row.commands[0], LogVisit)]


def refused(prepared: Prepared, report: Report) -> list[tuple[int, str, str]]:
    return [(one.row, one.column, one.error.values.get("why", one.error.code)) for one in report.rejected]


@pytest.mark.parametrize("name", PLAIN)
def test_the_same_three_visits_come_out_of_every_form(desk: Desk, name: str) -> None:
    prepared, report = tried(desk, name)
    assert (report.rows, report.ok, report.rejected) == (3, 3, ())
    found = visits(prepared)
    assert [one.at.on for one in found if one.at] == [date(2023, 1, 5), date(2023, 1, 13), date(2023, 2, 27)]
    assert [one.people[0].name for one in found] == ["Nguyễn Văn An", "Trần Thị Bốn", "Lê Đức Cường"]
    assert found[0].people[0].address == "thôn Mỹ Thạnh, xã Tịnh Hòa"
    assert [one.people[0].id_number for one in found] == ["051082001234", "051190001235", "212345678"]
    assert found[2].content == "Phản ánh ô nhiễm môi trường"


def test_a_column_that_puts_the_month_first_is_said_to(desk: Desk) -> None:
    orders = [tried(desk, name)[0].sheets[0].orders["day"] for name in ("08-month-first.csv", "02-comma-bom.csv")]
    assert [of_order(one) for one in orders] == ["tháng đứng trước ngày: 03/15 là ngày 15 tháng 3", ""]


def test_what_a_sheet_has_no_column_for_is_refused_by_what_it_is_called(desk: Desk, tmp_path: Path) -> None:
    sheet = tmp_path / "nameless.csv"
    sheet.write_text("Ngày;Nội dung;Kết quả\n05/12/2023;Hỏi giấy chứng nhận;đã giải thích\n", encoding="utf-8")
    prepared = prepared_at(desk, open_sheets(sheet), Book.VISITS)
    (one,) = try_out(desk, prepared).rejected
    assert prepared.cell(one.sheet, one.row, one.column) == ("Họ và tên", "")


@pytest.mark.parametrize("name", ["04-vni.csv", "06-nfd.csv"])
def test_petitions_in_vni_and_apart(desk: Desk, name: str) -> None:
    prepared, report = tried(desk, name, Book.PETITIONS)
    assert (report.ok, report.rejected) == (3, ())
    first = prepared.rows[0].commands
    assert isinstance(first[0], RegisterPetition)
    assert isinstance(first[1], Classify)
    assert first[0].petitioners[0].name == "Phạm Thị Dung"
    assert first[0].content == "Khiếu nại quyết định thu hồi đất"
    kinds = [row.commands[1].kind for row in prepared.rows if isinstance(row.commands[1], Classify)]
    assert kinds == [PetitionKind.COMPLAINT, PetitionKind.RECOMMENDATION, PetitionKind.DENUNCIATION]


def test_a_day_against_the_column_is_refused(desk: Desk) -> None:
    prepared, report = tried(desk, "09-mixed-days.csv")
    assert refused(prepared, report) == [(5, "day", "day_month_mixed")]


def test_headings_in_two_merged_lines(desk: Desk) -> None:
    prepared, report = tried(desk, "10-two-lines.xlsx", Book.PETITIONS)
    assert (report.ok, report.rejected) == (2, ())
    forward = prepared.rows[0].commands[2]
    assert isinstance(forward, Forward)
    assert (forward.to, forward.document and forward.document.number) == ("SNV", "12/PC-BTCD")


def test_numbers_and_days_in_every_dress(desk: Desk) -> None:
    prepared, report = tried(desk, "11-numbers-as-text.xlsx")
    assert (report.ok, report.rejected) == (3, ())
    found = visits(prepared)
    assert [one.at.on for one in found if one.at] == [date(2023, 1, 5), date(2023, 1, 6), date(2023, 1, 6)]
    assert [one.people[0].id_number for one in found] == ["051082001234", "012345678", "051082001236"]
    assert found[0].people[0].phone == "0905123456"
    assert [one.head_count for one in found] == [3, 1, 2]
    assert prepared.mended == 2


def test_dates_that_a_foreign_spreadsheet_turned_round(desk: Desk) -> None:
    prepared, _ = tried(desk, "12-swapped-dates.xlsx")
    days = [one.at.on for one in visits(prepared) if one.at]
    assert days == [date(2023, 1, 5), date(2023, 1, 13), date(2023, 2, 2), date(2023, 2, 7), date(2023, 2, 27),
                    date(2023, 3, 4)]  # fmt: skip


def test_people_in_lines_below_and_in_one_cell(desk: Desk) -> None:
    prepared, report = tried(desk, "13-several-people.xlsx")
    assert (report.rows, report.ok, report.rejected) == (3, 3, ())
    first, second, third = visits(prepared)
    assert [one.name for one in first.people] == ["Nguyễn Văn An", "Trần Thị Bốn", "Lê Đức Cường"]
    assert [one.gender for one in first.people] == [Gender.MALE, Gender.FEMALE, None]
    assert (len(second.people), second.head_count) == (1, 8)
    assert [one.name for one in third.people] == ["Võ Hữu Em", "Đỗ Thị Giang"]
    assert {one.at.on for one in (first, second, third) if one.at} == {date(2023, 1, 5)}


def test_a_formula_that_nobody_worked_out(desk: Desk) -> None:
    prepared, report = tried(desk, "14-formulas.xlsx")
    assert refused(prepared, report) == [(2, "content", "formula_unworked")]


def test_the_form_of_the_circular(desk: Desk) -> None:
    prepared, report = tried(desk, "16-form-03.xlsx")
    assert (report.ok, report.rejected) == (2, ())
    first, second = visits(prepared)
    assert (first.people[0].name, first.people[0].address) == ("Nguyễn Văn An", "Thôn Mỹ Thạnh, xã Tịnh Hòa")
    assert second.head_count == 6
    prepared, report = tried(desk, "16-form-03.xlsx", Book.PETITIONS)
    assert prepared.rows[0].commands[2] == Dispose(petition="", on=date(2023, 1, 5), as_=DispositionKind.ACCEPT)


def test_every_bad_cell_is_named(desk: Desk) -> None:
    prepared, report = tried(desk, "18-bad-cells.csv")
    assert refused(prepared, report) == [
        (5, "day", "no_such_day"),
        (6, "id_number", "bad_id_number"),
        (7, "name", "nobody_named"),
        (8, "day", "empty"),
        (9, "content", "empty"),
        (10, "day", "date_in_future"),
        (11, "id_number", "digits_lost"),
    ]
    assert all(of_error(one.error) for one in report.rejected)


def test_files_that_are_no_spreadsheet(desk: Desk) -> None:
    with pytest.raises(HeadingsUnknown):
        tried(desk, "19-no-headings.csv")
    with pytest.raises(SheetRefused) as error:
        tried(desk, "20-old-office.xls")
    assert error.value.values["why"] == "old_or_locked"


def test_a_corrected_file_comes_again_without_doubling(desk: Desk) -> None:
    prepared = prepared_at(desk, open_sheets(FILES / "18-bad-cells.csv"), Book.VISITS)
    first = take_in(desk, prepared, "a.csv")
    assert (first.ok, first.entry is not None) == (3, True)
    mended = {("", 5, "day"): "28/02/2023", ("", 6, "id_number"): "212345679"}
    again = take_in(
        desk, prepared_at(desk, open_sheets(FILES / "18-bad-cells.csv"), Book.VISITS, None, mended), "a.csv"
    )
    assert (again.ok, len(again.doubles), len(again.rejected)) == (2, 3, 5)
