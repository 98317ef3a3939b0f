"""The office's own Word files for its letters."""

from __future__ import annotations

import binascii
import zipfile
from base64 import b64decode
from io import BytesIO

from reception_tui.desk.context import Context, Done, Notice
from reception_tui.desk.letters import book_of
from reception_tui.domain.errors import UnknownCode
from reception_tui.domain.paper_commands import SetLetterTemplate
from reception_tui.domain.paper_errors import TemplateRefused

_LARGEST = 2_000_000
_BODY = "word/document.xml"


def set_letter_template(context: Context, command: SetLetterTemplate) -> Done:
    """Keep a Word file by which letters of a form are laid out from now on; letters that went out keep theirs.

    Raises `UnknownCode` for a form that no letter has, `TemplateRefused` for what is no Word file or too large.
    """
    known = tuple(form.code for form in book_of(context.work).forms)
    if command.form not in known:
        raise UnknownCode("form", value=command.form, choices=known)
    if command.data:
        _check_is_word(command.data)
    context.work.insert(
        "letter_template",
        form=command.form,
        name=command.name if command.data else "",
        data=command.data,
        on=context.today,
        officer=context.officer.code,
    )
    about = {"form": command.form, "name": command.name or command.form}
    notice = Notice("template_set", about) if command.data else Notice("template_reset", about)
    return Done(command.form, (notice,))


def _check_is_word(data: str) -> None:
    try:
        raw = b64decode(data, validate=True)
        with zipfile.ZipFile(BytesIO(raw)) as parts:
            is_word = _BODY in parts.namelist() and sum(part.file_size for part in parts.infolist()) <= _LARGEST * 10
    except (binascii.Error, zipfile.BadZipFile) as error:
        raise TemplateRefused("data", why="docx") from error
    if not is_word or len(raw) > _LARGEST:
        raise TemplateRefused("data", why="docx")
