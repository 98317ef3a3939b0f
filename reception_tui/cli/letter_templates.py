"""The office's own Word files for its letters: written out to be changed, taken in, taken back."""

from __future__ import annotations

import argparse
from base64 import b64encode
from pathlib import Path

from reception_tui.cli.answer import DONE, print_json, print_text
from reception_tui.cli.options import desk_of
from reception_tui.desk.door import Desk, execute
from reception_tui.desk.letters import book_of
from reception_tui.desk.queries.letter_templates import in_force
from reception_tui.domain.errors import FileUnreadable, MissingField, UnknownCode
from reception_tui.domain.letters import LetterForm
from reception_tui.domain.paper_commands import SetLetterTemplate
from reception_tui.i18n import tr


def letter_template(args: argparse.Namespace) -> int:
    """List the forms of letters, write one out as a Word file, take the office's file in, or go back."""
    desk = desk_of(args)
    try:
        if args.what == "list":
            return _list(desk, as_json=args.json)
        form = _form(desk, args.form)
        if args.what == "export":
            return _export(desk, form, args.file)
        name, data = _read(form, args.file) if args.what == "set" else ("", "")
        outcome = execute(desk, SetLetterTemplate(form=form.code, name=name, data=data))
    finally:
        desk.register.close()
    if args.json:
        print_json({"form": form.code, "name": name, "entry": outcome.entry})
    return DONE


def _list(desk: Desk, *, as_json: bool) -> int:
    with desk.reading() as work:
        found = [(form, in_force(work, form.code)) for form in book_of(work).forms]
    rows = [
        {
            "form": form.code,
            "kind": form.kind,
            "title": form.title or form.subject,
            "file": row["name"] if row else None,
        }
        for form, row in found
    ]
    if as_json:
        print_json({"forms": rows})
        return DONE
    for row in rows:
        print_text(f"{row['form']:<30} {row['file'] or '—':<24} {row['title']}")
    return DONE


def _form(desk: Desk, code: str) -> LetterForm:
    with desk.reading() as work:
        forms = {form.code: form for form in book_of(work).forms}
    if code not in forms:
        raise UnknownCode("form", value=code, choices=tuple(forms))
    return forms[code]


def _export(desk: Desk, form: LetterForm, target: Path | None) -> int:
    from reception_tui.reports.word.template import beginning

    if target is None:
        raise MissingField("file")
    target.write_bytes(beginning(form, desk.today))
    told = tr("The Word file to begin with is {path}.")
    print_text(told.format(path=target))
    return DONE


def _read(form: LetterForm, source: Path | None) -> tuple[str, str]:
    from reception_tui.reports.word.template import check

    if source is None:
        raise MissingField("file")
    try:
        data = source.read_bytes()
    except OSError as error:
        raise FileUnreadable("file", path=str(source)) from error
    check(data, form)
    return source.name, b64encode(data).decode()
