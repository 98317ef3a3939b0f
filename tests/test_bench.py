"""The bench works: its registers are such as acts write, its parts give rows, its table goes into the page."""

from __future__ import annotations

import math
from datetime import datetime
from pathlib import Path

import pytest

from bench import table
from bench.__main__ import PARTS, Plan, run
from bench.great import great_register
from bench.growth import slope
from bench.table import Measure, as_markdown, put_into
from reception_tui.config import OFFICE_ZONE
from reception_tui.desk.checking import check
from reception_tui.desk.opening import open_desk


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """A plan of sixty petitions, of which twenty lives are copied."""
    return Plan(tmp_path_factory.mktemp("registers"), None, size=200, template=20, turns=2, rounds=1, rows=40)


def test_a_register_of_copies_is_such_as_acts_write(plan: Plan) -> None:
    path = plan.register(plan.size)
    desk = open_desk(str(path), lambda: datetime(2026, 11, 23, 17, tzinfo=OFFICE_ZONE), "lan")
    with desk.register.reading() as work:
        assert len(work.ids("petition")) == plan.size
        assert len({row["id_number"] for row in work.rows("person") if not row["sealed"]}) >= plan.size // 2
    assert check(desk) == []
    desk.register.close()


def test_a_kept_register_is_used_again_and_gets_the_indexes_of_now(plan: Plan) -> None:
    path = plan.register(plan.template)
    before = path.stat().st_ino
    assert great_register(plan.keep, plan.template, plan.template) == path
    assert path.stat().st_ino == before


def test_every_part_that_needs_no_terminal_gives_rows_with_their_ratios(plan: Plan) -> None:
    rows = run(plan, ["read", "act", "import", "growth"])
    assert len(rows) > len(PARTS)
    assert all(math.isfinite(one.ratio) and one.took >= 0 for one in rows)
    assert all(one.what and one.against for one in rows)


def test_the_table_replaces_what_stood_between_the_marks(tmp_path: Path) -> None:
    page = tmp_path / "README.md"
    page.write_text(f"trước\n{table.MARKS[0]}\ncũ\n{table.MARKS[1]}\nsau\n", encoding="utf-8")
    unknown = Measure("g", "h", 1.0, 0.0, why="không có")
    rows = [Measure("a", "b", 3.0, 2.0, bar=1.25), Measure("c", "d", 1.0, 4.0, least=0.2), Measure("e", "f", 1.0, 2.0)]
    put_into(page, as_markdown([*rows, unknown], "đo hôm nay"))
    text = page.read_text(encoding="utf-8")
    assert "cũ" not in text
    assert text.startswith("trước\n")
    assert text.endswith("sau\n")
    assert "| g | h | – | – | không có |" in text
    assert "| a | b | 1.5 × | ≤ 1.25 × | **chưa đạt** · 3 : 2 ms |" in text
    assert "| c | d | 0.25 × | ≥ 0.2 × | đạt · 1 : 4 ms |" in text
    assert [one.met for one in rows] == [False, True, None]


def test_a_cost_that_grows_with_the_register_has_the_slope_one() -> None:
    assert slope([(10, 2.0), (100, 20.0), (1000, 200.0)]) == pytest.approx(1.0)
    assert slope([(10, 2.0), (100, 2.0)]) == pytest.approx(0.0)
