"""A recorded morning at the counter, typed through a real terminal: keys per visit, and how soon a letter is seen.

40 visits, one of them a delegation of 30, and 6 petitions. The echo is told as a ratio to an input of textual's own
that gets the same letters in the same run.

Run: python bench/keys.py [VISITS]
"""

from __future__ import annotations

import os
import select
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "terminal"))

from screen import KEYS, Terminal
from streams import Program

from reception_tui.config import OFFICE_ZONE
from reception_tui.desk.drill import Stroke, Visitor, delegation, scratch_register, strokes, visitors
from reception_tui.domain.kinds import VisitResult
from reception_tui.domain.text import clean
from reception_tui.store.reference import build
from reception_tui.store.reference.files import read_files

TODAY = "2026-11-23"
MOST_RETURNING, MOST_NEW, MOST_ECHO = 25, 45, 0.030
QUIET, PATIENCE = 0.006, 3.0
PETITION = (
    Stroke("petition", ("f9",)),
    Stroke("petition", ("ctrl_l",)),
    Stroke("petition", (*"kn", "enter", "enter", *"dat", "f9")),
    Stroke("petition", ("esc",)),
)
SETTLE = {"f2", "f9", "ctrl_l", "esc"}
"""Keys after which another screen opens: what they paint is no echo."""


@dataclass(slots=True)
class Typist:
    """One pair of hands at one terminal, with a watch."""

    terminal: Terminal
    echoes: list[float] = field(default_factory=list)
    keys: int = 0

    def press(self, key: str) -> None:
        """Type one key and wait until it is seen and the screen is still again."""
        code = KEYS.get(key.upper(), key)
        started = time.perf_counter()
        self.terminal.type(code)
        self.keys += 1
        seen = self._painted(0.25 if len(code) > 1 or not code.isprintable() else PATIENCE)
        if len(code) == 1 and code.isprintable():
            self.echoes.append(seen - started)
        self.rest(0.15 if key in SETTLE else QUIET)

    def _painted(self, at_most: float) -> float:
        select.select([self.terminal._fd], [], [], at_most)
        return time.perf_counter()

    def rest(self, quiet: float) -> None:
        """Wait until nothing was painted for so long."""
        while select.select([self.terminal._fd], [], [], quiet)[0]:
            self.terminal.painted += os.read(self.terminal._fd, 65536)

    def escape(self) -> None:
        """Press Esc, which a terminal only tells from a sequence by waiting."""
        self.press("esc")
        self.rest(0.3)


def type_strokes(typist: Typist, typed: Iterable[Stroke]) -> tuple[int, int]:
    """Type everything; return the keys that count, and the letters of free text."""
    counted = free = 0
    for stroke in typed:
        for key in stroke.keys:
            if key == "esc":
                typist.escape()
            else:
                typist.press(key)
        if stroke.free:
            free += len(stroke.keys)
        else:
            counted += len(stroke.keys)
    return counted, free


def morning(count: int) -> list[Visitor]:
    """Return the visitors of the morning, a delegation in the middle of it."""
    files = read_files()
    reference = build(files)
    found = visitors(reference, files, count - 1)
    group = replace(delegation(reference, files), result=VisitResult.PETITION_RECEIVED)
    return [*found[: count // 2], group, *found[count // 2 :]]


def kind_of(visitor: Visitor) -> str:
    """Return how the visit is counted."""
    return "delegation of 30" if visitor.party else ("returning" if visitor.known else "new")


def lost(place: Path, expected: Sequence[Visitor]) -> list[str]:
    """Return the visits that do not stand in the register as they were typed."""
    question = """
        SELECT visit.content, person.name, person.id_number FROM visit
        JOIN visit_person ON visit_person.visit_id = visit.id JOIN person ON person.id = visit_person.person_id"""
    with closing(sqlite3.connect(place)) as connection:
        kept = Counter(connection.execute(question).fetchall())
    wanted = [(one.content, who.name, who.id_number) for one in expected for who in (one.entry, *one.party)]
    return [" · ".join(row) for row in wanted if kept[clean(row[0]), row[1], row[2]] == 0]


def percentiles(echoes: Sequence[float]) -> tuple[float, float]:
    """Return the median and the 95th percentile."""
    return statistics.median(echoes), statistics.quantiles(echoes, n=20)[18]


def bare_input(letters: int) -> list[float]:
    """Return the echoes of textual's own input, given as many letters."""
    typist = Typist(Program("input"))
    typist.rest(0.6)
    for letter in ("nguyen van an " * (letters // 14 + 1))[:letters]:
        typist.press(letter)
    typist.terminal.kill()
    return typist.echoes


def main() -> int:
    """Print the table; exit 1 when a figure misses its bar."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    people = morning(count)
    now = datetime.fromisoformat(f"{TODAY}T07:30").replace(tzinfo=OFFICE_ZONE)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "morning.db"
        scratch_register(place, people, lambda: now)
        desk = Terminal("--db", str(place), "--today", TODAY, "--lang", "vi")
        typist = Typist(desk)
        typist.rest(1.0)
        keys: dict[str, list[int]] = {}
        seconds: dict[str, list[float]] = {}
        for visitor in people:
            started = time.perf_counter()
            counted, _ = type_strokes(typist, strokes(visitor))
            seconds.setdefault(kind_of(visitor), []).append(time.perf_counter() - started)
            keys.setdefault(kind_of(visitor), []).append(counted)
            if visitor.result is VisitResult.PETITION_RECEIVED:
                keys.setdefault("petition", []).append(type_strokes(typist, PETITION)[0])
        typist.rest(0.5)
        desk.kill()
        missing = lost(place, people)
    floor = bare_input(300)
    return report(keys, seconds, typist, floor, missing)


def report(
    keys: dict[str, list[int]],
    seconds: dict[str, list[float]],
    typist: Typist,
    floor: Sequence[float],
    missing: Sequence[str],
) -> int:
    """Print what was measured and return 0 when all of it is good enough."""
    for kind, counts in keys.items():
        took = f"{statistics.mean(seconds[kind]):6.2f} s" if kind in seconds else ""
        print(f"{kind:<18} {len(counts):>3} × keys besides free text: mean {statistics.mean(counts):6.1f}", end="")
        print(f"  most {max(counts):>4}  {took}")
    half, tail = percentiles(typist.echoes)
    bare_half, bare_tail = percentiles(floor)
    print(f"echo of a letter   p50 {half * 1000:6.1f} ms = {half / bare_half:4.2f} × a bare input", end="")
    print(f"   p95 {tail * 1000:6.1f} ms = {tail / bare_tail:4.2f} ×   ({len(typist.echoes)} letters)")
    print(f"a bare input       p50 {bare_half * 1000:6.1f} ms   p95 {bare_tail * 1000:6.1f} ms")
    print(f"{typist.keys} keys typed, {len(missing)} people not as typed")
    for line in missing[:5]:
        print(f"  missing: {line}")
    good = (
        max(keys.get("returning", [0])) <= MOST_RETURNING
        and max(keys.get("new", [0])) <= MOST_NEW
        and tail <= max(MOST_ECHO, 2 * bare_tail)
        and not missing
    )
    print("every figure meets its bar" if good else "a figure misses its bar")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
