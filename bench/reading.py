"""Part: what a register answers: search, lists, what is late, the nightly page, the forms, each against raw SQL."""

from __future__ import annotations

import sqlite3
import statistics
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from bench import best
from bench.lists import VIEWS
from bench.lives import TODAY
from bench.table import Measure, compared, in_turn, p95
from reception_tui.config import OFFICE_ZONE
from reception_tui.desk.door import Desk
from reception_tui.desk.opening import open_desk
from reception_tui.desk.queries.board import read_board
from reception_tui.desk.queries.find import find
from reception_tui.desk.queries.forms import book_of, fill
from reception_tui.desk.queries.listing import read_listed
from reception_tui.desk.queries.night import night
from reception_tui.domain.kinds import CountRule
from reception_tui.domain.text import words
from reception_tui.domain.windows import Window
from reception_tui.store.listing import Day
from reception_tui.store.work import Work

SEARCHES = ("nguyen", "ng", "tra", "tran thi ho", "nguyen van a", "thu hoi dat", "quach uoc le", "le van tung dai th")
PAGE = 50
_OF_SEARCH = "FTS5 trả lời ngay; còn lại là tìm cả số hiệu, cả tên cơ quan, và cắt 50 đoạn chữ"
_OF_LISTS = "câu SQL chỉ mất phần nhỏ; còn lại là mở một lượt đọc trọn vẹn và làm 50 dòng có chữ, hạn, việc nên làm"
QUARTER = Window(date.fromisoformat(best.FIRST), date.fromisoformat(best.LAST))
_OVERDUE = f"""SELECT c.*, p.no, p.kind, p.title, p.content, v.no FROM clock c
    LEFT JOIN petition p ON p.id = c.petition_id LEFT JOIN visit v ON v.id = c.visit_id
    WHERE c.done IS NULL AND c.due <= '{best.NEAR}' AND c.live_from <= '{TODAY}' AND c.paused_from IS NULL
    AND (c.live_until IS NULL OR c.live_until >= '{TODAY}') ORDER BY c.due, c.id LIMIT {PAGE}"""


class Great:
    """A great register, opened for the program and for the driver alone."""

    def __init__(self, path: Path) -> None:
        def now() -> datetime:
            return datetime(TODAY.year, TODAY.month, TODAY.day, 17, tzinfo=OFFICE_ZONE)

        self.desk: Desk = open_desk(str(path), now, "lan")
        self.raw = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        self.raw.execute("PRAGMA cache_size=-32000")

    def asked(self, question: Callable[[Work], object]) -> Callable[[], object]:
        """Return a question as the desk asks it: in a view of one state of the register."""

        def ask() -> object:
            with self.desk.register.reading() as work:
                return question(work)

        return ask

    def close(self) -> None:
        """Let go of both."""
        self.raw.close()
        self.desk.register.close()


def measure_reading(path: Path, size: int, turns: int) -> Iterator[Measure]:
    """Yield the rows of what is asked all day, then of the night and of the quarter."""
    with closing(Great(path)) as great:
        yield from _search(great, size, turns)
        yield from _lists(great, turns)
        slow = max(3, turns // 8)
        yield _night(great, slow)
        yield from _forms(great, slow)


def _search(great: Great, size: int, turns: int) -> Iterator[Measure]:
    """The first page of a search; the raw query is the index alone, for as many rows."""
    worst: list[tuple[float, str, list[float], list[float]]] = []
    for typed in SEARCHES:
        match = " ".join(f'"{word}"*' for word in words(typed))
        sql = f"""SELECT search_row.* FROM search_index JOIN search_row ON search_row.id = search_index.rowid
            WHERE search_index MATCH ? ORDER BY search_index.rowid DESC LIMIT {PAGE}"""
        ours, floor = in_turn(
            turns,
            great.asked(lambda work, typed=typed: find(work, great.desk.reference, typed, PAGE, TODAY)),  # type: ignore[misc]
            lambda sql=sql, match=match: great.raw.execute(sql, (match,)).fetchall(),  # type: ignore[misc]
        )
        worst.append((p95(ours) / p95(floor), typed, ours, floor))
    middle = sorted(worst)[len(worst) // 2]
    _, typed, ours, floor = max(worst)
    rows = f"{size:,}".replace(",", ".")
    what = f"tìm trang đầu, p95, {rows} đơn · *search*"
    limit = max(p95(one) for *_, one, _ in worst)
    yield Measure(f"{what}: giữa tám câu, “{middle[1]}”", "FTS5 thô", p95(middle[2]), p95(middle[3]), bar=2.0)
    least = Measure(f"{what}: câu kém nhất, “{typed}”", "FTS5 thô", p95(ours), p95(floor), bar=2.0)
    yield _with_reason(least, _OF_SEARCH)
    yield Measure(f"{what}: câu chậm nhất", "50 ms", limit, 50.0, limit=50.0)


def _lists(great: Great, turns: int) -> Iterator[Measure]:
    today, desk = Day(TODAY, OFFICE_ZONE), great.desk
    for name, view, sql in VIEWS:
        plain = sql.format(place="", way="ASC" if "oldest" in name else "DESC") + f" LIMIT {PAGE}"
        ours, floor = in_turn(
            turns,
            great.asked(lambda work, view=view: read_listed(work, view, today, None, PAGE)),  # type: ignore[misc]
            lambda plain=plain: great.raw.execute(plain).fetchall(),  # type: ignore[misc]
        )
        yield _with_reason(compared(f"danh sách, trang đầu · *{name}*", "SQL thô", ours, floor, bar=2.0), _OF_LISTS)
    ours, floor = in_turn(
        turns,
        great.asked(lambda work: read_board(work, desk.reference, TODAY, None, None, PAGE, forward=True)),
        lambda: great.raw.execute(_OVERDUE).fetchall(),
    )
    yield _with_reason(compared("quá hạn, trang đầu · *overdue*", "SQL thô", ours, floor, bar=2.0), _OF_LISTS)


def _with_reason(one: Measure, why: str) -> Measure:
    """Say what a page costs besides its SQL, where the bar is missed."""
    return replace(one, why=why) if one.met is False else one


def _night(great: Great, turns: int) -> Measure:
    desk = great.desk
    ours, floor = in_turn(
        turns,
        great.asked(lambda work: night(work, desk.reference, TODAY, CountRule.PER_PARTY, OFFICE_ZONE)),
        lambda: best.all_rows(great.raw, best.NIGHT),
    )
    return compared("trang cuối ngày · *nightly page*", "SQL tốt nhất biết được", ours, floor, bar=2.0)


def _forms(great: Great, turns: int) -> Iterator[Measure]:
    desk = great.desk
    with desk.register.reading() as work:
        book = book_of(work, desk.reference)
    for form in book.in_force(QUARTER):
        fill_one = great.asked(
            lambda work, form=form: fill(work, desk.reference, book, form, QUARTER, CountRule.PER_PARTY)  # type: ignore[misc]
        )
        what = f"biểu {form.code}, quý 3 · *form*"
        if form.code not in best.FORMS:
            (ours,) = in_turn(turns, fill_one)
            yield Measure(
                what, "50 ms", statistics.median(ours), 50.0, limit=50.0, why="chỉ có số cán bộ nhập, vài dòng"
            )
            continue
        ours, floor = in_turn(turns, fill_one, lambda form=form: best.all_rows(great.raw, best.FORMS[form.code]))  # type: ignore[misc]
        yield compared(what, "SQL tốt nhất biết được", ours, floor, bar=2.0)
