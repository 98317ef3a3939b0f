"""How long 100,000 deadlines take, as a ratio to a plain loop that only counts the days.

Run: python bench/deadlines.py [COUNT]
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from reception_tui.domain.calendar import WorkCalendar
from reception_tui.domain.deadline import Clock, compute
from reception_tui.domain.reference import Reference
from reception_tui.domain.rules import Measure, Provision, Unit
from reception_tui.store.reference import build
from reception_tui.store.reference.files import read_files

ROOT = Path(__file__).resolve().parents[1]
SOON = 5
Question = tuple[Provision, date]


def questions(reference: Reference, count: int) -> list[Question]:
    """Return so many stages with a day, the same at every run."""
    dice = random.Random(1)
    limits = [one for one in reference.book.provisions if one.measure is Measure.LIMIT and one.until is None]
    first = date(2026, 7, 1)
    return [(dice.choice(limits), first + timedelta(days=dice.randrange(120))) for _ in range(count)]


def plain_loop(asked: list[Question], calendar: WorkCalendar) -> float:
    """Count the days and nothing else; return the seconds."""
    off, worked = set(calendar.days_off), set(calendar.worked_saturdays)
    one = timedelta(days=1)
    started = time.perf_counter()
    for rule, anchor in asked:
        day, left = anchor, rule.limit or 0
        working_only = rule.unit is Unit.WORKING_DAYS
        while left:
            day += one
            if not working_only or day in worked or (day.weekday() < 5 and day not in off):
                left -= 1
        while not (day in worked or (day.weekday() < 5 and day not in off)):
            day += one
    return time.perf_counter() - started


def engine(asked: list[Question], reference: Reference) -> float:
    """Compute due date and state of each; return the seconds."""
    as_of = date(2026, 11, 23)
    started = time.perf_counter()
    for rule, anchor in asked:
        compute(Clock(rule, anchor), reference.calendar, as_of, SOON)
    return time.perf_counter() - started


def batch(asked: list[Question]) -> float:
    """Run `reception deadline --batch` as a whole process, steps and sentences in JSON; return the seconds."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "questions.jsonl"
        lines = (json.dumps({"stage": rule.stage, "on": anchor.isoformat()}) for rule, anchor in asked)
        file.write_text("\n".join(lines), encoding="utf-8")
        command = [
            sys.executable,
            "-m",
            "reception_tui",
            "deadline",
            "--batch",
            str(file),
            "--json",
            "--today",
            "2026-11-23",
        ]
        environment = {"PYTHONPATH": str(ROOT), "HOME": folder, "PATH": "/usr/bin:/bin"}
        started = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment, cwd=ROOT)
        return time.perf_counter() - started


def main() -> int:
    """Print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    reference = build(read_files())
    asked = questions(reference, count)
    floor = min(plain_loop(asked, reference.calendar) for _ in range(3))
    counted = min(engine(asked, reference) for _ in range(3))
    whole = batch(asked)
    print(f"{count} deadlines")
    for name, seconds in (
        ("plain loop over the days", floor),
        ("engine: due date and state", counted),
        ("batch run, JSON with every step", whole),
    ):
        print(f"{name:<34} {seconds:8.2f} s  {seconds / floor:6.2f} × the plain loop  {count / seconds:10.0f}/s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
