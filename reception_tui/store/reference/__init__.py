"""Reference data from its files: law, calendar, bodies, words, office settings, checked on load."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from typing import Any

from reception_tui.domain.content_phrases import Phrases
from reception_tui.domain.content_questions import Interview
from reception_tui.domain.errors import ReferenceBroken
from reception_tui.domain.reference import Reference
from reception_tui.store.reference import checks, content, days, deciding, deciding_checks, keeping, law, office, places
from reception_tui.store.reference.checks import ReferenceFault
from reception_tui.store.reference.unread import Noted, unread

_OF_CONTENT = frozenset(
    {
        "words/phrases.toml",
        "words/wording.toml",
        "words/interview.toml",
        "words/headings.toml",
        "words/field-rules.toml",
    }
)

Files = Mapping[str, str]
"""File texts by name, like "law/luat-to-cao-2018.toml"."""


def build(files: Files) -> Reference:
    """Return the reference data of those files. Raises `ReferenceBroken` with every fault found."""
    parsed = {name: Noted(_parse(name, text)) for name, text in sorted(files.items()) if _of_the_law(name)}
    reference = Reference(
        book=law.read_book(_of(parsed, "law/")),
        calendar=places.read_calendar(_of(parsed, "calendar/"), version_of(files, "calendar/")),
        directory=places.read_directory(_of(parsed, "bodies/")),
        fields=office.read_fields(_of(parsed, "words/")),
        roles=office.read_roles(_of(parsed, "office/")),
        office=office.read_follow_up(_of(parsed, "office/")),
        board=office.read_board(_of(parsed, "office/")),
        privacy=office.read_privacy(_of(parsed, "office/")),
        sign_in=office.read_sign_in(_of(parsed, "office/")),
        abbreviations=office.read_abbreviations(_of(parsed, "words/")),
        eligibility=deciding.read_eligibility(_of(parsed, "law/")),
        matrix=deciding.read_matrix(_of(parsed, "law/")),
        competence=deciding.read_competence(_of(parsed, "law/"), _of(parsed, "bodies/")),
        sendings=deciding.read_sending_rules(_of(parsed, "law/")),
        days=days.read_reception_days(_of(parsed, "office/")),
        secrets=office.read_secrets(_of(parsed, "office/")),
        retention=keeping.read_retention(_of(parsed, "law/")),
        backup=office.read_backup(_of(parsed, "office/")),
        version=version_of(files),
    )
    faults = (
        *checks.faults(reference),
        *deciding_checks.eligibility_faults(reference.eligibility, reference.book, reference.matrix),
        *deciding_checks.matrix_faults(reference.matrix, reference.book),
        *deciding_checks.competence_faults(reference.competence, reference.directory),
        *(ReferenceFault(name, "unknown_name", place) for name, table in parsed.items() for place in unread(table)),
    )
    if faults:
        raise ReferenceBroken(faults[0].file, what=faults[0].what, where=faults[0].where, faults=faults)
    return reference


def build_content(files: Files) -> tuple[Phrases, Interview]:
    """Return the phrases by which a text is read, and the interview. Raises `ReferenceBroken`.

    They are apart from the rest because only classifying needs them, and they are the largest files.
    """
    parsed = {name: _parse(name, text) for name, text in sorted(files.items()) if name.startswith("words/")}
    return content.read_phrases(parsed, office.read_fields(parsed)), content.read_interview(parsed)


def version_of(files: Files, folder: str = "") -> str:
    """Return a short digest that changes whenever a file of `folder` does."""
    digest = hashlib.sha256()
    for name in sorted(files):
        if name.startswith(folder):
            digest.update(f"{name}\0{files[name]}\0".encode())
    return digest.hexdigest()[:12]


def _of_the_law(name: str) -> bool:
    """Tell whether every desk needs the file from the start: letters and the words of contents are read on demand."""
    return name not in _OF_CONTENT and not name.startswith("forms/")


def _parse(name: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ReferenceBroken(name, what="not_toml", where=str(error)) from error


def _of(parsed: Mapping[str, Mapping[str, Any]], folder: str) -> dict[str, Mapping[str, Any]]:
    return {name: content for name, content in parsed.items() if name.startswith(folder)}
