"""The table of the bench: a row for each thing measured, with its floor or peer, its bar, and whether it is met."""

from __future__ import annotations

import json
import platform
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from math import isfinite
from pathlib import Path

MARKS = ("<!-- bench -->", "<!-- /bench -->")


@dataclass(frozen=True, slots=True)
class Measure:
    """One row. `bar` is the most that the ratio may be; `least` the least where more is better; 0 where none is set.

    `took` and `floor` are milliseconds unless `unit` says otherwise. `why` tells why a bar is not met, or what was left
    out; `limit` is a bar on `took` itself.
    """

    what: str
    against: str
    took: float
    floor: float
    bar: float = 0.0
    least: float = 0.0
    limit: float = 0.0
    unit: str = "ms"
    why: str = ""

    @property
    def ratio(self) -> float:
        """Return how many times its floor it took."""
        return self.took / self.floor if self.floor else float("nan")

    @property
    def met(self) -> bool | None:
        """Tell whether the bar is met; None where there is none."""
        if not (self.bar or self.least or self.limit):
            return None
        good = (not self.bar or self.ratio <= self.bar) and (not self.least or self.ratio >= self.least)
        return good and (not self.limit or self.took <= self.limit)


def in_turn(turns: int, *works: Callable[[], object]) -> list[list[float]]:
    """Return the milliseconds of each work, done in turn so that what else the machine does falls on all alike."""
    for work in works:
        work()
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(turns):
        for work, times in zip(works, taken, strict=True):
            began = time.perf_counter()
            work()
            times.append((time.perf_counter() - began) * 1000)
    return taken


def p95(times: Sequence[float]) -> float:
    """Return the 95th percentile."""
    return sorted(times)[min(len(times) - 1, len(times) * 95 // 100)]


def compared(what: str, against: str, ours: Sequence[float], floor: Sequence[float], **bars: float) -> Measure:
    """Return a row from the medians of two runs done in turn."""
    return Measure(what, against, statistics.median(ours), statistics.median(floor), **bars)  # type: ignore[arg-type]


def as_markdown(rows: Iterable[Measure], told: str) -> str:
    """Return the table as it stands in README.md."""
    lines = ["| đo gì · *what* | so với · *against* | tỉ số · *ratio* | mức · *bar* | |", "|---|---|---|---|---|"]
    for one in rows:
        lines.append(f"| {one.what} | {one.against} | {_ratio(one)} | {_bar(one)} | {_verdict(one)} |")
    return "\n".join([*lines, "", told])


def _ratio(one: Measure) -> str:
    return f"{_number(one.ratio)} ×" if isfinite(one.ratio) else "–"


def _bar(one: Measure) -> str:
    parts = [f"≤ {_number(one.bar)} ×"] if one.bar else []
    parts += [f"≥ {_number(one.least)} ×"] if one.least else []
    parts += [f"< {_number(one.limit)} {one.unit}"] if one.limit else []
    return ", ".join(parts) or "–"


def _verdict(one: Measure) -> str:
    took = f"{_number(one.took)} : {_number(one.floor)} {one.unit}" if isfinite(one.ratio) else ""
    said = {True: "đạt", False: "**chưa đạt**", None: ""}[one.met]
    return " · ".join(filter(None, (said, took, one.why)))


def _number(value: float) -> str:
    return f"{value:,.0f}".replace(",", ".") if value >= 1000 else f"{value:.3g}"


def told_of(taken: float, size: str, parts: Sequence[str] = ()) -> str:
    """Return the line under the table: by which command, which parts where not all, where and how long."""
    only = f' BENCH="--only {" ".join(parts)}"' if parts else ""
    return (
        f"`make bench{only}` ({size}, {taken / 60:.0f} phút), Python {platform.python_version()}, SQLite "
        f"{sqlite3.sqlite_version}, {platform.system()} {platform.machine()}; trung vị, hai vế của mỗi tỉ số đo xen kẽ."
    )


def put_into(page: Path, table: str) -> None:
    """Put the table between the marks of a page."""
    text = page.read_text(encoding="utf-8")
    first, last = MARKS
    before, _, rest = text.partition(first)
    _, found, after = rest.partition(last)
    if not found:
        message = f"{page} has no marks {first} … {last}"
        raise SystemExit(message)
    page.write_text(f"{before}{first}\n{table}\n{last}{after}", encoding="utf-8")


def as_json(rows: Iterable[Measure], told: str) -> str:
    """Return everything measured as one JSON document."""
    found = [asdict(one) | {"ratio": round(one.ratio, 4), "met": one.met} for one in rows]
    return json.dumps({"told": told, "rows": found}, ensure_ascii=False, indent=1)
