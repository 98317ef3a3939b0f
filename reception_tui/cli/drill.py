"""`reception drill`: the counter against the watch, on a register that is thrown away."""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from reception_tui.cli.answer import DONE, NO, print_json, print_text
from reception_tui.cli.options import settings_of
from reception_tui.i18n import formats, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reception_tui.tui.drill import Timed


def drill(args: argparse.Namespace) -> int:
    """Show invented visitors, let the officer log them with the real desk, and tell what each took."""
    from reception_tui.desk.drill import OFFICER, scratch_register, visitors
    from reception_tui.store.reference import build
    from reception_tui.store.reference.files import read_files
    from reception_tui.tui.drill import run_drill

    files = read_files()
    people = visitors(build(files), files, args.visits, args.seed, petitions=False)
    with tempfile.TemporaryDirectory(prefix="reception-drill-") as folder:
        place = Path(folder) / "drill.db"
        settings = replace(settings_of(args), db=str(place), officer=OFFICER.code)
        scratch_register(place, people, settings.now)
        timed = run_drill(settings, people, auto=args.auto)
    if args.json:
        print_json({"visits": [_facts(one) for one in timed], "slowest": _slowest(timed)})
    else:
        print_text("\n".join(_lines(timed)))
    return DONE if len(timed) == len(people) else NO


def _facts(one: Timed) -> dict[str, object]:
    seconds = round(one.seconds, 1)
    return {"name": one.visitor.entry.name, "known": one.visitor.known, "seconds": seconds, "keys": one.keys}


def _lines(timed: Sequence[Timed]) -> list[str]:
    """Return the report: a line for each visit, then the means and the slowest field."""
    if not timed:
        return [tr("No visit was logged.")]
    told = tr("{seconds} s, {keys} keys")
    lines = []
    for one in timed:
        took = told.format(seconds=f"{one.seconds:5.1f}", keys=f"{one.keys:3}")
        lines.append(f"{one.visitor.entry.name:<28} {took}")
    seconds = sum(one.seconds for one in timed) / len(timed)
    keys = sum(one.keys for one in timed) / len(timed)
    mean = told.format(seconds=f"{seconds:5.1f}", keys=f"{keys:3.0f}")
    whose = tr("Mean of {count} visits").format(count=formats.number(len(timed)))
    lines.append(f"{whose:<28} {mean}")
    slowest = _slowest(timed)
    if slowest:
        lines.append(tr("Slowest field: {field}").format(field=slowest))
    return lines


def _slowest(timed: Sequence[Timed]) -> str:
    """Return the field in which most time was spent."""
    spent: Counter[str] = Counter()
    for one in timed:
        spent += one.spent
    spent.pop("", None)
    return max(spent, key=lambda name: spent[name], default="")
