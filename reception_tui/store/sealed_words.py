"""What stands in the column `sealed` of a row: its private words, in layers, each sealed for the case.

A later layer goes over the earlier ones, or adds to them. So anybody can add words to a sealed row, and only a holder
of the case's key can read them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from reception_tui.domain.errors import SealBroken
from reception_tui.store import seals

ADDED = "+"
"""Stands before the name of a column to whose earlier words a layer adds a line."""


def first_layer(case_id: int, public: str, words: Mapping[str, Any]) -> str:
    """Return `words` sealed for a case, as a row holds them."""
    return f"{case_id}:{_layer(public, words)}"


def with_layer(sealed: str, public: str, words: Mapping[str, Any]) -> str:
    """Return what a row holds once `words` go over what it held."""
    return f"{sealed} {_layer(public, words)}"


def case_of(sealed: str) -> int | None:
    """Return the case for which a row is sealed; None for one that is not. Raises `SealBroken`."""
    if not sealed:
        return None
    number, colon, _ = sealed.partition(":")
    if not (colon and number.isascii() and number.isdigit()):
        raise SealBroken
    return int(number)


def words_of(sealed: str, private: bytes) -> dict[str, Any]:
    """Return the private words of a row. Raises `SealBroken`."""
    found: dict[str, Any] = {}
    for layer in sealed.partition(":")[2].split(" "):
        for name, value in json.loads(seals.unseal(layer, private)).items():
            column = name.removeprefix(ADDED)
            found[column] = value if column == name else with_line(found.get(column, ""), value)
    return found


def with_line(text: str, line: str) -> str:
    """Return a text with one more line."""
    return f"{text}\n{line}".strip()


def _layer(public: str, words: Mapping[str, Any]) -> str:
    kept = dict(sorted(words.items()))
    return seals.seal(json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode(), public)
