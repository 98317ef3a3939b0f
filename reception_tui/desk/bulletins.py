"""Calendar bulletins: one decreed day as a reference file of its own."""

from __future__ import annotations

import json
from collections.abc import Mapping

from reception_tui.domain.calendar import DecreedKind
from reception_tui.domain.commands import AnnounceDay


def bulletin_name(files: Mapping[str, str], year: int) -> str:
    """Return the name of the next bulletin of a year."""
    number = 1
    while (name := f"calendar/{year}-bulletin-{number:02}.toml") in files:
        number += 1
    return name


def bulletin_text(announced: AnnounceDay) -> str:
    """Return the bulletin as TOML, in the form of the calendar files."""
    lines = [f"year = {announced.on.year}", "", f"[[{announced.kind}]]", f"on = {announced.on.isoformat()}"]
    if announced.instead_of is not None and announced.kind is DecreedKind.WORKED_SATURDAY:
        lines.append(f"instead_of = {announced.instead_of.isoformat()}")
    for name, value in (
        ("what_vi", announced.what),
        ("what_en", announced.what),
        ("decision", announced.decision),
        ("source", announced.decision),
        ("sure", "primary"),
    ):
        # JSON's way of writing a text is a TOML basic string too.
        lines.append(f"{name} = {json.dumps(value, ensure_ascii=False)}")
    return "\n".join(lines) + "\n"
