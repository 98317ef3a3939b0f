"""What an action is, and the kinds of screens in which one may work."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Place(StrEnum):
    """A kind of screen."""

    DESK = "desk"
    FORM = "form"
    LIST = "list"
    SEARCH = "search"
    PETITION = "petition"
    VISIT = "visit"
    DIALOG = "dialog"
    READING = "reading"
    PAPER = "paper"
    JOURNAL = "journal"
    DAYS = "days"
    QUEUE = "queue"
    TASK = "task"
    BOOK = "book"
    COORDINATION = "coordination"
    NATIONAL = "national"
    IMPORT = "import"


GIVEN: dict[str, tuple[str, ...]] = {}
"""The keys that this desk has given to actions instead of their own, by the action."""


@dataclass(frozen=True, slots=True)
class Action:
    """An action: `id` is the method `action_<id>`; the first key is the one that is shown.

    In a place of `menu` it also stands in the list that F4 opens; some are only there and have no key. Where the key
    bar has no room for all, those of `unshown` work without standing in it. Actions that share a key in different
    places share what it `means` too.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    places: frozenset[Place]
    menu: frozenset[Place] = frozenset()
    unshown: frozenset[Place] = frozenset()
    means: str = ""

    @property
    def used_keys(self) -> tuple[str, ...]:
        """Return the keys that do it at this desk: its own, or those that the desk has given it instead."""
        return GIVEN.get(self.id, self.keys)

    @property
    def meaning(self) -> str:
        """Return what the action's key means wherever it works."""
        return self.means or self.id

    def is_shown_at(self, place: Place) -> bool:
        """Tell whether the key bar of that kind of screen shows the action."""
        return bool(self.used_keys) and place not in self.unshown
