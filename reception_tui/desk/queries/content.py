"""How a text reads by the phrases that the register goes by."""

from __future__ import annotations

from reception_tui.domain.content import Reading, read_content
from reception_tui.domain.content_phrases import Phrases
from reception_tui.domain.content_questions import Interview
from reception_tui.store import register
from reception_tui.store.reference import build_content
from reception_tui.store.work import Work

_KEPT: dict[str, tuple[Phrases, Interview]] = {}
"""The phrases of the version in use: their index takes longer to build than a text to read."""


def read_text(work: Work, text: str, title: str = "") -> Reading:
    """Return how `text` reads; `title` is what the paper calls itself, when it is kept apart."""
    return read_content(text, _content(work)[0], title or None)


def interview(work: Work) -> Interview:
    """Return the questions that settle what a text leaves open."""
    return _content(work)[1]


def _content(work: Work) -> tuple[Phrases, Interview]:
    version = register.reference_version(work)
    if version not in _KEPT:
        _KEPT.clear()
        _KEPT[version] = build_content(register.reference_files(work))
    return _KEPT[version]
