"""Reference data from its files: law, calendar, bodies, words, office settings, checked on load."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from typing import Any

from reception_tui.domain.errors import ReferenceBroken
from reception_tui.domain.reference import Reference
from reception_tui.store.reference import checks, law, office, places

Files = Mapping[str, str]
"""File texts by name, like "law/luat-to-cao-2018.toml"."""


def build(files: Files) -> Reference:
    """Return the reference data of those files. Raises `ReferenceBroken` with every fault found."""
    parsed = {name: _parse(name, text) for name, text in sorted(files.items())}
    reference = Reference(
        book=law.read_book(_of(parsed, "law/")),
        calendar=places.read_calendar(_of(parsed, "calendar/"), version_of(files, "calendar/")),
        directory=places.read_directory(_of(parsed, "bodies/")),
        fields=office.read_fields(_of(parsed, "words/")),
        roles=office.read_roles(_of(parsed, "office/")),
        office=office.read_follow_up(_of(parsed, "office/")),
        board=office.read_board(_of(parsed, "office/")),
        abbreviations=office.read_abbreviations(_of(parsed, "words/")),
        version=version_of(files),
    )
    faults = tuple(checks.faults(reference))
    if faults:
        raise ReferenceBroken(faults[0].file, what=faults[0].what, where=faults[0].where, faults=faults)
    return reference


def version_of(files: Files, folder: str = "") -> str:
    """Return a short digest that changes whenever a file of `folder` does."""
    digest = hashlib.sha256()
    for name in sorted(files):
        if name.startswith(folder):
            digest.update(f"{name}\0{files[name]}\0".encode())
    return digest.hexdigest()[:12]


def _parse(name: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ReferenceBroken(name, what="not_toml", where=str(error)) from error


def _of(parsed: Mapping[str, dict[str, Any]], folder: str) -> dict[str, dict[str, Any]]:
    return {name: content for name, content in parsed.items() if name.startswith(folder)}
