"""Part: how each cost grows with the register, from a thousand petitions to a million."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from bench.acting import measure_act
from bench.lists import VIEWS
from bench.lives import TODAY
from bench.reading import PAGE, QUARTER, Great
from bench.table import Measure, in_turn
from reception_tui.config import OFFICE_ZONE
from reception_tui.desk.queries.board import read_board
from reception_tui.desk.queries.find import find
from reception_tui.desk.queries.forms import book_of, fill
from reception_tui.desk.queries.listing import read_listed
from reception_tui.desk.queries.night import night
from reception_tui.domain.kinds import CountRule
from reception_tui.store.listing import Day

LARGEST_COPIED = 10**5
"""A register is copied to write into it; a greater one is only read."""

COSTS = {
    "tìm trang đầu · *search*": 0.5,
    "danh sách, trang đầu · *list*": 0.2,
    "quá hạn, trang đầu · *overdue*": 0.2,
    "trang cuối ngày · *nightly page*": 1.0,
    "biểu 02/XLD · *form*": 1.0,
    "một bút tích bền vững · *durable act*": 0.2,
}
"""How steep each cost may grow: 0 not at all, 1 with the register; pages and forms grow with what they count."""


def measure_growth(registers: Sequence[tuple[int, Path]], turns: int) -> Iterator[Measure]:
    """Yield for each cost how many times the smallest register's the largest one's is, and the slope between them."""
    taken: dict[str, list[tuple[int, float]]] = {name: [] for name in COSTS}
    for size, path in registers:
        for name, milliseconds in zip(COSTS, _costs(path, size, turns), strict=False):
            taken[name].append((size, milliseconds))
    for name, points in taken.items():
        if len(points) > 1:
            steep = slope(points)
            (least, first), (most, last) = points[0], points[-1]
            said = "đạt" if steep <= COSTS[name] else "**chưa đạt**"
            why = f"độ dốc log-log {steep:.2f}, mức {COSTS[name]:.1f}: {said}"
            sizes = f"{most:,} so với {least:,} đơn".replace(",", ".")
            yield Measure(f"tăng theo sổ: {name}", sizes, last, first, why=why)


def _costs(path: Path, size: int, turns: int) -> Iterator[float]:
    with closing(Great(path)) as great:
        desk, reference, today = great.desk, great.desk.reference, Day(TODAY, OFFICE_ZONE)
        with desk.register.reading() as work:
            book = book_of(work, reference)
        form = next(one for one in book.in_force(QUARTER) if one.code == "02/XLD")
        for question, times in (
            (lambda work: find(work, reference, "tran thi ho", PAGE, TODAY), turns),
            (lambda work: read_listed(work, VIEWS[0][1], today, None, PAGE), turns),
            (lambda work: read_board(work, reference, TODAY, None, None, PAGE, forward=True), turns),
            (lambda work: night(work, reference, TODAY, CountRule.PER_PARTY, OFFICE_ZONE), max(3, turns // 8)),
            (lambda work: fill(work, reference, book, form, QUARTER, CountRule.PER_PARTY), max(3, turns // 8)),
        ):
            yield statistics.median(in_turn(times, great.asked(question))[0])
    if size <= LARGEST_COPIED:
        yield from (one.took for one in measure_act(path, turns, size))


def slope(points: Sequence[tuple[int, float]]) -> float:
    """Return the slope of the straight line through the logarithms of sizes and costs."""
    xs, ys = [math.log10(size) for size, _ in points], [math.log10(cost) for _, cost in points]
    return statistics.linear_regression(xs, ys).slope
