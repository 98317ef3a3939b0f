"""By which Word file of the office a letter is laid out."""

from __future__ import annotations

from base64 import b64decode

from reception_tui.store.work import Row, Work


def in_force(work: Work, form: str) -> Row | None:
    """Return the row of the Word file by which letters of a form are laid out now; None where the program does it."""
    rows = work.rows("letter_template", form=form)
    return rows[-1] if rows and rows[-1]["data"] else None


def template_of(work: Work, letter: Row) -> bytes | None:
    """Return the Word file by which a letter went out; None where the program laid it out."""
    kept = letter["template_id"]
    return None if kept is None else b64decode(work.row("letter_template", kept)["data"])
