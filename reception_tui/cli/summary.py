"""The nightly page: on the screen, in a file, on paper."""

from __future__ import annotations

import argparse
from datetime import date

from reception_tui.cli.answer import DONE, NO, print_error, print_text
from reception_tui.cli.giving import give
from reception_tui.cli.options import desk_of, settings_of
from reception_tui.desk.door import Desk
from reception_tui.desk.queries.night import night, to_print
from reception_tui.desk.upkeep import keep_up
from reception_tui.domain.kinds import CountRule
from reception_tui.domain.rights import View
from reception_tui.reports import nightly
from reception_tui.reports.printing import Run, print_pages


def summary(args: argparse.Namespace) -> int:
    """Show, save or print the nightly page of a day, and print those that were missed."""
    desk = desk_of(args, View.FIGURES)
    on = args.date or desk.today
    if (args.queue is not None or args.catch_up) and settings_of(args).today is None:
        # The page of the night tells of the copy that is made with it. On a day that is only supposed, none is.
        keep_up(desk)
    with desk.reading() as work:
        found = night(work, desk.reference, on, CountRule(args.count), desk.now().tzinfo)
    run = _print(desk, args, on)
    desk.register.close()
    facts = nightly.as_json(found)
    if run is not None:
        facts["printed"] = run.printed
    if args.output is not None or args.format == "json" or run is None:
        give(args, facts, nightly.document(found, desk.reference), on)
    return DONE if run is None else _tell(run, as_json=args.format == "json")


def _print(desk: Desk, args: argparse.Namespace, on: date) -> Run | None:
    """Print what was asked for; None where nothing was."""
    if args.queue is None and not args.catch_up:
        return None
    days: tuple[date, ...] = (on,)
    if args.catch_up:
        with desk.reading() as work:
            days = to_print(work, desk.reference, on)
    return print_pages(desk, days, CountRule(args.count), args.queue or "")


def _tell(run: Run, *, as_json: bool) -> int:
    for sentence in () if as_json else run.sentences:
        print_text(sentence)
    if run.fault is None:
        return DONE
    print_error(run.fault.sentence)
    return NO
