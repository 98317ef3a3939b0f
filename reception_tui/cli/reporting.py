"""Reports over a period: the yearly paragraph and the statistical forms."""

from __future__ import annotations

import argparse

from reception_tui.cli.giving import give
from reception_tui.cli.options import desk_of
from reception_tui.desk.door import Desk
from reception_tui.desk.queries.day import period_figures
from reception_tui.domain.errors import MissingField
from reception_tui.domain.kinds import CountRule
from reception_tui.domain.periods import read_period
from reception_tui.domain.windows import Window
from reception_tui.reports import annual

ANNUAL = "annual"


def report(args: argparse.Namespace) -> int:
    """Print a report over a period."""
    if args.period:
        window = read_period(args.period)
    elif args.first is None or args.last is None:
        raise MissingField("--from" if args.first is None else "--to")
    else:
        window = Window(args.first, args.last)
    desk = desk_of(args)
    try:
        return _annual(args, desk, window) if args.form == ANNUAL else _form(args, desk, window)
    finally:
        desk.register.close()


def _annual(args: argparse.Namespace, desk: Desk, window: Window) -> int:
    with desk.register.reading() as work:
        figures = period_figures(work, window, CountRule(args.count))
    return give(args, annual.as_json(figures, desk.reference), annual.document(figures, desk.reference), desk.today)


def _form(args: argparse.Namespace, desk: Desk, window: Window) -> int:
    """Print or save a statistical form; one whose circular was not in force is refused (`UnknownCode`)."""
    from reception_tui.desk.queries.forms import fill
    from reception_tui.reports import form_sheet, forms
    from reception_tui.store.reference.forms import form_book
    from reception_tui.store.register import reference_files

    with desk.register.reading() as work:
        book = form_book(reference_files(work), desk.reference.fields)
        form = book.form(args.form, window)
        filled = fill(work, desk.reference, book, form, window, CountRule(args.count), compare=True)
    return give(
        args,
        forms.as_json(filled),
        forms.document(filled, desk.reference),
        desk.today,
        lambda: form_sheet.render(filled, desk.reference, desk.today),
    )
