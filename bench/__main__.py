"""Everything measured by one command, each figure a ratio to a floor or a peer of the same run.

    python -m bench [--quick] [--keep DIR] [--peers DIR] [--json FILE] [--readme FILE] [--only PART …]

Writes the table into README.md between its marks. A register of a million petitions is built at the first run and kept.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench import acting, growth, reading, starting
from bench.great import KEPT, LARGEST, great_register
from bench.lives import PETITIONS
from bench.table import Measure, as_json, as_markdown, put_into, told_of
from bench.terminals import ROOT


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is done: the size of the register, how often each thing is, and where registers and peers lie."""

    keep: Path
    peers: Path | None
    size: int = LARGEST
    template: int = PETITIONS
    turns: int = 60
    rounds: int = 11
    visits: int = 12
    rows: int = 30_000

    def register(self, petitions: int) -> Path:
        """Return the kept register of that size."""
        return great_register(self.keep, petitions, min(self.template, petitions))

    def sizes(self) -> list[int]:
        """Return the sizes by which growth is told: powers of ten up to the largest."""
        found = [self.size]
        while found[0] > self.template:
            found.insert(0, found[0] // 10)
        return found


def quick(keep: Path, peers: Path | None) -> Plan:
    """Return the plan that shows in about two minutes that all of it works."""
    return Plan(keep, peers, size=10_000, turns=16, rounds=3, visits=3, rows=5_000)


def _start(plan: Plan) -> Iterator[Measure]:
    yield from starting.measure_start(plan.register(plan.template), plan.rounds, plan.peers)


def _keys(plan: Plan) -> Iterator[Measure]:
    yield from acting.measure_keys(plan.visits)


def _read(plan: Plan) -> Iterator[Measure]:
    yield from reading.measure_reading(plan.register(plan.size), plan.size, plan.turns)


def _act(plan: Plan) -> Iterator[Measure]:
    size = min(plan.size, growth.LARGEST_COPIED)
    yield from acting.measure_act(plan.register(size), plan.turns * 3, size)


def _import(plan: Plan) -> Iterator[Measure]:
    yield from acting.measure_import(plan.rows)


def _weight(plan: Plan) -> Iterator[Measure]:
    great = plan.register(plan.size)
    yield from starting.measure_memory(great, plan.size)
    yield from acting.measure_size(great, plan.register(min(plan.size, 10_000)), plan.size, min(plan.size, 10_000))


def _growth(plan: Plan) -> Iterator[Measure]:
    yield from growth.measure_growth([(one, plan.register(one)) for one in plan.sizes()], plan.turns // 2)


PARTS: dict[str, Callable[[Plan], Iterator[Measure]]] = {
    "start": _start,
    "keys": _keys,
    "read": _read,
    "act": _act,
    "import": _import,
    "weight": _weight,
    "growth": _growth,
}


def run(plan: Plan, parts: list[str]) -> list[Measure]:
    """Return the rows of the parts, each told as soon as it is known."""
    found = []
    for name in parts:
        for one in PARTS[name](plan):
            said = {True: "met", False: "MISSED", None: ""}[one.met]
            print(f"{one.ratio:7.2f} × {said:<7} {one.what} / {one.against}  {one.why}", file=sys.stderr, flush=True)
            found.append(one)
    return found


def main(arguments: list[str] | None = None) -> int:
    """Measure, and write table and JSON; 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--quick", action="store_true", help="10,000 petitions, a few turns")
    parser.add_argument("--keep", type=Path, default=KEPT, help="folder in which the registers are kept")
    parser.add_argument("--peers", type=Path, help="folder that holds vit, vd, harlequin, posting")
    parser.add_argument("--json", type=Path, help="file for everything measured")
    parser.add_argument("--readme", type=Path, help="page whose table is written anew; README.md but with --quick")
    parser.add_argument("--only", nargs="+", choices=list(PARTS), default=list(PARTS), help="parts to measure")
    args = parser.parse_args(arguments)
    plan = quick(args.keep, args.peers) if args.quick else Plan(args.keep, args.peers)
    began = time.perf_counter()
    rows = run(plan, args.only)
    parts = () if args.only == list(PARTS) else args.only
    told = told_of(time.perf_counter() - began, f"{plan.size:,} đơn".replace(",", "."), parts)
    page = args.readme or (None if args.quick or args.only != list(PARTS) else ROOT / "README.md")
    if page is not None:
        put_into(page, as_markdown(rows, told))
    else:
        print(as_markdown(rows, told))
    if args.json is not None:
        args.json.write_text(as_json(rows, told), encoding="utf-8")
    return 1 if any(one.met is False for one in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
