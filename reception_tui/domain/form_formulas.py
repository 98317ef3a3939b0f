"""Formulas and checks of the statistical forms, like `1=5+11+17`, read without running anything.

A number is a cell of the same form; `[02/XLD]6` is cell 6 of another form over the same window.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

Amount = int | Decimal

_TERM = re.compile(r"([+-])(?:\[([^\]\[]+)\])?([0-9]+)")
_RELATION = re.compile(r"(<=|>=|=)")


class Relation(StrEnum):
    """How two sides of a check must stand to each other."""

    EQUAL = "="
    AT_MOST = "<="
    AT_LEAST = ">="

    def holds(self, left: Amount, right: Amount) -> bool:
        """Tell whether the two sides stand like this."""
        if self is Relation.EQUAL:
            return left == right
        return left <= right if self is Relation.AT_MOST else left >= right


@dataclass(frozen=True, slots=True)
class Ref:
    """A cell by its number. `form` is empty for a cell of the same form."""

    cell: str
    form: str = ""


Values = Mapping[Ref, Amount | None]
"""What stands in each cell; None where nobody has typed what the register cannot know."""


@dataclass(frozen=True, slots=True)
class Term:
    """A cell that is added (1) or taken away (-1)."""

    sign: int
    ref: Ref


@dataclass(frozen=True, slots=True)
class Sum:
    """Cells added and taken away."""

    terms: tuple[Term, ...]

    def refs(self) -> Iterator[Ref]:
        """Yield every cell that the sum names."""
        for term in self.terms:
            yield term.ref

    def value(self, values: Values) -> Amount | None:
        """Return the sum, an empty cell counted as 0; None when all of its cells are empty."""
        known = [(term.sign, found) for term in self.terms if (found := values[term.ref]) is not None]
        return sum(sign * found for sign, found in known) if known else None


@dataclass(frozen=True, slots=True)
class Check:
    """Sides that must agree, each with the next one. `rule` is the check as it was written."""

    rule: str
    sides: tuple[Sum, ...]
    relations: tuple[Relation, ...]

    def refs(self) -> Iterator[Ref]:
        """Yield every cell that the check names."""
        for side in self.sides:
            yield from side.refs()

    def is_judged(self, values: Values) -> bool:
        """Tell whether every side is known: an empty one that an officer is to fill says nothing yet."""
        return all(side.value(values) is not None for side in self.sides)

    def broken(self, values: Values) -> tuple[tuple[Sum, Relation, Sum], ...]:
        """Return the neighbouring sides that contradict each other; an empty side contradicts nothing."""
        found = []
        for (left, right), relation in zip(pairwise(self.sides), self.relations, strict=True):
            first, second = left.value(values), right.value(values)
            if first is not None and second is not None and not relation.holds(first, second):
                found.append((left, relation, right))
        return tuple(found)


def read_sum(text: str) -> Sum:
    """Return the sum that `text` writes. Raises `ValueError`."""
    tidy = text.replace(" ", "")
    if tidy[:1] not in ("+", "-"):
        tidy = f"+{tidy}"
    terms: list[Term] = []
    at = 0
    while at < len(tidy):
        match = _TERM.match(tidy, at)
        if match is None:
            raise ValueError(text)
        terms.append(Term(1 if match[1] == "+" else -1, Ref(match[3], match[2] or "")))
        at = match.end()
    if not terms:
        raise ValueError(text)
    return Sum(tuple(terms))


def read_check(text: str) -> Check:
    """Return the check that `text` writes. Raises `ValueError`."""
    pieces = _RELATION.split(text.replace(" ", ""))
    if len(pieces) < 3:
        raise ValueError(text)
    return Check(
        text.replace(" ", ""),
        tuple(read_sum(piece) for piece in pieces[::2]),
        tuple(Relation(piece) for piece in pieces[1::2]),
    )
