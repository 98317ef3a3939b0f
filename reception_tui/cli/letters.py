"""Letters out of the register: issued, looked at beforehand, printed once more."""

from __future__ import annotations

import argparse

from reception_tui.cli.answer import DONE, NO, print_error
from reception_tui.cli.giving import put
from reception_tui.cli.opened import open_first
from reception_tui.cli.options import desk_of
from reception_tui.desk.acts.letters import reprint
from reception_tui.desk.door import Desk, execute, permit_act, permit_view
from reception_tui.desk.letter_batches import preview
from reception_tui.desk.letters import Request, book_of
from reception_tui.desk.queries.letter_templates import template_of
from reception_tui.domain.commands import IssueLetter
from reception_tui.domain.errors import MissingField, UnknownRecord
from reception_tui.domain.letter_paper import LetterPaper
from reception_tui.domain.letters import About, LetterKind
from reception_tui.domain.rights import View
from reception_tui.reports.formats import Format
from reception_tui.reports.letters import in_the_way, written
from reception_tui.store.work import Row, Work


def letter(args: argparse.Namespace) -> int:
    """Issue a letter and print it; with --preview only tell what it lacks, with --reprint print one that went out."""
    desk = desk_of(args)
    kind = LetterKind(args.kind)
    open_first(desk, args)
    if args.preview:
        return _preview(desk, kind, args)
    if not args.reprint:
        execute(
            desk,
            IssueLetter(
                kind=kind,
                petition=args.petition,
                visit=args.visit,
                body=args.body,
                on=args.on,
                number=args.number,
                signer=args.signer,
                say=_said(args),
            ),
        )
    row, paper, template = _issued(desk, kind, args.reprint)
    desk.register.close()
    return put(args, written(paper, template, Format(args.format), row["on"]))


def _preview(desk: Desk, kind: LetterKind, args: argparse.Namespace) -> int:
    about = About.VISIT if args.visit else About.PETITION if args.petition else About.BODY
    no = args.visit or args.petition
    request = Request(
        kind,
        about,
        args.on or desk.today,
        body=args.body,
        officer=desk.officer.name,
        signer=args.signer,
        say=_said(args),
    )
    with desk.reading_opened() as work:
        (line,) = preview(work, desk.reference_of(work), book_of(work), request, [no])
    desk.register.close()
    if line.ok:
        return DONE
    print_error(in_the_way(line))
    return NO


def _issued(desk: Desk, kind: LetterKind, no: str) -> tuple[Row, LetterPaper, bytes | None]:
    """Return the letter of that number and kind, or the last one that this officer has issued."""
    permit_act(desk, IssueLetter.act)
    with desk.reading_opened() as work:
        of = {"no": no} if no else {"officer": desk.officer.code}
        rows = work.rows("letter", kind=kind.value, **of)
        if not rows:
            raise UnknownRecord("reprint", value=no)
        about = _record(work, rows[-1])
    if about:
        permit_view(desk, View.RECORDS, about)
    with desk.reading_opened() as work:
        return rows[-1], reprint(work, rows[-1]["id"]), template_of(work, rows[-1])


def _record(work: Work, letter: Row) -> str:
    """Return the number of the record that a letter is about; nothing where it is about a body."""
    for table in ("petition", "visit"):
        if letter[f"{table}_id"] is not None:
            return str(work.row(table, letter[f"{table}_id"])["no"])
    return ""


def _said(args: argparse.Namespace) -> dict[str, str]:
    said = {}
    for one in args.say:
        name, found, value = one.partition("=")
        if not found:
            raise MissingField(f"--say {name}")
        said[name.strip()] = value
    return said
