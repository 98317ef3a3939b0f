"""Reports over a period: the yearly paragraph, the statistical forms, the report in words, the books."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping

from reception_tui.cli.giving import give
from reception_tui.cli.options import desk_of
from reception_tui.desk.door import Desk
from reception_tui.desk.queries.day import period_figures
from reception_tui.desk.recusals import kept_from
from reception_tui.domain.errors import MissingField
from reception_tui.domain.kinds import CountRule
from reception_tui.domain.periods import read_period
from reception_tui.domain.rights import View
from reception_tui.domain.windows import Window
from reception_tui.reports import annual

ANNUAL = "annual"
DESTRUCTION = "destruction"
PERSON = "person"
BOOK, PETITION_BOOK, NARRATIVE = "book", "petition-book", "narrative"


def report(args: argparse.Namespace) -> int:
    """Print a report over a period; what is eligible for destruction today, and what is held of a person, have none."""
    if args.form in (DESTRUCTION, PERSON):
        return _destruction(args) if args.form == DESTRUCTION else _person(args)
    if args.period:
        window = read_period(args.period)
    elif args.first is None or args.last is None:
        raise MissingField("--from" if args.first is None else "--to")
    else:
        window = Window(args.first, args.last)
    desk = desk_of(args, View.RECORDS if args.form in (BOOK, PETITION_BOOK) else View.FIGURES)
    try:
        if args.signed:
            return _signed(args, desk, window)
        return _REPORTS.get(args.form, _form)(args, desk, window)
    finally:
        desk.register.close()


def _destruction(args: argparse.Namespace) -> int:
    from reception_tui.desk.queries.retention import destruction_list
    from reception_tui.reports import retention

    desk = desk_of(args, View.RECORDS)
    try:
        with desk.reading() as work:
            found = destruction_list(work, desk.reference, desk.today)
        facts = retention.list_json(found, desk.today)
        return give(args, facts, retention.list_document(found, desk.reference, desk.today), desk.today)
    finally:
        desk.register.close()


def _person(args: argparse.Namespace) -> int:
    """Print what the register holds of a person, for them; what they denounced stands on no such paper."""
    from reception_tui.desk.queries.retention import held_of, person_asked_for
    from reception_tui.reports import retention

    if not args.person:
        raise MissingField("--person")
    desk = desk_of(args, View.RECORDS)
    try:
        with desk.reading() as work:
            held = held_of(work, desk.reference, person_asked_for(work, args.person, desk.officer.code), desk.today)
        facts = retention.person_json(held, desk.today)
        return give(args, facts, retention.person_document(held, desk.reference, desk.today), desk.today)
    finally:
        desk.register.close()


def _annual(args: argparse.Namespace, desk: Desk, window: Window) -> int:
    with desk.reading() as work:
        figures = period_figures(work, window, CountRule(args.count))
    return give(args, annual.as_json(figures, desk.reference), annual.document(figures, desk.reference), desk.today)


def _form(args: argparse.Namespace, desk: Desk, window: Window) -> int:
    """Print or save a statistical form; one whose circular was not in force is refused (`UnknownCode`)."""
    from reception_tui.desk.queries.forms import fill
    from reception_tui.reports import form_sheet, forms
    from reception_tui.store.reference.forms import form_book
    from reception_tui.store.register import reference_files

    with desk.reading() as work:
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


def _signed(args: argparse.Namespace, desk: Desk, window: Window) -> int:
    """Print or save a report as it was signed, with what was corrected since (`NotSigned` where it was not)."""
    from reception_tui.desk.queries.signed import signed_report
    from reception_tui.reports import signed

    with desk.reading() as work:
        found = signed_report(work, desk.reference, args.form, window, CountRule(args.count))
    return give(args, signed.as_json(found, desk.reference), signed.document(found, desk.reference), desk.today)


def _book(args: argparse.Namespace, desk: Desk, window: Window) -> int:
    from reception_tui.desk.queries.books import reception_book
    from reception_tui.reports import books

    with desk.reading() as work:
        kept = kept_from(work, desk.officer.code)
        lines = tuple(one for one in reception_book(work, desk.reference, window) if one.no not in kept.numbers)
    drawn = books.reception_document(lines, window, desk.reference)
    return give(args, books.reception_json(lines, window), drawn, desk.today)


def _petition_book(args: argparse.Namespace, desk: Desk, window: Window) -> int:
    from reception_tui.desk.queries.books import petition_book
    from reception_tui.reports import books

    with desk.reading() as work:
        kept = kept_from(work, desk.officer.code)
        lines = tuple(one for one in petition_book(work, desk.reference, window) if one.no not in kept.numbers)
    drawn = books.petition_document(lines, window, desk.reference)
    return give(args, books.petition_json(lines, window), drawn, desk.today)


def _narrative(args: argparse.Namespace, desk: Desk, window: Window) -> int:
    from reception_tui.desk.queries.narrative import narrative
    from reception_tui.reports import narrative as words

    with desk.reading() as work:
        found = narrative(work, desk.reference, window, CountRule(args.count))
    return give(args, words.as_json(found, desk.reference), words.document(found, desk.reference), desk.today)


_REPORTS: Mapping[str, Callable[[argparse.Namespace, Desk, Window], int]] = {
    ANNUAL: _annual,
    BOOK: _book,
    PETITION_BOOK: _petition_book,
    NARRATIVE: _narrative,
}
