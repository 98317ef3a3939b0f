"""What a broken line leaves behind: the answers so far, kept after each one and offered when the form is opened."""

from __future__ import annotations

from datetime import date
from typing import Any

from reception_tui.cli.plain.asking import Answers
from reception_tui.desk.door import Desk
from reception_tui.store import drafts

_FORM = "plain "
"""Stands before the form's name: the fields of the screens are others."""

_DAY = "day:"


def kept_draft(desk: Desk, form: str, about: str = "") -> drafts.Draft | None:
    """Return what the officer left of that form about that record."""
    with desk.reading() as work:
        found = drafts.of_officer(work.connection, desk.officer.code)
    return next((one for one in found if (one.form, one.about) == (f"{_FORM}{form}", about)), None)


class KeptAnswers(Answers):
    """The answers of a form, of which each is kept at once."""

    def __init__(self, desk: Desk, form: str, about: str, draft: drafts.Draft | None) -> None:
        super().__init__()
        self._desk, self._form, self._about = desk, f"{_FORM}{form}", about
        self._draft_id = None if draft is None else draft.id

    def __setitem__(self, name: str, value: Any) -> None:
        super().__setitem__(name, value)
        at = self._desk.now().isoformat(timespec="seconds")
        values = {name: _written(value) for name, value in self.items()}
        officer = self._desk.officer.code
        with self._desk.register.writing() as work:
            self._draft_id = drafts.keep(work.connection, self._draft_id, officer, self._form, self._about, at, values)

    def forget(self) -> None:
        """Let go of them: the act is done, or they are not wanted."""
        if self._draft_id is not None:
            with self._desk.register.writing() as work:
                drafts.drop(work.connection, self._draft_id)
        self._draft_id = None


def answers_of(draft: drafts.Draft) -> Answers:
    """Return the answers as they were given."""
    return {name: _read(value) for name, value in draft.values.items()}


def _written(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _written(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_written(one) for one in value]
    return f"{_DAY}{value.isoformat()}" if isinstance(value, date) else value


def _read(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _read(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_read(one) for one in value]
    if isinstance(value, str) and value.startswith(_DAY):
        return date.fromisoformat(value.removeprefix(_DAY))
    return value
