"""Reports over a period."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from reception_tui.cli.answer import DONE, print_json, print_text
from reception_tui.cli.options import desk_of
from reception_tui.desk.queries.day import period_figures
from reception_tui.domain.errors import MissingField
from reception_tui.domain.kinds import CountRule
from reception_tui.domain.periods import read_period
from reception_tui.domain.windows import Window
from reception_tui.reports import annual
from reception_tui.reports.model import Document
from reception_tui.reports.text import render


def report(args: argparse.Namespace) -> int:
    """Print a report over a period."""
    if args.period:
        window = read_period(args.period)
    elif args.first is None or args.last is None:
        raise MissingField("--from" if args.first is None else "--to")
    else:
        window = Window(args.first, args.last)
    desk = desk_of(args)
    with desk.register.reading() as work:
        figures = period_figures(work, window, CountRule(args.count))
    desk.register.close()
    return _give(args, annual.as_json(figures, desk.reference), annual.document(figures, desk.reference))


def _give(args: argparse.Namespace, facts: dict[str, Any], document: Document) -> int:
    """Print or save the report in the format that was asked for."""
    target: Path | None = args.output
    if target is None:
        if args.format == "json":
            print_json(facts)
        else:
            print_text(render(document))
        return DONE
    text = json.dumps(facts, ensure_ascii=False, indent=2, default=str) if args.format == "json" else render(document)
    target.write_text(text, encoding="utf-8")
    return DONE
