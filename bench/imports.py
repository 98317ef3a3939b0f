"""How fast a spreadsheet is taken in, as a share of what SQLite needs for the very same rows by raw `executemany`.

    python bench/imports.py [ROWS] [--json]

The floor writes every row of every table that the import wrote (records, people, links, limits, search, its index, the
journal and its words) into a register of its own with the same schema, indexes and settings, in one transaction, each
table by one `executemany` of the driver. Both runs include the commit. Reading the file is part of the import; the
share of the door is without it. Then the batch is taken back and done again. Every time is told twice: by the clock on
the wall, and of the processor, which says more on a machine that does other things too.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import resource
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from reception_tui.config import OFFICE_ZONE
from reception_tui.desk.door import Desk, execute
from reception_tui.desk.importing.report import open_sheets, prepared_at, take_in, try_out
from reception_tui.domain.commands import Undo
from reception_tui.domain.kinds import Book
from reception_tui.domain.office import Officer
from reception_tui.store.engine import url_of
from reception_tui.store.file import PRAGMAS
from reception_tui.store.reference import build
from reception_tui.store.reference.files import read_files
from reception_tui.store.register import create_register, open_register

Answer = TypeVar("Answer")

ROWS = 100_000
DOMAIN = ("person", "visit", "visit_person")
_FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ")
_MIDDLES = ("Văn", "Thị", "Hữu", "Minh", "Ngọc", "Thanh", "Đức", "Quang")
_NAMES = ("An", "Bình", "Cường", "Dũng", "Hạnh", "Hoa", "Lan", "Mai", "Phúc", "Sơn", "Thảo", "Tuấn", "Yến")
_WHAT = (
    "bồi thường khi thu hồi đất",
    "cấp giấy chứng nhận quyền sử dụng đất",
    "chế độ người có công",
    "ô nhiễm môi trường",
)


def rows(count: int) -> Iterator[list[str]]:
    """Yield the rows of a reception book over four years, always the same ones."""
    pick = random.Random(7)
    for number in range(1, count + 1):
        day = date(2021, 1, 4) + timedelta(days=number * 1400 // count)
        name = f"{pick.choice(_FAMILIES)} {pick.choice(_MIDDLES)} {pick.choice(_NAMES)}"
        yield [
            str(number),
            day.strftime("%d/%m/%Y"),
            name,
            f"thôn {pick.randint(1, 9)}, xã Tịnh Hòa",
            f"0510{pick.randint(10_000_000, 99_999_999)}",
            f"Đề nghị xem xét {pick.choice(_WHAT)}, thửa {pick.randint(1, 999)} tờ bản đồ số {pick.randint(1, 60)}",
            "Giải thích",
        ]


@dataclass(frozen=True, slots=True)
class Spent:
    """How long something took, in seconds: by the clock on the wall, and of the processor."""

    wall: float
    cpu: float

    def __add__(self, other: Spent) -> Spent:
        return Spent(self.wall + other.wall, self.cpu + other.cpu)

    def share_of(self, other: Spent) -> dict[str, float]:
        """Return how much of the other time this one is."""
        return {"wall": round(self.wall / other.wall, 4), "cpu": round(self.cpu / other.cpu, 4)}

    def shown(self) -> dict[str, float]:
        """Return both times, rounded."""
        return {"wall": round(self.wall, 3), "cpu": round(self.cpu, 3)}


def timed(work: Callable[[], Answer]) -> tuple[Answer, Spent]:
    """Do something and return its answer with what it took."""
    wall, cpu = time.perf_counter(), time.process_time()
    answer = work()
    return answer, Spent(time.perf_counter() - wall, time.process_time() - cpu)


def measure(count: int) -> dict[str, Any]:
    """Return times and shares of taking in that many rows, taking them back, and doing that again."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        empty, full, raw = place / "empty.db", place / "full.db", place / "raw.db"
        sheet = place / "so.csv"
        with sheet.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerow(["STT", "Ngày tiếp", "Họ và tên", "Địa chỉ", "CCCD", "Nội dung", "Kết quả"])
            writer.writerows(rows(count))
        files = read_files()
        officer = Officer("lan", "Lan", frozenset({"head", "keeper", "handler"}))
        now = datetime(2026, 11, 23, 9, tzinfo=OFFICE_ZONE)
        create_register(url_of(empty), files, officer, "", now).close()
        shutil.copyfile(empty, full)
        register = open_register(url_of(full))
        desk = Desk(register, build(files), officer, lambda: now)
        prepared, reading = timed(lambda: prepared_at(desk, open_sheets(sheet), Book.VISITS))
        tried, trying = timed(lambda: try_out(desk, prepared))
        report, door = timed(lambda: take_in(desk, prepared, sheet.name))
        assert report.ok == tried.ok == count, report.rejected[:3]
        # The floor is read from the register as the import left it, before anything is taken back.
        every, domain = floor(empty, full, raw), floor(empty, full, raw, DOMAIN)
        undone, undo = timed(lambda: execute(desk, Undo(entry=report.entry or 0)))
        _, redo = timed(lambda: execute(desk, Undo(entry=undone.entry)))
        register.close()
    return {
        "rows": count,
        "seconds": {
            "reading": reading.shown(),
            "dry_run": trying.shown(),
            "door": door.shown(),
            "import": (reading + door).shown(),
            "undo": undo.shown(),
            "redo": redo.shown(),
            "raw_every_table": every.shown(),
            "raw_records_alone": domain.shown(),
        },
        "rows_per_second": round(count / (reading + door).wall),
        "ratio": every.share_of(reading + door),
        "ratio_of_door": every.share_of(door),
        "ratio_records_alone": domain.share_of(reading + door),
        "peak_megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "bars": {"ratio": 0.15, "ratio_of_door": 0.20},
    }


def main() -> None:
    """Measure, and print times and shares for people or as one JSON document."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", nargs="?", type=int, default=ROWS)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    found = measure(args.rows)
    if args.json:
        print(json.dumps(found, ensure_ascii=False, indent=1))
        return
    print(f"{found['rows']:,} rows, {found['rows_per_second']:,}/s, at most {found['peak_megabytes']:,} MB")
    for name, spent in found["seconds"].items():
        print(f"{name:<20} {spent['wall']:8.2f} s on the wall {spent['cpu']:8.2f} s of the processor")
    for name in ("ratio", "ratio_of_door", "ratio_records_alone"):
        bar = found["bars"].get(name)
        told = f"   bar {bar:.0%}" if bar else ""
        print(f"{name:<20} {found[name]['wall']:8.1%} on the wall {found[name]['cpu']:8.1%} of the processor{told}")


def floor(empty: Path, full: Path, raw: Path, only: tuple[str, ...] = ()) -> Spent:
    """Return the time that SQLite needs for the rows that `full` has more than `empty`."""
    shutil.copyfile(empty, raw)
    source = sqlite3.connect(full)
    target = sqlite3.connect(raw, isolation_level=None)
    for pragma in PRAGMAS:
        target.execute(f"PRAGMA {pragma}")
    target.execute("PRAGMA foreign_keys=OFF")
    waiting = []
    for (name,) in source.execute(
        "SELECT name FROM sqlite_master WHERE type='table' AND name NOT LIKE 'search_index%'"
    ):
        known = {row[0] for row in target.execute(f'SELECT rowid FROM "{name}"')}
        found = [row for row in source.execute(f'SELECT rowid, * FROM "{name}"') if row[0] not in known]
        if found and (not only or name in only):
            marks = ",".join("?" * (len(found[0]) - 1))
            waiting.append((f'INSERT INTO "{name}" VALUES ({marks})', [row[1:] for row in found]))
    if not only:
        folded = source.execute("SELECT id, folded FROM search_row").fetchall()
        waiting.append(("INSERT INTO search_index(rowid, folded) VALUES (?, ?)", folded))

    def write() -> None:
        target.execute("BEGIN IMMEDIATE")
        for statement, values in waiting:
            target.executemany(statement, values)
        target.execute("COMMIT")

    _, took = timed(write)
    target.close()
    source.close()
    return took


if __name__ == "__main__":
    main()
