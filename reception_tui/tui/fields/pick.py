"""A choice by typing: codes and words, with or without marks; the first hit is taken by Enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reception_tui.domain.errors import MissingField, NothingPicked
from reception_tui.domain.picking import fitting
from reception_tui.tui.fields.typed import LineField, Spec


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be chosen: its code, what is shown, and further words it is found by."""

    code: str
    label: str
    words: str = ""


Search = Callable[[str], Sequence[Choice]]


class PickField(LineField):
    """A choice from a short list, or from a search over a long one."""

    def __init__(self, spec: Spec, choices: Sequence[Choice] | Search, chosen: str = "") -> None:
        self._search: Search | None = choices if callable(choices) else None
        self._choices: Sequence[Choice] = () if callable(choices) else choices
        self.last_used: tuple[Choice, ...] = ()
        self.chosen: Choice | None = self.of_code(chosen) if chosen else None
        super().__init__(spec, self.chosen.label if self.chosen else "")
        self._stepped: tuple[str, int] | None = None

    def offer_first(self, codes: Sequence[str]) -> None:
        """Offer the choices of these codes before others, as those that were used last."""
        known = (self.of_code(code) for code in codes)
        self.last_used = tuple(one for one in known if one is not None)

    @property
    def highlighted(self) -> int:
        """Return the place of the choice that Enter would take among those that fit; -1 for none of them."""
        if self._stepped is not None and self._stepped[0] == self.value:
            return self._stepped[1]
        return 0 if self.value.strip() else -1

    def matches(self) -> list[Choice]:
        """Return the choices that fit what is typed, the best first; all of them when nothing is typed anew."""
        if self.chosen is not None and self.value == self.chosen.label:
            rest = [one for one in self._choices if one != self.chosen]
            return [self.chosen, *rest]
        return self.search(self.value)

    def search(self, typed: str) -> list[Choice]:
        """Return the choices that fit `typed`: the best first, as what is typed must mean the same every day.

        Behind it, or first where nothing is typed, stand those that were used last.
        """
        found = find_choices(typed, self._choices) if self._search is None else list(self._search(typed))
        best, rest = (found[:1], found[1:]) if typed.strip() else ([], found)
        used = [one for one in self.last_used if one in rest or not (found or typed.strip())]
        return [*best, *used, *(one for one in rest if one not in used)]

    def candidate(self) -> Choice | None:
        """Return the choice that Enter would take."""
        at, found = self.highlighted, self.matches()
        return found[min(at, len(found) - 1)] if found and at >= 0 else None

    def value_given(self) -> str | None:
        """Return the code of the choice. Raises `NothingPicked`, `MissingField`."""
        found = self.candidate()
        if found is not None:
            return found.code
        if self.value.strip():
            raise NothingPicked(self.spec.name, value=self.value)
        if self.spec.needed:
            raise MissingField(self.spec.name)
        return None

    def settle(self) -> None:
        """Show the choice in full once the field is left."""
        found = self.candidate()
        if found is not None:
            self.take(found)
        elif not self.value.strip():
            self.chosen = None

    def take(self, choice: Choice) -> None:
        """Choose this."""
        self.chosen = choice
        self._stepped = None
        self.put(choice.label)

    def put(self, text: str) -> None:
        """Show a label, a code, or what was typed before."""
        known = self.of_code(text)
        if known is not None:
            self.chosen = known
        super().put(known.label if known is not None else text)

    def step(self, by: int) -> None:
        """Move the highlight among the choices that fit."""
        lowest = 0 if self.value.strip() else -1
        at = max(lowest, min(self.highlighted + by, len(self.matches()) - 1))
        self._stepped = (self.value, at)

    def of_code(self, code: str) -> Choice | None:
        """Return the choice of that code."""
        known = next((one for one in self._choices if one.code == code), None)
        if known is None and self._search is not None and code:
            known = next((one for one in self._search(code) if one.code == code), None)
        return known


def find_choices(typed: str, choices: Sequence[Choice]) -> list[Choice]:
    """Return the choices whose code or words begin with every typed word; whole codes first."""
    return fitting(typed, choices, lambda one: (one.code, one.label, one.words))
