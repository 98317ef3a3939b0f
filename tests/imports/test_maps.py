"""Maps of columns: kept under names at this desk, and good for files whose headings nobody knew."""

from __future__ import annotations

from pathlib import Path

import pytest

from reception_tui.desk.door import Desk
from reception_tui.desk.importing.maps import find_map, keep_map, kept_maps, map_text, read_map
from reception_tui.desk.importing.report import open_sheets, prepared_at, words_at
from reception_tui.domain.commands import LogVisit
from reception_tui.domain.errors import BadMapName, HeadingsUnknown
from reception_tui.domain.kinds import Book

TWICE = "STT;Ngày tiếp;Bên A;Bên B;Diễn biến\n;;Họ tên;Họ tên;\n1;05/01/2023;Nguyễn Văn An;Lê Thị Lan;Hỏi về đất\n"


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desk that keeps nothing yet."""
    monkeypatch.setenv("RECEPTION_SETTINGS", str(tmp_path / "settings"))
    return tmp_path / "settings"


def test_maps_are_kept_by_book_and_replaced_by_name(settings: Path) -> None:
    keep_map("sổ cũ", 'book = "visits"\n\n[columns]\n')
    keep_map("đơn", 'book = "petitions"\n\n[columns]\n')
    place = keep_map("sổ cũ", 'book = "visits"\n\n[columns]\n"A" = "day"\n')
    assert kept_maps("visits") == ["sổ cũ"]
    assert find_map("sổ cũ") == place == settings / "maps" / "sổ cũ.toml"
    assert '"A"' in place.read_text("utf-8")


@pytest.mark.parametrize("name", ["", "../x", "a/b", "a\\b", ".x", "x" * 61, "a:b"])
def test_a_name_that_is_no_name_of_a_file_is_refused(name: str) -> None:
    with pytest.raises(BadMapName):
        keep_map(name, "")


@pytest.mark.parametrize("said", ["a.toml", "b/a", "./a"])
def test_what_looks_like_a_file_is_a_file(said: str) -> None:
    assert find_map(said) == Path(said)


def test_columns_of_one_name_are_told_apart_by_what_stands_above(desk: Desk, tmp_path: Path) -> None:
    sheet = tmp_path / "a.csv"
    sheet.write_text(TWICE, encoding="utf-8")
    grids = open_sheets(sheet)
    with pytest.raises(HeadingsUnknown) as unknown:
        prepared_at(desk, grids, Book.VISITS)
    assert ("Bên B – Họ tên", "") in unknown.value.values["headings"]
    given = {"Diễn biến": "content", "Bên B – Họ tên": "", "Bên A – Họ tên": "name"}
    prepared = prepared_at(desk, grids, Book.VISITS, given)
    kept = keep_map("hai tên", map_text("visits", [one.layout for one in prepared.sheets]))
    again = prepared_at(desk, grids, Book.VISITS, read_map(kept, words_at(desk, Book.VISITS)))
    for one in (prepared, again):
        (row,) = one.rows
        visit = row.commands[0]
        assert isinstance(visit, LogVisit)
        assert ([who.name for who in visit.people], visit.content) == (["Nguyễn Văn An"], "Hỏi về đất")
