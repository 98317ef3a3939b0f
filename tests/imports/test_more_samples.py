"""Spreadsheets that offices really send: out of each come the same three visits, or the very cell that is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from reception_tui.desk.door import Desk
from reception_tui.desk.importing.report import Report, open_sheets, prepared_at, try_out
from reception_tui.desk.importing.rows import Prepared
from reception_tui.domain.commands import LogVisit
from reception_tui.domain.errors import HeadingsUnknown, SheetRefused
from reception_tui.domain.kinds import Book
from reception_tui.i18n.sentences import of_error
from tests.imports.habits import HABITS, OUT
from tests.imports.ugly import _DAYS, NO_SHEETS, REFUSED, RIGHT, ROWS


def tried(desk: Desk, folder: Path, name: str, data: bytes) -> tuple[Prepared, Report]:
    path = folder / name
    path.write_bytes(data)
    prepared = prepared_at(desk, open_sheets(path), Book.VISITS)
    return prepared, try_out(desk, prepared)


@pytest.mark.parametrize("name", RIGHT)
def test_the_three_visits_come_out(desk: Desk, tmp_path: Path, name: str) -> None:
    prepared, report = tried(desk, tmp_path, name, RIGHT[name])
    found = [row.commands[0] for row in prepared.rows if isinstance(row.commands[0], LogVisit)]
    assert report.rejected == ()
    assert report.ok == 3
    assert [one.at.on for one in found if one.at] == list(_DAYS)
    assert [[person.name for person in one.people] for one in found] == [[row[2]] for row in ROWS]
    assert [one.people[0].id_number for one in found] == [row[4] for row in ROWS]
    if name != "one-bad-byte.csv":
        assert [one.people[0].address for one in found] == [row[3] for row in ROWS]
    assert [one.content for one in found] == [row[5] for row in ROWS]


def shown(visit: LogVisit) -> str:
    """Return a visit in one line: the day, the people with what is known of them, the head count, the content."""
    people = ", ".join(
        " ".join(
            str(one) for one in (who.name, who.id_number, who.gender, who.birth_year, who.phone, who.address) if one
        )
        for who in visit.people
    )
    count = f" [{visit.head_count}]" if visit.head_count else ""
    return f"{visit.at and visit.at.on} {people}{count}: {visit.content}"


@pytest.mark.parametrize("name", HABITS)
def test_what_offices_are_used_to_is_read_as_they_mean_it(desk: Desk, tmp_path: Path, name: str) -> None:
    data, wanted = HABITS[name]
    prepared, report = tried(desk, tmp_path, name, data)
    assert report.rejected == ()
    assert [shown(row.commands[0]) for row in prepared.rows if isinstance(row.commands[0], LogVisit)] == wanted
    assert report.ok == len(wanted)


@pytest.mark.parametrize("name", OUT)
def test_what_nobody_can_know_is_refused_with_its_cell(desk: Desk, tmp_path: Path, name: str) -> None:
    data, wanted = OUT[name]
    _, report = tried(desk, tmp_path, name, data)
    assert [(one.row, one.column, one.error.values.get("why", one.error.code)) for one in report.rejected] == wanted
    assert all(of_error(one.error, one.column) for one in report.rejected)


@pytest.mark.parametrize("name", REFUSED)
def test_the_very_cell_is_refused(desk: Desk, tmp_path: Path, name: str) -> None:
    data, wanted = REFUSED[name]
    _, report = tried(desk, tmp_path, name, data)
    found = [(one.row, one.column, one.error.values.get("why", one.error.code)) for one in report.rejected]
    assert found == wanted
    assert report.ok == 3 - len(wanted)


@pytest.mark.parametrize("name", NO_SHEETS)
def test_what_is_no_spreadsheet_is_refused_with_its_reason(desk: Desk, tmp_path: Path, name: str) -> None:
    data, why = NO_SHEETS[name]
    with pytest.raises(SheetRefused) as refused:
        tried(desk, tmp_path, name, data)
    assert refused.value.values["why"] == why
    assert of_error(refused.value)


def test_a_web_page_of_cells_without_end_is_read_in_time(desk: Desk, tmp_path: Path) -> None:
    wide = "<tr>" + '<td rowspan="99999" colspan="99999">x</td>' * 50 + "</tr>"
    page = f"<table><tr><th>STT<th>Ngày tiếp<th>Họ và tên<th>Nội dung</tr>{wide * 50}</table>"
    with pytest.raises(HeadingsUnknown):
        tried(desk, tmp_path, "endless.xls", page.replace("Nội dung", "X").encode())
