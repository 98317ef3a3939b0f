"""Choosing by typing: which of the things to choose from fit, the best first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from reception_tui.domain.text import fold, is_written_in, words

Thing = TypeVar("Thing")


def fitting(typed: str, things: Sequence[Thing], told: Callable[[Thing], tuple[str, str, str]]) -> list[Thing]:
    """Return the things whose code or words begin with every typed word; whole codes first.

    `told` gives the code of a thing, its label, and further words that it is found by.
    """
    asked = words(typed)
    if not asked:
        return list(things)
    exact = fold(typed.strip())
    found: list[tuple[tuple[bool, bool, bool], Thing]] = []
    for thing in things:
        code, label, more = told(thing)
        known = words(f"{code} {label} {more}")
        if all(any(word.startswith(part) for word in known) for part in asked):
            rank = (fold(code) != exact, not is_written_in(typed, label), not fold(label).startswith(exact))
            found.append((rank, thing))
    return [thing for _, thing in sorted(found, key=lambda one: one[0])]
