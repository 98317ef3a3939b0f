"""How fast a spreadsheet is taken in, as a share of what SQLite needs for the very same rows by raw `executemany`.

    python bench/imports.py [ROWS]

The floor writes every row of every table that the import wrote (records, people, links, limits, search, its index, the
journal and its words) into a register of its own with the same schema, indexes and settings, in one transaction, each
table by one `executemany` of the driver. Both runs include the commit. Reading the file is part of the import.
"""

from __future__ import annotations

import csv
import random
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from reception_tui.config import OFFICE_ZONE
from reception_tui.desk.door import Desk
from reception_tui.desk.importing.report import open_sheets, prepared_at, take_in
from reception_tui.domain.kinds import Book
from reception_tui.domain.office import Officer
from reception_tui.store.engine import url_of
from reception_tui.store.file import PRAGMAS
from reception_tui.store.reference import build
from reception_tui.store.reference.files import read_files
from reception_tui.store.register import create_register, open_register

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


def main(count: int) -> None:
    """Measure and print both speeds and the ratio."""
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
        began = time.perf_counter()
        prepared = prepared_at(desk, open_sheets(sheet), Book.VISITS)
        read = time.perf_counter() - began
        report = take_in(desk, prepared, sheet.name, doubles=False)
        took = time.perf_counter() - began
        register.close()
        print(f"{report.ok} of {report.rows} rows in {took:.1f} s ({report.ok / took:,.0f}/s; reading {read:.1f} s)")
        every = floor(empty, full, raw)
        domain = floor(empty, full, raw, DOMAIN)
        print(f"raw executemany of every row of every table: {every:.1f} s; ratio {every / took:.1%}")
        print(f"raw executemany of {', '.join(DOMAIN)} alone: {domain:.1f} s; ratio {domain / took:.1%}")


def floor(empty: Path, full: Path, raw: Path, only: tuple[str, ...] = ()) -> float:
    """Return the seconds that SQLite needs for the rows that `full` has more than `empty`."""
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
    began = time.perf_counter()
    target.execute("BEGIN IMMEDIATE")
    for statement, values in waiting:
        target.executemany(statement, values)
    target.execute("COMMIT")
    took = time.perf_counter() - began
    target.close()
    source.close()
    return took


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
