"""A recorded morning at the counter, typed through a real terminal: keys per visit, and how soon a letter is seen.

40 visits, one of them a delegation of 30, and 6 petitions, are read from `tests/terminal/morning.toml`; Vietnamese is
typed as Telex sends it. Between two visits the same hands type the visitor's name into an input of textual's own, so
that other work on the machine falls on both (letter by letter: the backspaces of Telex it puts out of order). The echo,
from the write until the letters stand before the cursor, is told as a ratio to it.

Run: python bench/keys.py [VISITS] [--json]
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "terminal"))

from morning import TODAY, Caller, Typist, differences, read_morning, register_before
from screen import Terminal
from streams import Program

MOST = {"returning": 25, "new": 45}
MOST_ECHO, MOST_RATIO = 0.030, 2.0
CLEAR_LINE = "\x15"


@dataclass(slots=True)
class Morning:
    """What was measured: of each visit its sort, keys, letters of free text, keys of its petition and seconds."""

    visits: list[tuple[str, int, int, int, float]] = field(default_factory=list)
    desk: Typist | None = None
    bare: Typist | None = None
    wrong: list[str] = field(default_factory=list)


def type_morning(callers: Sequence[Caller]) -> Morning:
    """Type every visit, and the visitor's name into a bare input behind it."""
    measured = Morning()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "morning.db"
        register_before(place, callers)
        desk, bare = Terminal("--db", str(place), "--today", TODAY, "--lang", "vi"), Program("input")
        measured.desk, measured.bare = Typist(desk), Typist(bare, beyond=1)
        try:
            desk.wait_for("Hôm nay chưa tiếp ai")
            # Its cursor blinks every half second.
            measured.bare.rest(0.3)
            for caller in callers:
                started = time.perf_counter()
                keys, free, paper = measured.desk.receive(caller)
                measured.visits.append((caller.sort, keys, free, paper, time.perf_counter() - started))
                measured.bare.spell(caller.visitor.entry.name)
                bare.type(CLEAR_LINE)
                measured.bare.rest(0.05)
            measured.desk.rest(0.5)
        finally:
            desk.kill()
            bare.kill()
        measured.wrong = differences(place, callers)
    return measured


def figures(measured: Morning) -> dict[str, Any]:
    """Return all that is told, times in milliseconds."""
    assert measured.desk is not None
    assert measured.bare is not None
    sorts = dict.fromkeys(sort for sort, *_ in measured.visits)
    desk, bare = percentiles(measured.desk.echoes), percentiles(measured.bare.echoes)
    papers = [paper for *_, paper, _ in measured.visits if paper]
    return {
        "keys": {
            sort: [
                {"keys": keys, "free": free, "seconds": round(seconds, 2)}
                for one, keys, free, _, seconds in measured.visits
                if one == sort
            ]
            for sort in sorts
        },
        "petition_keys": papers,
        "echo_ms": desk,
        "bare_ms": bare,
        "ratio": {name: round(desk[name] / bare[name], 2) for name in ("p50", "p95")},
        "enter_ms": percentiles(measured.desk.moves),
        "typed": measured.desk.keys,
        "letters": len(measured.desk.echoes),
        "unseen": measured.desk.unseen,
        "wrong": measured.wrong,
    }


def percentiles(seconds: Sequence[float]) -> dict[str, float]:
    """Return the median, the 95th percentile and the slowest, in milliseconds."""
    if len(seconds) < 2:
        return {"p50": 0.0, "p95": 0.0, "most": 0.0}
    tail = statistics.quantiles(seconds, n=20)[18]
    return {"p50": _ms(statistics.median(seconds)), "p95": _ms(tail), "most": _ms(max(seconds))}


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 1)


def misses(found: dict[str, Any]) -> list[str]:
    """Return the bars that were missed."""
    told = [
        f"a {sort} citizen's visit took {one['keys']} keys, more than {MOST[sort]}"
        for sort, visits in found["keys"].items()
        for one in visits
        if one["keys"] > MOST.get(sort, one["keys"])
    ]
    if found["echo_ms"]["p95"] >= MOST_ECHO * 1000 and found["ratio"]["p95"] > MOST_RATIO:
        told.append(f"echo p95 {found['echo_ms']['p95']} ms, {found['ratio']['p95']} × a bare input")
    told += [f"never seen: {word!r}" for word in found["unseen"]]
    return told + found["wrong"]


def lines(found: dict[str, Any]) -> list[str]:
    """Return the figures as a table."""
    told = []
    for sort, visits in found["keys"].items():
        keys, seconds = [one["keys"] for one in visits], [one["seconds"] for one in visits]
        told.append(
            f"{sort:<12} {len(visits):>3} × keys besides free text: mean {statistics.mean(keys):5.1f}"
            f"  most {max(keys):>3}   {statistics.mean(seconds):6.2f} s"
        )
    if found["petition_keys"]:
        told.append(f"petition     {len(found['petition_keys']):>3} × keys: most {max(found['petition_keys']):>3}")
    for name, what in (("echo_ms", "echo of a letter"), ("bare_ms", "a bare input"), ("enter_ms", "Enter to the next")):
        one = found[name]
        told.append(f"{what:<18} p50 {one['p50']:6.1f} ms   p95 {one['p95']:6.1f} ms   most {one['most']:6.1f} ms")
    told.append(f"ratio              p50 {found['ratio']['p50']:6.2f} ×    p95 {found['ratio']['p95']:6.2f} ×")
    told.append(f"{found['typed']} strokes typed, {found['letters']} letters seen, {len(found['wrong'])} differences")
    return told


def main() -> int:
    """Print the figures; exit 1 when one misses its bar."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("visits", nargs="?", type=int, help="only so many visits, the first ones")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    found = figures(type_morning(read_morning()[: args.visits]))
    missed = misses(found)
    if args.json:
        print(json.dumps(found | {"misses": missed}, ensure_ascii=False, indent=1))
    else:
        print(
            "\n".join([*lines(found), *missed, "a figure misses its bar" if missed else "every figure meets its bar"])
        )
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
