"""How long desks wait for their turn to write: so many desks at one register, simulated with acts measured here.

    .venv/bin/python bench/province.py                 acts measured on a new SQLite file
    .venv/bin/python bench/province.py --server        … on a private PostgreSQL server that brings each act to disk
    … --round-trip-ms 20                               as if the server lay that far from the desks

Acts of a register are written one after another, so its desks are a line before one window. First one desk does random
acts on a fresh register and each is timed; then desks that rest at random between two acts are let loose on that
window for a simulated hour, each act taking as long as one of those measured. It prints one JSON document.
"""

from __future__ import annotations

import argparse
import heapq
import json
import random
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import monotonic

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parent))

import desks
from sqlalchemy import event

from reception_tui.desk.door import Desk
from reception_tui.domain.errors import RegisterError
from reception_tui.store.engine import url_of
from reception_tui.store.reference import build
from reception_tui.store.reference.files import read_files
from reception_tui.store.register import create_register, open_register
from tests.postgres import private_server

HOUR = 3600.0

SITES = (
    ("board of a province, 12 desks", 12, 30.0),
    ("province: 96 communes with 2 desks, 8 at the board", 200, 30.0),
    ("the same, every desk in a rush", 200, 10.0),
    ("province of 500 desks in a rush", 500, 10.0),
    ("34 provinces in one database", 34 * 200, 30.0),
)
"""A name, so many desks, and seconds of rest between two acts of one desk, on average."""


def measured(url: str, acts: int, rng: random.Random, round_trip: float) -> list[float]:
    """Return how many seconds each of so many random acts of one desk took, with a round trip for each statement."""
    files = read_files()
    create_register(url, files, desks.OFFICER, "", desks.now()).close()
    desk = Desk(open_register(url), build(files), desks.OFFICER, desks.now)
    statements = [0]
    event.listen(desk.register.engine, "before_cursor_execute", lambda *_: statements.__setitem__(0, statements[0] + 1))
    took, last = [], 0
    while len(took) < acts:
        name, fields = desks.choose(desk, rng, f"p-{len(took)}", last)
        began, statements[0] = monotonic(), 0
        try:
            last = desks.do(desk, name, **fields).entry
        except RegisterError:
            continue
        took.append(monotonic() - began + round_trip * statements[0])
    desk.register.close()
    return took


def simulated(took: Sequence[float], count: int, rest: float, rng: random.Random) -> dict[str, float]:
    """Return how busy the window is and how long desks wait at it; `count` desks rest `rest` seconds on average."""
    asking = [(rng.expovariate(1 / rest), desk) for desk in range(count)]
    heapq.heapify(asking)
    free, busy, waits = 0.0, 0.0, []
    while asking and asking[0][0] < HOUR:
        at, desk = heapq.heappop(asking)
        begins = max(at, free)
        spent = rng.choice(took)
        free, busy = begins + spent, busy + spent
        waits.append(begins - at)
        heapq.heappush(asking, (free + rng.expovariate(1 / rest), desk))
    waits.sort()
    part = {"median": 0.5, "p95": 0.95, "p99": 0.99, "longest": 1.0}
    shown = {name: waits[min(len(waits) - 1, int(len(waits) * of))] for name, of in part.items()}
    return {
        "acts_per_second": round(len(waits) / HOUR, 2),
        "busy_percent": round(100 * busy / max(HOUR, free), 1),
        **{f"wait_{name}_ms": round(1000 * seconds, 1) for name, seconds in shown.items()},
    }


def main() -> int:
    """Measure, simulate, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--server", action="store_true")
    parser.add_argument("--acts", type=int, default=500)
    parser.add_argument("--round-trip-ms", type=float, default=0.0)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    rng = random.Random(args.seed)
    if args.server:
        with private_server(durable=True) as server:
            took = measured(server.url(server.fresh()), args.acts, rng, args.round_trip_ms / 1000)
    else:
        with tempfile.TemporaryDirectory() as folder:
            took = measured(url_of(Path(folder) / "province.db"), args.acts, rng, args.round_trip_ms / 1000)
    took.sort()
    found = {
        "engine": "postgresql" if args.server else "sqlite",
        "act_ms": {
            "median": round(1000 * took[len(took) // 2], 1),
            "p95": round(1000 * took[int(len(took) * 0.95)], 1),
        },
        "sites": [
            {"site": site, "desks": count, "rest_seconds": rest, **simulated(took, count, rest, rng)}
            for site, count, rest in SITES
        ],
    }
    print(json.dumps(found, ensure_ascii=False, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
