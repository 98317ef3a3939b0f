"""Every list goes to a file by key: as it is filtered, or what is marked in it alone; and filters of the search."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from sqlite3 import connect

import pytest

from reception_tui.tui.widgets.record_list import RecordList
from tests.tui.conftest import OpenDesk, chosen, settled, text_of
from tests.tui.test_lists_by_keys import PETITIONS, press

Rows = list[dict[str, str]]

VISITS = ("ctrl+w", "down", "enter")
JOURNAL = ("ctrl+w", "end", "enter")


@pytest.fixture(autouse=True)
def papers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that files go to."""
    monkeypatch.setenv("RECEPTION_PAPERS", str(tmp_path / "papers"))
    return tmp_path / "papers"


async def written(open_desk: OpenDesk, papers: Path, keys: Sequence[str]) -> Rows:
    """Go somewhere by keys, write what is there to a file, and return its rows."""
    async with open_desk() as pilot:
        await press(pilot, *keys, "shift+f7", "f9")
        await settled(pilot)
        assert "bản ghi" in text_of(pilot)
    (file,) = papers.iterdir()
    assert file.suffix == ".csv"
    return list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig")), delimiter=";"))


async def test_a_list_goes_out_with_its_filter_and_comes_in_again(open_desk: OpenDesk, papers: Path) -> None:
    rows = await written(open_desk, papers, (*PETITIONS, "slash", *"kn", "f9"))
    assert [row["Số đơn" if "Số đơn" in row else next(iter(row))] for row in rows] == ["D-2026-0005", "D-2026-0001"]
    assert {row["Loại đơn"] for row in rows} == {"khiếu nại"}


async def test_marked_records_go_out_alone(open_desk: OpenDesk, papers: Path) -> None:
    rows = await written(open_desk, papers, (*VISITS, "down", "space"))
    assert len(rows) == 1


async def test_a_denunciation_in_a_list_goes_out_under_its_code(open_desk: OpenDesk, papers: Path) -> None:
    rows = await written(open_desk, papers, PETITIONS)
    said = " ".join(" ".join(row.values()) for row in rows)
    assert "TC-2026-0001" in said
    assert "Bí Mật" not in said


@pytest.mark.parametrize(
    ("keys", "heading", "told"),
    [
        (JOURNAL, "Bút tích", "17"),
        (("ctrl+w", "down", "down", "down", "enter"), "Tên", "Đường Văn An"),
        (("f6",), "Số", "D-2026-0001"),
    ],
)
async def test_other_lists_go_out_as_they_are_shown(
    open_desk: OpenDesk, papers: Path, keys: Sequence[str], heading: str, told: str
) -> None:
    rows = await written(open_desk, papers, keys)
    assert told in [row[heading] for row in rows]


async def test_what_was_found_goes_out_or_only_what_is_marked(open_desk: OpenDesk, papers: Path) -> None:
    async with open_desk() as pilot:
        await press(pilot, "f7", *"duong van")
        found = pilot.app.screen.query_one(RecordList).keys()
        await press(pilot, "shift+f7", "f9")
        every = json.loads(json.dumps(_rows(papers)))
        await press(pilot, "shift+down", "shift+f7", *"xl", "enter", "f9")
        assert len([one for one in papers.iterdir() if one.suffix == ".xlsx"]) == 1
    assert len(every) == len(found)


def _rows(papers: Path) -> Rows:
    (file,) = papers.glob("*.csv")
    return list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig")), delimiter=";"))


async def test_an_export_of_a_list_stands_in_the_journal(
    open_desk: OpenDesk, papers: Path, worked_register: Path
) -> None:
    await written(open_desk, papers, VISITS)
    with closing(connect(worked_register)) as connection:
        (changes,) = connection.execute("SELECT changes FROM entry WHERE act = 'export'").fetchone()
    assert json.loads(changes)[0]["a"] == {"book": "visits", "rows": 3}


async def test_a_filter_of_the_search_is_kept_chosen_again_and_forgotten(open_desk: OpenDesk) -> None:
    async with open_desk() as pilot:
        await press(pilot, "f7", *chosen("filter_hits"), *"khieu nai", "f9", "f9")
        shown = await press(pilot, *"Don KN", "enter")
        assert "Don KN" in shown.splitlines()[0]
        await press(pilot, "escape")
        shown = await press(pilot, "f7")
        assert "Bộ lọc đã lưu" in shown
        assert "khiếu nại" not in shown.splitlines()[0]
        await press(pilot, "enter", *"don")
        assert pilot.app.screen.query_one(RecordList).keys() == ["petition D-2026-0001"]
        await press(pilot, *chosen("forget_view"))
        shown = await press(pilot, "escape", "f7")
        assert "Bộ lọc đã lưu" not in shown
