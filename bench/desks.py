"""Many desks at once on one register, killed at random or let run: is anything lost, doubled or overwritten?

    .venv/bin/python bench/desks.py kills --kills 2000
    .venv/bin/python bench/desks.py acts --desks 8 --acts 100000
    … --db URL|FILE            on a register of your own; otherwise on a private PostgreSQL server that is made for it

`kills` ends desks with kill -9 in the middle of writing, and now and then the server as a loss of power does. `acts`
lets desks do random acts on the same petitions. Both then read everything again: every acknowledged act must be there
once, numbers without gap or double, each change made to what the one before it had left, the journal whole, and
`reception check` content. It prints one JSON document and ends with 1 when something does not hold.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import select
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from reception_tui.config import OFFICE_ZONE
from reception_tui.desk.checking import check
from reception_tui.desk.door import Desk, execute
from reception_tui.desk.reading import read_command
from reception_tui.domain.errors import RegisterError, RegisterUnreachable, StorageTrouble
from reception_tui.domain.office import Officer
from reception_tui.domain.reference import Reference
from reception_tui.store import integrity, journal
from reception_tui.store.engine import url_of
from reception_tui.store.reference import build
from reception_tui.store.reference.files import read_files
from reception_tui.store.register import Register, create_register, open_register
from tests.postgres import Server, private_server

OFFICER = Officer("lan", "Lan", frozenset({"receiver", "handler", "head", "keeper"}))
MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=OFFICE_ZONE)
SERVER_EVERY = 40
"""One kill in so many is the server's."""


_SHARES = (("median", 0.5), ("p95", 0.95), ("p99", 0.99), ("longest", 1.0))

LONGEST_PAUSE = 0.6
"""So many seconds pass between two kills at most."""


def now() -> datetime:
    return MORNING


@dataclass(slots=True)
class Child:
    """A desk in a process of its own, and the end of the pipe on which it acknowledges."""

    pid: int
    pipe: int
    left: bytes = b""
    told: list[dict[str, Any]] = field(default_factory=list)

    def hear(self) -> bool:
        """Read what has been acknowledged; False at the end of the pipe."""
        found = os.read(self.pipe, 1 << 16)
        *lines, self.left = (self.left + found).split(b"\n")
        self.told += [json.loads(line) for line in lines]
        return bool(found)

    def kill(self) -> list[dict[str, Any]]:
        """Kill the desk; return everything that it had acknowledged."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        return self.drained()

    def drained(self) -> list[dict[str, Any]]:
        while self.hear():
            pass
        os.close(self.pipe)
        return self.told


def fork(work: Callable[[Callable[[dict[str, Any]], None]], None]) -> Child:
    """Let `work` run in a process of its own that has everything loaded already."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writing)
        return Child(pid, reading)
    os.close(reading)

    def acknowledge(fact: dict[str, Any]) -> None:
        os.write(writing, json.dumps(fact).encode() + b"\n")

    try:
        work(acknowledge)
    except BaseException as error:  # noqa: BLE001 - whatever ends a desk is told, and fails the run
        acknowledge({"error": repr(error)[:300]})
        os._exit(1)
    os._exit(0)


def _patiently_open(url: str) -> Register:
    """Return the register, once its server is there."""
    while True:
        with suppress(RegisterUnreachable):
            return open_register(url)


def do(desk: Desk, act: str, **fields: Any) -> Any:
    command, _ = read_command({"act": act, **fields})
    return execute(desk, command)


def visits_without_end(url: str, reference: Reference, mark: str) -> Callable[[Callable[[dict[str, Any]], None]], None]:
    """Return the work of a desk that logs visits until it is killed."""

    def work(acknowledge: Callable[[dict[str, Any]], None]) -> None:
        desk = Desk(_patiently_open(url), reference, OFFICER, now)
        for n in range(10**9):
            token = f"{mark}-{n}"
            try:
                done = do(desk, "log_visit", people=[{"name": f"Người {token}"}], content=token)
            except StorageTrouble as trouble:
                acknowledge({"trouble": trouble.code})
            else:
                acknowledge({"token": token, "no": done.no})

    return work


def kills(
    url: str, reference: Reference, wanted: int, desks: int, rng: random.Random, server: Server | None
) -> dict[str, Any]:
    """Kill at random while desks write; return what was acknowledged and how often what was killed."""
    started = 0

    def start() -> Child:
        nonlocal started
        started += 1
        return fork(visits_without_end(url, reference, f"k{started}"))

    children = [start() for _ in range(desks)]
    told: list[dict[str, Any]] = []
    killed: Counter[str] = Counter()
    while sum(killed.values()) < wanted:
        until = monotonic() + rng.uniform(0.0, LONGEST_PAUSE)
        while (left := until - monotonic()) > 0:
            for pipe in select.select([one.pipe for one in children], [], [], left)[0]:
                next(one for one in children if one.pipe == pipe).hear()
        if server is not None and sum(killed.values()) % SERVER_EVERY == SERVER_EVERY - 1:
            server.restart()
            killed["server"] += 1
        else:
            at = rng.randrange(len(children))
            told += children[at].kill()
            killed["desk"] += 1
            children[at] = start()
        if sum(killed.values()) % 100 == 0:
            print(f"{sum(killed.values())} kills, {len(told)} acknowledged", file=sys.stderr, flush=True)
    for one in children:
        told += one.kill()
    return {"killed": dict(killed), "told": told}


def random_acts(
    url: str, reference: Reference, seed: int, share: int, until: float
) -> Callable[[Callable[[dict[str, Any]], None]], None]:
    """Return the work of a desk that does `share` random acts, on papers that the other desks are at as well."""

    def work(acknowledge: Callable[[dict[str, Any]], None]) -> None:
        rng = random.Random(seed)
        desk = Desk(open_register(url), reference, OFFICER, now)
        last = 0
        for n in range(share):
            if monotonic() > until:
                break
            token = f"d{seed}-{n}"
            name, fields = choose(desk, rng, token, last)
            began = monotonic()
            try:
                done = do(desk, name, **fields)
            except RegisterError as refused:
                acknowledge({"refused": refused.code, "took": monotonic() - began})
                continue
            last = done.entry
            took = monotonic() - began
            acknowledge({"token": token, "act": name, "no": done.no, "entry": done.entry, "took": took})

    return work


def choose(desk: Desk, rng: random.Random, token: str, last: int) -> tuple[str, dict[str, Any]]:
    """Return a random act: a new record, or a change of one of the newest petitions as it was just seen."""
    dice = rng.random()
    if dice < 0.35:
        return "log_visit", {"people": [{"name": f"Người {token}"}], "content": token}
    if dice < 0.5:
        return "register_petition", {"channel": "post", "petitioners": [{"name": f"Người {token}"}], "content": token}
    if dice < 0.56 and last:
        return "undo", {"entry": last}
    with desk.register.reading() as work:
        # A few papers for all, so that desks meet on them.
        seen = work.connection.exec_driver_sql("SELECT no, version, kind FROM petition ORDER BY id DESC LIMIT 12").all()
    if not seen:
        return "log_visit", {"head_count": 1, "content": token}
    no, version, kind = rng.choice(seen)
    if dice < 0.62 and not kind:
        return "classify", {"petition": no, "kind": "recommendation", "version": version}
    if dice < 0.66 and kind:
        return "forward", {"petition": no, "to": "SXD", "version": version}
    return "correct", {"petition": no, "version": version, "set": {"note": token}, "why": "x"}


def acts(url: str, reference: Reference, wanted: int, desks: int, seconds: float) -> dict[str, Any]:
    """Let desks act at random all at once; return what was acknowledged and refused."""
    began = monotonic()
    until = began + seconds
    children = [fork(random_acts(url, reference, n, wanted // desks, until)) for n in range(1, desks + 1)]
    open_ = {one.pipe: one for one in children}
    said = 0
    while open_:
        for pipe in select.select(list(open_), [], [])[0]:
            if not open_[pipe].hear():
                del open_[pipe]
        total = sum(len(one.told) for one in children)
        if total - said >= 2000:
            said = total
            print(f"{total} acts in {monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    for one in children:
        os.waitpid(one.pid, 0)
        os.close(one.pipe)
    told = [fact for one in children for fact in one.told]
    return {"told": told, "seconds": round(monotonic() - began, 1), **_waits(children)}


def _waits(children: list[Child]) -> dict[str, Any]:
    """Return how long acts took, with their wait for others: of all desks, and the longest of each."""
    each = [sorted(fact["took"] for fact in one.told if "took" in fact) for one in children]
    took = sorted(seconds for one in each for seconds in one)
    if not took:
        return {}
    part = {name: took[min(len(took) - 1, int(len(took) * share))] for name, share in _SHARES}
    return {
        "act_ms": {name: round(1000 * seconds, 1) for name, seconds in part.items()},
        "longest_ms_by_desk": [round(1000 * one[-1], 1) for one in each if one],
    }


def verify(url: str, reference: Reference, told: list[dict[str, Any]]) -> dict[str, Any]:
    """Read the whole register again and return what does not hold."""
    register = open_register(url)
    desk = Desk(register, reference, OFFICER, now)
    with register.reading() as work:
        rows = work.every("visit") + work.every("petition")
        held = Counter(row["content"] for row in rows)
        number = {row["content"]: row["no"] for row in rows}
        new = [one for one in told if one.get("token") and one.get("act") in (None, "log_visit", "register_petition")]
        found = {
            "sqlite": "" if register.path is None else integrity.sqlite_version(),
            "acknowledged": sum("token" in one for one in told),
            "records": len(rows),
            "entries": journal.head(work.connection)[0],
            "lost": [one for one in new if number.get(one["token"]) != one["no"]],
            "doubled": [token for token, times in held.items() if times > 1],
            "number_gaps": list(integrity.number_gaps(work.connection)),
            "numbers_twice": [no for no, times in Counter(row["no"] for row in rows).items() if times > 1],
            "entries_lost": _lost_entries(work.connection, told),
            "overwritten": list(_overwritten(work.connection)),
            "journal": [fault.code for fault in journal.verify(work.connection)],
        }
    found["check"] = [f"{one.code} {one.where}" for one in check(desk)]
    register.close()
    return found


def _lost_entries(connection: Any, told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    known = dict(connection.exec_driver_sql("SELECT no, act FROM entry").all())
    return [one for one in told if "entry" in one and known.get(one["entry"]) != one["act"]]


def _overwritten(connection: Any) -> Iterator[str]:
    """Yield each change that was made to something else than what the change before it had left: a lost update."""
    now_: dict[tuple[str, int], tuple[int, dict[str, Any]]] = {}
    for (no,) in connection.exec_driver_sql("SELECT no FROM entry ORDER BY no").all():
        entry = journal.read(connection, no)
        assert entry is not None
        for change in journal.changes_of(connection, entry):
            version, values = now_.get((change.table, change.row_id), (0, {}))
            before = change.before or {}
            if change.version != version + 1 or any(values.get(name, before[name]) != before[name] for name in before):
                yield f"#{no} {change.table} {change.row_id}"
            now_[change.table, change.row_id] = (change.version, values | change.after)


@contextmanager
def register_for(args: argparse.Namespace, files: dict[str, str]) -> Iterator[tuple[str, Server | None]]:
    """Give the address of a new register: the one that was asked for, or on a private server."""
    if args.db:
        create_register(url_of(args.db), files, OFFICER, "", now()).close()
        yield url_of(args.db), None
    elif args.file:
        with tempfile.TemporaryDirectory() as folder:
            url = url_of(Path(folder) / "desks.db")
            create_register(url, files, OFFICER, "", now()).close()
            yield url, None
    else:
        with private_server(durable=args.durable) as server:
            url = server.url(server.fresh())
            create_register(url, files, OFFICER, "", now()).close()
            yield url, server


def main() -> int:
    """Run what was asked for and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("kills", "acts"))
    parser.add_argument("--db", default="")
    parser.add_argument("--file", action="store_true", help="a new SQLite file instead of a server")
    parser.add_argument("--durable", action="store_true", help="let the private server bring every commit to disk")
    parser.add_argument("--kills", type=int, default=2000)
    parser.add_argument("--acts", type=int, default=100_000)
    parser.add_argument("--desks", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=10**9, help="stop acting after that long")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    files = read_files()
    reference = build(files)
    with register_for(args, files) as (url, server):
        if args.what == "kills":
            ran = kills(url, reference, args.kills, args.desks, random.Random(args.seed), server)
        else:
            ran = acts(url, reference, args.acts, args.desks, args.seconds)
        told = ran.pop("told")
        ran["refused"] = dict(
            Counter(one.get("refused") or one.get("trouble") for one in told) - Counter([None] * len(told))
        )
        ran["broke"] = [one["error"] for one in told if "error" in one]
        found = verify(url, reference, told)
    bad = {name: value for name, value in found.items() if isinstance(value, list) and value}
    print(
        json.dumps(
            {"what": args.what, "engine": url.partition(":")[0], "desks": args.desks, **ran, **found},
            ensure_ascii=False,
        )
    )
    return 1 if bad or ran["broke"] else 0


if __name__ == "__main__":
    sys.exit(main())
