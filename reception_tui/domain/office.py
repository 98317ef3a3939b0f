"""Settings and roles that the office decides for itself. They are not law."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from reception_tui.domain.calendar import WorkCalendar
from reception_tui.domain.rules import Unit
from reception_tui.domain.text import fold

_UNSIGNED = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class FollowUpRules:
    """How the office chases. Days are working days unless a unit stands beside them.

    `assumed_delivery_days`: from sending until a body is taken to have received.
    `recommendation_answer`: the answer date asked for when the officer gives none.
    `supplement_review_days`: when to look again at a petition that waits for its citizen.
    `ladder`: how long before a due date it is called up; the first makes a clock due soon. `ladder_of` holds those of
    single stages.
    """

    assumed_delivery_days: int
    recommendation_answer: int
    recommendation_unit: Unit
    supplement_review_days: int
    ladder: tuple[int, ...]
    reminder_every: int
    rounds_before_escalation: int
    ladder_of: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def due_soon_within(self, stage: str = "") -> int:
        """Return from how many working days before its due date a clock of `stage` is due soon."""
        return max(self.ladder_of.get(stage, self.ladder))

    @property
    def longest_ladder(self) -> int:
        """Return the largest number of working days before a due date from which any clock is due soon."""
        return max(max(rungs) for rungs in (self.ladder, *self.ladder_of.values()))


class Advice(StrEnum):
    """What the office should do about a body that is late."""

    NONE = "none"
    REMIND = "remind"
    ESCALATE = "escalate"


def advise(
    office: FollowUpRules, calendar: WorkCalendar, *, reminders: int, last_reminder: date | None, today: date
) -> Advice:
    """Return what is due to be done about a limit that another body has let pass.

    A first reminder at once, the next after the office's interval, and a report to the Chairman after the office's
    number of rounds (Decree 64/2014/NĐ-CP, art. 15(1)).
    """
    waited = last_reminder is None or calendar.working_days_between(last_reminder, today) >= office.reminder_every
    if not waited:
        return Advice.NONE
    return Advice.ESCALATE if reminders >= office.rounds_before_escalation else Advice.REMIND


@dataclass(frozen=True, slots=True)
class Board:
    """Who keeps the register: the code of its body, and the place of its date lines."""

    body: str
    place: str


@dataclass(frozen=True, slots=True)
class Privacy:
    """When the screen hides by itself, and whether the key that hides it asks for the PIN before it comes back."""

    hide_after_minutes: int
    hide_key_asks_pin: bool


@dataclass(frozen=True, slots=True)
class Secrets:
    """How the office keeps sealed words: for how long they open, for whom, and whether a second officer stands by."""

    open_minutes: int = 10
    second_officer: bool = False
    holder_roles: frozenset[str] = frozenset({"head"})
    least_passphrase: int = 4
    headings: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    until_classified: bool = False

    def is_secret_paper(self, title: str, content: str) -> bool:
        """Tell whether a paper is sealed before anybody has classified it: every one where the office wants that.

        Otherwise one that calls itself a denunciation, by how it begins or by a phrase in it.
        """
        if self.until_classified:
            return True
        folded = [" ".join(fold(text).split()) for text in (title, content)]
        return any(text.startswith(one) for text in folded for one in self.headings) or any(
            f" {one} " in f" {_UNSIGNED.sub(' ', text)} " for text in folded for one in self.phrases
        )


@dataclass(frozen=True, slots=True)
class Role:
    """A role, the acts that it may do, and the parts of the register that it may see."""

    code: str
    name_vi: str
    name_en: str
    acts: frozenset[str]
    views: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Officer:
    """A member of staff who works at the desk."""

    code: str
    name: str
    roles: frozenset[str]
    active: bool = True

    def may(self, act: str, roles: Mapping[str, Role]) -> bool:
        """Tell whether one of the officer's roles allows `act`."""
        return self.active and any(act in roles[code].acts for code in self.roles if code in roles)
