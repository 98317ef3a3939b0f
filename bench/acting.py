"""Part: one durable act against one raw durable transaction that writes the same rows; and a spreadsheet taken in."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from bench.lives import TODAY
from bench.table import Measure, compared, in_turn
from bench.terminals import ROOT
from reception_tui.config import OFFICE_ZONE
from reception_tui.desk.door import Desk, execute
from reception_tui.desk.opening import open_desk
from reception_tui.desk.reading import read_command
from reception_tui.store.file import PRAGMAS

Written = list[tuple[str, Any, bool]]
_WRITES = ("INSERT", "UPDATE", "DELETE")


class _Watched(sqlite3.Connection):
    """A connection that notes what is written through it, by whatever way."""

    def cursor(self, factory: Any = None) -> Any:
        return super().cursor(partial(_Noting, seen=SEEN) if factory is None else factory)

    def execute(self, text: str, given: Any = ()) -> Any:
        return self.cursor().execute(text, given)

    def executemany(self, text: str, given: Any) -> Any:
        return self.cursor().executemany(text, given)


class _Noting(sqlite3.Cursor):
    def __init__(self, connection: sqlite3.Connection, seen: Written) -> None:
        super().__init__(connection)
        self._seen = seen

    def execute(self, text: str, given: Any = ()) -> Any:
        if text.lstrip().startswith(_WRITES):
            self._seen.append((text, given, False))
        return super().execute(text, given)

    def executemany(self, text: str, given: Any) -> Any:
        rows = list(given)
        if rows and text.lstrip().startswith(_WRITES):
            self._seen.append((text, rows, True))
        return super().executemany(text, rows)


SEEN: Written = []
KEYS_SECONDS = 180
_OF_AN_ACT = "trước khi ghi còn đọc sổ, xét quyền và hồi tị, tính hạn, nối chuỗi băm; đĩa nhanh thì phần ấy càng lộ"


def _now() -> datetime:
    return datetime(TODAY.year, TODAY.month, TODAY.day, 9, tzinfo=OFFICE_ZONE)


def _acts(number: int) -> list[dict[str, Any]]:
    """Return what a morning does again and again: a visit, a petition with a new author, its classification."""
    who = {
        "name": f"Nguyễn Văn Thử {number}",
        "id_number": f"051080{number:06d}",
        "birth_year": 1980,
        "phone": f"0999{number:06d}",
        "address": "thôn 3",
        "commune": "21292",
    }
    content = f"Khiếu nại Quyết định thu hồi đất số {number} của UBND xã Sơn Hạ, loại đất ghi sai"
    return [
        {"act": "log_visit", "people": [who], "content": f"Hỏi về giá bồi thường thửa đất số {number}"},
        {"act": "register_petition", "channel": "post", "petitioners": [who], "content": content},
        {"act": "classify", "kind": "complaint", "field": "land", "jurisdiction": "other"},
    ]


def _do(desk: Desk, acts: Iterator[dict[str, Any]], last: list[str]) -> None:
    fields = next(acts)
    if fields["act"] == "classify":
        fields = fields | {"petition": last[0]}
    last[0] = execute(desk, read_command(fields)[0]).no


def _dotted(count: int) -> str:
    return f"{count:,}".replace(",", ".")


def measure_act(kept: Path, turns: int, size: int) -> Iterator[Measure]:
    """Yield the row of a durable act: three kinds of act in turn, each followed by its rows written raw."""
    with tempfile.TemporaryDirectory() as folder:
        places = {name: Path(folder) / f"{name}.db" for name in ("ours", "raw", "watched")}
        for place in places.values():
            shutil.copyfile(kept, place)
        written = list(_watch(places["watched"], turns + 1))
        desk = open_desk(str(places["ours"]), _now, "lan")
        acts = (act for number in range(turns) for act in _acts(number))
        last = [""]
        with closing(sqlite3.connect(places["raw"], isolation_level=None)) as raw:
            for pragma in PRAGMAS:
                raw.execute(f"PRAGMA {pragma}")
            waiting = iter(written)
            ours, floor = in_turn(turns, lambda: _do(desk, acts, last), lambda: _write(raw, next(waiting)))
        desk.register.close()
    what = f"một bút tích bền vững ({_dotted(size)} đơn) · *one durable act*"
    one = compared(what, "cùng các dòng ấy, sqlite3 thô, một giao dịch bền", ours, floor, bar=3.0)
    yield one if one.met else replace(one, why=_OF_AN_ACT)


def _watch(place: Path, count: int) -> Iterator[Written]:
    """Yield what each of so many acts writes."""
    really = sqlite3.connect
    sqlite3.connect = partial(really, factory=_Watched)  # type: ignore[assignment]
    try:
        desk = open_desk(str(place), _now, "lan")
        acts = (act for number in range(count) for act in _acts(number))
        last = [""]
        for _ in range(count):
            SEEN.clear()
            _do(desk, acts, last)
            yield list(SEEN)
        desk.register.close()
    finally:
        sqlite3.connect = really


def _write(raw: sqlite3.Connection, written: Written) -> None:
    raw.execute("BEGIN IMMEDIATE")
    for text, given, many in written:
        (raw.executemany if many else raw.execute)(text, given)
    raw.execute("COMMIT")


def measure_import(rows: int) -> Iterator[Measure]:
    """Yield the rows of a spreadsheet taken in, through the door and with its reading, by `bench/imports.py`."""
    command = (sys.executable, str(ROOT / "bench" / "imports.py"), str(rows), "--json")
    found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    raw = "`executemany` thô, cùng các dòng"
    for name, what in (("door", "qua cửa · *through the door*"), ("import", "kể cả đọc tệp · *with its reading*")):
        bar = found["bars"]["ratio_of_door" if name == "door" else "ratio"]
        # Speeds and not times are compared: more is better.
        ours, floor = (rows / found["seconds"][one]["wall"] for one in (name, "raw_every_table"))
        yield Measure(f"nhập {_dotted(rows)} dòng bảng tính, {what}", raw, ours, floor, least=bar, unit="dòng/s")


def measure_keys(visits: int) -> Iterator[Measure]:
    """Yield the row of a letter typed into the visit form, by `bench/keys.py`."""
    command = (sys.executable, str(ROOT / "bench" / "keys.py"), str(visits), "--json")
    try:
        told = subprocess.run(command, check=False, capture_output=True, text=True, timeout=KEYS_SECONDS)
        found = json.loads(told.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        why = f"`bench/keys.py {visits}` không cho số trong {KEYS_SECONDS} giây"
        yield Measure("phím → hình · *key to paint*", "Input trống", float("nan"), float("nan"), bar=2.0, why=why)
        return
    desk, bare = found["echo_ms"], found["bare_ms"]
    yield Measure("phím → hình, trung vị · *key to paint*", "Input trống", desk["p50"], bare["p50"], bar=2.0)
    yield Measure("phím → hình, p95", "Input trống", desk["p95"], bare["p95"], bar=2.0)


def measure_size(great: Path, kept: Path, size: int, sample: int) -> Iterator[Measure]:
    """Yield how many bytes a petition takes in all, with visits, decisions, journal and search, against its text."""
    with tempfile.TemporaryDirectory() as folder, closing(sqlite3.connect(Path(folder) / "raw.db")) as raw:
        raw.execute("ATTACH ? AS kept", (str(kept),))
        for table in ("person", "petition", "petition_person", "visit", "visit_person"):
            raw.execute(f"CREATE TABLE {table} AS SELECT * FROM kept.{table}")
        raw.commit()
        raw.execute("DETACH kept")
        (pages,) = raw.execute("PRAGMA page_count").fetchone()
        (each,) = raw.execute("PRAGMA page_size").fetchone()
    taken, floor = great.stat().st_size / size / 1000, pages * each / sample / 1000
    what = f"tệp sổ, mỗi đơn (của {_dotted(size)}) · *bytes per petition*"
    why = "gồm bút tích không sửa được, chữ để tìm, chỉ mục, thời hạn, hướng xử lý"
    yield Measure(what, "riêng bảng đơn, lượt, người, không chỉ mục", taken, floor, unit="kB", why=why)
