"""A letter laid out in the office's own Word file, and the file that it can begin with. Needs the optional `papers`.

Names in capitals stand for what is above and around the words of a letter; the others are those of its form. The file
is filled in a closed room: a name means a value and nothing can be called.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

import docx
from docxtpl import DocxTemplate  # type: ignore[import-untyped]
from jinja2 import TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from reception_tui.domain.letter_checks import asked_in, names_in
from reception_tui.domain.letter_facts import LISTS
from reception_tui.domain.letter_paper import LetterPaper, PaperBlock, PaperColumn, PaperSignature
from reception_tui.domain.letters import SLOT, FormBlock, LetterForm
from reception_tui.domain.paper_errors import TemplateRefused
from reception_tui.reports.letters import document
from reception_tui.reports.plain import clean
from reception_tui.reports.word.paper import closed, render

_AROUND = ("CO_QUAN_CHA", "CO_QUAN", "SO", "DIA_DANH_NGAY", "TRICH_YEU", "TEN_VAN_BAN", "MAU", "DAU_MAT")
_STYLES = ("long", "two", "cap")


def fill(template: bytes, paper: LetterPaper, made: date) -> bytes:
    """Return the letter in the office's Word file; the same letter and file give the same bytes.

    Raises `TemplateRefused` when the file cannot be filled.
    """
    values: dict[str, Any] = dict(
        zip(
            _AROUND,
            (
                paper.parent.upper(),
                paper.issuer.upper(),
                paper.number,
                paper.place_and_date,
                paper.subject,
                paper.title.upper(),
                paper.form,
                paper.stamp,
            ),
            strict=True,
        )
    )
    values |= {name: clean(text) for name, text in paper.fields}
    values |= {name: [{key: clean(text) for key, text in row} for row in rows] for name, rows in paper.lists}
    filled = _opened(template)
    try:
        filled.render(values, jinja_env=_room(), autoescape=True)
    except (TemplateError, TypeError, ValueError) as error:
        raise TemplateRefused("file", why=str(error)) from error
    return closed(filled.docx, made)


def check(template: bytes, form: LetterForm) -> None:
    """Raise `TemplateRefused` when the file is no Word file, or asks for what the letter does not have."""
    opened = _opened(template)
    try:
        asked = opened.get_undeclared_template_variables(jinja_env=_room())
    except (TemplateError, TypeError, ValueError) as error:
        raise TemplateRefused("file", why=str(error)) from error
    known = names_for(form)
    unknown = sorted(asked - known)
    if unknown:
        raise TemplateRefused("file", why=", ".join(unknown), choices=tuple(sorted(known)))


def names_for(form: LetterForm) -> frozenset[str]:
    """Return every name that a file for this letter may use."""
    own = {name for name in (names_in(form) | asked_in(form) | set(form.required)) if name not in LISTS}
    styled = {f"{name}_{style}" for name in own for style in _STYLES}
    return frozenset({*_AROUND, *own, *styled, *(block.rows for block in form.blocks if block.rows)})


def beginning(form: LetterForm, made: date) -> bytes:
    """Return a Word file that gives the letter as the program lays it out, for the office to change."""
    paper = LetterPaper(
        kind=form.kind,
        form_code=form.code,
        form="{{ MAU }}" if form.form else "",
        parent="{{ CO_QUAN_CHA }}" if form.letterhead else "",
        issuer="{{ CO_QUAN }}" if form.letterhead else "",
        number="{{ SO }}" if form.symbol else "",
        place_and_date="{{ DIA_DANH_NGAY }}",
        subject="{{ TRICH_YEU }}" if form.subject else "",
        title="{{ TEN_VAN_BAN }}" if form.title else "",
        subtitle=tuple(map(_tagged, form.subtitle)),
        blocks=tuple(_blocks(form)),
        recipients=tuple(map(_tagged, form.recipients)),
        signatures=tuple(
            PaperSignature(tuple(map(_tagged, one.capacity)), _tagged(one.remark), _tagged(one.name))
            for one in form.signatures
        ),
        stamp="{{ DAU_MAT }}" if form.secret_stamp else "",
        landscape=form.landscape,
    )
    return render(document(paper), made)


def _blocks(form: LetterForm) -> Iterator[PaperBlock]:
    for block in form.blocks:
        inner = _block(block)
        if block.when:
            yield PaperBlock("body", f"{{%p if {' and '.join(block.when)} %}}")
            yield inner
            yield PaperBlock("body", "{%p endif %}")
        else:
            yield inner


def _block(block: FormBlock) -> PaperBlock:
    if not block.rows:
        return PaperBlock(block.style, _tagged(block.text), _tagged(block.label))
    empty = ("",) * (len(block.columns) - 1)
    return PaperBlock(
        "table",
        _tagged(block.text),
        columns=tuple(PaperColumn(column.title, column.share, column.right) for column in block.columns),
        rows=(
            (f"{{%tr for row in {block.rows} %}}", *empty),
            tuple(f"{{{{ row.{column.value} }}}}" for column in block.columns),
            ("{%tr endfor %}", *empty),
        ),
    )


def _tagged(text: str) -> str:
    """Return the words of a form with the names as a Word file has them: {on:long} becomes {{ on_long }}."""
    return SLOT.sub(lambda found: f"{{{{ {found[1]}{'_' + found[2] if found[2] else ''} }}}}", text)


def _room() -> ImmutableSandboxedEnvironment:
    room = ImmutableSandboxedEnvironment(autoescape=True)
    room.globals.clear()
    return room


def _opened(template: bytes) -> DocxTemplate:
    try:
        docx.Document(BytesIO(template))
    except (KeyError, ValueError, zipfile.BadZipFile) as error:
        raise TemplateRefused("file", why="docx") from error
    return DocxTemplate(BytesIO(template))
