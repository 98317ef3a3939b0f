"""How fast the lists of a large register are, as a ratio to the plainest SQL for the same rows in the same run.

Builds a register of ROWS petitions, as many visits and people, a limit for each petition that is open, and their
journal, by the store's batch path; then reads each list: its first page, the next, one from the
middle, the last, and the count.

Run: python bench/lists.py [ROWS] [--keep FILE]
"""

from __future__ import annotations

import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from reception_tui.config import OFFICE_ZONE
from reception_tui.desk.queries.listing import Listed, count_records, read_listed
from reception_tui.domain.listing import Filter, Listing, Order, View
from reception_tui.domain.office import Officer
from reception_tui.domain.reference import Reference
from reception_tui.domain.text import fold
from reception_tui.store.batch import write_rows
from reception_tui.store.engine import url_of
from reception_tui.store.known import add_clocks, add_searchable
from reception_tui.store.listing import Day
from reception_tui.store.reference import build
from reception_tui.store.reference.files import read_files
from reception_tui.store.register import Register, create_register, open_register
from reception_tui.store.tables import DEFAULTS
from reception_tui.store.work import Row, Work

TODAY = Day(date(2026, 11, 23), OFFICE_ZONE)
FIRST_DAY = date(2006, 1, 2)
CHUNK = 20_000
PAGE = 50
TURNS = 40
OFFICERS = ("lan", "binh", "cuong", "dung", "hoa", "khanh", "minh", "nga", "phuc", "quang")
KINDS = ("complaint", "denunciation", "recommendation", "")
STATES = ("finished",) * 94 + ("forwarded",) * 4 + ("received", "classified")


def fill(register: Register, reference: Reference, rows: int) -> None:
    """Write so many petitions, visits and people into a fresh register."""
    dice = random.Random(1)
    bodies = sorted(reference.directory.bodies)
    span = (TODAY.on - FIRST_DAY).days
    for start in range(1, rows + 1, CHUNK):
        ids = range(start, min(start + CHUNK, rows + 1))
        days = {i: FIRST_DAY + timedelta(days=span * i // rows) for i in ids}
        with register.writing() as work:
            write_rows(work.connection, "person", [_person(dice, i) for i in ids])
            write_rows(work.connection, "visit", [_visit(dice, i, days[i]) for i in ids])
            write_rows(work.connection, "visit_person", [_of_visit(i) for i in ids])
            petitions = [_petition(dice, i, days[i]) for i in ids]
            write_rows(work.connection, "petition", petitions)
            sent = [row for row in petitions if row["state"] in ("forwarded", "finished")]
            write_rows(work.connection, "referral", [_referral(dice, row, bodies) for row in sent])
            add_clocks(work.connection, [_clock(dice, row, bodies) for row in petitions if row["state"] == "forwarded"])
            add_searchable(work.connection, [_known(row) for row in petitions])
            write_rows(work.connection, "entry", [_entry(dice, i, days[i]) for i in ids if i > 1])


def _full(table: str, **values: Any) -> dict[str, Any]:
    return {**DEFAULTS[table], **values}


def _person(dice: random.Random, i: int) -> Row:
    return _full("person", id=i, name=f"Người Thứ {i}", phone=f"09{dice.randrange(10**8):08d}")


def _visit(dice: random.Random, i: int, on: date) -> Row:
    return _full(
        "visit",
        id=i,
        no=f"LT-{on.year}-{i:04}",
        on=on,
        kind="regular",
        mode="in_person",
        received_by="officer",
        officer=dice.choice(OFFICERS),
        entered_on=on,
        head_count=1,
        delegation=False,
        content="Hỏi về giá bồi thường đất",
        result=dice.choice(("explained", "petition_received")),
    )


def _of_visit(i: int) -> Row:
    return _full("visit_person", id=i, visit_id=i, person_id=i, ord=1)


def _petition(dice: random.Random, i: int, on: date) -> Row:
    return _full(
        "petition",
        id=i,
        no=f"D-{on.year}-{i:04}",
        book="petitions",
        received_on=on,
        entered_on=on,
        channel="post",
        content=f"Khiếu nại Quyết định thu hồi đất số {i}",
        kind=dice.choice(KINDS),
        state=dice.choice(STATES),
        officer=dice.choice(OFFICERS),
    )


def _referral(dice: random.Random, petition: Row, bodies: Sequence[str]) -> Row:
    on = petition["received_on"]
    body = dice.choice(bodies)
    officer = petition["officer"]
    return _full(
        "referral", id=petition["id"], petition_id=petition["id"], body=body, role="lead", sent_on=on, officer=officer
    )


def _clock(dice: random.Random, petition: Row, bodies: Sequence[str]) -> Row:
    due = TODAY.on + timedelta(days=dice.randrange(-400, 40))
    row = _full(
        "clock",
        petition_id=petition["id"],
        referral_id=petition["id"],
        key="answer",
        stage="KN-02",
        duty="resolve",
        rule="KN-02",
        owner="body",
        body=dice.choice(bodies),
        anchor=petition["received_on"],
        due=due,
        live_from=petition["received_on"],
    )
    row.pop("id", None)
    return row


def _known(petition: Row) -> Row:
    words = f"{petition['no']} {petition['content']}"
    return {
        "book": "petition",
        "record_id": petition["id"],
        "no": petition["no"],
        "on": petition["received_on"],
        "title": petition["content"],
        "text": petition["content"],
        "folded": fold(words),
    }


def _entry(dice: random.Random, i: int, on: date) -> Row:
    at = datetime(on.year, on.month, on.day, 2, 0, tzinfo=UTC).isoformat(timespec="seconds")
    return _full(
        "entry",
        no=i,
        at=at,
        officer=dice.choice(OFFICERS),
        act="log_visit",
        subject=f"LT-{i}",
        changes="[]",
        prev="",
        hash="",
    )


VIEWS: tuple[tuple[str, View, str], ...] = (
    (
        "petitions, newest first",
        View(Listing.PETITIONS),
        (
            "SELECT * FROM petition WHERE book = 'petitions' AND voided IS NULL {place} ORDER BY "
            "received_on {way}, id {way}"
        ),
    ),
    (
        "petitions, state received",
        View(Listing.PETITIONS, Filter(state="received")),
        (
            "SELECT * FROM petition WHERE state = 'received' AND book = 'petitions' AND voided IS NULL {place} "
            "ORDER BY received_on {way}, id {way}"
        ),
    ),
    (
        "petitions, overdue",
        View(Listing.PETITIONS, Filter(overdue=True)),
        (
            "SELECT * FROM petition WHERE id IN (SELECT petition_id FROM clock WHERE done IS NULL "
            "AND due < '2026-11-23') "
            "AND voided IS NULL {place} ORDER BY received_on {way}, id {way}"
        ),
    ),
    (
        "petitions sent to one body",
        View(Listing.PETITIONS, Filter(body="SXD")),
        (
            "SELECT * FROM petition WHERE id IN (SELECT petition_id FROM referral WHERE body = "
            "'SXD' AND voided IS NULL) "
            "AND voided IS NULL {place} ORDER BY received_on {way}, id {way}"
        ),
    ),
    (
        "petitions, officer and kind",
        View(Listing.PETITIONS, Filter(officer="lan", kind="complaint")),
        (
            "SELECT * FROM petition WHERE officer = 'lan' AND kind = 'complaint' AND voided IS NULL {place} "
            "ORDER BY received_on {way}, id {way}"
        ),
    ),
    (
        "visits, oldest first",
        View(Listing.VISITS, order=Order.OLDEST),
        'SELECT * FROM visit WHERE voided IS NULL {place} ORDER BY "on" {way}, id {way}',
    ),
    ("journal, newest first", View(Listing.JOURNAL), "SELECT * FROM entry WHERE 1 {place} ORDER BY no {way}"),
)


def median_ms(turn: Callable[[], object]) -> float:
    """Return the median of many turns, in milliseconds."""
    turn()
    took = []
    for _ in range(TURNS):
        began = time.perf_counter()
        turn()
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took)


def measure(register: Register, path: Path) -> Iterator[str]:
    """Yield a line for each list."""
    with closing(sqlite3.connect(path)) as raw, register.reading() as work:
        for name, view, sql in VIEWS:
            yield f"{name:<28} " + " · ".join(_pages(work, raw, view, sql))


def _pages(work: Work, raw: sqlite3.Connection, view: View, sql: str) -> Iterator[str]:
    def ours(place: tuple[Any, ...] | None, *, forward: bool = True) -> list[Listed]:
        return read_listed(work, view, TODAY, place, PAGE, forward=forward)

    first = ours(None)
    if not first:
        yield "empty"
        return
    down = "DESC" if view.order is Order.NEWEST else "ASC"
    up = "ASC" if down == "DESC" else "DESC"
    columns = {1: "no", 2: '"on", id' if view.listing is Listing.VISITS else "received_on, id"}[len(first[0].place)]
    middle = _middle(raw, first[-1].place)
    for name, place, forward in (
        ("first", None, True),
        ("PgDn", first[-1].place, True),
        ("middle", middle, True),
        ("End", None, False),
    ):
        sign = "<" if down == "DESC" else ">"
        at = "" if place is None else f"AND ({columns}) {sign} ({', '.join('?' * len(place))})"
        plain = sql.format(place=at, way=down if forward else up) + f" LIMIT {PAGE}"
        given = [value.isoformat() if isinstance(value, date) else value for value in place or ()]
        floor = median_ms(lambda plain=plain, given=given: raw.execute(plain, given).fetchall())
        took = median_ms(lambda place=place, forward=forward: ours(place, forward=forward))
        yield f"{name} {took:.2f} ms, {took / floor:.1f}×"
    yield f"count {median_ms(lambda: count_records(work, view, TODAY)):.1f} ms"


def _middle(raw: sqlite3.Connection, like: tuple[Any, ...]) -> tuple[Any, ...]:
    rows = int(raw.execute("SELECT max(id) FROM petition").fetchone()[0]) // 2
    day = date.fromisoformat(raw.execute("SELECT received_on FROM petition WHERE id = ?", (rows,)).fetchone()[0])
    return (rows,) if len(like) == 1 else (day, rows)


def main(arguments: Sequence[str]) -> None:
    """Build the register, or take the one that was kept, and print a line for each list."""
    rows = int(arguments[0].replace("_", "")) if arguments and arguments[0][0].isdigit() else 100_000
    kept = Path(arguments[arguments.index("--keep") + 1]) if "--keep" in arguments else None
    reference = build(read_files())
    with tempfile.TemporaryDirectory() as folder:
        path = kept or Path(folder) / "lists.db"
        if not path.exists():
            began = time.perf_counter()
            officer = Officer("lan", "Lan", frozenset({"receiver", "handler", "head", "keeper"}))
            now = datetime(2026, 11, 23, 7, 0, tzinfo=OFFICE_ZONE)
            register = create_register(url_of(path), read_files(), officer, "", now, durable=False)
            fill(register, reference, rows)
            register.close()
            print(f"{rows:,} rows of each table written in {time.perf_counter() - began:.0f} s")
        register = open_register(url_of(path))
        for line in measure(register, path):
            print(line, flush=True)
        register.close()


if __name__ == "__main__":
    main(sys.argv[1:])
